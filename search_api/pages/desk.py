"""A person at a draft: signed in, or come by the link of a mail; what can be written there."""

from collections.abc import Callable
from dataclasses import dataclass
from secrets import token_urlsafe
from typing import Any

from flask import redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from legislation import rights
from legislation.errors import Conflict, Invalid, NotFound
from legislation.model import Comment, Draft, Person
from legislation.positions import comments
from legislation.vocabulary import Fate, Stance
from search_api.numbers import row_id
from search_api.site import now, site

SUGGESTED = Stance.SUPPORT_IF_AMENDED
"""The stance that is chosen until another one is: who writes usually wants a change."""


@dataclass(frozen=True)
class Desk:
    """One person at one draft; ``token`` is the one of the mail's link, which opens this draft alone."""

    person: Person
    draft: Draft
    token: str | None = None

    @property
    def may_comment(self) -> bool:
        return rights.may_comment(self.person)

    def home(self, **more: Any) -> str:
        """The draft with its text."""
        if self.token:
            return url_for("comment_link.home", token=self.token, **more)
        return url_for("drafts.page", key=self.draft.key, **more)

    def form(self, version_id: int, path: str) -> str:
        """The form for a new comment at a place."""
        if self.token:
            return url_for("comment_link.new", token=self.token, version=version_id, path=path)
        return url_for("comments.new", key=self.draft.key, version=version_id, path=path)

    def edit(self, comment: Comment) -> str:
        """The form for one's own comment."""
        if self.token:
            return url_for("comment_link.edit", token=self.token, comment_id=comment.id)
        return url_for("comments.edit", comment_id=comment.id)

    def mine(self, comment: Comment) -> bool:
        return comment.person_id == self.person.id

    def may_edit(self, comment: Comment) -> bool:
        return self.mine(comment) and comment.fate == Fate.OPEN and self.may_comment


@dataclass(frozen=True)
class Typed:
    """What stands in the form of a comment."""

    stance: str = SUGGESTED
    proposed_text: str = ""
    reasons: str = ""

    @classmethod
    def sent(cls) -> "Typed":
        names = ("stance", "proposed_text", "reasons")
        return cls(*(request.form.get(name, "") for name in names))

    @classmethod
    def kept(cls, comment: Comment) -> "Typed":
        return cls(comment.stance, comment.proposed_text, comment.reasons)

    def fields(self) -> dict[str, str]:
        return {"stance": self.stance, "proposed_text": self.proposed_text, "reasons": self.reasons}


Finder = Callable[[Session], Desk]
"""Finds the desk anew in a transaction, or refuses."""

Answer = Response | tuple[str, int]


def new_comment(find: Finder) -> Answer:
    """Show the form for a new comment, or keep what was sent; a refusal shows the form as it was typed.

    A form that was sent before with other words (the person went back and wrote on) makes no second
    comment unasked: it is shown again with a nonce of its own.
    """
    version_id = request.values.get("version", 0, type=row_id)
    path = request.values.get("path", "")
    nonce = request.form.get("nonce", "") if request.method == "POST" else token_urlsafe(16)
    typed = Typed.sent() if request.method == "POST" else Typed()
    refused: Invalid | Conflict | None = None
    if request.method == "POST":
        try:
            return redirect(_keep(find, version_id, path, typed, nonce), 303)
        except Invalid as error:
            refused, nonce = error, nonce or token_urlsafe(16)
        except Conflict:
            refused, nonce = Conflict("sent_before"), token_urlsafe(16)
    with site().database.read() as session:
        desk = find(session)
        rights.need_commenter(desk.person)
        anchor = comments.anchor_at(session, desk.draft, version_id, path)
        page = render_template(
            "comment.html", desk=desk, anchor=anchor, typed=typed, nonce=nonce, refused=refused
        )
    return page, status_of(refused)


def _keep(find: Finder, version_id: int, path: str, typed: Typed, nonce: str) -> str:
    with site().database.write() as session:
        desk = find(session)
        kept = comments.comment(
            session,
            desk.person,
            desk.draft,
            version_id=version_id,
            path=path,
            visibility=request.form.get("visibility", ""),
            nonce=nonce,
            now=now(),
            **typed.fields(),
        )
        return desk.home(kept=kept.id, _anchor=f"c{kept.id}")


def status_of(refused: Invalid | Conflict | None) -> int:
    if refused is None:
        return 200
    return 409 if isinstance(refused, Conflict) else 400


def edit_comment(find: Finder, comment_id: int) -> Answer:
    """Show one's own comment to change it, or keep the change.

    When it was changed elsewhere meanwhile, the page shows both: what is kept, and what was typed.
    """
    refused: Invalid | Conflict | None = None
    if request.method == "POST":
        try:
            with site().database.write() as session:
                desk = find(session)
                _own(session, desk, comment_id)
                kept = comments.edit(
                    session,
                    desk.person,
                    comment_id,
                    revision=request.form.get("revision", 0, type=int),
                    visibility=request.form.get("visibility", ""),
                    now=now(),
                    **Typed.sent().fields(),
                )
                return redirect(desk.home(kept=kept.id, _anchor=f"c{kept.id}"), 303)
        except (Invalid, Conflict) as error:
            refused = error
    with site().database.read() as session:
        desk = find(session)
        kept = _own(session, desk, comment_id)
        page = render_template(
            "comment.html",
            desk=desk,
            anchor=kept.anchor,
            kept=kept,
            typed=Typed.sent() if refused else Typed.kept(kept),
            refused=refused,
            conflict=isinstance(refused, Conflict),
        )
    return page, status_of(refused)


def _own(session: Session, desk: Desk, comment_id: int) -> Comment:
    """The person's own comment on this draft: a link for one draft opens no comment on another."""
    kept = comments.own(session, desk.person, comment_id)
    if kept.draft_id != desk.draft.id:
        raise NotFound("comment")
    return kept

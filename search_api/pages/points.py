"""The numbered points of a position: made from comments, changed by officers."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from sqlalchemy.orm import Session

from legislation import rights
from legislation.anchors import Place, place
from legislation.errors import Conflict, Invalid
from legislation.model import Comment, Point, Position
from legislation.positions import drafting
from legislation.storage import drafts
from legislation.vocabulary import Stance
from search_api.numbers import row_id
from search_api.pages.desk import Answer, status_of
from search_api.pages.positions import readable_comments
from search_api.signed_in import person_in
from search_api.site import now, site
from search_api.wording import place_in_words, word

blueprint = Blueprint("points", __name__, url_prefix="/positions")

LONGEST_LABEL = 110


@dataclass(frozen=True)
class Typed:
    """What stands in the form of a point; ``place`` is ``VERSION:PATH``, empty until it is chosen."""

    place: str = ""
    proposed_text: str = ""
    justification: str = ""
    stance: str = ""
    comment_ids: list[int] = field(default_factory=list)

    @classmethod
    def sent(cls) -> "Typed":
        return cls(
            place=request.form.get("place", ""),
            proposed_text=request.form.get("proposed_text", ""),
            justification=request.form.get("justification", ""),
            stance=request.form.get("stance", ""),
            comment_ids=request.form.getlist("comment", type=row_id),
        )

    @classmethod
    def gathered(cls, said: list[Comment]) -> "Typed":
        """A beginning made of comments: their one place, their wordings and reasons one after another."""
        anchor = drafting.place_of(said) if said else None
        stances = {comment.stance for comment in said}
        return cls(
            place=f"{anchor.version_id}:{anchor.path}" if anchor else "",
            proposed_text="\n\n".join(c.proposed_text for c in said if c.proposed_text),
            justification="\n\n".join(c.reasons for c in said if c.reasons),
            stance=stances.pop() if len(stances) == 1 else Stance.SUPPORT_IF_AMENDED,
            comment_ids=[comment.id for comment in said],
        )

    def where(self) -> tuple[int, str]:
        version, _, path = self.place.partition(":")
        try:
            return row_id(version), path
        except ValueError:
            raise Invalid("place_needed", "place") from None

    def fields(self) -> dict[str, Any]:
        return {
            "proposed_text": self.proposed_text,
            "justification": self.justification,
            "stance": self.stance,
        }


@blueprint.route("/<row:position_id>/points/new", methods=["GET", "POST"])
def new(position_id: int) -> Answer:
    """Make a point of the ticked comments; with ``look`` only show the text of the chosen place."""
    typed, refused = None, None
    if request.method == "POST":
        typed = Typed.sent()
        if "look" not in request.form:
            try:
                return redirect(_added(position_id, typed), 303)
            except (Invalid, Conflict) as error:
                refused = error
    with site().database.read() as session:
        officer = person_in(session)
        rights.need_officer(officer)
        position = drafting.readable(session, officer, position_id)
        wanted = set(typed.comment_ids if typed else request.args.getlist("comment", type=row_id))
        said = [c for c in readable_comments(session, officer, position) if c.id in wanted]
        typed = typed or Typed.gathered(said)
        page = render_template(
            "point.html",
            position=position,
            said=said,
            typed=typed,
            chosen=_place(session, position, typed),
            places=list(_places(session, position)),
            refused=refused,
        )
    return page, status_of(refused)


@blueprint.route("/points/<row:point_id>", methods=["GET", "POST"])
def edit(point_id: int) -> Answer:
    """Change a point; when somebody else saved it meanwhile, both texts are shown and neither is lost."""
    refused = None
    if request.method == "POST":
        try:
            return redirect(_changed(point_id), 303)
        except (Invalid, Conflict) as error:
            refused = error
    with site().database.read() as session:
        point = drafting.point_of(session, person_in(session), point_id)
        page = render_template(
            "point.html",
            position=point.position,
            point=point,
            said=point.comments,
            typed=Typed.sent() if refused else _kept(point),
            chosen=point.anchor,
            refused=refused,
            conflict=isinstance(refused, Conflict),
        )
    return page, status_of(refused)


def _added(position_id: int, typed: Typed) -> str:
    version_id, path = typed.where()
    with site().database.write() as session:
        officer = person_in(session)
        point = drafting.add_point(
            session,
            officer,
            position_id,
            version_id=version_id,
            path=path,
            comment_ids=typed.comment_ids,
            now=now(),
            **typed.fields(),
        )
        return url_for("positions.page", position_id=position_id, _anchor=f"p{point.id}")


def _changed(point_id: int) -> str:
    with site().database.write() as session:
        officer = person_in(session)
        revision = request.form.get("revision", 0, type=int)
        point = drafting.edit_point(
            session, officer, point_id, revision=revision, now=now(), **Typed.sent().fields()
        )
        return url_for("positions.page", position_id=point.position_id, _anchor=f"p{point.id}")


def _kept(point: Point) -> Typed:
    return Typed("", point.proposed_text, point.justification, point.stance)


def _place(session: Session, position: Position, typed: Typed) -> Place | None:
    """The chosen place with the words that stand there."""
    try:
        version_id, path = typed.where()
    except Invalid:
        return None
    version = next((v for v in position.draft.versions if v.id == version_id), None)
    return place(version.text, drafts.provisions(session, version_id), path) if version else None


def _places(session: Session, position: Position) -> Iterator[tuple[str, str]]:
    """Every place that a point may stand at: the value to send, and its name."""
    versions = position.draft.current()
    for version in versions:
        part = word("part", version.part)
        yield f"{version.id}:", f"{part} – {place_in_words('')}" if len(versions) > 1 else place_in_words("")
        for piece in drafts.provisions(session, version.id):
            name = place_in_words(piece.path, piece.heading)
            label = f"{part} – {name}" if len(versions) > 1 else name
            yield f"{version.id}:{piece.path}", label[:LONGEST_LABEL]

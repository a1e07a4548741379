"""Commenting on a place in a draft, and what becomes of a comment."""

from datetime import datetime
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from legislation import rights
from legislation.anchors import place
from legislation.errors import Conflict, Invalid, NotFound
from legislation.model import Anchor, Comment, Draft, Person, Version
from legislation.storage import audit, drafts, positions
from legislation.vocabulary import Fate, Stance, Visibility

LONGEST = 50_000
"""Characters in one field of a comment, at most."""


def comment(
    session: Session,
    person: Person,
    draft: Draft,
    *,
    version_id: int,
    path: str,
    stance: str,
    proposed_text: str,
    reasons: str,
    visibility: str = Visibility.ASSOCIATION,
    nonce: str,
    now: datetime,
) -> Comment:
    """Keep what a person says about a provision, or about the whole for an empty path.

    The same ``nonce`` again gives the same comment: a form sent twice counts once. Raises Forbidden,
    Invalid (nothing said, unknown stance, text too long) or NotFound (no such place in this draft).
    """
    rights.need_commenter(person)
    fields = _checked(stance, proposed_text, reasons, visibility)
    earlier = positions.comment_by_nonce(session, person.id, nonce)
    if earlier:
        return earlier
    anchor = anchor_at(session, draft, version_id, path)
    communities = person.communities()
    made = Comment(
        dossier_id=draft.dossier_id,
        draft_id=draft.id,
        anchor=anchor,
        person=person,
        community=communities[0] if communities else None,
        late=draft.closes is not None and now > draft.closes,
        created_at=now,
        updated_at=now,
        nonce=nonce,
        **fields,
    )
    try:
        with session.begin_nested():
            session.add(made)
    except IntegrityError:
        twin = positions.comment_by_nonce(session, person.id, nonce)
        if twin is None:
            raise
        return twin
    audit.note(session, person, "commented", made, after={**fields, "path": path}, now=now)
    return made


def edit(
    session: Session,
    person: Person,
    comment_id: int,
    *,
    revision: int,
    stance: str,
    proposed_text: str,
    reasons: str,
    visibility: str,
    now: datetime,
) -> Comment:
    """Change one's own comment while nobody has decided on it.

    Raises Conflict if it was changed elsewhere since ``revision``, or already merged or answered, and
    Forbidden for somebody who may no longer comment.
    """
    rights.need_commenter(person)
    kept = own(session, person, comment_id)
    if kept.fate != Fate.OPEN:
        raise Conflict("comment_decided")
    if kept.revision != revision:
        raise Conflict("changed_meanwhile")
    fields = _checked(stance, proposed_text, reasons, visibility)
    before = {name: getattr(kept, name) for name in fields}
    for name, value in fields.items():
        setattr(kept, name, value)
    kept.revision += 1
    kept.updated_at = now
    audit.note(session, person, "edited_comment", kept, before=before, after=fields, now=now)
    return kept


def own(session: Session, person: Person, comment_id: int) -> Comment:
    """The person's own comment; NotFound for anyone else's, so that its existence is not told."""
    kept = positions.comment_by_id(session, comment_id)
    if kept is None or kept.person_id != person.id:
        raise NotFound("comment")
    return kept


def readable(session: Session, person: Person | None, draft: Draft) -> list[Comment]:
    """The comments on a draft that this person may read, in the order of the text."""
    found = positions.comments_on(session, draft.id)
    return [one for one in found if rights.may_read_comment(person, one)]


def decide(
    session: Session, officer: Person, comment_id: int, fate: Fate, reason: str, *, now: datetime
) -> Comment:
    """Say why a comment makes no point (answered, out of scope); merging is ``drafting.add_point``'s."""
    rights.need_officer(officer)
    kept = positions.comment_by_id(session, comment_id)
    if kept is None or not rights.may_read_comment(officer, kept):
        raise NotFound("comment")
    if fate not in (Fate.ANSWERED, Fate.OUT_OF_SCOPE):
        raise Invalid("unknown_fate", "fate")
    if not reason.strip():
        raise Invalid("reason_needed", "reason")
    if kept.fate == Fate.MERGED:
        raise Conflict("comment_decided")
    before = {"fate": kept.fate, "reason": kept.fate_reason}
    kept.fate, kept.fate_reason = fate, reason.strip()
    kept.revision += 1
    after = {"fate": kept.fate, "reason": kept.fate_reason}
    audit.note(session, officer, "decided_comment", kept, before=before, after=after, now=now)
    return kept


def anchor_at(session: Session, draft: Draft, version_id: int, path: str) -> Anchor:
    """An anchor at a place in one of the draft's versions; NotFound if there is none."""
    version = session.get(Version, version_id)
    if version is None or version.draft_id != draft.id:
        raise NotFound("version")
    spot = place(version.text, drafts.provisions(session, version.id), path)
    if spot is None:
        raise NotFound("provision")
    return Anchor(
        version=version,
        path=spot.path,
        heading=spot.heading,
        quote=spot.quote,
        start=spot.start,
        end=spot.end,
    )


def _checked(stance: str, proposed_text: str, reasons: str, visibility: str) -> dict[str, Any]:
    if stance not in set(Stance):
        raise Invalid("stance_needed", "stance")
    if visibility not in (Visibility.ME, Visibility.ASSOCIATION):
        raise Invalid("unknown_visibility", "visibility")
    texts = {"proposed_text": storable(proposed_text), "reasons": storable(reasons)}
    for name, text in texts.items():
        if len(text) > LONGEST:
            raise Invalid("too_long", name)
    if not any(texts.values()):
        raise Invalid("nothing_said", "reasons")
    return {"stance": stance, "visibility": visibility, **texts}


def storable(text: str) -> str:
    """What a person typed, with line ends made one kind and characters dropped that no file can hold."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return "".join(c for c in lines if c in "\n\t" or (c >= " " and not "\ud800" <= c <= "\udfff"))

"""Commenting on a place in a draft, and what becomes of a comment."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from legislation import rights
from legislation.anchors import place
from legislation.characters import keepable
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
    Invalid (nothing said, unknown stance, text too long), NotFound (no such place in this draft), or
    Conflict if the form was sent before with other words.
    """
    rights.need_commenter(person)
    fields = _checked(stance, proposed_text, reasons, visibility)
    if not nonce:
        raise Invalid("nonce_needed", "nonce")
    earlier = positions.comment_by_nonce(session, person.id, nonce)
    if earlier:
        return _same(earlier, draft, fields)
    drafts.touch(session, draft.id, now)
    anchor = anchor_at(session, draft, version_id, path)
    made = _new(person, draft, anchor, now, nonce=nonce, **fields)
    kept = positions.add_comment(session, made)
    if kept is not made:
        return _same(kept, draft, fields)
    audit.note(session, person, "commented", made, after={**fields, "path": path}, now=now)
    return made


def _new(person: Person, draft: Draft, anchor: Anchor, now: datetime, **fields: Any) -> Comment:
    return Comment(
        dossier_id=draft.dossier_id,
        draft_id=draft.id,
        anchor=anchor,
        person=person,
        community=next(iter(person.communities()), None),
        late=draft.closes is not None and now > draft.closes,
        created_at=now,
        updated_at=now,
        **fields,
    )


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
    drafts.touch(session, own(session, person, comment_id).draft_id, now)
    kept = _held(session, comment_id)
    if kept.fate != Fate.OPEN:
        raise Conflict("comment_decided")
    if kept.revision != revision:
        raise Conflict("changed_meanwhile")
    fields = _checked(stance, proposed_text, reasons, visibility)
    if kept.visibility == Visibility.ASSOCIATION != visibility:
        raise Invalid("visibility_only_widens", "visibility")
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
    kept = _held(session, comment_id)
    if not rights.may_read_comment(officer, kept):
        raise NotFound("comment")
    reason = storable(reason)
    if fate not in (Fate.ANSWERED, Fate.OUT_OF_SCOPE):
        raise Invalid("unknown_fate", "fate")
    if not reason:
        raise Invalid("reason_needed", "reason")
    if len(reason) > LONGEST:
        raise Invalid("too_long", "reason")
    if kept.fate == Fate.MERGED:
        raise Conflict("comment_decided")
    before = {"fate": kept.fate, "reason": kept.fate_reason}
    kept.fate, kept.fate_reason = fate, reason
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


def _held(session: Session, comment_id: int) -> Comment:
    kept = positions.comment_to_change(session, comment_id)
    if kept is None:
        raise NotFound("comment")
    return kept


def _same(earlier: Comment, draft: Draft, fields: dict[str, Any]) -> Comment:
    """The comment that the form made when it was first sent; Conflict if it now says something else."""
    said = {name: getattr(earlier, name) for name in fields}
    if (earlier.draft_id, said) != (draft.id, fields):
        raise Conflict("changed_meanwhile")
    return earlier


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
    return keepable(text.replace("\r\n", "\n").replace("\r", "\n")).strip()

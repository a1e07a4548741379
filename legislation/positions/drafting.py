"""Opening a joint position and gathering comments into numbered points."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from legislation import rights
from legislation.errors import Conflict, Invalid, NotFound
from legislation.model import Anchor, Comment, Draft, Event, Person, Point, Position
from legislation.positions.comments import LONGEST, anchor_at, storable
from legislation.storage import audit, drafts, positions
from legislation.vocabulary import EventKind, Fate, PositionState, Stance

EDITABLE = frozenset({PositionState.OPENED, PositionState.COMMENTS_CLOSED, PositionState.DRAFTING})
"""States in which points may be added and changed."""


def open_position(session: Session, officer: Person, draft: Draft, title: str, *, now: datetime) -> Position:
    """Open the joint position on a draft; a dossier has one at a time, which is given back if it exists."""
    rights.need_officer(officer)
    drafts.touch(session, draft.id, now)
    session.refresh(draft.dossier, with_for_update=True)
    for existing in positions.positions_on(session, draft.dossier_id):
        if existing.state not in (PositionState.CLOSED, PositionState.WITHDRAWN):
            return existing
    position = Position(
        dossier_id=draft.dossier_id,
        draft=draft,
        title=" ".join((storable(title) or draft.title()).split()),
        opened_by=officer.id,
        opened_at=now,
    )
    session.add(position)
    audit.note(session, officer, "opened_position", position, after={"title": position.title}, now=now)
    session.add(
        Event(
            draft_id=draft.id,
            kind=EventKind.POSITION_OPENED,
            at=now,
            details={"position_id": position.id},
            quiet="the call for comments is sent by an officer",
            notified_at=now,
            queued_at=now,
        )
    )
    return position


def add_point(
    session: Session,
    officer: Person,
    position_id: int,
    *,
    version_id: int,
    path: str,
    proposed_text: str,
    justification: str,
    stance: str,
    comment_ids: Sequence[int] = (),
    now: datetime,
) -> Point:
    """Add the next numbered point at a place, made from these comments; each of them is merged into it.

    Raises Conflict if the position can no longer be edited or a comment has a fate already, Invalid for
    an empty point, NotFound for a place or a comment that this position does not have.
    """
    position = _editable(session, officer, position_id, now)
    fields = _checked(proposed_text, justification, stance)
    merged = [_mergeable(session, officer, position, comment_id) for comment_id in sorted(set(comment_ids))]
    anchor = anchor_at(session, position.draft, version_id, path)
    point = Point(
        position=position,
        number=positions.next_number(session, position.id),
        anchor=anchor,
        current_text=anchor.quote,
        **fields,
    )
    session.add(point)
    session.flush()
    for comment in merged:
        comment.point, comment.fate = point, Fate.MERGED
        comment.revision += 1
    position.state = PositionState.DRAFTING
    position.revision += 1
    after = {**fields, "number": point.number, "path": path, "comments": [c.id for c in merged]}
    audit.note(session, officer, "added_point", point, after=after, now=now)
    return point


def edit_point(
    session: Session,
    officer: Person,
    point_id: int,
    *,
    revision: int,
    proposed_text: str,
    justification: str,
    stance: str,
    now: datetime,
) -> Point:
    """Change a point; Conflict if somebody else saved it since ``revision``, and nothing is overwritten."""
    point = point_of(session, officer, point_id)
    _editable(session, officer, point.position_id, now)
    session.refresh(point, with_for_update=True)
    if point.revision != revision:
        raise Conflict("changed_meanwhile")
    fields = _checked(proposed_text, justification, stance)
    before = {name: getattr(point, name) for name in fields}
    for name, value in fields.items():
        setattr(point, name, value)
    point.revision += 1
    point.position.revision += 1
    audit.note(session, officer, "edited_point", point, before=before, after=fields, now=now)
    return point


def readable(session: Session, person: Person | None, position_id: int) -> Position:
    """The position, if this person may read it; NotFound otherwise, so that its existence is not told."""
    position = positions.position_by_id(session, position_id)
    if position is None or not rights.may_read_position(person, position):
        raise NotFound("position")
    return position


def point_of(session: Session, officer: Person, point_id: int) -> Point:
    """A point, for officers."""
    rights.need_officer(officer)
    point = positions.point_by_id(session, point_id)
    if point is None:
        raise NotFound("point")
    return point


def place_of(comments: Sequence[Comment]) -> Anchor | None:
    """The one place that all these comments speak of, or None if they speak of several."""
    places = {(c.anchor.version_id, c.anchor.path) for c in comments}
    return comments[0].anchor if len(places) == 1 else None


def _editable(session: Session, officer: Person, position_id: int, now: datetime) -> Position:
    """The position, held to be changed; its draft, held first as everywhere, is to be indexed again."""
    rights.need_officer(officer)
    position = positions.position_by_id(session, position_id)
    if position is None:
        raise NotFound("position")
    drafts.touch(session, position.draft_id, now)
    session.refresh(position, with_for_update=True)
    if position.state not in EDITABLE:
        raise Conflict("position_frozen")
    return position


def _mergeable(session: Session, officer: Person, position: Position, comment_id: int) -> Comment:
    comment = positions.comment_to_change(session, comment_id)
    if (
        comment is None
        or comment.dossier_id != position.dossier_id
        or not rights.may_read_comment(officer, comment)
    ):
        raise NotFound("comment")
    if comment.fate != Fate.OPEN:
        raise Conflict("comment_decided")
    return comment


def _checked(proposed_text: str, justification: str, stance: str) -> dict[str, Any]:
    if stance not in set(Stance):
        raise Invalid("stance_needed", "stance")
    texts = {"proposed_text": storable(proposed_text), "justification": storable(justification)}
    for name, text in texts.items():
        if len(text) > LONGEST:
            raise Invalid("too_long", name)
    if not texts["justification"]:
        raise Invalid("justification_needed", "justification")
    return {"stance": stance, **texts}

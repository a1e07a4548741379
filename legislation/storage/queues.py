"""The queues between the programs: rows whose program has not stamped them yet.

A row is *due* while its stamp is null, it has failed fewer than five times and its next try has come.
After five tries it waits, visible as failed, until a person acts.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from legislation.model import ATTEMPTS, Delivery, Draft, Event, Import, Mail, SignInRequest, Version

_PAUSES = (1, 5, 30, 120, 0)
"""Minutes to wait after the first, second … failed try."""

Stamp = InstrumentedAttribute[Any]
"""The column that is null while its row waits."""

QUEUES: dict[str, Stamp] = {
    "import-pending": Import.read_at,
    "tag": Version.tagged_at,
    "index": Draft.indexed_at,
    "notify": Event.notified_at,
}
DELIVER = "deliver"
"""The queue of three: mails, deliveries and requests for a sign-in link."""
NAMES = (*QUEUES, DELIVER)
"""Every queue, by the name of the command that empties it."""


@dataclass(frozen=True)
class QueueState:
    """How many rows wait, how many have failed for good, and since when the oldest waits."""

    waiting: int
    failed: int
    oldest: datetime | None


def due(stamp: Stamp, now: datetime) -> ColumnElement[bool]:
    """The condition that a row of the stamp's table is due."""
    row: Any = stamp.class_
    return and_(stamp.is_(None), row.attempts < ATTEMPTS, or_(row.next_try.is_(None), row.next_try <= now))


def done(session: Session, stamp: Stamp, row_id: int, revision: int, now: datetime) -> bool:
    """Stamp a row, only if it is still the revision that was read; False if it changed meanwhile."""
    row: Any = stamp.class_
    result = session.execute(
        update(row)
        .where(row.id == row_id, row.revision == revision, stamp.is_(None))
        .values({stamp: now, row.attempts: 0, row.last_error: None, row.next_try: None})
        .execution_options(synchronize_session=False)
    )
    return bool(result.rowcount)  # type: ignore[attr-defined]  # an UPDATE gives a CursorResult


def failed(session: Session, stamp: Stamp, row_id: int, revision: int, error: str, now: datetime) -> None:
    """Note a failed try and when the next one comes."""
    row: Any = stamp.class_
    same = and_(row.id == row_id, row.revision == revision, stamp.is_(None))
    attempts = session.scalar(select(row.attempts).where(same))
    if attempts is None:
        return
    pause = timedelta(minutes=_PAUSES[min(attempts, len(_PAUSES) - 1)])
    session.execute(
        update(row)
        .where(same)
        .values(attempts=attempts + 1, last_error=error[:2000], next_try=now + pause)
        .execution_options(synchronize_session=False)
    )


def states(session: Session, now: datetime) -> dict[str, QueueState]:
    """The state of every queue, by the name of the command that empties it."""
    result = {name: _state(session, stamp, stamp.class_.queued_at) for name, stamp in QUEUES.items()}
    mails = _state(session, Mail.sent_at, Mail.queued_at, Mail.dropped.is_(None))
    wanted = and_(Delivery.dropped.is_(None), Delivery.due_at <= now)
    deliveries = _state(session, Delivery.mail_id, Delivery.due_at, wanted)
    asked = _state(session, SignInRequest.answered_at, SignInRequest.queued_at)
    parts = (mails, deliveries, asked)
    oldest = min((part.oldest for part in parts if part.oldest), default=None)
    waiting, failed = sum(part.waiting for part in parts), sum(part.failed for part in parts)
    return result | {DELIVER: QueueState(waiting, failed, oldest)}


def retry(session: Session, name: str) -> int:
    """Let the rows of a queue that have failed for good be tried again, at once; how many they are."""
    if name != DELIVER:
        return _retry(session, QUEUES[name])
    return (
        _retry(session, Mail.sent_at, Mail.dropped.is_(None))
        + _retry(session, Delivery.mail_id, Delivery.dropped.is_(None))
        + _retry(session, SignInRequest.answered_at)
    )


def _retry(session: Session, stamp: Stamp, *wanted: ColumnElement[bool]) -> int:
    row: Any = stamp.class_
    result = session.execute(
        update(row)
        .where(stamp.is_(None), row.attempts >= ATTEMPTS, *wanted)
        .values(attempts=0, next_try=None)
        .execution_options(synchronize_session=False)
    )
    return int(result.rowcount)  # type: ignore[attr-defined]  # an UPDATE gives a CursorResult


def _state(
    session: Session, stamp: Stamp, since: InstrumentedAttribute[datetime], *wanted: ColumnElement[bool]
) -> QueueState:
    row: Any = stamp.class_
    open_rows = and_(stamp.is_(None), *wanted)
    waiting, oldest = session.execute(
        select(func.count(), func.min(since)).where(open_rows, row.attempts < ATTEMPTS)
    ).one()
    stuck = session.scalar(select(func.count()).select_from(row).where(open_rows, row.attempts >= ATTEMPTS))
    return QueueState(waiting, stuck or 0, oldest)

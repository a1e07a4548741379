"""The queues between the programs: rows whose program has not stamped them yet.

A row is *due* while its stamp is null, it has failed fewer than five times and its next try has come.
After five tries it waits, visible as failed, until a person acts.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, true, update
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


def errors(session: Session, name: str) -> dict[str, int]:
    """What went wrong with the rows of a queue that have failed for good, and with how many of them."""
    told: Counter[str] = Counter()
    for stamp, given_up in _given_up(name):
        row: Any = stamp.class_
        query = select(row.last_error, func.count()).where(given_up).group_by(row.last_error)
        told.update({error or "": count for error, count in session.execute(query)})
    return dict(told.most_common())


def retry(session: Session, name: str) -> int:
    """Let the rows of a queue that have failed for good be tried again, at once; how many they are."""
    again = 0
    for stamp, given_up in _given_up(name):
        result = session.execute(
            update(stamp.class_)
            .where(given_up)
            .values(attempts=0, next_try=None)
            .execution_options(synchronize_session=False)
        )
        again += result.rowcount  # type: ignore[attr-defined]  # an UPDATE gives a CursorResult
    return again


def _given_up(name: str) -> list[tuple[Stamp, ColumnElement[bool]]]:
    """The stamps of a queue, each with the condition that a row of its table has failed for good."""
    parts: list[tuple[Stamp, ColumnElement[bool]]] = [
        (Mail.sent_at, Mail.dropped.is_(None)),
        (Delivery.mail_id, Delivery.dropped.is_(None)),
        (SignInRequest.answered_at, true()),
    ]
    if name != DELIVER:
        parts = [(QUEUES[name], true())]
    return [
        (stamp, and_(stamp.is_(None), wanted, stamp.class_.attempts >= ATTEMPTS)) for stamp, wanted in parts
    ]


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

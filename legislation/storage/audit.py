"""The trail of what people did; only ever added to."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from legislation.model import Audit, Base, Person


def note(
    session: Session,
    person: Person | None,
    verb: str,
    thing: Base,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    now: datetime,
) -> None:
    """Write down one act; ``person`` is None for the operator at the command line."""
    session.flush()
    session.add(
        Audit(
            at=now,
            person_id=person.id if person else None,
            verb=verb,
            object_type=thing.__tablename__,
            object_id=getattr(thing, "id", None),
            before=before,
            after=after,
        )
    )


def of(session: Session, thing: Base) -> list[Audit]:
    """Everything that was done to one thing, oldest first."""
    query = select(Audit).where(
        Audit.object_type == thing.__tablename__, Audit.object_id == getattr(thing, "id", None)
    )
    return list(session.scalars(query.order_by(Audit.id)))

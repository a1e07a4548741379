"""Questions about signed links, and about requests for those that sign in."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from legislation.model import Link, Person, SignInRequest
from legislation.storage import queues
from legislation.vocabulary import Purpose


def take(session: Session, link: Link, now: datetime) -> bool:
    """Mark a link as used; False if somebody did so before, or revoked it, even at the same instant."""
    taken = session.execute(
        update(Link)
        .where(Link.id == link.id, Link.used_at.is_(None), Link.revoked_at.is_(None))
        .values(used_at=now)
        .execution_options(synchronize_session=False)
    )
    session.refresh(link)
    return bool(taken.rowcount == 1)  # type: ignore[attr-defined]  # an UPDATE gives a CursorResult


def running(session: Session, person: Person, purposes: Sequence[Purpose], now: datetime) -> list[Link]:
    """A person's links for some purposes that are still good, newest first."""
    query = select(Link).where(
        Link.person_id == person.id,
        Link.purpose.in_(purposes),
        Link.revoked_at.is_(None),
        Link.expires_at > now,
    )
    return list(session.scalars(query.order_by(Link.id.desc())))


def not_revoked(session: Session, person: Person, purpose: Purpose, object_id: int | None) -> list[Link]:
    """A person's links for a purpose and an object."""
    query = select(Link).where(
        Link.person_id == person.id,
        Link.purpose == purpose,
        Link.object_id == object_id if object_id is not None else Link.object_id.is_(None),
        Link.revoked_at.is_(None),
    )
    return list(session.scalars(query))


def asked_since(session: Session, email: str, since: datetime) -> list[SignInRequest]:
    """The requests for an address after a moment."""
    query = select(SignInRequest).where(SignInRequest.email == email, SignInRequest.queued_at > since)
    return list(session.scalars(query))


def requests_due(session: Session, now: datetime) -> list[SignInRequest]:
    """Requests that wait for an answer, oldest first."""
    query = select(SignInRequest).where(queues.due(SignInRequest.answered_at, now))
    return list(session.scalars(query.order_by(SignInRequest.id)))


def forget_requests(session: Session, before: datetime) -> None:
    """Remove the requests that were answered before a moment."""
    session.execute(delete(SignInRequest).where(SignInRequest.answered_at < before))

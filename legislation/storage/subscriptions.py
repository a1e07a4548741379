"""Questions about subscriptions, events to be told, deliveries and mails."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, selectinload

from legislation.model import ATTEMPTS, Delivery, Draft, Event, Mail, Person, Subscription
from legislation.storage import queues


def active(session: Session) -> list[Subscription]:
    """Every running subscription of people who are not disabled, each with what the person may."""
    query = select(Subscription).join(Person)
    query = query.where(Subscription.ended_at.is_(None), Person.disabled_at.is_(None))
    person = selectinload(Subscription.person)
    rights = person.selectinload(Person.roles), person.selectinload(Person.memberships)
    return list(session.scalars(query.options(*rights).order_by(Subscription.id)))


def of_person(session: Session, person_id: int) -> list[Subscription]:
    query = select(Subscription).where(Subscription.person_id == person_id, Subscription.ended_at.is_(None))
    return list(session.scalars(query.order_by(Subscription.id)))


def by_id(session: Session, subscription_id: int) -> Subscription | None:
    return session.get(Subscription, subscription_id)


def events_to_notify(session: Session, now: datetime, after: int, limit: int) -> list[Event]:
    """Events that are due, oldest first, from behind the id ``after``; drafts and versions loaded."""
    due = queues.due(Event.notified_at, now)
    query = select(Event).where(due, Event.id > after).order_by(Event.id).limit(limit)
    return list(session.scalars(query.options(selectinload(Event.draft).selectinload(Draft.versions))))


def news_since(session: Session, since: datetime) -> list[tuple[str, datetime]]:
    """What was news: the key of the draft and the moment of each event that is told to people."""
    query = select(Draft.key, Event.at).join(Event.draft).where(Event.quiet.is_(None), Event.at >= since)
    return [(key, at) for key, at in session.execute(query)]


def told_of(session: Session, draft_id: int) -> frozenset[int]:
    """The people who were told, or will be, of something that happened to a draft."""
    query = select(Delivery.person_id).join(Event).where(Event.draft_id == draft_id)
    return frozenset(session.scalars(query.where(Delivery.dropped.is_(None)).distinct()))


def add_delivery(session: Session, delivery: Delivery) -> bool:
    """Keep a delivery; False if this person was already told of this event."""
    try:
        with session.begin_nested():
            session.add(delivery)
    except IntegrityError:
        return False
    return True


def _undelivered(now: datetime) -> ColumnElement[bool]:
    return and_(queues.due(Delivery.mail_id, now), Delivery.dropped.is_(None), Delivery.due_at <= now)


def people_with_due_deliveries(session: Session, now: datetime) -> list[int]:
    query = select(Delivery.person_id).where(_undelivered(now))
    return list(session.scalars(query.distinct().order_by(Delivery.person_id)))


def due_deliveries(session: Session, person_id: int, now: datetime) -> list[Delivery]:
    """A person's deliveries that no mail has taken yet, in the order of their events; nobody else may."""
    query = select(Delivery).where(Delivery.person_id == person_id, _undelivered(now))
    query = query.order_by(Delivery.event_id).with_for_update().execution_options(populate_existing=True)
    return list(session.scalars(query.options(selectinload(Delivery.event).selectinload(Event.draft))))


def assign(session: Session, deliveries: Sequence[Delivery], mail: Mail) -> None:
    """Give deliveries to their mail, for good."""
    session.add(mail)
    session.flush()
    for delivery in deliveries:
        delivery.mail_id = mail.id
    session.flush()


def mails_to_send(session: Session, now: datetime) -> list[int]:
    """Ids of mails that are due and that nobody else has claimed."""
    query = select(Mail.id).where(queues.due(Mail.sent_at, now), _unclaimed(now))
    return list(session.scalars(query.order_by(Mail.id)))


def _unclaimed(now: datetime) -> ColumnElement[bool]:
    free = Mail.claimed_until.is_(None) | (Mail.claimed_until < now)
    return and_(Mail.sent_at.is_(None), Mail.dropped.is_(None), free)


def claim(session: Session, mail_id: int, owner: str, now: datetime, span: timedelta) -> Mail | None:
    """Claim a mail for sending, by compare-and-set; None if another deliverer has it or it is sent."""
    taken = session.execute(
        update(Mail)
        .where(
            Mail.id == mail_id,
            Mail.attempts < ATTEMPTS,
            _unclaimed(now),
        )
        .values(claimed_by=owner, claimed_until=now + span)
        .execution_options(synchronize_session=False)
    )
    if taken.rowcount != 1:  # type: ignore[attr-defined]  # an UPDATE gives a CursorResult
        return None
    return session.get_one(Mail, mail_id, populate_existing=True)


def release(session: Session, owner: str) -> None:
    """Give up the claims of a deliverer that is known to be dead."""
    session.execute(
        update(Mail)
        .where(Mail.claimed_by == owner, Mail.sent_at.is_(None))
        .values(claimed_by=None, claimed_until=None)
        .execution_options(synchronize_session=False)
    )

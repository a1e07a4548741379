"""Following a search, a draft, a law, a topic or a source, and ceasing to."""

from datetime import datetime

from sqlalchemy.orm import Session

from legislation.errors import Invalid, NotFound
from legislation.model import Person, Subscription
from legislation.storage import audit, subscriptions
from legislation.vocabulary import Follow, Frequency

MOST = 200
"""A person's subscriptions, at most."""


def subscribe(
    session: Session,
    person: Person,
    query: str,
    *,
    name: str = "",
    frequency: Frequency = Frequency.DAILY,
    follow: Follow = Follow.SEARCH,
    now: datetime,
) -> Subscription:
    """Save a search and be told of what it finds from now on; the same search again is the same one.

    Raises Invalid for an empty query, or when the person has too many.
    """
    query = " ".join(query.split())
    if not query:
        raise Invalid("empty_query", "query")
    mine = subscriptions.of_person(session, person.id)
    same = next((s for s in mine if s.query == query), None)
    if same:
        return same
    if len(mine) >= MOST:
        raise Invalid("too_many_subscriptions")
    subscription = Subscription(
        person=person,
        follow=follow,
        name=name.strip() or query,
        query=query,
        frequency=frequency,
        created_at=now,
    )
    session.add(subscription)
    audit.note(session, person, "subscribed", subscription, after={"query": query}, now=now)
    return subscription


def unsubscribe(session: Session, person: Person, subscription_id: int, *, now: datetime) -> Subscription:
    """End one of the person's own subscriptions; ending it again does nothing."""
    subscription = subscriptions.by_id(session, subscription_id)
    if subscription is None or subscription.person_id != person.id:
        raise NotFound("subscription")
    if subscription.ended_at is None:
        subscription.ended_at = now
        audit.note(session, person, "unsubscribed", subscription, now=now)
    return subscription


def unsubscribe_all(session: Session, person: Person, *, now: datetime) -> int:
    """End every subscription of the person; how many there were."""
    mine = subscriptions.of_person(session, person.id)
    for subscription in mine:
        unsubscribe(session, person, subscription.id, now=now)
    return len(mine)

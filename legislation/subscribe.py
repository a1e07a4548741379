"""Following a search, a draft, a law, a topic or a source, and ceasing to."""

from datetime import datetime

from sqlalchemy.orm import Session

from legislation.characters import keepable
from legislation.errors import Invalid, NotFound
from legislation.model import Person, Subscription
from legislation.storage import audit, people, subscriptions
from legislation.vocabulary import Follow, Frequency

MOST = 200
"""A person's subscriptions, at most."""

LONGEST = 2_000
"""Characters in a query or a name, at most."""


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
    """Save a search and be told of what it finds from now on.

    The same search again is the same one, under the name and at the frequency that was asked for last.
    Raises Invalid for an empty or too long query, or when the person has too many.
    """
    query, name = _line(query, "query"), _line(name, "name")
    if not query:
        raise Invalid("empty_query", "query")
    people.hold(session, person)
    mine = subscriptions.of_person(session, person.id)
    same = next((s for s in mine if s.query == query), None)
    if same:
        return _change(session, same, name or same.name, frequency, now)
    if len(mine) >= MOST:
        raise Invalid("too_many_subscriptions")
    subscription = Subscription(
        person=person,
        follow=follow,
        name=name or query,
        query=query,
        frequency=frequency,
        created_at=now,
    )
    session.add(subscription)
    audit.note(session, person, "subscribed", subscription, after={"query": query}, now=now)
    return subscription


def _line(text: str, field: str) -> str:
    line = " ".join(keepable(text).split())
    if len(line) > LONGEST:
        raise Invalid("too_long", field)
    return line


def _change(
    session: Session, kept: Subscription, name: str, frequency: Frequency, now: datetime
) -> Subscription:
    before = {"name": kept.name, "frequency": kept.frequency}
    after = {"name": name, "frequency": frequency}
    if before != after:
        kept.name, kept.frequency = name, frequency
        audit.note(session, kept.person, "changed_subscription", kept, before=before, after=after, now=now)
    return kept


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

"""Decides who is told of what: new events against the subscriptions, each person and event once."""

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from alerts.matching import Matcher
from legislation.bars import passes, topics_alone
from legislation.documents import document, evidence, readables, viewer
from legislation.excerpts import excerpts
from legislation.frequency import due_at
from legislation.hits import hit
from legislation.model import Delivery, Draft, Event, Subscription
from legislation.query import Query, Viewer, parse
from legislation.storage import drafts, queues, subscriptions, tags
from legislation.storage.database import Database
from legislation.vocabulary import EventKind

log = logging.getLogger(__name__)

BATCH = 100


@dataclass(frozen=True)
class Notified:
    """How many events were looked at, how many deliveries they made, and how many events failed."""

    events: int
    deliveries: int
    failed: int


@dataclass(frozen=True)
class _Subscribed:
    """The running subscriptions, with their people's eyes, ready to be matched."""

    by_id: Mapping[int, Subscription]
    queries: Mapping[int, Query]
    viewers: Mapping[int, Viewer]
    matcher: Matcher


def notify_pending(
    database: Database, now: datetime, zone: ZoneInfo, progress: Callable[[int], object] = lambda n: None
) -> Notified:
    """Turn all events that are due into deliveries; an event and its deliveries are one transaction.

    An event waits while the tagger may still get to its draft; a draft that cannot be tagged is told of
    all the same.
    """
    events = deliveries = failed = 0
    subscribed: _Subscribed | None = None
    for event in _ready(database, now, progress):
        subscribed = subscribed or _subscribed(database, now, zone)
        made = _notify(database, event, subscribed, now, zone)
        events += 1
        deliveries += made or 0
        failed += made is None
    return Notified(events, deliveries, failed)


def _ready(database: Database, now: datetime, progress: Callable[[int], object]) -> Iterator[Event]:
    """The events that are due and need not wait for the tagger, oldest first."""
    after = 0
    while True:
        with database.read() as session:
            waiting = subscriptions.events_to_notify(session, now, after, BATCH)
            ready = [event for event in waiting if not drafts.awaits_tagging(session, event.draft_id)]
        yield from ready
        progress(len(waiting))
        if len(waiting) < BATCH:
            return
        after = waiting[-1].id


def _subscribed(database: Database, now: datetime, zone: ZoneInfo) -> _Subscribed:
    with database.read() as session:
        running = subscriptions.active(session)
        viewers = {one.id: viewer(one.person) for one in running}
    queries = {one.id: parse(one.query, now, zone) for one in running}
    return _Subscribed({one.id: one for one in running}, queries, viewers, Matcher(queries))


def _notify(
    database: Database, event: Event, subscribed: _Subscribed, now: datetime, zone: ZoneInfo
) -> int | None:
    """The number of deliveries made, or None if the event could not be handled."""
    try:
        with database.read() as session:
            made = _deliveries(session, event, subscribed, now, zone)
        with database.write() as session:
            if not queues.done(session, Event.notified_at, event.id, event.revision, now):
                return 0
            return sum(subscriptions.add_delivery(session, delivery) for delivery in made)
    except Exception as error:
        log.exception("event %s could not be notified", event.id)
        with database.write() as session:
            queues.failed(session, Event.notified_at, event.id, event.revision, repr(error), now)
        return None


def _deliveries(
    session: Session, event: Event, subscribed: _Subscribed, now: datetime, zone: ZoneInfo
) -> list[Delivery]:
    """One delivery a person, with every reason and at the soonest of the frequencies asked for."""
    draft = drafts.by_id(session, event.draft_id)
    if draft is None:
        return []
    found = document(session, draft)
    texts = readables(session, draft)

    @cache
    def passages(typed: str) -> list[dict[str, Any]]:
        query = parse(typed, now, zone)
        shown = excerpts(query, draft.titles, texts) or evidence(session, draft, query)
        return [asdict(excerpt) for excerpt in shown]

    tells = _tells(session, event, draft, subscribed)
    ours = {f"community:{one.id}" for one in hit(session, draft).communities}
    by_person: dict[int, Delivery] = {}
    for number in subscribed.matcher.match(found, subscribed.viewers.__getitem__):
        subscription = subscribed.by_id[number]
        if not tells(subscription):
            continue
        reason: dict[str, Any] = {
            "subscription_id": subscription.id,
            "name": subscription.name,
            "query": subscription.query,
            "passages": passages(subscription.query),
            "topics": sorted(topics_alone(subscribed.queries[number])),
            "yours": not ours.isdisjoint(subscribed.viewers[number].names),
        }
        due = due_at(subscription.frequency, now, zone)
        person_id = subscription.person_id
        delivery = by_person.setdefault(
            person_id,
            Delivery(person_id=person_id, event_id=event.id, reasons=[], queued_at=now, due_at=due),
        )
        delivery.reasons = [*delivery.reasons, reason]
        delivery.due_at = min(delivery.due_at, due)
    return list(by_person.values())


def _tells(
    session: Session, event: Event, draft: Draft, subscribed: _Subscribed
) -> Callable[[Subscription], bool]:
    """Whether an event is told on account of a subscription.

    That an officer confirmed a draft is told only to who waited for it: followers of a topic, of the one
    that was confirmed where it was one, who were told nothing of this draft before.
    """
    about = tags.about(session, draft)
    confirmed = event.kind == EventKind.CONFIRMED
    told = subscriptions.told_of(session, draft.id) if confirmed else frozenset()

    def tells(one: Subscription) -> bool:
        query = subscribed.queries[one.id]
        if one.created_at > event.at or not passes(query, about, subscribed.viewers[one.id]):
            return False
        asked = topics_alone(query)
        waited = bool(asked) and event.details.get("topic") in (None, *asked)
        return not confirmed or (waited and one.person_id not in told)

    return tells

"""The queues between the programs: nothing is stamped unread, nothing is tried for ever, all is visible."""

from datetime import timedelta

from factories import NOW, add_drafts, make_person
from fake_tagger import broken, read
from fakes import FakeEngine
from sqlalchemy import select

from legislation.model import Delivery, Draft, Event, Mail, Version
from legislation.storage import drafts, queues, subscriptions
from legislation.vocabulary import RoleName
from nlp.tagger import Reading
from nlp.tagging import Tagged, tag_pending
from search_api.indexing import index_pending

LATER = NOW + timedelta(days=1)


def test_one_text_that_cannot_be_tagged_stops_no_other(database):
    add_drafts(database, "edraft:1", texts={"about": "չկարդացվող"})
    add_drafts(database, "edraft:2")

    def choosy(text: str, language: str | None, title: str) -> Reading:
        return broken(text, language, title) if text == "չկարդացվող" else read(text, language, title)

    assert tag_pending(database, choosy, NOW) == Tagged(1, 1)
    with database.read() as session:
        kept = session.scalars(select(Version).order_by(Version.id)).all()
        assert [(v.tagged_at, v.attempts, v.last_error) for v in kept] == [
            (None, 1, "ValueError('the tagger tripped')"),
            (NOW, 0, None),
        ]


def tag_queue(database) -> tuple[int, int]:
    """How many texts wait for the tagger, and how many have failed for good."""
    with database.read() as session:
        state = queues.states(session, NOW)["tag"]
        return state.waiting, state.failed


def test_after_five_tries_a_row_waits_visible_as_failed_and_is_not_tried_again(database):
    add_drafts(database, "edraft:1")
    now, tries = NOW, []
    for _ in range(7):
        tries.append(tag_pending(database, broken, now).failed)
        assert tag_pending(database, broken, now) == Tagged(0, 0), "it is not tried twice at one moment"
        now += timedelta(hours=3)
    assert tries == [1, 1, 1, 1, 1, 0, 0]
    assert tag_queue(database) == (0, 1)


def test_the_pauses_between_tries_grow(database):
    add_drafts(database, "edraft:1")
    pauses, now = [], NOW
    for _ in range(4):
        tag_pending(database, broken, now)
        with database.read() as session:
            pauses.append(session.scalars(select(Version.next_try)).one() - now)
        now += pauses[-1]
    assert pauses == [timedelta(minutes=m) for m in (1, 5, 30, 120)]


def test_a_try_that_succeeds_at_last_leaves_no_trace_of_failure(database):
    add_drafts(database, "edraft:1")
    tag_pending(database, broken, NOW)
    assert tag_pending(database, read, LATER) == Tagged(1, 0)
    with database.read() as session:
        version = session.scalars(select(Version)).one()
        assert (version.attempts, version.last_error, version.next_try) == (0, None, None)


def test_a_failure_of_an_older_revision_is_not_held_against_the_newer_one(database):
    add_drafts(database, "edraft:1")
    with database.write() as session:
        draft = drafts.by_key(session, "edraft:1")
        queues.failed(session, Draft.indexed_at, draft.id, draft.revision - 1, "old", NOW)
        assert queues.done(session, Draft.indexed_at, draft.id, draft.revision, NOW)
        queues.failed(session, Draft.indexed_at, draft.id, draft.revision, "late", NOW)
    with database.read() as session:
        kept = drafts.by_key(session, "edraft:1")
        assert (kept.attempts, kept.last_error, kept.indexed_at) == (0, None, NOW)


def test_the_state_of_the_queues_tells_since_when_the_oldest_waits(database):
    add_drafts(database, "edraft:1")
    add_drafts(database, "edraft:2", now=LATER)
    with database.read() as session:
        told = queues.states(session, LATER)
    assert list(told) == ["import-pending", "tag", "index", "notify", "deliver"]
    assert told["tag"] == told["index"] == told["notify"] == queues.QueueState(2, 0, NOW)
    assert told["deliver"] == queues.QueueState(0, 0, None)


def test_a_draft_that_waits_counts_since_it_last_changed_from_rest(database):
    add_drafts(database, "edraft:1")
    index_pending(database, FakeEngine(), NOW)
    for hours in (1, 2):
        add_drafts(database, "edraft:1", texts={"about": f"Տեքստ {hours}"}, now=NOW + timedelta(hours=hours))
    with database.read() as session:
        assert queues.states(session, LATER)["index"].oldest == NOW + timedelta(hours=1)


def test_mails_and_deliveries_are_one_queue_without_what_was_dropped_or_is_not_due(database):
    add_drafts(database, "edraft:1", "edraft:2", "edraft:3", "edraft:4")
    with database.write() as session:
        person = make_person(session, RoleName.READER)
        events = session.scalars(select(Event).order_by(Event.id)).all()
        given = {"person_id": person.id, "reasons": [], "queued_at": NOW}
        due = Delivery(event_id=events[0].id, due_at=NOW - timedelta(hours=1), **given)
        session.add(due)
        session.add(Delivery(event_id=events[1].id, due_at=LATER, **given))
        session.add(Delivery(event_id=events[2].id, due_at=NOW, dropped="unsubscribed", **given))
        session.add(Delivery(event_id=events[3].id, due_at=NOW, attempts=5, **given))
        made = {
            "person_id": person.id,
            "recipient": "a@b.am",
            "subject": "",
            "content": b"",
            "created_at": NOW,
        }
        session.add(Mail(message_id="<1@x>", queued_at=NOW, **made))
        session.add(Mail(message_id="<2@x>", queued_at=NOW, attempts=5, **made))
        session.add(Mail(message_id="<3@x>", queued_at=NOW, dropped="disabled", **made))
    with database.read() as session:
        assert queues.states(session, NOW)["deliver"] == queues.QueueState(2, 2, NOW - timedelta(hours=1))
        assert [d.id for d in subscriptions.due_deliveries(session, person.id, NOW)] == [due.id]


def test_who_acts_has_the_failed_rows_of_one_queue_tried_again(database):
    add_drafts(database, "edraft:1", "edraft:2")
    now = NOW
    for _ in range(5):
        tag_pending(database, broken, now)
        now += timedelta(hours=3)
    with database.write() as session:
        assert queues.errors(session, "tag") == {"ValueError('the tagger tripped')": 2}
        assert queues.retry(session, "index") == 0
        assert queues.retry(session, "tag") == 2
        assert queues.retry(session, "tag") == 0
    assert tag_queue(database) == (2, 0)
    assert tag_pending(database, read, now) == Tagged(2, 0)


def test_mails_and_deliveries_are_tried_again_but_not_what_was_dropped(database):
    add_drafts(database, "edraft:1", "edraft:2")
    with database.write() as session:
        person = make_person(session, RoleName.READER)
        first, second = session.scalars(select(Event).order_by(Event.id))
        given = {"person_id": person.id, "reasons": [], "queued_at": NOW, "due_at": NOW, "attempts": 5}
        session.add(Delivery(event_id=first.id, **given))
        session.add(Delivery(event_id=second.id, dropped="unsubscribed", **given))
        made = {"recipient": "a@b.am", "subject": "", "content": b"", "created_at": NOW, "queued_at": NOW}
        made |= {"person_id": person.id, "attempts": 5, "next_try": LATER}
        session.add(Mail(message_id="<1@x>", **made))
        session.add(Mail(message_id="<2@x>", dropped="disabled", **made))
    with database.write() as session:
        assert queues.errors(session, "deliver") == {"": 2}
        assert queues.retry(session, "deliver") == 2
        assert queues.errors(session, "deliver") == {}
    with database.read() as session:
        assert subscriptions.mails_to_send(session, NOW) == [1]
        assert queues.states(session, NOW)["deliver"] == queues.QueueState(2, 0, NOW)

"""Who is told of what: each person of each event once, with every reason. On both databases."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from at_once import at_once
from factories import BILL, NOW, add_drafts, make_attachment, make_draft, make_person, make_tag, tag_version
from fake_tagger import broken, read
from saying import say
from sqlalchemy import select

from alerts.notify import Notified, notify_pending
from legislation.model import Delivery, Draft, Event, Person, Subscription, Version
from legislation.storage import queues
from legislation.storage.database import Database
from legislation.subscribe import subscribe, unsubscribe
from legislation.vocabulary import Frequency, RoleName, Visibility
from nlp.tagging import tag_pending

YEREVAN = ZoneInfo("Asia/Yerevan")
BEFORE = NOW - timedelta(days=1)
LATER = NOW + timedelta(minutes=5)
QUERY = "տեղական ինքնակառավարում"


def notify(database: Database, now=LATER) -> Notified:
    return notify_pending(database, now, YEREVAN)


def follow(database: Database, *queries: str, **facts) -> int:
    """A person who follows these searches since yesterday; the person's id."""
    settings = {"frequency": Frequency.IMMEDIATE, "now": BEFORE} | facts
    with database.write() as session:
        person = make_person(session, RoleName.COMMENTER)
        for query in queries or (QUERY,):
            subscribe(session, person, query, **settings)
        return person.id


def draft(database: Database, key: str = "edraft:1", **facts) -> None:
    with database.write() as session:
        make_draft(session, key, **facts)


def deliveries(database: Database) -> list[Delivery]:
    with database.read() as session:
        found = session.scalars(select(Delivery).order_by(Delivery.id)).all()
        for one in found:
            assert one.event.draft
        return list(found)


def test_a_new_draft_is_told_to_who_searches_for_it_with_the_words_that_say_why(database):
    person = follow(database)
    draft(database)
    assert notify(database) == Notified(events=1, deliveries=1, failed=0)
    (told,) = deliveries(database)
    assert (told.person_id, told.event.kind, told.due_at, told.mail_id, told.dropped) == (
        person,
        "seen",
        LATER,
        None,
        None,
    )
    (reason,) = told.reasons
    assert (reason["name"], reason["query"]) == (QUERY, QUERY)
    passage = reason["passages"][0]
    assert "Տեղական ինքնակառավարման" in passage["text"]
    assert [passage["text"][a:b] for a, b in passage["marks"]][:2] == ["Տեղական", "ինքնակառավարման"]


def test_nobody_is_told_twice_of_one_event(database):
    follow(database)
    draft(database)
    notify(database)
    assert notify(database) == notify(database, LATER + timedelta(days=30)) == Notified(0, 0, 0)
    assert len(deliveries(database)) == 1


def test_several_searches_that_find_one_event_are_one_delivery_with_all_reasons(database):
    follow(database, QUERY, "բյուջե", "topic:local_self_government", "աղբահանություն")
    draft(database, tagged=False)
    tag_pending(database, read, NOW)
    assert notify(database).deliveries == 1
    (told,) = deliveries(database)
    assert [reason["query"] for reason in told.reasons] == [QUERY, "բյուջե", "topic:local_self_government"]
    assert all(reason["passages"] for reason in told.reasons), "each says by which words"


def test_the_soonest_of_the_frequencies_counts(database):
    person = follow(database, "բյուջե", frequency=Frequency.WEEKLY)
    with database.write() as session:
        subscribe(session, session.get_one(Person, person), QUERY, frequency=Frequency.DAILY, now=BEFORE)
    draft(database)
    notify(database)
    (told,) = deliveries(database)
    assert told.due_at.astimezone(YEREVAN).isoformat() == "2026-03-03T08:00:00+04:00"
    assert len(told.reasons) == 2


def test_every_person_is_told_with_reasons_of_their_own(database):
    people = [follow(database, query) for query in (QUERY, "բյուջե", "ջուր", QUERY)]
    draft(database)
    assert notify(database).deliveries == 3
    assert [(told.person_id, told.reasons[0]["query"]) for told in deliveries(database)] == [
        (people[0], QUERY),
        (people[1], "բյուջե"),
        (people[3], QUERY),
    ]


def test_an_event_waits_for_the_tagger(database):
    follow(database, "topic:local_self_government")
    add_drafts(database, "edraft:1")
    assert notify(database) == Notified(0, 0, 0)
    tag_pending(database, read, NOW)
    assert notify(database).deliveries == 1


def test_a_draft_that_cannot_be_tagged_is_told_of_all_the_same_after_five_tries(database):
    follow(database)
    add_drafts(database, "edraft:1")
    now = NOW
    for _ in range(5):
        assert notify(database, now) == Notified(0, 0, 0)
        tag_pending(database, broken, now)
        now += timedelta(hours=3)
    assert notify(database, now).deliveries == 1


def test_one_draft_that_waits_for_the_tagger_holds_up_no_other(database):
    follow(database)
    for number in range(120):
        draft(database, f"edraft:{number}", tagged=number >= 110)
    assert notify(database) == Notified(10, 10, 0)


def test_a_subscription_newer_than_the_event_is_not_told(database):
    follow(database, now=NOW + timedelta(seconds=1))
    draft(database)
    assert notify(database) == Notified(1, 0, 0)
    draft(database, texts={"about": BILL + "Նոր։"}, now=LATER)
    assert [told.event.kind for told in deliveries(database)] == []
    assert notify(database).deliveries == 1
    assert [told.event.kind for told in deliveries(database)] == ["new_version"]


def test_an_ended_subscription_and_a_disabled_person_are_not_told(database):
    ended, disabled = follow(database), follow(database)
    with database.write() as session:
        mine = session.scalars(select(Subscription).where(Subscription.person_id == ended)).one()
        unsubscribe(session, session.get_one(Person, ended), mine.id, now=NOW)
        session.get_one(Person, disabled).disabled_at = NOW
    draft(database)
    assert notify(database) == Notified(1, 0, 0)


@pytest.mark.parametrize("reason", ["first crawl of edraft", "backfill"])
def test_what_is_no_news_is_told_to_nobody(database, reason):
    follow(database)
    draft(database, quiet=reason)
    assert notify(database) == Notified(0, 0, 0)
    draft(database, texts={"about": BILL + "Նոր։"})
    assert notify(database).deliveries == 1


def test_a_page_that_goes_and_comes_back_is_told_once(database):
    follow(database)
    draft(database, texts={"about": "Տեղական ինքնակառավարում, Ա"}, quiet="first crawl")
    for text in ("Բ", "Ա", "Բ", "Ա"):
        draft(database, texts={"about": f"Տեղական ինքնակառավարում, {text}"})
        notify(database)
    assert [told.event.kind for told in deliveries(database)] == ["new_version"]


def test_an_old_event_and_one_from_the_future_are_told_once(database):
    """A date in a draft, or a clock that was wrong, repeats nothing: it is the stamp that counts."""
    follow(database, now=NOW - timedelta(days=800))
    draft(database, "edraft:1", now=NOW - timedelta(days=700), closes=NOW - timedelta(days=600))
    draft(database, "edraft:2", now=NOW + timedelta(days=700), closes=NOW + timedelta(days=800))
    assert notify(database).deliveries == 2
    for days in (1, 2, 700, 701):
        assert notify(database, NOW + timedelta(days=days)).deliveries == 0


def test_words_in_a_file_beside_the_draft_are_found_and_shown(database):
    follow(database, "աղբահանություն")
    file = make_attachment(sha256="ab" * 32, text="Աղբահանության վճարը որոշում է ավագանին։")
    draft(database, attachments=(file,))
    notify(database)
    (passage,) = deliveries(database)[0].reasons[0]["passages"]
    assert (passage["part"], passage["text"]) == ("attachment", "Աղբահանության վճարը որոշում է ավագանին։")


def test_words_of_a_text_that_is_no_longer_current_find_nothing(database):
    draft(database, texts={"about": "Աղբահանություն"}, quiet="first crawl")
    draft(database, texts={"about": "Ջրամատակարարում"}, now=NOW)
    follow(database, "աղբահանություն")
    assert notify(database) == Notified(1, 0, 0)


def test_one_event_that_cannot_be_told_holds_up_no_other_and_is_visible(database):
    follow(database)
    draft(database, "edraft:1")
    draft(database, "edraft:2")
    with database.write() as session:
        spoilt = session.scalars(select(Draft).where(Draft.key == "edraft:1")).one()
        spoilt.titles = {"hy": 7}
    now = LATER
    assert notify(database, now) == Notified(2, 1, 1)
    for _ in range(6):
        now += timedelta(hours=3)
        notify(database, now)
    with database.read() as session:
        state = queues.states(session, now)["notify"]
        assert (state.waiting, state.failed) == (0, 1)
        assert "TypeError" in session.scalars(select(Event.last_error).where(Event.attempts == 5)).one()
    assert [told.event.draft.key for told in deliveries(database)] == ["edraft:2"]


def test_a_topic_that_is_followed_is_told_with_the_draft_that_has_it(database):
    follow(database, "topic:waste_management")
    with database.write() as session:
        made = make_draft(session, "edraft:1", tagged=False)
        version = made.current()[0]
        tag_version(session, version)
        make_tag(session, version, "waste_management", "բյուջեն")
    assert notify(database).deliveries == 1


def test_what_members_say_is_neither_found_nor_told(database):
    follow(database, "գաղտնաբառություն", QUERY)
    draft(database, quiet="first crawl")
    with database.write() as session:
        (subject,) = session.scalars(select(Draft))
        member = make_person(session, RoleName.COMMENTER)
        for visibility in (Visibility.ME, Visibility.ASSOCIATION):
            words = {"reasons": "Գաղտնաբառություն", "visibility": visibility, "nonce": visibility}
            say(session, member, subject, **words)
    draft(database, texts={"about": BILL + "Նոր։"})
    assert notify(database).deliveries == 1
    (told,) = deliveries(database)
    assert [reason["query"] for reason in told.reasons] == [QUERY]
    assert "աղտնաբառ" not in str(told.reasons)


def test_two_notifiers_at_one_instant_tell_once(database):
    for _ in range(3):
        follow(database)
    for number in range(5):
        draft(database, f"edraft:{number}")
    results = at_once(*[lambda: notify(database)] * 3)
    assert sum(result.deliveries for result in results) == 15
    assert [result.failed for result in results] == [0, 0, 0]
    assert len({(told.person_id, told.event_id) for told in deliveries(database)}) == 15


def test_progress_is_told_as_it_goes(database):
    draft(database)
    steps = []
    notify_pending(database, LATER, YEREVAN, steps.append)
    assert sum(steps) == 1
    with database.read() as session:
        assert session.scalars(select(Version.tagged_at)).one() == NOW

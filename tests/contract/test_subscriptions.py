"""Following a search, and ceasing to; on both databases."""

from datetime import timedelta

import pytest
from at_once import at_once
from factories import NOW, make_person
from sqlalchemy import select

from legislation.errors import Invalid, NotFound
from legislation.model import Audit, Person, Subscription
from legislation.storage import audit, subscriptions
from legislation.subscribe import LONGEST, MOST, subscribe, unsubscribe, unsubscribe_all
from legislation.vocabulary import Frequency

LATER = NOW + timedelta(days=1)


@pytest.fixture
def person(session):
    return make_person(session)


def test_a_saved_search_is_kept_with_its_name_and_on_record(session, person):
    saved = subscribe(session, person, "  տեղական\n ինքնակառավարում ", now=NOW)
    assert (saved.query, saved.name) == ("տեղական ինքնակառավարում", "տեղական ինքնակառավարում")
    assert (saved.frequency, saved.follow, saved.created_at, saved.ended_at) == ("daily", "search", NOW, None)
    (row,) = audit.of(session, saved)
    assert (row.verb, row.person_id, row.after) == ("subscribed", person.id, {"query": saved.query})


def test_a_name_is_one_line_that_every_mail_can_bear(session, person):
    saved = subscribe(session, person, "ջուր", name="Ջուր\r\nBcc: all@example.am\x00\ud800", now=NOW)
    assert saved.name == "Ջուր Bcc: all@example.am"


@pytest.mark.parametrize("query", ["", "  \n", "\x00", "\ud800"])
def test_an_empty_search_cannot_be_followed(session, person, query):
    with pytest.raises(Invalid, match="empty_query"):
        subscribe(session, person, query, now=NOW)


@pytest.mark.parametrize(("field", "given"), [("query", {}), ("name", {"name": "ա" * (LONGEST + 1)})])
def test_a_search_and_its_name_have_an_end(session, person, field, given):
    query = "ա" * (LONGEST + 1) if field == "query" else "ջուր"
    with pytest.raises(Invalid, match="too_long") as raised:
        subscribe(session, person, query, now=NOW, **given)
    assert raised.value.field == field


def test_the_same_search_again_is_the_same_one_as_last_asked_for(session, person):
    first = subscribe(session, person, "ջուր", name="Ջրային", frequency=Frequency.WEEKLY, now=NOW)
    again = subscribe(session, person, " ջուր ", frequency=Frequency.IMMEDIATE, now=LATER)
    assert again is first
    assert (again.frequency, again.name, again.created_at) == ("immediate", "Ջրային", NOW)
    assert [row.verb for row in audit.of(session, first)] == ["subscribed", "changed_subscription"]
    assert audit.of(session, first)[1].before == {"name": "Ջրային", "frequency": "weekly"}
    subscribe(session, person, "ջուր", frequency=Frequency.IMMEDIATE, now=LATER)
    assert len(audit.of(session, first)) == 2


def test_an_ended_search_can_be_followed_anew(session, person):
    first = subscribe(session, person, "ջուր", now=NOW)
    unsubscribe(session, person, first.id, now=NOW)
    again = subscribe(session, person, "ջուր", now=LATER)
    assert again.id != first.id
    assert again.created_at == LATER


def test_nobody_follows_more_than_a_person_can(session, person):
    for number in range(MOST):
        subscribe(session, person, f"ջուր {number}", now=NOW)
    with pytest.raises(Invalid, match="too_many_subscriptions"):
        subscribe(session, person, "ևս մեկը", now=NOW)
    assert subscribe(session, person, "ջուր 7", now=NOW).query == "ջուր 7"
    subscribe(session, make_person(session), "ևս մեկը", now=NOW)


def test_one_search_saved_twice_at_one_instant_is_one(database):
    with database.write() as session:
        person_id = make_person(session).id

    def save() -> int:
        with database.write() as session:
            return subscribe(session, session.get_one(Person, person_id), "ջուր", now=NOW).id

    assert len(set(at_once(*[save] * 5))) == 1
    with database.read() as session:
        assert session.scalars(select(Subscription.query)).all() == ["ջուր"]


def test_unsubscribing_ends_a_search_once_and_is_on_record(session, person):
    saved = subscribe(session, person, "ջուր", now=NOW)
    unsubscribe(session, person, saved.id, now=LATER)
    unsubscribe(session, person, saved.id, now=LATER + timedelta(days=1))
    assert saved.ended_at == LATER
    assert [row.verb for row in audit.of(session, saved)] == ["subscribed", "unsubscribed"]
    assert subscriptions.of_person(session, person.id) == []


def test_nobody_ends_or_learns_of_the_search_of_another(session, person):
    saved = subscribe(session, person, "ջուր", now=NOW)
    for number in (saved.id, 4711):
        with pytest.raises(NotFound):
            unsubscribe(session, make_person(session), number, now=NOW)
    assert saved.ended_at is None


def test_unsubscribing_from_all_leaves_none_and_touches_nobody_else(session, person):
    mine = [subscribe(session, person, query, now=NOW) for query in ("ջուր", "աղբ", "հող")]
    unsubscribe(session, person, mine[0].id, now=NOW)
    other = subscribe(session, make_person(session), "ջուր", now=NOW)
    assert unsubscribe_all(session, person, now=LATER) == 2
    assert unsubscribe_all(session, person, now=LATER) == 0
    assert [saved.ended_at for saved in mine] == [NOW, LATER, LATER]
    assert other.ended_at is None
    assert session.scalars(select(Audit.verb)).all().count("unsubscribed") == 3


def test_searches_of_disabled_people_are_asleep(session, person):
    subscribe(session, person, "ջուր", now=NOW)
    kept = subscribe(session, make_person(session), "ջուր", now=NOW)
    person.disabled_at = NOW
    session.flush()
    assert subscriptions.active(session) == [kept]

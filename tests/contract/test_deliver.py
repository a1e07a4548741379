"""Gathering and sending: every delivery in one mail, every mail once, nobody in anybody's way."""

from datetime import timedelta

import pytest
from at_once import at_once
from factories import BILL, NOW
from posting import KEY, QUERY, Office
from sqlalchemy import select

from alerts.deliver import CLAIM, Delivered
from legislation import links
from legislation.errors import BadLink
from legislation.model import Draft, Mail, Person
from legislation.storage import queues, subscriptions
from legislation.subscribe import subscribe, unsubscribe_all
from legislation.vocabulary import Frequency, Purpose, RoleName

HOUR = timedelta(hours=1)


@pytest.fixture
def office(database) -> Office:
    return Office(database)


def test_what_is_due_to_a_person_goes_out_in_one_mail(office):
    office.reader()
    office.draft("edraft:1")
    office.draft("edraft:2")
    assert office.notify() == 2
    assert office.deliver() == Delivered(sent=1, failed=0)
    ((message_id, sender, recipient, content),) = office.mailer.accepted
    (mail,) = office.mails()
    assert (sender, recipient) == ("orakarg@example.am", "aram@example.am")
    assert (mail.message_id, mail.content, mail.sent_at) == (message_id, content, NOW)
    assert [told.mail_id for told in office.deliveries()] == [mail.id, mail.id]
    assert mail.subject == f"«{QUERY}». 2 նախագիծ"


def test_nothing_is_sent_twice_and_no_mail_is_empty(office):
    office.reader()
    assert office.deliver() == Delivered(0, 0)
    office.draft()
    office.notify()
    office.deliver()
    for hours in range(1, 200, 50):
        assert office.deliver(NOW + hours * HOUR) == Delivered(0, 0)
    assert len(office.mailer.accepted) == len(office.mails()) == 1


def test_several_searches_and_several_events_of_one_draft_are_one_item(office):
    office.reader("aram@example.am", QUERY, "բյուջե")
    office.draft()
    office.draft(texts={"about": BILL + "Նոր։"}, closes=NOW + timedelta(days=9))
    assert office.notify() == 3
    office.deliver()
    (message,) = office.received()
    text = message.get_body(["plain"]).get_content()
    assert text.count("/drafts/edraft:1") == 1
    assert text.count(f"«{QUERY}»") == text.count("«բյուջե»") == 1
    assert "Նոր նախագիծ, Նոր վերջնաժամկետ, Նոր տեքստ" in " ".join(text.split())


def test_everybody_gets_a_mail_in_the_own_language(office):
    for language in ("hy", "en", "ru"):
        office.reader(f"{language}@example.am", language=language)
    office.draft()
    office.notify()
    assert office.deliver() == Delivered(3, 0)
    said = {m["To"]: m.get_body(["plain"]).get_content().split()[0] for m in office.received()}
    assert said == {
        "hy@example.am": "Հարգելի՛",
        "en@example.am": "Dear",
        "ru@example.am": "Здравствуйте,",
    }


def test_a_daily_delivery_waits_for_its_morning(office):
    office.reader(frequency=Frequency.DAILY)
    office.draft("edraft:1")
    office.notify()
    assert office.deliver(NOW + 15 * HOUR) == Delivered(0, 0)
    office.draft("edraft:2", now=NOW + 10 * HOUR)
    office.notify(NOW + 10 * HOUR)
    assert office.deliver(NOW + 20 * HOUR) == Delivered(1, 0)
    assert {told.mail_id for told in office.deliveries()} == {office.mails()[0].id}


def test_what_is_due_takes_nothing_along_that_is_not(office):
    person = office.reader("aram@example.am", QUERY)
    with office.database.write() as session:
        mine = session.get_one(Person, person)
        subscribe(session, mine, "աղբ", frequency=Frequency.WEEKLY, now=NOW - HOUR)
    office.draft("edraft:1")
    office.draft("edraft:2", texts={"about": "Աղբի մասին"}, title="Աղբ")
    office.notify()
    office.deliver()
    assert [told.mail_id for told in office.deliveries()] == [office.mails()[0].id, None]
    assert office.deliver(NOW + timedelta(days=7)) == Delivered(1, 0)


def test_who_unsubscribed_in_between_is_sent_nothing(office):
    person = office.reader()
    office.draft()
    office.notify()
    with office.database.write() as session:
        unsubscribe_all(session, session.get_one(Person, person), now=NOW)
    assert office.deliver() == Delivered(0, 0)
    assert [told.dropped for told in office.deliveries()] == ["unsubscribed"]
    assert office.mails() == []


def test_a_reason_that_was_unsubscribed_is_no_longer_given(office):
    person = office.reader("aram@example.am", QUERY, "բյուջե")
    office.draft()
    office.notify()
    with office.database.write() as session:
        subscriptions.of_person(session, person)[1].ended_at = NOW
    office.deliver()
    text = office.received()[0].get_body(["plain"]).get_content()
    assert QUERY in text
    assert "բյուջե»" not in text


def test_a_mail_that_waits_is_not_sent_to_who_unsubscribed_from_all_of_it(office):
    person = office.reader()
    office.draft()
    office.notify()
    office.mailer.down = True
    assert office.deliver().down
    with office.database.write() as session:
        unsubscribe_all(session, session.get_one(Person, person), now=NOW)
    office.mailer.down = False
    assert office.deliver(NOW + HOUR) == Delivered(0, 0)
    assert [mail.dropped for mail in office.mails()] == ["unsubscribed"]
    assert office.mailer.accepted == []


@pytest.mark.parametrize("composed", [False, True])
def test_a_disabled_person_is_sent_nothing_and_does_not_count_as_waiting(office, composed):
    person = office.reader()
    office.draft()
    office.notify()
    if composed:
        office.mailer.down = True
        office.deliver()
        office.mailer.down = False
    with office.database.write() as session:
        session.get_one(Person, person).disabled_at = NOW
    assert office.deliver(NOW + HOUR) == Delivered(0, 0)
    dropped = office.mails() if composed else office.deliveries()
    assert [one.dropped for one in dropped] == ["disabled"]
    with office.database.read() as session:
        assert queues.states(session, NOW + HOUR)["deliver"] == queues.QueueState(0, 0, None)


def test_one_bad_mailbox_stops_nobody_else_and_is_tried_again_with_the_same_mail(office):
    for name in ("ani", "lost", "zara"):
        office.reader(f"{name}@example.am")
    office.draft()
    office.notify()
    office.mailer.refused.add("lost@example.am")
    assert office.deliver() == Delivered(sent=2, failed=1)
    refused = next(mail for mail in office.mails() if mail.sent_at is None)
    assert (refused.attempts, refused.claimed_by) == (1, None)
    assert "no such person" in refused.last_error
    assert office.deliver() == Delivered(0, 0), "its pause is not over"
    office.mailer.refused.clear()
    assert office.deliver(NOW + HOUR) == Delivered(1, 0)
    assert office.mailer.accepted[-1][0::3] == (refused.message_id, refused.content)


def test_a_mail_refused_five_times_waits_visible_as_failed(office):
    office.reader("lost@example.am")
    office.draft()
    office.notify()
    office.mailer.refused.add("lost@example.am")
    tries = [office.deliver(NOW + 3 * n * HOUR).failed for n in range(7)]
    assert tries == [1, 1, 1, 1, 1, 0, 0]
    with office.database.read() as session:
        state = queues.states(session, NOW + 30 * HOUR)["deliver"]
        assert (state.waiting, state.failed) == (0, 1)


def test_a_mailer_that_is_down_loses_nothing_and_uses_up_no_tries(office):
    for name in ("ani", "zara"):
        office.reader(f"{name}@example.am")
    office.draft()
    office.notify()
    office.mailer.down = True
    for hours in range(10):
        assert office.deliver(NOW + hours * HOUR) == Delivered(0, 0, "the fake mailer is down")
    waiting = office.mails()
    assert [(m.attempts, m.sent_at, m.claimed_by) for m in waiting] == [(0, None, None)] * 2
    office.mailer.down = False
    assert office.deliver(NOW + 10 * HOUR) == Delivered(2, 0)
    assert office.mailer.ids == [m.message_id for m in waiting]


def test_a_person_of_whom_no_mail_can_be_made_stops_nobody_else_and_is_visible(office):
    office.reader("ani@example.am")
    office.reader("zara@example.am")
    office.draft()
    office.notify()
    with office.database.write() as session:
        for told in office.deliveries()[:1]:
            session.merge(told).reasons = [{"subscription_id": 1, "name": 7, "query": "", "passages": []}]
    assert office.deliver() == Delivered(sent=1, failed=1)
    now = NOW
    for _ in range(6):
        now += 3 * HOUR
        office.deliver(now)
    broken = office.deliveries()[0]
    assert (broken.attempts, broken.mail_id) == (5, None)
    assert "AttributeError" in broken.last_error
    with office.database.read() as session:
        state = queues.states(session, now)["deliver"]
        assert (state.waiting, state.failed) == (0, 1)


def test_the_links_in_a_mail_are_the_reader_s_own(office):
    person = office.reader()
    office.draft()
    office.notify()
    office.deliver()
    (message,) = office.received()
    text = message.get_body(["plain"]).get_content()
    comment = text.partition("https://orakarg.example.am/c/")[2].split()[0]
    unsubscribe = message["List-Unsubscribe"].strip("<>").rpartition("/")[2]
    with office.database.read() as session:
        link = links.look(session, KEY, comment, Purpose.COMMENT, now=NOW)
        assert (link.person_id, link.object_id) == (person, session.scalars(select(Draft.id)).one())
        assert links.look(session, KEY, unsubscribe, Purpose.UNSUBSCRIBE, now=NOW).person_id == person
        with pytest.raises(BadLink):
            links.look(session, KEY, unsubscribe, Purpose.SIGN_IN, now=NOW)


def test_a_mere_reader_gets_no_link_to_comment(office):
    office.reader(role=RoleName.READER)
    office.draft()
    office.notify()
    office.deliver()
    assert "/c/" not in office.received()[0].get_body(["plain"]).get_content()


def claimed(office: Office, owner: str) -> Mail:
    """A mail that ``owner`` claimed and never sent."""
    office.reader()
    office.draft()
    office.notify()
    office.mailer.down = True
    office.deliver()
    office.mailer.down = False
    with office.database.write() as session:
        return subscriptions.claim(session, office.mails()[0].id, owner, NOW, CLAIM)


def test_a_mail_of_a_deliverer_that_was_killed_here_is_sent_at_once(office):
    mail = claimed(office, "here")
    assert office.deliver() == Delivered(1, 0)
    assert office.mailer.ids == [mail.message_id]


def test_a_mail_of_a_deliverer_elsewhere_is_sent_when_its_claim_has_expired(office):
    mail = claimed(office, "elsewhere")
    assert office.deliver(NOW + CLAIM) == Delivered(0, 0)
    assert office.deliver(NOW + CLAIM + timedelta(seconds=1)) == Delivered(1, 0)
    assert office.mailer.ids == [mail.message_id]


def test_deliverers_on_several_machines_send_each_mail_once(office):
    for number in range(8):
        office.reader(f"person{number}@example.am")
    office.draft()
    office.notify()
    results = at_once(*(lambda n=n: office.deliver(owner=f"machine {n}") for n in range(3)))
    assert sum(result.sent for result in results) == 8
    assert sum(result.failed for result in results) == 0
    assert len(set(office.mailer.ids)) == len(office.mailer.ids) == 8
    assert all(told.mail_id for told in office.deliveries())


def test_a_mail_is_whole_and_committed_before_its_first_byte_goes_out(office):
    seen = []

    class Watching:
        def send(self, message_id: str, sender: str, recipient: str, content: bytes) -> None:
            with office.database.read() as session:
                kept = session.scalars(select(Mail)).one()
                seen.append((kept.message_id == message_id, kept.content == content, kept.claimed_by))

        def close(self) -> None:
            pass

    office.reader()
    office.draft()
    office.notify()
    assert office.deliver(mailer=Watching()) == Delivered(1, 0)
    assert seen == [(True, True, "here")]

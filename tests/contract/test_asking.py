"""Asking for a sign-in link: one mail to who is known, silence for all others, and never too many."""

from dataclasses import replace
from datetime import timedelta

import pytest
from at_once import at_once
from factories import NOW
from mails import SENDER, forms, parsed
from posting import KEY, Office
from sqlalchemy import select

from alerts.sign_in import answer_requests
from legislation import links, people
from legislation.asking import KEPT, MOST, SPAN, ask_for_link
from legislation.errors import BadLink, Invalid
from legislation.model import Audit, Link, SignInRequest
from legislation.storage import queues
from legislation.vocabulary import Purpose

MINUTE = timedelta(minutes=1)
MEMBER = "aram@example.am"


@pytest.fixture
def office(database) -> Office:
    office = Office(database)
    office.reader(MEMBER)
    return office


def ask(office, typed=MEMBER, now=NOW):
    with office.database.write() as session:
        ask_for_link(session, typed, now=now)


def answer(office, now=NOW) -> int:
    return answer_requests(office.database, SENDER, KEY, now)


def asked(office) -> list[SignInRequest]:
    with office.database.read() as session:
        return list(session.scalars(select(SignInRequest).order_by(SignInRequest.id)))


def token_in(mail) -> str:
    return forms(mail)[0].partition("/sign-in/")[2].split()[0]


def test_who_is_known_gets_one_mail_with_a_link_that_signs_in_once(office):
    ask(office, "  ARAM@example.am")
    assert (answer(office), answer(office)) == (0, 0)
    (mail,) = office.mails()
    assert (mail.recipient, mail.subject) == (MEMBER, "Ձեր մուտքի հղումը")
    assert office.deliver().sent == 1
    assert office.deliver(NOW + MINUTE).sent == 0
    with office.database.write() as session:
        link = links.use_once(session, KEY, token_in(mail), Purpose.SIGN_IN, now=NOW + MINUTE)
        assert link.person.email == MEMBER
        with pytest.raises(BadLink, match="used"):
            links.use_once(session, KEY, token_in(mail), Purpose.SIGN_IN, now=NOW + MINUTE)
    with office.database.read() as session:
        verbs = session.scalars(select(Audit.verb).order_by(Audit.id)).all()
    assert verbs[-2:] == ["asked_for_sign_in_link", "used_sign_in_link"]


def test_who_is_unknown_or_disabled_gets_nothing_and_leaves_the_same_trace(office):
    with office.database.write() as session:
        people.disable(session, MEMBER, now=NOW)
    for typed in (MEMBER, "nobody@example.am"):
        ask(office, typed)
    assert answer(office) == 0
    assert [one.answered_at for one in asked(office)] == [NOW, NOW]
    assert office.mails() == []
    with office.database.read() as session:
        assert session.scalars(select(Link)).all() == []


def test_who_was_disabled_after_the_mail_was_made_does_not_get_it(office):
    ask(office)
    answer(office)
    with office.database.write() as session:
        people.disable(session, MEMBER, now=NOW)
    assert office.deliver().sent == 0
    assert [mail.dropped for mail in office.mails()] == ["disabled"]


def test_an_hour_has_three_links_for_an_address(office):
    for minute in range(50):
        ask(office, now=NOW + minute * MINUTE)
        answer(office, NOW + minute * MINUTE)
    assert len(office.mails()) == MOST == 3
    ask(office, now=NOW + SPAN)
    answer(office, NOW + SPAN)
    assert len(office.mails()) == 4


def test_an_address_that_is_asked_for_too_often_stops_no_other(office):
    office.reader("other@example.am")
    for minute in range(9):
        ask(office, now=NOW + minute * MINUTE)
        answer(office, NOW + minute * MINUTE)
    ask(office, "other@example.am", NOW + 9 * MINUTE)
    answer(office, NOW + 9 * MINUTE)
    assert office.mails()[-1].recipient == "other@example.am"


def test_while_one_request_waits_another_is_the_same(office):
    assert at_once(*[lambda: ask(office)] * 4) == [None] * 4
    ask(office, now=NOW + MINUTE)
    assert len(asked(office)) == 1


def test_two_who_answer_at_once_make_one_mail(office):
    ask(office)
    assert at_once(lambda: answer(office), lambda: answer(office)) == [0, 0]
    assert len(office.mails()) == 1


@pytest.mark.parametrize("typed", ["", "aram", "aram@example", "a b@example.am", "արամ@example.am"])
def test_what_is_no_address_is_not_kept(office, typed):
    with pytest.raises(Invalid, match="bad_email"):
        ask(office, typed)
    assert asked(office) == []


def test_a_request_that_cannot_be_answered_stops_no_other_and_is_tried_again(office):
    ask(office, "nobody@example.am")
    ask(office)
    lost = replace(SENDER, zone="nowhere")
    assert answer_requests(office.database, lost, KEY, NOW) == 1
    assert [(one.attempts, one.answered_at) for one in asked(office)] == [(0, NOW), (1, None)]
    with office.database.read() as session:
        assert queues.states(session, NOW)["deliver"] == queues.QueueState(1, 0, NOW)
    assert office.mails() == []
    assert answer(office, NOW + MINUTE) == 0
    assert len(office.mails()) == 1


def test_who_asked_is_forgotten_after_a_day(office):
    ask(office, "nobody@example.am")
    answer(office)
    later = NOW + KEPT + MINUTE
    ask(office, now=later)
    answer(office, later)
    assert [one.email for one in asked(office)] == [MEMBER]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("hy", ("Հարգելի՛ Արամ Հակոբյան", "մեկ անգամ, մինչև 3 մարտի 2026", "Եթե այն չեք խնդրել")),
        ("en", ("Dear Արամ Հակոբյան", "once, until 3 March 2026, 12:00", "If you did not ask for it")),
        ("ru", ("Здравствуйте, Արամ Հակոբյան!", "один раз, до 3 марта 2026", "Если вы её не запрашивали")),
    ],
)
def test_the_mail_speaks_the_persons_language(office, language, words):
    office.reader(f"{language}@example.am", language=language)
    ask(office, f"{language}@example.am")
    answer(office)
    (mail,) = office.mails()
    message = parsed(mail)
    assert message["Content-Language"] == language
    assert message["List-Unsubscribe"] is None
    for form in forms(mail):
        assert all(word in form for word in words), form
        assert f"{SENDER.base_url}/sign-in/{token_in(mail)}" in form

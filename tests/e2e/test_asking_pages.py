"""Signing in without anybody's help: the page asks for an address, the mail brings the link."""

import pytest
from browsing import NARROW, SMALLEST
from factories import make_person
from mails import SENDER, forms
from sqlalchemy import select
from web import Reader, Web

from alerts.sign_in import answer_requests
from legislation.model import Mail, Person, SignInRequest
from legislation.vocabulary import RoleName

ONLY_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
SAID = "If this address belongs to a member, a mail with a link is on its way to it."


@pytest.fixture
def person(web: Web) -> Person:
    with web.writing() as session:
        return make_person(session, RoleName.COMMENTER, email="member@example.am", language="en")


def ask(web: Web, typed: str, status: int = 200) -> Reader:
    reader = web.anyone()
    reader.open("/sign-in")
    reader.press("Send me the link", status=status, email=typed)
    return reader


def test_from_the_page_by_the_mail_to_the_page(web: Web, person: Person):
    reader = ask(web, "Member@example.am ")
    assert SAID in reader.text
    assert answer_requests(web.database, SENDER, web.key, web.clock()) == 0
    with web.database.read() as session:
        mail = session.scalars(select(Mail)).one()
    reader.open(forms(mail)[0].partition(SENDER.base_url)[2].split()[0])
    reader.press("Sign in")
    assert reader.page.select_one(".who .name").get_text() == person.name


def test_the_answer_to_a_stranger_and_to_who_asks_too_often_is_the_same(web: Web, person: Person):
    answers = []
    for typed in ("member@example.am", "nobody@example.am", *["member@example.am"] * 4):
        reader = ask(web, typed)
        answers.append((reader.address, reader.text))
        answer_requests(web.database, SENDER, web.key, web.clock())
        web.clock.advance(minutes=1)
    assert len(set(answers)) == 1
    with web.database.read() as session:
        assert len(session.scalars(select(Mail)).all()) == 3


@ONLY_SQLITE
def test_what_is_no_address_is_said_to_be_none(web: Web):
    assert "This is no e-mail address." in ask(web, "member", status=400).text
    with web.database.read() as session:
        assert session.scalars(select(SignInRequest)).all() == []


@ONLY_SQLITE
def test_a_form_of_another_page_asks_for_nothing(web: Web):
    web.anyone().send("/sign-in", 400, email="member@example.am")
    with web.database.read() as session:
        assert session.scalars(select(SignInRequest)).all() == []


@ONLY_SQLITE
def test_one_address_of_the_net_asks_ten_times_a_minute_at_most(web: Web):
    reader = web.anyone()
    reader.open("/sign-in")
    for number in range(10):
        reader.press("Send me the link", email=f"m{number}@example.am")
    reader.press("Send me the link", status=429, email="m@example.am")


@ONLY_SQLITE
@pytest.mark.parametrize("size", [NARROW, SMALLEST])
def test_the_form_fits_a_phone(visits, size, person: Person):
    page = visits.start(size).new_page()
    page.goto("/sign-in")
    page.get_by_label("Ձեր էլ. փոստի հասցեն").fill("member@example.am")
    page.get_by_role("button", name="Ուղարկել հղումը").click()
    assert "հղումով նամակն արդեն ճանապարհին է" in page.get_by_role("status").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

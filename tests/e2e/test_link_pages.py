"""Links in mails: signing in once, ending mails, and links that do not work."""

import logging

import pytest
from factories import make_draft, make_person
from web import Web

from legislation import links, tokens
from legislation.model import Link, Person, Subscription
from legislation.storage import audit, people, subscriptions
from legislation.subscribe import subscribe
from legislation.vocabulary import Purpose, RoleName

ONLY_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def person(web: Web) -> Person:
    with web.writing() as session:
        return make_person(session, RoleName.COMMENTER, email="member@example.am", language="en")


@pytest.fixture
def followed(web: Web, person: Person) -> list[Subscription]:
    with web.writing() as session:
        same = people.by_email(session, person.email)
        return [subscribe(session, same, typed, now=web.clock()) for typed in ("բյուջե", "աղբահանություն")]


def running(web: Web, person: Person) -> list[str]:
    with web.database.read() as session:
        return [one.query for one in subscriptions.of_person(session, person.id)]


def test_a_sign_in_link_works_once_and_leads_to_a_clean_address(web: Web, person: Person):
    token = web.link(person, Purpose.SIGN_IN)
    reader = web.anyone()
    reader.open(f"/sign-in/{token}")
    reader.open(f"/sign-in/{token}")
    reader.press("Sign in")
    assert reader.address == "/"
    assert reader.page.select_one(".who .name").get_text() == person.name
    other = web.anyone()
    other.open(f"/sign-in/{token}", status=410)
    assert "This link was used already: it works once only." in other.text
    with web.database.read() as session:
        link = session.get(Link, tokens.unsign(web.key, Purpose.SIGN_IN, token))
        assert [entry.verb for entry in audit.of(session, link)] == ["used_sign_in_link"]


def test_a_sign_in_link_is_used_by_one_of_two_who_press_at_once(web: Web, person: Person):
    token = web.link(person, Purpose.SIGN_IN)
    first, second = web.anyone(), web.anyone()
    first.open(f"/sign-in/{token}")
    second.open(f"/sign-in/{token}")
    first.press("Sign in")
    second.press("Sign in", status=410)
    second.open("/subscriptions", status=401)


@ONLY_SQLITE
def test_who_signs_out_is_out(web: Web, person: Person):
    reader = web.signed_in(person)
    reader.press("Sign out", within="header")
    reader.open("/subscriptions", status=401)
    assert "This page is for members." in reader.text


@ONLY_SQLITE
def test_who_is_disabled_is_out_at_once(web: Web, person: Person):
    reader = web.signed_in(person)
    token = web.link(person, Purpose.COMMENT, 1)
    with web.writing() as session:
        people.by_email(session, person.email).disabled_at = web.clock()
    reader.open("/subscriptions", status=401)
    reader.open(f"/c/{token}", status=403)
    assert "This account is closed." in reader.text


@ONLY_SQLITE
def test_a_saved_search_is_listed_and_ended(web: Web, person: Person):
    with web.writing() as session:
        make_draft(session, "edraft:1")
    reader = web.signed_in(person)
    reader.open("/?q=տեղական+վճար")
    reader.press("Save the search", name="Վճարներ", frequency="weekly")
    assert "Saved. You will be told of what “Վճարներ” finds from now on." in reader.text
    assert "Վճարներ տեղական վճար Once a week" in reader.text
    reader.press("End")
    assert running(web, person) == []
    assert "You follow no search yet" in reader.text


@ONLY_SQLITE
def test_nobody_ends_the_search_of_another(web: Web, person: Person, followed: list[Subscription]):
    with web.writing() as session:
        other = make_person(session, RoleName.OFFICER, language="en")
        subscribe(session, other, "իմ որոնումը", now=web.clock())
    reader = web.signed_in(other)
    token = reader.open("/subscriptions").find("input", {"name": "csrf_token"})["value"]
    reader.send(f"/subscriptions/{followed[0].id}/end", 404, csrf_token=token)
    by_mail = web.anyone()
    by_mail.send(f"/u/{web.link(other, Purpose.UNSUBSCRIBE)}", 404, subscription=followed[0].id)
    assert running(web, person) == ["բյուջե", "աղբահանություն"]


def test_a_mail_program_ends_all_mails_with_one_request(
    web: Web, person: Person, followed: list[Subscription]
):
    address = f"/u/{web.link(person, Purpose.UNSUBSCRIBE)}"
    for _ in range(2):
        reader = web.anyone()
        reader.send(address, **{"List-Unsubscribe": "One-Click"})
        assert "You will get no more mails about searches." in reader.text
    assert running(web, person) == []


@ONLY_SQLITE
def test_a_person_ends_one_search_from_the_mail_and_then_the_rest(
    web: Web, person: Person, followed: list[Subscription]
):
    reader = web.anyone()
    reader.open(f"/u/{web.link(person, Purpose.UNSUBSCRIBE)}")
    assert running(web, person) == ["բյուջե", "աղբահանություն"]
    reader.press("End: աղբահանություն")
    assert running(web, person) == ["բյուջե"]
    reader.press("End all of them")
    assert running(web, person) == []


@ONLY_SQLITE
@pytest.mark.parametrize(
    ("spoil", "status", "words"),
    [
        ("forge", 404, "This link is not one of ours"),
        ("expire", 410, "This link has expired."),
        ("revoke", 410, "This link was withdrawn."),
    ],
)
@pytest.mark.parametrize("purpose", [Purpose.SIGN_IN, Purpose.COMMENT, Purpose.UNSUBSCRIBE])
def test_a_bad_link_says_why_and_what_to_do(web: Web, person: Person, purpose, spoil, status, words):
    with web.writing() as session:
        draft = make_draft(session, "edraft:1")
    token = web.link(person, purpose, draft.id)
    if spoil == "forge":
        token = token[:-9] + ("a" if token[-9] != "a" else "b") + token[-8:]
    elif spoil == "expire":
        web.clock.advance(days=401)
    else:
        with web.writing() as session:
            links.revoke(session, people.by_email(session, person.email), purpose, draft.id, web.clock())
    prefix = {Purpose.SIGN_IN: "/sign-in/", Purpose.COMMENT: "/c/", Purpose.UNSUBSCRIBE: "/u/"}[purpose]
    reader = web.anyone()
    reader.open(prefix + token, status=status)
    assert words in reader.text
    assert "Open the newest mail from us" in reader.text
    if purpose is Purpose.UNSUBSCRIBE:
        reader.send(prefix + token, status)


@ONLY_SQLITE
def test_a_link_for_one_purpose_is_good_for_no_other(web: Web, person: Person):
    with web.writing() as session:
        draft = make_draft(session, "edraft:1")
    token = web.link(person, Purpose.COMMENT, draft.id)
    reader = web.anyone()
    for prefix in ("/sign-in/", "/u/"):
        reader.open(prefix + token, status=404)
    reader.open(f"/c/{web.link(person, Purpose.UNSUBSCRIBE)}", status=404)


@ONLY_SQLITE
def test_a_token_is_never_logged_kept_or_told_to_others(
    web: Web, person: Person, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG)
    token = web.link(person, Purpose.SIGN_IN)
    reader = web.anyone()
    reader.open(f"/sign-in/{token}")
    assert reader.answer.headers["Referrer-Policy"] == "no-referrer"
    assert reader.answer.headers["Cache-Control"] == "no-store"
    web.database.engine.dispose()
    reader.press("Sign in")
    reader.open("/c/" + web.link(person, Purpose.COMMENT, 7), status=410)
    assert reader.answer.headers["Cache-Control"] == "no-store"
    assert token not in caplog.text

"""The officers hear of a source's trouble once when it begins, and once when it ends."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy

import pytest
from factories import make_person
from mails import SENDER
from sqlalchemy import select

from alerts.troubles import tell_troubles
from legislation.model import Mail
from legislation.storage import runs
from legislation.storage.database import Database
from legislation.vocabulary import Origin, RoleName, RunState

NOW = datetime(2026, 11, 2, 5, tzinfo=UTC)
FOLLOWS = replace(SENDER, quiet={"arlis": 7, "edraft": 7})


@pytest.fixture
def officer(database: Database):
    with database.write() as session:
        make_person(session, email="reader@example.am")
        return make_person(session, RoleName.OFFICER, email="officer@example.am", language="en")


def crawled(database: Database, source, state, reason=None, *, new=0, at=NOW):
    with database.write() as session:
        run = runs.start(session, source, at)
        runs.finish(
            session, run.id, state=state, reason=reason, evidence=Origin.LIVE, pages=1, new=new, now=at
        )


def mails(database: Database):
    with database.read() as session:
        kept = list(session.scalars(select(Mail).order_by(Mail.id)))
    return [message_from_bytes(mail.content, policy=policy.default) for mail in kept]


def test_a_failed_crawl_is_told_to_the_officers_once_with_its_reason(database: Database, officer):
    crawled(database, "arlis", RunState.FAILED, "the list of the newest acts, page 1: a login page")
    assert tell_troubles(database, FOLLOWS, NOW) == 1
    assert tell_troubles(database, FOLLOWS, NOW) == 0
    crawled(database, "arlis", RunState.FAILED, "the list of the newest acts, page 1: a login page")
    assert tell_troubles(database, FOLLOWS, NOW) == 0
    (mail,) = mails(database)
    assert mail["To"] == "officer@example.am"
    assert mail["Subject"].startswith("Sources in trouble: ")
    text = mail.get_body(("plain",)).get_content()
    assert "could not be read" in text
    assert "the list of the newest acts, page 1: a login page" in text
    assert "/status" in text


def test_a_source_that_is_read_again_is_told_too(database: Database, officer):
    crawled(database, "arlis", RunState.FAILED, "a captcha")
    tell_troubles(database, FOLLOWS, NOW)
    crawled(database, "arlis", RunState.OK, new=1)
    assert tell_troubles(database, FOLLOWS, NOW) == 1
    assert mails(database)[-1]["Subject"].startswith("Sources well again: ")
    assert tell_troubles(database, FOLLOWS, NOW) == 0


def test_a_source_that_was_always_well_is_not_told(database: Database, officer):
    crawled(database, "arlis", RunState.OK, new=1)
    assert tell_troubles(database, FOLLOWS, NOW) == 0
    assert mails(database) == []


def test_a_source_that_is_silent_for_too_long_is_told(database: Database, officer):
    crawled(database, "edraft", RunState.OK, new=3, at=NOW - timedelta(days=10))
    crawled(database, "edraft", RunState.OK)
    assert tell_troubles(database, FOLLOWS, NOW) == 1
    assert "silent for 10 days" in mails(database)[-1].get_body(("plain",)).get_content()


def test_several_sources_are_one_mail(database: Database, officer):
    crawled(database, "arlis", RunState.FAILED, "a captcha")
    crawled(database, "edraft", RunState.DOUBTFUL, "1 of 9 drafts could not be read")
    assert tell_troubles(database, FOLLOWS, NOW) == 1
    assert len(mails(database)) == 1

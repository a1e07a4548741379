"""What every store of a crawl promises: the real one on both databases, and the fake of the tests."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from fake_store import FakeStore

from crawler.store import DatabaseStore
from legislation.scraped import ScrapedDraft, ScrapedPart
from legislation.storage import runs
from legislation.vocabulary import Origin, RunState

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


def draft(number=7, text="ՆԱԽԱԳԻԾ", **more):
    key, url = f"edraft:{number}", f"https://www.e-draft.am/projects/{number}"
    part = ScrapedPart(key, f"{url}/about", "about", Origin.RECORDED, text=text)
    return ScrapedDraft("edraft", key, url, Origin.RECORDED, {"hy": "Նախագիծ"}, parts=(part,), **more)


def begun(database, now=NOW):
    with database.write() as session:
        run_id = runs.start(session, "edraft", now).id
    return DatabaseStore(database, "edraft", run_id, now, None)


class Promises:
    def test_an_empty_store_knows_nothing(self, store):
        assert store.highest_number() is None
        assert store.known(["edraft:7"]) == set()
        assert (store.due(), store.unread()) == ([], [])

    def test_a_draft_is_new_once(self, store):
        assert [store.keep(draft()), store.keep(draft())] == ["new", "unchanged"]

    def test_another_text_is_a_change(self, store):
        store.keep(draft())
        assert store.keep(draft(text="ՆԱԽԱԳԻԾ, լրամշակված")) == "changed"

    def test_what_is_not_told_this_time_stays(self, store):
        store.keep(draft())
        told = replace(draft(), parts=(), titles={"en": "Draft"})
        assert [store.keep(told), store.keep(told), store.keep(draft())] == ["changed", *["unchanged"] * 2]

    def test_what_is_kept_is_known(self, store):
        store.keep(draft(7))
        store.keep(draft(12))
        assert store.highest_number() == 12
        assert store.known(["edraft:7", "edraft:8"]) == {"edraft:7"}

    def test_drafts_are_known_by_how_their_keys_begin(self, store):
        store.keep(draft(7))
        assert [store.knows_any(b) for b in ("edraft:", "edraft:7", "edraft:8", "%", "edraft_")] == [
            *(True, True, False, False, False)
        ]

    def test_the_matters_of_all_drafts_are_named(self, store):
        store.keep(draft(7, identifiers={"procedure": "2025/0002(NLE)", "celex": "52025PC0006"}))
        store.keep(draft(8, identifiers={"procedure": "2024/0258(COD)"}))
        store.keep(draft(9, identifiers={"procedure": "2024/0258(COD)"}))
        assert store.identifiers("procedure") == ["2024/0258(COD)", "2025/0002(NLE)"]
        assert store.identifiers("bill_code") == []
        assert store.identified("procedure") == {
            "edraft:7": "2025/0002(NLE)",
            "edraft:8": "2024/0258(COD)",
            "edraft:9": "2024/0258(COD)",
        }
        assert store.identified("bill_code") == {}


class TestFakeStore(Promises):
    @pytest.fixture
    def store(self):
        return FakeStore()


class TestDatabaseStore(Promises):
    @pytest.fixture
    def store(self, database):
        return begun(database)


def test_open_drafts_are_due_after_a_day(database):
    begun(database).keep(draft())
    assert begun(database, NOW + timedelta(hours=2)).due() == []
    assert begun(database, NOW + timedelta(days=1)).due() == ["edraft:7"]


def test_a_noted_problem_outlives_a_kill(database):
    killed = begun(database)
    killed.note("edraft:7 about: the site is in trouble (503)")
    assert begun(database).unread() == ["edraft:7"]


def test_problems_are_remembered_until_a_crawl_ends_well(database):
    first = begun(database)
    first.note("edraft:7 about: the site is in trouble (503)")
    finish(database, first, RunState.FAILED, ["edraft:7 about: the site is in trouble (503)"])
    second = begun(database)
    assert second.unread() == ["edraft:7"]
    finish(database, second, RunState.FAILED, [])
    third = begun(database)
    assert third.unread() == ["edraft:7"]
    finish(database, third, RunState.OK, [])
    assert begun(database).unread() == []


def test_a_problem_of_the_crawl_itself_is_no_draft(database):
    first = begun(database)
    finish(database, first, RunState.DOUBTFUL, ["the list goes on", "edraft:9 could not be stored: full"])
    assert begun(database).unread() == ["edraft:9"]


def finish(database, store, state, problems):
    with database.write() as session:
        runs.finish(
            session, store.run_id, state=state, reason=None, evidence=None, problems=problems, now=NOW
        )


def crawled(database, day, new, evidence=Origin.LIVE):
    began = NOW - timedelta(days=day)
    with database.write() as session:
        run = runs.start(session, "edraft", began)
        runs.finish(
            session, run.id, state=RunState.OK, reason=None, evidence=evidence, pages=1, new=new, now=began
        )


def came(database):
    with database.read() as session:
        return runs.came(session, "edraft", NOW - timedelta(days=7))


def test_what_came_in_a_week_is_what_crawls_of_the_living_site_brought(database):
    crawled(database, 8, 400)
    assert came(database) == 0
    crawled(database, 6, 2)
    crawled(database, 2, 3)
    crawled(database, 1, 50, Origin.RECORDED)
    begun(database)
    assert came(database) == 5


def test_nothing_is_owed_before_the_site_was_read_for_a_week(database):
    assert came(database) is None
    crawled(database, 9, 50, Origin.RECORDED)
    crawled(database, 6, 2)
    assert came(database) is None

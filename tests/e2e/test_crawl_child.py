"""The crawl's child process and whoever started it: refusals, crashes, time limits, kills, turns."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from crawling import NOW, ROBOTS, Place, wait_until
from loopback import Sites, serving
from sqlalchemy import select

from crawler import run
from legislation import locks
from legislation.errors import Busy
from legislation.model import CrawlRun
from legislation.storage import runs
from legislation.storage.database import opened


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    data = tmp_path / "data"
    with serving(Sites({}, tmp_path), "www.e-draft.am", "e-draft.am") as sites:
        yield Place(data, sites)


def make_tables(place: Place) -> None:
    with opened(place.home.database):
        pass


def last_run(place: Place, source: str) -> CrawlRun:
    with opened(place.home.database) as database, database.read() as session:
        found = runs.last(session, source)
        assert found is not None
        return found


def test_nothing_is_crawled_live_without_a_contact(place):
    place.more = {}
    make_tables(place)
    told = run.crawl("edraft", settings=place.home, now=NOW)
    assert (told["state"], told["pages"], told["new"], told["changed"]) == ("off", 0, 0, 0)
    assert "ORAKARG_CONTACT is empty" in told["reason"]
    assert place.rows(select(CrawlRun)) == []


def test_the_demo_is_crawled_in_a_child_and_again_without_a_change(place):
    make_tables(place)
    told = [run.crawl("edraft", settings=place.home, now=NOW, replay="demo:1") for _ in range(2)]
    assert [one["state"] for one in told] == ["ok", "ok"]
    assert told[0]["new"] == len(place.drafts()) > 0
    assert (told[1]["new"], told[1]["changed"]) == (0, 0)
    assert set(told[0]) == {"state", "reason", "evidence", "pages", "new", "changed"}
    assert (place.data / "logs" / "crawl-edraft.log").stat().st_size > 0


def test_records_that_are_not_there_are_a_failed_run(place, tmp_path):
    make_tables(place)
    told = run.crawl("edraft", settings=place.home, now=NOW, replay=str(tmp_path / "none"))
    assert (told["state"], told["pages"]) == ("failed", 0)
    assert "is not a folder with records" in told["reason"]
    assert last_run(place, "edraft").state == "failed"


def test_a_child_that_crashes_is_a_failed_run(place):
    make_tables(place)
    told = run.crawl("nowhere", settings=place.home, now=NOW, replay="demo:1")
    assert told["state"] == "failed"
    assert told["reason"].startswith("crashed (2): ")
    assert last_run(place, "nowhere").reason == told["reason"]


def test_a_crawl_that_takes_too_long_is_killed_and_has_failed(place, monkeypatch):
    make_tables(place)
    for name, value in place.sites.environment.items():
        monkeypatch.setenv(name, value)
    place.sites.pages[ROBOTS] = "silence"
    told = run.crawl("edraft", settings=place.home, now=NOW, time_limit=timedelta(seconds=4))
    assert (told["state"], told["reason"]) == ("failed", "killed: it took longer than 0:00:04")
    assert last_run(place, "edraft").reason == told["reason"]
    with locks.hold(place.home.locks, "crawling-edraft", patience=1):
        pass


def test_a_crawl_ends_with_the_program_that_wanted_it(place, tmp_path):
    make_tables(place)
    place.sites.pages[ROBOTS] = "silence"
    wanting = (
        "from datetime import datetime, UTC\nfrom config import settings\nfrom crawler import run\n"
        "run.crawl('edraft', settings=settings.load(), now=datetime.now(UTC))"
    )
    parent = subprocess.Popen([sys.executable, "-c", wanting], env=place.environment)
    wait_until(lambda: place.sites.addresses == [ROBOTS])
    with pytest.raises(Busy), locks.hold(place.home.locks, "crawling-edraft", patience=0):
        pass
    parent.kill()
    parent.wait()
    with locks.hold(place.home.locks, "crawling-edraft", patience=10):
        pass


def test_two_crawls_of_one_source_take_turns(place):
    make_tables(place)
    with locks.hold(place.home.locks, "crawling-edraft"), pytest.raises(Busy):
        run.crawl("edraft", settings=place.home, now=NOW, replay="demo:1")

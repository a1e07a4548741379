"""Crawls as they happen: a child process with Scrapy in it, real answers over TLS, real files, real kills."""

import json
import os
import signal
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from crawling import NOW, ROBOTS, Place, wait_until
from loopback import Sites, serving
from site_pages import project
from sqlalchemy import select

from config import settings
from crawler.sources.edraft import pages
from legislation.archive import read_record
from legislation.model import CrawlRun, Event, Version


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    data = tmp_path / "data"
    with serving(Sites({}, tmp_path), "www.e-draft.am", "e-draft.am") as sites:
        yield Place(data, sites)


def about(number: int) -> str:
    return pages.project(number)["about"]


def fill(place: Place, *numbers: int) -> None:
    place.sites.pages |= {about(number): project(number) for number in numbers}


def test_a_live_crawl_stores_what_is_there_and_every_answer(place):
    fill(place, 7, 8, 10)
    told = place.crawl()
    assert (told["state"], told["reason"], told["evidence"]) == ("ok", None, "live")
    assert (told["pages"], told["new"], told["changed"]) == (3, 3, 0)
    assert place.drafts() == ["edraft:7", "edraft:8", "edraft:10"]
    assert sorted(entry.url for entry in place.records()) == sorted(place.sites.addresses)
    assert {entry.status for entry in place.records()} == {200, 404}


def test_the_crawler_says_who_it_is_and_asks_for_robots_first(place):
    fill(place, 7)
    place.crawl()
    assert place.sites.addresses[0] == ROBOTS
    agents = {headers["User-Agent"] for _, headers in place.sites.asked}
    assert agents == {f"Orakarg/{settings.VERSION} (+mailto:test@example.org)"}
    assert all("Cookie" not in headers for _, headers in place.sites.asked)


def test_a_version_finds_the_bytes_that_the_site_sent(place):
    fill(place, 7)
    place.crawl()
    (version,) = place.rows(select(Version))
    page = read_record(place.home.archive, version.record)
    assert page.content.decode() == project(7)
    assert (page.url, page.sha256) == (about(7), version.sha256)
    assert page.origin == version.origin == "live"
    assert page.fetched_at == version.fetched_at


def test_a_second_crawl_finds_nothing_new(place):
    fill(place, 7, 8)
    place.crawl()
    told = place.crawl()
    assert (told["state"], told["new"], told["changed"]) == ("ok", 0, 0)
    assert len(place.rows(select(Version))) == 2


def test_a_week_with_less_than_ever_is_a_doubt(place):
    fill(place, 7, 8)
    place.crawl(now=(NOW - timedelta(days=8)).isoformat())
    fill(place, 9, 10)
    told = place.crawl()
    assert (told["state"], told["reason"]) == ("doubtful", "2 items in a week, at least 5 expected")


def test_a_changed_text_is_told_once(place):
    fill(place, 7)
    place.crawl()
    place.sites.pages[about(7)] = project(7, "Հոդված 1. Այլ տեքստ։")
    told = place.crawl(now=(NOW + timedelta(days=1)).isoformat())
    assert (told["new"], told["changed"]) == (0, 1)
    assert [event.kind for event in place.rows(select(Event).order_by(Event.id))] == ["seen", "new_version"]
    assert [bool(event.quiet) for event in place.rows(select(Event).order_by(Event.id))] == [True, False]


def test_robots_are_obeyed(place):
    fill(place, 7)
    place.sites.pages[ROBOTS] = "User-agent: *\nDisallow: /projects/"
    told = place.crawl()
    assert told["state"] == "failed"
    assert "Forbidden by robots.txt" in told["reason"]
    assert place.sites.addresses == [ROBOTS]


def test_a_failure_that_passes_leaves_no_trace_in_the_outcome(place):
    fill(place, 7)
    place.sites.pages[about(7)] = [503, 502, project(7)]
    told = place.crawl()
    assert (told["state"], told["new"]) == ("ok", 1)
    assert place.sites.addresses.count(about(7)) == 3


def test_an_answer_beyond_all_measure_is_not_taken(place):
    fill(place, 7, 8)
    place.sites.pages[pages.project(7)["digest"]] = "huge"
    told = place.crawl()
    assert (told["state"], told["new"]) == ("doubtful", 2)
    assert "the answer is larger than 60 MB" in told["reason"]


def test_a_site_that_refuses_us_is_left_alone(place):
    place.sites.pages |= dict.fromkeys(pages.project(7).values(), 403) | {pages.project(8)["card"]: 403}
    told = place.crawl()
    assert told["state"] == "failed"
    assert "the site refuses us (403)" in told["reason"]
    assert len(place.sites.asked) == 6


def test_a_certificate_that_nobody_vouches_for_is_not_believed(place):
    fill(place, 7)
    place.more["SSL_CERT_FILE"] = os.devnull
    told = place.crawl()
    assert told["state"] == "failed"
    assert "the connection to www.e-draft.am failed" in told["reason"]


def test_a_site_that_cannot_be_reached_is_told_in_words(place):
    place.more |= {"http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"}
    told = place.crawl()
    assert (told["state"], told["pages"], told["evidence"]) == ("failed", 0, None)
    assert "www.e-draft.am refuses the connection" in told["reason"]


def test_what_was_recorded_can_be_replayed_without_any_network(place, tmp_path):
    fill(place, 7, 9)
    place.crawl(record=str(tmp_path / "taken"))
    asked = len(place.sites.asked)
    other = Place(tmp_path / "other", place.sites, more={})
    told = other.crawl(replay=str(tmp_path / "taken"))
    assert (told["state"], told["evidence"], told["new"]) == ("ok", "recorded", 2)
    assert len(place.sites.asked) == asked
    assert other.drafts() == ["edraft:7", "edraft:9"]
    (first, _) = other.rows(select(Version).order_by(Version.id))
    page = read_record(other.home.archive, first.record)
    assert (page.content.decode(), page.origin) == (project(7), "recorded")
    assert other.crawl(replay=str(tmp_path / "taken"))["new"] == 0


@pytest.mark.parametrize("moment", [3, 8, 15, 27])
def test_a_kill_at_any_moment_loses_nothing(place, moment):
    fill(place, *range(7, 14))
    killed = place.start(delay=0.05)
    wait_until(lambda: len(place.sites.asked) > moment)
    killed.kill()
    killed.communicate()
    before = place.drafts()
    told = place.crawl()
    assert told["state"] == "ok"
    assert place.drafts() == [f"edraft:{number}" for number in range(7, 14)]
    assert told["new"] == 7 - len(before)
    assert [one.state for one in place.rows(select(CrawlRun).order_by(CrawlRun.id))] == [None, "ok"]
    for version in place.rows(select(Version)):
        assert read_record(place.home.archive, version.record).sha256 == version.sha256


def test_a_signal_ends_a_crawl_in_good_order(place):
    fill(place, *range(7, 14))
    asked = place.start(delay=0.1)
    wait_until(lambda: len(place.sites.asked) > 6)
    asked.send_signal(signal.SIGTERM)
    out, _ = asked.communicate(timeout=30)
    told = json.loads(out.splitlines()[-1])
    assert (told["state"], told["reason"]) == ("failed", "stopped before the end (shutdown)")
    assert place.rows(select(CrawlRun.state)) == ["failed"]

"""“orakarg check”: one polite look at a live source, recorded and told field by field; no draft is stored."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from crawling import NOW, ROBOTS, ROOT, Place
from loopback import Sites, serving
from site_pages import project
from sqlalchemy import select

from crawler import run
from crawler.sources.edraft import pages
from legislation import freshness
from legislation.model import CrawlRun
from legislation.storage import runs
from legislation.storage.database import opened
from search_api.app import create_app

FIELDS = {"source", "state", "reason", "evidence", "pages", "parts", "problems", "warc"}


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with serving(Sites({}, tmp_path), "www.e-draft.am", "e-draft.am") as sites:
        yield Place(tmp_path / "data", sites)


def fill(place, *numbers):
    place.sites.pages |= {pages.project(n)["about"]: project(n) for n in numbers}


def command(place, *arguments):
    words = [sys.executable, "-m", "orakarg", "check", *arguments]
    return subprocess.run(words, env=place.environment, capture_output=True, text=True, cwd=ROOT)


def met_live(place):
    with opened(place.home.database) as database, database.read() as session:
        (one,) = freshness.look(session, {"edraft": 7}, NOW)
        return one.met_live


def untried(place):
    app = create_app(place.home)
    page = app.test_client().get("/status", headers={"Accept-Language": "en"}).get_data(as_text=True)
    return page.count("not yet tried on a live page")


def test_a_live_look_reads_a_few_drafts_records_them_and_stores_none(place):
    fill(place, *range(7, 40))
    told = place.crawl(items=3)
    assert (told["state"], told["reason"], told["evidence"], told["pages"]) == ("ok", None, "live", 3)
    assert told["parts"]["about"]["count"] == 3
    assert told["parts"]["about"]["found"]["titles"].startswith("hy: «Տեղական ինքնակառավարման մասին 7»")
    assert "closes" in told["parts"]["about"]["missing"]
    assert place.drafts() == []
    assert place.sites.addresses[0] == ROBOTS
    assert len(place.sites.addresses) == 1 + 3 * 4
    assert sorted(entry.url for entry in place.records()) == sorted(place.sites.addresses)
    assert Path(told["warc"]).is_file()


def test_a_source_is_tried_when_a_live_look_has_passed_and_not_before(place):
    place.crawl(items=1)
    before = untried(place)
    assert not met_live(place)
    fill(place, 7)
    place.crawl(items=1)
    assert met_live(place)
    assert untried(place) == before - 1


def test_a_look_is_no_crawl(place):
    fill(place, *range(7, 12))
    place.crawl(items=2)
    (look,) = place.rows(select(CrawlRun))
    assert (look.purpose, look.state, look.evidence, look.new) == ("check", "ok", "live", 0)
    with opened(place.home.database) as database, database.read() as session:
        assert runs.last(session, "edraft") is None
        assert not runs.has_succeeded(session, "edraft")
        assert runs.ended(session, "edraft") == 0
    assert place.crawl()["new"] == 5


def test_what_a_crawl_could_not_read_is_tried_again_though_a_look_came_between(place):
    fill(place, *range(7, 10))
    place.sites.pages[pages.project(8)["about"]] = 500
    place.crawl()
    assert place.drafts() == ["edraft:7", "edraft:9"]
    fill(place, 8)
    place.crawl(items=1)
    place.crawl()
    assert place.drafts() == ["edraft:7", "edraft:9", "edraft:8"]


def test_a_login_page_does_not_pass(place):
    login = "<html><title>Login</title><form><input type='password'></form></html>"
    place.sites.pages |= {url: login for n in range(7, 15) for url in pages.project(n).values()}
    told = place.crawl(items=3)
    assert told["state"] == "failed"
    assert "login" in told["reason"]
    assert not met_live(place)


def test_what_was_looked_at_can_be_read_again_without_the_network(place):
    fill(place, 7, 8, 9)
    live = place.crawl(items=2)
    place.sites.pages.clear()
    again = run.check("edraft", settings=place.home, now=NOW, items=2, replay=str(Path(live["warc"]).parent))
    assert set(again) == FIELDS
    assert (again["state"], again["evidence"]) == ("ok", "recorded")
    assert again["parts"]["about"]["found"] == live["parts"]["about"]["found"]


def test_nothing_is_looked_at_without_a_contact(place):
    place.more = {}
    done = command(place, "edraft", "--json")
    told = json.loads(done.stdout)
    assert done.returncode == 1
    assert set(told) == FIELDS
    assert told["state"] == "off"
    assert "ORAKARG_CONTACT is empty" in told["reason"]
    assert place.sites.asked == []


def test_a_replay_needs_no_contact_and_is_no_proof(place):
    place.more = {}
    done = command(place, "eu_cellar", "--replay", "demo:2", "--items", "1", "--json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["state"]) == (0, "ok"), done.stderr
    assert told["parts"]["text"]["count"] == 1
    shown = command(place, "eu_cellar", "--replay", "demo:2", "--items", "1").stdout
    assert "identifiers.celex: 52025PC" in shown
    assert "what the live site gives is not known by that" in shown.splitlines()[-1]


def test_a_look_that_crashes_is_a_failed_one(place):
    with opened(place.home.database):
        pass
    told = run.check("nowhere", settings=place.home, now=NOW, items=1, replay="demo:1")
    assert told["state"] == "failed"
    assert set(told) == FIELDS
    assert [look.purpose for look in place.rows(select(CrawlRun))] == ["check"]


def test_a_source_that_is_not_there_is_named(place):
    done = command(place, "nowhere")
    assert done.returncode == 2
    assert "there is no source nowhere" in done.stderr

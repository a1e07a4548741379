"""The way through the Sejm's API, on sites that are as they should be and on others."""

import json
from datetime import timedelta

import pytest
from fake_site import NOW, FakeSite
from fake_store import FakeStore
from walking import LOGIN, Urls, crawl

from crawler.expectations import judge
from crawler.sources.sejm import pages as sejm
from crawler.sources.sejm.spider import SejmSpider
from legislation.scraped import ScrapedDraft
from legislation.vocabulary import Origin, RunState

SINCE = (NOW - timedelta(days=14)).date()
LIST = sejm.listing(SINCE, 0)


def row(number, days_ago=5):
    changed = (NOW - timedelta(days=days_ago)).strftime("%Y-%m-%dT%H:%M:%S")
    told = {"number": str(number), "term": 10, "title": f"Poselski projekt {number}", "changeDate": changed}
    return told | {"processStartDate": "2026-01-01"}


def process(number):
    return json.dumps(row(number) | {"stages": [{"date": "2026-10-01", "stageName": "Start"}]})


def sejm_site(*rows, **more):
    numbers = [one["number"] for one in rows]
    return FakeSite({LIST: json.dumps(rows)} | {sejm.process("10", n): process(n) for n in numbers}, **more)


def kept(*numbers):
    return [ScrapedDraft("sejm", f"sejm:10-{n}", "", Origin.LIVE, {"pl": "x"}) for n in numbers]


def asked(site):
    return [url.rpartition("/")[2] for url in site.asked if "?" not in url]


def test_what_is_new_has_just_changed_or_is_due_is_read():
    site = sejm_site(row(1), row(2), row(3, days_ago=1), row(4))
    store = FakeStore(kept(2, 3, 4), due=["sejm:10-4", "sejm:10-77"])
    store, tally = crawl(SejmSpider, site, store)
    assert asked(site) == ["1", "3", "4"]
    assert store.drafts["sejm:10-1"].stage_published == "Start"
    assert judge(tally) == (RunState.OK, None)


def test_what_failed_last_time_is_tried_though_no_list_names_it():
    site = sejm_site(row(1))
    site.pages[sejm.process("10", "3080-A")] = process("3080-A")
    crawl(SejmSpider, site, FakeStore(kept(1), unread=["sejm:10-3080-A"]))
    assert asked(site) == ["3080-A"]


def test_rows_from_before_the_window_are_left_where_the_site_ignores_the_days():
    site = sejm_site(row(1), *(row(n, days_ago=400) for n in range(2, 60)))
    _, tally = crawl(SejmSpider, site)
    assert asked(site) == ["1"]
    assert tally.listed == {"sejm:10-1"}


def test_the_list_is_read_to_its_end():
    first = [row(n) for n in range(100)]
    site = FakeSite({LIST: json.dumps(first), sejm.listing(SINCE, 100): "[]"})
    _, tally = crawl(SejmSpider, site, FakeStore(kept(*range(100))))
    assert site.asked == [LIST, sejm.listing(SINCE, 100)]
    assert judge(tally) == (RunState.OK, None)


def test_a_site_that_ignores_the_offset_is_not_asked_for_ever():
    site = FakeSite({}, absent=json.dumps([row(n) for n in range(100)]))
    crawl(SejmSpider, site, FakeStore(kept(*range(100))))
    assert len(site.asked) == 2


@pytest.mark.parametrize("answer", [LOGIN, "[]", "{}", 403])
def test_a_list_that_is_none_is_a_failure(answer):
    _, tally = crawl(SejmSpider, FakeSite({LIST: answer}))
    state, reason = judge(tally)
    assert state is RunState.FAILED
    assert reason.startswith("the list of processes: ")


def test_one_bad_process_does_not_stop_the_others():
    site = sejm_site(row(1), row(2))
    site.pages[sejm.process("10", "1")] = LOGIN
    store, tally = crawl(SejmSpider, site)
    assert list(store.drafts) == ["sejm:10-2"]
    assert judge(tally)[0] is RunState.DOUBTFUL
    assert store.problems == ["sejm:10-1 process: a login page where JSON was expected"]


def test_a_replay_reads_what_was_recorded_and_asks_for_nothing_else():
    site = sejm_site(row(1), row(2))
    recorded = Urls(sejm.process("10", "1"), LIST)
    store, tally = crawl(SejmSpider, site, FakeStore(kept(1)), recordings=recorded)
    assert sorted(site.asked) == sorted([sejm.process("10", "1"), LIST])
    assert sorted(store.drafts) == ["sejm:10-1", "sejm:10-2"]
    assert judge(tally) == (RunState.OK, None)

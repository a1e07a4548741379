"""The way through the OECD's instruments, on made-up answers."""

import json

import pytest
from fake_site import FakeSite
from fake_store import FakeStore
from walking import LOGIN, Urls, crawl

from crawler.download import NotRecorded
from crawler.expectations import judge
from crawler.sources.oecd import pages, spider
from crawler.sources.oecd.spider import OecdSpider
from legislation.vocabulary import RunState

LIST, FRENCH = pages.instruments("en"), pages.instruments("fr")
MANY = range(1, spider.FEWEST + 1)


def key(number):
    return f"oecd:OECD/LEGAL/{number:04}"


def listing(numbers, title="Title", **status):
    rows = [
        {
            "id": n,
            "key": f"OECD/LEGAL/{n:04}",
            "title": f"{title} {n}",
            "status": {"name": status.get(f"n{n}", "In force")},
        }
        for n in numbers
    ]
    return json.dumps(rows)


def detail(number):
    uri = f"/public/doc/{number}/en.htm"
    return json.dumps(
        {"key": f"OECD/LEGAL/{number:04}", "id": number, "bodyText": {"ref": [{"lang": "en", "uri": uri}]}}
    )


def text(number):
    return f"<html><p>{f'The text of the made-up instrument {number}. ' * 5}</p></html>"


def text_address(number):
    return f"https://legalinstruments.oecd.org/public/doc/{number}/en.htm"


def site(numbers=MANY, **more):
    answers = {LIST: listing(numbers), FRENCH: listing(numbers, "Titre")}
    for n in numbers:
        answers |= {pages.detail(str(n)): detail(n), text_address(n): text(n)}
    return FakeSite(answers, **more)


@pytest.fixture(scope="module")
def stored():
    store, tally = crawl(OecdSpider, site())
    assert judge(tally) == (RunState.OK, None)
    return store


def asked(site):
    return [url for url in site.asked if url not in (LIST, FRENCH, pages.recent("en"))]


def test_a_first_crawl_reads_every_instrument_whole(stored):
    assert len(stored.drafts) == spider.FEWEST
    draft = stored.drafts[key(7)]
    assert draft.titles == {"en": "Title 7", "fr": "Titre 7"}
    assert [part.part for part in draft.parts] == ["text"]


def test_a_list_without_news_costs_three_requests(stored):
    again = site()
    _, tally = crawl(OecdSpider, again, FakeStore(stored.drafts.values()))
    assert asked(again) == []
    assert (tally.new, tally.changed) == (0, 0)


def test_a_row_that_changed_has_its_instrument_read_whole(stored):
    again = site()
    again.pages[LIST] = listing(MANY, n7="Abrogated")
    store, tally = crawl(OecdSpider, again, FakeStore(stored.drafts.values()))
    assert asked(again) == [pages.detail("7"), text_address(7)]
    assert store.drafts[key(7)].stage_published == "Abrogated"
    assert tally.changed == 1


def test_a_hint_of_a_change_has_the_instrument_read_whole(stored):
    again = site()
    again.pages[pages.recent("en")] = json.dumps([{"about": "OECD/LEGAL/0009"}])
    crawl(OecdSpider, again, FakeStore(stored.drafts.values()))
    assert asked(again) == [pages.detail("9"), text_address(9)]


def test_an_instrument_that_failed_is_tried_again(stored):
    again = site()
    crawl(OecdSpider, again, FakeStore(stored.drafts.values(), unread=[key(3), "oecd:gone"]))
    assert asked(again) == [pages.detail("3"), text_address(3)]


def test_a_detail_that_fails_leaves_the_row_and_is_a_doubt():
    one = site()
    one.pages[pages.detail("5")] = LOGIN
    store, tally = crawl(OecdSpider, one)
    assert store.drafts[key(5)].titles["en"] == "Title 5"
    assert len(store.drafts) == spider.FEWEST
    assert judge(tally)[0] is RunState.DOUBTFUL
    assert store.problems[0].startswith(f"{key(5)} detail: ")


@pytest.mark.parametrize("answer", [LOGIN, "[]", listing(range(1, 300)), 403])
def test_a_list_that_is_none_or_too_short_is_a_failure_and_nothing_is_stored(answer):
    store, tally = crawl(OecdSpider, FakeSite({LIST: answer}))
    assert (store.drafts, judge(tally)[0]) == ({}, RunState.FAILED)


def test_a_list_that_has_shrunk_is_a_fault_and_no_abrogation(stored):
    more, _ = crawl(OecdSpider, site(range(1, 451)))
    store, tally = crawl(OecdSpider, site(range(1, 441)), more)
    assert judge(tally) == (
        RunState.FAILED,
        "the list of instruments has 440 rows, 450 are stored: it is not whole",
    )
    assert len(store.drafts) == 450


def test_without_the_french_list_the_crawl_is_in_doubt():
    one = site()
    one.pages[FRENCH] = LOGIN
    store, tally = crawl(OecdSpider, one)
    assert store.drafts[key(1)].titles == {"en": "Title 1"}
    assert judge(tally)[0] is RunState.DOUBTFUL


def test_a_replay_reads_all_that_was_recorded():
    few = site([1, 2], absent=NotRecorded(""))
    store, tally = crawl(OecdSpider, few, recordings=Urls(LIST))
    assert sorted(store.drafts) == [key(1), key(2)]
    assert judge(tally) == (RunState.OK, None)

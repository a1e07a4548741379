"""The way down the list of arlis.am, on sites that are as they should be and on others."""

import json
from datetime import timedelta

import pytest
from fake_site import NOW, FakeSite
from fake_store import FakeStore
from walking import LOGIN, Urls, crawl, numbers

from crawler.download import NotRecorded
from crawler.expectations import judge
from crawler.sources.arlis import pages as arlis
from crawler.sources.arlis.spider import ArlisSpider
from legislation.scraped import ScrapedDraft
from legislation.vocabulary import Origin, RunState


def act(number):
    return f"""<!doctype html><html><head><title>ՀՀ ՕՐԵՆՔԸ {number}</title></head><body>
    <div id="act_body"><p>Հոդված 1. Սույն օրենքը վերաբերում է տեղական ինքնակառավարմանը։</p></div>
    <div id="act_sidebar"><div class="act-info__title">ՀՀ ՕՐԵՆՔԸ {number}</div>
    <div class="act-info__item"><span class="act-info__label">Համար</span>
    <span class="act-info__value">ՀՕ-{number}-Ն</span></div></div></body></html>"""


def recents(number, acts, last=False):
    cards = "".join(
        f'<div class="act-card"><a class="title" href="/hy/acts/{n}">'
        f'<span class="text-content">Ակտ {n}</span></a></div>'
        for n in acts
    )
    following = "" if last else f'<a data-page="{number + 1}"></a>'
    return json.dumps({"status": 0, "message": "", "html": cards + following})


def arlis_site(*lists, **more):
    pages = {
        arlis.recents(n): recents(n, acts, last=n == len(lists)) for n, acts in enumerate(lists, start=1)
    }
    return FakeSite(pages | {arlis.act(n): act(n) for acts in lists for n in acts}, **more)


def kept_arlis(*acts):
    return [ScrapedDraft("arlis", f"arlis:{n}", arlis.act(n), Origin.LIVE, {"hy": "Ակտ"}) for n in acts]


def listed_pages(site):
    return [int(url.rpartition("/")[2]) for url in site.asked if "/recents/" in url]


def test_the_list_is_read_until_two_pages_hold_nothing_new():
    site = arlis_site([16, 15], [14, 13], [12, 11], [10, 9], [8, 7])
    _, tally = crawl(ArlisSpider, site, FakeStore(kept_arlis(14, *range(7, 13))))
    assert listed_pages(site) == [1, 2, 3, 4]
    assert [url for url in site.asked if "/recents/" not in url] == [arlis.act(n) for n in (13, 15, 16)]
    assert tally.new == 3
    assert judge(tally) == (RunState.OK, None)


def test_the_list_is_asked_for_as_the_site_wants_it():
    site = arlis_site([1])
    crawl(ArlisSpider, site)
    assert site.headers[0]["X-Requested-With"] == "XMLHttpRequest"


def test_acts_are_read_from_the_oldest_on_so_that_a_kill_leaves_no_gap():
    site = arlis_site([5, 4], [3, 2])
    crawl(ArlisSpider, site)
    assert [url for url in site.asked if "/recents/" not in url] == [arlis.act(n) for n in (2, 3, 4, 5)]


def test_a_first_crawl_goes_only_so_far_down_the_list():
    site = arlis_site(*([n] for n in range(100, 70, -1)))
    crawl(ArlisSpider, site)
    assert listed_pages(site) == list(range(1, 21))


@pytest.mark.parametrize("answer", [LOGIN, recents(1, []), '{"status": -1, "message": "no"}', 403])
def test_a_list_that_is_none_is_a_failure_and_nothing_is_overwritten(answer):
    site = FakeSite({arlis.recents(1): answer})
    store, tally = crawl(ArlisSpider, site, FakeStore(kept_arlis(7)))
    state, reason = judge(tally)
    assert state is RunState.FAILED
    assert reason.startswith("the list of the newest acts, page 1: ")
    assert list(store.drafts) == ["arlis:7"]


def test_nothing_is_stored_above_a_list_page_that_failed():
    site = arlis_site([6, 5], [4, 3])
    site.pages[arlis.recents(2)] = 403
    store, tally = crawl(ArlisSpider, site)
    assert (store.drafts, judge(tally)[0]) == ({}, RunState.FAILED)


def test_one_bad_act_does_not_stop_the_others_and_is_tried_again():
    site = arlis_site([3, 2, 1])
    site.pages |= {arlis.act(2): LOGIN, arlis.pdf(2): 403}
    store, tally = crawl(ArlisSpider, site)
    assert numbers(store) == [1, 3]
    assert judge(tally)[0] is RunState.DOUBTFUL


def test_an_act_that_failed_last_time_is_read_though_the_list_is_familiar():
    site = arlis_site([3], [2], [1])
    store, _ = crawl(ArlisSpider, site, FakeStore(kept_arlis(2, 3), unread=["arlis:1"]))
    assert listed_pages(site) == [1, 2]
    assert numbers(store) == [1, 2, 3]


def test_an_act_that_is_listed_but_not_there_is_a_doubt():
    site = arlis_site([2, 1])
    site.pages[arlis.act(2)] = 404
    store, tally = crawl(ArlisSpider, site)
    assert (numbers(store), store.problems) == ([1], [])
    assert "the site has no such page (404)" in judge(tally)[1]


def test_the_pdf_is_asked_for_only_where_the_page_gave_no_text():
    site = arlis_site([2, 1])
    site.pages[arlis.act(1)] = "<html><body>no act</body></html>"
    crawl(ArlisSpider, site)
    assert [url for url in site.asked if "download" in url] == [arlis.pdf(1)]


def test_a_replay_reads_listed_and_recorded_acts():
    site = arlis_site([2, 1], absent=NotRecorded(""))
    site.pages[f"{arlis.act(9)}/latest"] = act(9)
    recorded = Urls(arlis.act(1), arlis.act(2), f"{arlis.act(9)}/latest", arlis.recents(1))
    store, tally = crawl(ArlisSpider, site, FakeStore(kept_arlis(1)), recordings=recorded)
    assert numbers(store) == [1, 2, 9]
    assert judge(tally) == (RunState.OK, None)


def changing(number, *couples):
    """An act that changed others, with the texts that came of it."""
    rows = "".join(
        f'<div class="act-changes-history__couple"><a class="act-link" href="/hy/acts/{old}">x</a>'
        f'<a class="act-link" href="/hy/acts/{new}">x</a></div>'
        for old, new in couples
    )
    headings = "<span>Փոփոխություններ է կատարել հետևյալ ակտերում</span><span>Յուրաքանչյուր փոփոխվողին…</span>"
    table = f'<div class="act-changes-history__heading">{headings}</div>{rows}'
    return act(number).replace("</body>", f'<div class="act-changes-history">{table}</div></body>')


def acts(site):
    return [int(url.rpartition("/")[2]) for url in site.asked if "/page/" not in url]


def test_the_texts_that_an_act_brought_about_are_read_and_those_that_it_ended_read_again():
    site = arlis_site([9])
    site.pages |= {arlis.act(9): changing(9, (3, 13), (4, 14)), **{arlis.act(n): act(n) for n in (3, 13, 14)}}
    store, tally = crawl(ArlisSpider, site, FakeStore(kept_arlis(3)))
    assert acts(site) == [9, 13, 14, 3]
    assert numbers(store) == [3, 9, 13, 14]
    assert judge(tally) == (RunState.OK, None)


def test_what_is_followed_leads_no_further():
    site = arlis_site([9])
    site.pages |= {arlis.act(9): changing(9, (3, 13)), arlis.act(13): changing(13, (5, 15))}
    crawl(ArlisSpider, site)
    assert acts(site) == [9, 13]


def test_no_act_is_read_twice_and_not_too_many_are_followed():
    site = arlis_site([9, 8])
    many = [(n, n + 1000) for n in range(100, 200)]
    site.pages |= {arlis.act(8): changing(8, (3, 9)), arlis.act(9): changing(9, *many)}
    site.pages |= {arlis.act(new): act(new) for _, new in many}
    crawl(ArlisSpider, site)
    assert acts(site)[:2] == [8, 9]
    assert len(acts(site)) == len(set(acts(site))) == 2 + 60


MONDAY = NOW - timedelta(days=1)


def searched(number, acts, year=2026, last=True):
    cards = "".join(
        f'<div class="act-card"><a href="/hy/acts/{n}/latest"><span class="text-content">Օրենք {n}</span></a>'
        '<div class="act-card__about-item"><div class="act-card__about-title">Ընդունման ամսաթիվ`</div>'
        f'<div class="act-card__about-value">01.02.{year}</div></div></div>'
        for n in acts
    )
    following = "" if last else f'{{"text":"{number + 1}","value":"{number + 1}"}}'
    return json.dumps({"status": 0, "message": "", "html": cards + following})


def search(number, year="2026"):
    return arlis.search({"act_type": "1,3,5,7", "year": year}, number, "enactment_date DESC")


def test_on_a_monday_a_search_finds_laws_that_the_list_has_dropped():
    site = arlis_site([9])
    site.pages |= {search(1): searched(1, [9, 7], last=False), search(2): searched(2, [6])}
    site.pages |= {arlis.act(n): act(n) for n in (6, 7)}
    _, tally = crawl(ArlisSpider, site, FakeStore(kept_arlis(9)), now=MONDAY)
    assert acts(site) == [6, 7]
    assert site.headers[site.asked.index(search(1))]["X-Requested-With"] == "XMLHttpRequest"
    assert judge(tally) == (RunState.OK, None)


def test_on_other_days_nothing_is_searched():
    site = arlis_site([9])
    crawl(ArlisSpider, site)
    assert not [url for url in site.asked if "/search/" in url]


def test_early_in_a_year_the_laws_of_the_last_one_are_looked_for():
    site = arlis_site([9])
    site.pages[search(1, "2026")] = searched(1, [7])
    site.pages[arlis.act(7)] = act(7)
    crawl(ArlisSpider, site, now=MONDAY + timedelta(weeks=10))
    assert acts(site) == [7, 9]


@pytest.mark.parametrize("answer", [403, LOGIN, searched(1, [])])
def test_a_search_that_fails_is_a_doubt_and_the_list_counts(answer):
    site = arlis_site([9])
    site.pages[search(1)] = answer
    store, tally = crawl(ArlisSpider, site, now=MONDAY)
    assert numbers(store) == [9]
    state, reason = judge(tally)
    assert state is RunState.DOUBTFUL
    assert reason.startswith("the search for the laws of 2026, page 1: ")


def test_a_search_that_ignores_its_filters_brings_nothing():
    site = arlis_site([9])
    site.pages[search(1)] = searched(1, [1, 2], year=1999)
    store, tally = crawl(ArlisSpider, site, now=MONDAY)
    assert numbers(store) == [9]
    assert "does not bite: 0 of 2" in judge(tally)[1]


def test_a_replay_reads_the_searches_that_were_recorded():
    site = arlis_site([9], absent=NotRecorded(""))
    site.pages |= {search(4, "2020"): searched(4, [5]), arlis.act(5): act(5)}
    store, _ = crawl(ArlisSpider, site, recordings=Urls(arlis.recents(1), search(4, "2020")))
    assert numbers(store) == [5, 9]

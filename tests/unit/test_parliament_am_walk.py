"""The walk over numbers of bills, adopted texts and news, on sites that are as they should be and others."""

from dataclasses import replace

from fake_site import FakeSite
from fake_store import FakeStore
from walking import LOGIN, Urls, crawl

from crawler.download import NotRecorded
from crawler.expectations import judge
from crawler.sources.parliament_am import pages
from crawler.sources.parliament_am.spider import MOST_MISSES, ParliamentAmSpider
from legislation.scraped import ScrapedDraft
from legislation.vocabulary import Origin, RunState, Stage

EMPTY = "<html><body><div>Armenian ARMSCII Armenian</div></body></html>"


def key(number):
    return f"parliament_am:Կ-{number % 1000}-01.02.2024"


def text(number, reading="0", words="Հոդված 1. Սույն օրենքը վերաբերում է համայնքներին։"):
    code = f"Կ-{number % 1000}-01.02.2024-ՏՏ-011/{reading}"
    lines = ["Armenian ARMSCII Armenian", code, "ՕՐԵՆՔԸ", f"ՀԱՄԱՅՆՔՆԵՐԻ ՄԱՍԻՆ {number}", words]
    return f"<html><body>{''.join(f'<div>{line}</div>' for line in lines)}</body></html>"


def links(*addresses):
    return (
        f"<html><body>{''.join(f'<p><a href={address!r}>x</a></p>' for address in addresses)}</body></html>"
    )


def site(*numbers, lists=True, **more):
    found = {pages.draft(n, 0): text(n) for n in numbers}
    empty = links("/drafts.php?DraftID=1&sel=showdraft"), links("/news.php?NewsID=1")
    if lists:
        found |= dict(zip((pages.APPROVED, pages.NEWS), empty, strict=True))
        found |= {pages.draft(1): text(1, "2ամբ."), row(1): news("No word of it")}
    return FakeSite(found, **more)


def row(number):
    return f"https://www.parliament.am/news.php?NewsID={number}&lang=arm&enc=utf8"


def news(words):
    return f"<html><body><div>Վերնագիր</div><div>{words}</div></body></html>"


def kept(*numbers, **more):
    return [
        ScrapedDraft(
            *("parliament_am", key(n), pages.draft(n, 0), Origin.LIVE, {"hy": "Նախագիծ"}),
            identifiers={"draft_id": str(n)},
            **more,
        )
        for n in numbers
    ]


def asked(site):
    """The numbers of bills that were asked for as introduced, in order."""
    return [int(pages.query_of(url)["DraftID"]) for url in site.asked if "Reading=0" in url]


def test_the_walk_goes_on_from_the_highest_number_that_is_stored():
    there = site(501, 502, 504)
    store, tally = crawl(ParliamentAmSpider, there, FakeStore(kept(17, 501)))
    assert asked(there) == list(range(501, 505 + MOST_MISSES))
    assert set(store.drafts) == {key(n) for n in (1, 17, 501, 502, 504)}
    assert judge(tally) == (RunState.OK, None)


def test_on_an_empty_database_the_newest_number_is_looked_for_in_strides():
    there = site(*range(100, 1202))
    store, _ = crawl(ParliamentAmSpider, there, first_id=100)
    assert asked(there)[:5] == [600, 1100, 1600, 1601, 1602]
    assert asked(there)[5] == 1100
    assert key(1201) in store.drafts
    assert key(599) not in store.drafts


def test_all_texts_of_a_bill_are_read_and_the_newest_tells_where_it_stands():
    there = site(500)
    there.pages |= {pages.draft(500, 1): text(500, "1", "Հոդված 1. Այլ կերպ։")}
    store, _ = crawl(ParliamentAmSpider, there, FakeStore(kept(500)))
    draft = store.drafts[key(500)]
    assert (draft.stage, draft.parts[-1].part) == (Stage.FIRST_READING, "text")
    assert draft.parts[-1].text.endswith("Այլ կերպ։")
    assert draft.problems == ()


def test_a_later_text_that_is_known_is_read_with_the_others():
    there = site(500)
    there.pages |= {pages.draft(70001): text(500, "2")}
    known = replace(kept(500)[0], identifiers={"draft_id": "500", "text_id": "70001"})
    store, _ = crawl(ParliamentAmSpider, there, FakeStore([known]))
    assert store.drafts[key(500)].stage is Stage.SECOND_READING


def test_a_bill_whose_newest_text_fails_is_not_set_back():
    there = site(500)
    there.pages |= {pages.draft(500, 1): 403}
    before = kept(500, stage=Stage.FIRST_READING)
    store, tally = crawl(ParliamentAmSpider, there, FakeStore(before))
    assert store.drafts[key(500)] == before[0]
    assert store.problems == [f"{key(500)} reading 1: the site refuses us (403)"]
    assert judge(tally)[0] is RunState.DOUBTFUL


def test_a_new_bill_is_kept_though_one_of_its_texts_fails():
    there = site(500, 501)
    there.pages |= {pages.draft(501, 1): LOGIN}
    store, tally = crawl(ParliamentAmSpider, there, FakeStore(kept(500)))
    assert store.drafts[key(501)].problems[0].startswith("reading 1: ")
    assert judge(tally)[0] is RunState.DOUBTFUL


def test_of_an_opinion_on_a_package_a_bill_takes_what_is_about_it():
    there = site(500)
    words = "(փաստաթղթային կոդ՝ Կ-500-01.02.2024-ՏՏ-011/0) եւ (փաստաթղթային կոդ՝ Կ-777-01.02.2024-ՏՏ-011/0)"
    there.pages |= {
        pages.opinion_address(500, 5): f"<html><body><p>Եզրակացություն «Ա» {words}</p></body></html>",
        pages.opinion_address(500, 3): 403,
    }
    store, tally = crawl(ParliamentAmSpider, there, FakeStore(kept(500)))
    draft = store.drafts[key(500)]
    assert [part.part for part in draft.parts] == ["text", "opinion_5"]
    assert draft.problems == ("opinion: the site refuses us (403)",)
    assert key(777) not in store.drafts
    assert judge(tally) == (RunState.OK, None)


def test_a_frame_without_a_text_is_a_miss():
    there = site(500, absent=EMPTY)
    _, tally = crawl(ParliamentAmSpider, there, FakeStore(kept(500)))
    assert asked(there) == list(range(500, 501 + MOST_MISSES))
    assert judge(tally) == (RunState.OK, None)


def test_five_bills_in_a_row_that_look_like_none_stop_the_walk():
    there = site(500, absent=LOGIN)
    _, tally = crawl(ParliamentAmSpider, there, FakeStore(kept(500)))
    assert asked(there) == [500, 501, 502, 503, 504, 505]
    state, reason = judge(tally)
    assert state is RunState.FAILED
    assert "5 bills in a row do not look like any" in reason
    assert "a login page" in reason


def test_open_bills_and_former_failures_are_read_again():
    there = site(20, 30, 500)
    store = FakeStore(kept(20, 500), due=[key(20)], unread=["parliament_am:draft-30", "parliament_am:?"])
    crawl(ParliamentAmSpider, there, store)
    assert asked(there)[-2:] == [20, 30]
    assert key(30) in store.drafts


def test_a_range_of_numbers_is_read_whatever_is_stored_and_nothing_else():
    there = site(2, 44)
    store, _ = crawl(ParliamentAmSpider, there, FakeStore(kept(500)), ids=range(2, 46))
    assert asked(there) == list(range(2, 46))
    assert pages.NEWS not in there.asked
    assert set(store.drafts) == {key(2), key(44), key(500)}


def test_adopted_texts_that_are_listed_and_not_stored_are_read():
    there = site(500)
    there.pages |= {
        pages.APPROVED: links(*(f"/drafts.php?sel=showdraft&DraftID={n}" for n in (70001, 70002))),
        pages.draft(70001): text(500, "2ամբ."),
        pages.draft(70002): 403,
    }
    known = replace(kept(9)[0], identifiers={"draft_id": "500", "text_id": "70003"})
    store, tally = crawl(ParliamentAmSpider, there, FakeStore([known]))
    assert store.drafts[key(500)].stage is Stage.ADOPTED
    assert store.drafts[key(500)].identifiers["text_id"] == "70001"
    assert tally.unread == ["parliament_am:text-70002 adopted text: the site refuses us (403)"]


def test_news_of_readings_is_kept_and_other_news_is_not():
    there = site(500)
    there.pages |= {
        pages.NEWS: links(*(f"/news.php?NewsID={n}" for n in (7, 9, 8, 3))),
        row(9): news("Նախագիծն ընդունվեց առաջին ընթերցմամբ։"),
        row(8): news("Հյուրեր"),
        row(7): news("Երկրորդ ընթերցում"),
    }
    old = replace(kept(500)[0], key="parliament_am:news-3", identifiers={})
    store, tally = crawl(ParliamentAmSpider, there, FakeStore([*kept(500), old]))
    assert {k for k in store.drafts if "news" in k} == {f"parliament_am:news-{n}" for n in (3, 7, 9)}
    assert row(3) not in there.asked
    assert judge(tally) == (RunState.OK, None)


def test_a_list_that_cannot_be_had_is_a_doubt():
    there = site(500, lists=False)
    _, tally = crawl(ParliamentAmSpider, there, FakeStore(kept(500)))
    assert judge(tally)[0] is RunState.DOUBTFUL
    assert [doubt.endswith("the site has no such page (404)") for doubt in tally.doubts] == [True, True]


def test_where_the_old_pages_are_gone_the_new_site_is_looked_at():
    there = FakeSite({pages.api("convocations"): '[{"id": 8}, {"id": 9}]'})
    _, tally = crawl(ParliamentAmSpider, there, FakeStore(kept(500)))
    state, reason = judge(tally)
    assert state is RunState.FAILED
    assert reason.startswith("the old pages are gone and the new site answers (convocation 9)")


def test_a_site_that_is_gone_is_no_quiet_day():
    _, tally = crawl(ParliamentAmSpider, FakeSite({}), FakeStore(kept(500)))
    state, reason = judge(tally)
    assert state is RunState.FAILED
    assert reason.startswith("neither the old pages nor the new site can be read")


def test_a_replay_reads_every_recorded_page_and_no_list():
    there = site(500, 501, absent=NotRecorded(""))
    there.pages |= {pages.draft(500, 1): text(500, "1", "Հոդված 1. Այլ կերպ։")}
    urls = Urls(
        *(pages.draft(n, r) for n, r in ((500, 0), (500, 1), (501, 0))),
        pages.APPROVED,
        "https://x.am/robots.txt",
    )
    store, tally = crawl(ParliamentAmSpider, there, recordings=urls)
    assert {k: d.stage for k, d in store.drafts.items()} == {
        key(500): Stage.FIRST_READING,
        key(501): Stage.PROPOSED,
    }
    assert judge(tally) == (RunState.OK, None)

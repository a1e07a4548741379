"""The walk over the numbers of e-draft.am, on sites that are as they should be and on others."""

from datetime import UTC, datetime, timedelta

from fake_site import FakeSite
from fake_store import FakeStore
from site_pages import project
from walking import LOGIN, Urls, crawl, numbers

from crawler.download import NotRecorded
from crawler.expectations import judge
from crawler.sources.edraft import pages as edraft
from crawler.sources.edraft.spider import EdraftSpider
from legislation.scraped import ScrapedDraft
from legislation.vocabulary import Origin, RunState

MONDAY = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


def edraft_site(*projects, **more):
    return FakeSite({edraft.project(n)["about"]: project(n) for n in projects}, **more)


def kept_edraft(*projects):
    return [
        ScrapedDraft("edraft", f"edraft:{n}", edraft.project(n)["card"], Origin.LIVE, {"hy": "Նախագիծ"})
        for n in projects
    ]


def asked_numbers(site):
    return sorted({int(url.split("/")[4]) for url in site.asked if "/projects/" in url})


def test_the_walk_begins_at_the_first_number_of_an_empty_database_and_ends_after_thirty_misses():
    site = edraft_site(9105, 9107)
    store, tally = crawl(EdraftSpider, site, first_id=9105)
    assert numbers(store) == [9105, 9107]
    assert asked_numbers(site) == list(range(9105, 9138))
    assert judge(tally) == (RunState.OK, None)


def test_a_gap_of_twenty_nine_is_walked_over():
    store, _ = crawl(EdraftSpider, edraft_site(1, 31))
    assert numbers(store) == [1, 31]


def test_the_walk_goes_on_from_the_highest_number_that_is_stored():
    site = edraft_site(*range(1, 60))
    store, tally = crawl(EdraftSpider, site, FakeStore(kept_edraft(3, 57)))
    assert asked_numbers(site)[0] == 57
    assert numbers(store) == [3, 57, 58, 59]
    assert tally.new == 2


def test_a_number_below_the_first_one_does_not_draw_the_walk_down():
    site = edraft_site(9105)
    crawl(EdraftSpider, site, FakeStore(kept_edraft(532)), first_id=9105)
    assert asked_numbers(site)[0] == 9105


def test_all_pages_of_a_project_are_asked_for_in_armenian():
    site = edraft_site(7)
    crawl(EdraftSpider, site, first_id=7)
    assert site.asked[:4] == list(edraft.project(7).values())


def test_a_missing_project_is_asked_for_twice_only():
    site = edraft_site(7)
    crawl(EdraftSpider, site, first_id=7)
    assert [url for url in site.asked if "/8" in url] == [
        edraft.project(8)["card"],
        edraft.project(8)["about"],
    ]


def test_a_redirect_away_from_the_project_is_a_miss():
    site = edraft_site(7, absent="-> /")
    site.pages["https://www.e-draft.am/"] = LOGIN
    _, tally = crawl(EdraftSpider, site, first_id=7)
    assert asked_numbers(site) == list(range(7, 38))
    assert judge(tally) == (RunState.OK, None)


def test_a_card_that_redirects_to_the_text_is_not_asked_for_again():
    addresses = edraft.project(7)
    site = FakeSite({addresses["card"]: f"-> {addresses['about']}", addresses["about"]: project(7)})
    store, _ = crawl(EdraftSpider, site, first_id=7)
    assert site.asked.count(addresses["about"]) == 1
    assert [part.part for part in store.drafts["edraft:7"].parts] == ["about"]


def test_five_projects_in_a_row_that_look_like_none_stop_the_walk():
    site = edraft_site(1, absent=LOGIN)
    store, tally = crawl(EdraftSpider, site)
    state, reason = judge(tally)
    assert (numbers(store), asked_numbers(site)) == ([1], [1, 2, 3, 4, 5, 6])
    assert state is RunState.FAILED
    assert "5 projects in a row do not look like any" in reason
    assert "a login page" in reason


def test_a_failed_part_is_a_named_problem_and_the_draft_is_kept():
    site = edraft_site(7)
    site.pages |= {edraft.project(7)["justification"]: 403, edraft.project(7)["digest"]: LOGIN}
    store, tally = crawl(EdraftSpider, site, first_id=7)
    problems = store.drafts["edraft:7"].problems
    assert "card: the site has no such page (404)" in problems
    assert "justification: the site refuses us (403)" in problems
    assert any(line.startswith("digest: ") and "a login page" in line for line in problems)
    assert judge(tally)[0] is RunState.DOUBTFUL
    assert store.problems[0].startswith("edraft:7 justification: the site refuses us (403)")


def test_a_project_of_which_nothing_can_be_read_is_remembered_and_the_next_one_is_read():
    site = edraft_site(7, 9)
    site.pages |= dict.fromkeys(edraft.project(8).values(), "<html>nothing</html>")
    store, tally = crawl(EdraftSpider, site, first_id=7)
    assert numbers(store) == [7, 9]
    assert len(tally.unread) == 1
    assert store.problems[0].startswith("edraft:8 card: ")


def test_a_reader_that_breaks_on_a_page_breaks_nothing_else():
    class Breaking(EdraftSpider):
        class pages:  # noqa: N801 - it stands for a module
            SOURCE = "edraft"
            canonical, assemble = staticmethod(edraft.canonical), staticmethod(edraft.assemble)

            @staticmethod
            def read(page):
                if "/8" in page.url:
                    raise ZeroDivisionError("ours")
                return edraft.read(page)

    store, tally = crawl(Breaking, edraft_site(7, 8, 9), first_id=7)
    assert numbers(store) == [7, 9]
    assert "the reader broke: ZeroDivisionError: ours" in tally.unread[0]


def test_open_projects_and_former_failures_are_read_again():
    site = edraft_site(3, 4, 9)
    store = FakeStore(kept_edraft(2, 3, 9), due=["edraft:3"], unread=["edraft:4", "edraft:?"])
    crawl(EdraftSpider, site, store)
    assert asked_numbers(site) == [3, 4, *range(9, 40)]
    assert numbers(store) == [2, 3, 4, 9]


def test_gaps_are_tried_again_on_mondays_only():
    site = edraft_site(300)
    crawl(EdraftSpider, site, FakeStore(kept_edraft(250, 300)), now=MONDAY)
    assert asked_numbers(site)[:3] == [100, 101, 102]
    assert 250 not in asked_numbers(site)
    site = edraft_site(300)
    crawl(EdraftSpider, site, FakeStore(kept_edraft(250, 300)), now=MONDAY + timedelta(days=1))
    assert asked_numbers(site)[0] == 300


def test_a_range_of_numbers_is_read_whatever_is_missing():
    site = edraft_site(2, 44)
    store, _ = crawl(EdraftSpider, site, FakeStore(kept_edraft(99)), ids=range(2, 46))
    assert asked_numbers(site) == list(range(2, 46))
    assert numbers(store) == [2, 44, 99]


def test_a_site_that_is_gone_is_no_quiet_day():
    _, tally = crawl(EdraftSpider, FakeSite({}), FakeStore(kept_edraft(5)))
    assert judge(tally) == (RunState.FAILED, "no page could be read")


def test_a_replay_reads_every_recorded_project_and_nothing_else():
    site = edraft_site(7, 900, absent=NotRecorded(""))
    recorded = [url for n in (900, 7) for url in edraft.project(n).values()]
    store, tally = crawl(EdraftSpider, site, recordings=Urls("https://www.e-draft.am/robots.txt", *recorded))
    assert asked_numbers(site) == [7, 900]
    assert numbers(store) == [7, 900]
    assert "digest: not recorded" in store.drafts["edraft:7"].problems
    assert judge(tally) == (RunState.OK, None)


def test_a_replay_of_recorded_misses_is_read_to_its_end():
    urls = [edraft.project(n)["card"] for n in range(1, 60)]
    store, _ = crawl(EdraftSpider, edraft_site(59), recordings=Urls(*urls))
    assert numbers(store) == [59]


def test_a_replay_without_an_address_of_the_source_is_a_failure():
    _, tally = crawl(EdraftSpider, FakeSite({}), recordings=Urls("https://example.org/projects/7"))
    assert judge(tally) == (RunState.FAILED, "no page could be read")


def test_a_store_that_takes_nothing_ends_the_crawl():
    class Full(EdraftSpider):
        async def _stored(self):
            self.tally.unstored += 1
            self.tally.unread.append("edraft:1 could not be stored: the disk is full")

    site = edraft_site(*range(1, 50))
    _, tally = crawl(Full, site)
    assert asked_numbers(site) == [1, 2, 3, 4, 5]
    assert judge(tally) == (RunState.FAILED, "edraft:1 could not be stored: the disk is full")

"""The way through the feeds, on sites that are as they should be and on others."""

import pytest
from fake_site import FakeSite
from fake_store import FakeStore
from walking import LOGIN, Urls, crawl

from config.sources import Feed
from crawler.download import NotRecorded
from crawler.expectations import judge
from crawler.fetching import MOST_TROUBLES
from crawler.sources.feeds.spider import FeedsSpider
from legislation.scraped import ScrapedDraft
from legislation.vocabulary import Origin, RunState

HOSTS = ("one.example", "two.example")
ONE, TWO = "https://one.example/rss", "https://two.example/rss"


def feed(name="one", url=ONE, **more):
    return Feed(name, name.title(), url, "en", "Body", "Licence", **{"requires": (), **more})


def rss(*numbers, following=None, host="one"):
    entries = "".join(
        f"<item><title>Entry {n}</title><link>https://{host}.example/{n}</link><description>Text {n}"
        "</description></item>"
        for n in numbers
    )
    link = f'<atom:link rel="next" href="{following}"/>' if following else ""
    return f'<rss xmlns:atom="http://www.w3.org/2005/Atom"><channel>{link}{entries}</channel></rss>'


def sitemap(**days):
    entries = (
        f"<url><loc>https://one.example/{n}</loc><lastmod>{d}</lastmod></url>" for n, d in days.items()
    )
    return f"<urlset>{''.join(entries)}</urlset>"


def article(text, title="A title"):
    body = f"<nav>Menu</nav><article><p>{text}</p></article>"
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>"


def walk(site, *feeds, store=None, **more):
    facts = {"feeds": feeds or (feed(),), "hosts": HOSTS}
    return crawl(FeedsSpider, FakeSite(site) if isinstance(site, dict) else site, store, facts=facts, **more)


def kept(*numbers, name="one"):
    return [
        ScrapedDraft("feeds", f"feeds:{name}:https://one.example/{n}", "", Origin.LIVE, {"en": "x"})
        for n in numbers
    ]


def stored(store):
    return sorted(key.removeprefix("feeds:") for key in store.drafts)


def test_every_feed_is_read_under_its_own_name():
    store, tally = walk({ONE: rss(1, 2), TWO: rss(3, host="two")}, feed(), feed("two", TWO))
    assert stored(store) == [
        "one:https://one.example/1",
        "one:https://one.example/2",
        "two:https://two.example/3",
    ]
    assert judge(tally) == (RunState.OK, None)


@pytest.mark.parametrize("broken", [LOGIN, "<rss><channel></channel></rss>", 403, 404, 429, OSError("down")])
def test_a_broken_feed_stops_no_other_and_is_named(broken):
    store, tally = walk({ONE: broken, TWO: rss(3, host="two")}, feed(), feed("two", TWO))
    assert stored(store) == ["two:https://two.example/3"]
    state, reason = judge(tally)
    assert state is RunState.DOUBTFUL
    assert reason.startswith("one: ")


def test_many_feeds_that_are_down_do_not_stop_the_one_behind_them():
    down = [feed(f"down{n}", f"https://one.example/{n}") for n in range(MOST_TROUBLES + 2)]
    store, tally = walk(FakeSite({TWO: rss(3, host="two")}, absent=403), *down, feed("two", TWO))
    assert stored(store) == ["two:https://two.example/3"]
    assert len(tally.doubts) == MOST_TROUBLES + 2


def test_nothing_but_broken_feeds_is_a_failure():
    _, tally = walk({ONE: LOGIN})
    assert judge(tally)[0] is RunState.FAILED


def test_a_feed_that_is_off_is_not_asked():
    site = FakeSite({TWO: rss(1)})
    walk(site, feed(on=False), feed("two", TWO))
    assert site.asked == [TWO]


def test_an_entry_that_was_changed_in_place_is_told_again():
    store, _ = walk({ONE: rss(1, 2)})
    store, tally = walk({ONE: rss(1, 2).replace("Text 1", "Another text")}, store=store)
    assert (tally.new, tally.changed, tally.unchanged) == (0, 1, 1)


def test_older_pages_are_read_until_one_holds_nothing_new():
    pages = [f"{ONE}?page={n}" for n in range(1, 5)]
    site = FakeSite(
        {
            ONE: rss(9, 8, following=pages[0]),
            pages[0]: rss(7, 6, following=pages[1]),
            pages[1]: rss(5, 4, following=pages[2]),
        }
    )
    store, _ = walk(site, store=FakeStore(kept(6, 5, 4)))
    assert site.asked == [ONE, *pages[:2]]
    assert len(store.drafts) == 6


def test_a_feed_without_end_is_followed_for_five_pages():
    site = FakeSite(
        {
            ONE: rss(1, following=ONE + "?2"),
            **{f"{ONE}?{n}": rss(n, following=f"{ONE}?{n + 1}") for n in range(2, 9)},
        }
    )
    walk(site)
    assert len(site.asked) == 5


def test_a_further_page_that_fails_takes_nothing_away():
    store, tally = walk({ONE: rss(1, following=ONE + "?2")})
    assert stored(store) == ["one:https://one.example/1"]
    assert judge(tally)[0] is RunState.DOUBTFUL


def test_a_gap_since_the_last_crawl_is_reported():
    _, tally = walk({ONE: rss(9, 8)}, store=FakeStore(kept(1)))
    assert judge(tally) == (
        RunState.DOUBTFUL,
        "one: none of its 2 entries was known: some before them may be missed",
    )


def test_a_first_reading_of_a_feed_is_no_gap():
    _, tally = walk({ONE: rss(9, 8)}, store=FakeStore(kept(1, name="another")))
    assert judge(tally) == (RunState.OK, None)


def test_a_feed_that_ends_early_is_in_doubt():
    _, tally = walk({ONE: rss(1, 2)[:-60]})
    assert tally.new == 1
    state, reason = judge(tally)
    assert state is RunState.DOUBTFUL
    assert "one: the feed ends early" in reason


def test_entries_without_a_name_are_in_doubt():
    _, tally = walk({ONE: rss(1).replace("<link>", "<x>").replace("</link>", "</x>")})
    assert "1 of 1 entries have neither id nor address" in judge(tally)[1]


class TestSitemaps:
    MAP = "https://one.example/sitemap.xml"

    def test_what_changed_lately_is_read(self):
        store, _ = walk(
            {self.MAP: sitemap(a="2026-11-01", b="2026-10-01", c="2026-10-20")}, feed(url=self.MAP)
        )
        assert stored(store) == ["one:https://one.example/a", "one:https://one.example/c"]

    def test_an_index_leads_to_those_that_changed_lately(self):
        names = {"new": "2026-11-01", "old": "2026-01-01", "bad": "2026-11-02"}
        index = "".join(
            f"<sitemap><loc>https://one.example/{n}.xml</loc><lastmod>{d}</lastmod></sitemap>"
            for n, d in names.items()
        )
        site = FakeSite(
            {
                self.MAP: f"<sitemapindex>{index}</sitemapindex>",
                "https://one.example/new.xml": sitemap(a="2026-11-01"),
                "https://one.example/bad.xml": LOGIN,
            }
        )
        store, tally = walk(site, feed(url=self.MAP))
        assert stored(store) == ["one:https://one.example/a"]
        assert "https://one.example/old.xml" not in site.asked
        assert tally.doubts == ["one: https://one.example/bad.xml: a login page where a feed was expected"]

    def test_a_sitemap_elsewhere_is_not_asked(self):
        site = FakeSite(
            {self.MAP: "<sitemapindex><sitemap><loc>http://127.0.0.1/s.xml</loc></sitemap></sitemapindex>"}
        )
        _, tally = walk(site, feed(url=self.MAP))
        assert site.asked == [self.MAP]
        assert "its host is none of the source's: http://127.0.0.1/s.xml" in tally.doubts[0]


class TestArticles:
    def test_the_page_behind_an_entry_is_its_text(self):
        store, _ = walk({ONE: rss(1), "https://one.example/1": article("The whole text")}, feed(pages=True))
        (draft,) = store.drafts.values()
        assert [(part.part, part.text) for part in draft.parts] == [("page", "The whole text")]
        assert draft.titles == {"en": "Entry 1"}

    def test_a_page_that_fails_leaves_the_summary_and_is_tried_again(self):
        site = {ONE: rss(1), "https://one.example/1": LOGIN}
        store, tally = walk(site, feed(pages=True))
        (draft,) = store.drafts.values()
        assert [(part.part, part.text) for part in draft.parts] == [("entry", "Text 1")]
        assert judge(tally)[0] is RunState.DOUBTFUL
        again = FakeSite({ONE: rss(1), "https://one.example/1": article("The whole text")})
        walk(again, feed(pages=True), store=FakeStore(store.drafts.values(), unread=list(store.drafts)))
        assert again.asked == [ONE, "https://one.example/1"]

    def test_the_pages_of_known_entries_are_left_alone(self):
        site = FakeSite({ONE: rss(2, 1), "https://one.example/2": article("New")})
        walk(site, feed(pages=True), store=FakeStore(kept(1)))
        assert site.asked == [ONE, "https://one.example/2"]

    def test_a_page_on_another_host_is_not_asked(self):
        site = FakeSite({ONE: rss(1, host="169.254.169.254")})
        store, _ = walk(site, feed(pages=True))
        assert site.asked == [ONE]
        (draft,) = store.drafts.values()
        assert draft.problems[0].startswith("page: on a host that is not asked")


class TestReplay:
    def test_all_that_was_recorded_is_read_even_of_feeds_that_are_off(self):
        site = FakeSite({ONE: rss(1), TWO: rss(2, host="two")}, absent=NotRecorded(""))
        recorded = Urls(ONE, TWO, "https://one.example/robots.txt")
        store, tally = walk(site, feed(on=False), recordings=recorded)
        assert stored(store) == ["one:https://one.example/1", "two.example:https://two.example/2"]
        assert judge(tally) == (RunState.OK, None)

    def test_a_record_that_is_no_feed_is_in_doubt(self):
        site = FakeSite({ONE: rss(1), TWO: LOGIN}, absent=NotRecorded(""))
        _, tally = walk(site, recordings=Urls(ONE, TWO))
        assert tally.doubts == [f"{TWO}: a login page where a feed was expected"]

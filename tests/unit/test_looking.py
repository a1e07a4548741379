"""A check asks for little, goes the way of the source's own spider, and tells field by field what it saw."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from fake_site import FakeSite
from fake_store import FakeStore
from site_pages import project
from walking import LOGIN, crawl

from config import sources
from crawler.expectations import Tally
from crawler.fetching import Enough, Unrecorded
from crawler.looking import LISTS, PAGES_OF_A_DRAFT, Look, LookStore, known_labels, problems_of, tell, verdict
from crawler.sources.arlis import pages as arlis
from crawler.sources.arlis.spider import ArlisSpider
from crawler.sources.edraft import pages as edraft
from crawler.sources.edraft.spider import EdraftSpider
from legislation.scraped import ScrapedAttachment, ScrapedPart
from legislation.vocabulary import Deadline, Origin, RunState, Stage

EDRAFT = sources.load()["edraft"]


def arlis_site(pages):
    """A list of so many pages, two acts on each, the newest being 100, and the acts."""
    site = {}
    for number in range(1, pages + 1):
        acts = (102 - 2 * number, 101 - 2 * number)
        cards = "".join(
            f'<div class="act-card"><a class="title" href="/hy/acts/{n}"><span>Ակտ {n}</span></a></div>'
            for n in acts
        )
        html = f'{cards}<a data-page="{number + 1}"></a>'
        site[arlis.recents(number)] = json.dumps({"status": 0, "message": "", "html": html})
        for n in acts:
            body = "<div id='act_body'>Հոդված 1. Սույն օրենքը վերաբերում է համայնքին։</div>"
            site[arlis.act(n)] = f"<html><title>Ակտ {n}</title>{body}</html>"
    return FakeSite(site)


def look_at(spider, site, items=3):
    look, store = Look(items), LookStore(FakeStore(), items)
    _, tally = crawl(spider, site, store, look=look)
    return look, store, tally


def part(number=1, kind="about", **facts):
    return ScrapedPart(
        f"edraft:{number}", f"https://www.e-draft.am/projects/{number}", kind, Origin.LIVE, **facts
    )


class TestWhatIsAskedFor:
    def test_of_a_long_list_the_beginning_is_read_and_the_first_drafts(self):
        site = arlis_site(20)
        look, store, tally = look_at(ArlisSpider, site)
        assert [url for url in site.asked if "/recents/" in url] == [arlis.recents(n) for n in (1, 2, 3, 4)]
        assert sorted(store.looked_at) == ["arlis:100", "arlis:98", "arlis:99"]
        assert [p.part for p in look.parts].count("act") == 3
        assert (tally.stopped, tally.new, tally.unchanged) == (None, 0, 3)

    def test_a_walk_over_numbers_ends_with_its_first_projects(self):
        site = FakeSite({edraft.project(n)["about"]: project(n) for n in range(1, 50)})
        _, store, tally = look_at(EdraftSpider, site, items=2)
        assert store.looked_at == ["edraft:1", "edraft:2"]
        assert len(site.asked) == 8
        assert tally.stopped is None

    def test_a_walk_that_finds_nothing_ends_soon(self):
        site = FakeSite({})
        _, store, tally = look_at(EdraftSpider, site)
        assert len(site.asked) <= LISTS + 3 * PAGES_OF_A_DRAFT
        assert verdict(tally, store.looked_at) == (RunState.FAILED, "no page could be read")

    def test_a_crawl_has_no_such_bounds(self):
        look = Look()
        for _ in range(1000):
            look.ask()
            look.came()
        look.saw([part()])
        assert look.parts == []

    def test_pages_beyond_the_beginning_of_a_list_are_not_asked_for_but_those_of_drafts_are(self):
        look = Look(1)
        for _ in range(LISTS):
            look.ask()
        with pytest.raises(Unrecorded, match="the beginning of a list"):
            look.ask()
        look.among_drafts = True
        for _ in range(PAGES_OF_A_DRAFT):
            look.ask()
        with pytest.raises(Enough):
            look.ask()


class TestTheMemoryOfACheck:
    def test_it_knows_all_but_the_first_that_it_is_asked_of(self):
        store = LookStore(FakeStore(), 2)
        assert store.known(["a:1", "a:2", "a:3"]) == {"a:3"}
        assert store.known(["a:4", "a:1"]) == {"a:4"}
        assert store.known(key for key in ("a:2",)) == set()

    def test_it_is_otherwise_empty_and_keeps_nothing(self):
        behind = FakeStore()
        store = LookStore(behind, 2)
        assert (store.highest_number(), store.knows_any("a"), store.due(), store.unread()) == (
            None,
            False,
            [],
            [],
        )
        store.note("edraft:7 about: late")
        assert behind.problems == []


class TestWhatIsTold:
    def test_each_field_with_an_example_and_those_that_are_missing(self):
        one = part(
            titles={"hy": "Նախագիծ", "en": "Draft"},
            stage_published="Քննարկում",
            stage=Stage.DISCUSSION,
            closes=datetime(2026, 3, 1, tzinfo=UTC),
            deadline=Deadline.PUBLISHED,
            identifiers={"act_number": "ՀՕ-1-Ն"},
            text="Հոդված 1.\n" + "բառ " * 100,
            attachments=(ScrapedAttachment("https://a.am/1.pdf"),),
            labels=(("Ոլորտ", "Բնապահպանություն"),),
        )
        told = tell([one, part(2)], EDRAFT)["about"]
        assert told["count"] == 2
        assert told["found"]["titles"] == "hy: Նախագիծ (2 in all)"
        assert told["found"]["identifiers.act_number"] == "ՀՕ-1-Ն"
        assert told["found"]["attachments"] == "https://a.am/1.pdf"
        assert told["found"]["labels"] == "Ոլորտ: Բնապահպանություն"
        assert told["found"]["text"].startswith("Հոդված 1. բառ բառ")
        assert len(told["found"]["text"]) == 100
        assert told["required"] == ["titles", "text"]
        assert told["missing"] == [
            "titles",
            "text",
            "kind",
            "body",
            "published",
            "opens",
            "language",
            "links",
        ]

    def test_an_unknown_deadline_is_a_missing_one(self):
        told = tell([part(titles={"hy": "Ն"}, text="Տ")], EDRAFT)["about"]
        assert "deadline" not in told["found"]
        assert "deadline" in told["missing"]
        assert told["required"] == []

    def test_a_label_that_nobody_has_looked_at_is_new(self):
        known = sorted(known_labels(sources.load()["arlis"]))
        assert "Ակտի համար" in known
        source = replace(sources.load()["arlis"], labels=("Seen",))
        labels = tuple((label, "x") for label in (*known, "Seen", "Նոր պիտակ"))
        told = tell([part(kind="act", labels=labels)], source)
        assert told["act"]["new_labels"] == ["Նոր պիտակ"]

    def test_kinds_of_page_are_told_apart(self):
        told = tell([part(), part(kind="digest"), part(2)], EDRAFT)
        assert {kind: one["count"] for kind, one in told.items()} == {"about": 2, "digest": 1}

    def test_problems_name_their_page_and_a_stage_that_we_do_not_know_is_one(self):
        parts = [part(problems=("ends early",)), part(2, stage_published="Նոր փուլ")]
        assert problems_of([*parts, *parts]) == [
            "edraft:1 about: ends early",
            "edraft:2 about: the stage «Նոր փուլ» is none that we know",
        ]


class TestTheVerdict:
    def test_a_list_without_a_draft_has_shown_nothing(self):
        tally = Tally(pages=1, origins={Origin.LIVE})
        assert verdict(tally, []) == (RunState.FAILED, "no draft was come to")
        assert verdict(tally, ["edraft:1"]) == (RunState.OK, None)

    def test_a_list_that_is_a_login_page_fails(self):
        _, store, tally = look_at(ArlisSpider, FakeSite({arlis.recents(1): LOGIN}))
        state, reason = verdict(tally, store.looked_at)
        assert state is RunState.FAILED
        assert "login" in reason

    def test_a_field_that_is_required_and_missing_is_in_the_reason(self):
        tally = Tally(pages=3, unchanged=3, origins={Origin.LIVE})
        tally.seen["about"] = 3
        tally.lacking["about", "text"] = 3
        assert verdict(tally, ["edraft:1"]) == (
            RunState.FAILED,
            "«text» is missing on 3 of 3 pages of the kind about",
        )

"""The way through “Have your say”, on sites that are as they should be and on others."""

import json

import pytest
from fake_site import FakeSite
from fake_store import FakeStore
from walking import LOGIN, Urls, crawl

from crawler.expectations import judge
from crawler.sources.eu_have_your_say import pages as have_your_say
from crawler.sources.eu_have_your_say.spider import EuHaveYourSaySpider
from legislation.scraped import ScrapedDraft
from legislation.vocabulary import Deadline, Origin, RunState

LIST = have_your_say.listing(0)


def row(number, state="OPEN", closes="2026/12/14 23:59:59"):
    period = {"frontEndStage": "OPC_LAUNCHED", "receivingFeedbackStatus": state, "feedbackEndDate": closes}
    return {"id": float(number), "shortTitle": f"Initiative {number}", "currentStatuses": [period]}


def listing(*rows):
    return json.dumps({"initiativeResultDtoPage": {"content": list(rows)}})


def initiative(number):
    told = {"id": number, "shortTitle": f"Initiative {number}", "dossierSummary": "<p>What it is about.</p>"}
    return json.dumps(told)


def hys_site(*numbers, **more):
    pages = {have_your_say.initiative(str(n)): initiative(n) for n in numbers}
    return FakeSite({LIST: listing(*map(row, numbers))} | pages, **more)


def kept(*numbers):
    return [
        ScrapedDraft("eu_have_your_say", f"eu_have_your_say:{n}", "", Origin.LIVE, {"en": "x"})
        for n in numbers
    ]


def test_everything_open_is_stored_and_only_what_is_new_is_asked_for_by_itself():
    site = hys_site(1, 2)
    store, tally = crawl(EuHaveYourSaySpider, site, FakeStore(kept(1)))
    assert site.asked == [LIST, have_your_say.initiative("2")]
    assert store.drafts["eu_have_your_say:1"].deadline is Deadline.PUBLISHED
    assert [part.text for part in store.drafts["eu_have_your_say:2"].parts] == ["What it is about."]
    assert judge(tally) == (RunState.OK, None)


def test_what_is_open_no_more_is_read_again_when_it_is_due():
    site = hys_site(2)
    site.pages[have_your_say.initiative("1")] = initiative(1)
    store = FakeStore(kept(1, 2), due=["eu_have_your_say:1"])
    store, _ = crawl(EuHaveYourSaySpider, site, store)
    assert site.asked == [LIST, have_your_say.initiative("1")]
    assert store.drafts["eu_have_your_say:1"].parts[0].text == "What it is about."


def test_the_site_is_asked_for_json():
    site = hys_site(1)
    crawl(EuHaveYourSaySpider, site)
    assert {headers["Accept"] for headers in site.headers} == {"application/json"}


def test_pages_are_read_until_one_is_not_full():
    first, second = [row(n) for n in range(100)], have_your_say.listing(1)
    site = FakeSite({LIST: listing(*first), second: listing(row(500))}, absent=initiative(7))
    store, _ = crawl(EuHaveYourSaySpider, site, FakeStore(kept(*range(100), 500)))
    assert site.asked == [LIST, second]
    assert len(store.drafts) == 101


def test_a_full_last_page_is_followed_by_an_empty_one():
    site = FakeSite({LIST: listing(*[row(n) for n in range(100)]), have_your_say.listing(1): listing()})
    _, tally = crawl(EuHaveYourSaySpider, site, FakeStore(kept(*range(100))))
    assert judge(tally) == (RunState.OK, None)


def test_a_filter_that_the_site_no_longer_heeds_is_a_failure():
    site = FakeSite({LIST: listing(row(1), *(row(n, "CLOSED") for n in range(2, 100)))})
    _, tally = crawl(EuHaveYourSaySpider, site)
    assert judge(tally) == (
        RunState.FAILED,
        "the list of open initiatives: 98 of 99 rows are not open",
    )
    assert site.asked == [LIST]


def test_one_row_that_is_not_open_is_a_doubt_and_not_stored():
    site = FakeSite({LIST: listing(row(1), row(2), row(3, "CLOSED"))}, absent=initiative(1))
    store, tally = crawl(EuHaveYourSaySpider, site, FakeStore(kept(1, 2)))
    assert judge(tally)[0] is RunState.DOUBTFUL
    assert "eu_have_your_say:3" not in store.drafts


@pytest.mark.parametrize("answer", [LOGIN, listing(), "<html><app-root></app-root></html>", 403, 503])
def test_a_list_that_is_none_is_a_failure_and_nothing_is_overwritten(answer):
    store, tally = crawl(EuHaveYourSaySpider, FakeSite({LIST: answer}), FakeStore(kept(1)))
    state, reason = judge(tally)
    assert state is RunState.FAILED
    assert reason.startswith("the list of open initiatives: ")
    assert store.drafts == {draft.key: draft for draft in kept(1)}


def test_an_initiative_that_cannot_be_read_is_stored_from_its_row_and_tried_again():
    site = hys_site(1, 2)
    site.pages[have_your_say.initiative("1")] = LOGIN
    store, tally = crawl(EuHaveYourSaySpider, site)
    assert sorted(store.drafts) == ["eu_have_your_say:1", "eu_have_your_say:2"]
    assert judge(tally)[0] is RunState.DOUBTFUL
    assert store.problems[0].startswith("eu_have_your_say:1 initiative: a login page")


def test_a_replay_puts_recorded_rows_and_initiatives_together():
    site = hys_site(1, 2)
    others = ("https://ec.europa.eu/robots.txt", "https://ec.europa.eu/info/law/x/api/download/090166e5")
    recorded = Urls(have_your_say.initiative("2"), LIST, have_your_say.initiative("9"), *others)
    site.pages[have_your_say.initiative("9")] = initiative(9)
    store, tally = crawl(EuHaveYourSaySpider, site, FakeStore(kept(1)), recordings=recorded)
    assert sorted(store.drafts) == [f"eu_have_your_say:{n}" for n in (1, 2, 9)]
    both = store.drafts["eu_have_your_say:2"]
    assert (both.parts[0].text, both.deadline) == ("What it is about.", Deadline.PUBLISHED)
    assert judge(tally) == (RunState.OK, None)


@pytest.mark.parametrize(
    ("broken", "state"), [(LIST, RunState.FAILED), (have_your_say.initiative("1"), RunState.DOUBTFUL)]
)
def test_a_broken_page_in_a_replay_is_seen(broken, state):
    site = hys_site(1, 2)
    site.pages[broken] = LOGIN
    recorded = Urls(LIST, have_your_say.initiative("1"), have_your_say.initiative("2"))
    _, tally = crawl(EuHaveYourSaySpider, site, recordings=recorded)
    assert judge(tally)[0] is state
    assert "login page" in judge(tally)[1]

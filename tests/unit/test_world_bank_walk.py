"""The way through the World Bank's documents, on made-up answers."""

import json
from datetime import timedelta

import pytest
from fake_site import NOW, FakeSite
from fake_store import FakeStore
from walking import LOGIN, Urls, crawl, numbers

from crawler.download import NotRecorded
from crawler.expectations import judge
from crawler.sources.world_bank import pages
from crawler.sources.world_bank.spider import WorldBankSpider
from legislation.scraped import ScrapedDraft
from legislation.vocabulary import Origin, RunState

SINCE = (NOW - timedelta(days=365)).date()
FILES = "https://documents.worldbank.org/made-up"
TEXT = "A made-up text, long enough to be taken for the text of a document."


def listing(*ids, total=None, country="Armenia"):
    documents = {
        f"D{n}": {
            "id": str(n),
            "display_title": f"Made up {n}",
            "count": country,
            "docdt": "2026-10-01",
            "url": f"{FILES}/{n}",
            "txturl": f"{FILES}/{n}.txt",
            "pdfurl": f"{FILES}/{n}.pdf",
        }
        for n in ids
    }
    return json.dumps({"total": total or len(ids), "documents": documents | {"facets": {}}})


def site(*lists, total=None, **more):
    total = total or sum(map(len, lists))
    answers, offset = {}, 0
    for ids in lists:
        answers[pages.listing(SINCE, offset)] = listing(*ids, total=total)
        offset += len(ids)
    return FakeSite(answers | {f"{FILES}/{n}.txt": TEXT for ids in lists for n in ids}, **more)


def kept(*ids):
    return [ScrapedDraft("world_bank", f"world_bank:{n}", "", Origin.LIVE, {"en": "x"}) for n in ids]


def texts(site):
    return [url.removeprefix(f"{FILES}/") for url in site.asked if url.startswith(FILES)]


def test_the_list_goes_on_by_what_was_received_not_by_what_was_asked_for():
    one = site([5, 4, 3], [2, 1])
    store, tally = crawl(WorldBankSpider, one)
    assert [url for url in one.asked if "api" in url] == [pages.listing(SINCE), pages.listing(SINCE, 3)]
    assert numbers(store) == [1, 2, 3, 4, 5]
    assert judge(tally) == (RunState.OK, None)


def test_the_texts_of_new_documents_are_read_from_the_oldest_on():
    one = site([5, 4, 3])
    store, _ = crawl(WorldBankSpider, one, FakeStore(kept(4)))
    assert texts(one) == ["3.txt", "5.txt"]
    assert [part.text for part in store.drafts["world_bank:5"].parts] == [TEXT]


def test_a_document_that_lacked_its_text_is_tried_again():
    one = site([5, 4])
    crawl(WorldBankSpider, one, FakeStore(kept(4, 5), unread=["world_bank:4", "world_bank:99"]))
    assert texts(one) == ["4.txt"]


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ("The system was not able to generate the text", RunState.OK),
        (404, RunState.OK),
        (LOGIN, RunState.DOUBTFUL),
        (403, RunState.DOUBTFUL),
    ],
)
def test_without_a_text_the_pdf_is_asked_and_without_both_the_row_stays(answer, state):
    one = site([1])
    one.pages[f"{FILES}/1.txt"] = answer
    store, tally = crawl(WorldBankSpider, one)
    assert texts(one) == ["1.txt", "1.pdf"]
    assert store.drafts["world_bank:1"].titles == {"en": "Made up 1"}
    assert "the text of the document was not had" in store.drafts["world_bank:1"].problems
    assert judge(tally)[0] is state


def test_a_filter_that_does_not_bite_stops_the_crawl():
    one = FakeSite({pages.listing(SINCE): listing(1, 2, country="World")})
    store, tally = crawl(WorldBankSpider, one)
    assert store.drafts == {}
    assert judge(tally) == (
        RunState.FAILED,
        "the filter by country does not bite: 0 of 2 rows name Armenia",
    )


def test_rows_that_name_no_country_are_kept():
    one = FakeSite(
        {pages.listing(SINCE): listing(1, 2, country=""), f"{FILES}/1.txt": TEXT, f"{FILES}/2.txt": TEXT}
    )
    store, _ = crawl(WorldBankSpider, one)
    assert numbers(store) == [1, 2]


@pytest.mark.parametrize("answer", [LOGIN, listing(), 403, '{"total": 1}'])
def test_a_list_that_is_none_is_a_failure(answer):
    _, tally = crawl(WorldBankSpider, FakeSite({pages.listing(SINCE): answer}))
    state, reason = judge(tally)
    assert state is RunState.FAILED
    assert reason.startswith(f"the list of documents since {SINCE}, from row 0 on: ")


def test_a_later_page_that_fails_is_a_doubt():
    one = site([3, 2], [1])
    one.pages[pages.listing(SINCE, 2)] = 403
    store, tally = crawl(WorldBankSpider, one)
    assert numbers(store) == [2, 3]
    assert judge(tally)[0] is RunState.DOUBTFUL


def test_a_service_that_ignores_the_offset_is_left():
    one = FakeSite({}, absent=listing(1, 2, total=1000))
    crawl(WorldBankSpider, one)
    assert len([url for url in one.asked if "api" in url]) == 2


def test_a_replay_reads_all_rows_whatever_is_stored():
    one = site([2, 1], absent=NotRecorded(""))
    store, tally = crawl(WorldBankSpider, one, FakeStore(kept(1)), recordings=Urls(pages.listing(SINCE)))
    assert numbers(store) == [1, 2]
    assert (tally.new, tally.changed) == (1, 1)

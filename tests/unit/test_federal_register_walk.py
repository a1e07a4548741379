"""The way through the Federal Register, on sites that are as they should be and on others."""

import json
from datetime import date

import pytest
from fake_site import FakeSite
from fake_store import FakeStore
from walking import LOGIN, Urls, crawl

from crawler.expectations import judge
from crawler.sources.federal_register import pages as register
from crawler.sources.federal_register.spider import FederalRegisterSpider
from legislation.scraped import ScrapedAttachment, ScrapedDraft
from legislation.vocabulary import Origin, RunState

LATELY = register.published(date(2026, 10, 20))
OPEN = register.open_for_comment(date(2026, 11, 3))


def told(number):
    made_up = {"document_number": f"2026-{number}", "title": f"Rule {number}"}
    return made_up | {"publication_date": "2026-10-20", "comments_close_on": "2026-12-20"}


def listing(*numbers, following=None):
    return json.dumps({"results": [told(n) for n in numbers], "next_page_url": following})


def register_site(lately, still_open, **more):
    documents = {register.document(f"2026-{n}"): json.dumps(told(n)) for n in (*lately, *still_open)}
    return FakeSite({LATELY: listing(*lately), OPEN: listing(*still_open)} | documents, **more)


def kept(*numbers):
    return [
        ScrapedDraft("federal_register", f"federal_register:2026-{n}", "", Origin.LIVE, {"en": "x"})
        for n in numbers
    ]


def asked(site):
    return [url.rpartition("2026-")[2] for url in site.asked if url.endswith(".json")]


def test_what_was_published_lately_and_what_is_open_is_read_if_new_or_due():
    site = register_site([3, 2], [2, 1])
    due = ["federal_register:2026-1", "federal_register:2026-9"]
    store, tally = crawl(FederalRegisterSpider, site, FakeStore(kept(1, 3, 9), due=due))
    assert site.asked[:2] == [OPEN, LATELY]
    assert sorted(asked(site)) == ["1.json", "2.json"]
    assert judge(tally) == (RunState.OK, None)
    assert len(store.drafts) == 4


def test_a_list_is_followed_by_the_address_that_it_names():
    second = "https://www.federalregister.gov/api/v1/documents?search_after_cursor=abc&page=2"
    site = register_site([1, 2], [1])
    site.pages |= {LATELY: listing(1, following=second), second: listing(2)}
    store, _ = crawl(FederalRegisterSpider, site)
    assert site.asked[:3] == [OPEN, LATELY, second]
    assert len(store.drafts) == 2


def test_a_list_that_names_itself_as_the_next_page_comes_to_an_end():
    site = register_site([1], [1])
    site.pages[LATELY] = listing(1, following=LATELY)
    _, tally = crawl(FederalRegisterSpider, site)
    assert site.asked.count(LATELY) == 50
    assert judge(tally) == (RunState.DOUBTFUL, "a list of documents was not read beyond page 50")


@pytest.mark.parametrize("answer", [LOGIN, listing(), '{"errors": 1}', 403])
@pytest.mark.parametrize("url", [LATELY, OPEN])
def test_a_list_that_is_none_is_a_failure(url, answer):
    site = register_site([1], [1])
    site.pages[url] = answer
    store, tally = crawl(FederalRegisterSpider, site)
    assert judge(tally)[0] is RunState.FAILED
    assert judge(tally)[1].startswith("the list of documents: ")
    assert store.drafts == {}


def test_open_rows_that_no_longer_say_until_when_are_a_doubt():
    site = register_site([1, 2], [1, 2])
    site.pages[OPEN] = listing(1, 2).replace("comments_close_on", "closes")
    _, tally = crawl(FederalRegisterSpider, site)
    assert judge(tally) == (
        RunState.DOUBTFUL,
        "2 of 2 rows that take comments do not say until when",
    )


def test_one_bad_document_does_not_stop_the_others():
    site = register_site([1, 2], [2])
    site.pages[register.document("2026-1")] = LOGIN
    store, tally = crawl(FederalRegisterSpider, site)
    assert list(store.drafts) == ["federal_register:2026-2"]
    assert judge(tally)[0] is RunState.DOUBTFUL


def test_the_text_of_a_document_is_read_once():
    site = register_site([1, 2], [1])
    spiders = []

    class Watched(FederalRegisterSpider):
        def __init__(self, job):
            super().__init__(job)
            spiders.append(self)

    crawl(Watched, site, FakeStore(kept(1), unread=["federal_register:2026-7"]))
    address = "https://www.federalregister.gov/documents/full_text/text/2026/10/20/{}"
    names = ("2026-1.txt", "2026-2.txt", "2026-7.txt", "2026-2.pdf")
    files = [ScrapedAttachment(address.format(name), name) for name in names]
    assert [spiders[0].wants(file) for file in files] == [False, True, True, False]


def test_a_replay_reads_recorded_lists_and_documents():
    site = register_site([1], [2])
    other = "https://www.federalregister.gov/api/v1/documents.json?conditions%5Bterm%5D=x"
    site.pages[other] = listing(5)
    recorded = Urls(LATELY, other, register.document("2026-2"))
    store, tally = crawl(FederalRegisterSpider, site, FakeStore(kept(1)), recordings=recorded)
    assert sorted(store.drafts) == [f"federal_register:2026-{n}" for n in (1, 2, 5)]
    assert judge(tally) == (RunState.OK, None)

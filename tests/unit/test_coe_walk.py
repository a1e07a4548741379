"""The probe of the Council of Europe: off by default, one document, three outcomes."""

import pytest
from fake_site import FakeSite
from scrapy import exceptions
from walking import Urls, crawl

from config import sources
from crawler.download import NotRecorded
from crawler.expectations import judge
from crawler.sources.coe import pages
from crawler.sources.coe.spider import KNOWN, CoeSpider
from legislation.vocabulary import RunState

ADDRESS = pages.document(KNOWN)
DOCUMENT = f"<html><p>Recommendation 1 (2001)</p><p>{'A made-up text of a document. ' * 9}</p></html>"


def test_the_probe_is_off_until_somebody_switches_it_on():
    assert sources.load()["coe"].on is False


def test_an_open_site_is_asked_for_one_document():
    site = FakeSite({ADDRESS: DOCUMENT})
    store, tally = crawl(CoeSpider, site)
    assert site.asked == [ADDRESS]
    assert list(store.drafts) == ["coe:Recommendation1(2001)"]
    assert judge(tally) == (RunState.OK, None)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (403, "blocked: the site refuses us (403)"),
        ("<html><h1>Sorry, you have been blocked</h1></html>", "blocked: the site takes us for an intruder"),
        (503, "unreachable: the site is in trouble (503)"),
        (exceptions.DownloadTimeoutError(), "unreachable: rm.coe.int gave no answer"),
        ("<html><p>Moved</p></html>", "a page without the text of a document"),
    ],
)
def test_a_site_that_is_not_open_is_a_failure_in_words(answer, reason):
    store, tally = crawl(CoeSpider, FakeSite({ADDRESS: answer}))
    state, words = judge(tally)
    assert (state, store.drafts) == (RunState.FAILED, {})
    assert words.startswith(reason)


def test_a_replay_reads_all_documents_that_were_recorded():
    other = pages.document("0900001680000001")
    site = FakeSite({ADDRESS: DOCUMENT, other: 404}, absent=NotRecorded(""))
    recorded = Urls("https://rm.coe.int/robots.txt", ADDRESS, other)
    store, tally = crawl(CoeSpider, site, recordings=recorded)
    assert list(store.drafts) == ["coe:Recommendation1(2001)"]
    assert len(tally.doubts) == 1

"""How a page is had, and in which words it is told that it was not."""

import asyncio

import pytest
from fake_site import NOW, FakeSite
from scrapy import exceptions

from crawler.archive import Unwritable
from crawler.download import NotRecorded
from crawler.fetching import Fetcher, Missing, NoPage, Passing, Stop, TooOften, Unrecorded
from legislation.archive import LostRecord

PAGE = "https://www.e-draft.am/projects/7"
HOSTS = ("www.e-draft.am", "e-draft.am")


def fetch(site, url=PAGE, live=True, pauses=(0.0, 0.0), **more):
    fetcher = Fetcher(site.download, hosts=HOSTS, slot="edraft", live=live, pauses=pauses, **more)
    return asyncio.run(fetcher.fetch(url))


def test_a_page_comes_with_what_is_known_about_it():
    page = fetch(FakeSite({PAGE: "Բարև"}))
    assert (page.content.decode(), page.url, page.media_type, page.charset) == (
        "Բարև",
        PAGE,
        "text/html",
        "utf-8",
    )
    assert (page.fetched_at, page.record) == (NOW, "any/file.warc.gz:0")


@pytest.mark.parametrize(
    ("answer", "kind", "words"),
    [
        (404, Missing, "the site has no such page (404)"),
        (410, Missing, "the site has no such page (410)"),
        ("-> https://id.gov.am/login", Missing, "the site sends us away, to https://id.gov.am/login"),
        (401, NoPage, "the site wants a login (401)"),
        (403, NoPage, "the site refuses us (403)"),
        (202, NoPage, "the site answers with status 202"),
        (503, Passing, "the site is in trouble (503)"),
        (NotRecorded(PAGE), Unrecorded, "not recorded"),
        (LostRecord("a damaged answer at x:5"), NoPage, "a damaged answer at x:5"),
        (Unwritable("the archive cannot be written: full"), Stop, "the archive cannot be written: full"),
        (exceptions.DownloadTimeoutError(), Passing, "www.e-draft.am gave no answer within 60 seconds"),
        (exceptions.CannotResolveHostError(), Passing, "the name www.e-draft.am cannot be resolved (DNS)"),
        (exceptions.DownloadConnectionRefusedError(), Passing, "www.e-draft.am refuses the connection"),
        (exceptions.DownloadFailedError("bad"), Passing, "the connection to www.e-draft.am failed: bad"),
        (exceptions.ResponseDataLossError(), Passing, "the answer broke off"),
        (exceptions.DownloadCancelledError(), NoPage, "the answer is larger than 60 MB"),
        (
            exceptions.IgnoreRequest("Forbidden by robots.txt"),
            NoPage,
            "not asked for: Forbidden by robots.txt",
        ),
        (KeyError("what"), NoPage, "KeyError: 'what'"),
    ],
)
def test_a_failure_is_told_in_words(answer, kind, words):
    with pytest.raises(kind) as told:
        fetch(FakeSite({PAGE: answer}))
    assert str(told.value) == words


def test_what_may_pass_is_tried_three_times():
    site = FakeSite({PAGE: [503, exceptions.DownloadTimeoutError(), "Բարև"]})
    assert fetch(site).content.decode() == "Բարև"
    assert site.asked == [PAGE] * 3


@pytest.mark.parametrize("answer", [403, 404, exceptions.DownloadCancelledError()])
def test_what_will_not_pass_is_tried_once(answer):
    site = FakeSite({PAGE: answer})
    with pytest.raises(NoPage):
        fetch(site)
    assert site.asked == [PAGE]


def test_the_pause_is_the_one_that_the_site_asks_for():
    site = FakeSite({PAGE: (503, {"Retry-After": "7"})})
    with pytest.raises(Passing) as told:
        fetch(site, pauses=())
    assert told.value.wait == 7


def test_a_site_that_asks_us_to_come_less_often_is_left_alone():
    site = FakeSite({PAGE: 429})
    with pytest.raises(Stop, match="less often"):
        fetch(site)
    assert site.asked == [PAGE] * 3


def test_a_redirect_within_the_site_is_followed():
    site = FakeSite({PAGE: "-> /projects/7/about", f"{PAGE}/about": "Բարև"})
    assert fetch(site).url == f"{PAGE}/about"


def test_a_redirect_to_another_site_is_not_followed():
    site = FakeSite({PAGE: "-> https://example.org/", "https://example.org/": "Բարև"})
    with pytest.raises(Missing):
        fetch(site)
    assert site.asked == [PAGE]


def test_a_redirect_in_circles_ends():
    with pytest.raises(NoPage, match="in circles"):
        fetch(FakeSite({PAGE: f"-> {PAGE}"}))


async def several(site, urls, live=True):
    fetcher = Fetcher(site.download, hosts=HOSTS, slot="edraft", live=live, pauses=())
    words = []
    for url in urls:
        try:
            await fetcher.fetch(url)
        except NoPage as error:
            words.append(str(error))
    return words


def test_five_useless_addresses_in_a_row_stop_the_crawl():
    site = FakeSite({}, absent=403)
    with pytest.raises(Stop, match=r"5 addresses in a row gave nothing.*refuses us \(403\)"):
        asyncio.run(several(site, [f"{PAGE}{n}" for n in range(9)]))
    assert len(site.asked) == 5


def test_a_page_among_useless_addresses_begins_the_count_anew():
    site = FakeSite({f"{PAGE}4": "Բարև"}, absent=403)
    assert len(asyncio.run(several(site, [f"{PAGE}{n}" for n in range(9)]))) == 8


def test_missing_pages_stop_nothing():
    assert len(asyncio.run(several(FakeSite({}), [f"{PAGE}{n}" for n in range(40)]))) == 40


def test_a_replay_reads_on_and_tries_nothing_twice():
    site = FakeSite({}, absent=503)
    assert len(asyncio.run(several(site, [f"{PAGE}{n}" for n in range(9)], live=False))) == 9
    with pytest.raises(TooOften):
        fetch(FakeSite({PAGE: 429}), live=False)


def test_when_the_time_is_over_nothing_more_is_asked():
    site = FakeSite({PAGE: "Բարև"})
    with pytest.raises(Stop, match="the time for a crawl is over"):
        fetch(site, is_over=lambda: True)
    assert site.asked == []


@pytest.mark.parametrize(
    "url",
    ["https://id.gov.am/", "http://127.0.0.1/", "file:///etc/passwd", "http://[", "ftp://e-draft.am/", ""],
)
def test_an_address_that_is_none_of_the_sources_is_not_asked(url):
    site = FakeSite({url: "secret"})
    with pytest.raises(NoPage, match="its host is none of the source's"):
        fetch(site, url)
    assert site.asked == []

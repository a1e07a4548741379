"""What stands in a link and is no address is a problem of the item, and breaks nothing."""

import re
from importlib import import_module

import pytest
from breaking import NOW, BadDay, Kept, whole
from bs4 import BeautifulSoup
from fake_site import FakeSite
from walking import crawl

from crawler import links, recorded
from crawler.reading import SOURCES
from crawler.sources.edraft.spider import EdraftSpider
from legislation.scraped import Page

BAD = "http://[x"
MARKUP = f'<p><a href="{BAD}">one</a> <a href="{BAD}/file.pdf">two</a> <a href="https://[::1">three</a></p>'
PAGES = [
    pytest.param(source, row, id=f"{source} {row.file.name}")
    for source in recorded.sources()
    for row in recorded.rows(source)
    if "html" in row.media_type and source != "eu_cellar"  # its documents' links are not followed
]


def test_what_is_no_address_has_no_pieces():
    assert links.join("https://one.am/a/", " b ") == "https://one.am/a/b"
    assert links.join("https://one.am/", BAD) is None
    assert (links.host("https://one.am/a"), links.host(BAD), links.host("")) == ("one.am", "", "")
    assert links.split(BAD).path == links.split(BAD).query == ""


def test_the_first_bad_link_is_named_and_all_are_counted():
    assert links.problems(BeautifulSoup(MARKUP, "lxml")) == (
        f"a link of the page is no address: “{BAD}” (and 2 more)",
    )
    assert links.problems(BeautifulSoup('<a href="/a">b</a><a href="mailto:x">c</a>', "lxml")) == ()


def with_bad_links(kept: Kept) -> bytes | None:
    """The page with three more links; in JSON every address is a bad one."""
    if kept.is_binary:
        return None
    text = kept.content.decode("utf-8-sig")
    if kept.is_json:
        return re.sub(r"(?<=\")https?://(?!publications\.europa\.eu)[^\"\\]*", BAD, text).encode()
    return re.sub(
        r"(</main>|</div>\s*</body>|</body>|\Z)", lambda end: MARKUP + end[0], text, count=1
    ).encode()


@pytest.mark.parametrize(("source", "row"), PAGES)
def test_a_page_with_bad_links_is_read_with_a_problem(source, row):
    content = with_bad_links(whole(row))
    parts = SOURCES[source].read(Page(row.url, content or b""))
    assert parts
    assert all(any(BAD in problem for problem in part.problems) for part in parts)


@pytest.mark.parametrize("source", recorded.sources())
def test_no_bad_link_ends_a_crawl(source):
    day = BadDay(source, with_bad_links)
    assert day.count() or source == "eu_have_your_say"  # it names no address at all
    spider = import_module(f"crawler.sources.{source}.spider").SPIDER
    store, tally = crawl(spider, day, now=NOW, recordings=day)
    assert tally.stopped is None
    assert not any("broke:" in problem for problem in tally.problems)
    assert store.drafts


def test_a_redirect_to_no_address_leads_away():
    pages = {"https://www.e-draft.am/projects/1": f"-> {BAD}"}
    _, tally = crawl(EdraftSpider, FakeSite(pages), now=NOW)
    assert tally.stopped is None

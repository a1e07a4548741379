"""Every reader of every source gets every hostile page: drafts, or a reason; never a reader that broke."""

import re
from collections.abc import Iterator

import pytest
from hostile_pages import PAGES, mutations

from crawler import recorded
from crawler.extraction import Extractor
from crawler.reading import SOURCES
from legislation.errors import UnexpectedPage
from legislation.scraped import Page, ScrapedPart


@pytest.fixture(scope="module")
def extractor() -> Iterator[Extractor]:
    with Extractor() as extractor:
        yield extractor


def read(extractor: Extractor, source: str, page: Page) -> list[ScrapedPart] | str:
    """The parts of a page, or the reason why there are none."""
    try:
        return extractor.parts(source, page)
    except UnexpectedPage as error:
        return str(error)


def addresses(source: str) -> list[tuple[str, str]]:
    """Two addresses of different shapes, as the recorded ones have them, with their media types; else any."""
    shapes = {re.sub(r"\d+", "0", row.url): (row.url, row.media_type) for row in recorded.rows(source)}
    return list(shapes.values())[:2] or [(f"https://{source}.example/1", "text/html")]


def assert_fit(told: list[ScrapedPart] | str) -> None:
    if isinstance(told, str):
        assert told.strip()
        assert not told.startswith(("the reader broke", "the reader of files failed"))
        return
    for part in told:
        assert part.key
        assert not part.key.endswith(".0")
        assert "\0" not in (part.text or "") + "".join(part.titles.values())


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("name", PAGES)
def test_a_hostile_page_gives_parts_or_a_reason(extractor, source, name):
    content = PAGES[name]()
    for url, media_type in addresses(source):
        assert_fit(read(extractor, source, Page(url, content, media_type)))


@pytest.mark.parametrize("source", SOURCES)
def test_a_harmed_page_gives_parts_or_a_reason(extractor, source):
    for row in recorded.rows(source):
        for _, content in mutations(row.content):
            assert_fit(read(extractor, source, Page(row.url, content, row.media_type, row.origin)))

"""What parliament.am says: texts of bills at their readings, opinions of the staff, laws, news."""

from collections.abc import Sequence
from dataclasses import replace

from crawler import blocks, doubts, links
from crawler.decoding import decode, refuse_armscii
from crawler.sources.parliament_am import api as new_site
from crawler.sources.parliament_am import draft as texts
from crawler.sources.parliament_am import law, listing, opinion
from crawler.sources.parliament_am import news as reports
from crawler.sources.parliament_am.addresses import (
    API_HEADERS,
    APPROVED,
    DIVISIONS,
    NEWS,
    READINGS,
    SOURCE,
    UNKNOWN,
    api,
    canonical,
    draft,
    is_list,
    is_page,
    query_of,
)
from crawler.sources.parliament_am.addresses import opinion as opinion_address
from crawler.sources.parliament_am.api import convocations
from legislation import scraped
from legislation.errors import UnexpectedPage
from legislation.scraped import Page, ScrapedDraft, ScrapedPart

__all__ = [
    "API_HEADERS",
    "APPROVED",
    "DIVISIONS",
    "NEWS",
    "READINGS",
    "SOURCE",
    "UNKNOWN",
    "api",
    "assemble",
    "canonical",
    "convocations",
    "draft",
    "is_absent",
    "is_list",
    "is_page",
    "of_reading",
    "opinion_address",
    "query_of",
    "read",
]

_NO_TEXT = ("news", "law")
_SWITCH = "ARMSCII"


def read(page: Page) -> list[ScrapedPart]:
    """What a page says, whichever of the site's pages it is; its words tell before its address does.

    Raises UnexpectedPage for anything that is none of them.
    """
    start = page.content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start in (b"{", b"[") or "/api/" in page.url:
        return new_site.read(page)
    decoded = decode(page)
    if not decoded.text.lstrip().startswith("<"):
        raise UnexpectedPage(f"{doubts.guess(decoded.text)} where an HTML page was expected")
    tree = blocks.soup(decoded.text)
    lines = blocks.lines(tree.body or tree, skip=frozenset(("nav", "footer")))
    ends = () if doubts.is_whole(decoded.text) else ("the page ends early: </html> is missing",)
    problems = (*decoded.problems, *refuse_armscii(lines), *ends, *links.problems(tree))
    if listing.is_listing(page, tree):
        return listing.read(page, tree, problems)
    if texts.own_code(lines):
        return [texts.read(page, lines, problems)]
    if opinion.is_opinion(page, lines):
        return opinion.read(page, lines, problems)
    if law.is_law(page, lines):
        return [law.read(page, tree, lines, problems)]
    if reports.is_news(page, lines):
        return [reports.read(page, lines, problems)]
    raise UnexpectedPage(f"no document code, no law and no news: it looks like {doubts.guess(decoded.text)}")


def is_absent(page: Page) -> bool:
    """Whether a page is the frame of a text without any, as it may be for a number without a bill."""
    try:
        lines = blocks.lines(blocks.soup(decode(page).text))
    except UnexpectedPage:
        return False
    return bool(lines) and _SWITCH in lines[-1] and len(lines[-1].split()) <= len(lines) + 3


def of_reading(part: ScrapedPart) -> bool:
    """Whether news speaks of a reading of bills."""
    return any(label == reports.READING for label, _ in part.labels)


def assemble(parts: Sequence[ScrapedPart], problems: Sequence[str] = ()) -> ScrapedDraft:
    """One bill of its parts: the newest reading is believed, and is the text; older ones are its versions."""
    readings = sorted(
        (part for part in parts if part.part in texts.READINGS), key=lambda p: texts.READINGS.index(p.part)
    )
    others = [part for part in parts if part.part not in texts.READINGS]
    missing = () if readings or any(p.part in _NO_TEXT for p in others) else (NO_TEXT,)
    merged = scraped.merge(SOURCE, [*reversed(readings), *others], problems=(*problems, *missing))
    versions = [replace(part, part=texts.TEXT) for part in readings if part.text]
    return replace(merged, parts=(*versions, *(part for part in others if part.text)))


NO_TEXT = "the text of the bill was not had"

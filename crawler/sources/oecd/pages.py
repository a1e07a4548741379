"""What the OECD's compendium of legal instruments says: its list, one instrument, the text of one."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from crawler import blocks, doubts
from crawler.decoding import decode, decode_declared, decode_json
from crawler.fields import records
from crawler.sources.oecd import instrument
from crawler.sources.oecd.addresses import (
    JSON_ACCEPT,
    KEY,
    SOURCE,
    UNKNOWN,
    canonical,
    detail,
    instruments,
    recent,
)
from crawler.sources.oecd.addresses import page as public_page
from legislation import scraped
from legislation.errors import UnexpectedPage
from legislation.scraped import Page, ScrapedDraft, ScrapedPart
from legislation.text import language_of

__all__ = [
    "JSON_ACCEPT",
    "SOURCE",
    "UNKNOWN",
    "assemble",
    "canonical",
    "detail",
    "instruments",
    "mentioned",
    "read",
    "recent",
    "text_addresses",
]

TRUST = ("row", "detail", "text")
"""The kinds of part in order of trust."""

_ENOUGH = 100


def read(page: Page) -> list[ScrapedPart]:
    """What a page says: the rows of the list, one instrument, or the text of one.

    A text does not say whose it is: its key is unknown. Raises UnexpectedPage for anything else.
    """
    start = page.content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start in (b"{", b"[") or "/api/" in page.url:
        return _told(page, decode_json(page))
    return [_text(page)]


def mentioned(page: Page) -> set[str]:
    """The keys of drafts that an answer names anywhere, whatever its fields. Raises UnexpectedPage."""
    decode_json(page)
    return {f"{SOURCE}:OECD/LEGAL/{number}" for number in KEY.findall(decode(page).text.replace("\\/", "/"))}


def text_addresses(parts: Sequence[ScrapedPart]) -> list[str]:
    """Where parts say that the instrument's text is, English before other languages."""
    prefix = f"{instrument.TEXT} "
    named = {label: uri for part in parts for label, uri in part.labels if label.startswith(prefix)}
    return [named[label] for label in sorted(named, key=lambda label: (not label.endswith(" en"), label))]


def assemble(parts: Sequence[ScrapedPart], problems: Sequence[str] = ()) -> ScrapedDraft:
    """One instrument of its parts. What the row of the list tells, the row alone tells.

    So a row that is stored again changes nothing, unless the list has changed.
    """
    ordered = sorted(parts, key=lambda part: TRUST.index(part.part))
    listed = {label for part in ordered if part.part == "row" for label, _ in part.labels}
    ordered = [
        part
        if part.part == "row"
        else replace(part, labels=tuple(p for p in part.labels if p[0] not in listed))
        for part in ordered
    ]
    return scraped.merge(SOURCE, ordered, problems=tuple(problems))


def _told(page: Page, answer: Any) -> list[ScrapedPart]:
    if isinstance(answer, dict) and answer.get("key"):
        part = instrument.whole(page, answer)
        if part.key == UNKNOWN:
            raise UnexpectedPage(f"an instrument of another kind: its key is “{answer['key']}”")
        return [part]
    if not isinstance(answer, list):
        raise UnexpectedPage("JSON that is neither a list of instruments nor one of them")
    rows = records(answer)
    if not rows:
        raise UnexpectedPage("the list of instruments is empty")
    parts = [instrument.row(page, one) for one in rows]
    if all(part.key == UNKNOWN for part in parts):
        raise UnexpectedPage("a list in which no row names its instrument")
    return parts


def _text(page: Page) -> ScrapedPart:
    decoded = decode_declared(page)
    if not decoded.text.lstrip().startswith("<"):
        raise UnexpectedPage(f"{doubts.guess(decoded.text)} where an HTML page was expected")
    lines = blocks.lines(blocks.soup(decoded.text))
    text = "\n".join(lines)
    if sum(map(str.isalpha, text)) < _ENOUGH:
        raise UnexpectedPage(f"a page without the text of an instrument: {doubts.guess(decoded.text)}")
    links = dict.fromkeys(KEY.findall(text))
    return ScrapedPart(
        key=UNKNOWN,
        url=page.url if page.url.startswith("http") else "",
        part="text",
        origin=page.origin,
        language=language_of(text, "en") or "en",
        text=text,
        links=tuple(public_page(f"OECD/LEGAL/{number}") for number in links),
        problems=decoded.problems,
        page=page,
    )

"""What the World Bank's documents service says: lists of documents, and the texts of documents."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from crawler import doubts
from crawler.attachments import text_of
from crawler.decoding import decode_declared, decode_json
from crawler.fields import identifier
from crawler.sources.world_bank import record
from crawler.sources.world_bank.addresses import (
    API,
    LISTING_ACCEPT,
    SOURCE,
    UNKNOWN,
    canonical,
    listing,
    secure,
)
from crawler.sources.world_bank.record import is_about_us
from legislation import scraped
from legislation.errors import UnexpectedPage
from legislation.scraped import Page, ScrapedDraft, ScrapedPart
from legislation.text import language_of

__all__ = [
    "API",
    "LISTING_ACCEPT",
    "SOURCE",
    "TEXTLESS",
    "UNKNOWN",
    "Listing",
    "assemble",
    "canonical",
    "is_about_us",
    "listing",
    "read",
    "read_listing",
    "read_text",
    "secure",
    "text_address",
]

TRUST = ("row", "text")
"""The kinds of part in order of trust."""

TEXTLESS = "the document has no text to read"
"""How the reasons begin for which there is no use in asking again."""

_FACETS = "facets"
_NO_TEXT = re.compile(r"system was not able to generate", re.IGNORECASE)
_ENOUGH = 40
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n|\f")


@dataclass(frozen=True)
class Listing:
    """The rows of one answer; ``total`` is how many there are of them in all, None where it does not say."""

    parts: list[ScrapedPart]
    total: int | None


def read(page: Page) -> list[ScrapedPart]:
    """What a page says: the rows of a list, or the text of a document (as text or PDF).

    A text does not say whose it is: its key is unknown. Raises UnexpectedPage for anything else.
    """
    start = page.content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start in (b"{", b"[") or "/api/" in page.url:
        return read_listing(page).parts
    return [read_text(page)]


def read_listing(page: Page) -> Listing:
    """The rows of an answer of the service."""
    answer = decode_json(page)
    documents = answer.get("documents") if isinstance(answer, dict) else None
    if not isinstance(documents, dict | list):
        raise UnexpectedPage("JSON that is no list of documents: it has no documents")
    named = documents.items() if isinstance(documents, dict) else enumerate(documents)
    rows = [(str(name), one) for name, one in named if name != _FACETS and isinstance(one, dict)]
    if not rows:
        raise UnexpectedPage("the list of documents is empty")
    parts = [record.part(page, one, name if isinstance(documents, dict) else "") for name, one in rows]
    if all(part.key == UNKNOWN for part in parts):
        raise UnexpectedPage("a list of documents in which no row names its document")
    return Listing(list({part.key: part for part in reversed(parts)}.values())[::-1], _total(answer))


def read_text(page: Page) -> ScrapedPart:
    """The text of a document. A PDF's stands in for the one that the service has as text."""
    if page.content.startswith(b"%PDF-"):
        extracted = text_of(page.content, page.media_type)
        if extracted.text is None:
            raise UnexpectedPage(f"{TEXTLESS}: {extracted.problem}")
        return _text(page, extracted.text, (), stand_in=True)
    decoded = decode_declared(page)
    if doubts.guess(decoded.text) != "plain text":
        raise UnexpectedPage(f"{doubts.guess(decoded.text)} where a text was expected")
    if _NO_TEXT.search(decoded.text[:1000]):
        raise UnexpectedPage(f"{TEXTLESS}: the service says so")
    paragraphs = [" ".join(block.split()) for block in _BLANK_LINE.split(decoded.text)]
    return _text(page, "\n".join(filter(None, paragraphs)), decoded.problems)


def assemble(parts: Sequence[ScrapedPart], problems: Sequence[str] = ()) -> ScrapedDraft:
    """One document of its parts; while there is no text its abstract stands in for it."""
    ordered = sorted(parts, key=lambda part: TRUST.index(part.part))
    missing: tuple[str, ...] = ()
    if not any(part.text for part in ordered):
        missing = ("the text of the document was not had",)
        abstract = next((v for p in ordered for label, v in p.labels if label == record.ABSTRACT), None)
        if abstract:
            ordered.append(replace(ordered[0], part="text", text=abstract, stand_in=True, problems=()))
    return scraped.merge(SOURCE, ordered, problems=(*problems, *missing))


def text_address(row: ScrapedPart) -> str | None:
    """Where a row says that the text of its document is."""
    return next((secure(value) for label, value in row.labels if label == record.TEXT), None)


def _text(page: Page, text: str, problems: tuple[str, ...], *, stand_in: bool = False) -> ScrapedPart:
    if sum(map(str.isalpha, text)) < _ENOUGH:
        raise UnexpectedPage(f"{TEXTLESS}: it is empty, or nearly so")
    return ScrapedPart(
        key=UNKNOWN,
        url=page.url if page.url.startswith("http") else "",
        part="text",
        origin=page.origin,
        language=language_of(text, "en") or "en",
        text=text,
        problems=problems,
        page=page,
        stand_in=stand_in,
    )


def _total(answer: dict[str, Any]) -> int | None:
    told = identifier(answer.get("total"))
    return int(told) if told and told.isdecimal() else None

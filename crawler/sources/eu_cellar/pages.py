"""What CELLAR of the EU's Publications Office says: proposals, communications, opinions, and acts."""

import re
from collections.abc import Sequence
from dataclasses import replace

from crawler.sources.eu_cellar import notice as notices
from crawler.sources.eu_cellar import sparql, text
from crawler.sources.eu_cellar.addresses import (
    ACCEPT_LANGUAGE,
    DOCUMENT_ACCEPT,
    LISTING_ACCEPT,
    MOST_ROWS,
    NOTICE_ACCEPT,
    SOURCE,
    SPARQL,
    UNKNOWN,
    canonical,
    document,
    items,
    listing,
    notice,
)
from legislation import scraped
from legislation.scraped import Page, ScrapedDraft, ScrapedPart

__all__ = [
    "ACCEPT_LANGUAGE",
    "DOCUMENT_ACCEPT",
    "LISTING_ACCEPT",
    "MOST_ROWS",
    "NOTICE_ACCEPT",
    "SOURCE",
    "SPARQL",
    "assemble",
    "canonical",
    "document",
    "items",
    "listing",
    "notice",
    "read",
    "read_notice",
    "read_sparql",
    "read_text",
]

TRUST = ("procedure", "notice", "row", "text", "annex", "items")
"""The kinds of part in order of trust."""

_HTML = re.compile(r"<html\b", re.IGNORECASE)
_START = 4000


def read(page: Page) -> list[ScrapedPart]:
    """What a page says: rows of a listing, files, a document's text, or a notice.

    Raises UnexpectedPage for anything else.
    """
    start = page.content[:_START].decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    if start.startswith(("{", "[")) or "/sparql" in page.url:
        return read_sparql(page)
    if _HTML.search(start):
        return [read_text(page)]
    if start.startswith("<?xml") or "<NOTICE" in start:
        return read_notice(page)
    return [read_text(page)]


def read_sparql(page: Page) -> list[ScrapedPart]:
    """The rows of an answer of the SPARQL endpoint."""
    return sparql.read(page)


def read_text(page: Page) -> ScrapedPart:
    """The text of a document, from XHTML."""
    return text.read(page)


def read_notice(page: Page) -> list[ScrapedPart]:
    """What a notice tells of its document."""
    return notices.read(page)


def assemble(parts: Sequence[ScrapedPart], problems: Sequence[str] = ()) -> ScrapedDraft:
    """One document of its parts; the text, when it was not had, is a problem by name."""
    ordered = sorted(parts, key=lambda part: TRUST.index(part.part))
    had_text = any(part.text for part in ordered)
    missing = () if had_text else ("the text of the document was not had",)
    key = ordered[0].key if ordered else UNKNOWN
    url = None if key == UNKNOWN else document(key.removeprefix(f"{SOURCE}:"))
    draft = scraped.merge(SOURCE, ordered, url=url, problems=(*problems, *missing))
    told = next((part.language for part in ordered if part.text), draft.language)
    return replace(draft, language=told)

"""What the European Parliament says: procedures, reports and adopted texts, files and summaries of OEIL."""

from collections.abc import Sequence
from typing import Any

from crawler.decoding import decode_json
from crawler.fields import Record, records
from crawler.sources.eu_parliament import document as documents
from crawler.sources.eu_parliament import oeil
from crawler.sources.eu_parliament import process as processes
from crawler.sources.eu_parliament.addresses import (
    PAGE_SIZE,
    PROCESS,
    SOURCE,
    UNKNOWN,
    adopted_texts,
    canonical,
    document,
    is_list,
    is_page,
    procedure_file,
    process,
    process_id,
    summary_id,
)
from crawler.sources.eu_parliament.process import last_activity
from legislation import scraped
from legislation.errors import UnexpectedPage
from legislation.scraped import Page, ScrapedDraft, ScrapedPart

__all__ = [
    "PAGE_SIZE",
    "PROCESS",
    "SOURCE",
    "adopted_texts",
    "assemble",
    "canonical",
    "document",
    "is_list",
    "is_page",
    "last_activity",
    "procedure_file",
    "process",
    "process_id",
    "read",
    "summary_id",
]

TRUST = ("file", "procedure", "summary", "document", "row")
"""The kinds of part in order of trust; of several of one kind the newest number goes first."""


def read(page: Page) -> list[ScrapedPart]:
    """What a page says: procedures or documents of the API, or a page of OEIL. Raises UnexpectedPage."""
    start = page.content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start == b"<":
        return [oeil.read(page)]
    answer = decode_json(page)
    told = records(answer.get("data")) if isinstance(answer, dict) else []
    found = [_part(page, one) for one in told if processes.is_process(one) or _is_document(one)]
    if isinstance(answer, dict) and answer.get("data") == []:
        raise UnexpectedPage("the list is empty")
    if not found:
        raise UnexpectedPage("JSON that is neither procedures nor documents of the Parliament")
    if all(part.key == UNKNOWN for part in found):
        raise UnexpectedPage("a list in which no row has an id")
    return found


def assemble(parts: Sequence[ScrapedPart], problems: Sequence[str] = ()) -> ScrapedDraft:
    """One procedure of its parts; its address is that of its file in OEIL, where its reference is known."""
    ordered = sorted(parts, key=lambda part: part.part, reverse=True)
    ordered.sort(key=lambda part: TRUST.index(part.part.partition("-")[0]))
    references = (part.identifiers.get("procedure") for part in ordered)
    reference = next(filter(None, references), None)
    url = procedure_file(reference) if reference else None
    return scraped.merge(SOURCE, ordered, url=url, problems=tuple(problems))


def _part(page: Page, told: Record) -> ScrapedPart:
    return processes.read(page, told) if processes.is_process(told) else documents.read(page, told)


def _is_document(told: dict[str, Any] | Record) -> bool:
    return str(told.get("id")).startswith("eli/dl/doc/") or "document_date" in told

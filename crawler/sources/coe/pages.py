"""What the Council of Europe says: one document at a time, as HTML, PDF or plain text."""

import hashlib
import re
from collections.abc import Sequence
from datetime import date

from crawler import blocks, days, doubts
from crawler.attachments import text_of
from crawler.decoding import decode_declared
from crawler.sources.coe import reference
from crawler.sources.coe.reference import (
    ASSEMBLY,
    CONGRESS,
    SOURCE,
    UNKNOWN,
    Reference,
    canonical,
    document,
    number_of,
    pdf,
    references,
)
from legislation import scraped
from legislation.errors import UnexpectedPage
from legislation.scraped import Page, ScrapedAttachment, ScrapedDraft, ScrapedPart
from legislation.text import language_of
from legislation.vocabulary import Kind, Stage

__all__ = ["SOURCE", "UNKNOWN", "assemble", "canonical", "document", "number_of", "pdf", "read", "references"]

_BLOCKED = re.compile(r"you have been blocked|attention required|just a moment", re.IGNORECASE)
_HEAD = 2500
_ENOUGH = 100
_TITLE = (12, 400)
_FIRST_LINES = 40
_MOST_CITED = 100
_KINDS = {"opinion": Kind.OPINION, "treaty": Kind.TREATY}
_STAGES = (
    (Stage.ADOPTED, re.compile(r"(?:adopted|approved) (?:by|at|on)\b[^\n]{0,160}", re.IGNORECASE)),
    (
        Stage.PROPOSED,
        re.compile(
            r"(?:preliminary draft|draft (?:opinion|report|recommendation|resolution))[^\n]{0,80}", re.I
        ),
    ),
)


def read(page: Page) -> list[ScrapedPart]:
    """A document: its key is its reference, else its id at rm.coe.int, else the hash of its file.

    Raises UnexpectedPage for a page that is none, above all one that says that we are blocked.
    """
    lines, problems = _lines(page)
    text = "\n".join(lines)
    head = text[:_HEAD]
    own = reference.of_address(page.url) or next(references(head), None)
    number = number_of(page.url)
    language = language_of(text, "en") or "en"
    title = _title(lines)
    published = _published(head)
    stage, words = _stage(head)
    given = {"reference": own.name} if own else {}
    return [
        ScrapedPart(
            key=f"{SOURCE}:{_identity(page, own, number)}",
            url=page.url if page.url.startswith("http") else "",
            part="document",
            origin=page.origin,
            titles={language: title} if title else {},
            kind=_KINDS.get(own.kind) if own else None,
            body=_body(own, head),
            stage_published=words,
            stage=stage,
            published=published,
            identifiers=given | ({"rm": number} if number else {}),
            language=language,
            text=text,
            attachments=(ScrapedAttachment(pdf(number), "PDF", "application/pdf"),) if number else (),
            labels=_labels(own, text),
            problems=(*problems, *([] if own else ["the document does not tell its reference"])),
            page=page,
        )
    ]


def assemble(parts: Sequence[ScrapedPart], problems: Sequence[str] = ()) -> ScrapedDraft:
    """One document of its only part."""
    return scraped.merge(SOURCE, parts, problems=tuple(problems))


def _lines(page: Page) -> tuple[list[str], tuple[str, ...]]:
    if page.content.startswith(b"%PDF-"):
        extracted = text_of(page.content, page.media_type)
        if extracted.text is None:
            raise UnexpectedPage(f"the PDF gave no text: {extracted.problem}")
        return extracted.text.splitlines(), ()
    decoded = decode_declared(page)
    if _BLOCKED.search(decoded.text[:20_000]):
        raise UnexpectedPage("blocked: the site takes us for an intruder, and says so")
    found = doubts.guess(decoded.text)
    if found not in ("another page", "plain text"):
        raise UnexpectedPage(f"{found} where a document was expected")
    told = decoded.text
    lines = told.splitlines() if found == "plain text" else blocks.lines(blocks.soup(told))
    lines = [line for raw in lines if (line := " ".join(raw.split()))]
    if sum(sum(map(str.isalpha, line)) for line in lines) < _ENOUGH:
        raise UnexpectedPage("a page without the text of a document")
    return lines, decoded.problems


def _identity(page: Page, own: Reference | None, number: str | None) -> str:
    if own:
        return own.name
    return f"rm:{number}" if number else f"file:{page.sha256 or hashlib.sha256(page.content).hexdigest()}"


def _title(lines: Sequence[str]) -> str | None:
    """The first line that can be a title; a person confirms it."""
    return next((line for line in lines[:_FIRST_LINES] if _is_title(line)), None)


def _is_title(line: str) -> bool:
    shortest, longest = _TITLE
    named = next(references(line), None)
    is_reference = named is not None and len("".join(line.split())) < len(named.name) + shortest
    is_worded = sum(map(str.isalpha, line)) * 2 > len(line)
    return shortest <= len(line) <= longest and is_worded and not is_reference and not days.day_of(line)


def _published(head: str) -> date | None:
    return next((day for line in head.splitlines() if (day := days.day_of(line))), None)


def _stage(head: str) -> tuple[Stage | None, str | None]:
    """Where it stands, but only if the text says so."""
    for stage, pattern in _STAGES:
        if found := pattern.search(head):
            return stage, found[0].strip(" ,.;:")
    return None, None


def _body(own: Reference | None, head: str) -> str | None:
    if own and own.body:
        return own.body
    named = [
        (place, body) for body in (CONGRESS, ASSEMBLY) if (place := head.lower().find(body.lower())) >= 0
    ]
    if named:
        return min(named)[1]
    return "Council of Europe" if own and own.kind == "treaty" else None


def _labels(own: Reference | None, text: str) -> tuple[tuple[str, str], ...]:
    cited = [one.name for one in references(text) if not own or one.name != own.name]
    kind = [("kind", own.kind)] if own else []
    return (*kind, *(("cites", name) for name in cited[:_MOST_CITED]))

"""What the Federal Register of the United States says: proposed rules, rules and notices."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from crawler.decoding import decode_json
from crawler.fields import Record, day, identifier, labels, records, texts, words
from crawler.moments import end_of, start_of
from crawler.sources.federal_register import deadline
from crawler.sources.federal_register.addresses import (
    HEADERS,
    SOURCE,
    UNKNOWN,
    canonical,
    document,
    is_list,
    is_page,
    open_for_comment,
    published,
)
from crawler.sources.federal_register.deadline import WASHINGTON, Closing, closing
from legislation import scraped
from legislation.errors import UnexpectedPage
from legislation.scraped import Page, ScrapedAttachment, ScrapedDraft, ScrapedPart
from legislation.vocabulary import Kind, Stage

__all__ = [
    "HEADERS",
    "SOURCE",
    "assemble",
    "canonical",
    "document",
    "is_list",
    "is_page",
    "next_page",
    "open_for_comment",
    "published",
    "read",
]

TRUST = ("document", "row")
"""The kinds of part in order of trust."""

KINDS = {"Proposed Rule": Kind.PROPOSAL, "Rule": Kind.REGULATION}

READABLE = "https://www.federalregister.gov/documents/"
"""How the addresses of pages for people begin."""

FILES = (("raw_text_url", "text/plain"), ("pdf_url", "application/pdf"))

_TOLD = frozenset(
    "document_number title abstract agencies docket_ids regulation_id_numbers pdf_url raw_text_url"
    " full_text_xml_url body_html_url json_url mods_url public_inspection_pdf_url".split()
)
_FLEETING = frozenset(("page_views", "explanation", "excerpts"))


def read(page: Page) -> list[ScrapedPart]:
    """What a page says: one document, or the rows of a list. Raises UnexpectedPage for anything else."""
    answer = decode_json(page)
    if isinstance(answer, dict) and "document_number" in answer:
        return [_part(page, "document", answer)]
    if isinstance(answer, dict) and isinstance(answer.get("results"), list):
        return _rows(page, records(answer["results"]))
    if isinstance(answer, dict) and answer.get("count") == 0:
        raise UnexpectedPage("the list of documents is empty")
    raise UnexpectedPage("JSON that is neither a document of the register nor a list of them")


def next_page(page: Page) -> str | None:
    """The address of the list page that follows; None on the last."""
    answer = decode_json(page)
    return words(answer.get("next_page_url")) if isinstance(answer, dict) else None


def assemble(parts: Sequence[ScrapedPart], problems: Sequence[str] = ()) -> ScrapedDraft:
    """One document of its parts; the abstract that a row repeats is no second text.

    Its address is that of the page for people, where a part tells it.
    """
    ordered = sorted(parts, key=lambda part: TRUST.index(part.part))
    ordered = [*ordered[:1], *(replace(part, text=None) for part in ordered[1:])]
    links = (link for part in ordered for link in part.links if link.startswith(READABLE))
    return scraped.merge(SOURCE, ordered, url=next(links, None), problems=tuple(problems))


def _rows(page: Page, rows: list[Record]) -> list[ScrapedPart]:
    if not rows:
        raise UnexpectedPage("the list of documents is empty")
    parts = [_part(page, "row", row) for row in rows]
    if all(part.key == UNKNOWN for part in parts):
        raise UnexpectedPage("a list in which no row has a document number")
    return parts


def _part(page: Page, name: str, told: Record) -> ScrapedPart:
    number, title = identifier(told.get("document_number")), words(told.get("title"))
    ends = closing(told)
    opens = deadline.opening(told) if ends.day or _asks(told) else None
    missing = [f"no {field}" for field, value in (("document number", number), ("title", title)) if not value]
    return ScrapedPart(
        key=f"{SOURCE}:{number}" if number else UNKNOWN,
        url=document(number) if number else "",
        part=name,
        origin=page.origin,
        titles={"en": title} if title else {},
        kind=KINDS.get(words(told.get("type")) or ""),
        body=_body(told),
        stage_published=words(told.get("action")),
        stage=_stage(told, takes_comments=bool(ends.day) or _asks(told)),
        published=day(told.get("publication_date")),
        opens=start_of(opens, WASHINGTON) if opens else None,
        closes=end_of(ends.day, WASHINGTON) if ends.day else None,
        deadline=ends.deadline,
        identifiers=_identifiers(number, told),
        language="en",
        text=words(told.get("abstract")),
        attachments=_files(told),
        labels=_labels(told, ends),
        links=_links(told),
        problems=tuple(missing),
        page=page,
    )


def _asks(told: Record) -> bool:
    """Whether a document asks for comments, with or without a day."""
    return "comment" in (words(told.get("action")) or "").lower() or bool(words(told.get("comment_url")))


def _body(told: Record) -> str | None:
    """The agencies, each after the one of which it is a part."""
    agencies = [
        one for one in records(told.get("agencies")) if words(one.get("name")) or words(one.get("raw_name"))
    ]
    agencies.sort(key=lambda one: one.get("parent_id") is not None)
    names = (words(one.get("name")) or words(one.get("raw_name")) for one in agencies)
    return "; ".join(dict.fromkeys(filter(None, names))) or None


def _stage(told: Record, *, takes_comments: bool) -> Stage | None:
    """Ours: a rule is adopted, a proposal discussed while it takes comments; a notice is on no way to law."""
    kind, action = words(told.get("type")), (words(told.get("action")) or "").lower()
    if kind == "Rule":
        return Stage.ADOPTED
    if kind == "Proposed Rule" and "withdraw" in action:
        return Stage.WITHDRAWN
    if takes_comments:
        return Stage.DISCUSSION
    return Stage.PROPOSED if kind == "Proposed Rule" else None


def _identifiers(number: str | None, told: Record) -> dict[str, str]:
    """Its number, and those of the docket and of the regulation, the first of each."""
    found = {
        "document_number": number,
        "docket": next(iter(texts(told.get("docket_ids"))), None),
        "rin": next(iter(texts(told.get("regulation_id_numbers"))), None),
        "citation": words(told.get("citation")),
    }
    return {scheme: value for scheme, value in found.items() if value}


def _files(told: Record) -> tuple[ScrapedAttachment, ...]:
    found = ((words(told.get(name)), kind) for name, kind in FILES)
    return tuple(ScrapedAttachment(url, url.rpartition("/")[2], kind) for url, kind in found if url)


def _labels(told: Record, ends: Closing) -> tuple[tuple[str, str], ...]:
    dockets = [("docket_id", one) for one in texts(told.get("docket_ids"))]
    rins = [("regulation_id_number", one) for one in texts(told.get("regulation_id_numbers"))]
    uncertain = [("closing date uncertain", ends.said)] if ends.said else []
    return (*labels(told, _TOLD | _FLEETING), *dockets, *rins, *uncertain)


def _links(told: Record) -> tuple[str, ...]:
    """The page for people, that to comment on, the documents that this one corrects or that correct it."""
    urls: list[Any] = [told.get(name) for name in ("html_url", "comment_url", "correction_of")]
    corrections = told.get("corrections")
    urls += corrections if isinstance(corrections, list) else []
    return tuple(dict.fromkeys(filter(None, map(words, urls))))

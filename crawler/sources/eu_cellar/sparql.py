"""Answers of CELLAR's SPARQL endpoint: lists of documents, and of the files of one document."""

import re
from dataclasses import replace
from datetime import date

from crawler.decoding import decode_json
from crawler.sources.eu_cellar.addresses import CELEX, SOURCE, UNKNOWN, celex_in, document
from crawler.sources.eu_cellar.documents import PUBLISHED_STAGES, kind_of, stage_of
from legislation.errors import UnexpectedPage
from legislation.scraped import Page, ScrapedAttachment, ScrapedPart

MEDIA_TYPES = {
    "xhtml": "application/xhtml+xml",
    "html": "text/html",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "doc": "application/msword",
    "fmx4": "application/xml",
}
"""What the formats of CELLAR are; ``pdfa1a`` and the like begin with ``pdf``."""

_CELLAR = re.compile(r"/resource/cellar/([0-9a-f-]{36})")
Row = dict[str, str]


def read(page: Page) -> list[ScrapedPart]:
    """The rows of a listing, or a part with the files of a document. Raises UnexpectedPage."""
    variables, rows = _answer(page)
    if "celex" in variables:
        return _listing(page, rows)
    if "cellarURIs" in variables:
        return _items(page, rows)
    raise UnexpectedPage(
        f"an answer to another question: it tells {', '.join(sorted(variables)) or 'nothing'}"
    )


def media_type(form: str) -> str | None:
    """The media type of a manifestation type of CELLAR."""
    return MEDIA_TYPES.get(form) or ("application/pdf" if form.startswith("pdf") else None)


def _listing(page: Page, rows: list[Row]) -> list[ScrapedPart]:
    """One part a document; a title in a second language joins the first."""
    parts: dict[str, ScrapedPart] = {}
    for index, row in enumerate(rows):
        part = _row(page, row)
        same = part.key if part.key != UNKNOWN else f"{UNKNOWN}{index}"
        before = parts.get(same)
        parts[same] = replace(before, titles=part.titles | before.titles) if before else part
    if all(part.key == UNKNOWN for part in parts.values()):
        raise UnexpectedPage("a listing in which no row has a CELEX number")
    return list(parts.values())


def _row(page: Page, row: Row) -> ScrapedPart:
    celex = row.get("celex", "").strip()
    known = bool(CELEX.fullmatch(celex))
    kind = kind_of(row.get("type", "").rpartition("/")[2], celex)
    published, problems = _day(row.get("date"))
    title = " ".join(row.get("title", "").split())
    if not known:
        problems.append(f"the row has no CELEX number: “{celex}”")
    if not title:
        problems.append("the row has no title")
    work = _CELLAR.search(row.get("work", ""))
    identifiers = {"celex": celex} if known else {}
    return ScrapedPart(
        key=f"{SOURCE}:{celex}" if known else UNKNOWN,
        url=document(celex) if known else "",
        part="row",
        origin=page.origin,
        titles={row.get("title xml:lang", "en"): title} if title else {},
        kind=kind,
        stage_published=PUBLISHED_STAGES.get(kind) if kind else None,
        stage=stage_of(kind),
        published=published,
        identifiers=identifiers | ({"cellar": work[1]} if work else {}),
        language="en",
        labels=tuple((name, row[name]) for name in sorted(row) if name not in _TOLD),
        problems=tuple(problems),
        page=page,
    )


_TOLD = frozenset(("celex", "date", "title", "title xml:lang"))


def _items(page: Page, rows: list[Row]) -> list[ScrapedPart]:
    """The files of a document, one part a document; the answer names it by its cellar id only."""
    celex = celex_in(page.url)
    by_work: dict[str, list[ScrapedAttachment]] = {}
    for row in rows:
        url = row.get("cellarURIs", "")
        work = _CELLAR.search(url)
        name = url.rpartition("/")[2]
        by_work.setdefault(work[1] if work else "", []).append(
            ScrapedAttachment(url, f"{name} ({row.get('format', '?')})", media_type(row.get("format", "")))
        )
    if len(by_work) > 1:
        celex = None
    return [
        ScrapedPart(
            key=f"{SOURCE}:{celex}" if celex else UNKNOWN,
            url=page.url if page.url.startswith("http") else "",
            part="items",
            origin=page.origin,
            identifiers=({"celex": celex} if celex else {}) | ({"cellar": work} if work else {}),
            attachments=tuple(dict.fromkeys(attachments)),
            problems=() if celex else ("the answer does not name its CELEX number: its address is needed",),
            page=page,
        )
        for work, attachments in by_work.items()
    ]


def _answer(page: Page) -> tuple[set[str], list[Row]]:
    """The variables and the rows of an answer; a literal is its value, whether typed or not."""
    answer = decode_json(page)
    try:
        variables = set(map(str, answer["head"]["vars"]))
        rows = [_values(binding) for binding in answer["results"]["bindings"]]
    except (KeyError, TypeError, AttributeError) as error:
        raise UnexpectedPage("JSON that is no answer of a SPARQL endpoint") from error
    if not rows:
        raise UnexpectedPage("the listing is empty")
    return variables, rows


def _values(binding: dict[str, dict[str, str]]) -> Row:
    row = {}
    for name, cell in binding.items():
        row[name] = str(cell["value"])
        if "xml:lang" in cell:
            row[f"{name} xml:lang"] = cell["xml:lang"]
    return row


def _day(value: str | None) -> tuple[date | None, list[str]]:
    try:
        return date.fromisoformat((value or "")[:10]), []
    except ValueError:
        return None, [f"not a date: “{value or ''}”"]

"""What the EAEU's portal of public discussions says: rows of its list, cards of drafts, and their files.

No page of it was seen when this was written: rows as clients read them, cards as on the sister site.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from crawler import doubts
from crawler.decoding import refuse_armscii
from crawler.eaeu import portal, text
from crawler.eaeu.portal import Pair, Row
from crawler.sources.eaeu_consultations import period
from crawler.sources.eaeu_consultations.addresses import (
    SITE,
    SOURCE,
    UNKNOWN,
    canonical,
    is_list,
    key_of,
    listing,
)
from crawler.sources.eaeu_consultations.period import Told
from legislation import scraped
from legislation.errors import UnexpectedPage
from legislation.scraped import Page, ScrapedAttachment, ScrapedDraft, ScrapedPart
from legislation.vocabulary import Kind

__all__ = [
    "SOURCE",
    "UNKNOWN",
    "assemble",
    "canonical",
    "is_list",
    "is_open",
    "key_of",
    "listing",
    "read",
    "url_of",
]

TRUST = ("row", "document", "text_ru", "text_hy", "text")
"""The kinds of part in order of trust: the list is what clients have seen."""

BODY = "Евразийская экономическая комиссия"
UNIT = "Департамент"
MOST_TWINS = 4
"""More rows of one title than that are no twins."""

SORT = "Вид обсуждения"

KINDS = (
    (re.compile(r"проект\w*\s+решени", re.IGNORECASE), Kind.DECISION),
    (re.compile(r"проект\w*\s+распоряжени", re.IGNORECASE), Kind.ORDER),
    (re.compile(r"проект\w*\s+рекомендаци", re.IGNORECASE), None),
    (re.compile(r"проект\w*\s+(?:\w+\s+){0,2}(?:договор|соглашени|протокол)", re.IGNORECASE), Kind.TREATY),
)
"""What sort of act a draft would become, by its title."""

_TITLE = re.compile(r"полн\w+ заголов|наименован|назван|^заголов", re.IGNORECASE)
_TIMES = re.compile(r"период|срок|этап|стади|статус", re.IGNORECASE)
_UNIT = re.compile(r"департамент|разработчик|ответственн", re.IGNORECASE)
_CREATED = re.compile(r"дата\s+(?:созда|размещ|публик|опублик)", re.IGNORECASE)


def read(page: Page) -> list[ScrapedPart]:
    """What a page says: the rows of a list, the card of a draft, or the text of a file.

    A file does not say whose it is: its key is unknown. Raises UnexpectedPage for anything else.
    """
    if text.is_file(page):
        return [text.read(page, UNKNOWN)]
    tree, problems = portal.opened(page)
    if pairs := portal.card(tree):
        return [_document(page, pairs, portal.files(tree, SITE), problems)]
    if rows := portal.rows(tree, SITE):
        return _rows(page, rows, problems)
    looks = doubts.guess(str(tree))
    if is_list(page.url):
        raise UnexpectedPage(f"the list of drafts is empty (a script may draw it): it looks like {looks}")
    raise UnexpectedPage(f"no card of a draft and no list: it looks like {looks}")


def assemble(parts: Sequence[ScrapedPart], problems: Sequence[str] = ()) -> ScrapedDraft:
    """One draft of its parts; that its text was not had is a problem by name."""
    ordered = sorted(parts, key=lambda part: TRUST.index(part.part))
    missing = () if any(part.text for part in ordered) else ("the text of the document was not had",)
    draft = scraped.merge(SOURCE, ordered, problems=(*problems, *missing))
    return replace(draft, language="ru")


def url_of(key: str) -> str | None:
    """Only the list tells where a draft is: how addresses are built is not known."""
    return None


def is_open(part: ScrapedPart) -> bool:
    """Whether a draft is, or will be, under discussion; one of an unknown stage may be."""
    return part.stage is None or part.stage in period.OPEN


def _rows(page: Page, rows: Sequence[Row], problems: Sequence[str]) -> list[ScrapedPart]:
    parts = [_row(page, row, problems) for row in rows]
    if all(part.key == UNKNOWN for part in parts):
        raise UnexpectedPage("a list of drafts in which no row names its draft")
    return _twins(parts)


def _row(page: Page, row: Row, problems: Sequence[str]) -> ScrapedPart:
    key = key_of(row.url or "")
    lacks = [] if key else ["the row does not name its draft"]
    return _part(
        page,
        key,
        "row",
        row.url or "",
        row.title or row.name,
        period.told(row.lines),
        row.files,
        labels=(("", row.name),) if row.name and row.name != row.title and row.title else (),
        problems=(*problems, *lacks),
        sort=row.kind,
    )


def _document(
    page: Page, pairs: Sequence[Pair], files: tuple[ScrapedAttachment, ...], problems: Sequence[str]
) -> ScrapedPart:
    """The card of a draft: labels that we know by their words, and all others kept."""
    key = key_of(page.url)
    lacks = [] if key else ["the page does not name its draft: its address is needed"]
    title = next((value for label, value in pairs if _TITLE.search(label)), "")
    units = [value for label, value in pairs if _UNIT.search(label)]
    times = [value for label, value in pairs if _TIMES.search(label)]
    told = period.told([*times, *units[:1]])
    rest = [pair for pair in pairs if not any(known.search(pair[0]) for known in (_TITLE, _TIMES, _UNIT))]
    part = _part(
        page,
        key,
        "document",
        page.url if page.url.startswith("http") else "",
        title,
        told,
        files,
        labels=tuple(rest),
        problems=(*problems, *lacks),
    )
    created = next(
        (found[0] for label, value in pairs if _CREATED.search(label) and (found := portal.days(value))), None
    )
    return replace(part, published=created)


def _part(
    page: Page,
    key: str | None,
    part: str,
    url: str,
    title: str,
    told: Told,
    files: tuple[ScrapedAttachment, ...],
    *,
    labels: tuple[Pair, ...],
    problems: tuple[str, ...],
    sort: str = "",
) -> ScrapedPart:
    named = ((SORT, sort), (UNIT, told.unit or ""))
    found = refuse_armscii([title]) if title else ("the page has no title",)
    return ScrapedPart(
        key=key or UNKNOWN,
        url=url,
        part=part,
        origin=page.origin,
        titles={"ru": title} if title else {},
        kind=next((kind for pattern, kind in KINDS if pattern.search(title)), None),
        body=BODY,
        stage_published=told.stage_published,
        stage=told.stage,
        opens=told.opens,
        closes=told.closes,
        deadline=told.deadline,
        language="ru",
        attachments=files,
        labels=(*(pair for pair in named if pair[1]), *told.labels, *labels),
        problems=(*problems, *told.problems, *found),
        page=page,
    )


def _twins(parts: list[ScrapedPart]) -> list[ScrapedPart]:
    """The rows, those of one title linked: a draft is listed once for each kind of discussion."""
    alike: defaultdict[str, set[str]] = defaultdict(set)
    for part in parts:
        alike[_folded(part)].add(part.url)
    return [
        replace(part, links=_others(part, alike[_folded(part)])) if part.titles else part for part in parts
    ]


def _others(part: ScrapedPart, urls: set[str]) -> tuple[str, ...]:
    return tuple(sorted(urls - {"", part.url})) if len(urls) <= MOST_TWINS else ()


def _folded(part: ScrapedPart) -> str:
    return "".join(part.titles.get("ru", "").lower().split())

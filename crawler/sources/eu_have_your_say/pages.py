"""What “Have your say” of the European Commission says: initiatives, and until when they take feedback."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from crawler import blocks
from crawler.decoding import decode_json
from crawler.fields import Record, identifier, labels, records, texts, words
from crawler.sources.eu_have_your_say import window
from crawler.sources.eu_have_your_say.addresses import (
    PAGE_SIZE,
    SOURCE,
    UNKNOWN,
    canonical,
    file,
    initiative,
    is_list,
    is_page,
    listing,
    public,
)
from crawler.sources.eu_have_your_say.window import Window
from legislation import scraped
from legislation.errors import UnexpectedPage
from legislation.scraped import Page, ScrapedAttachment, ScrapedDraft, ScrapedPart
from legislation.vocabulary import LANGUAGES, Deadline, Kind, Stage

__all__ = [
    "PAGE_SIZE",
    "SOURCE",
    "assemble",
    "canonical",
    "initiative",
    "is_empty",
    "is_list",
    "is_open",
    "is_page",
    "listing",
    "read",
]

TRUST = ("row", "initiative", "closing")
"""The kinds of part in order of trust: only a row names the stage of the period that is open."""

BODY = "European Commission"

STAGES = {
    "INIT_PLANNED": Stage.ANNOUNCED,
    "PLANNING_WORKFLOW": Stage.ANNOUNCED,
    "ISC_WORKFLOW": Stage.DISCUSSION,
    "OPC_LAUNCHED": Stage.DISCUSSION,
    "ADOPTION_WORKFLOW": Stage.PROPOSED,
}
"""In the site's words: planned, call for evidence, draft act, public consultation, adopted proposal."""

KINDS = (
    ("PROP", Kind.PROPOSAL),
    ("REG", Kind.REGULATION),
    ("DIR", Kind.DIRECTIVE),
    ("DEC", Kind.DECISION),
    ("COM", Kind.COMMUNICATION),
    ("SWD", Kind.STAFF_DOCUMENT),
)
"""How the act types begin: PROP_REG, REG_DEL, DIR_IMPL …"""

_TOLD = frozenset(
    "id initiativeId shortTitle exactShortTitle reference currentStatuses publications dossierSummary"
    " shortDescription initiativeTranslations publishedDate language".split()
)
_OWN = frozenset("shortTitle reference initiativeStatus foreseenActType dossierSummary publications".split())
_FLEETING = frozenset(("daysLeft", "totalFeedback", "snippet", "score"))


def read(page: Page) -> list[ScrapedPart]:
    """What a page says: the rows of a list, or one initiative. Raises UnexpectedPage for anything else."""
    answer = decode_json(page)
    if isinstance(answer, list):
        return _closing_soon(page, answer)
    if isinstance(answer, dict) and "initiativeResultDtoPage" in answer:
        return _rows(page, _content(answer))
    if isinstance(answer, dict) and answer.get("id") is not None and answer.keys() & _OWN:
        return [_initiative(page, answer)]
    raise UnexpectedPage("JSON that is neither a list of initiatives nor one initiative")


def is_empty(page: Page) -> bool:
    """Whether a page of a list has no rows: the one after the last."""
    return _content(decode_json(page)) == []


def is_open(row: ScrapedPart) -> bool:
    """Whether the row of a list is open for feedback."""
    return ("receivingFeedbackStatus", window.OPEN) in row.labels


def assemble(parts: Sequence[ScrapedPart], problems: Sequence[str] = ()) -> ScrapedDraft:
    """One initiative of its parts; its address is that of the page for people."""
    ordered = sorted(parts, key=lambda part: TRUST.index(part.part))
    number = ordered[0].identifiers.get("initiative") if ordered else None
    return scraped.merge(SOURCE, ordered, url=public(number) if number else None, problems=tuple(problems))


def _content(answer: Any) -> list[Any] | None:
    """The rows of an answer of the search; None where they should be but are not."""
    told = answer.get("initiativeResultDtoPage") if isinstance(answer, dict) else None
    content = told.get("content") if isinstance(told, dict) else None
    return content if isinstance(content, list) else None


def _rows(page: Page, content: list[Any] | None) -> list[ScrapedPart]:
    if content is None:
        raise UnexpectedPage("JSON of a search without an array of rows (content)")
    rows = records(content)
    if not rows:
        raise UnexpectedPage("the list of initiatives is empty")
    return _list(page, "row", [(row, window.of_row(row)) for row in rows])


def _closing_soon(page: Page, answer: list[Any]) -> list[ScrapedPart]:
    """The rows of the list of periods that end in the next days."""
    rows = records(answer)
    if not rows:
        raise UnexpectedPage("the list of initiatives is empty")
    if not any("initiativeId" in row for row in rows):
        raise UnexpectedPage("JSON that is no list of initiatives")
    return _list(page, "closing", [(row, [_ending(row)]) for row in rows])


def _ending(row: Record) -> Window:
    return Window(None, window.OPEN, None, words(row.get("endDate")), True)


def _list(page: Page, name: str, rows: list[tuple[Record, list[Window]]]) -> list[ScrapedPart]:
    """The parts of a list; UnexpectedPage if a field on which all depends is gone from every row."""
    periods = [period for _row, of_row in rows for period in of_row]
    if not any(period.state for period in periods):
        raise UnexpectedPage("no row says whether it is open (currentStatuses, receivingFeedbackStatus)")
    open_now = [period for period in periods if period.state == window.OPEN]
    if open_now and not any(period.closes for period in open_now):
        raise UnexpectedPage("no open row says until when (feedbackEndDate)")
    parts = [_part(page, name, row, of_row) for row, of_row in rows]
    if all(part.key == UNKNOWN for part in parts):
        raise UnexpectedPage("a list of initiatives in which no row has an id")
    return parts


def _initiative(page: Page, told: Record) -> ScrapedPart:
    part = _part(page, "initiative", told, window.of_initiative(told))
    text = "\n".join(
        line for name in ("shortDescription", "dossierSummary") for line in _lines(told.get(name))
    )
    return replace(
        part,
        text=text if any(map(str.isalnum, text)) else None,
        attachments=_attachments(told),
        labels=(*part.labels, *_publications(told)),
    )


def _part(page: Page, name: str, told: Record, windows: list[Window]) -> ScrapedPart:
    number = identifier(told.get("id")) or identifier(told.get("initiativeId"))
    number = number if number and number.isdecimal() else None
    titles = _titles(told)
    period = window.counting(windows)
    opens, closes, problems = _period(period, is_row=name != "initiative")
    if not number:
        problems.append(f"no id: “{told.get('id')}”")
    if not titles:
        problems.append("no title")
    published = window.moment(words(told.get("publishedDate")))
    return ScrapedPart(
        key=f"{SOURCE}:{number}" if number else UNKNOWN,
        url=initiative(number) if number else "",
        part=name,
        origin=page.origin,
        titles=titles,
        kind=_kind(words(told.get("foreseenActType"))),
        body=BODY,
        stage_published=period.stage if period else None,
        stage=STAGES.get(period.stage or "") if period else None,
        published=published.astimezone(window.BRUSSELS).date() if published else None,
        opens=opens,
        closes=closes,
        deadline=Deadline.PUBLISHED if closes else Deadline.UNKNOWN,
        identifiers=_identifiers(number, told),
        language="en",
        labels=_labels(told, period),
        problems=tuple(problems),
        page=page,
    )


def _period(period: Window | None, *, is_row: bool) -> tuple[datetime | None, datetime | None, list[str]]:
    """Beginning and end of a period, and what is wrong with them: an open row must say until when."""
    if period is None or period.state == window.DISABLED:
        return None, None, []
    opens, closes = window.moment(period.opens), window.moment(period.closes, ends=True)
    problems = [
        f"not a date: “{said}”"
        for said, found in ((period.opens, opens), (period.closes, closes))
        if said and found is None
    ]
    if is_row and period.state == window.OPEN and not period.closes:
        problems.append("open for feedback, but it is not said until when")
    return opens, closes, problems


def _titles(told: Record) -> dict[str, str]:
    title = words(told.get("shortTitle"))
    titles = {"en": title} if title else {}
    for one in records(told.get("initiativeTranslations")):
        language, value = str(one.get("language")).lower(), words(one.get("value"))
        if one.get("field") == "SHORT_TITLE" and language in LANGUAGES and value:
            titles.setdefault(language, value)
    return titles


def _kind(act_type: str | None) -> Kind | None:
    return next((kind for start, kind in KINDS if (act_type or "").startswith(start)), None)


def _identifiers(number: str | None, told: Record) -> dict[str, str]:
    reference = words(told.get("reference"))
    return ({"initiative": number} if number else {}) | ({"reference": reference} if reference else {})


def _labels(told: Record, period: Window | None) -> tuple[tuple[str, str], ...]:
    """What the page tells beside; the state is that of the period which counts."""
    pairs = labels(told, _TOLD | _FLEETING | {"receivingFeedbackStatus"})
    return (*pairs, ("receivingFeedbackStatus", period.state)) if period and period.state else pairs


def _lines(markup: Any) -> list[str]:
    text = markup if isinstance(markup, str) else ""
    return blocks.lines(blocks.soup(text)) if text.strip() else []


def _publications(told: Record) -> list[tuple[str, str]]:
    """Each publication of an initiative in one line: what, when, and its number (COM(2021)206)."""
    names = ("type", "publishedDate", "reference")
    lines = (" ".join(texts([one.get(name) for name in names])) for one in records(told.get("publications")))
    return [("publication", line) for line in lines if line]


def _attachments(told: Record) -> tuple[ScrapedAttachment, ...]:
    """The files of the publications in the languages that we read."""
    found = {}
    for one in records(told.get("publications")):
        for attached in records(one.get("attachments")):
            document = identifier(attached.get("documentId"))
            language = str(attached.get("language") or "en").lower()
            if document and language in LANGUAGES:
                name = next(
                    iter(texts([attached.get(n) for n in ("title", "fileName", "ersFileName")])), document
                )
                found[document] = ScrapedAttachment(file(document), name)
    return tuple(found.values())

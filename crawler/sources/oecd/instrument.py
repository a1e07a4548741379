"""What the OECD tells of one instrument: a row of the list, or all there is."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from crawler import blocks
from crawler.fields import Record, identifier, labels, records, words
from crawler.sources.oecd.addresses import KEY, SOURCE, UNKNOWN, page, text
from legislation.scraped import Page, ScrapedPart
from legislation.text import language_of
from legislation.vocabulary import LANGUAGES, Kind, Stage

BODY = "OECD"
TEXT = "text"
"""How the labels begin under which a detail keeps the addresses of its texts; the language follows."""

STAGES = {
    "in force": Stage.IN_FORCE,
    "en vigueur": Stage.IN_FORCE,
    "not yet in force": Stage.ADOPTED,
    "pas encore en vigueur": Stage.ADOPTED,
    "abrogated": Stage.LAPSED,
    "repealed": Stage.LAPSED,
    "replaced": Stage.LAPSED,
    "superseded": Stage.LAPSED,
    "expired": Stage.LAPSED,
    "abrogé": Stage.LAPSED,
    "abrogée": Stage.LAPSED,
    "withdrawn": Stage.WITHDRAWN,
}
KINDS = {
    "decision": Kind.DECISION,
    "décision": Kind.DECISION,
    "convention": Kind.TREATY,
    "international agreement": Kind.TREATY,
    "accord international": Kind.TREATY,
}
DATES = {"adoptionDate": "adopted", "inForceDate": "in_force", "lastAmendmentDate": "amended"}

_TOLD = frozenset(
    ("id", "key", "title", "type", "status", "statusSummary", "bodyText", "blurb", "background")
)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?")
_LANGUAGE = re.compile(r"[?&]lang=([a-z]{2})\b")


def row(answer: Page, record: Record) -> ScrapedPart:
    """A row of the list: title, type, status and dates."""
    return _part(answer, record, "row")


def whole(answer: Page, record: Record) -> ScrapedPart:
    """All that is told of an instrument, with its summary as text and the addresses of its own text."""
    summary = [line for name in ("blurb", "background") for line in _lines(record.get(name))]
    return _part(answer, record, "detail", summary)


def _part(answer: Page, record: Record, part: str, lines: list[str] | None = None) -> ScrapedPart:
    key = _key(record)
    number = identifier(record.get("id"))
    status, kind = _name(record.get("status")), _name(record.get("type"))
    titles = _titles(record.get("title"), answer.url)
    days, problems = _days(record)
    if not key:
        problems.append("the record does not name its instrument")
    if not titles:
        problems.append("the record has no title")
    given = f"OECD/LEGAL/{key}" if key else None
    return ScrapedPart(
        key=f"{SOURCE}:{given}" if given else UNKNOWN,
        url=page(given) if given else "",
        part=part,
        origin=answer.origin,
        titles=titles,
        kind=KINDS.get((kind or "").lower()),
        body=BODY,
        stage_published=status,
        stage=STAGES.get((status or "").lower()),
        published=days.get("adopted"),
        identifiers=({"oecd_id": number} if number else {})
        | {name: d.isoformat() for name, d in days.items()},
        language=next(iter(titles), "en"),
        text="\n".join(lines) if lines else None,
        labels=(*([("type", kind)] if kind else []), *labels(record, _TOLD | set(DATES)), *_texts(record)),
        links=tuple(
            page(f"OECD/LEGAL/{n}") for n in dict.fromkeys(KEY.findall("\n".join(lines or []))) if n != key
        ),
        problems=tuple(problems),
        page=answer,
    )


def _key(record: Record) -> str | None:
    """The four digits of the key."""
    found = KEY.fullmatch(words(record.get("key")) or "")
    return found[1] if found else None


def _name(value: Any) -> str | None:
    """The name of a thing that is told as ``{id, name}``, or by its name alone."""
    return words(value.get("name")) if isinstance(value, dict) else words(value)


def _by_language(value: Any) -> Iterator[tuple[str | None, str]]:
    """What is told in several languages (``{"name": [{lang, value}]}``), or in one as a plain text."""
    if isinstance(value, dict):
        for inner in value.values():
            for one in records(inner):
                if isinstance(one.get("value"), str):
                    yield words(one.get("lang")), one["value"]
    elif isinstance(value, str):
        yield None, value


def _titles(value: Any, url: str) -> dict[str, str]:
    asked = _LANGUAGE.search(url)
    titles: dict[str, str] = {}
    for language, told in _by_language(value):
        if title := " ".join(blocks.soup(told).get_text(" ").split()):
            titles.setdefault(language or (asked[1] if asked else language_of(title, "en") or "en"), title)
    return titles


def _lines(value: Any) -> list[str]:
    """The paragraphs of what is told in English, else in the first language there is."""
    told = [(language, text) for language, text in _by_language(value) if text.strip()]
    best = next((text for language, text in told if language == "en"), told[0][1] if told else "")
    return blocks.lines(blocks.soup(best)) if best else []


def _days(record: Record) -> tuple[dict[str, date], list[str]]:
    """The days under our names, and a problem for each that is no ISO date."""
    summary = record.get("statusSummary")
    told = {**(summary if isinstance(summary, dict) else {}), **{k: v for k, v in record.items() if v}}
    days: dict[str, date] = {}
    problems = []
    for name, ours in DATES.items():
        value = words(told.get(name))
        if value and (day := _day(value)):
            days[ours] = day
        elif told.get(name):
            problems.append(f"not a date: {name} “{told[name]}”")
    return days, problems


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if _ISO.fullmatch(value) else None
    except ValueError:
        return None


def _texts(record: Record) -> list[tuple[str, str]]:
    """Where the text is, by language."""
    body = record.get("bodyText")
    references = records(body.get("ref")) if isinstance(body, dict) else []
    return [
        (f"{TEXT} {language}", text(uri))
        for reference in references
        if (uri := words(reference.get("uri"))) and (language := words(reference.get("lang"))) in LANGUAGES
    ]

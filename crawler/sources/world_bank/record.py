"""One record of the World Bank's documents service, whose fields come in one type or another."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from crawler import days
from crawler.fields import identifier
from crawler.sources.world_bank.addresses import COUNTRY, SOURCE, UNKNOWN, secure
from legislation.scraped import Page, ScrapedAttachment, ScrapedPart
from legislation.text import language_of

BODY = "World Bank"
LANGUAGES = {
    "english": "en",
    "russian": "ru",
    "armenian": "hy",
    "french": "fr",
    "spanish": "es",
    "georgian": "ka",
}
ABSTRACT = "abstract"
TEXT = "txturl"
"""The labels under which a row keeps its abstract, and the address of its text."""

_TITLES = ("display_title", "repnme", "docna")
_TOLD = frozenset((*_TITLES, "id", "pdfurl", "abstracts", "abstract", "author", "authors"))
"""Fields that have one of ours; names of people are not collected."""
_IDENTIFIERS = {"projectid": "project", "projn": "project_name", "repnb": "report", "guid": "guid"}


def part(page: Page, record: dict[str, Any], number: str = "") -> ScrapedPart:
    """The row of a document. ``number`` is the name of the record in its answer (``D33872155``)."""
    key = identifier(record.get("id")) or number.lstrip("Dd")
    title = next((named for name in _TITLES if (named := words(record.get(name)))), "")
    language = _language(record)
    published, problems = _published(record)
    if not key:
        problems.append("the record does not name its document")
    if not title:
        problems.append("the record has no title")
    pdf = secure(words(record.get("pdfurl")))
    language = language or language_of(title, "en") or "en"
    told = {ours: value for name, ours in _IDENTIFIERS.items() if (value := words(record.get(name)))}
    return ScrapedPart(
        key=f"{SOURCE}:{key}" if key else UNKNOWN,
        url=secure(words(record.get("url"))) or pdf or "",
        part="row",
        origin=page.origin,
        titles={language: title} if title else {},
        body=BODY,
        published=published,
        identifiers=told,
        language=language,
        attachments=(ScrapedAttachment(pdf, "PDF", "application/pdf"),) if pdf else (),
        labels=_labels(record),
        problems=tuple(problems),
        page=page,
    )


def words(value: Any) -> str:
    """A value as text in one line: a string, a number, or what lists and mappings hold, with semicolons."""
    return "; ".join(dict.fromkeys(filter(None, _plain(value))))


def is_about_us(part: ScrapedPart) -> bool | None:
    """Whether a row names our country; None where it names no country."""
    named = [value for label, value in part.labels if label in ("count", "countrycode", "country")]
    return any(COUNTRY.lower() in value.lower() or value == "AM" for value in named) if named else None


def _plain(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from _plain(one)
    elif value is not None:
        yield " ".join((value if isinstance(value, str) else identifier(value) or "").split())


def _language(record: dict[str, Any]) -> str | None:
    said = words(record.get("lang")).lower()
    return LANGUAGES.get(said) or (said if len(said) == len("en") else None)


def _published(record: dict[str, Any]) -> tuple[date | None, list[str]]:
    """The day of disclosure, else that of the document."""
    problems: list[str] = []
    for name in ("disclosure_date", "docdt"):
        value = words(record.get(name))
        if day := days.day_of(value):
            return day, problems
        if value:
            problems.append(f"not a date: {name} “{value}”")
    return None, problems


def _labels(record: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """Everything that has no field with us, under the record's own names; the abstract under ours."""
    labels = [(name, text) for name, value in record.items() if name not in _TOLD and (text := words(value))]
    abstract = words(record.get("abstracts") or record.get("abstract"))
    return (*labels, *([(ABSTRACT, abstract)] if abstract else []))

"""The JSON API of the new site. Which resource serves bills is not known yet: their codes tell them."""

from collections.abc import Iterator
from typing import Any

from crawler.decoding import decode_json
from crawler.fields import Record, identifier, labels, words
from crawler.sources.parliament_am import codes
from crawler.sources.parliament_am.codes import BillCode
from crawler.sources.parliament_am.part import facts
from legislation.errors import UnexpectedPage
from legislation.scraped import Page, ScrapedPart
from legislation.vocabulary import Kind

PART = "record"
_TITLES = {
    "hy": ("title", "name", "titleHy", "titleAm", "nameHy", "nameAm"),
    "en": ("titleEn", "nameEn"),
    "ru": ("titleRu", "nameRu"),
}
_TEXTS = ("text", "content", "body")
_DEEPEST = 20


def read(page: Page) -> list[ScrapedPart]:
    """A part for each record that has the document code of a bill in one of its fields."""
    answer = decode_json(page)
    if not answer:
        raise UnexpectedPage(
            "an empty answer of the API: the list is at its end, or the convocation is wrong"
        )
    found = [(record, code) for record in _records(answer) if (code := _code(record))]
    if not found:
        raise UnexpectedPage("JSON that names no bill: no field of it is a document code")
    return [_part(page, record, code) for record, code in found]


def convocations(page: Page) -> list[int]:
    """The numbers of the convocations that the new site knows, the latest last."""
    answer = decode_json(page)
    ids = (
        [identifier(one.get("id")) for one in answer if isinstance(one, dict)]
        if isinstance(answer, list)
        else []
    )
    numbers = sorted(int(one) for one in ids if one and one.isdecimal())
    if not numbers:
        raise UnexpectedPage("JSON that is no list of convocations")
    return numbers


def _records(value: Any, depth: int = 0) -> Iterator[Record]:
    """All objects in an answer, those that hold others first."""
    if isinstance(value, dict):
        yield value
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if depth < _DEEPEST:
        for one in inside:
            yield from _records(one, depth + 1)


def _code(record: Record) -> BillCode | None:
    """The code that is a whole field of a record."""
    for value in record.values():
        text = words(value) or ""
        found = codes.find(text)
        if len(found) == 1 and found[0].end - found[0].start >= len(text) - 1:
            return found[0]
    return None


def _part(page: Page, record: Record, code: BillCode) -> ScrapedPart:
    told = facts(code)
    titles = {
        language: title
        for language, names in _TITLES.items()
        if (title := next(filter(None, (words(record.get(name)) for name in names)), None))
    }
    number = identifier(record.get("id"))
    text = next(
        (value for name in _TEXTS if isinstance(value := record.get(name), str) and value.strip()), None
    )
    return ScrapedPart(
        **told
        | {
            "identifiers": told["identifiers"] | ({"api_id": number} if number else {}),
            "labels": (*told["labels"], *labels(record, ("id", *_TEXTS))),
        },
        url=page.url if page.url.startswith("http") else "",
        part=PART,
        origin=page.origin,
        titles=titles,
        kind=Kind.BILL,
        stage_published=f"/{code.reading}",
        stage=code.stage,
        language="hy",
        text=text,
        page=page,
    )

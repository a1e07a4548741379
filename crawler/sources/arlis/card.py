"""The card of an act on arlis.am: its labels in every spelling that was seen, and what their values mean."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from crawler import days
from legislation.vocabulary import Kind, Stage

Pair = tuple[str, str]

SPELLINGS = {
    "number": ("Համար", "Համարը", "Ակտի համար", "Номер", "Number", "Act number"),
    "type": ("Տիպ", "Տիպը", "Type"),
    "document": ("Փաստաթղթի տեսակ", "Ակտի տիպ", "Տեսակ", "Տեսակը", "Тип", "Act type"),
    "status": ("Կարգավիճակ", "Կարգավիճակը", "Статус", "Status"),
    "source": ("Սկզբնաղբյուր", "Սկզբնաղբյուրը", "Первоисточник", "Source"),
    "body": ("Ընդունող մարմին", "Ընդունող մարմինը", "Принят", "Enactment body", "Enactment organisation"),
    "place": ("Ընդունման վայր", "Ընդունման վայրը", "Enactment location"),
    "adopted": ("Ընդունման ամսաթիվ", "Ընդունման ամսաթիվը", "Дата принятия", "Enactment date"),
    "signer": (
        *("Ստորագրող մարմին", "Ստորագրող մարմինը", "Подписан"),
        *("Signing organisation", "Signatory organisation"),
    ),
    "signed": ("Ստորագրման ամսաթիվ", "Ստորագրման ամսաթիվը", "Дата подписания", "Signing date"),
    "ratifier": ("Վավերացնող մարմին", "Վավերացնող մարմինը", "Ratificating organisation"),
    "ratified": (
        *("Վավերացման ամսաթիվ", "Վավերացման ամսաթիվը", "Վավերացման ամսաթից"),
        "Ratification date",
    ),
    "in_force": (
        *("Ուժի մեջ մտնելու ամսաթիվ", "Ուժի մեջ մտնելու ամսաթիվը", "Дата вступления в силу"),
        *("Effective date", "Actual start date"),
    ),
    "lapsed": ("Ուժը կորցնելու ամսաթիվ", "Ուժը կորցնելու ամսաթիվը", "Interrupted date"),
}
FIELDS = {spelling.lower(): name for name, spellings in SPELLINGS.items() for spelling in spellings}
DATES = ("adopted", "signed", "ratified", "in_force", "lapsed")
GENERAL = "Գլխավոր տեղեկություն"
"""The heading of the card where it is printed: print view and PDF."""

STATUSES = (
    ("գործում է", Stage.IN_FORCE),
    ("չի գործում", Stage.LAPSED),
    ("ուժը կորցր", Stage.LAPSED),
    ("անվավեր", Stage.LAPSED),
    ("հետ է կանչ", Stage.WITHDRAWN),
    ("հետ կանչ", Stage.WITHDRAWN),
    ("հետ է վերց", Stage.WITHDRAWN),
    ("ընդունված չէ", Stage.REJECTED),
    ("действует", Stage.IN_FORCE),
    ("не действует", Stage.LAPSED),
    ("утратил силу", Stage.LAPSED),
)
"""How the words of a status begin; a suspended act is at no stage of ours."""

_DATE = re.compile(r"(\d{1,2})[.․](\d{1,2})[.․](\d{4})")
_RANGE = re.compile(rf"\(\s*(?P<start>{_DATE.pattern})?\s*[-–]\s*(?P<end>[^()]+?)\s*\)")
_PUBLISHED = re.compile(rf"Պաշտոնական հրապարակման օրը`?՝?\s*(?P<day>{_DATE.pattern})")
_MARKS = " \t:`՝․"
_FURTHEST = 60
_LONGEST_VALUE = 10
"""So many lines a value may take, or it is a text in which a label is a word like others."""

_TWICE = "тип"
"""In Russian two rows are called so."""


@dataclass(frozen=True)
class Card:
    """The rows of a card as published, in order."""

    rows: tuple[Pair, ...]

    def get(self, name: str) -> str | None:
        """The value of a field by our name for it; None where the card has no such row.

        Of several the one with a range of validity: in Russian two rows are called by one name.
        """
        values = [value for label, value in self.rows if field_of(label) == name and value]
        return max(values, key=lambda value: bool(_RANGE.search(value)), default=None)


def field_of(label: str) -> str | None:
    """Our name for a label; None for one that we do not know."""
    return FIELDS.get(" ".join(label.split()).strip(_MARKS).lower())


def facts(card: Card, on: date | None = None) -> dict[str, Any]:
    """What the card tells, as fields of a part; ``problems`` names dates that cannot be read.

    ``on`` is the day on which it was told, where that is known.
    """
    status, document = card.get("status"), card.get("document")
    dates = {name: (value, day_of(value)) for name in DATES if (value := card.get(name))}
    validity = dict(zip(("valid_from", "valid_until"), valid(document), strict=True))
    base = {"act_number": number} if (number := card.get("number")) else {}
    published = _PUBLISHED.search(card.get("source") or "")
    return {
        "kind": kind(card.get("type"), card.get("body")),
        "body": card.get("body"),
        "stage_published": "; ".join(filter(None, (status, document))) or None,
        "stage": stage(status, document, dates.get("lapsed", ("", None))[1], on),
        "published": day_of(published["day"]) if published else None,
        "identifiers": base
        | {name: day.isoformat() for name, (_, day) in dates.items() if day}
        | {name: day.isoformat() for name, day in validity.items() if day},
        "labels": card.rows,
        "problems": tuple(f"not a date: {name} “{value}”" for name, (value, day) in dates.items() if not day),
    }


def stage(
    status: str | None, document: str | None, lapsed: date | None = None, on: date | None = None
) -> Stage | None:
    """Whether this text of the act is law on a day; without the day, whether it stays law.

    The range of validity decides: a text whose range has ended is superseded, although the status of an
    old incorporation still says that it is in force. So does the day on which the act was repealed.
    """
    start, end = valid(document)
    ends = [day for day in (end, lapsed) if day]
    if ends and (on is None or min(ends) <= on):
        return Stage.LAPSED
    words = " ".join((status or "").lower().split())
    known = next((meaning for beginning, meaning in STATUSES if words.startswith(beginning)), None)
    if not status and (start or _RANGE.search(document or "")):
        known = Stage.IN_FORCE
    if known is Stage.IN_FORCE and on and start and start > on:
        return Stage.ADOPTED
    return known


def valid(document: str | None) -> tuple[date | None, date | None]:
    """The days from which and until which a text is valid; None for a range that is open, or not told."""
    found = _RANGE.search(document or "")
    if not found:
        return None, None
    return day_of(found["start"] or ""), day_of(found["end"])


def is_base(document: str | None) -> bool:
    """Whether the document is the act as first adopted, and not a later incorporation of it."""
    return bool(document) and str(document).lower().startswith(("հիմնական ակտ", "base act"))


_KINDS = (
    ("օրենք", Kind.LAW),
    ("օրենսգիրք", Kind.LAW),
    ("սահմանադր", Kind.LAW),
    ("հրամանագիր", Kind.DECREE),
    ("հրաման", Kind.ORDER),
    ("որոշում", Kind.DECISION),
    *((word, Kind.TREATY) for word in ("համաձայնագիր", "պայմանագիր", "կոնվենցիա", "արձանագրություն")),
)


def kind(named: str | None, body: str | None) -> Kind | None:
    """What sort of act it is by its type and, for decisions, by who took it; None for other types."""
    name = (named or "").lower()
    found = next((sort for word, sort in _KINDS if word in name), None)
    if found is Kind.DECISION:
        taker = (body or "").lower()
        if "ավագանի" in taker:
            return Kind.COUNCIL_DECISION
        if re.search(r"կառավարությ(ուն|ան)", taker):
            return Kind.GOVERNMENT_DECISION
    return found


def day_of(value: str) -> date | None:
    """The day of a value that begins with ``DD.MM.YYYY``, or is in words; None for 31.02.2020."""
    found = _DATE.match(value.strip())
    if not found:
        return days.day_of(value)
    try:
        return datetime.strptime(".".join(found.groups()), "%d.%m.%Y").date()  # noqa: DTZ007 # a day has no zone
    except ValueError:
        return None


def printed(lines: Sequence[tuple[str, ...]]) -> tuple[str | None, Card, int]:
    """The title and the card at the head of a print view or PDF, and how many lines they take.

    A line is its columns. A label stands before its value in one line, or alone above it; what follows
    goes on with the value. Without a known label there is no card.
    """
    heads = [_split(columns) for columns in lines[:_FURTHEST]]
    known = _rows_of_card(heads)
    if not known:
        return None, Card(()), 0
    general = next((i for i, columns in enumerate(lines[: known[0]]) if columns[0] == GENERAL), None)
    title = " ".join(" ".join(columns) for columns in lines[: known[0] if general is None else general])
    rows: list[list[str]] = []
    index = known[0]
    while index <= known[-1]:
        label, value = heads[index]
        if label:
            rows.append([label, value])
        elif _complete(rows[-1]) and index < known[-1] and field_of(rows[-1][0]) in DATES:
            rows.append([value, ""])
        else:
            rows[-1][1] = _joined(rows[-1][1], value)
        index += 1
    if index < len(heads) and not _complete(rows[-1]) and _fits(rows[-1][0], heads[index][1]):
        rows[-1][1] = heads[index][1]
        index += 1
    return title or None, Card(tuple((label, value) for label, value in rows)), index


def _rows_of_card(heads: Sequence[Pair]) -> list[int]:
    """Where the rows of the card begin: it ends before a field told before, or a long text."""
    found: list[int] = []
    told: set[str] = set()
    for index, (label, _) in enumerate(heads):
        name = field_of(label) if label else None
        if name is None:
            continue
        if (name in told and label.lower() != _TWICE) or (found and index - found[-1] > _LONGEST_VALUE):
            break
        found.append(index)
        told.add(name)
    return found


def _split(columns: tuple[str, ...]) -> tuple[str, str]:
    """Label and value of a line; an empty label where the line does not begin with one."""
    line = " ".join(columns)
    fitting = [words for words in _BY_LENGTH if line.lower() == words or line.lower().startswith(f"{words} ")]
    if fitting:
        size = len(fitting[0])
        return line[:size], line[size:].strip(_MARKS)
    return (columns[0], " ".join(columns[1:])) if len(columns) > 1 else ("", line)


_BY_LENGTH = sorted(FIELDS, key=len, reverse=True)


def _complete(row: list[str]) -> bool:
    label, value = row
    return bool(value) if field_of(label) not in DATES else bool(_DATE.search(value))


def _fits(label: str, value: str) -> bool:
    """Whether a line below the last label can be its value."""
    return field_of(label) not in DATES or bool(_DATE.match(value))


def _joined(value: str, more: str) -> str:
    if not value or value.endswith("-"):
        return value + more
    return f"{value} {more}"

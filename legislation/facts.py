"""What a person says about a draft that is imported, as typed, and as it is understood."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TypeVar
from zoneinfo import ZoneInfo

from legislation.characters import keepable
from legislation.errors import Invalid
from legislation.vocabulary import LANGUAGES, Deadline, Kind, Stage

LONGEST = 1_000
"""Letters of the longest title."""
_LONGEST_NAME = 200
_YEARS = range(1900, 2101)
_SURE = (Deadline.PUBLISHED, Deadline.ASSUMED)
_END_OF_DAY = time(23, 59, 59)

Titles = Mapping[str, Mapping[str, str]]
"""The titles of the known sources, by name and language."""


@dataclass(frozen=True)
class Facts:
    """What is known of a draft beside its text: ``source`` is a known one or a publisher's name."""

    title: str
    source: str
    kind: Kind | None = None
    body: str | None = None
    stage: Stage | None = None
    published: date | None = None
    closes: datetime | None = None
    deadline: Deadline = Deadline.UNKNOWN
    language: str | None = None


def read_facts(typed: Mapping[str, str], zone: ZoneInfo, sources: Titles) -> Facts:
    """The facts in a form: title, source, kind, body, stage, published, deadline, deadline_is, language.

    A deadline that is a day ends with that day in ``zone``; ``deadline_is`` says whether it was published or
    is assumed. Raises Invalid, which names the field.
    """
    closes = _moment(typed.get("deadline", ""), zone)
    return Facts(
        title=_needed(typed, "title", LONGEST),
        source=_known(_needed(typed, "source", _LONGEST_NAME), sources),
        kind=_one_of(Kind, typed, "kind"),
        body=_line(typed, "body", _LONGEST_NAME) or None,
        stage=_one_of(Stage, typed, "stage"),
        published=_day(typed.get("published", ""), "published"),
        closes=closes,
        deadline=_surety(typed.get("deadline_is", "")) if closes else Deadline.UNKNOWN,
        language=_language(typed.get("language", "")),
    )


def _known(name: str, sources: Titles) -> str:
    """The name of the source that was typed, or whose title was; else the words themselves."""
    wanted = name.casefold()
    for known, titles in sources.items():
        if wanted in {known.casefold(), *(title.casefold() for title in titles.values())}:
            return known
    return name


def _line(typed: Mapping[str, str], field: str, longest: int) -> str:
    line = " ".join(keepable(typed.get(field, "")).split())
    if len(line) > longest:
        raise Invalid("too_long", field)
    return line


def _needed(typed: Mapping[str, str], field: str, longest: int) -> str:
    line = _line(typed, field, longest)
    if not line:
        raise Invalid(f"{field}_needed", field)
    return line


_Choice = TypeVar("_Choice", Kind, Stage)


def _one_of(choices: type[_Choice], typed: Mapping[str, str], field: str) -> _Choice | None:
    value = typed.get(field, "")
    if value and value not in set(choices):
        raise Invalid("unknown_choice", field)
    return choices(value) if value else None


def _language(value: str) -> str | None:
    if value and value not in LANGUAGES:
        raise Invalid("unknown_choice", "language")
    return value or None


def _surety(value: str) -> Deadline:
    if value not in _SURE:
        raise Invalid("deadline_kind_needed", "deadline_is")
    return Deadline(value)


def _day(typed: str, field: str) -> date | None:
    if not typed.strip():
        return None
    try:
        day = date.fromisoformat(typed.strip())
    except ValueError:
        raise Invalid("bad_date", field) from None
    return _sane(day, field)


def _moment(typed: str, zone: ZoneInfo) -> datetime | None:
    typed = typed.strip()
    if len(typed) <= len("2026-05-01"):
        day = _day(typed, "deadline")
        return datetime.combine(day, _END_OF_DAY, zone).astimezone(UTC) if day else None
    try:
        moment = datetime.fromisoformat(typed)
    except ValueError:
        raise Invalid("bad_date", "deadline") from None
    _sane(moment.date(), "deadline")
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)


def _sane(day: date, field: str) -> date:
    if day.year not in _YEARS:
        raise Invalid("bad_date", field)
    return day

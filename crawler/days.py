"""Days in all usual spellings: RFC 822, RFC 3339, and what people write instead."""

import re
from collections.abc import Iterator
from datetime import date

_MONTHS = (
    ("jan", "янв", "հունվ"),
    ("feb", "fév", "fev", "фев", "փետ"),
    ("mar", "мар", "մար"),
    ("apr", "avr", "апр", "ապր"),
    ("may", "mai", "май", "мая", "մայ"),
    ("june", "juin", "jun", "июн", "հունի"),
    ("july", "juil", "jul", "июл", "հուլ"),
    ("aug", "aoû", "aou", "авг", "օգո"),
    ("sep", "сен", "սեպ"),
    ("oct", "окт", "հոկ"),
    ("nov", "ноя", "նոյ"),
    ("dec", "déc", "дек", "դեկ"),
)
_MONTH = "|".join(beginning for names in _MONTHS for beginning in names)
_NAME = rf"(?<!\w)(?P<name>(?:{_MONTH})\w*)\.?"
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_SPELLINGS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)",
        r"^(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?=T|$)",
        r"^(?P<year>\d{4})[./](?P<month>\d{1,2})[./](?P<day>\d{1,2})(?!\d)",
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|er)?[ .,-]*{_NAME}[ .,-]*(?P<year>\d{{4}}|\d{{2}})(?!\d)",
        rf"{_NAME} +(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? +(?:[\d:]+ +(?:[a-z]{{2,5}} +)?)?(?P<year>\d{{4}})",
        rf"(?<!\d)(?P<year>\d{{4}})\s*(?:թ(?:վականի|\.)?|г(?:ода|\.)?)?\s+{_NAME}\s+(?P<day>\d{{1,2}})(?!\d)",
        r"(?<!\d)(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})(?!\d)",
    )
)
_SLASHES = re.compile(r"(?<!\d)(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<year>\d{4})(?!\d)")
_TWO_DIGITS = 50
_CENTURY = 100


def day_of(value: str) -> date | None:
    """The day that a moment names, in the moment's own zone; None for what names none, or two.

    In 10/09/2024 the weekday, if told, decides which number is the month.
    """
    value = " ".join(value.split())
    for spelling in _SPELLINGS:
        found = spelling.search(value)
        if found and (day := _day(**found.groupdict())):
            return day
    found = _SLASHES.search(value)
    days = set(_either(value, found["first"], found["second"], found["year"])) if found else set()
    return days.pop() if len(days) == 1 else None


def _day(year: str, day: str, month: str = "", name: str = "") -> date | None:
    number = int(year)
    if number < _CENTURY:
        number += 1900 if number >= _TWO_DIGITS else 2000
    try:
        return date(number, int(month) if month else _month(name), int(day))
    except ValueError:
        return None


def _month(name: str) -> int:
    lower = name.lower()
    return next(n for n, names in enumerate(_MONTHS, start=1) if lower.startswith(names))


def _either(value: str, first: str, second: str, year: str) -> Iterator[date]:
    """The days that two numbers in either order can be, and that fall on the weekday that is told."""
    weekday = next((n for n, name in enumerate(_WEEKDAYS) if value.lower().startswith(name)), None)
    for day, month in ((first, second), (second, first)):
        found = _day(year, day, month)
        if found and weekday in (None, found.weekday()):
            yield found

"""The fields of JSON answers, which may hold anything, or not be there at all."""

import re
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from crawler.days import day_of

Record = Mapping[str, Any]


def words(value: Any) -> str | None:
    """A text in one line; None for a blank one, and for what is no text."""
    return (" ".join(value.split()) or None) if isinstance(value, str) else None


def identifier(value: Any) -> str | None:
    """An identifier as a string: 18805, 18805.0 and “18805.0” are “18805”; None for what cannot be one."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = words(str(value))
    return re.sub(r"^(\d+)\.0$", r"\1", text) if text else None


def day(value: Any) -> date | None:
    """The day that a text names; None for anything else."""
    return day_of(value) if isinstance(value, str) else None


def records(value: Any) -> list[Record]:
    """The objects of an array; whatever else is in it, or instead of it, is left out."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def texts(value: Any) -> list[str]:
    """The texts of an array, each in one line; a single text counts as an array of one."""
    return [text for one in (value if isinstance(value, list) else [value]) if (text := words(one))]


def labels(record: Record, told: Collection[str]) -> tuple[tuple[str, str], ...]:
    """The plain values of a record under the names they have in it, but for those ``told`` elsewhere."""
    return tuple(
        (name, text)
        for name, value in record.items()
        if name not in told
        for one in (value if isinstance(value, list) else [value])
        if (text := _plain(one))
    )


def _plain(value: Any) -> str | None:
    """The text of a value, or of code and label of an object that has nothing else."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict) and value and not value.keys() - {"code", "label"}:
        return " ".join(texts([value.get("code"), value.get("label")])) or None
    return words(value) if isinstance(value, str) else identifier(value)

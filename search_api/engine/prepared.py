"""What every engine is given of a document: its fields, and the words of its texts, ready to be kept.

Texts come analysed, their keys joined by blanks, so that an index splits them at blanks and nothing
else. Every field that a query can name is a feature (``source:edraft``) in one field of whole values.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from legislation.query import FACETS, Document

SUMMARY_WEIGHT = 3
"""A word in a summary counts so many times."""
MOST_PHRASES = 16
"""So many wordings of a phrase are asked for one by one; above, as one expression."""
MOST_VALUES = 10_000
"""Values of a field that are counted."""

LONGEST_VALUE = 500
"""Characters of a field's value that count."""
LONGEST_UNITS = 255
"""UTF-16 units of a word that Lucene keeps together."""

MOMENTS = {"deadline": "closes", "changed": "changed"}
"""The field in which the moment of a condition lies."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def fields(document: Document) -> dict[str, Any]:
    """The fields by name: words as texts, whole values as lists, moments in microseconds, days by number.

    ``published`` or else ``seen`` is there, ``closes`` and ``changed`` if the document has them.
    """
    moment = microseconds(document.newest)
    found: dict[str, Any] = {
        name: [value[:LONGEST_VALUE] for value in document.values[name]] for name in FACETS
    }
    found |= {
        "id": document.id,
        "features": [feature(*pair) for pair in document.features],
        "readers": list(document.readers),
        "keys": joined(document.reading.keys + document.summaries.keys * (SUMMARY_WEIGHT - 1)),
        "exact": joined(document.reading.exact),
        "opening": joined(document.opening.keys),
        "body_keys": joined(document.body_reading.keys),
        "newest": moment,
    }
    if document.published:
        found["published"] = document.published.toordinal()
    else:
        found["seen"] = moment
    if document.closes:
        found["closes"] = microseconds(document.closes)
    if document.changed:
        found["changed"] = microseconds(document.changed)
    return found


def joined(keys: Sequence[str]) -> str:
    text = " ".join(keys)
    if text.isascii() or _units(text) == len(text):  # then no word is too long
        return text
    return " ".join(map(word, keys))


def word(key: str) -> str:
    """A key as an index keeps it: one of very rare letters may be cut."""
    return key if _units(key) <= LONGEST_UNITS else key[: LONGEST_UNITS // 2]


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def feature(name: str, value: str) -> str:
    return f"{name}:{value[:LONGEST_VALUE]}"


def microseconds(moment: datetime) -> int:
    """Since 1970, as an index counts time."""
    since = moment - _EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds

"""Places in a text: from a provision's path to the words that stand there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


class Placed(Protocol):
    """Anything with a path, a heading and a span in its text: a ``Provision`` or a ``Piece``."""

    path: str
    heading: str
    start: int
    end: int


@dataclass(frozen=True)
class Place:
    """A place in a text; the empty path is the whole, and quotes nothing."""

    path: str
    heading: str
    quote: str
    start: int
    end: int


def place(text: str, provisions: Sequence[Placed], path: str) -> Place | None:
    """The place that a path names in a text, or None if the text has no such provision."""
    if path == "":
        return Place("", "", "", 0, 0)
    found = next((p for p in provisions if p.path == path), None)
    if found is None:
        return None
    return Place(path, found.heading, text[found.start : found.end].strip(), found.start, found.end)

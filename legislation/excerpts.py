"""The passages of a draft that show what a search found, each with the provision that it stands in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from legislation.anchors import Placed
from legislation.query import Query
from legislation.text import Passage, find, passages, tokens

TITLE = "title"
"""The ``part`` of an excerpt from a title."""


@dataclass(frozen=True)
class Readable:
    """One text of a draft with its provisions."""

    part: str
    language: str | None
    text: str
    places: Sequence[Placed] = ()


@dataclass(frozen=True)
class Excerpt:
    """A passage, where it stands, and what is marked in it (character spans within ``text``)."""

    part: str
    path: str
    heading: str
    text: str
    marks: tuple[tuple[int, int], ...]


def excerpts(
    query: Query, titles: Mapping[str, str], texts: Sequence[Readable], limit: int = 3
) -> list[Excerpt]:
    """At most ``limit`` passages that show the words of a query, from the texts, else from a title.

    A query without words (``topic:…``) has none.
    """
    if not query.patterns:
        return []
    found = [excerpt for readable in texts for excerpt in _from(query, readable, limit)]
    if not found:
        headings = [Readable(TITLE, language, title) for language, title in titles.items()]
        found = [excerpt for readable in headings for excerpt in _from(query, readable, limit)]
    found.sort(key=_distinct, reverse=True)
    return found[:limit]


def show(readable: Readable, spans: Sequence[tuple[int, int]], limit: int = 3) -> list[Excerpt]:
    """At most ``limit`` passages of a text that show these character spans."""
    return [_placed(passage, readable) for passage in passages(readable.text, spans, limit)]


def _distinct(excerpt: Excerpt) -> int:
    return len({excerpt.text[start:end].lower() for start, end in excerpt.marks})


def _from(query: Query, readable: Readable, limit: int) -> list[Excerpt]:
    words = tokens(readable.text, readable.language)
    spans = [(words[a].start, words[b - 1].end) for a, b in find(words, query.patterns)]
    return show(readable, spans, limit)


def _placed(passage: Passage, readable: Readable) -> Excerpt:
    at = passage.start + (passage.marks[0][0] if passage.marks else 0)
    around = [place for place in readable.places if place.start <= at < place.end]
    place = max(around, key=lambda place: place.start, default=None)
    return Excerpt(
        readable.part,
        place.path if place else "",
        place.heading if place else "",
        passage.text,
        passage.marks,
    )

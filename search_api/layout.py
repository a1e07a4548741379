"""A text cut into what a page shows: headings and lines by provision, with stretches marked."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

HEADED = frozenset({"act", "chapter", "annex", "section", "article"})
"""Kinds of provision whose first line is a heading; parts and points are plain paragraphs."""


class Placed(Protocol):
    """A ``Provision`` or a ``Piece``: a path and a span in the text, the outer ones first."""

    path: str
    kind: str
    number: str
    heading: str
    start: int
    end: int


@dataclass(frozen=True)
class Mark:
    """A stretch of the text that is shown in another way: ``kind`` is found, topic or law."""

    start: int
    end: int
    kind: str
    title: str = ""


@dataclass(frozen=True)
class Run:
    """A piece of a line that looks the same throughout."""

    text: str
    marks: tuple[Mark, ...] = ()

    def has(self, kind: str) -> bool:
        return any(mark.kind == kind for mark in self.marks)

    @property
    def title(self) -> str:
        return "; ".join(dict.fromkeys(mark.title for mark in self.marks if mark.title))


Line = tuple[Run, ...]


@dataclass(frozen=True)
class Block:
    """One provision without those inside it, or (path empty) what stands outside all; depth from 0."""

    path: str
    kind: str
    depth: int
    heading: Line
    lines: tuple[Line, ...]


def blocks(text: str, provisions: Sequence[Placed], marks: Sequence[Mark] = ()) -> list[Block]:
    """The whole text in its order, each character once, without blank lines."""
    ordered = sorted(provisions, key=lambda p: (p.start, -p.end))
    shown: list[Block] = []
    holders: list[int] = []  # where the pieces around this one end
    at = 0
    for index, piece in enumerate(ordered):
        shown += _outside(text, at, piece.start, marks)
        following = ordered[index + 1].start if index + 1 < len(ordered) else len(text)
        at = max(at, min(piece.end, following))
        while holders and holders[-1] <= piece.start:
            holders.pop()
        shown.append(_block(text, piece, at, len(holders), _touching(marks, piece.start, at)))
        holders.append(piece.end)
    return shown + _outside(text, at, len(text), marks)


def around(provisions: Iterable[Placed], offset: int) -> str:
    """The path of the innermost provision at an offset, empty outside all."""
    holding = [p for p in provisions if p.start <= offset < p.end]
    return min(holding, key=lambda p: p.end - p.start).path if holding else ""


def runs(text: str, start: int, end: int, marks: Sequence[Mark]) -> Line:
    """``text[start:end]`` as runs; marks are in offsets of the whole text and may overlap."""
    touching = _touching(marks, start, end)
    edges = {start, end}
    for mark in touching:
        edges |= {max(start, mark.start), min(end, mark.end)}
    cuts = sorted(edges)
    return tuple(
        Run(text[a:b], tuple(m for m in touching if m.start <= a and m.end >= b)) for a, b in pairwise(cuts)
    )


def _touching(marks: Sequence[Mark], start: int, end: int) -> list[Mark]:
    return [mark for mark in marks if mark.start < end and mark.end > start]


def _outside(text: str, start: int, end: int, marks: Sequence[Mark]) -> list[Block]:
    lines = tuple(runs(text, a, b, marks) for a, b in _lines(text, start, end))
    return [Block("", "", 0, (), lines)] if lines else []


def _block(text: str, piece: Placed, end: int, depth: int, marks: Sequence[Mark]) -> Block:
    spans = list(_lines(text, piece.start, end))
    heading: Line = ()
    if piece.kind in HEADED and spans:
        cut = _heading_end(text, piece, spans)
        heading = runs(text, spans[0][0], cut, marks)
        spans = list(_lines(text, cut, end))
    return Block(piece.path, piece.kind, depth, heading, tuple(runs(text, a, b, marks) for a, b in spans))


def _heading_end(text: str, piece: Placed, spans: Sequence[tuple[int, int]]) -> int:
    """Where the heading ends: after the title, on this line or the next, else after the number."""
    start, stop = spans[0]
    reach = spans[1][1] if len(spans) > 1 else stop
    at = text.find(piece.heading, start, reach) if piece.heading else -1
    if at >= 0:
        return at + len(piece.heading)
    number = (
        re.match(rf"\D{{0,40}}{re.escape(piece.number)}[.․:)]*", text[start:stop]) if piece.number else None
    )
    return start + number.end() if number else stop


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans of the lines that are not blank, without the space around them."""
    at = start
    for line in text[start:end].split("\n"):
        inner = line.strip()
        if inner:
            first = at + len(line) - len(line.lstrip())
            yield first, first + len(inner)
        at += len(line) + 1

"""A legal text made ready for rules of reading: letters alike, quotations, ends of clauses.

All copies of a text here have its length, so that a place in one is the same place in all.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

_ALIKE = (("-", "‐‑‒–—֊"), (" ", "\u00a0\r\t"), (".", "․"), ("՝", "`"))
_LATIN = (("o", "օ"), ("u", "ս"), ("h", "հ"))  # typed for the Armenian letters in a word of such
_STRAY = tuple((re.compile(f"{typed}(?:(?<=[ա-և]{typed})|(?=[ա-և]))"), meant) for typed, meant in _LATIN)
_STRAIGHT = re.compile('["“”„]')
_ITEM = re.compile(
    r"\n(?! *(?:\n|\d{1,3}(?:\.\d{1,3})*[.)]|\(?[\da-zա-ֆа-я]{1,3}\)|հոդված\b|article\b|статья\b))",
    re.IGNORECASE,
)
_BLOCK_BEGINS = re.compile("^‘", re.MULTILINE)
_BLOCK_ENDS = re.compile("’(?=[.,;]{0,2}$)", re.MULTILINE)
_MARK = re.compile("[«»]")
_STOP = re.compile(r"[։\n]|:(?!\d)")
_GOES_ON = re.compile(r"[՝,] *$")


class Quote(NamedTuple):
    """What stands between « at ``start`` and » before ``end``; ``depth`` is 0 for outermost ones."""

    start: int
    end: int
    depth: int


@dataclass(frozen=True)
class Clauses:
    """A text with its quotations and the ends of its clauses.

    ``flat`` has small letters, one kind of dash, blank and quotation mark, and a line break only where a
    new item or article begins. ``bare`` is the same with blanks inside quotation marks.
    """

    flat: str
    quotes: tuple[Quote, ...]

    @cached_property
    def bare(self) -> str:
        parts, at = [], 0
        for quote in self.quotes:
            if quote.depth == 0 and quote.end - quote.start > 4:
                parts += [self.flat[at : quote.start], "«", " " * (quote.end - quote.start - 2), "»"]
                at = quote.end
        return "".join([*parts, self.flat[at:]])

    @cached_property
    def _stops(self) -> list[int]:
        return [match.start() for match in _STOP.finditer(self.bare) if not self._goes_on(match)]

    def _goes_on(self, stop: re.Match[str]) -> bool:
        return stop[0] == "\n" and bool(_GOES_ON.search(self.bare, max(0, stop.start() - 3), stop.start()))

    @cached_property
    def _turns(self) -> tuple[list[int], list[int]]:
        turns = sorted([(q.start + 1, 1) for q in self.quotes] + [(q.end, -1) for q in self.quotes])
        return [place for place, _ in turns], [0, *accumulate(step for _, step in turns)]

    def depth(self, place: int) -> int:
        """In how many quotations a place lies; the opening mark itself is outside."""
        places, depths = self._turns
        return depths[bisect_right(places, place)]

    def stop(self, place: int) -> int:
        """Where the clause around a place ends, quotations skipped."""
        index = bisect_left(self._stops, place)
        return self._stops[index] if index < len(self._stops) else len(self.flat)

    def begin(self, place: int) -> int:
        """Where the clause around a place begins."""
        index = bisect_left(self._stops, place)
        return self._stops[index - 1] + 1 if index else 0


def read(text: str) -> Clauses:
    """The clauses of a text in any language; ``flat`` and ``bare`` are in small letters."""
    small = text.lower()
    flat = flatten(small if len(small) == len(text) else "".join(map(_small, text)))
    return Clauses(flat, tuple(_quotes(flat)))


def _small(letter: str) -> str:
    small = letter.lower()
    return small if len(small) == 1 else letter


def flatten(text: str) -> str:
    """A copy of the same length with blanks, dashes and quotation marks alike."""
    flat = text
    for one, others in _ALIKE:
        for other in others:
            flat = flat.replace(other, one)
    for stray, meant in _STRAY:
        flat = stray.sub(meant, flat)
    if _STRAIGHT.search(flat):
        flat = _STRAIGHT.sub(_direction, flat)
    return _ITEM.sub(" ", flat)


def _direction(mark: re.Match[str]) -> str:
    """« or » for a mark that does not tell itself: it opens where a word begins."""
    if mark[0] in "„”":
        return "«" if mark[0] == "„" else "»"
    before = mark.string[mark.start() - 1] if mark.start() else ""
    after = mark.string[mark.end() : mark.end() + 1]
    return "«" if (not before or before in " \n(«[") and after.strip() else "»"


def quotations(text: str) -> list[Quote]:
    """The quotations of a text as it stands, in order; a block of words in ‘…’ is one too."""
    marks = _BLOCK_ENDS.sub("»", _BLOCK_BEGINS.sub("«", text)) if "‘" in text else text
    return _quotes(_STRAIGHT.sub(_direction, marks) if _STRAIGHT.search(marks) else marks)


def _quotes(flat: str) -> list[Quote]:
    """Marks that have a partner; those of different depth lie in each other."""
    opened: list[int] = []
    pairs: list[tuple[int, int]] = []
    for mark in _MARK.finditer(flat):
        if mark[0] == "«":
            opened.append(mark.start())
        elif opened:
            pairs.append((opened.pop(), mark.end()))
    found: list[Quote] = []
    around: list[int] = []
    for start, end in sorted(pairs):
        while around and around[-1] <= start:
            around.pop()
        found.append(Quote(start, end, len(around)))
        around.append(end)
    return found

"""The numbered pieces of a legal text: chapters, articles with parts and points, annexes.

A text is read line by line. A heading begins its line, so that «12-րդ հոդվածի» in a sentence is none,
and what an amendment puts between « and » belongs to the amendment and opens nothing. Paths are built
of the numbers that the text itself gives (``art-12/p-3/2``, ``annex-1/point-4``), so that they stay
the same from version to version. In a package the paths of the second act begin with ``2/`` and so on;
those of the first act, or of the only one, begin with nothing.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from legislation.clauses import quotations
from legislation.headings import Line, lines, order


@dataclass(frozen=True)
class Piece:
    """A piece of a text with its path, number, title and span.

    ``kind`` is annex, section (բաժին, which holds chapters), chapter, article, part (numbered paragraph of
    an article, մաս), point (what ends in a bracket, and any numbered paragraph where there are no
    articles) or subpoint (a letter). The span begins with the heading and holds the pieces inside.
    """

    path: str
    kind: str
    number: str
    heading: str
    start: int
    end: int


_LARGEST_STEP = 20  # repealed pieces leave gaps; a larger one is the number of something else
_FAR = 3  # letters that may be missing before another
_RANK = {
    "annex": 0,
    "section": 1,
    "chapter": 2,
    "article": 3,
    "paragraph": 3,
    "part": 4,
    "point": 5,
    "subpoint": 6,
}
_NOT_IN_PATHS = (_RANK["section"], _RANK["chapter"])
_PREFIX = {
    "annex": "annex-",
    "section": "sec-",
    "chapter": "ch-",
    "article": "art-",
    "paragraph": "point-",
    "part": "p-",
}
_BEFORE_BLOCK = re.compile(r"(?:\n|[^\d\s][.։:՝․])[ \t]*$|^$")


def pieces(text: str) -> list[Piece]:
    """The pieces of a text in order, each before those inside it; none gives an empty list.

    Armenian, Russian, English and French headings are read. Paths are unique: a repeated one gets a
    suffix (``art-12~2``).
    """
    read = lines(text)
    with_articles = _areas_with_articles(read)
    reading = _Reading()
    blocks = _Blocks(text)
    area = 0
    for line in read:
        area += line.kind in ("act", "annex")
        if line.kind and not blocks.hold(line.start):
            reading.take(line, has_articles=area in with_articles)
        reading.quotes = 0 if line.ends_quote else max(0, reading.quotes + line.quotes)
    reading.close(0, len(text.rstrip()))
    return reading.found


class _Reading:
    """What has been found up to a line, and which pieces are open there."""

    def __init__(self) -> None:
        self.found: list[Piece] = []
        self.open: list[tuple[int, int]] = []  # rank and index in ``found``, from the outermost
        self.times: dict[str, int] = {}  # how often a path was wanted
        self.last: dict[str, tuple[int, ...]] = {}  # the last number inside a path, "" for the act
        self.quotes = 0
        self.act = 1
        self.act_is_empty = True
        self.chapter_is_empty = False

    def take(self, line: Line, *, has_articles: bool) -> None:
        """Open what the line opens, unless it is quoted or its number is out of order."""
        quoted = self.quotes > 0
        if line.kind == "article":
            if not quoted or self._steps(line, "article") == 1:
                self.quotes = 0
                self._add(line, "article")
        elif quoted or (line.kind == "roman" and has_articles):
            return
        elif line.kind == "act":
            self._begin_act(line.start)
        elif line.kind == "end":
            self.close(0, line.start)
        elif line.kind in ("part", "point", "subpoint"):
            self._take_numbered(line, has_articles=has_articles)
        else:
            self._add(line, "chapter" if line.kind == "roman" else line.kind)

    def close(self, rank: int, end: int) -> None:
        """Let every open piece of this rank or a lower one end here."""
        while self.open and self.open[-1][0] >= rank:
            _, index = self.open.pop()
            self.found[index] = replace(self.found[index], end=end)

    def _begin_act(self, start: int) -> None:
        self.close(0, start)
        self.act += not self.act_is_empty
        self.act_is_empty = True
        self.last.pop(self._path(), None)

    def _take_numbered(self, line: Line, *, has_articles: bool) -> None:
        in_article = any(self.found[index].kind == "article" for _, index in self.open)
        kind = "paragraph" if line.kind == "part" and not in_article else line.kind
        in_something = bool(self.open) and self.open[-1][0] >= _RANK["article"]
        if (kind in ("point", "subpoint") and not in_something) or (kind == "paragraph" and has_articles):
            return
        restarts = kind == "paragraph" and self.chapter_is_empty and order(line.number) == (1,)
        far = _FAR if kind == "subpoint" else _LARGEST_STEP
        if restarts or 0 < self._steps(line, kind) <= far:
            self._add(line, kind)
            self.chapter_is_empty = False

    def _steps(self, line: Line, kind: str) -> int:
        """How far a number is from the last one at its place: 0 or less is backwards, 1 the next."""
        last, number = self.last.get(self._holder(kind), (0,)), order(line.number)
        return max(1, number[0] - last[0]) if number > last else number[0] - last[0] - 1

    def _holder(self, kind: str) -> str:
        """Path of the piece in which one of this kind would lie; chapters are no part of paths."""
        for rank, index in reversed(self.open):
            if rank < _RANK[kind] and rank not in _NOT_IN_PATHS:
                return self.found[index].path
        return self._path()

    def _path(self) -> str:
        return str(self.act) if self.act > 1 else ""

    def _add(self, line: Line, kind: str) -> None:
        self.close(_RANK[kind], line.start)
        holder = self._holder(kind)
        if kind not in ("annex", "section", "chapter"):
            self.last[holder] = order(line.number)
        own = f"{_PREFIX.get(kind, '')}{line.number}" if line.number else kind
        wanted = f"{holder}/{own}" if holder else own
        self.times[wanted] = times = self.times.get(wanted, 0) + 1
        path = wanted if times == 1 else f"{wanted}~{times}"
        self.open.append((_RANK[kind], len(self.found)))
        kept = "point" if kind == "paragraph" else kind
        self.found.append(Piece(path, kept, line.number, line.heading, line.start, line.start))
        self.act_is_empty = False
        self.chapter_is_empty = kind in ("section", "chapter")


class _Blocks:
    """New wording that stands on lines of its own between quotation marks."""

    def __init__(self, text: str) -> None:
        quotes = [
            one
            for one in quotations(text)
            if one.depth == 0 and _BEFORE_BLOCK.search(text, max(0, one.start - 6), one.start)
        ]
        self.starts = [one.start for one in quotes]
        self.ends = [one.end for one in quotes]

    def hold(self, place: int) -> bool:
        """Whether a line that begins at a place is part of such wording."""
        index = bisect_left(self.starts, place) - 1
        return index >= 0 and place < self.ends[index]


def _areas_with_articles(read: list[Line]) -> set[int]:
    """Which stretches between headings of acts and annexes have articles, counted from 0."""
    area, found = 0, set()
    for line in read:
        area += line.kind in ("act", "annex")
        if line.kind == "article":
            found.add(area)
    return found

"""The numbered pieces of a legal text: chapters, articles with parts and points, annexes.

A text is read line by line. A heading begins its line, so that «12-րդ հոդվածի» in a sentence is none,
and what an amendment puts between « and » belongs to the amendment and opens nothing. Paths are built
of the numbers that the text itself gives (``art-12/p-3/2``, ``annex-1/point-4``), so that they stay
the same from version to version. In a package the paths of the second act begin with ``2/`` and so on;
those of the first act, or of the only one, begin with nothing.
"""

import re
import unicodedata
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Piece:
    """A piece of a text with its path, number, title and span.

    ``kind`` is chapter, annex, article, part (numbered paragraph of an article, մաս) or point (what
    ends in a bracket, and any numbered paragraph where there are no articles). The span begins with
    the heading and holds the pieces that are inside this one.
    """

    path: str
    kind: str
    number: str
    heading: str
    start: int
    end: int


@dataclass(frozen=True)
class _Line:
    """A line of a text; ``kind`` is "" if it opens nothing. ``quotes``: « less » on it."""

    kind: str
    number: str
    heading: str
    start: int
    quotes: int
    ends_quote: bool


_NUMBER = r"(?P<number>\d{1,4}(?:[.․]\d{1,3}){0,3}[¹²³⁰⁴-⁹]{0,2})"
_NUMBER_OR_ROMAN = rf"(?:{_NUMBER}|(?P<roman>[IVXL]{{1,7}}))"
_ARTICLE = r"(?:Հ ?ո ?դ ?վ ?ա ?ծ|Հ ?Ո ?Դ ?Վ ?Ա ?Ծ|Article|ARTICLE|Art\.|Статья|СТАТЬЯ)"
_CHAPTER = (
    r"(?:Գլուխ|Գ ?Լ ?ՈՒ ?Խ|Բաժին|Բ ?Ա ?Ժ ?Ի ?Ն|Chapter|CHAPTER|Title|TITLE|Глава|ГЛАВА|Раздел|РАЗДЕЛ"
    r"|Chapitre|CHAPITRE|Titre|TITRE)"
)
_ANNEX = r"(?:Հավելված|ՀԱՎԵԼՎԱԾ|Annexe?|ANNEXE?|Приложение|ПРИЛОЖЕНИЕ)"
_OPENINGS = {
    "article": re.compile(
        rf"{_ARTICLE}\s*{_NUMBER}(?:er)?(?:\s*[.․:](?P<rest>.*)|\s+[-–—](?P<dashed>.*)|\s+(?P<title>[A-ZА-ЯЁ].*))?$"
    ),
    "chapter": re.compile(rf"{_CHAPTER}\s*{_NUMBER_OR_ROMAN}(?:er)?(?:[.․:\s](?P<rest>.*))?$"),
    "annex": re.compile(rf"{_ANNEX}\s*(?:N|№|n°|թիվ)?\s*{_NUMBER_OR_ROMAN}?\s*[.:]?$"),
    "section": re.compile(r"(?P<roman>[IVX]{1,6})\.(?:\s+(?P<rest>.*))?$"),
    "part": re.compile(rf"{_NUMBER}[.․](?:\s(?P<rest>.*)|(?P<title>[^\W\d].*))?$"),
    "point": re.compile(rf"\(?{_NUMBER}\)(?P<rest>.*)$"),
}
_ACT = re.compile(
    "(?:ՀՀ|ՀԱՅԱՍՏԱՆԻՀԱՆՐԱՊԵՏՈՒԹՅԱՆ)?(?:ՍԱՀՄԱՆԱԴՐԱԿԱՆ|ԿԱՌԱՎԱՐՈՒԹՅԱՆ|ԱՎԱԳԱՆՈՒ)?"
    "(?:ՕՐԵՆՔ|ՕՐԵՆՍԳԻՐՔ|ՈՐՈՇՈՒՄ|ՀՐԱՄԱՆԱԳԻՐ|ՀՐԱՄԱՆ)Ը?"
)
_WORD_ALONE = re.compile(f"(?:{_ARTICLE}|{_CHAPTER})")
_NUMBER_ALONE = re.compile(rf"{_NUMBER}[.․]?")
_QUOTE_ENDS = ("»:", "»։", "».", "»․")
_NO_TITLE_ENDS = tuple("։:.;,՝`․")
_LONGEST_TITLE = 300
_LARGEST_STEP = 20  # repealed pieces leave gaps; a larger one is the number of something else
_RANK = {"annex": 0, "chapter": 1, "article": 2, "paragraph": 2, "part": 3, "point": 4}
_PREFIX = {"annex": "annex-", "chapter": "ch-", "article": "art-", "paragraph": "point-", "part": "p-"}


def pieces(text: str) -> list[Piece]:
    """The pieces of a text in order, each before those inside it; none gives an empty list.

    Armenian, Russian, English and French headings are read. Paths are unique: a repeated one gets a
    suffix (``art-12~2``).
    """
    lines = _lines(text)
    with_articles = _areas_with_articles(lines)
    reading = _Reading()
    area = 0
    for line in lines:
        area += line.kind in ("act", "annex")
        if line.kind:
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

    def take(self, line: _Line, *, has_articles: bool) -> None:
        """Open what the line opens, unless it is quoted or its number is out of order."""
        quoted = self.quotes > 0
        if line.kind == "article":
            if not quoted or self._steps(line, "article") == 1:
                self.quotes = 0
                self._add(line, "article")
        elif quoted:
            return
        elif line.kind == "act":
            self._begin_act(line.start)
        elif line.kind == "section":
            if not has_articles:
                self._add(line, "chapter")
        elif line.kind in ("part", "point"):
            self._take_numbered(line, has_articles=has_articles)
        else:
            self._add(line, line.kind)

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

    def _take_numbered(self, line: _Line, *, has_articles: bool) -> None:
        in_article = any(self.found[index].kind == "article" for _, index in self.open)
        kind = line.kind if in_article or line.kind == "point" else "paragraph"
        in_something = bool(self.open) and self.open[-1][0] >= _RANK["article"]
        if (kind == "point" and not in_something) or (kind == "paragraph" and has_articles):
            return
        restarts = kind == "paragraph" and self.chapter_is_empty and _order(line.number) == (1,)
        if restarts or 0 < self._steps(line, kind) <= _LARGEST_STEP:
            self._add(line, kind)
            self.chapter_is_empty = False

    def _steps(self, line: _Line, kind: str) -> int:
        """How far a number is from the last one at its place: 0 or less is backwards, 1 the next."""
        last, number = self.last.get(self._holder(kind), (0,)), _order(line.number)
        return max(1, number[0] - last[0]) if number > last else number[0] - last[0] - 1

    def _holder(self, kind: str) -> str:
        """Path of the piece in which one of this kind would lie; chapters are no part of paths."""
        for rank, index in reversed(self.open):
            if rank < _RANK[kind] and rank != _RANK["chapter"]:
                return self.found[index].path
        return self._path()

    def _path(self) -> str:
        return str(self.act) if self.act > 1 else ""

    def _add(self, line: _Line, kind: str) -> None:
        self.close(_RANK[kind], line.start)
        holder = self._holder(kind)
        if kind not in ("annex", "chapter"):
            self.last[holder] = _order(line.number)
        own = f"{_PREFIX.get(kind, '')}{line.number}" if line.number else kind
        wanted = f"{holder}/{own}" if holder else own
        self.times[wanted] = times = self.times.get(wanted, 0) + 1
        path = wanted if times == 1 else f"{wanted}~{times}"
        self.open.append((_RANK[kind], len(self.found)))
        kept = "point" if kind == "paragraph" else kind
        self.found.append(Piece(path, kept, line.number, line.heading, line.start, line.start))
        self.act_is_empty = False
        self.chapter_is_empty = kind == "chapter"


def _areas_with_articles(lines: list[_Line]) -> set[int]:
    """Which stretches between headings of acts and annexes have articles, counted from 0."""
    area, found = 0, set()
    for line in lines:
        area += line.kind in ("act", "annex")
        if line.kind == "article":
            found.add(area)
    return found


def _lines(text: str) -> list[_Line]:
    spans = [(match.start(), match[0].strip()) for match in re.finditer(r"\S[^\n]*", text)]
    contents = [content for _, content in spans] + ["", ""]
    found: list[_Line] = []
    number_was_taken = False
    for index, (start, content) in enumerate(spans):
        if number_was_taken:
            number_was_taken = False
            continue
        number_was_taken = bool(
            _WORD_ALONE.fullmatch(content) and _NUMBER_ALONE.fullmatch(contents[index + 1])
        )
        if number_was_taken:
            content = f"{content} {contents[index + 1]}"
        kind, number, rest = _opening(content)
        heading = _heading(kind, rest, contents[index + 1 + number_was_taken])
        quotes = content.count("«") - content.count("»")
        found.append(_Line(kind, number, heading, start, quotes, content.endswith(_QUOTE_ENDS)))
    return found


def _opening(content: str) -> tuple[str, str, str]:
    """Kind, number and rest of a line; the kind is "" if it opens nothing."""
    if len(content) < 100 and _ACT.fullmatch(re.sub(r"\s", "", content)):
        return "act", "", ""
    for kind, pattern in _OPENINGS.items():
        match = pattern.match(content)
        if match:
            parts = match.groupdict()
            number = parts.get("number") or parts.get("roman") or ""
            rest = parts.get("rest") or parts.get("dashed") or parts.get("title") or ""
            return kind, _tidy(number), rest.strip()
    return "", "", ""


def _tidy(number: str) -> str:
    """``5․1`` and ``5¹`` as ``5.1``."""
    plain = re.sub("[¹²³⁰⁴-⁹]+", lambda raised: "." + unicodedata.normalize("NFKC", raised[0]), number)
    return plain.replace("․", ".")


def _order(number: str) -> tuple[int, ...]:
    return tuple(int(step) for step in number.split(".")) if number[:1].isdigit() else (0,)


def _heading(kind: str, rest: str, following: str) -> str:
    """The title that stands on the line itself or, for larger pieces, alone on the next one."""
    title = rest
    if kind in ("article", "chapter", "section"):
        title = rest or ("" if _opening(following)[0] else following)
    elif not rest.isupper():
        return ""
    is_title = len(title) <= _LONGEST_TITLE and not title.endswith(_NO_TITLE_ENDS)
    return title if is_title and not title[:1].isdigit() else ""

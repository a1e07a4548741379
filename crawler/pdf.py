"""The text of a PDF: its lines with their places, and the paragraphs that they were broken from."""

import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2  # type: ignore[import-untyped] # it brings no types

WIDE_GAP = 18.0
"""A blank in a line that is wider than this (in points) parts columns."""
TOLERANCE = 6.0
HANGING = 40.0
"""A first line is indented by less than this; what is indented by more hangs beside a number."""
LINE_END = "\r\n"
_HYPHEN = re.compile(r"\w-$")


class UnreadablePdf(ValueError):
    """A PDF that gives no text; the message says why."""


@dataclass(frozen=True)
class Line:
    """One line: its columns, from where to where it reaches in points, how wide its first word is.

    PDFium may make one line of two printed ones (where a word was parted), so ``begins`` and ``ends``, the
    heights of its first and last letter, can differ.
    """

    columns: tuple[str, ...]
    left: float
    right: float
    begins: float
    ends: float
    first_word: float
    page: int

    @property
    def text(self) -> str:
        return " ".join(self.columns)


def pages(content: bytes, limit: int) -> list[list[Line]]:
    """The lines of each page. Raises UnreadablePdf: broken, locked, more pages than ``limit``, no letters."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise UnreadablePdf("the PDF is locked by a password" if locked else "the PDF is broken") from error
    try:
        if len(document) > limit:
            raise UnreadablePdf(f"the PDF has {len(document)} pages, more than {limit}")
        found = [_page_lines(document, number) for number in range(len(document))]
    except pypdfium2.PdfiumError as error:
        raise UnreadablePdf("the PDF is broken") from error
    finally:
        document.close()
    if not any(found):
        raise UnreadablePdf("the PDF has no letters, only pictures (a scan)")
    return found


def paragraphs(lines: Sequence[Line]) -> list[str]:
    """The paragraphs that the lines were broken from.

    A line goes on the one before it where that one had no room left for the line's first word.
    """
    if not lines:
        return []
    margins = min(line.left for line in lines), max(line.right for line in lines)
    step = _line_step(lines)
    result = [lines[0].text]
    for before, line in pairwise(lines):
        if _goes_on(before, line, margins, step):
            result[-1] += line.text if _HYPHEN.search(result[-1]) else f" {line.text}"
        else:
            result.append(line.text)
    return result


def _goes_on(before: Line, line: Line, margins: tuple[float, float], step: float) -> bool:
    left, right = margins
    apart = before.ends - line.begins
    if len(line.columns) > 1 or (line.page == before.page and not 0 < apart < 1.6 * step):
        return False
    hangs = line.left > left + HANGING and line.right < right - TOLERANCE
    if len(before.columns) > 1 and not hangs:
        return False
    if _centred(before, margins) and _centred(line, margins):
        return before.right - before.left + line.first_word > right - left - TOLERANCE
    if line.left > left + TOLERANCE and not hangs:
        return False
    return before.right + line.first_word > right - TOLERANCE


def _centred(line: Line, margins: tuple[float, float]) -> bool:
    left, right = margins
    indent = line.left - left
    return indent > TOLERANCE and abs(indent - (right - line.right)) < 2 * TOLERANCE


def _line_step(lines: Sequence[Line]) -> float:
    """How far apart the lines of a paragraph stand: most lines are inside of one."""
    steps = [a.ends - b.begins for a, b in pairwise(lines) if a.page == b.page]
    return statistics.median([step for step in steps if step > 0] or [1.0])


def _page_lines(document: pypdfium2.PdfDocument, number: int) -> list[Line]:
    page = document[number]
    textpage = page.get_textpage()
    try:
        text = textpage.get_text_range()
        whole = len(text) == textpage.count_chars()
        found = _placed(textpage, text, number) if whole else _unplaced(text, number)
        return list(found)
    finally:
        textpage.close()
        page.close()


def _placed(textpage: Any, text: str, number: int) -> Iterator[Line]:
    """The lines of a page with their places; a character of the text is a character of the page."""
    start = 0
    for raw in text.split(LINE_END):
        line = raw.strip()
        if line:
            first = start + raw.index(line[0])
            last = first + len(line) - 1
            left, begins, _, _ = textpage.get_charbox(first, loose=True)
            _, ends, right, _ = textpage.get_charbox(last, loose=True)
            word_end = first + len(line.split(maxsplit=1)[0]) - 1
            first_word = textpage.get_charbox(word_end)[2] - left
            yield Line(_columns(textpage, line, first), left, right, begins, ends, first_word, number)
        start += len(raw) + len(LINE_END)


def _unplaced(text: str, number: int) -> Iterator[Line]:
    """The lines of a page whose characters cannot be placed: each stays a paragraph of its own."""
    for place, line in enumerate(text.splitlines()):
        if line.strip():
            yield Line((" ".join(line.split()),), 0, 0, -place, -place, 0, number)


def _columns(textpage: Any, line: str, first: int) -> tuple[str, ...]:
    columns, begin = [], 0
    for index, char in enumerate(line):
        if char == " " and _gap(textpage, first + index) > WIDE_GAP:
            columns.append(line[begin:index])
            begin = index + 1
    columns.append(line[begin:])
    return tuple(" ".join(column.split()) for column in columns if column.strip())


def _gap(textpage: Any, blank: int) -> float:
    """How far apart the characters around a blank stand."""
    return float(textpage.get_charbox(blank + 1)[0] - textpage.get_charbox(blank - 1)[2])

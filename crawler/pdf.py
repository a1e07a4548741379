"""The text of a PDF: its lines with their places, and the paragraphs that they were broken from."""

import re
import statistics
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2  # type: ignore[import-untyped] # it brings no types
from pypdfium2 import raw

NEEDS_OCR = "needs OCR"
"""How the problem of a scan begins."""
STAMP = 60
"""A scanned page may bear so many letters that are none of its text, such as a number or a stamp."""

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


class Sheets(NamedTuple):
    """The lines of each page, and which pages (from 0) are pictures without letters."""

    lines: list[list[Line]]
    scans: list[int]

    @property
    def problem(self) -> str | None:
        """What to say about pages that are scans."""
        if not self.scans:
            return None
        if len(self.scans) == len(self.lines):
            return f"{NEEDS_OCR}: the PDF has no letters, only pictures (a scan)"
        return f"{NEEDS_OCR}: {len(self.scans)} of {len(self.lines)} pages of the PDF are scans"


def read(content: bytes, limit: int) -> Sheets:
    """The lines of a PDF. Raises UnreadablePdf: broken, locked, more pages than ``limit``."""
    try:
        with closing(open_document(content)) as document:
            if len(document) > limit:
                raise UnreadablePdf(f"the PDF has {len(document)} pages, more than {limit}")
            found = [_page_lines(document, number) for number in range(len(document))]
    except pypdfium2.PdfiumError as error:
        raise UnreadablePdf("the PDF is broken") from error
    return Sheets([lines for lines, _ in found], [n for n, (_, is_scan) in enumerate(found) if is_scan])


def pages(content: bytes, limit: int) -> list[list[Line]]:
    """The lines of each page. Raises UnreadablePdf, also where there are none."""
    sheets = read(content, limit)
    if not any(sheets.lines):
        raise UnreadablePdf(sheets.problem or "the PDF has no text")
    return sheets.lines


def open_document(content: bytes) -> pypdfium2.PdfDocument:
    """Raises UnreadablePdf: broken, locked."""
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise UnreadablePdf("the PDF is locked by a password" if locked else "the PDF is broken") from error


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


def _page_lines(document: pypdfium2.PdfDocument, number: int) -> tuple[list[Line], bool]:
    """The lines of a page, and whether it is a scan."""
    with closing(document[number]) as page, closing(page.get_textpage()) as textpage:
        text = textpage.get_text_range()
        whole = len(text) == textpage.count_chars()
        found = list(_placed(_Boxes(textpage), text, number) if whole else _unplaced(text, number))
        return found, len(text.strip()) < STAMP and _is_picture(page, empty=not found)


def _is_picture(page: pypdfium2.PdfPage, *, empty: bool) -> bool:
    """Whether there are images on the page; on one that has letters, one that fills half of it."""
    for image in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]):
        left, bottom, right, top = image.get_bounds()
        if empty or (right - left) * (top - bottom) * 2 > page.get_width() * page.get_height():
            return True
    return False


class _Boxes:
    """Where the characters of a page stand; asked so often that pypdfium2's own way would be too slow."""

    def __init__(self, textpage: pypdfium2.PdfTextPage) -> None:
        self._page, self._box = textpage.raw, raw.FS_RECTF()

    def __call__(self, index: int) -> Any:
        """The box of a character (left, bottom, right, top, in points), until the next one is asked for."""
        if not raw.FPDFText_GetLooseCharBox(self._page, index, self._box):
            raise pypdfium2.PdfiumError("a character without a place")
        return self._box

    def gap(self, blank: int) -> float:
        """How far apart the characters around a blank stand."""
        right = self(blank - 1).right
        return float(self(blank + 1).left - right)


def _placed(boxes: _Boxes, text: str, number: int) -> Iterator[Line]:
    """The lines of a page with their places; a character of the text is a character of the page."""
    start = 0
    for printed in text.split(LINE_END):
        line = printed.strip()
        if line:
            first = start + printed.index(line[0])
            columns = _columns(boxes, line, first)
            box = boxes(first)
            left, begins = box.left, box.bottom
            first_word = boxes(first + len(line.split(maxsplit=1)[0]) - 1).right - left
            box = boxes(first + len(line) - 1)
            yield Line(columns, left, box.right, begins, box.bottom, first_word, number)
        start += len(printed) + len(LINE_END)


def _unplaced(text: str, number: int) -> Iterator[Line]:
    """The lines of a page whose characters cannot be placed: each stays a paragraph of its own."""
    for place, line in enumerate(text.splitlines()):
        if line.strip():
            yield Line((" ".join(line.split()),), 0, 0, -place, -place, 0, number)


def _columns(boxes: _Boxes, line: str, first: int) -> tuple[str, ...]:
    columns, begin = [], 0
    index = line.find(" ")
    while index >= 0:
        if boxes.gap(first + index) > WIDE_GAP:
            columns.append(line[begin:index])
            begin = index + 1
        index = line.find(" ", index + 1)
    columns.append(line[begin:])
    return tuple(" ".join(column.split()) for column in columns if column.strip())

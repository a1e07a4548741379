"""The text of a PDF: its lines with their places, and the paragraphs that they were broken from."""

import ctypes
import re
import statistics
from array import array
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import count, pairwise, repeat
from operator import sub
from typing import NamedTuple

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
_BOX = ctypes.sizeof(raw.FS_RECTF)
_put_box = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(
    ctypes.cast(raw.FPDFText_GetLooseCharBox, ctypes.c_void_p).value or 0
)
"""Writes the box of a character to a place in memory; asked so often that conversions would tell."""


class UnreadablePdf(ValueError):
    """A PDF that gives no text; the message says why."""


class Line(NamedTuple):
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
        found = list(_placed(textpage, text, number) if whole else _unplaced(text, number))
        return found, len(text.strip()) < STAMP and _is_picture(page, empty=not found)


def _is_picture(page: pypdfium2.PdfPage, *, empty: bool) -> bool:
    """Whether there are images on the page; on one that has letters, one that fills half of it."""
    for image in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]):
        left, bottom, right, top = image.get_bounds()
        if empty or (right - left) * (top - bottom) * 2 > page.get_width() * page.get_height():
            return True
    return False


def _placed(textpage: pypdfium2.PdfTextPage, text: str, number: int) -> Iterator[Line]:
    """The lines of a page with their places; a character of the text is a character of the page."""
    lines: list[tuple[str, list[int]]] = []
    start = 0
    for printed in text.split(LINE_END):
        line = printed.strip()
        if line:
            lines.append((line, _ends(line, start + printed.index(line[0]))))
        start += len(printed) + len(LINE_END)
    boxes = _boxes(textpage, [index for _, ends in lines for index in ends])
    lefts, rights, bottoms = boxes[0::4], boxes[2::4], boxes[3::4]
    begin = 0
    for line, ends in lines:
        last = begin + len(ends) - 1
        gaps = list(map(sub, lefts[begin + 2 : last : 2], rights[begin + 1 : last : 2]))
        left = lefts[begin]
        first_word = rights[begin + 1] - left
        yield Line(
            _columns(line, gaps), left, rights[last], bottoms[begin], bottoms[last], first_word, number
        )
        begin = last + 1


def _ends(line: str, first: int) -> list[int]:
    """The places of the first and the last letter of each word of a line whose first letter stands there."""
    ends: list[int] = []
    for word in line.split(" "):
        ends += (first, first + len(word) - 1)
        first += len(word) + 1
    return ends


def _boxes(textpage: pypdfium2.PdfTextPage, indexes: Sequence[int]) -> Sequence[float]:
    """Left, top, right and bottom of these characters of a page, in points."""
    boxes = array("f", bytes(_BOX * len(indexes)))
    page, memory = ctypes.addressof(textpage.raw.contents), boxes.buffer_info()[0]
    if not all(map(_put_box, repeat(page), indexes, count(memory, _BOX))):
        raise pypdfium2.PdfiumError("a character without a place")
    return boxes


def _unplaced(text: str, number: int) -> Iterator[Line]:
    """The lines of a page whose characters cannot be placed: each stays a paragraph of its own."""
    for place, line in enumerate(text.splitlines()):
        if line.strip():
            yield Line((" ".join(line.split()),), 0, 0, -place, -place, 0, number)


def _columns(line: str, gaps: Sequence[float]) -> tuple[str, ...]:
    """The columns of a line with gaps of these widths at its blanks."""
    if not gaps or max(gaps) <= WIDE_GAP:
        return (" ".join(line.split()),)
    columns = [""]
    for gap, word in zip((0.0, *gaps), line.split(" "), strict=True):
        if gap > WIDE_GAP:
            columns.append(word)
        else:
            columns[-1] += f" {word}"
    return tuple(" ".join(column.split()) for column in columns if column.strip())

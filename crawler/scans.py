"""Pages that are pictures become text by Tesseract, page by page."""

import math
import re
from collections.abc import Iterable
from contextlib import closing

from crawler import pdf, programs

DOTS_PER_INCH = 300
MOST_DOTS = 9_000_000
"""Dots of the picture of one page, as A4 has; a larger page (a map, a bomb) is drawn coarser."""
MOST_SCANS = 100
_POINTS_PER_INCH = 72
_TORN = re.compile(r"(?<=\w)[-‐֊]\n(?=\w)")


def read(content: bytes, numbers: Iterable[int]) -> dict[int, list[str]]:
    """The paragraphs of these pages of a PDF (from 0), of at most MOST_SCANS; too hard ones are missing."""
    chosen = sorted(numbers)[:MOST_SCANS]
    told = {number: programs.recognised(_picture(content, number)) for number in chosen}
    return {number: paragraphs(text) for number, text in told.items() if text is not None}


def paragraphs(recognised: str) -> list[str]:
    """The paragraphs of what Tesseract writes: lines as printed, and a blank line between paragraphs."""
    blocks = re.split(r"\n\s*\n", recognised.replace("\f", "\n\n"))
    joined = (" ".join(_TORN.sub("", block.strip()).split()) for block in blocks)
    return [paragraph for paragraph in joined if paragraph]


def _picture(content: bytes, number: int) -> bytes:
    """A page in shades of grey, as PGM; the document is closed, for open it holds on to what it unpacked."""
    with closing(pdf.open_document(content)) as document, closing(document[number]) as page:
        width, height = page.get_size()
        scale = min(DOTS_PER_INCH / _POINTS_PER_INCH, math.sqrt(MOST_DOTS / max(width * height, 1)))
        with closing(page.render(scale=scale, grayscale=True)) as bitmap:
            dots = memoryview(bitmap.buffer).cast("B")
            rows = (dots[row * bitmap.stride :][: bitmap.width] for row in range(bitmap.height))
            return b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + b"".join(rows)

"""The text of a file that a page links to; what cannot be read is said so, and never an exception."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

import docx
from docx.oxml.ns import qn
from lxml import etree

from crawler import blocks, decoding, pdf
from legislation.errors import UnexpectedPage
from legislation.scraped import Page

MOST_BYTES = 50_000_000
MOST_UNPACKED = 200_000_000
MOST_PAGES = 1_000
MOST_LETTERS = 10_000_000

_PRIVATE_USE = re.compile("[\ue000-\uf8ff]")
_PASSED_OVER = frozenset(map(qn, ("w:del", "w:moveFrom"))) | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}
_BREAKS = frozenset(map(qn, ("w:br", "w:cr", "w:tab")))


@dataclass(frozen=True)
class Extracted:
    """The text of a file, one paragraph a line, or the ``problem`` for which there is none."""

    text: str | None
    problem: str | None = None


def text_of(content: bytes, media_type: str | None = None) -> Extracted:
    """The text of a PDF, DOCX, HTML or plain text file.

    What kind of file it is the bytes tell; ``media_type`` is believed only where they do not.
    """
    if not content:
        return Extracted(None, "the file is empty")
    if len(content) > MOST_BYTES:
        return Extracted(None, f"the file is larger than {MOST_BYTES // 1_000_000} MB")
    try:
        text = decoding.clean("\n".join(_lines(content, media_type or ""))).text
    except (_Unreadable, pdf.UnreadablePdf, UnexpectedPage) as error:
        return Extracted(None, str(error))
    except Exception as error:  # a broken file can break its reader in any way, and must not break the run
        return Extracted(None, f"the file is broken ({type(error).__name__})")
    return _checked(text)


class _Unreadable(ValueError):
    """A file that gives no text; the message says why."""


def _lines(content: bytes, media_type: str) -> list[str]:
    if content.startswith(b"%PDF-"):
        return _pdf(content)
    if content.startswith(b"PK\x03\x04"):
        return _docx(content)
    kind = decoding.file_kind(content)
    if kind:
        raise _Unreadable(f"{kind}: such files are not read")
    text = decoding.decode(Page(url="", content=content)).text
    if "html" in media_type or re.match(
        r"\s*(<\?xml[^>]*>\s*)?<(!doctype html|html|body|p|div)\b", text, re.I
    ):
        return blocks.lines(blocks.soup(text))
    return [line for raw in text.splitlines() if (line := " ".join(raw.split()))]


def _checked(text: str) -> Extracted:
    if not text.strip():
        return Extracted(None, "the file has no text")
    if len(text) > MOST_LETTERS:
        return Extracted(None, f"the text is longer than {MOST_LETTERS} characters")
    if decoding.is_armscii(text):
        return Extracted(None, "the text is in an old Armenian coding (ARMSCII-8), not in Unicode")
    if len(_PRIVATE_USE.findall(text)) * 10 > len(text):
        return Extracted(None, "the text is in the signs of a font of its own, not in letters")
    return Extracted(text)


def _pdf(content: bytes) -> list[str]:
    return pdf.paragraphs([line for page in pdf.pages(content, MOST_PAGES) for line in page])


def _docx(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if "word/document.xml" not in archive.namelist():
            raise _Unreadable("an archive or an office file other than DOCX: such files are not read")
        if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED:
            raise _Unreadable("the file unpacks to too much")
    return list(_block_lines(docx.Document(io.BytesIO(content)).element.body))


def _block_lines(body: etree._Element) -> Iterator[str]:
    """The paragraphs and table rows below an element, in order; a row is lines as in ``blocks``."""
    for child in body:
        if child.tag == qn("w:p"):
            yield from _paragraph(child)
        elif child.tag == qn("w:tr"):
            yield from blocks.row_lines([list(_block_lines(cell)) for cell in _cells(child)])
        elif child.tag not in _PASSED_OVER:
            yield from _block_lines(child)


def _cells(row: etree._Element) -> list[etree._Element]:
    """The cells of a row, without those of a table inside of one."""
    return [cell for cell in row.iter(qn("w:tc")) if next(cell.iterancestors(qn("w:tr"))) is row]


def _paragraph(paragraph: etree._Element) -> Iterator[str]:
    """The lines of a paragraph with what was inserted in it, and without what was deleted."""
    text = "".join(_inline(paragraph))
    for raw in text.split("\n"):
        line = " ".join(raw.split())
        if line:
            yield line


def _inline(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag == qn("w:noBreakHyphen"):
            yield "-"
        elif child.tag in _BREAKS:
            yield "\t" if child.tag == qn("w:tab") else "\n"
        elif child.tag not in _PASSED_OVER:
            yield from _inline(child)

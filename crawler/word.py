"""The text of a Word file (DOCX): its body in order, with what was inserted and without what was deleted."""

import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from crawler import blocks

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PASSED_OVER = frozenset(
    (f"{_W}del", f"{_W}moveFrom", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
)
_BREAKS = frozenset((f"{_W}br", f"{_W}cr", f"{_W}tab"))
_RELATIONS = "_rels/.rels"
_MOST_RELATIONS = 100_000
_USUAL = "word/document.xml"


class UnreadableFile(ValueError):
    """A file that gives no text; the message says why."""


def main_part(archive: zipfile.ZipFile) -> str | None:
    """The name of the entry that holds the text; None for an archive that is no DOCX."""
    names = set(archive.namelist())
    if _USUAL in names:
        return _USUAL
    if _RELATIONS not in names or archive.getinfo(_RELATIONS).file_size > _MOST_RELATIONS:
        return None
    for relation in _parsed(archive.read(_RELATIONS)):
        if str(relation.get("Type")).endswith("/officeDocument"):
            name = posixpath.normpath(str(relation.get("Target")).lstrip("/"))
            return name if name in names and name.startswith("word/") else None
    return None


def lines(part: bytes) -> list[str]:
    """The paragraphs of the part that ``main_part`` names. Raises UnreadableFile for one with a DTD."""
    root = _parsed(part)
    return [line for body in root.iter(f"{_W}body") for line in _block_lines(body)]


def _parsed(content: bytes) -> Any:
    """The root of an XML part; nothing outside of it is ever opened, and nothing in it multiplied."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root: Any = etree.fromstring(content, parser)
    if root.getroottree().docinfo.doctype:
        raise UnreadableFile("the file brings entities of its own (a DTD), which no Word file does")
    return root


def _block_lines(body: etree._Element) -> Iterator[str]:
    """The paragraphs and table rows below an element, in order; a row is lines as in ``blocks``."""
    for child in body:
        if child.tag == f"{_W}p":
            yield from _paragraph(child)
        elif child.tag == f"{_W}tr":
            yield from blocks.row_lines([list(_block_lines(cell)) for cell in _cells(child)])
        elif child.tag not in _PASSED_OVER:
            yield from _block_lines(child)


def _cells(row: etree._Element) -> list[etree._Element]:
    """The cells of a row, without those of a table inside of one."""
    return [cell for cell in row.iter(f"{_W}tc") if next(cell.iterancestors(f"{_W}tr")) is row]


def _paragraph(paragraph: etree._Element) -> Iterator[str]:
    """The lines of a paragraph with what was inserted in it, and without what was deleted."""
    text = "".join(_inline(paragraph))
    for raw in text.split("\n"):
        line = " ".join(raw.split())
        if line:
            yield line


def _inline(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag == f"{_W}noBreakHyphen":
            yield "-"
        elif child.tag in _BREAKS:
            yield "\t" if child.tag == f"{_W}tab" else "\n"
        elif child.tag not in _PASSED_OVER:
            yield from _inline(child)

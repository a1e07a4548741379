"""Titles and summaries of entries as text: HTML as such, escaped once or twice, or none at all."""

import html
import re

from lxml import etree

from crawler import blocks
from crawler.sources.feeds import xml

_NAMES = (
    "a abbr article b big blockquote body br button center cite code dd del div dl dt em embed figcaption"
    " figure font footer form h[1-6] head header hr html i iframe img input ins label li link main meta nav"
    " object ol p pre q s script section small source span strike strong style sub sup svg table tbody td th"
    " thead time title tr tt u ul video wbr"
)
_HTML = frozenset((*_NAMES.split(), *(f"h{n}" for n in range(1, 7))))
_TAG = re.compile(rf"</?(?:{'|'.join(_NAMES.split())})(?:\s[^<>]*)?/?>|<!--", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-f]+|[a-z][a-z0-9]*);", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_ENOUGH = 2
_BLANK_LINE = re.compile(r"\S[^\S\n]*\n[^\S\n]*\n\s*\S")
_HREF = re.compile(r"<a\s[^<>]*?href\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s<>]+))", re.IGNORECASE)


def of(element: etree._Element) -> str:
    """What an element holds, as HTML: its text if that is HTML already, or the elements below it."""
    if not any(xml.local(child) in _HTML for child in element.iterdescendants(etree.Element)):
        return _unescaped("".join(map(str, element.itertext())))
    inner = [html.escape(element.text or "", quote=False)]
    inner += [etree.tostring(child, encoding="unicode", method="html") for child in element]
    return re.sub(r"(</?)\w+:(?=\w)", r"\1", "".join(inner))


def lines(told: str) -> list[str]:
    """The paragraphs of HTML, or of plain text, without tags, scripts and entities."""
    if not _TAG.search(told):
        told = html.unescape(told)
        if not _TAG.search(told):
            return _paragraphs(told)
    result = blocks.lines(blocks.soup(told))
    return [html.unescape(line) if _ENTITY.search(line) else line for line in result]


def line(told: str) -> str:
    """The same in one line."""
    return " ".join(lines(told))


def hrefs(told: str) -> list[str]:
    """The addresses that HTML links to, as written."""
    plain = told if _TAG.search(told) else html.unescape(told)
    return [html.unescape("".join(found)) for found in _HREF.findall(plain)]


def _paragraphs(text: str) -> list[str]:
    parts = text.splitlines() if _BLANK_LINE.search(text) else [text]
    return [line for part in parts if (line := " ".join(part.split()))]


def _unescaped(text: str) -> str:
    """The text of one who escaped it for JavaScript before: ``\\u10d4`` is a letter."""
    if len(_ESCAPE.findall(text)) < _ENOUGH:
        return text
    letters = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text).replace("\\/", "/")
    return letters.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

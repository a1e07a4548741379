"""The text of HTML by its block elements: one paragraph a line, inline elements joined without a blank."""

import re
from string import ascii_lowercase, ascii_uppercase

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement, PreformattedString

from legislation.errors import UnexpectedPage

_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*>")
_BLANK_LINE = re.compile(r"\S[^\S\n]*\n[^\S\n]*\n\s*\S")

MOST_TAGS = 200_000
BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol option p pre section"
    " summary table tbody tfoot thead ul".split()
)
SILENT = frozenset("head script style noscript template title svg select textarea".split())
CELLS = frozenset(("td", "th"))
_UNNUMBERED = re.compile(r"list-style(?:-type)?\s*:[^;]*\b(?:none|disc|circle|square)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"[(\[]?(?:\d+(?:[.․]\d+)*|\w{1,4})[.․)\]]")
_WHOLE = re.compile(r"\d{1,4}")
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split()
_SIGNS = {
    "a": list(ascii_lowercase),
    "A": list(ascii_uppercase),
    "i": _ROMAN,
    "I": [sign.upper() for sign in _ROMAN],
}
"""How the items of a list are numbered by its ``type``; beyond them by figures."""

_LONGEST_CELL = 12
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
"""Article 35 with a raised 1 is not article 351."""


def soup(markup: str) -> BeautifulSoup:
    """A forgiving tree of HTML; XHTML too is read as HTML, for told to be XML it would have no paragraphs.

    Raises UnexpectedPage for markup of so many elements that their tree would take all memory.
    """
    if markup.count("<") > MOST_TAGS:
        raise UnexpectedPage(f"the page has more than {MOST_TAGS} tags")
    declaration = _XML_DECLARATION.match(markup)
    return BeautifulSoup(markup[declaration.end() :] if declaration else markup, "lxml")


def lines(root: Tag, skip: frozenset[str] = frozenset()) -> list[str]:
    """The paragraphs of an element in order; a table row is one line where its cells are.

    Elements named in ``skip`` are left out, beside those that no reader sees.
    """
    writer = _Writer()
    unseen = SILENT | skip
    counted: dict[int, int] = {}
    stack: list[PageElement | _Closing] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, _Closing):
            writer.close(node.name)
        elif isinstance(node, Tag):
            if node.name in unseen:
                continue
            writer.open(node.name)
            if node.name == "li":
                writer.number = _number(node, counted)
            stack.append(_Closing(node.name))
            stack.extend(reversed(node.contents))
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            writer.write(str(node))
    writer.flush()
    return writer.sinks[0]


def row_lines(cells: list[list[str]]) -> list[str]:
    """The lines of a table row: a cell of one line and the start of the next cell share a line.

    Not where that is long: then the table only holds the columns of a page.
    """
    result: list[str] = []
    joins = False
    for cell in filter(None, cells):
        if joins and len(cell) <= _LONGEST_CELL:
            result[-1] = f"{result[-1]} {cell[0]}"
            result.extend(cell[1:])
        else:
            result.extend(cell)
        joins = len(cell) == 1
    return result


def _number(item: Tag, counted: dict[int, int]) -> str:
    """What stands before an item of a numbered list, where the page leaves that to the browser.

    ``counted`` keeps the number of the next item of each list.
    """
    parent = item.parent
    if parent is None or parent.name != "ol" or _UNNUMBERED.search(str(parent.get("style", ""))):
        return ""
    following = counted.get(id(parent)) or _whole(parent.get("start"), 1)
    place = _whole(item.get("value"), following)
    counted[id(parent)] = place + 1
    signs = _SIGNS.get(str(parent.get("type", "1")))
    return f"{signs[place - 1] if signs and 0 < place <= len(signs) else place}."


def _whole(value: object, otherwise: int) -> int:
    return int(value) if isinstance(value, str) and _WHOLE.fullmatch(value) else otherwise


class _Closing:
    """The mark on the stack at which an element ends."""

    def __init__(self, name: str) -> None:
        self.name = name


class _Writer:
    """Gathers text into lines; a table row gathers its cells before it becomes lines.

    ``number`` is to stand before the next line, unless that has one of its own.
    """

    def __init__(self) -> None:
        self.sinks: list[list[str]] = [[]]
        self._rows: list[list[list[str]]] = []
        self._text: list[str] = []
        self._preformatted = 0
        self._raised = 0
        self.number = ""

    def open(self, name: str) -> None:
        if name in BLOCKS or name == "br":
            self.flush()
            self._preformatted += name == "pre"
        elif name == "tr":
            self.flush()
            self._rows.append([])
        elif name in CELLS:
            self.flush()
            self.sinks.append([])
        elif name == "sup":
            self._raised += 1

    def close(self, name: str) -> None:
        if name in BLOCKS:
            self.flush()
            self._preformatted -= name == "pre"
            self.number = "" if name == "li" else self.number
        elif name == "tr":
            self.flush()
            self.sinks[-1].extend(row_lines(self._rows.pop()))
        elif name in CELLS:
            self.flush()
            cell = self.sinks.pop()
            if self._rows:
                self._rows[-1].append(cell)
            else:
                self.sinks[-1].extend(cell)
        elif name == "sup":
            self._raised -= 1

    def write(self, text: str) -> None:
        if self._raised:
            text = text.translate(RAISED)
        if self._preformatted or _BLANK_LINE.search(text):
            for line in text.splitlines():
                self._text.append(line)
                self.flush()
        else:
            self._text.append(text)

    def flush(self) -> None:
        if self._text:
            line = " ".join("".join(self._text).split())
            if line:
                numbered = self.number and not _NUMBERED.match(line)
                self.sinks[-1].append(f"{self.number} {line}" if numbered else line)
                self.number = ""
            self._text.clear()

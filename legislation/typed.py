"""What stands in a person's typing: quoted phrases, fields with values, OR, and the rest in chunks."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from legislation.conditions import OR_WORDS

FIELDS = {
    name: field
    for field, names in {
        "source": "source աղբյուր источник",
        "topic": "topic թեմա тема",
        "law": "law օրենք закон",
        "body": "body մարմին орган",
        "stage": "stage փուլ стадия",
        "kind": "kind տեսակ вид",
        "language": "language lang լեզու язык",
        "draft": "draft նախագիծ проект",
        "type": "type որտեղ где",
        "has": "has ունի есть",
        "from": "from since սկսած с",
        "to": "to until մինչև по",
        "community": "community համայնք община",
        "deadline": "deadline վերջնաժամկետ срок",
        "changed": "changed փոխված изменён изменен",
    }.items()
    for name in names.split()
}
"""What a field may be called in typing, and its name."""


class Piece(NamedTuple):
    """A stretch of typing: ``kind`` is ``or``, ``phrase``, ``chunk``, or the name of a field.

    ``open`` marks a quotation that was not closed.
    """

    kind: str
    text: str = ""
    negated: bool = False
    values: tuple[str, ...] = ()
    open: bool = False


_OPENING = '"“”„‟«‹'
_QUOTES = _OPENING + "»›"
_MINUS = re.compile(r"\s*([-−](?=\S))?")
_FIELD = re.compile(r"(\w+):(?=[^\s,])")
_CHUNK = re.compile(rf"[^\s{_OPENING}]+")
_VALUE = re.compile(rf"[^\s,{_QUOTES}]*")
_NO_TEXT = re.compile(rf"[{_QUOTES}\s]+")


def pieces(text: str) -> Iterator[Piece]:
    """The pieces in order."""
    at = 0
    while (minus := _MINUS.match(text, at)) and (at := minus.end()) < len(text):
        negated = minus[1] is not None
        field = _FIELD.match(text, at)
        name = FIELDS.get(field[1].lower()) if field else None
        if text[at] in _OPENING:
            inner, at, closed = _quoted(text, at)
            yield Piece("phrase", inner, negated, open=not closed)
        elif field and name:
            values, at, closed = _values(text, field.end())
            yield Piece(name, field[1], negated, values, open=not closed)
        elif chunk := _CHUNK.match(text, at):
            at = chunk.end()
            joins = chunk[0] in (*OR_WORDS, "|") and not negated
            yield Piece("or") if joins else Piece("chunk", chunk[0], negated)


def _quoted(text: str, at: int) -> tuple[str, int, bool]:
    """What stands in the quotation that opens at ``at``, where it ends, and whether it was closed."""
    opening = text[at]
    closing = {"«": "»", "‹": "›"}.get(opening, '"“”‟')
    depth = 0
    for place in range(at, len(text)):
        if place > at and text[place] in closing:
            depth -= 1
        elif text[place] == opening:
            depth += 1
        if depth == 0:
            return _plain(text[at + 1 : place]), place + 1, True
    return _plain(text[at + 1 :]), len(text), False


def _values(text: str, at: int) -> tuple[tuple[str, ...], int, bool]:
    """The values of a field from ``at`` on, where they end, and whether all quotations were closed."""
    found: list[str] = []
    closed = True
    while True:
        if text[at : at + 1] and text[at] in _OPENING:
            value, at, shut = _quoted(text, at)
            closed = closed and shut
        else:
            match = _VALUE.match(text, at)
            value, at = (match[0].strip(".;:։!?"), match.end()) if match else ("", at)
        found.append(value)
        if text[at : at + 1] != ",":
            return tuple(dict.fromkeys(filter(None, found))), at, closed
        at += 1


def _plain(quoted: str) -> str:
    return _NO_TEXT.sub(" ", quoted).strip()

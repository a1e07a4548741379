"""What a search found, as a table to take along: CSV, XLSX or JSON; and as an Atom feed."""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any

import xlsxwriter
from lxml import etree

from legislation.characters import keepable

MOST = 1_000
"""Rows of a table, at most."""
LATEST = 50
"""Entries of a feed."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_ATOM = "http://www.w3.org/2005/Atom"

Row = Mapping[str, Any]
"""A draft by column: texts, lists of texts, days and moments."""
Columns = Mapping[str, str]
"""The columns of a table, each with its heading."""


def as_csv(rows: Sequence[Row], columns: Columns) -> bytes:
    """With the mark by which spreadsheet programs know UTF-8; no cell can be taken for a formula."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(columns.values())
    writer.writerows([harmless(row.get(column)) for column in columns] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(rows: Sequence[Row], columns: Columns) -> bytes:
    """One sheet, its first row fixed; every cell is text."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Orakarg")
        sheet.freeze_panes(1, 0)
        bold = book.add_format({"bold": True})
        for place, (column, heading) in enumerate(columns.items()):
            sheet.write_string(0, place, heading, bold)
            sheet.set_column(place, place, 40 if column == "title" else 20)
        for line, row in enumerate(rows, 1):
            for place, column in enumerate(columns):
                sheet.write_string(line, place, harmless(row.get(column))[:_CELL])
    return out.getvalue()


_CELL = 32_767
"""Characters that a cell of a spreadsheet holds."""


def as_json(rows: Sequence[Row], columns: Columns) -> bytes:
    listed = [{column: _plain(row.get(column)) for column in columns} for row in rows]
    return json.dumps(listed, ensure_ascii=False, indent=1).encode()


def harmless(value: Any) -> str:
    """The value as the text of a cell; what a spreadsheet would take for a formula begins with ``'``."""
    text = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(_plain(value) or "")
    return f"'{text}" if text.startswith(_FORMULA) else text


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def as_atom(
    *, title: str, address: str, page: str, language: str, updated: datetime, entries: Iterable[Row]
) -> bytes:
    """A feed (RFC 4287); an entry has ``id``, ``title``, ``updated``, ``address`` and ``summary``."""
    feed = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})  # type: ignore[dict-item]
    feed.set("{http://www.w3.org/XML/1998/namespace}lang", language)
    _add(feed, "id", address)
    _add(feed, "title", title)
    _add(feed, "updated", updated.isoformat())
    _add(_add(feed, "author"), "name", "Orakarg")
    _add(feed, "link", rel="self", href=address, type="application/atom+xml")
    _add(feed, "link", rel="alternate", href=page, type="text/html")
    for one in entries:
        entry = _add(feed, "entry")
        _add(entry, "id", one["address"])
        _add(entry, "title", one["title"])
        _add(entry, "updated", one["updated"].isoformat())
        _add(entry, "link", rel="alternate", href=one["address"], type="text/html")
        _add(entry, "summary", one["summary"])
    return etree.tostring(feed, encoding="utf-8", xml_declaration=True)


def _add(parent: Any, name: str, text: str | None = None, **attributes: str) -> Any:
    child = etree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    if text is not None:
        child.text = keepable(text)
    return child

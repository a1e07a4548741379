"""Tables and feeds that people take along."""

import csv
import json
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from lxml import etree

from search_api.exporting import as_atom, as_csv, as_json, as_xlsx, harmless

COLUMNS = {"title": "Վերնագիր", "topics": "Թեմաներ", "published": "Հրապարակված"}
ROW = {
    "title": '=HYPERLINK("http://evil.example")',
    "topics": ["տուրք", "բյուջե"],
    "published": date(2026, 3, 2),
}
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.mark.parametrize("beginning", ["=", "+", "-", "@", "\t", "\r"])
def test_what_a_spreadsheet_takes_for_a_formula_is_made_a_text(beginning):
    assert harmless(f"{beginning}1+1") == f"'{beginning}1+1"


def test_other_texts_stay_as_they_are():
    assert harmless("7-րդ հոդված") == "7-րդ հոդված"
    assert harmless(None) == ""
    assert harmless(["ա", "բ"]) == "ա, բ"


def test_a_csv_table_opens_in_spreadsheet_programs_with_its_armenian_letters():
    table = as_csv([ROW], COLUMNS)
    assert table.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(table.decode("utf-8-sig"))))
    assert rows == [
        ["Վերնագիր", "Թեմաներ", "Հրապարակված"],
        ['\'=HYPERLINK("http://evil.example")', "տուրք, բյուջե", "2026-03-02"],
    ]


def test_an_xlsx_table_has_texts_only_and_no_formula():
    with ZipFile(BytesIO(as_xlsx([ROW], COLUMNS))) as file:
        sheet = file.read("xl/worksheets/sheet1.xml").decode()
        texts = file.read("xl/sharedStrings.xml").decode()
    assert "<f>" not in sheet
    assert sheet.count('t="s"') == 6
    assert "'=HYPERLINK" in texts
    assert "Վերնագիր" in texts


def test_a_cell_longer_than_a_spreadsheet_holds_is_cut():
    as_xlsx([{"title": "ա" * 40_000}], {"title": "Վերնագիր"})


def test_a_json_table_keeps_lists_and_knows_null():
    assert json.loads(as_json([ROW | {"published": None}], COLUMNS)) == [
        {"title": ROW["title"], "topics": ["տուրք", "բյուջե"], "published": None}
    ]


def test_a_feed_has_what_a_reader_program_needs_and_no_character_that_xml_refuses():
    moment = datetime(2026, 3, 2, 8, tzinfo=UTC)
    entry = {
        "title": "Տուրքի <մասին>\x0b & այլն",
        "address": "http://127.0.0.1/drafts/a:1",
        "updated": moment,
        "summary": "Ամփոփում",
    }
    feed = etree.fromstring(
        as_atom(
            title="Լրահոս",
            address="http://127.0.0.1/search.atom",
            page="http://127.0.0.1/",
            language="hy",
            updated=moment,
            entries=[entry],
        )
    )
    for place in ("a:id", "a:title", "a:updated", "a:author/a:name", "a:entry/a:id", "a:entry/a:updated"):
        assert feed.findtext(place, namespaces=ATOM)
    assert feed.findtext("a:entry/a:title", namespaces=ATOM) == "Տուրքի <մասին>\n & այլն"

"""Every recorded page is named, unchanged, and read as it was read when somebody last looked at it.

When a reader has changed on purpose: ``orakarg read SOURCE FILE --json`` prints what to expect.
"""

import hashlib
import json

import pytest

from crawler import recorded
from crawler.reading import SOURCES, as_json
from crawler.recorded import FOLDER, choose
from legislation.vocabulary import Origin

ROWS = [
    pytest.param(name, row, id=f"{name} {row.file.name}") for name in SOURCES for row in recorded.rows(name)
]


@pytest.mark.parametrize("source", recorded.sources())
def test_every_file_in_recorded_has_its_row_and_every_row_its_files(source):
    folder = FOLDER / source / "recorded"
    there = {path for path in folder.rglob("*") if path.is_file() and path.name != "manifest.json"}
    named = {path for row in recorded.rows(source) for path in (row.file, row.expected)}
    assert there == named
    assert named


@pytest.mark.parametrize(("source", "row"), ROWS)
def test_a_recorded_page_is_unchanged(source, row):
    assert hashlib.sha256(row.content).hexdigest() == row.sha256
    assert len(row.content) < 2_000_000


@pytest.mark.parametrize(("source", "row"), ROWS)
def test_a_recorded_page_says_where_it_is_from_and_how_exact_it_is(source, row):
    assert row.url.startswith("https://")
    assert row.origin in (Origin.RECORDED, Origin.TRANSCRIBED, Origin.REBUILT)
    assert row.day in (1, 2)
    assert len(row.licence) > 15
    assert len(row.came_from) > 40
    assert row.status == 200


@pytest.mark.parametrize(("source", "row"), ROWS)
def test_a_recorded_page_is_read_as_expected(source, row):
    told = [as_json(part) for part in SOURCES[source].read(row.page())]
    assert json.loads(json.dumps(told)) == json.loads(row.expected.read_text("utf-8"))


@pytest.mark.parametrize(("source", "row"), ROWS)
def test_what_is_told_of_a_page_carries_its_origin(source, row):
    assert {part.origin for part in SOURCES[source].read(row.page())} == {row.origin}


def test_a_rebuilt_page_of_edraft_holds_nothing_but_its_excerpt():
    page = next(row for row in recorded.rows("edraft") if row.file.name == "9105_justification_ru.html")
    assert page.content.decode().count("<div>") == 5
    assert "[cut]</div>\n</body>" in page.content.decode()


class TestTheChoiceOfAnAnswer:
    """``choose`` is how a replay finds the answer of an address."""

    canonical = staticmethod(SOURCES["edraft"].canonical)

    def test_a_day_gives_the_latest_answer_up_to_it(self):
        rows = recorded.rows("arlis")
        url = "https://www.arlis.am/hy/acts/recents/page/1"
        days = [row.file.name for day in (1, 2, 9) if (row := choose(rows, url, day=day))]
        assert days == ["recents_1_day1.json", "recents_1_day2.json", "recents_1_day2.json"]

    def test_what_is_not_there_yet_is_not_recorded(self):
        rows = recorded.rows("edraft")
        url = "https://www.e-draft.am/projects/9105/justification"
        assert choose(rows, url, day=1, canonical=self.canonical) is None
        found = choose(rows, url, day=2, canonical=self.canonical)
        assert found is not None
        assert found.url == "https://www.e-draft.am/ru/projects/9105/justification"

    def test_the_very_address_goes_before_another_spelling_of_it(self):
        rows = recorded.rows("edraft")
        for url in (
            "https://www.e-draft.am/projects/4581/digest",
            "https://e-draft.am/en/projects/4581/digest",
        ):
            found = choose(rows, url, day=1, canonical=self.canonical)
            assert found is not None
            assert found.url == url

    def test_an_answer_to_one_accept_header_is_not_given_to_another(self):
        rows = recorded.rows("eu_cellar")
        url = "https://publications.europa.eu/resource/celex/52025PC0011"
        assert choose(rows, url, day=1, accept="application/xml;notice=branch") is None
        found = choose(rows, url, day=1, accept="application/xhtml+xml")
        assert found is not None
        assert found.file.name == "52025PC0011.xhtml"

    def test_an_address_that_was_never_recorded_has_no_answer(self):
        assert choose(recorded.rows("arlis"), "https://www.arlis.am/hy/acts/1", day=2) is None


def test_bytes_that_are_kept_are_recognised():
    row = recorded.rows("arlis")[0]
    assert recorded.known("arlis", row.content) == row
    assert recorded.known("arlis", b"other bytes") is None

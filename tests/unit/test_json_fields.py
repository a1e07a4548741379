"""What JSON answers hold, whatever it may be; and the moments that days mean."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from crawler.fields import day, identifier, labels, records, texts, words
from crawler.moments import end_of, start_of

WASHINGTON = ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (18805, "18805"),
        (18805.0, "18805"),
        ("18805.0", "18805"),
        (2e16, "20000000000000000"),
        (" 3080-A ", "3080-A"),
        ("10.0.0", "10.0.0"),
        ("", None),
        (True, None),
        (None, None),
        ([18805], None),
    ],
)
def test_an_identifier_is_a_string_without_the_dot_and_zero_of_a_float(value, text):
    assert identifier(value) == text


def test_words_are_one_line_and_nothing_but_text():
    assert [words(value) for value in (" a\u00a0b\n c ", "  ", 7, None, ["a"])] == ["a b c", *[None] * 4]


def test_of_an_array_only_what_fits_is_taken():
    assert records([{"a": 1}, "b", None]) == [{"a": 1}]
    assert records({"a": 1}) == records(None) == []
    assert texts(["a", None, {"b": 1}, " "]) == texts("a") == ["a"]


def test_a_day_is_that_with_which_a_text_begins():
    assert day("2026-10-07T13:49:46") == date(2026, 10, 7)
    assert [day(value) for value in ("2026-13-45", "soon", None, 20261007)] == [None] * 4


def test_every_plain_value_is_a_label_under_its_own_name():
    record = {
        "told": "elsewhere",
        "isMajor": True,
        "term": 10.0,
        "category": ["REFIT", None, ["deep"]],
        "topics": [{"code": "ENV", "label": "Environment"}, {"code": None, "label": None}],
        "nested": {"a": {"b": "c"}},
        "blank": " ",
    }
    assert labels(record, ["told"]) == (
        ("isMajor", "true"),
        ("term", "10"),
        ("category", "REFIT"),
        ("topics", "ENV Environment"),
    )


def test_a_closing_day_ends_with_its_last_second_in_the_zone_of_the_source():
    assert end_of(date(2026, 10, 29), WASHINGTON) == datetime(2026, 10, 30, 3, 59, 59, tzinfo=UTC)
    assert end_of(date(2026, 12, 7), WASHINGTON) == datetime(2026, 12, 8, 4, 59, 59, tzinfo=UTC)
    assert start_of(date(2026, 10, 29), WASHINGTON) == datetime(2026, 10, 29, 4, 0, tzinfo=UTC)

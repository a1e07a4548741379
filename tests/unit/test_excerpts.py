"""The passages that show what a search found, each with the provision that it stands in."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legislation.excerpts import TITLE, Excerpt, Readable, excerpts, show
from legislation.query import Query, parse
from legislation.structure import pieces
from legislation.text import passages

NOW = datetime(2026, 3, 2, tzinfo=UTC)
TEXT = """Հոդված 1. Վճարը
1. Համայնքի ավագանին որոշում է տեղական վճարների դրույքաչափերը։
2. Որոշումը հրապարակվում է։
Հոդված 2. Տուրքը
1. Ջրի տուրքը վճարում է համայնքը։
"""
READABLE = Readable("about", "hy", TEXT, tuple(pieces(TEXT)))


def query(typed: str) -> Query:
    return parse(typed, NOW, UTC)


def marked(excerpt: Excerpt) -> list[str]:
    return [excerpt.text[start:end] for start, end in excerpt.marks]


def test_a_passage_shows_the_words_in_the_form_in_which_they_stand():
    (found,) = excerpts(query("դրույքաչափ"), {}, [READABLE])
    assert marked(found) == ["դրույքաչափերը"]
    assert (found.part, found.path) == ("about", "art-1/p-1")


def test_a_passage_names_the_innermost_provision_around_its_first_mark():
    (found,) = excerpts(query("տուրք"), {}, [READABLE], limit=1)
    assert (found.path, found.heading, marked(found)) == ("art-2", "Տուրքը", ["Տուրքը", "տուրքը"])
    (whole,) = excerpts(query("տուրք"), {}, [Readable("about", "hy", TEXT)], limit=1)
    assert (whole.path, whole.heading) == ("", "")


def test_the_fullest_passage_comes_first_whatever_text_it_is_from():
    other = Readable("justification", "hy", "Խոսքը ջրի մասին է, և ջրի տուրքի մասին։")
    found = excerpts(query("ջուր տուրք վճար"), {}, [READABLE, other])
    counts = [len({word.lower() for word in marked(excerpt)}) for excerpt in found]
    assert counts == sorted(counts, reverse=True)
    assert {excerpt.part for excerpt in found} == {"about", "justification"}


def test_a_title_speaks_only_where_no_text_does():
    titles = {"hy": "Ջրի մասին օրենքի նախագիծ", "en": "Draft law on water"}
    assert [e.part for e in excerpts(query("ջուր"), titles, [READABLE])] == ["about"]
    (found,) = excerpts(query("ջուր"), titles, [Readable("about", "hy", "Այլ տեքստ")])
    assert (found.part, marked(found), found.text) == (TITLE, ["Ջրի"], "Ջրի մասին օրենքի նախագիծ")


@pytest.mark.parametrize("typed", ["", "topic:water", "source:edraft", "-ջուր"])
def test_a_search_without_words_has_no_passage(typed):
    assert excerpts(query(typed), {"hy": "Ջրի մասին"}, [READABLE]) == []


def test_what_is_not_found_has_no_passage():
    assert excerpts(query("աղբ"), {"hy": "Ջրի մասին"}, [READABLE]) == []


def test_there_are_no_more_passages_than_asked_for():
    far = Readable("about", "hy", ("Ջրի մասին։ " + "Այլ բան։ " * 60) * 6)
    assert len(excerpts(query("ջուր"), {}, [far, READABLE], limit=2)) == 2
    assert len(excerpts(query("ջուր"), {}, [far, READABLE])) == 3


def test_spans_that_overlap_are_one_mark():
    (found,) = show(
        Readable("about", "hy", "«Տեղական ինքնակառավարման մասին» օրենք"), [(0, 31), (1, 8), (9, 37)]
    )
    assert marked(found) == ["«Տեղական ինքնակառավարման մասին» օրենք"]


@given(st.text("ա բ.\n", max_size=300), st.data())
def test_marks_never_overlap_and_lie_in_their_passage(text, data):
    spot = st.tuples(st.integers(0, 300), st.integers(0, 300))
    for passage in passages(text, data.draw(st.lists(spot, max_size=12)), 3, 60):
        assert text[passage.start : passage.end] == passage.text
        at = 0
        for start, end in passage.marks:
            assert at <= start < end <= len(passage.text)
            at = end

"""A text laid out by provision."""

from factories import BILL
from hypothesis import given
from hypothesis import strategies as st

from legislation.places import element_id
from legislation.structure import Piece, pieces
from search_api.layout import Mark, around, blocks, runs


def said(line) -> str:
    return "".join(run.text for run in line)


def test_headings_stand_apart_from_what_follows_on_their_line():
    shown = {block.path: block for block in blocks(BILL, pieces(BILL))}
    assert said(shown["art-1"].heading) == "Հոդված 1."
    assert said(shown["art-1"].lines[0]).startswith("«Տեղական ինքնակառավարման մասին» օրենքի")
    assert said(shown["art-2"].heading) == "Հոդված 2. Համայնքի բյուջեն"
    assert shown["art-2"].lines == ()
    assert shown["art-1/2"].heading == ()
    assert [said(line) for line in shown["art-1/2"].lines] == [
        "2) լրացնել հետևյալ բովանդակությամբ նոր 8-րդ կետ.",
        "«8) սահմանում է տեղական վճարների դրույքաչափերը.»։",
    ]
    assert (shown["art-1"].depth, shown["art-1/2"].depth) == (0, 1)


def test_a_heading_may_take_two_lines():
    text = "Article 1\nSubject matter\nThis Regulation lays down rules."
    (block,) = blocks(text, pieces(text))
    assert said(block.heading) == "Article 1\nSubject matter"
    assert [said(line) for line in block.lines] == ["This Regulation lays down rules."]


def test_what_stands_outside_all_provisions_is_shown_too():
    first, *_ = blocks(BILL, pieces(BILL))
    assert (first.path, said(first.lines[1])) == ("", "ՕՐԵՆՔԸ")
    assert [said(line) for line in blocks("Մեկ։\n\n  Երկու։ ", [])[0].lines] == ["Մեկ։", "Երկու։"]


def test_marks_may_overlap_and_cross_lines():
    text = "abcdef\nghi"
    marks = [Mark(1, 4, "topic", "Թեմա"), Mark(3, 8, "law")]
    (block,) = blocks(text, [], marks)
    kinds = [[(run.text, [m.kind for m in run.marks]) for run in line] for line in block.lines]
    assert kinds == [
        [("a", []), ("bc", ["topic"]), ("d", ["topic", "law"]), ("ef", ["law"])],
        [("g", ["law"]), ("hi", [])],
    ]
    assert block.lines[0][1].title == "Թեմա"


def test_a_place_has_an_id_that_a_link_can_name():
    assert element_id(7, "2/art-12/p-3") == "v7-2.art-12.p-3"
    assert element_id(7) == "v7"


def test_the_innermost_provision_is_found():
    found = pieces(BILL)
    assert around(found, BILL.index("լրացնել հետևյալ")) == "art-1/2"
    assert around(found, BILL.index("այսուհետ")) == "art-1"
    assert around(found, 0) == ""


spans = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)).map(sorted), max_size=8)


@given(text=st.text(alphabet="ab \nաբ1.", max_size=60), places=spans, marked=spans)
def test_no_character_is_lost_or_shown_twice(text, places, marked):
    nested = [
        Piece(str(n), "article", "1", "", a, min(b, len(text)))
        for n, (a, b) in enumerate(places)
        if a < len(text)
    ]
    marks = [Mark(a, b, "topic") for a, b in marked]
    shown = "".join(
        said(line) for block in blocks(text, nested, marks) for line in (block.heading, *block.lines)
    )
    assert "".join(shown.split()) == "".join(text.split())
    assert "".join(run.text for run in runs(text, 0, len(text), marks)) == text

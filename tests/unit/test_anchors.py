"""Places in a text: by their path, and never by words that look alike."""

from legislation.anchors import Place, place
from legislation.structure import pieces

TEXT = """Հոդված 1. Վճարը
1. Վճարը որոշում է ավագանին։
2. Վճարը հրապարակվում է։
Հոդված 2. Տուրքը
1. Վճարը որոշում է ավագանին։
Հոդված 3. Վերջ
"""


def test_a_path_leads_to_heading_words_and_span():
    found = place(TEXT, pieces(TEXT), "art-1/p-2")
    assert found == Place("art-1/p-2", "", "2. Վճարը հրապարակվում է։", found.start, found.end)
    assert TEXT[found.start : found.end].strip() == found.quote
    assert place(TEXT, pieces(TEXT), "art-2").heading == "Տուրքը"


def test_equal_words_in_two_places_are_two_places():
    first, second = (place(TEXT, pieces(TEXT), path) for path in ("art-1/p-1", "art-2/p-1"))
    assert first.quote == second.quote == "1. Վճարը որոշում է ավագանին։"
    assert first.end <= second.start


def test_the_empty_path_is_the_whole_and_quotes_nothing():
    assert place(TEXT, pieces(TEXT), "") == place("", [], "") == Place("", "", "", 0, 0)


def test_a_path_that_the_text_does_not_have_is_no_place():
    for path in ("art-4", "art-1/p-3", "art", "ART-1", "art-1/", "1"):
        assert place(TEXT, pieces(TEXT), path) is None
    assert place("", [], "art-1") is None


def test_a_place_keeps_its_path_when_text_comes_before_it():
    """A new first line moves every offset; an anchor by offsets or by words would now be elsewhere."""
    longer = "Նախաբան։\n" + TEXT
    assert place(longer, pieces(longer), "art-2/p-1").quote == "1. Վճարը որոշում է ավագանին։"
    assert (
        place(longer, pieces(longer), "art-2/p-1").start == place(TEXT, pieces(TEXT), "art-2/p-1").start + 9
    )

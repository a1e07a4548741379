from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legislation.text import (
    BARRIER,
    LONGEST_KEY,
    exact_keys,
    find,
    fold,
    language_of,
    passages,
    query_keys,
    tokens,
)

TRICKY = (
    "ՏԵՂԱԿԱՆ և եւ ԵՎ արդյո՞ք ՀO-137 7-րդ 10:30 1․2 Օ Ր Ե Ն Ք Ը l’eau naïve cafés ёлка 12²"
    " \u00ad\u0000\ufffe\ud800¶"
)
texts = st.one_of(
    st.text(), st.text(alphabet=TRICKY), st.lists(st.sampled_from(TRICKY.split())).map(" ".join)
)
languages = st.sampled_from([None, "hy", "en", "ru", "fr"])


def keys(text, language=None):
    return [token.key for token in tokens(text, language)]


def words(text):
    return [token.exact for token in tokens(text) if token.key != BARRIER]


def fits(typed, text):
    """Whether what a person typed stands in a text."""
    return bool(find(tokens(text), [query_keys(typed)]))


@settings(deadline=None)
@given(texts, languages)
def test_any_text_is_read_and_every_token_lies_where_it_says(text, language):
    at = 0
    for token in tokens(text, language):
        assert at <= token.start <= token.end <= len(text)
        at = token.end
        assert token.key
        assert not any(map(str.isspace, token.key))
        assert max(len(token.key), len(token.exact)) <= LONGEST_KEY
        if token.key == BARRIER:
            assert (token.start, token.exact) == (token.end, BARRIER)
        else:
            assert token.start < token.end
            assert fold(text[token.start : token.end])[:LONGEST_KEY] == token.exact


@settings(deadline=None)
@given(texts, languages)
def test_what_a_person_types_is_found_in_itself(typed, language):
    pattern = query_keys(typed, language)
    read = [token for token in tokens(typed, language) if token.key != BARRIER]
    assert len(pattern) == len(read) == len(exact_keys(typed))
    assert all(token.key in alternatives for token, alternatives in zip(read, pattern, strict=True))


@pytest.mark.parametrize(
    ("forms", "key"),
    [
        ("դրույքաչափ դրույքաչափերը դրույքաչափերի դրույքաչափի ԴՐՈՒՅՔԱՉԱՓԵՐԸ", "դրույքաչափ"),
        ("համայնք համայնքի համայնքներում ՀԱՄԱՅՆՔՈՒՄ", "համայնք"),
        ("ավագանի ավագանու ԱՎԱԳԱՆՈՒ", "ավագանի"),
        ("վճար վճարի վճարների վճարները", "վճար"),
        ("օրենսգիրք օրենսգրքում օրենսգրքի", "օրենսգիրք"),
        ("որոշում որոշման որոշումը ՈՐՈՇՄԱՄԲ", "որոշում"),
        ("սակագին սակագնի սակագները", "սակագին"),
        ("ЕЛКА ёлка ёлки", "елк"),
        ("Municipality municipalities", "municip"),
        ("орган органа органы органов", "орган"),
        ("участок участки участка", "участк"),
        ("Ереван Еревана Ереване", "ереван"),
    ],
)
def test_forms_of_one_word_have_one_key(forms, key):
    assert {tuple(keys(form)) for form in forms.split()} == {(key,)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("օրենք", "օր"),
        ("համայնքապետ", "համայնքապետարան"),
        ("դատարան", "դատավոր"),
        ("պետական", "պետություն"),
        ("նախարար", "նախարարություն"),
        ("քաղաք", "քաղաքացի"),
    ],
)
def test_different_words_of_law_keep_different_keys(one, other):
    assert keys(one) != keys(other)


def test_a_noun_in_um_is_found_in_all_its_forms():
    assert fits("տեղական ինքնակառավարում", "ՏԵՂԱԿԱՆ ԻՆՔՆԱԿԱՌԱՎԱՐՄԱՆ ՄԱՍԻՆ")
    assert fits("կառավարում", "կառավարման և կառավարում")
    assert fits("կառավարման", "համայնքի կառավարում")
    assert fits("որոշում", "ավագանու որոշման նախագիծ")
    assert fits("որոշման", "ավագանու որոշումը")


def test_a_number_of_an_act_is_found_however_it_is_written():
    for written in ("ՀՕ-337-Ն", "ՀՕ - 337 - Ն", "ՀՕ–337–Ն", "ՀO‑337-Ն", "ՀՕ 337 Ն"):
        assert fits("ՀՕ-337-Ն", f"օրենքի ({written}) 5-րդ հոդված")
    assert not fits("ՀՕ-337-Ն", "ՀՕ-33-Ն")


def test_numbers_and_dates_are_found_in_all_their_spellings():
    assert fits("1-ին", "օրենքի 1‑ին մասի")
    assert fits("12.3", "12․3 կետով")
    assert fits("30.12.2010", "ընդունվել է 30․12․2010-ին")
    assert not fits("12.3", "12.4 կետով")


def test_hyphens_part_endings_from_numbers_and_abbreviations():
    assert words("7-րդ ՀՀ-ի 33‑րդ 2022թ") == ["7", "րդ", "հհ", "ի", "33", "րդ", "2022", "թ"]
    assert len(query_keys("7-րդ")) == 2


def test_all_ways_to_write_ev_are_one():
    assert {word for form in "և եւ եվ ԵՎ ԵՒ Եվ Եւ".split() for word in words(form)} == {"և"}
    assert keys("Եվրոպա") == keys("եւրոպա") == keys("ԵՎՐՈՊԱ")
    assert keys("տերեւ") == keys("տերև")


def test_marks_inside_a_word_vanish():
    assert words("արդյո՞ք անհրաժե՛շտ ինչպիսի՞ բա\u00adռ հա\u200bմայնք") == [
        "արդյոք",
        "անհրաժեշտ",
        "ինչպիսի",
        "բառ",
        "համայնք",
    ]
    assert words("համայն\u00ad\nքի") == ["համայնքի"]


def test_decomposed_letters_are_composed():
    assert words("re\u0301gion й") == ["région", "й"]


def test_letter_spaced_headings_are_joined():
    assert words("Օ Ր Ե Ն Ք Ը\nԳ Լ ՈՒ Խ  1") == ["օրենքը", "գլուխ", "1"]
    assert words("Ա Ր Գ Ա Դ Ր Ո Ւ Թ Յ Ո Ւ Ն") == ["արգադրություն"]
    assert words("Ա. Բ Գ Համայնք") == ["ա", "բ", "գ", "համայնք"]


def test_latin_letters_in_armenian_words_are_armenian():
    assert words("oրենք Հայաuտանի hաշմանդամություն") == ["օրենք", "հայաստանի", "հաշմանդամություն"]
    assert words("Հայաստանի USAID") == ["հայաստանի", "usaid"]


def test_ligatures_of_old_pdf_files_are_letters():
    assert words("ﬔծ") == ["մեծ"]


@pytest.mark.parametrize(
    "text",
    [
        "է։ Համայնքի",
        "է: Համայնքի",
        "է:Համայնքի",
        "է․ Համայնքի",
        "որոշեց. Համայնքի",
        "ո՞վ? Համայնքի",
        "Ա\n\nԲ",
    ],
)
def test_a_sentence_ends_with_a_barrier(text):
    assert [token.key == BARRIER for token in tokens(text)] == [False, True, False]


@pytest.mark.parametrize(
    "text",
    [
        "ժամը 10:30-ին",
        "7.1 հոդված",
        "2024 թ. Հունվար",
        "Ն. Փաշինյան",
        "բառ. և բառ",
        "http://www.arlis.am",
        "մլն. Դրամ",
        "Article 5 of Act No. 12",
        "ст. 5",
        "մեկ, երկու՝ երեք",
        "տող\nտող",
        "վերջ։",
    ],
)
def test_dots_and_colons_inside_a_sentence_are_no_barrier(text):
    assert BARRIER not in keys(text)


def test_a_phrase_does_not_cross_the_end_of_a_sentence():
    assert fits("համայնքի ավագանի", "համայնքի «ավագանին»")
    assert not fits("համայնքի ավագանի", "համայնքի։ Ավագանին")


def test_a_possessive_is_no_part_of_an_english_word():
    assert keys("the council’s decision") == keys("the council decision")


def test_latin_letters_are_english_unless_the_text_is_french():
    assert keys("collectivités", "fr") == keys("COLLECTIVITE", "fr")
    assert keys("financière", "fr") == keys("financiers", "fr")
    assert keys("publique publics travaux lois", "fr") == keys("public publiques travail loi", "fr")
    assert (keys("régionaux"), keys("régionaux", "fr")) == (["regionaux"], ["regional"])
    assert query_keys("régionaux") == (frozenset({"regionaux", "regional"}),)
    assert query_keys("régionaux", "fr") == (frozenset({"regional"}),)


def test_a_very_long_word_has_a_key_of_bounded_length():
    for letter in "աaж1":
        assert [len(token.key) for token in tokens(letter * 1_000_000)] == [LONGEST_KEY]


def test_a_prefix_is_compared_with_the_exact_form():
    pattern = (frozenset({"համայնքներ*"}),)
    text = tokens("համայնքի համայնքներում")
    assert find(text, [pattern]) == [(1, 2)]


def test_find_gives_each_place_once_and_in_order():
    text = tokens("տեղական վճար, վճար և տեղական վճարներ")
    patterns = [query_keys("վճար"), query_keys("տեղական վճար"), query_keys("վճարի"), ()]
    assert find(text, patterns) == [(0, 2), (1, 2), (2, 3), (4, 6), (5, 6)]


def test_the_fullest_passage_comes_first_with_its_marks():
    text = "Համայնք " + "բառ " * 200 + "համայնքի ավագանին որոշեց " + "բառ " * 200 + "վերջում համայնք"
    spans = [(token.start, token.end) for token in tokens(text) if token.key in ("համայնք", "ավագանի")]
    first, *others = passages(text, spans, limit=3, width=100)
    assert [first.text[start:end] for start, end in first.marks] == ["համայնքի", "ավագանին"]
    assert len(others) == 2
    assert all(text[shown.start : shown.end] == shown.text for shown in (first, *others))


@settings(deadline=None)
@given(texts, st.lists(st.tuples(st.integers(-5, 60), st.integers(-5, 60))), st.integers(1, 80))
def test_passages_never_overlap_and_show_what_they_mark(text, spans, width):
    shown = passages(text, spans, limit=3, width=width)
    places = {place for start, end in spans if 0 <= start < end for place in range(start, end)}
    assert len(shown) <= 3
    assert bool(shown) == any(0 <= start < end <= len(text) for start, end in spans)
    for passage in shown:
        assert text[passage.start : passage.end] == passage.text
        assert passage.marks
        marks = [(passage.start + start, passage.start + end) for start, end in passage.marks]
        assert all(one[1] <= other[0] for one, other in pairwise(marks))
        assert {place for mark in marks for place in range(*mark)} <= places
    ordered = sorted(shown, key=lambda passage: passage.start)
    assert all(one.end <= other.start for one, other in pairwise(ordered))


@pytest.mark.parametrize(
    ("text", "prior", "language"),
    [
        ("Տեղական ինքնակառավարման մասին", None, "hy"),
        ("О местном самоуправлении", None, "ru"),
        ("On the local self-government", None, "en"),
        ("Loi sur les communes", None, "fr"),
        ("Autonomie locale à Erevan", None, "fr"),
        ("Code fiscal", "fr", "fr"),
        ("Code fiscal", "hy", "en"),
        ("Տեղական ինքնակառավարման մարմիններ (LSG)", "en", "hy"),
        ("12.03.2024 №", "hy", None),
        ("", None, None),
    ],
)
def test_the_language_of_a_text(text, prior, language):
    assert language_of(text, prior) == language

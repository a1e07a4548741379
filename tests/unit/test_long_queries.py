"""Questions and long rows of words: half of the words suffice, and how that is written."""

import pytest
from drafts_to_search import draft, query

TOLD = draft("edraft:1", "Տեղական վճարներ", "Ավագանին սահմանում է դրույքաչափը։")


@pytest.mark.parametrize(
    ("typed", "accepted"),
    [
        ("Ի՞նչ է տեղական վճարը", True),
        ("Ի՞նչ է տեղական հարկը", False),  # of two words that carry weight both must occur
        ("Ո՞վ է սահմանում տեղական հարկը", True),  # of three two
        ("Ո՞վ է գանձում տեղական հարկը", False),
        ("տեղական վճար դրույքաչափ ջուր հող օդ", True),  # of six three
        ("տեղական վճար լույս ջուր հող օդ", False),
        ("տեղական վճար դրույքաչափ ջուր հող", False),  # a short row without a question: all
        ('տեղական վճար դրույքաչափ "ջուր" հող օդ', False),  # with a sign: all
        ("տեղական վճար դրույքաչափ ջուր հող օդ -լույս", False),
        ("տեղական վճար դրույքաչափ ջուր հող օ*", False),
        ("տեղական վճար դրույքաչափ ջուր OR հող օդ", False),
        ("տեղական վճար դրույքաչափ ջուր հող օդ source:edraft", True),
        ("տեղական վճար դրույքաչափ ջուր հող օդ source:arlis", False),
        ("ինչ է որ", False),  # no word carries weight: then all must occur
    ],
)
def test_of_a_long_query_or_a_question_half_the_words_suffice(typed, accepted):
    assert query(typed).accepts(TOLD) is accepted
    assert query(str(query(typed))) == query(typed)


def test_in_a_question_a_verb_and_its_noun_are_one_word():
    told = draft("edraft:1", "", "Պայմանագիրը դադարեցնում է գործատուն։")
    assert query("ինչպե՞ս է պայմանագրի դադարեցման կարգը").accepts(told)
    assert not query("պայմանագրի դադարեցման").accepts(told)


@pytest.mark.parametrize(
    ("typed", "wider"),
    [
        ("տեղական հարկ", True),
        ("Ո՞վ է գանձում տեղական հարկը", True),
        ("տեղական հարկ source:edraft", True),
        ("տեղական հարկ source:arlis", False),
        ("ջուր հող", False),
    ],
)
def test_a_wider_query_is_content_with_one_of_the_words(typed, wider):
    assert not query(typed).accepts(TOLD)
    assert query(typed).wider.accepts(TOLD) is wider


def test_what_cannot_be_widened_is_not():
    assert [
        query(typed).wider for typed in ("", "ջուր", '"տեղական հարկ" ջուր', "ջուր -հող", "ջուր OR հող")
    ] == [None] * 5


def test_words_without_weight_are_not_marked():
    assert query("Ի՞նչ է տեղական վճարը").patterns == (
        (frozenset({"տեղական"}),),
        (frozenset({"վճար"}),),
    )

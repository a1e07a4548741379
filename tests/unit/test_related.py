"""Terms of the topics in the other languages, added to a search and taken out again."""

from datetime import UTC, datetime

import pytest

from config.lexicon import Term, Topic
from legislation.query import parse
from search_api.related import Thesaurus

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
BUDGET = Term(
    "տեղական բյուջե",
    {"hy": ("տեղական բյուջե", "համայնքի բյուջե"), "en": ("local budget",), "ru": ("местный бюджет",)},
    "yes",
    weak=False,
)
WORD = Term("բյուջե", {"hy": ("բյուջե",), "en": ("budget",)}, "yes", weak=False)


@pytest.fixture(scope="module")
def thesaurus() -> Thesaurus:
    return Thesaurus([Topic("budget", {}, (BUDGET, WORD))])


def offered(thesaurus: Thesaurus, typed: str) -> list[tuple[str, str, str, bool]]:
    query = parse(typed, NOW, UTC)
    return [(one.language, one.text, str(one.query), one.on) for one in thesaurus.related(query)]


def test_a_term_in_any_inflection_brings_its_other_languages(thesaurus):
    assert offered(thesaurus, "տեղական բյուջեի source:edraft") == [
        ("en", "local budget", '"տեղական բյուջեի" OR "local budget" source:edraft', False),
        ("ru", "местный бюджет", '"տեղական բյուջեի" OR "местный бюджет" source:edraft', False),
    ]


def test_a_second_form_of_the_term_and_another_language_do_as_well(thesaurus):
    assert [said for _, said, *_ in offered(thesaurus, "համայնքի բյուջե")] == [
        "local budget",
        "местный бюджет",
    ]
    assert [said for _, said, *_ in offered(thesaurus, "местного бюджета")] == [
        "տեղական բյուջե",
        "local budget",
    ]


def test_what_was_added_is_taken_out_again_and_the_next_can_be_added(thesaurus):
    assert offered(thesaurus, '"տեղական բյուջե" OR "local budget"') == [
        ("en", "local budget", '"տեղական բյուջե"', True),
        ("ru", "местный бюджет", '"տեղական բյուջե" OR "local budget" OR "местный бюджет"', False),
    ]


def test_the_longer_term_hides_the_shorter_one_in_it(thesaurus):
    assert [said for _, said, *_ in offered(thesaurus, "բյուջե")] == ["budget"]
    assert "budget" not in [said for _, said, *_ in offered(thesaurus, "տեղական բյուջե")]


@pytest.mark.parametrize("typed", ["", "անտառ", "-բյուջե", "բյուջ*", "source:edraft", "տեղական -բյուջե"])
def test_what_is_no_term_or_is_not_wanted_brings_nothing(thesaurus, typed):
    assert offered(thesaurus, typed) == []


def test_the_search_that_is_offered_reads_back_as_itself(thesaurus):
    for typed in ("տեղական բյուջե", '"տեղական բյուջե" OR "local budget"'):
        for one in thesaurus.related(parse(typed, NOW, UTC)):
            assert parse(str(one.query), NOW, UTC) == one.query

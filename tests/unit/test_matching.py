"""Saved searches against new drafts: fast by lookup, right by ``accepts``."""

import pytest
from drafts_to_search import FEES, INNER, PACKAGE, PROPOSAL, SHELF, WASTE, WATER, query
from hypothesis import given, settings
from hypothesis import strategies as st

from alerts.matching import Matcher
from legislation.query import PUBLIC, Query, Viewer

MEMBER = Viewer(frozenset({"members"}))


def _matched(saved, document, viewer=PUBLIC):
    matcher = Matcher({number: query(typed) for number, typed in saved.items()})
    return matcher.match(document, lambda number: viewer)


SAVED = {
    1: "տեղական ինքնակառավարում",
    2: '"տեղական վճար"',
    3: "դրույք*",
    4: "-ջուր",
    5: "source:edraft",
    6: "law:ՀՕ-337 -փաթեթ",
    7: "ջուր OR waste",
    8: "ջուր OR աղբ*",
    9: "body:նախարարություն",
    10: "deadline:<7d",
    11: "topic:waste_management waste",
    12: "",
    13: "ջուր OR -ջուր",
    14: "ո՞վ է որոշում համայնքի աղբահանության կարգը",
}


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (PACKAGE, [1, 4, 5, 9, 10, 12, 13]),
        (FEES, [1, 2, 3, 4, 5, 12, 13, 14]),
        (WASTE, [5, 6, 7, 8, 9, 12, 13, 14]),
        (WATER, [7, 8, 12, 13, 14]),
        (PROPOSAL, [4, 7, 11, 12, 13]),
    ],
)
def test_a_draft_matches_the_searches_that_accept_it(document, expected):
    assert _matched(SAVED, document) == expected


def test_everyone_is_told_only_of_what_they_may_read():
    matcher = Matcher({1: query("ինքնակառավարում"), 2: query("ինքնակառավարում"), 3: query("")})
    assert matcher.match(INNER, lambda number: MEMBER if number == 2 else PUBLIC) == [2]


def test_no_subscriptions_match_nothing():
    assert Matcher({}).match(PACKAGE, lambda number: PUBLIC) == []


class Asked(Query):
    """A query that counts how often it was asked."""

    def accepts(self, document, viewer=PUBLIC):
        asked.append(str(self))
        return super().accepts(document, viewer)


asked: list[str] = []


def test_only_searches_whose_rarest_word_is_there_are_asked():
    asked.clear()
    saved = ["տեղական ծննդատուն", "տեղական դպրոց", "տեղական վճար", "ջուր", "դպր*"]
    matcher = Matcher({number: Asked(query(typed).clauses) for number, typed in enumerate(saved)})
    assert matcher.match(FEES, lambda number: PUBLIC) == [2]
    assert sorted(asked) == ["դպր*", "տեղական վճար"]


TERMS = ["տեղական", "ջուր", "աղբահանություն", '"տեղական վճար"', "-օրենք", "waste", "դրույք*", "OR", "OR"]
PLAIN = ["ի՞նչ", "ով", "է", "համայնք", "վճար", "սահմանել", "ավագանի", "հարց", "օրենք"]
FIELDS = ["source:edraft", "law:ՀՕ-337", "topic:waste_management", "-stage:discussion", "has:position"]


@settings(deadline=None)
@given(st.lists(st.lists(st.sampled_from(TERMS + FIELDS + PLAIN), max_size=9).map(" ".join), max_size=12))
def test_nothing_that_is_accepted_is_overlooked(saved):
    numbered = dict(enumerate(saved))
    for document in SHELF:
        expected = [n for n, typed in numbered.items() if query(typed).accepts(document, MEMBER)]
        assert _matched(numbered, document, MEMBER) == expected

import numpy as np
import pytest

from legislation.text import BARRIER, tokens
from nlp import features
from nlp.features import Words, words


def keys(text, language="en"):
    return [token.key for token in tokens(text, language)]


def counted(vocabulary, seen):
    columns, counts = vocabulary.count(seen)
    return {named(vocabulary, column): int(times) for column, times in zip(columns, counts, strict=True)}


def named(vocabulary, column):
    part = sum(column >= bound for bound in vocabulary.bounds)
    return ("", "lead ", "opening ")[part] + vocabulary.name(column)


def test_words_and_pairs_are_counted_apart_in_the_parts_of_a_text():
    seen = Words(["the", "council", "of", "the", "council"], ["council"], ["of", "of"])
    assert counted(features.learn([seen], 1), seen) == {
        "the": 2,
        "council": 2,
        "of": 1,
        "the council": 2,
        "council of": 1,
        "of the": 1,
        "lead council": 1,
        "opening of": 2,
        "opening of of": 1,
    }


def test_a_pair_never_crosses_the_end_of_a_sentence():
    seen = Words(["tax", BARRIER, "council"])
    assert set(counted(features.learn([seen], 1), seen)) == {"tax", "council"}


def test_what_stands_in_one_text_only_is_no_feature():
    vocabulary = features.learn([Words(["tax", "fee"]), Words(["tax"])])
    assert [vocabulary.name(column) for column in range(len(vocabulary))] == ["tax"]


def test_what_was_not_learned_is_not_counted():
    vocabulary = features.learn([Words(["tax"])], 1)
    assert counted(vocabulary, Words(["fee", "tax", "zoo"], ["fee"], ["tax"])) == {"tax": 1}
    assert counted(features.learn([], 1), Words(["fee"])) == {}


def test_features_are_found_at_their_places():
    vocabulary = features.learn([Words(["a", "b", "a"])], 1)
    columns, at = vocabulary.places(["x", "a", "b", "a"])
    found = sorted(zip(at.tolist(), map(vocabulary.name, columns), strict=True))
    assert found == [(1, "a"), (1, "a b"), (2, "b"), (2, "b a"), (3, "a")]


def test_the_first_words_of_a_text_are_its_lead_and_its_opening():
    text = [f"word{n}" for n in range(100)]
    seen = words([], text)
    assert [seen.lead.count(text[n]) for n in (0, 59, 60)] == [1, 1, 0]
    assert [seen.opening.count(text[n]) for n in (0, 9, 10, 19, 20)] == [2, 2, 1, 1, 0]


def test_the_title_belongs_to_all_parts():
    seen = words(["municipal"], ["tax"])
    assert seen.text == ["municipal", BARRIER, "tax"]
    assert [part.count("municipal") for part in seen] == [1, 2, 2]


def test_all_numbers_are_one_word():
    assert words(["12"], ["2024"]).text == ["#", BARRIER, "#"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("This Act may be cited as the Town Councils Act.", True),
        ("This Act is cited by the Town Councils.", False),
        ("This Act may be cited.", False),
    ],
)
def test_the_name_that_an_english_act_gives_itself_is_as_good_as_a_title(text, named):
    far = "Nothing here matters at all. " * 20
    seen = words([], keys(far + text))
    assert seen.opening.count("town") == seen.lead.count("town") == 2 * named


def test_large_texts_and_many_words_get_codes_of_their_own():
    many = [f"w{n}" for n in range(3_000)]
    vocabulary = features.learn([Words(many[::-1], many)], 1)
    assert len(vocabulary) == len(np.unique(vocabulary.codes)) == 2 * (3_000 + 2_999)
    assert named(vocabulary, vocabulary.bounds[0] - 1) == "w999 w998"
    assert named(vocabulary, len(vocabulary) - 1) == "lead w999 w1000"

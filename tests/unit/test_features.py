import numpy as np
import pytest

from legislation.text import BARRIER, tokens
from nlp import features
from nlp.features import Words, words


def keys(text, language="en"):
    return [token.key for token in tokens(text, language)]


def counted(vocabulary, seen):
    columns, counts = vocabulary.count(seen)
    return {
        ("head " if column >= vocabulary.of_head else "") + vocabulary.name(column): int(times)
        for column, times in zip(columns, counts, strict=True)
    }


def test_words_and_pairs_are_counted_apart_in_the_text_and_its_head():
    seen = Words(["council"], ["the", "council", "of", "the", "council"])
    assert counted(features.learn([seen], 1), seen) == {
        "the": 2,
        "council": 2,
        "of": 1,
        "the council": 2,
        "council of": 1,
        "of the": 1,
        "head council": 1,
    }


def test_a_pair_never_crosses_the_end_of_a_sentence():
    seen = Words([], ["tax", BARRIER, "council"])
    assert set(counted(features.learn([seen], 1), seen)) == {"tax", "council"}


def test_what_stands_in_one_text_only_is_no_feature():
    vocabulary = features.learn([Words([], ["tax", "fee"]), Words([], ["tax"])])
    assert [vocabulary.name(column) for column in range(len(vocabulary))] == ["tax"]


def test_what_was_not_learned_is_not_counted():
    vocabulary = features.learn([Words([], ["tax"])], 1)
    assert counted(vocabulary, Words(["fee"], ["fee", "tax", "zoo"])) == {"tax": 1}
    assert counted(features.learn([], 1), Words(["fee"], ["fee"])) == {}


def test_features_are_found_at_their_places():
    vocabulary = features.learn([Words([], ["a", "b", "a"])], 1)
    columns, at = vocabulary.places(["x", "a", "b", "a"])
    found = sorted(zip(at.tolist(), map(vocabulary.name, columns), strict=True))
    assert found == [(1, "a"), (1, "a b"), (2, "b"), (2, "b a"), (3, "a")]


def test_the_first_words_of_a_text_belong_to_its_head_the_more_the_earlier_they_stand():
    text = [f"word{n}" for n in range(100)]
    head = words([], text).head
    assert [head.count(text[n]) for n in (0, 14, 15, 29, 30, 59, 60)] == [3, 3, 2, 2, 1, 1, 0]


def test_the_title_belongs_to_the_head_and_to_the_text():
    seen = words(["municipal"], ["tax"])
    assert (seen.head.count("municipal"), seen.text) == (2, ["municipal", BARRIER, "tax"])


def test_all_numbers_are_one_word():
    assert words(["12"], ["2024"]).text == ["#", BARRIER, "#"]


@pytest.mark.parametrize(
    ("text", "in_head"),
    [
        ("This Act may be cited as the Town Councils Act.", True),
        ("This Act is cited by the Town Councils.", False),
        ("This Act may be cited.", False),
    ],
)
def test_the_name_that_an_english_act_gives_itself_belongs_to_its_head(text, in_head):
    far = "Nothing here matters at all. " * 20
    head = words([], keys(far + text)).head
    assert ("town" in head) == in_head


def test_large_texts_and_many_words_get_codes_of_their_own():
    many = [f"w{n}" for n in range(3_000)]
    vocabulary = features.learn([Words(many[::-1], many)], 1)
    assert len(vocabulary) == len(np.unique(vocabulary.codes)) == 2 * (3_000 + 2_999)
    assert vocabulary.name(vocabulary.of_head - 1) == "w999 w1000"

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from legislation.text import BARRIER, Token, find
from nlp.matcher import Matcher

KEYS = ["ա", "բ", "գ"]
phrases = st.lists(
    st.lists(st.frozensets(st.sampled_from(KEYS), min_size=1), min_size=1, max_size=3).map(tuple), max_size=6
)
sentences = st.lists(st.sampled_from([*KEYS, BARRIER]), max_size=20)


def as_tokens(keys):
    return [Token(place, place + (key != BARRIER), key, key) for place, key in enumerate(keys)]


@settings(deadline=None)
@given(phrases, sentences)
def test_the_tree_finds_what_comparing_word_by_word_finds(patterns, keys):
    words = as_tokens(keys)
    found = Matcher((pattern, pattern) for pattern in patterns).find(words)
    assert sorted({(first, end) for first, end, _ in found}) == find(words, patterns)


@settings(deadline=None, max_examples=50)
@given(phrases, st.lists(st.sampled_from(KEYS), min_size=1, max_size=20))
def test_the_tree_finds_what_a_phrase_matcher_finds(patterns, keys):
    vocab = spacy.blank("xx").vocab
    peer = PhraseMatcher(vocab, attr="LEMMA")
    one_way = [[sorted(keys)[0] for keys in pattern] for pattern in patterns]
    for number, phrase in enumerate(one_way):
        peer.add(str(number), [Doc(vocab, words=phrase, lemmas=phrase)])
    theirs = {(first, end) for _, first, end in peer(Doc(vocab, words=keys, lemmas=keys))}
    tree = Matcher((tuple(frozenset({key}) for key in phrase), None) for phrase in one_way)
    assert {(first, end) for first, end, _ in tree.find(as_tokens(keys))} == theirs


def test_two_values_of_one_phrase_are_both_found():
    phrase = (frozenset({"ա"}),)
    assert Matcher([(phrase, 1), (phrase, 2)]).find(as_tokens(["բ", "ա"])) == [(1, 2, 1), (1, 2, 2)]


def test_a_phrase_without_words_is_nowhere():
    assert Matcher([((), "nothing")]).find(as_tokens(["ա"])) == []

"""What a linear model sees of a text: its words and pairs of neighbouring words, and those of its head.

The head is what says first what a text is about: the title, the opening of the text, and the name that an
English act gives itself. Words are the keys of ``legislation.text``; all numbers are one word, and a pair
never crosses the end of a sentence. Features are numbered, so that counting them is arithmetic and a text
of 50 KB takes a few milliseconds.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from legislation.text import BARRIER, tokens

NUMBER = "#"
"""The key that stands for every number."""

OPENINGS = (15, 30, 60)
"""So many words of a text belong to its head: the first of them three times, the last once."""

OWN_NAME = 20
"""So many words after “may be cited as” are taken for an act's own name."""

_CITED_AS = tuple(word.key for word in tokens("cited as", "en"))

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Keys = Sequence[str]


class Words(NamedTuple):
    """The keys of the words of a text and of its head, ends of sentences among them."""

    head: list[str]
    text: list[str]


def words(title: Keys, text: Keys) -> Words:
    """What a model sees of a title and its text, given as keys."""
    name, keys = _numbers_alike(title), _numbers_alike(text)
    head = [*name, BARRIER, *name]
    for length in OPENINGS:
        head += [BARRIER, *keys[:length]]
    at = 0
    while _CITED_AS[0] in keys[at:]:
        at = keys.index(_CITED_AS[0], at) + 1
        if keys[at : at + 1] == [_CITED_AS[1]]:
            head += 2 * [BARRIER, *_sentence(keys[at + 1 : at + 1 + OWN_NAME])]
    return Words(head, [*name, BARRIER, *keys])


def _numbers_alike(keys: Keys) -> list[str]:
    return [NUMBER if key.isdigit() else key for key in keys]


def _sentence(keys: list[str]) -> list[str]:
    return keys[: keys.index(BARRIER)] if BARRIER in keys else keys


class Vocabulary:
    """The features of one model. ``keys`` are its words; ``codes`` its features, ascending.

    A code is made of where the feature stands (0 the text, 1 the head), the number of its first word and
    that of its second, 0 for none; ``keys[0]`` has the number 1.
    """

    def __init__(self, keys: Keys, codes: Ints) -> None:
        self.keys = keys
        self.codes = codes
        self._base = len(keys) + 1
        self._numbers = {key: number for number, key in enumerate(keys, start=1)}
        self.of_head = int(np.searchsorted(codes, self._base**2))
        """The first column that is about heads."""

    def __len__(self) -> int:
        return len(self.codes)

    def count(self, seen: Words) -> tuple[Ints, Ints]:
        """The columns of what stands in a text and its head, ascending, and how often it does."""
        both = (self.places(seen.text)[0], self.places(seen.head, in_head=True)[0])
        return np.unique(np.concatenate(both), return_counts=True)

    def places(self, keys: Keys, in_head: bool = False) -> tuple[Ints, Ints]:
        """The column of every word and every pair that is known, and the index of its first word."""
        get = self._numbers.get
        numbers = np.fromiter((get(key, 0) for key in keys), np.int64, len(keys))
        single = np.flatnonzero(numbers)
        pair = np.flatnonzero((numbers[:-1] > 0) & (numbers[1:] > 0))
        first, second = numbers[:-1][pair], numbers[1:][pair]
        codes = np.concatenate((numbers[single] * self._base, first * self._base + second))
        codes += self._base**2 * in_head
        columns = np.searchsorted(self.codes, codes)
        known = columns < len(self.codes)
        known[known] = self.codes[columns[known]] == codes[known]
        return columns[known], np.concatenate((single, pair))[known]

    def name(self, column: int) -> str:
        """The word or the pair of words of a column, as keys."""
        first, second = divmod(int(self.codes[column]) % self._base**2, self._base)
        return self.keys[first - 1] + (f" {self.keys[second - 1]}" if second else "")


def learn(texts: Iterable[Words], least: int = 2) -> Vocabulary:
    """The features that stand in at least so many of the texts."""
    seen: Counter[tuple[int, str, str]] = Counter()
    for one in texts:
        seen.update({*_features(one.text, 0), *_features(one.head, 1)})
    kept = [feature for feature, times in seen.items() if times >= least]
    keys = sorted({key for _, *both in kept for key in both} - {""})
    number = {key: n for n, key in enumerate(keys, start=1)} | {"": 0}
    base = len(keys) + 1
    codes = sorted((at * base + number[one]) * base + number[two] for at, one, two in kept)
    return Vocabulary(keys, np.array(codes, np.int64))


def _features(keys: Keys, at: int) -> Iterator[tuple[int, str, str]]:
    before = BARRIER
    for key in keys:
        if key != BARRIER:
            yield at, key, ""
            if before != BARRIER:
                yield at, before, key
        before = key

"""What a linear model sees of a text: words and pairs of neighbours, in its whole, its lead and its opening.

Lead and opening say first what a text is about: both have the title, the name that an English act gives
itself, and the first words. Words are the keys of ``legislation.text``; all numbers are one word, and a pair
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

LEAD = (60,)
OPENING = (10, 20)
"""So many of the first words; the first ten stand twice in the opening."""

OWN_NAME = 20
"""So many words after “may be cited as” are taken for an act's own name."""

_CITED_AS = tuple(word.key for word in tokens("cited as", "en"))

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Keys = Sequence[str]


class Words(NamedTuple):
    """The keys of what a model sees of one text, ends of sentences among them."""

    text: list[str]
    lead: list[str] = []  # noqa: RUF012 - never changed
    opening: list[str] = []  # noqa: RUF012 - the same


def words(title: Keys, text: Keys) -> Words:
    """What a model sees of a title and its text, given as keys."""
    name, keys = _numbers_alike(title), _numbers_alike(text)
    names = [*name, BARRIER, *name, *_own_name(keys)]
    starts = ([key for length in lengths for key in (BARRIER, *keys[:length])] for lengths in (LEAD, OPENING))
    return Words([*name, BARRIER, *keys], *(names + start for start in starts))


def _own_name(keys: list[str]) -> list[str]:
    """What follows “may be cited as”, twice as a title is."""
    found: list[str] = []
    at = 0
    while _CITED_AS[0] in keys[at:]:
        at = keys.index(_CITED_AS[0], at) + 1
        if keys[at : at + 1] == [_CITED_AS[1]]:
            found += 2 * [BARRIER, *_sentence(keys[at + 1 : at + 1 + OWN_NAME])]
    return found


def _numbers_alike(keys: Keys) -> list[str]:
    return [NUMBER if key.isdigit() else key for key in keys]


def _sentence(keys: list[str]) -> list[str]:
    return keys[: keys.index(BARRIER)] if BARRIER in keys else keys


class Vocabulary:
    """The features of one model. ``keys`` are its words; ``codes`` its features, ascending.

    A code is made of where the feature stands (0 text, 1 lead, 2 opening), the number of its first word and
    that of its second, 0 for none; ``keys[0]`` has the number 1.
    """

    def __init__(self, keys: Keys, codes: Ints) -> None:
        self.keys = keys
        self.codes = codes
        self._base = len(keys) + 1
        self._numbers = {key: number for number, key in enumerate(keys, start=1)}
        parts = np.arange(1, len(Words._fields)) * self._base**2
        self.bounds: list[int] = np.searchsorted(codes, parts).tolist()
        """The first column of the lead, and that of the opening."""

    def __len__(self) -> int:
        return len(self.codes)

    def count(self, seen: Words) -> tuple[Ints, Ints]:
        """The columns of what stands in the parts of a text, ascending, and how often it does."""
        columns = [self.places(keys, part)[0] for part, keys in enumerate(seen)]
        return np.unique(np.concatenate(columns), return_counts=True)

    def places(self, keys: Keys, part: int = 0) -> tuple[Ints, Ints]:
        """The column of every word and every pair that is known, and the index of its first word."""
        get = self._numbers.get
        numbers = np.fromiter((get(key, 0) for key in keys), np.int64, len(keys))
        single = np.flatnonzero(numbers)
        pair = np.flatnonzero((numbers[:-1] > 0) & (numbers[1:] > 0))
        first, second = numbers[:-1][pair], numbers[1:][pair]
        codes = np.concatenate((numbers[single] * self._base, first * self._base + second))
        codes += self._base**2 * part
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
        seen.update({feature for part, keys in enumerate(one) for feature in _features(keys, part)})
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

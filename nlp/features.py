"""What a linear model sees of a text: its words, pairs of neighbouring words, and the same of its title.

Words are the keys of ``legislation.text``; all numbers are one word, and a pair never crosses the end of
a sentence. Features are numbered, so that counting them is arithmetic and a text of 50 KB takes a
millisecond or two.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from legislation.text import BARRIER, Token

NUMBER = "#"
"""The key that stands for every number."""

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class Vocabulary:
    """The features of one model. ``keys`` are its words; ``codes`` its features, ascending.

    A code is made of where the feature stands (0 the text, 1 the title), the number of its first word and
    that of its second, 0 for none; ``keys[0]`` is the first word's number 1.
    """

    def __init__(self, keys: Sequence[str], codes: Ints) -> None:
        self.keys = keys
        self.codes = codes
        self._base = len(keys) + 1
        self._numbers = {key: number for number, key in enumerate(keys, start=1)}

    def __len__(self) -> int:
        return len(self.codes)

    def numbers(self, words: Sequence[Token]) -> Ints:
        """The number of each word, 0 for one that is not known and for the end of a sentence."""
        get = self._numbers.get
        found = (get(NUMBER if word[2].isdigit() else word[2], 0) for word in words)
        return np.fromiter(found, np.int64, len(words))

    def places(self, numbers: Ints, in_title: bool) -> tuple[Ints, Ints]:
        """Which features stand where: columns, and for each the index of its first word."""
        first = numbers + self._base * in_title
        single, pair = numbers > 0, (numbers[:-1] > 0) & (numbers[1:] > 0)
        codes = np.concatenate((first[single], first[:-1][pair])) * self._base
        codes[single.sum() :] += numbers[1:][pair]
        at = np.concatenate((np.flatnonzero(single), np.flatnonzero(pair)))
        columns = np.searchsorted(self.codes, codes)
        known = columns < len(self.codes)
        known[known] = self.codes[columns[known]] == codes[known]
        return columns[known], at[known]

    def count(self, title: Sequence[Token], text: Sequence[Token]) -> tuple[Ints, Ints]:
        """The columns of a text and its title, ascending, and how often each stands there."""
        found = [self.places(self.numbers(words), at)[0] for at, words in ((False, text), (True, title))]
        return np.unique(np.concatenate(found), return_counts=True)

    def name(self, column: int) -> str:
        """A feature in words: ``w:KEY`` or ``w:KEY KEY``, ``t:`` in the title."""
        first, second = divmod(int(self.codes[column]), self._base)
        in_title, first = divmod(first, self._base)
        words = self.keys[first - 1] + (f" {self.keys[second - 1]}" if second else "")
        return f"{'t' if in_title else 'w'}:{words}"


def learn(texts: Iterable[tuple[Sequence[Token], Sequence[Token]]], least: int = 2) -> Vocabulary:
    """The features that stand in at least so many of the texts, given as title and text."""
    seen: Counter[tuple[int, str, str]] = Counter()
    for title, text in texts:
        seen.update({*_named(text, 0), *_named(title, 1)})
    kept = [feature for feature, times in seen.items() if times >= least]
    keys = sorted({key for _, *both in kept for key in both} - {""})
    number = {key: n for n, key in enumerate(keys, start=1)} | {"": 0}
    base = len(keys) + 1
    codes = sorted((number[one] + base * at) * base + number[two] for at, one, two in kept)
    return Vocabulary(keys, np.array(codes, np.int64))


def _named(words: Sequence[Token], at: int) -> Iterator[tuple[int, str, str]]:
    before = BARRIER
    for word in words:
        key = NUMBER if word.key.isdigit() else word.key
        if key != BARRIER:
            yield at, key, ""
            if before != BARRIER:
                yield at, before, key
        before = key

"""What is typed in the benchmarks of the search, by kind, out of the words of the documents."""

import random
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from zoneinfo import ZoneInfo

from benchmarks.search_corpus import Sentence
from legislation.query import Query, parse
from legislation.text import BARRIER

NOW = datetime(2026, 11, 23, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Yerevan")
QUERIES = 100
"""Queries of each kind."""
FACETED = "filters + facets"

Place = tuple[Sentence, int]


class Words:
    """Words to type, in turn drawn as often as they stand in the texts, and evenly from all there are.

    The first are mostly words of every second document, the others mostly rare.
    """

    def __init__(self, pool: list[Sentence], chance: random.Random) -> None:
        by_word: defaultdict[str, list[Place]] = defaultdict(list)
        for sentence in pool:
            for at, token in enumerate(sentence.tokens):
                by_word[token.exact].append((sentence, at))
        self._even = list(by_word.values())
        self._pool = pool
        self._chance = chance
        self._turns = count()

    def row(self, length: int) -> list[str]:
        """So many words that follow each other in some sentence."""
        draw = self._by_vocabulary if next(self._turns) % 2 else self._by_text
        while True:
            sentence, at = draw()
            run = sentence.tokens[at : at + length]
            if len(run) == length and all(t.key != BARRIER and len(t.exact) > 2 for t in run):
                return [sentence.text[t.start : t.end] for t in run]

    def one(self) -> str:
        return self.row(1)[0]

    def _by_text(self) -> Place:
        sentence = self._chance.choice(self._pool)
        return sentence, self._chance.randrange(len(sentence.tokens))

    def _by_vocabulary(self) -> Place:
        return self._chance.choice(self._chance.choice(self._even))


def typed(pool: list[Sentence], seed: int = 3) -> dict[str, list[str]]:
    """What is typed, by kind."""
    chance = random.Random(seed)
    words = Words(pool, chance)
    word = words.one

    def some(make: Callable[[], str]) -> list[str]:
        return [make() for _ in range(QUERIES)]

    return {
        "term": some(word),
        "all of 2 or 3": some(lambda: " ".join(word() for _ in range(chance.randrange(2, 4)))),
        "any of 3": some(lambda: f"{word()} OR {word()} OR {word()}"),
        "one without another": some(lambda: f"{word()} -{word()}"),
        "phrase": some(lambda: f'"{" ".join(words.row(chance.randrange(2, 4)))}"'),
        "prefix": some(lambda: f"{word()[: chance.randrange(3, 6)]}*"),
        FACETED: some(lambda: f"{word()} language:hy from:20{chance.randrange(18, 26)}-06-01"),
    }


def parsed(one: str) -> Query:
    return parse(one, NOW, ZONE)

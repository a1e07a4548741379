"""What is typed in the benchmarks of the search, by kind, out of the words of the documents."""

import random
from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from benchmarks.search_corpus import Sentence
from legislation.query import Query, parse
from legislation.text import BARRIER

NOW = datetime(2026, 11, 23, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Yerevan")
QUERIES = 100
"""Queries of each kind."""
FACETED = "filters + facets"


def typed(pool: list[Sentence], seed: int = 3) -> dict[str, list[str]]:
    """What is typed, by kind."""
    chance = random.Random(seed)

    def words(count: int) -> list[str]:
        """Words that follow each other in some sentence."""
        while True:
            sentence = chance.choice(pool)
            at = chance.randrange(len(sentence.tokens))
            run = sentence.tokens[at : at + count]
            if len(run) == count and all(t.key != BARRIER and t.end - t.start == len(t.exact) > 2 for t in run):
                return [sentence.text[t.start : t.end] for t in run]

    def word() -> str:
        return words(1)[0]

    def some(make: Callable[[], str]) -> list[str]:
        return [make() for _ in range(QUERIES)]

    return {
        "term": some(word),
        "all of 2 or 3": some(lambda: " ".join(word() for _ in range(chance.randrange(2, 4)))),
        "any of 3": some(lambda: f"{word()} OR {word()} OR {word()}"),
        "one without another": some(lambda: f"{word()} -{word()}"),
        "phrase": some(lambda: f'"{" ".join(words(chance.randrange(2, 4)))}"'),
        "prefix": some(lambda: f"{word()[: chance.randrange(3, 6)]}*"),
        FACETED: some(lambda: f"{word()} language:hy from:20{chance.randrange(18, 26)}-06-01"),
    }


def parsed(one: str) -> Query:
    return parse(one, NOW, ZONE)

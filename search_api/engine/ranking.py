"""What makes a found document come first, the same for every engine; each value was chosen by measurement.

The words of the query are scored in all texts (BM25). What is listed here adds to that: the words in the
opening of a text, where titles and headings stand; the very forms that were typed; neighbours in the query
that stand side by side.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from legislation.conditions import Most, Words, sought
from legislation.query import Query
from legislation.text import Pattern, exact_keys

OPENING_WEIGHT = 0.5
EXACT_WEIGHT = 0.5
NEARNESS_WEIGHT = 1.0
NEARNESS_WEIGHT_IN_QUESTIONS = 0.5
MOST_RANKED = 50
"""So many words of a query add to the score; more only find."""


@dataclass(frozen=True)
class Bonus:
    """What adds ``weight`` times its score: the pattern in a field of words."""

    field: str
    pattern: Pattern
    weight: float


def bonuses(query: Query) -> Iterator[Bonus]:
    """All that adds to the score of a document that the query accepts."""
    for one in query.words[:MOST_RANKED]:
        yield Bonus("opening", one.pattern, OPENING_WEIGHT)
        yield Bonus("exact", tuple(frozenset({form}) for form in exact_keys(one.text)), EXACT_WEIGHT)
    for one, other, weight in islice(_neighbours(query), MOST_RANKED):
        yield Bonus("keys", one.pattern + other.pattern, weight)


def _neighbours(query: Query) -> Iterator[tuple[Words, Words, float]]:
    """Words that follow each other in the query, and what it counts if they do so in a text."""
    required = [clause[0] for clause in query.clauses if len(clause) == 1 and not clause[0].negated]
    asks = any(isinstance(term.condition, Most) for term in required)
    weight = NEARNESS_WEIGHT_IN_QUESTIONS if asks else NEARNESS_WEIGHT
    words = [one for term in required for one in sought(term.condition) if isinstance(one, Words)]
    return ((one, other, weight) for one, other in pairwise(words))

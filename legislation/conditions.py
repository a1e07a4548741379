"""The parts of a query: what each demands of a document, and how each is written.

A query is a row of clauses that must all hold; a clause is a row of terms of which one must hold; a
term is a condition or its opposite. ``options`` of a condition are for finding candidates fast: each
is a set of features of which every document that fulfils the condition has at least one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from legislation.armenian import kin
from legislation.function_words import FUNCTION_WORDS
from legislation.searched import Document, folded
from legislation.text import BARRIER, Pattern, exact_keys, query_keys, tokens
from legislation.transliteration import armenian_readings, is_known

Feature = tuple[str, str]
"""What a document has: ``("word", KEY)`` or a field with its folded value (``("source", "edraft")``)."""

MOST_OPTIONS = 8
"""So many covers at most are offered for one condition."""
OR_WORDS = ("OR", "ԿԱՄ", "ИЛИ")
_PLAIN_VALUE = re.compile(r"\w(?:[\w./:-]*\w)?")


def pattern_of(text: str, *, other_letters: bool = False) -> Pattern:
    """Per position of the word or phrase the keys that fit; sentence borders inside it count.

    With ``other_letters``, what is Armenian in Latin or Russian letters fits that Armenian word, too.
    """
    places: list[frozenset[str]] = []
    for token in tokens(text):
        if token.key == BARRIER:
            places.append(frozenset({BARRIER}))
            continue
        word = text[token.start : token.end]
        meant = armenian_readings(word) if other_letters else ()
        read = frozenset(key for reading in meant for keys in query_keys(reading) for key in keys)
        places.extend(keys | read for keys in query_keys(word))
    while places and BARRIER in places[-1]:
        places.pop()
    while places and BARRIER in places[0]:
        places.pop(0)
    return tuple(places)


@dataclass(frozen=True)
class Words:
    """A word in any of its forms, or several in this order; ``quoted`` if a person put quotes round it.

    ``with_kin`` lets the noun of an action stand for the verb and the other way round.
    """

    text: str
    quoted: bool = False
    with_kin: bool = False

    @cached_property
    def pattern(self) -> Pattern:
        pattern = pattern_of(self.text, other_letters=True)
        return tuple(keys.union(*map(kin, keys)) for keys in pattern) if self.with_kin else pattern

    @property
    def meant(self) -> str:
        """The text with the Armenian words that its words in other letters are taken for."""
        told, at = "", 0
        for token in tokens(self.text):
            readings = armenian_readings(self.text[token.start : token.end])
            if readings and is_known(readings[0]):
                told += self.text[at : token.start] + readings[0]
                at = token.end
        return told + self.text[at:]

    def holds(self, document: Document) -> bool:
        return document.reading.has(self.pattern)

    @property
    def options(self) -> tuple[frozenset[Feature], ...]:
        return tuple(frozenset(("word", key) for key in keys) for keys in self.pattern if BARRIER not in keys)

    def __str__(self) -> str:
        return f'"{self.text}"' if self.quoted else self.text


@dataclass(frozen=True)
class Most:
    """Words of which at least ``least`` must occur, wherever; those without weight are not counted."""

    words: tuple[Words, ...]
    least: int

    @classmethod
    def of(cls, words: Sequence[Words]) -> "Most":
        """Half of the words that carry weight, rounded down, but two if there are two; all if none does."""
        weight = sum(map(_carries_weight, words))
        return cls(tuple(words), max(min(weight, 2), weight // 2) or len(words))

    @cached_property
    def counted(self) -> tuple[Words, ...]:
        """The words that carry weight, each for its kin too."""
        return tuple(replace(one, with_kin=True) for one in weighty(self.words))

    def holds(self, document: Document) -> bool:
        return sum(words.holds(document) for words in self.counted) >= self.least

    @property
    def options(self) -> tuple[frozenset[Feature], ...]:
        """If ``least`` occur, then at least one of any so many that fewer than ``least`` are left over."""
        firsts = [words.options[0] for words in self.counted]
        size = len(firsts) - self.least + 1
        return tuple(
            frozenset().union(*firsts[start : start + size])
            for start in range(0, self.least, -(-self.least // MOST_OPTIONS))
        )

    def __str__(self) -> str:
        return " ".join(map(str, self.words))


def weighty(words: Sequence[Words]) -> tuple[Words, ...]:
    """Those of the words that say what is sought; all, if none does."""
    return tuple(filter(_carries_weight, words)) or tuple(words)


def _carries_weight(words: Words) -> bool:
    return not FUNCTION_WORDS.issuperset(exact_keys(words.meant))


@dataclass(frozen=True)
class Prefix:
    """The beginning of a word, letter by letter; words before the last stand as written."""

    text: str

    @cached_property
    def forms(self) -> tuple[str, ...]:
        return exact_keys(self.text)

    @property
    def pattern(self) -> Pattern:
        return (frozenset({f"{self.forms[-1]}*"}),)

    def holds(self, document: Document) -> bool:
        return document.reading.has_prefix(self.forms)

    @property
    def options(self) -> tuple[frozenset[Feature], ...]:
        return ()

    def __str__(self) -> str:
        return f"{self.text}*"


@dataclass(frozen=True)
class Field:
    """A field that has one of these values; ``body`` needs only the words of a name, in any form."""

    name: str
    values: tuple[str, ...]

    @cached_property
    def folded(self) -> tuple[str, ...]:
        return tuple(folded(self.name, value) for value in self.values)

    @cached_property
    def patterns(self) -> tuple[Pattern, ...]:
        """For ``body``: the words of each value."""
        return tuple(pattern for value in self.values if (pattern := pattern_of(value)))

    def holds(self, document: Document) -> bool:
        if self.name == "body":
            return any(document.body_reading.has(pattern) for pattern in self.patterns)
        return any((self.name, value) in document.features for value in self.folded)

    @property
    def options(self) -> tuple[frozenset[Feature], ...]:
        if self.name == "body":
            return ()
        return (frozenset((self.name, value) for value in self.folded),)

    def __str__(self) -> str:
        values = (value if _PLAIN_VALUE.fullmatch(value) else f'"{value}"' for value in self.values)
        return f"{self.name}:{','.join(values)}"


@dataclass(frozen=True)
class Published:
    """Published (or, where the source gives no date, first seen) from or to a day, that day included.

    ``moment`` is where the day begins (from) or has ended (to) in the zone of the searcher, in UTC.
    """

    day: date
    moment: datetime
    last: bool = False

    def holds(self, document: Document) -> bool:
        if document.published:
            return document.published <= self.day if self.last else document.published >= self.day
        seen = document.first_seen
        return seen < self.moment if self.last else seen >= self.moment

    @property
    def options(self) -> tuple[frozenset[Feature], ...]:
        return ()

    def __str__(self) -> str:
        return f"{'to' if self.last else 'from'}:{self.day.isoformat()}"


@dataclass(frozen=True)
class Within:
    """A moment of the document lies in ``after <= moment < before`` (UTC).

    ``name`` is ``deadline`` (when it closes) or ``changed``, ``typed`` is ``<7d`` or an ISO date.
    """

    name: str
    typed: str
    after: datetime
    before: datetime

    def holds(self, document: Document) -> bool:
        moment = document.changed if self.name == "changed" else document.closes
        return moment is not None and self.after <= moment < self.before

    @property
    def options(self) -> tuple[frozenset[Feature], ...]:
        return ()

    def __str__(self) -> str:
        return f"{self.name}:{self.typed}"


Condition = Words | Most | Prefix | Field | Published | Within


def sought(condition: Condition) -> tuple[Words | Prefix, ...]:
    """The words by which a condition finds: they are marked in texts, and rank what was found."""
    match condition:
        case Words() | Prefix():
            return (condition,)
        case Most(counted=counted):
            return counted
        case _:
            return ()


@dataclass(frozen=True)
class Term:
    """A condition, or with ``negated`` its opposite."""

    condition: Condition
    negated: bool = False

    def holds(self, document: Document) -> bool:
        return self.condition.holds(document) is not self.negated

    def __str__(self) -> str:
        return f"-{self.condition}" if self.negated else str(self.condition)


Clause = tuple[Term, ...]

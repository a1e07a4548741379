"""A query in Elasticsearch's terms: the same documents as ``Query.accepts``, words in titles weighing more.

Values in JSON, made without asking anybody. Fields only filter; words are scored.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import product
from math import prod
from typing import Any

from legislation.conditions import Clause, Condition, Field, Most, Prefix, Published, Term, Within, Words
from legislation.query import Query, Viewer
from legislation.text import Pattern
from search_api.engine.prepared import (
    MOMENTS,
    MOST_PHRASES,
    feature,
    microseconds,
    word,
)
from search_api.engine.ranking import bonuses

Wanted = dict[str, Any]


OF_TEXTS = ("keys", "opening")
"""The fields whose words are all in ``keys``."""
MOST_DOUBTFUL = 1_000
"""So many keys are asked for at most before a query, whether they are in any document."""


def doubtful(query: Query) -> list[str]:
    """The keys of scored phrases with many wordings, most of which will be in no document.

    Empty if they are too many to ask: such phrases are found, but scored less well.
    """
    patterns = [*(one.pattern for one in query.words), *(one.pattern for one in bonuses(query))]
    wide = (pattern for pattern in patterns if prod(map(len, pattern)) > MOST_PHRASES and len(pattern) > 1)
    keys = {word(key) for pattern in wide for keys in pattern for key in keys}
    return sorted(keys) if len(keys) <= MOST_DOUBTFUL else []


def translated(query: Query, viewer: Viewer, absent: frozenset[str] = frozenset()) -> Wanted:
    """Matches what ``viewer`` finds, scored by its words; ``absent`` are keys that are in no document."""
    return _Translator(absent).query(query, viewer)


def open_at(now: datetime) -> Wanted:
    """Matches what closes at or after ``now``."""
    return {"range": {"closes": {"gte": microseconds(now)}}}


def without(wanted: Wanted, excluded: Wanted) -> Wanted:
    """What matches the one and not the other."""
    return {"bool": {"filter": [wanted], "must_not": [excluded]}}


@dataclass(frozen=True)
class _Translator:
    absent: frozenset[str]

    def query(self, query: Query, viewer: Viewer) -> Wanted:
        parts: dict[str, list[Wanted]] = {
            "filter": [_any("readers", viewer.names)],
            "must": [],
            "must_not": [],
            "should": [self._words(one.field, one.pattern, one.weight) for one in bonuses(query)],
        }
        for clause in query.clauses:
            where, wanted = self._clause(clause)
            parts[where].append(wanted)
        return {"bool": {name: wanted for name, wanted in parts.items() if wanted}}

    def _clause(self, clause: Clause) -> tuple[str, Wanted]:
        """One clause and how it counts."""
        if len(clause) > 1:
            return "must", _either(self._term(term) for term in clause)
        condition = clause[0].condition
        if clause[0].negated:
            return "must_not", self._condition(condition)
        return ("must" if isinstance(condition, Words | Most) else "filter"), self._condition(condition)

    def _term(self, term: Term) -> Wanted:
        """One of several alternatives; only words give it a score."""
        found = self._condition(term.condition)
        if term.negated:
            return _unscored({"bool": {"must_not": [found]}})
        return found if isinstance(term.condition, Words | Most) else _unscored(found)

    def _condition(self, condition: Condition) -> Wanted:
        match condition:
            case Words(pattern=pattern):
                return self._words("keys", pattern)
            case Most(counted=counted, least=least):
                return _either((self._words("keys", one.pattern) for one in counted), least)
            case Prefix(forms=forms):
                return _prefix(forms)
            case Field("body"):
                return _either(self._words("body_keys", one) for one in condition.patterns)
            case Field(name, folded=values):
                return _any("features", {feature(name, value) for value in values})
            case Published():
                return _published(condition)
            case Within(name, after=after, before=before):
                return {"range": {MOMENTS[name]: {"gte": microseconds(after), "lt": microseconds(before)}}}

    def _words(self, field: str, pattern: Pattern, weight: float = 1.0) -> Wanted:
        absent = self.absent if field in OF_TEXTS else frozenset()
        places = [sorted(set(map(word, keys)) - absent) for keys in pattern]
        if len(places) == 1:
            return _best({"term": {field: {"value": key, "boost": weight}}} for key in places[0])
        if prod(map(len, places)) > MOST_PHRASES:
            alternatives = [{"any_of": {"intervals": [_stands(key) for key in keys]}} for keys in places]
            return {"intervals": {field: {**_in_a_row(alternatives), "boost": weight}}}
        wordings = (" ".join(keys) for keys in product(*places))
        return _best({"match_phrase": {field: {"query": one, "boost": weight}}} for one in wordings)


def _prefix(forms: Sequence[str]) -> Wanted:
    *before, begun = map(word, forms)
    if not before:
        return {"prefix": {"exact": {"value": begun}}}
    row = [*map(_stands, before), {"prefix": {"prefix": begun}}]
    return {"intervals": {"exact": _in_a_row(row)}}


def _stands(key: str) -> Wanted:
    return {"match": {"query": key}}


def _in_a_row(places: Sequence[Wanted]) -> Wanted:
    return {"all_of": {"ordered": True, "max_gaps": 0, "intervals": list(places)}}


def _published(condition: Published) -> Wanted:
    sign = "lte" if condition.last else "gte"
    before = "lt" if condition.last else "gte"
    return _either(
        [
            {"range": {"published": {sign: condition.day.toordinal()}}},
            {"range": {"seen": {before: microseconds(condition.moment)}}},
        ]
    )


def _any(field: str, values: Iterable[str]) -> Wanted:
    return {"terms": {field: sorted(values)}}


def _either(wanted: Iterable[Wanted], least: int = 1) -> Wanted:
    parts = list(wanted)
    if not parts:
        return {"match_none": {}}
    return parts[0] if len(parts) == 1 else {"bool": {"should": parts, "minimum_should_match": least}}


def _best(wanted: Iterable[Wanted]) -> Wanted:
    """Any of these; what fits best makes the score, so that a word with many forms counts once."""
    parts = list(wanted)
    if not parts:
        return {"match_none": {}}
    return parts[0] if len(parts) == 1 else {"dis_max": {"queries": parts}}


def _unscored(wanted: Wanted) -> Wanted:
    return {"constant_score": {"filter": wanted, "boost": 0.0}}

"""A query in Tantivy's terms: the same documents as ``Query.accepts``, words in titles weighing more."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import product
from math import prod

import tantivy
from tantivy import Occur

from legislation.conditions import Clause, Condition, Field, Most, Prefix, Published, Term, Within, Words
from legislation.query import PUBLIC, Query, Viewer
from legislation.text import Pattern
from search_api.engine.embedded_fields import RESTRICTED
from search_api.engine.prepared import MOMENTS, MOST_PHRASES, feature, microseconds, word
from search_api.engine.ranking import Bonus, bonuses


@dataclass(frozen=True)
class Translator:
    """Translates for one state of an index."""

    schema: tantivy.Schema
    searcher: tantivy.Searcher

    def ranked(self, query: Query, viewer: Viewer) -> tantivy.Query:
        """Matches what ``viewer`` finds, scored by its words."""
        bonus = [(Occur.Should, self._bonus(one)) for one in bonuses(query)]
        return tantivy.Query.boolean_query([(Occur.Must, self.query(query, viewer)), *bonus])

    def query(self, query: Query, viewer: Viewer) -> tantivy.Query:
        """Matches what ``viewer`` finds."""
        parts = [self._clause(clause) for clause in query.clauses]
        if all(occur is Occur.MustNot for occur, _ in parts):
            parts.append((Occur.Must, _everything()))
        parts.append((Occur.MustNot, self._hidden_from(viewer)))
        return tantivy.Query.boolean_query(parts)

    def open_at(self, now: datetime) -> tantivy.Query:
        """Matches what closes at or after ``now``."""
        return self._range("closes", microseconds(now), None)

    def _hidden_from(self, viewer: Viewer) -> tantivy.Query:
        restricted = self._any("restricted", [RESTRICTED])
        if viewer == PUBLIC:
            return restricted
        own = self._any("readers", viewer.names)
        return tantivy.Query.boolean_query([(Occur.Must, restricted), (Occur.MustNot, own)])

    def _clause(self, clause: Clause) -> tuple[Occur, tantivy.Query]:
        if len(clause) == 1:
            return Occur.MustNot if clause[0].negated else Occur.Must, self._condition(clause[0].condition)
        return Occur.Must, _either(self._term(term) for term in clause)

    def _term(self, term: Term) -> tantivy.Query:
        found = self._condition(term.condition)
        if not term.negated:
            return found
        return tantivy.Query.boolean_query([(Occur.Must, _everything()), (Occur.MustNot, found)])

    def _condition(self, condition: Condition) -> tantivy.Query:
        match condition:
            case Words(pattern=pattern):
                return self._words("keys", pattern)
            case Most(counted=counted, least=least):
                found = [(Occur.Should, self._words("keys", words.pattern)) for words in counted]
                return tantivy.Query.boolean_query(found, minimum_number_should_match=least)
            case Prefix(forms=forms):
                return self._prefix(forms)
            case Field("body"):
                return _unscored(_either(self._words("body_keys", one) for one in condition.patterns))
            case Field(name, folded=values):
                return _unscored(self._any("features", (feature(name, value) for value in values)))
            case Published():
                return _unscored(self._published(condition))
            case Within(name, after=after, before=before):
                return _unscored(self._range(MOMENTS[name], microseconds(after), microseconds(before) - 1))

    def _words(self, field: str, pattern: Pattern) -> tantivy.Query:
        if len(pattern) == 1:
            return _best(self._term_in(field, key) for key in sorted(map(word, pattern[0])))
        known = [[key for key in map(word, keys) if self.searcher.doc_freq(field, key)] for keys in pattern]
        if not all(known):
            return tantivy.Query.empty_query()
        if prod(map(len, known)) > MOST_PHRASES:
            return tantivy.Query.regex_phrase_query(self.schema, field, [_one_of(keys) for keys in known])
        wordings = product(*known)
        return _best(tantivy.Query.phrase_query(self.schema, field, list(keys)) for keys in wordings)

    def _prefix(self, forms: Sequence[str]) -> tantivy.Query:
        *before, begun = map(word, forms)
        if not before:
            return _unscored(tantivy.Query.regex_query(self.schema, "exact", f"{begun}.*"))
        return _unscored(tantivy.Query.regex_phrase_query(self.schema, "exact", [*before, f"{begun}.*"]))

    def _published(self, condition: Published) -> tantivy.Query:
        day, moment = condition.day.toordinal(), microseconds(condition.moment)
        if condition.last:
            return _either([self._range("published", None, day), self._range("seen", None, moment - 1)])
        return _either([self._range("published", day, None), self._range("seen", moment, None)])

    def _range(self, field: str, first: int | None, last: int | None) -> tantivy.Query:
        return tantivy.Query.range_query(self.schema, field, tantivy.FieldType.Integer, first, last)

    def _any(self, field: str, values: Iterable[str]) -> tantivy.Query:
        return _either(self._term_in(field, value) for value in sorted(values))

    def _term_in(self, field: str, value: str) -> tantivy.Query:
        return tantivy.Query.term_query(self.schema, field, value)

    def _bonus(self, bonus: Bonus) -> tantivy.Query:
        return tantivy.Query.boost_query(self._words(bonus.field, bonus.pattern), bonus.weight)


def _either(queries: Iterable[tantivy.Query]) -> tantivy.Query:
    parts = list(queries)
    return parts[0] if len(parts) == 1 else tantivy.Query.boolean_query([(Occur.Should, p) for p in parts])


def _best(queries: Iterable[tantivy.Query]) -> tantivy.Query:
    """Any of these; what fits best makes the score, so that a word with many forms counts once."""
    parts = list(queries)
    return parts[0] if len(parts) == 1 else tantivy.Query.disjunction_max_query(parts)


def _everything() -> tantivy.Query:
    return _unscored(tantivy.Query.all_query())


def _unscored(query: tantivy.Query) -> tantivy.Query:
    return tantivy.Query.const_score_query(query, 0.0)


def _one_of(keys: Sequence[str]) -> str:
    return f"({'|'.join(keys)})"

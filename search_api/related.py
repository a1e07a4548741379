"""The same term in the other languages: «տեղական բյուջե» may stand in a draft as «местный бюджет»."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from config.lexicon import LANGUAGES, Topic
from legislation.conditions import Clause, Term, Words, pattern_of
from legislation.query import Query
from legislation.text import Pattern

LONGEST = 6
"""Words of a term, at most."""
MOST = 8
"""So many are offered."""


@dataclass(frozen=True)
class Related:
    """A term in another language; ``query`` is the search with it, or without it again where it is ``on``."""

    language: str
    text: str
    query: Query
    on: bool = False


@dataclass(frozen=True)
class _Form:
    """One way to say a term: its language, its words, and the same in the other languages."""

    language: str
    pattern: Pattern
    others: tuple[tuple[str, str], ...]


class Thesaurus:
    """The terms of the topics, found by any of their forms in any language."""

    def __init__(self, topics: Iterable[Topic]) -> None:
        self._forms: defaultdict[str, dict[_Form, None]] = defaultdict(dict)
        for term in chain.from_iterable(topic.terms for topic in topics):
            for language, forms in term.forms.items():
                others = tuple((code, term.forms[code][0]) for code in LANGUAGES if code in term.forms)
                for text in forms:
                    pattern = pattern_of(text)
                    form = _Form(language, pattern, tuple(one for one in others if one[0] != language))
                    for key in pattern[0]:
                        self._forms[key][form] = None

    def related(self, query: Query) -> list[Related]:
        """What may be searched as well, and what already is; longer terms hide the shorter ones in them."""
        return list(dict.fromkeys(chain(self._chosen(query), self._offers(query))))[:MOST]

    def _chosen(self, query: Query) -> Iterator[Related]:
        for place, clause in enumerate(query.clauses):
            first, *others = clause
            if not others or not isinstance(first.condition, Words):
                continue
            for form in self._matching(first.condition.pattern):
                for language, text in form.others:
                    added = _term(text)
                    if added in others:
                        left = tuple(term for term in clause if term != added)
                        yield Related(language, text, _with(query, place, place + 1, left), on=True)

    def _offers(self, query: Query) -> Iterator[Related]:
        place = 0
        while place < len(query.clauses):
            end, found = self._longest(query, place)
            for form in found:
                for language, text in form.others:
                    clause = _clause(query, place, end)
                    if (added := _term(text)) not in clause:
                        yield Related(language, text, _with(query, place, end, (*clause, added)))
            place = end

    def _longest(self, query: Query, place: int) -> tuple[int, list[_Form]]:
        """Where the longest term ends that begins with this clause, and its forms."""
        best, found = place + 1, list[_Form]()
        pattern: Pattern = ()
        for end in range(place, min(place + LONGEST, len(query.clauses))):
            words = _plain(query.clauses[end], alone=end > place)
            if words is None:
                break
            pattern = (*pattern, *words.pattern)
            if matching := self._matching(pattern):
                best, found = end + 1, matching
        return best, found

    def _matching(self, pattern: Pattern) -> list[_Form]:
        candidates = {form: None for key in sorted(pattern[0]) for form in self._forms.get(key, ())}
        return [
            form
            for form in candidates
            if len(form.pattern) == len(pattern) and all(map(frozenset.intersection, form.pattern, pattern))
        ]


def _plain(clause: Clause, *, alone: bool) -> Words | None:
    """The words that a clause begins with; one inside a term must have no alternative."""
    first = clause[0]
    if first.negated or not isinstance(first.condition, Words) or (alone and len(clause) > 1):
        return None
    return first.condition


def _clause(query: Query, place: int, end: int) -> Clause:
    """The words of several clauses as one phrase, so that an alternative can stand beside it."""
    if end - place == 1:
        return query.clauses[place]
    return (_term(" ".join(_text(query.clauses[at]) for at in range(place, end))),)


def _text(clause: Clause) -> str:
    words = clause[0].condition
    return words.text if isinstance(words, Words) else ""


def _term(text: str) -> Term:
    return Term(Words(text, quoted=" " in text))


def _with(query: Query, start: int, end: int, clause: Clause) -> Query:
    return Query((*query.clauses[:start], clause, *query.clauses[end:]))

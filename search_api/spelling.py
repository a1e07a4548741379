"""Words that nothing has, and what was perhaps meant: the nearest words of titles and of the lexicon."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice, product

from rapidfuzz import process
from rapidfuzz.distance import OSA
from sqlalchemy.orm import Session

from config.lexicon import Topic
from legislation.conditions import Condition, Most, Term, Words
from legislation.query import Query, Viewer
from legislation.storage import drafts
from legislation.text import BARRIER, Pattern, tokens
from legislation.vocabulary import DocumentType
from search_api.engine import Engine

SHORTEST = 4
"""Letters of a word that is corrected, at least."""
MOST = 3
"""So many corrections are offered, and so many words of a search are looked at."""
_FRESH = timedelta(minutes=10)


class Speller:
    """The words that titles and lexicon use, gathered anew from time to time."""

    def __init__(self, topics: Iterable[Topic]) -> None:
        self._lexicon = Counter(
            word
            for topic in topics
            for term in topic.terms
            for forms in term.forms.values()
            for form in forms
            for word in _words(form)
        )
        self._words: Counter[str] = self._lexicon
        self._gathered: datetime | None = None

    def meant(
        self, session: Session, engine: Engine, query: Query, viewer: Viewer, now: datetime
    ) -> list[Query]:
        """Searches with the words that nothing has put right, if they find something; else none."""
        unknown = {
            words: nearest
            for words in islice(_alone(query), MOST)
            if not engine.count(Query(((Term(words),),)).of(DocumentType.DRAFT), viewer)
            if (nearest := self._nearest(session, words.text, now))
        }
        wordings = (dict(zip(unknown, chosen, strict=True)) for chosen in product(*unknown.values()))
        corrected = (_with(query, wording) for wording in wordings if wording)
        return list(
            islice((one for one in corrected if engine.count(one.of(DocumentType.DRAFT), viewer)), MOST)
        )

    def _nearest(self, session: Session, word: str, now: datetime) -> list[str]:
        """Known words one change away, two in a long one; the nearest first, then the most used.

        Of several forms of one word only the first is taken.
        """
        if self._gathered is None or not timedelta() <= now - self._gathered < _FRESH:
            titles = (title for titles in drafts.titles(session) for title in titles.values())
            self._words = self._lexicon + Counter(word for title in titles for word in _words(title))
            self._gathered = now
        changes = 1 if len(word) < 6 else 2
        found = process.extract(
            word.casefold(), list(self._words), scorer=OSA.distance, score_cutoff=changes, limit=50
        )
        found.sort(key=lambda one: (one[1], -self._words[one[0]], one[0]))
        different: dict[Pattern, str] = {}
        for known, *_ in found:
            if known != word.casefold():
                different.setdefault(Words(known).pattern, known)
        return list(different.values())[:MOST]


def _words(text: str) -> Iterator[str]:
    for token in tokens(text):
        if token.key != BARRIER and len(token.exact) >= SHORTEST and token.exact.isalpha():
            yield token.exact


def _alone(query: Query) -> Iterator[Words]:
    """The single words that a search demands, each in its own right."""
    for clause in query.clauses:
        for term in clause:
            for words in _parts(term.condition):
                if not term.negated and not words.quoted and list(_words(words.text)):
                    yield words


def _parts(condition: Condition) -> tuple[Words, ...]:
    match condition:
        case Words():
            return (condition,)
        case Most(counted=counted):
            return counted
        case _:
            return ()


def _with(query: Query, wording: dict[Words, str]) -> Query:
    def put(condition: Condition) -> Condition:
        if isinstance(condition, Words) and condition in wording:
            return Words(wording[condition])
        if isinstance(condition, Most):
            return Most.of([Words(wording[w]) if w in wording else w for w in condition.words])
        return condition

    return Query(tuple(tuple(Term(put(t.condition), t.negated) for t in clause) for clause in query.clauses))

"""What a saved search would have sent in the last days, so that nobody saves one that floods."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from itertools import islice

from sqlalchemy.orm import Session

from legislation.bars import passes, topics_alone
from legislation.conditions import Field, Term
from legislation.frequency import due_at
from legislation.model import Draft
from legislation.query import Query, Viewer
from legislation.storage import drafts, subscriptions, tags
from legislation.vocabulary import DocumentType, Frequency
from search_api.engine import Engine

DAYS = 30
BROAD = 30
"""More drafts than this in so many days are more than people read."""
SHOWN = 5
_AT_ONCE = 500
"""Drafts that one question to the engine names."""


@dataclass(frozen=True)
class Foretold:
    """``mails`` says for each frequency how many mails there would have been, ``latest`` what came last."""

    total: int
    mails: Mapping[str, int]
    latest: tuple[Draft, ...]
    days: int = DAYS

    @property
    def broad(self) -> bool:
        return self.total > BROAD


def foretell(
    session: Session, engine: Engine, query: Query, viewer: Viewer, *, now: datetime, zone: tzinfo
) -> Foretold:
    """Which drafts that were news in the last days the search finds. Raises EngineDown or Invalid."""
    news = subscriptions.news_since(session, now - timedelta(days=DAYS))
    found = set(_found(engine, query, viewer, sorted({key for key, _ in news})))
    found -= _held_back(session, query, viewer, found)
    told = [(at, key) for key, at in news if key in found]
    latest = islice(dict.fromkeys(key for _, key in sorted(told, reverse=True)), SHOWN)
    stored = drafts.by_keys(session, keys := list(latest))
    mails = {str(frequency): len({due_at(frequency, at, zone) for at, _ in told}) for frequency in Frequency}
    return Foretold(len(found), mails, tuple(stored[key] for key in keys if key in stored))


def _held_back(session: Session, query: Query, viewer: Viewer, keys: Iterable[str]) -> set[str]:
    """The drafts that the search finds, but is not told of: those not sure enough to matter."""
    if not topics_alone(query):
        return set()
    stored = drafts.by_keys(session, list(keys))
    return {key for key, draft in stored.items() if not passes(query, tags.about(session, draft), viewer)}


def _found(engine: Engine, query: Query, viewer: Viewer, keys: Sequence[str]) -> Iterator[str]:
    for start in range(0, len(keys), _AT_ONCE):
        some = tuple(keys[start : start + _AT_ONCE])
        asked = Query((*query.clauses, (Term(Field("draft", some)),))).of(DocumentType.DRAFT)
        for hit in engine.search(asked, viewer, limit=len(some), sort="newest").hits:
            yield hit.id

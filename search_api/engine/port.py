"""What the service needs of a search engine, whichever it is.

An engine is disposable: it can always be rebuilt from the database. For every query and viewer it
gives exactly the documents that ``Query.accepts`` accepts; only the ranking by relevance is its own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, Protocol

from legislation.errors import OrakargError
from legislation.query import PUBLIC, Document, Query, Viewer

Sort = Literal["relevance", "newest", "deadline"]

OTHER_VERSION = "the search index was made by another version: it must be rebuilt"
DEEPEST = 10_000
"""How far ``offset + limit`` may reach."""


class EngineDown(OrakargError):
    """The engine cannot answer now; everything that does not need it goes on."""


class NeedsRebuild(EngineDown):
    """There is no index, or it was made by another version: ``rebuild`` makes it anew."""


@dataclass(frozen=True)
class Hit:
    """A found document; ``score`` compares the hits of one ranked search, 0 in any other order."""

    id: str
    score: float


@dataclass(frozen=True)
class Results:
    """``total`` and ``facets`` (field → value → documents) count all hits, not only those shown."""

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


class Engine(Protocol):
    """A search engine; every method may raise EngineDown, those that write also Busy."""

    def put(self, documents: Iterable[Document]) -> None:
        """Add documents, each replacing the one of its id; searches see all of them once it returns.

        Nothing is changed if ``documents`` raises; if the engine fails, it may hold some of them, and doing
        it again is safe. NeedsRebuild if there is no index of today's version.
        """

    def delete(self, ids: Iterable[str]) -> None:
        """Take documents out; unknown ids are passed over."""

    def rebuild(self, documents: Iterable[Document]) -> None:
        """Replace the whole index; searches are answered from the old one until this is done."""

    def search(
        self,
        query: Query,
        viewer: Viewer = PUBLIC,
        *,
        limit: int = 10,
        offset: int = 0,
        sort: Sort = "relevance",
        now: datetime | None = None,
        facets: bool = False,
    ) -> Results:
        """What this viewer finds.

        Ranked by relevance (newest first if the query has no words), newest first (published, else
        first seen), or by deadline: what is open at ``now`` (needed for this), soonest closing first,
        then the rest, newest first. Ties are in the order of ids. ``offset + limit`` is at most ``DEEPEST``.
        Raises Invalid for a query that is too wide for the engine.
        """
        ...

    def count(self, query: Query, viewer: Viewer = PUBLIC) -> int:
        """How many documents this viewer finds."""
        ...

    def health(self) -> dict[str, Any]:
        """``state`` (ok, missing, needs rebuild, down), ``reason`` if not ok, ``documents``; never raises."""
        ...

    def close(self) -> None:
        """Give back what the engine holds."""

"""Hand-written stand-ins for what is outside; each passes the contract suite of its port."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from legislation.errors import Invalid
from legislation.query import FACETS, PUBLIC, Document, Query, Viewer
from legislation.text import find, tokens
from search_api.engine import DEEPEST, EngineDown, Hit, NeedsRebuild, Results, Sort


class FakeEngine:
    """A search engine in memory that holds nothing against ``Query.accepts``.

    ``down`` makes it fail like an engine that does not answer; it begins with an index unless told not to.
    """

    def __init__(self, documents: Iterable[Document] | None = ()) -> None:
        self.down = False
        self.documents: dict[str, Document] | None = None
        if documents is not None:
            self.rebuild(documents)

    def put(self, documents: Iterable[Document]) -> None:
        self._held().update({document.id: document for document in list(documents)})

    def delete(self, ids: Iterable[str]) -> None:
        for one in ids:
            self._held().pop(one, None)

    def rebuild(self, documents: Iterable[Document]) -> None:
        self._check()
        self.documents = {document.id: document for document in list(documents)}

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
        if not 0 <= offset < offset + limit <= DEEPEST:
            raise Invalid(f"results can be seen up to number {DEEPEST}")
        found = sorted(self._found(query, viewer), key=lambda one: one.id)
        found.sort(key=lambda one: one.newest, reverse=True)
        scores = {one.id: 0.0 for one in found}
        if sort == "deadline" and now:
            never = datetime.max.replace(tzinfo=UTC)
            found.sort(key=lambda one: one.closes if one.closes and one.closes >= now else never)
        elif sort == "relevance" and query.patterns:
            scores = {one.id: _score(one, query) for one in found}
            found.sort(key=lambda one: (-scores[one.id], one.id))
        hits = tuple(Hit(one.id, scores[one.id]) for one in found[offset : offset + limit])
        return Results(len(found), hits, _counts(found) if facets else {})

    def count(self, query: Query, viewer: Viewer = PUBLIC) -> int:
        return len(self._found(query, viewer))

    def health(self) -> dict[str, Any]:
        if self.down:
            return {"state": "down", "reason": "the fake engine is down", "documents": 0}
        if self.documents is None:
            return {"state": "missing", "reason": "there is no index", "documents": 0}
        return {"state": "ok", "documents": len(self.documents)}

    def close(self) -> None:
        pass

    def _found(self, query: Query, viewer: Viewer) -> list[Document]:
        return [document for document in self._held().values() if query.accepts(document, viewer)]

    def _held(self) -> dict[str, Document]:
        self._check()
        if self.documents is None:
            raise NeedsRebuild("there is no index")
        return self.documents

    def _check(self) -> None:
        if self.down:
            raise EngineDown("the fake engine is down")


def _score(document: Document, query: Query) -> float:
    titles = sum(len(find(tokens(title), query.patterns)) for title in document.titles.values())
    texts = sum(len(find(tokens(text.text, text.language), query.patterns)) for text in document.texts)
    return 10.0 * titles + texts


def _counts(found: list[Document]) -> dict[str, dict[str, int]]:
    counted = {name: Counter(v for one in found for v in one.values[name]) for name in FACETS}
    return {
        name: dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
        for name, counts in counted.items()
    }

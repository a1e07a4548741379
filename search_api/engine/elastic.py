"""The engine on servers of its own: Elasticsearch 9, for when one machine is not enough.

Searches go to an alias. A rebuild fills a fresh index beside the one that is searched and then moves the
alias in one step; what is put meanwhile goes into both, and what a rebuild brings never replaces it.
"""

import time
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from elasticsearch import Elasticsearch

from config.engines import Access
from legislation.errors import Busy, Invalid, OrakargError
from legislation.query import PUBLIC, Document, Query, Viewer
from search_api.engine import elastic_bulk, elastic_hits, elastic_query
from search_api.engine.elastic_bulk import Gone, Step
from search_api.engine.elastic_hits import Ask, Page
from search_api.engine.elastic_index import VERSION, Shelf, Taking
from search_api.engine.elastic_query import Wanted
from search_api.engine.elastic_server import MISSING, Servers, place
from search_api.engine.port import DEEPEST, OTHER_VERSION, NeedsRebuild, Results, Sort

Found = TypeVar("Found")
Item = TypeVar("Item")

SHORTEST = 0.05
"""Seconds that a server is given, however late it is."""
ATTEMPTS = 3
"""How often something is tried while rebuilds change what there is."""


class ElasticEngine:
    """The port over Elasticsearch; may be used by several threads and processes."""

    def __init__(self, url: str, access: Access) -> None:
        where = place(url)
        self._servers = Servers(where, access)
        self._shelf = Shelf(self._servers, where.name, access)
        self._access = access

    def put(self, documents: Iterable[Document]) -> None:
        latest = {document.id: document for document in documents}
        self._write(elastic_bulk.batches(latest.values()), elastic_bulk.index)

    def delete(self, ids: Iterable[str]) -> None:
        self._write([list(dict.fromkeys(ids))], elastic_bulk.delete)

    def rebuild(self, documents: Iterable[Document]) -> None:
        fresh = self._shelf.begin()
        try:
            for lot in elastic_bulk.batches(documents):
                elastic_bulk.send(
                    self._servers, [elastic_bulk.index_if_new(fresh.door, ready) for ready in lot]
                )
            self._shelf.open(fresh)
        except Gone as error:
            raise Busy("another rebuild was faster") from error
        except BaseException:
            self._shelf.drop(fresh)
            raise

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
        if offset < 0 or limit < 1 or offset + limit > DEEPEST:
            raise Invalid(f"results can be seen up to number {DEEPEST}")
        if sort == "deadline" and now:
            order: Callable[[Ask, Page], Results] = partial(elastic_hits.by_deadline, now=now)
        else:
            order = elastic_hits.ranked if sort == "relevance" and query.words else elastic_hits.newest
        return self._found(query, viewer, lambda ask, wanted: order(ask, Page(wanted, limit, offset, facets)))

    def count(self, query: Query, viewer: Viewer = PUBLIC) -> int:
        return self._found(query, viewer, elastic_hits.counted)

    def health(self) -> dict[str, Any]:
        try:
            taking = self._shelf.taking()
            searched = next((one for one in taking if one.searched), None)
            if searched:
                documents = self._shelf.documents()
        except OrakargError as error:
            return {"state": "down", "reason": str(error), "documents": 0}
        if not searched:
            other = any(one.version != VERSION for one in taking)
            state = "needs rebuild" if other else "missing"
            return {"state": state, "reason": OTHER_VERSION if other else MISSING, "documents": 0}
        if searched.version != VERSION:
            return {"state": "needs rebuild", "reason": OTHER_VERSION, "documents": documents}
        return {"state": "ok", "documents": documents}

    def close(self) -> None:
        self._servers.close()

    def _found(self, query: Query, viewer: Viewer, find: Callable[[Ask, Wanted], Found]) -> Found:
        """What is found within our patience; once more if a rebuild took the index away underneath."""
        ask = self._asking(query)

        def found() -> Found:
            absent = elastic_hits.absent(ask, elastic_query.doubtful(query))
            return find(ask, elastic_query.translated(query, viewer, absent))

        try:
            return found()
        except NeedsRebuild:
            return found()

    def _asking(self, query: Query) -> Ask:
        """Sends searches for a query to the index until our patience ends."""
        limit = time.monotonic() + self._access.patience
        own: dict[str, Any] = {"search_type": "dfs_query_then_fetch"} if self._access.shards > 1 else {}
        same_copy = f"q{zlib.crc32(str(query).encode()):x}"  # copies differ a little in what they score

        def ask(body: Wanted) -> Mapping[str, Any]:
            left = max(SHORTEST, limit - time.monotonic())

            def search(client: Elasticsearch) -> dict[str, Any]:
                answer = client.search(
                    index=self._shelf.searched,
                    allow_partial_search_results=False,
                    preference=same_copy,
                    timeout=f"{int(left * 900)}ms",
                    **own,
                    **body,
                )
                return dict(answer.body)

            return self._servers.ask(search, left)

        return ask

    def _write(self, lots: Iterable[Sequence[Item]], step: Callable[[str, Item], Step]) -> None:
        """Take the step for each item of each lot, in all indices that take documents."""
        targets = self._targets()
        for lot in lots:
            targets = self._write_lot(lot, step)
        self._shelf.refresh(targets[0])

    def _write_lot(self, lot: Sequence[Item], step: Callable[[str, Item], Step]) -> list[Taking]:
        for _attempt in range(ATTEMPTS):
            targets = self._targets()
            try:
                elastic_bulk.send(self._servers, [step(one.door, item) for one in targets for item in lot])
            except Gone:
                continue
            return targets
        raise NeedsRebuild(MISSING)

    def _targets(self) -> list[Taking]:
        """The searched index, then those being built."""
        taking = self._shelf.taking()
        if not taking or not taking[0].searched:
            raise NeedsRebuild(MISSING)
        if taking[0].version != VERSION:
            raise NeedsRebuild(OTHER_VERSION)
        if any(one.version != VERSION for one in taking):
            raise Busy("another version is rebuilding the index")
        return taking

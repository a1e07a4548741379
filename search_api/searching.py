"""Finding drafts: the engine says which, the database what they are, the texts which passages show it."""

from datetime import datetime, tzinfo
from typing import Any

from sqlalchemy.orm import Session

from legislation.documents import readables
from legislation.excerpts import Excerpt, excerpts
from legislation.model import Draft
from legislation.query import PUBLIC, Query, Viewer, parse
from legislation.storage import drafts, tags
from legislation.storage.database import Database
from search_api import serialize
from search_api.engine import Engine, Sort
from search_api.findings import Findings, Found


def find(
    session: Session,
    engine: Engine,
    query: Query,
    viewer: Viewer = PUBLIC,
    *,
    limit: int = 10,
    offset: int = 0,
    sort: Sort = "relevance",
    now: datetime | None = None,
    passages: bool = True,
) -> Findings:
    """What this viewer finds; ``now`` is needed for the order by deadline. Raises EngineDown or Invalid."""
    results = engine.search(query, viewer, limit=limit, offset=offset, sort=sort, now=now, facets=True)
    stored = drafts.by_keys(session, [hit.id for hit in results.hits])
    shown = query if passages else Query()
    hits = [_found(session, stored[hit.id], hit.score, shown) for hit in results.hits if hit.id in stored]
    return Findings(results.total, tuple(hits), results.facets)


def search_drafts(
    database: Database,
    engine: Engine,
    typed: str,
    *,
    now: datetime,
    zone: tzinfo,
    viewer: Viewer = PUBLIC,
    language: str = "hy",
    limit: int = 10,
    offset: int = 0,
    sort: Sort = "relevance",
) -> dict[str, Any]:
    """What a typed search finds, as ``{"total", "hits", "facets"}``; titles in ``language`` if there are."""
    query = parse(typed, now, zone)
    with database.read() as session:
        found = find(session, engine, query, viewer, limit=limit, offset=offset, sort=sort, now=now)
        return serialize.findings(found, language)


def _found(session: Session, draft: Draft, score: float, query: Query) -> Found:
    topics = tags.topics(session, draft) or ()
    return Found(draft, score, topics, tuple(_excerpts(session, draft, query)))


def _excerpts(session: Session, draft: Draft, query: Query) -> list[Excerpt]:
    if not query.patterns:
        return []
    return excerpts(query, draft.titles, readables(session, draft))

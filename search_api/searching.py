"""Finding drafts: the engine says which, the database what they are, the texts which passages show it."""

from datetime import datetime, tzinfo
from typing import Any

from sqlalchemy.orm import Session

from legislation import writings
from legislation.documents import readables_of
from legislation.excerpts import excerpts
from legislation.query import PUBLIC, Query, Viewer, parse
from legislation.storage import drafts, tags
from legislation.storage.database import Database
from legislation.vocabulary import DocumentType
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
    """What this viewer finds: drafts, unless the query names another type of document.

    ``now`` is needed for the order by deadline. Raises EngineDown or Invalid.
    """
    wanted = query.of(DocumentType.DRAFT)
    results = engine.search(wanted, viewer, limit=limit, offset=offset, sort=sort, now=now, facets=True)
    stored = drafts.by_keys(session, [hit.id for hit in results.hits])
    written = {
        hit.id: writings.named(session, hit.id, viewer) for hit in results.hits if hit.id not in stored
    }
    several = {one.id: one for one in (*stored.values(), *(w.draft for w in written.values() if w))}
    topics = tags.topics_of(session, list(several.values()))
    shown = query if passages else Query()
    texts = readables_of(session, list(stored.values())) if shown.patterns else {}
    hits = []
    for hit in results.hits:
        hung = written.get(hit.id)
        if draft := stored.get(hit.id) or (hung and hung.draft):
            read = writings.readables(hung) if hung else texts.get(draft.id, [])
            marked = tuple(excerpts(shown, draft.titles, read))
            hits.append(Found(draft, hit.score, topics[draft.id] or (), marked, hung))
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

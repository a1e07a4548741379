"""Brings the index up to date with the database; a crash only repeats work."""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from legislation.errors import OrakargError
from legislation.model import Draft
from legislation.query import Document
from legislation.storage import drafts, queues
from legislation.storage.database import Database
from legislation.writings import documents
from search_api.engine import Engine

log = logging.getLogger(__name__)

BATCH = 500


@dataclass(frozen=True)
class Indexed:
    """How many drafts went into the index, and how many could not this time."""

    done: int
    failed: int


def index_pending(
    database: Database, engine: Engine, now: datetime, progress: Callable[[int], object] = lambda n: None
) -> Indexed:
    """Index all drafts that are due; an index that is missing or of another version is made anew.

    Raises EngineDown, leaving the drafts due, if the engine cannot take them.
    """
    if engine.health()["state"] in ("missing", "needs rebuild"):
        return rebuild(database, engine, now, progress)
    return _index_pending(database, engine, now, progress)


@dataclass(frozen=True)
class _Row:
    """A draft as it was read, and what became of it: its search documents, or why there are none."""

    draft_id: int
    revision: int
    documents: Sequence[Document] = ()
    gone: Sequence[str] = ()
    error: str = ""


def _index_pending(
    database: Database, engine: Engine, now: datetime, progress: Callable[[int], object]
) -> Indexed:
    done = failed = 0
    while True:
        with database.read() as session:
            rows = _read(session, drafts.due_for_index(session, now, BATCH))
        rows = _put(engine, rows)
        _stamp(database, rows, now)
        done += sum(not row.error for row in rows)
        failed += sum(bool(row.error) for row in rows)
        progress(len(rows))
        if len(rows) < BATCH:
            return Indexed(done, failed)


def _read(session: Session, waiting: Sequence[Draft]) -> list[_Row]:
    rows = []
    for draft in waiting:
        try:
            rows.append(_Row(draft.id, draft.revision, *documents(session, draft)))
        except Exception as error:
            log.exception("%s could not be made ready for the index", draft.key)
            rows.append(_Row(draft.id, draft.revision, error=repr(error)))
    return rows


def _put(engine: Engine, rows: Sequence[_Row]) -> list[_Row]:
    """Put all at once or, where one of them cannot be put, each by itself."""
    found = [document for row in rows for document in row.documents]
    gone = [document_id for row in rows for document_id in row.gone]
    try:
        if found:
            engine.put(found)
        if gone:
            engine.delete(gone)
    except OrakargError:
        raise
    except Exception as error:
        if len(rows) > 1:
            return [one for row in rows for one in _put(engine, [row])]
        log.exception("draft %s could not be put into the index", rows[0].draft_id)
        return [replace(rows[0], error=repr(error))]
    return list(rows)


def _stamp(database: Database, rows: Sequence[_Row], now: datetime) -> None:
    with database.write() as session:
        for row in rows:
            if row.error:
                queues.failed(session, Draft.indexed_at, row.draft_id, row.revision, row.error, now)
            else:
                queues.done(session, Draft.indexed_at, row.draft_id, row.revision, now)


def rebuild(
    database: Database, engine: Engine, now: datetime, progress: Callable[[int], object] = lambda n: None
) -> Indexed:
    """Make the whole index again from the database; searches go on meanwhile."""
    read: list[_Row] = []

    def everything() -> Iterator[Document]:
        last = 0
        while True:
            with database.read() as session:
                batch = drafts.after(session, last, BATCH)
                rows = _read(session, batch)
            read.extend(replace(row, documents=()) for row in rows)
            yield from (document for row in rows for document in row.documents)
            progress(len(batch))
            if len(batch) < BATCH:
                return
            last = batch[-1].id

    engine.rebuild(everything())
    _stamp(database, read, now)
    failed = sum(bool(row.error) for row in read)
    return Indexed(len(read) - failed, failed)

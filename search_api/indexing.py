"""Brings the index up to date with the database; a crash only repeats work."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from legislation.documents import document
from legislation.model import Draft
from legislation.query import Document
from legislation.storage import drafts, queues
from legislation.storage.database import Database
from search_api.engine import Engine, NeedsRebuild

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


def _index_pending(
    database: Database, engine: Engine, now: datetime, progress: Callable[[int], object]
) -> Indexed:
    done = failed = 0
    while True:
        taken: list[tuple[int, int, Document]] = []
        with database.read() as session:
            waiting = drafts.due_for_index(session, now, BATCH)
            broken = []
            for draft in waiting:
                try:
                    taken.append((draft.id, draft.revision, document(session, draft)))
                except Exception as error:
                    log.exception("%s could not be made ready for the index", draft.key)
                    broken.append((draft.id, draft.revision, repr(error)))
        if taken:
            engine.put([found for _, _, found in taken])
        with database.write() as session:
            for draft_id, revision, _ in taken:
                queues.done(session, Draft.indexed_at, draft_id, revision, now)
            for draft_id, revision, reason in broken:
                queues.failed(session, Draft.indexed_at, draft_id, revision, reason, now)
        done += len(taken)
        failed += len(broken)
        progress(len(waiting))
        if len(waiting) < BATCH:
            return Indexed(done, failed)


def rebuild(
    database: Database, engine: Engine, now: datetime, progress: Callable[[int], object] = lambda n: None
) -> Indexed:
    """Make the whole index again from the database; searches go on meanwhile."""
    read: list[tuple[int, int]] = []

    def everything() -> Iterator[Document]:
        last = 0
        while True:
            with database.read() as session:
                batch = drafts.after(session, last, BATCH)
                found = [document(session, draft) for draft in batch]
            read.extend((draft.id, draft.revision) for draft in batch)
            yield from found
            progress(len(batch))
            if len(batch) < BATCH:
                return
            last = batch[-1].id

    engine.rebuild(everything())
    with database.write() as session:
        for draft_id, revision in read:
            queues.done(session, Draft.indexed_at, draft_id, revision, now)
    return Indexed(len(read), 0)

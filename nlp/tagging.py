"""Reads every version that waits; keeps structure, references, changes, topics and relevance of each."""

import logging
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from legislation.model import Change, Event, Provision, Reference, Tag, Version
from legislation.storage import drafts, queues, tags
from legislation.storage.database import Database
from legislation.vocabulary import EventKind
from nlp.relevance import Relevance
from nlp.tagger import Reading

log = logging.getLogger(__name__)

BATCH = 50

Read = Callable[[str, str | None, str], Reading]
"""``read(text, language, title)``: what a tagger makes of one text."""


@dataclass(frozen=True)
class Tagged:
    """How many versions were read, and how many could not be this time."""

    done: int
    failed: int


def tag_pending(
    database: Database, read: Read, now: datetime, progress: Callable[[int], object] = lambda n: None
) -> Tagged:
    """Read all versions that are due; one that fails is noted and tried again later, up to five times.

    ``progress`` is called with 1 after each version.
    """
    done = failed = 0
    while True:
        with database.read() as session:
            waiting = drafts.due_for_tagging(session, now, BATCH)
        for version in waiting:
            if _tag(database, read, version, now):
                done += 1
            else:
                failed += 1
            progress(1)
        if len(waiting) < BATCH:
            return Tagged(done, failed)


def _tag(database: Database, read: Read, version: Version, now: datetime) -> bool:
    try:
        reading = read(version.text, version.language, version.draft.title(version.language or "hy"))
        with database.write() as session:
            drafts.hold(session, version.draft_id)
            if queues.done(session, Version.tagged_at, version.id, version.revision, now):
                _keep(session, session.get_one(Version, version.id), reading, now)
    except Exception as error:
        log.exception("version %s of %s could not be tagged", version.id, version.draft.key)
        with database.write() as session:
            queues.failed(session, Version.tagged_at, version.id, version.revision, repr(error), now)
        return False
    return True


_PLACED = ("path", "kind", "number", "heading", "start", "end")


def _keep(session: Session, version: Version, reading: Reading, now: datetime) -> None:
    provisions = [
        Provision(version_id=version.id, **{name: getattr(piece, name) for name in _PLACED})
        for piece in reading.pieces
    ]
    references = [Reference(version_id=version.id, **asdict(found)) for found in reading.references]
    found_tags = [
        Tag(
            version_id=version.id,
            topic=found.topic,
            score=found.score,
            origin=found.origin,
            reason=found.reason,
            evidence=[asdict(evidence) for evidence in found.evidence],
            created_at=now,
        )
        for found in reading.tags
    ]
    changes = [Change(version_id=version.id, **asdict(found)) for found in reading.changes]
    tags.replace(session, version, provisions, references, found_tags, changes)
    version.language = version.language or reading.language
    _judge(version, reading.relevance)
    drafts.requeue(version.draft, now)
    _note(session, version, reading, now)


def _judge(version: Version, found: Relevance | None) -> None:
    """Keep what the model says, or that none could say anything."""
    version.relevance = found.score if found else None
    version.relevant = found.relevant if found else None
    version.signals = [asdict(one) for one in found.signals] if found else None
    version.words = list(found.words) if found else None


def _note(session: Session, version: Version, reading: Reading, now: datetime) -> None:
    session.add(
        Event(
            draft_id=version.draft_id,
            version_id=version.id,
            kind=EventKind.TAGGED,
            at=now,
            details={"topics": [found.topic for found in reading.tags]},
            quiet="told together with the draft itself",
            notified_at=now,
            queued_at=now,
        )
    )

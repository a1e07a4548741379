"""Questions about imports."""

from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from legislation.errors import NotFound
from legislation.model import Attachment, Draft, Import, Version
from legislation.storage import queues

KEYS = "import:"
"""How the key of every imported draft begins."""


def named(session: Session, import_id: int) -> Import:
    """The import with this id; NotFound if there is none."""
    found = session.get(Import, import_id)
    if found is None:
        raise NotFound("import")
    return found


def hold(session: Session, import_id: int) -> Import:
    """The same as it is now, held until the transaction ends."""
    query = select(Import).where(Import.id == import_id)
    found = session.scalar(query.with_for_update().execution_options(populate_existing=True))
    if found is None:
        raise NotFound("import")
    return found


def due(session: Session, now: datetime) -> list[Import]:
    """Imports that wait to be read, oldest first."""
    return list(session.scalars(select(Import).where(queues.due(Import.read_at, now)).order_by(Import.id)))


def unfinished(session: Session) -> list[Import]:
    """Imports that may still become drafts, newest first."""
    query = select(Import).where(Import.saved_at.is_(None), Import.dropped_at.is_(None))
    return list(session.scalars(query.order_by(Import.id.desc())))


def draft_of(session: Session, sha256: str | None, url: str | None) -> Draft | None:
    """The imported draft that the same file, or else the same address, has made before."""
    mine = select(Draft).where(Draft.key.startswith(KEYS)).order_by(Draft.id).limit(1)
    if sha256:
        files = select(Attachment.draft_id).where(Attachment.sha256 == sha256)
        texts = select(Version.draft_id).where(Version.sha256 == sha256)
        same = session.scalar(mine.where(or_(Draft.id.in_(files), Draft.id.in_(texts))))
        if same:
            return same
    return session.scalar(mine.where(Draft.url == url)) if url else None


def elsewhere(session: Session, url: str | None) -> Draft | None:
    """The draft that a source has published at this address."""
    if not url:
        return None
    query = select(Draft).where(Draft.url == url, Draft.key.not_like(f"{KEYS}%"))
    return session.scalar(query.order_by(Draft.id).limit(1))

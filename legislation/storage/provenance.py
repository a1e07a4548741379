"""Questions about the bytes that texts were read from."""

from sqlalchemy import func, select, union
from sqlalchemy.orm import Session, joinedload

from legislation.errors import NotFound
from legislation.model import Attachment, Version


def version(session: Session, version_id: int) -> Version:
    """The version with its draft; NotFound if there is none."""
    found = session.scalar(select(Version).where(Version.id == version_id).options(joinedload(Version.draft)))
    if found is None:
        raise NotFound("version")
    return found


def cited_files(session: Session, folder: str) -> set[str]:
    """The files of a folder of the archive, ``FOLDER/FILE``, in which versions and attachments have bytes."""
    beginning = f"{folder}/"
    places = (
        select(func.rtrim(row.record, "0123456789")).where(row.record.startswith(beginning, autoescape=True))
        for row in (Version, Attachment)
    )
    return {place.removesuffix(":") for place in session.scalars(union(*places))}

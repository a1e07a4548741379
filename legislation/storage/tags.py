"""Keeping what the tagger read in a version."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from legislation.model import Provision, Reference, Tag, Version
from legislation.vocabulary import TagOrigin


def replace(
    session: Session,
    version: Version,
    provisions: Sequence[Provision],
    references: Sequence[Reference],
    tags: Sequence[Tag],
) -> None:
    """Put a new reading in the place of the earlier one; what a person said about the version stays."""
    kinds: tuple[Any, ...] = (Provision, Reference)
    for kind in kinds:
        session.execute(delete(kind).where(kind.version_id == version.id))
    session.execute(delete(Tag).where(Tag.version_id == version.id, Tag.origin != TagOrigin.PERSON))
    session.add_all([*provisions, *references, *tags])
    session.flush()

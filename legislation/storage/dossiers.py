"""Questions about dossiers."""

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from legislation.errors import NotFound
from legislation.model import Dossier


def named(session: Session, dossier_id: int) -> Dossier:
    """The dossier with this id; NotFound if there is none."""
    found = session.get(Dossier, dossier_id)
    if found is None:
        raise NotFound("dossier")
    return found


def listed(session: Session, after: int, limit: int) -> list[Dossier]:
    """The next dossiers by id, their drafts loaded."""
    query = select(Dossier).where(Dossier.id > after).order_by(Dossier.id).limit(limit)
    return list(session.scalars(query.options(selectinload(Dossier.drafts))))

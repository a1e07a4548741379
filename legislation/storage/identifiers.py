"""Questions about the further names of drafts."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from legislation.model import Draft, Identifier


def by_draft(session: Session, source: str, scheme: str) -> dict[str, str]:
    """The identifier of a scheme of each draft of a source that has one, by the draft's key."""
    query = select(Draft.key, Identifier.value).join(Identifier)
    rows = session.execute(query.where(Draft.source == source, Identifier.scheme == scheme))
    return dict(rows.all())


def holders(session: Session, scheme: str, values: Iterable[str]) -> list[Draft]:
    """The drafts that have one of these values as their identifier of a scheme, the oldest first."""
    query = (
        select(Draft).join(Identifier).where(Identifier.scheme == scheme, Identifier.value.in_(list(values)))
    )
    return list(session.scalars(query.order_by(Draft.id).options(selectinload(Draft.identifiers))))

"""Questions about the further names of drafts."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from legislation.model import Draft, Identifier


def by_draft(session: Session, source: str, scheme: str) -> dict[str, str]:
    """The identifier of a scheme of each draft of a source that has one, by the draft's key."""
    query = select(Draft.key, Identifier.value).join(Identifier)
    rows = session.execute(query.where(Draft.source == source, Identifier.scheme == scheme))
    return dict(rows.all())

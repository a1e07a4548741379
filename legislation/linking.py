"""Which dossier a draft belongs to: drafts of several sources that are one matter share one."""

from datetime import datetime

from sqlalchemy.orm import Session

from legislation.model import Dossier, Draft
from legislation.scraped import ScrapedDraft
from legislation.storage import drafts, positions

SCHEMES = ("bill_code", "procedure", "act_base")
"""Identifiers that name a matter, not only one document of it."""


def dossier_for(session: Session, draft: ScrapedDraft, now: datetime) -> Dossier:
    """The dossier of a draft that shares an identifier of the matter, else a new one, not stored yet.

    Never by title.
    """
    relative = drafts.sharing(session, SCHEMES, draft.identifiers, draft.key)
    if relative:
        return relative.dossier
    return Dossier(created_at=now)


def join(session: Session, draft: Draft, identifiers: dict[str, str]) -> None:
    """Bring a draft that tells late which matter it is of into the dossier of that matter, with its comments.

    It stays where it is if it is not alone there, or has a position: then people have to decide.
    """
    relative = drafts.sharing(session, SCHEMES, identifiers, draft.key)
    alone = draft.dossier
    if relative is None or relative.dossier is alone:
        return
    if len(alone.drafts) > 1 or positions.positions_on(session, alone.id):
        return
    draft.dossier = relative.dossier
    positions.move_comments(session, draft.id, relative.dossier_id)
    session.flush()
    session.delete(alone)

"""Which dossier a draft belongs to: drafts of several sources that are one matter share one."""

from datetime import datetime

from sqlalchemy.orm import Session

from legislation.model import Dossier
from legislation.scraped import ScrapedDraft
from legislation.storage import drafts

SCHEMES = ("bill_code", "procedure", "act_base")
"""Identifiers that name a matter, not only one document of it."""


def dossier_for(session: Session, draft: ScrapedDraft, now: datetime) -> Dossier:
    """The dossier of a draft that shares an identifier of the matter, else a new one. Never by title."""
    relative = drafts.sharing(session, SCHEMES, draft.identifiers)
    if relative:
        return relative.dossier
    dossier = Dossier(created_at=now)
    session.add(dossier)
    return dossier

"""Which dossier a draft belongs to, and which an act that it names: what is one matter shares one."""

import re
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from legislation.model import Dossier, Draft, Reference
from legislation.scraped import ScrapedDraft
from legislation.storage import drafts, positions
from legislation.storage import identifiers as names

SCHEMES = ("bill_code", "procedure", "act_base")
"""Identifiers that name a matter, not only one document of it."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


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


def meant(session: Session, references: Iterable[Reference]) -> dict[int, Draft]:
    """The drafts that are the acts to which references point, by the reference's id.

    An act is known by its number. Numbers begin anew each year: a year told with the number must be that of
    adoption, and without one only a law is meant, if we have no other of that number.
    """
    wanted = [one for one in references if one.number]
    known: dict[str, list[Draft]] = {}
    for draft in names.holders(session, "act_number", {one.number or "" for one in wanted}):
        known.setdefault(_identifier(draft, "act_number"), []).append(draft)
    found = {one.id: _act(one, known.get(one.number or "", [])) for one in wanted}
    return {key: draft for key, draft in found.items() if draft}


def _act(reference: Reference, same: list[Draft]) -> Draft | None:
    years = set(_YEAR.findall(reference.text))
    if years:
        same = [draft for draft in same if _identifier(draft, "adopted")[:4] in years]
    elif not (reference.number or "").startswith("ՀՕ"):
        return None
    return same[0] if len({draft.dossier_id for draft in same}) == 1 else None


def _identifier(draft: Draft, scheme: str) -> str:
    return next((one.value for one in draft.identifiers if one.scheme == scheme), "")

"""Links that let one person do one thing: given out, opened, used once, revoked.

Opening a link changes nothing, since mail scanners open links too; only ``use`` does.
"""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from legislation import tokens
from legislation.errors import BadLink, NotFound
from legislation.model import Link, Person
from legislation.storage import audit
from legislation.storage import links as stored
from legislation.vocabulary import Purpose

LIFETIME = {
    Purpose.SIGN_IN: timedelta(hours=24),
    Purpose.COMMENT: timedelta(days=60),
    Purpose.UNSUBSCRIBE: timedelta(days=400),
    Purpose.API_PUBLIC: timedelta(days=400),
    Purpose.API_OWN: timedelta(days=400),
}


def give(
    session: Session, key: str, person: Person, purpose: Purpose, object_id: int | None, *, now: datetime
) -> str:
    """A fresh token for a person, a purpose and, where the purpose has one, an object's id."""
    link = Link(
        person=person,
        purpose=purpose,
        object_id=object_id,
        created_at=now,
        expires_at=now + LIFETIME[purpose],
    )
    session.add(link)
    session.flush()
    return tokens.sign(key, purpose, link.id)


def look(session: Session, key: str, token: str, purpose: Purpose, *, now: datetime) -> Link:
    """The link behind a token, changing nothing; raises BadLink, whose text is the reason:

    ``forged``, ``expired``, ``revoked``, ``used`` or ``disabled`` (the person is).
    """
    link = session.get(Link, tokens.unsign(key, purpose, token))
    if link is None or link.purpose != purpose:
        raise BadLink("forged")
    reason = _why_not(link, now)
    if reason:
        raise BadLink(reason)
    return link


def use_once(session: Session, key: str, token: str, purpose: Purpose, *, now: datetime) -> Link:
    """The link behind a token, now used; a second use, even at the same instant, raises BadLink."""
    link = look(session, key, token, purpose, now=now)
    if not stored.take(session, link, now):
        raise BadLink(_why_not(link, now) or "used")
    audit.note(session, link.person, f"used_{purpose}_link", link, now=now)
    return link


def revoke(session: Session, person: Person, purpose: Purpose, object_id: int | None, now: datetime) -> None:
    """End a person's links for a purpose and an object."""
    for link in stored.not_revoked(session, person, purpose, object_id):
        link.revoked_at = now
        audit.note(session, person, "revoked_link", link, now=now)


def end(session: Session, person: Person, link_id: int, *, now: datetime) -> None:
    """End one of the person's own links; NotFound for any other, ending it again does nothing."""
    link = session.get(Link, link_id)
    if link is None or link.person_id != person.id:
        raise NotFound("link")
    if link.revoked_at is None:
        link.revoked_at = now
        audit.note(session, person, "revoked_link", link, now=now)


def _why_not(link: Link, now: datetime) -> str | None:
    if link.revoked_at is not None:
        return "revoked"
    if link.used_at is not None:
        return "used"
    if now >= link.expires_at:
        return "expired"
    return "disabled" if link.person.disabled_at is not None else None

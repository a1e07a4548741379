"""Questions about people and communities."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from legislation.model import Community, Membership, Person, Role
from legislation.vocabulary import RoleName


def by_email(session: Session, email: str) -> Person | None:
    return session.scalar(select(Person).where(Person.email == email.strip().lower()))


def by_id(session: Session, person_id: int) -> Person | None:
    """The person, unless disabled."""
    person = session.get(Person, person_id)
    return person if person and person.disabled_at is None else None


def hold(session: Session, person: Person) -> None:
    """Let nobody else change what hangs on this person until the transaction ends."""
    session.refresh(person, with_for_update=True)


def everyone(session: Session) -> list[Person]:
    return list(session.scalars(select(Person).order_by(Person.id)))


def communities(session: Session) -> list[Community]:
    """All members, by their keys."""
    return list(session.scalars(select(Community).order_by(Community.key)))


def community(session: Session, key: str) -> Community | None:
    return session.scalar(select(Community).where(Community.key == key))


def count(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Person)) or 0


def add(
    session: Session,
    email: str,
    name: str,
    language: str,
    *,
    roles: tuple[RoleName, ...] = (),
    community: Community | None = None,
    now: datetime,
) -> Person:
    """A new person with roles and, for a member, a community."""
    person = Person(email=email.strip().lower(), name=name, language=language, created_at=now)
    person.roles = [Role(name=role, started_at=now) for role in roles]
    if community is not None:
        person.memberships = [Membership(community=community, started_at=now)]
    session.add(person)
    session.flush()
    return person

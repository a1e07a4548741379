"""Who takes part: Community, Person, Membership, Role, and the signed links they ask for and are given."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from legislation.model.base import Base, Queued
from legislation.vocabulary import RoleName


class Community(Base):
    """A member of the association; ``chamber`` is ``urban`` or ``rural``."""

    __tablename__ = "community"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    names: Mapped[dict[str, str]]
    chamber: Mapped[str | None]
    province: Mapped[str | None]


class Person(Base):
    """Someone who signs in, comments or gets mail; ``email`` is kept in lower case."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    language: Mapped[str]
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]

    memberships: Mapped[list["Membership"]] = relationship(back_populates="person")
    roles: Mapped[list["Role"]] = relationship(back_populates="person")

    def has_role(self, *names: RoleName) -> bool:
        return self.disabled_at is None and any(r.name in names and r.ended_at is None for r in self.roles)

    def communities(self) -> list[Community]:
        """The communities that the person belongs to today."""
        return [m.community for m in self.memberships if m.ended_at is None]


class Membership(Base):
    """A person's place in a community, from a day to a day."""

    __tablename__ = "membership"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    community_id: Mapped[int] = mapped_column(ForeignKey("community.id"), index=True)
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(back_populates="memberships")
    community: Mapped[Community] = relationship()


class Role(Base):
    """A right that a person holds (``RoleName``), from a day to a day."""

    __tablename__ = "role"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(back_populates="roles")


class Link(Base):
    """A signed link that was given out: one person, one purpose, one object, until a moment.

    The token itself is never kept: it is the signature over this row's id.
    """

    __tablename__ = "link"
    __table_args__ = (Index(None, "person_id", "purpose", "object_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    purpose: Mapped[str]
    object_id: Mapped[int | None]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship()


class SignInRequest(Queued, Base):
    """Somebody typed this address to be sent a sign-in link; it waits while ``answered_at`` is null.

    It is kept for every address, known or not, so that asking tells nothing; ``queued_at`` is the moment.
    """

    __tablename__ = "sign_in_request"
    __table_args__ = (Index(None, "email", "queued_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str]
    answered_at: Mapped[datetime | None] = mapped_column(index=True)

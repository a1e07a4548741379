"""What a version is about: Tag and Reference, each with the passage that says so; and what people correct."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from legislation.model.base import Base
from legislation.model.dossier import Draft, Version
from legislation.model.people import Person


class Tag(Base):
    """A topic on a version, as the machine reads it; what people say of it are corrections.

    ``evidence`` is a list of ``{"start", "end", "text", "term", "provision"}`` with offsets in the
    version's text; a provision ``title`` means that the passage stands in the title.
    """

    __tablename__ = "tag"
    __table_args__ = (UniqueConstraint("version_id", "topic", "origin"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"))
    topic: Mapped[str] = mapped_column(index=True)
    score: Mapped[float]
    origin: Mapped[str]
    reason: Mapped[str]
    evidence: Mapped[list[dict[str, Any]]]
    created_at: Mapped[datetime]

    version: Mapped[Version] = relationship()


class Correction(Base):
    """What an officer says of a draft: whether it has a topic or, for ``topic`` null, matters to us at all.

    Only ever added: the newest of a topic rules, over every reading of every version. ``verdict`` is null
    where the officer took back what was said, so that the machine's word holds again.
    """

    __tablename__ = "correction"
    __table_args__ = (Index(None, "draft_id", "topic"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"))
    topic: Mapped[str | None]
    verdict: Mapped[bool | None]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(index=True)

    draft: Mapped[Draft] = relationship()
    person: Mapped[Person] = relationship()


class Reference(Base):
    """An act, and where told its article, that a version amends or cites; the span is in the text.

    ``law`` is a key of ``config/laws.toml`` where the act was recognised.
    """

    __tablename__ = "reference"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"), index=True)
    kind: Mapped[str]
    law: Mapped[str | None] = mapped_column(index=True)
    number: Mapped[str | None]
    title: Mapped[str | None]
    article: Mapped[str | None]
    part: Mapped[str | None]
    point: Mapped[str | None]
    start: Mapped[int]
    end: Mapped[int]
    text: Mapped[str]


class Change(Base):
    """One change of another act that a version orders, as ``legislation.amendments`` reads it.

    The span, in the version's text, is that of the order; ``provision`` the path of the piece around it.
    """

    __tablename__ = "change"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"), index=True)
    operation: Mapped[str]
    law: Mapped[str | None] = mapped_column(index=True)
    number: Mapped[str | None]
    title: Mapped[str | None]
    annex: Mapped[str | None]
    chapter: Mapped[str | None]
    article: Mapped[str | None]
    part: Mapped[str | None]
    point: Mapped[str | None]
    old: Mapped[str | None]
    new: Mapped[str | None]
    start: Mapped[int]
    end: Mapped[int]
    provision: Mapped[str]

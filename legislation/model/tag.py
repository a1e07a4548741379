"""What a version is about: Tag and Reference, each with the passage that says so."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from legislation.model.base import Base
from legislation.model.dossier import Version


class Tag(Base):
    """A topic on a version, by one origin; what a machine says never replaces what a person said.

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
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    version: Mapped[Version] = relationship()


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
    start: Mapped[int]
    end: Mapped[int]
    text: Mapped[str]

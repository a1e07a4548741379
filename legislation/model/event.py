"""Event: something happened to a draft; the outbox that everything downstream reads."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from legislation.model.base import Base, Queued
from legislation.model.dossier import Draft


class Event(Queued, Base):
    """One change of one draft; waits for ``notify`` while ``notified_at`` is null.

    ``quiet`` says why it is not news (a first crawl, a backfill); such an event is born notified.
    """

    __tablename__ = "event"
    __table_args__ = (Index(None, "notified_at", "next_try"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"), index=True)
    version_id: Mapped[int | None] = mapped_column(ForeignKey("version.id"))
    kind: Mapped[str]
    at: Mapped[datetime]
    details: Mapped[dict[str, Any]]
    quiet: Mapped[str | None]
    notified_at: Mapped[datetime | None]

    draft: Mapped[Draft] = relationship()

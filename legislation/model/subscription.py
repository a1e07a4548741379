"""What people asked to be told, and what they were told: Subscription, Delivery, Mail."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from legislation.model.base import Base, Queued
from legislation.model.event import Event
from legislation.model.people import Person
from legislation.vocabulary import Frequency


class Subscription(Base):
    """A person's saved search, or a draft, law, topic or source that the person follows.

    ``query`` is the typed search; whatever is followed is written as one (``law:ՀՕ-337``).
    """

    __tablename__ = "subscription"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    follow: Mapped[str]
    name: Mapped[str]
    query: Mapped[str]
    frequency: Mapped[str] = mapped_column(default=Frequency.DAILY)
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship()


class Delivery(Queued, Base):
    """One person is told of one event, once, for one or more reasons; waits while ``mail_id`` is null.

    ``reasons`` is a list of ``{"subscription_id", "name", "query", "passages", "topics"}``, with topics
    where it is for them alone that the search found the draft, and ``"yours"`` where it names the reader's
    community or its marz. It goes out with the
    first mail at or after ``due_at``; ``mail_id`` is set when that mail is made. ``dropped`` says why it
    will not go out after all (every subscription that asked for it has ended).
    """

    __tablename__ = "delivery"
    __table_args__ = (UniqueConstraint("person_id", "event_id"), Index(None, "mail_id", "due_at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), index=True)
    reasons: Mapped[list[dict[str, Any]]]
    due_at: Mapped[datetime]
    mail_id: Mapped[int | None] = mapped_column(ForeignKey("mail.id"))
    dropped: Mapped[str | None]

    person: Mapped[Person] = relationship()
    event: Mapped[Event] = relationship()


class Mail(Queued, Base):
    """One message to one person, whole and fixed before its first byte goes out.

    ``content`` is the finished message, so a retry sends the same bytes under the same Message-ID.
    ``claimed_by`` and ``claimed_until`` keep two deliverers off one mail. ``dropped`` says why it will
    not go out after all.
    """

    __tablename__ = "mail"
    __table_args__ = (Index(None, "sent_at", "next_try"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    message_id: Mapped[str] = mapped_column(unique=True)
    recipient: Mapped[str]
    subject: Mapped[str]
    content: Mapped[bytes]
    created_at: Mapped[datetime]
    claimed_by: Mapped[str | None]
    claimed_until: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    dropped: Mapped[str | None]

    person: Mapped[Person] = relationship()
    deliveries: Mapped[list[Delivery]] = relationship()

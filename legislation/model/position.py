"""What members say and what the association answers: Anchor, Comment, Position, Point."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from legislation.model.base import Base
from legislation.model.dossier import Dossier, Draft, Version
from legislation.model.people import Community, Person
from legislation.vocabulary import AnchorState, Fate, PointState, PositionState, Visibility


class Anchor(Base):
    """A place in a version: the provision's path (empty for the whole) and the words that stood there."""

    __tablename__ = "anchor"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"), index=True)
    path: Mapped[str]
    heading: Mapped[str]
    quote: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]
    state: Mapped[str] = mapped_column(default=AnchorState.SURE)

    version: Mapped[Version] = relationship()


class Position(Base):
    """The association's joint position on a draft, as numbered points.

    ``revision`` grows with every saved change, so two people who edit at once cannot overwrite each other.
    """

    __tablename__ = "position"

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"), index=True)
    title: Mapped[str]
    state: Mapped[str] = mapped_column(default=PositionState.OPENED)
    opened_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    opened_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    revision: Mapped[int] = mapped_column(default=1)

    dossier: Mapped[Dossier] = relationship()
    draft: Mapped[Draft] = relationship()
    points: Mapped[list["Point"]] = relationship(back_populates="position", order_by="Point.number")


class Point(Base):
    """One numbered demand of a position: place, current text, proposed text, justification."""

    __tablename__ = "point"
    __table_args__ = (UniqueConstraint("position_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    position_id: Mapped[int] = mapped_column(ForeignKey("position.id"))
    number: Mapped[int]
    anchor_id: Mapped[int] = mapped_column(ForeignKey("anchor.id"))
    current_text: Mapped[str]
    proposed_text: Mapped[str]
    justification: Mapped[str]
    stance: Mapped[str]
    state: Mapped[str] = mapped_column(default=PointState.PROPOSED)
    revision: Mapped[int] = mapped_column(default=1)

    position: Mapped[Position] = relationship(back_populates="points")
    anchor: Mapped[Anchor] = relationship()
    comments: Mapped[list["Comment"]] = relationship(back_populates="point", order_by="Comment.id")


class Comment(Base):
    """What a member says about a place in a draft; never deleted, and its fate is always told.

    ``nonce`` is made by the form, so that a form sent twice makes one comment.
    """

    __tablename__ = "comment"
    __table_args__ = (UniqueConstraint("person_id", "nonce"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"), index=True)
    anchor_id: Mapped[int] = mapped_column(ForeignKey("anchor.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    community_id: Mapped[int | None] = mapped_column(ForeignKey("community.id"))
    stance: Mapped[str]
    proposed_text: Mapped[str]
    reasons: Mapped[str]
    visibility: Mapped[str] = mapped_column(default=Visibility.ASSOCIATION)
    official: Mapped[bool] = mapped_column(default=False)
    late: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    revision: Mapped[int] = mapped_column(default=1)
    nonce: Mapped[str]
    fate: Mapped[str] = mapped_column(default=Fate.OPEN)
    fate_reason: Mapped[str] = mapped_column(default="")
    point_id: Mapped[int | None] = mapped_column(ForeignKey("point.id"), index=True)

    draft: Mapped[Draft] = relationship()
    anchor: Mapped[Anchor] = relationship()
    person: Mapped[Person] = relationship()
    community: Mapped[Community | None] = relationship()
    point: Mapped[Point | None] = relationship(back_populates="comments")

"""One matter and what sources publish about it: Dossier, Draft, Version, Provision, Attachment."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from legislation.model.base import Base, Queued
from legislation.vocabulary import AttachmentState, Deadline


class Dossier(Base):
    """One matter across all its stages and sources; comments and positions hang on it."""

    __tablename__ = "dossier"

    id: Mapped[int] = mapped_column(primary_key=True)
    created_at: Mapped[datetime]
    drafts: Mapped[list["Draft"]] = relationship(back_populates="dossier", order_by="Draft.id")


class Draft(Queued, Base):
    """What one source publishes about a dossier; waits for the index while ``indexed_at`` is null.

    ``key`` is unique across sources (``edraft:9105``). ``origin`` is the weakest origin of its pages.
    """

    __tablename__ = "draft"
    __table_args__ = (Index(None, "indexed_at", "next_try"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    source: Mapped[str] = mapped_column(index=True)
    key: Mapped[str] = mapped_column(unique=True)
    url: Mapped[str]
    titles: Mapped[dict[str, str]]
    language: Mapped[str | None]
    kind: Mapped[str | None]
    body: Mapped[str | None]
    stage_published: Mapped[str | None]
    stage: Mapped[str | None]
    published: Mapped[date | None]
    opens: Mapped[datetime | None]
    closes: Mapped[datetime | None]
    deadline: Mapped[str] = mapped_column(default=Deadline.UNKNOWN)
    labels: Mapped[list[list[str]]]
    links: Mapped[list[str]]
    problems: Mapped[list[str]]
    origin: Mapped[str]
    first_seen: Mapped[datetime]
    last_seen: Mapped[datetime]
    indexed_at: Mapped[datetime | None]

    dossier: Mapped[Dossier] = relationship(back_populates="drafts")
    identifiers: Mapped[list["Identifier"]] = relationship(cascade="all, delete-orphan")
    versions: Mapped[list["Version"]] = relationship(back_populates="draft", order_by="Version.id")
    attachments: Mapped[list["Attachment"]] = relationship(order_by="Attachment.id")

    def title(self, language: str = "hy") -> str:
        """The title in ``language``, else in the nearest language that there is, else the key."""
        for wanted in (language, self.language or "", "hy", "en", "ru", "fr"):
            if wanted in self.titles:
                return self.titles[wanted]
        return next(iter(self.titles.values()), self.key)

    def current(self) -> list["Version"]:
        """The current version of each part, in the order in which the parts were first seen."""
        return [version for version in self.versions if version.current]


class Identifier(Base):
    """Another name of a draft, by scheme: ``celex``, ``procedure``, ``act_number`` …"""

    __tablename__ = "identifier"
    __table_args__ = (UniqueConstraint("draft_id", "scheme"), Index(None, "scheme", "value"))

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"))
    scheme: Mapped[str]
    value: Mapped[str]


class Version(Queued, Base):
    """One text of one part of a draft; waits for the tagger while ``tagged_at`` is null.

    ``part`` is the kind of page (``about``, ``justification``, ``act`` …). ``fingerprint`` is a hash of
    the text without its white space. A ``stand_in`` was read from elsewhere, while the part itself was
    never had. ``url, sha256, fetched_at, media_type, record`` say which bytes it
    was read from and where the archive keeps them.

    ``relevance`` is the probability (0 to 1) that the text touches local self-government, ``relevant``
    how that stands to the two bars, ``signals`` says why, the strongest first, each ``{"name", "value",
    "weight", "spans"}`` with spans in the text, or in the title for a name that begins with ``title_``;
    ``words`` are the strongest words. All are null where no model has judged the text.
    """

    __tablename__ = "version"
    __table_args__ = (
        UniqueConstraint("draft_id", "part", "number"),
        UniqueConstraint("draft_id", "part", "fingerprint"),
        Index(None, "tagged_at", "next_try"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"))
    part: Mapped[str]
    number: Mapped[int]
    current: Mapped[bool]
    stand_in: Mapped[bool] = mapped_column(default=False)
    language: Mapped[str | None]
    text: Mapped[str]
    fingerprint: Mapped[str]
    origin: Mapped[str]
    url: Mapped[str]
    sha256: Mapped[str]
    media_type: Mapped[str]
    fetched_at: Mapped[datetime | None]
    record: Mapped[str | None]
    created_at: Mapped[datetime]
    tagged_at: Mapped[datetime | None]
    relevance: Mapped[float | None]
    relevant: Mapped[str | None]
    signals: Mapped[list[dict[str, Any]] | None]
    words: Mapped[list[str] | None]

    draft: Mapped[Draft] = relationship(back_populates="versions")
    provisions: Mapped[list["Provision"]] = relationship(
        back_populates="version", order_by="Provision.start, Provision.end.desc()"
    )


class Provision(Base):
    """A numbered piece of a version: ``path`` such as ``2/art-12/p-3``, and its span in the text."""

    __tablename__ = "provision"
    __table_args__ = (UniqueConstraint("version_id", "path"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"))
    path: Mapped[str]
    kind: Mapped[str]
    number: Mapped[str]
    heading: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]

    version: Mapped[Version] = relationship(back_populates="provisions")


class Attachment(Base):
    """A file that a draft links to; one that cannot be read is kept and marked.

    ``method`` is ``ocr`` where the text was recognised in pictures, and so may have errors.
    """

    __tablename__ = "attachment"
    __table_args__ = (UniqueConstraint("draft_id", "url"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"))
    url: Mapped[str]
    title: Mapped[str]
    media_type: Mapped[str | None]
    state: Mapped[str] = mapped_column(default=AttachmentState.LINKED)
    problem: Mapped[str | None]
    sha256: Mapped[str | None]
    record: Mapped[str | None]
    text: Mapped[str | None]
    method: Mapped[str | None]
    language: Mapped[str | None]

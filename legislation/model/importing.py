"""Import: a file or an address that an officer gave, on its way to become a draft."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from legislation.model.base import Base, Queued


class Import(Queued, Base):
    """What a person gave to be taken in; waits for the crawler while ``read_at`` is null.

    ``person_id`` is null for the command line's operator. ``file`` is the name under which an upload waits
    in the folder of imports, ``file_name`` what its owner called it. From ``fetched_url`` on stands what was
    had and read; ``record`` is null, and ``problem`` says why, where there were no bytes to be had. It ends
    as a draft (``saved_at``), or is dropped after a day (``dropped_at``).
    """

    __tablename__ = "import"
    __table_args__ = (Index(None, "read_at", "next_try"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    url: Mapped[str | None]
    file: Mapped[str | None]
    file_name: Mapped[str | None]
    given_at: Mapped[datetime]
    read_at: Mapped[datetime | None]
    fetched_url: Mapped[str | None]
    fetched_at: Mapped[datetime | None]
    origin: Mapped[str | None]
    media_type: Mapped[str | None]
    sha256: Mapped[str | None]
    record: Mapped[str | None]
    title: Mapped[str | None]
    language: Mapped[str | None]
    text: Mapped[str | None]
    problem: Mapped[str | None]
    saved_at: Mapped[datetime | None]
    draft_id: Mapped[int | None] = mapped_column(ForeignKey("draft.id"))
    dropped_at: Mapped[datetime | None]

    @property
    def is_open(self) -> bool:
        """Whether it can still become a draft."""
        return self.saved_at is None and self.dropped_at is None

    @property
    def name(self) -> str:
        """What it is called until it has a title."""
        return self.file_name or self.url or ""

    @property
    def address(self) -> str:
        """Where the original is to be found; a file that came from nowhere else is named by its hash."""
        return self.url or f"urn:sha256:{self.sha256}"

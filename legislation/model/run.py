"""CrawlRun: one round over one source, and how it ended."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from legislation.model.base import Base


class CrawlRun(Base):
    """One crawl of one source; ``state`` is null while it runs, or if it was killed.

    ``evidence`` is the weakest origin of the pages that it read.
    """

    __tablename__ = "crawl_run"
    __table_args__ = (Index(None, "source", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str]
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    state: Mapped[str | None]
    reason: Mapped[str | None]
    evidence: Mapped[str | None]
    pages: Mapped[int] = mapped_column(default=0)
    new: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    problems: Mapped[list[str]]

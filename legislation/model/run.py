"""CrawlRun: one round over one source, and how it ended."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from legislation.model.base import Base

CRAWL, CHECK = "crawl", "check"


class CrawlRun(Base):
    """One crawl of one source; ``state`` is null while it runs, or if it was killed.

    ``evidence`` is the weakest origin of the pages that it read. ``purpose`` is ``crawl``, or ``check``
    for a look that stores nothing. ``told`` is what the officers were told of the source with this run.
    """

    __tablename__ = "crawl_run"
    __table_args__ = (Index(None, "source", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str]
    purpose: Mapped[str] = mapped_column(default=CRAWL)
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
    told: Mapped[str | None]

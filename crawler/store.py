"""What a crawl asks the database, and what it leaves there: each draft is one transaction."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from legislation import ingest
from legislation.ingest import Outcome
from legislation.scraped import ScrapedDraft
from legislation.storage import drafts, identifiers, runs
from legislation.storage.database import Database


class Store(Protocol):
    """The memory of a crawl. Keys are those of drafts, ``edraft:9105``."""

    def highest_number(self) -> int | None:
        """The largest number in the keys of the source, None for an empty database."""

    def known(self, keys: Iterable[str]) -> set[str]:
        """Which of these drafts are stored."""

    def knows_any(self, beginning: str) -> bool:
        """Whether any draft is stored whose key begins so."""

    def identifiers(self, scheme: str) -> list[str]:
        """What drafts of all sources have as an identifier of the scheme (``procedure`` …)."""

    def identified(self, scheme: str) -> dict[str, str]:
        """What the drafts of the source have as an identifier of the scheme, by their keys."""

    def due(self) -> list[str]:
        """Open drafts that should be read again now."""

    def unread(self) -> list[str]:
        """Drafts that the last crawl could not read, wholly or in part."""

    def keep(self, draft: ScrapedDraft) -> Outcome:
        """Store a draft, whole or not at all."""

    def note(self, problem: str) -> None:
        """Keep the problem of a draft, ``KEY PART: words``, so that the next crawl tries it again."""


@dataclass(frozen=True)
class DatabaseStore:
    """The real one; ``now`` is when the crawl began.

    ``quiet`` is the reason why what this crawl brings is no news, if there is one.
    """

    database: Database
    source: str
    run_id: int
    now: datetime
    quiet: str | None
    began: float = field(default_factory=time.monotonic)

    def highest_number(self) -> int | None:
        with self.database.read() as session:
            return drafts.highest_number(session, self.source)

    def known(self, keys: Iterable[str]) -> set[str]:
        with self.database.read() as session:
            return drafts.known_keys(session, keys)

    def knows_any(self, beginning: str) -> bool:
        with self.database.read() as session:
            return drafts.any_beginning(session, beginning)

    def identifiers(self, scheme: str) -> list[str]:
        with self.database.read() as session:
            return drafts.identifiers(session, scheme)

    def identified(self, scheme: str) -> dict[str, str]:
        with self.database.read() as session:
            return identifiers.by_draft(session, self.source, scheme)

    def due(self) -> list[str]:
        with self.database.read() as session:
            return drafts.due_for_reading(session, self.source, self.now)

    def unread(self) -> list[str]:
        with self.database.read() as session:
            return runs.unread(session, self.source, before=self.run_id)

    def keep(self, draft: ScrapedDraft) -> Outcome:
        # A crawl takes hours: who begins to follow a search meanwhile is told of what comes after that.
        now = self.now + timedelta(seconds=time.monotonic() - self.began)
        with self.database.write() as session:
            return ingest.record(session, draft, now=now, quiet=self.quiet).outcome

    def note(self, problem: str) -> None:
        with self.database.write() as session:
            runs.note(session, self.run_id, problem)

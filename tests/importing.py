"""Reading imports in tests: a folder for each thing, and a net of our own making."""

from datetime import UTC, datetime
from pathlib import Path

from factories import NOW

from crawler.attachments import text_of
from crawler.guard import Refused
from crawler.importing import Counted, Means, read_pending
from legislation.archive import Answer
from legislation.storage.database import Database

HTML = (("Content-Type", "text/html; charset=utf-8"),)


class Net:
    """Answers by address; what is not there is refused."""

    def __init__(self, pages: dict[str, str | int] | None = None) -> None:
        self.pages = pages or {}

    def __call__(self, url: str) -> Answer:
        found = self.pages.get(url)
        if found is None:
            raise Refused("there is no site here")
        if isinstance(found, int):
            return Answer(url, found, HTML, b"", NOW)
        return Answer(url, 200, HTML, found.encode(), NOW)


def means(data: Path, net: Net | None = None) -> Means:
    return Means(data / "imports", data / "archive", net or Net(), text_of)


def read_all(database: Database, data: Path, net: Net | None = None, now: datetime = NOW) -> Counted:
    """What the worker does each minute."""
    return read_pending(database, means(data, net), now.astimezone(UTC))

"""An installation that reads recorded answers, good and bad ones, and what it then says of its sources."""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from breaking import NOW, BadDay
from factories import make_person
from web import make_web

from alerts.__main__ import run_deliver
from config import settings
from config.settings import Settings
from crawler import recorded, run
from crawler.archive import Archive
from crawler.reading import SOURCES
from crawler.recorded import RecordedRow
from legislation.archive import Answer
from legislation.storage.database import opened
from legislation.vocabulary import RoleName

CONTACT = "mailto:test@example.org"


@dataclass(frozen=True)
class Home:
    """An installation in a folder."""

    data: Path

    @property
    def settings(self) -> Settings:
        return settings.load({"ORAKARG_DATA": str(self.data), "ORAKARG_CONTACT": CONTACT})

    def begin(self) -> None:
        """The tables, and an officer who reads English."""
        with opened(self.settings.database) as database, database.write() as session:
            make_person(session, RoleName.OFFICER, email="officer@example.am", language="en")

    def crawl(self, sources: Iterable[str], records: Path) -> dict[str, dict[str, Any]]:
        """Read sources from WARC files, each in a child process, as a round does."""
        return run.crawl_all(list(sources), settings=self.settings, now=NOW, replay=str(records))

    def mails(self) -> list[EmailMessage]:
        """All mails, after those that are due have been sent."""
        run_deliver(self.settings, NOW)
        files = sorted((self.data / "mail").glob("*.eml"))
        return [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]

    def shown(self) -> dict[str, tuple[str, str]]:
        """The colour and the words of each source on the sources page, by its English title."""
        with opened(self.settings.database) as database:
            page = make_web(database, str(self.data)).anyone("en").open("/status")
        found = {}
        for item in page.select("ul.sources > li"):
            words = [" ".join(part.get_text(" ").split()) for part in item.select("h2, p.state")]
            found[words[0]] = (str((item["class"] or [""])[0]), words[1])
        return found

    def copy(self, data: Path) -> "Home":
        """The same installation in another folder, without its archive."""
        shutil.copytree(self.data, data, ignore=shutil.ignore_patterns("archive", "logs", "locks"))
        return Home(data)


def write_records(folder: Path, day: BadDay) -> None:
    """The answers of a source on that day, as a WARC file."""
    archive = Archive(folder, day.source, NOW)
    for row in newest(day.source):
        asked = (("Accept", row.accept),) if row.accept else ()
        headers = (("Content-Type", row.media_type),)
        archive.write(Answer(row.url, row.status, headers, day.body(row), NOW, row.origin, asked))
    archive.close()


def newest(source: str) -> list[RecordedRow]:
    """The recorded answers of a source; of several that one address gave the latest."""
    canonical = SOURCES[source].canonical
    rows = sorted(recorded.rows(source), key=lambda row: row.day)
    return list({(canonical(row.url), row.accept): row for row in rows}.values())

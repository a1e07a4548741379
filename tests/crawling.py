"""An installation in a folder that crawls real answers in a child process, with no time to lose."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from loopback import Sites
from sqlalchemy import select

from config import settings
from config.settings import Settings
from crawler import warc
from crawler.child import FRUGAL
from legislation.model import Draft
from legislation.storage.database import opened

ROOT = Path(__file__).parents[1]
NOW = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
ROBOTS = "https://www.e-draft.am/robots.txt"

IMPATIENT = """
import json, sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from config import settings, sources
from crawler.__main__ import crawl
from crawler.check import check
given = json.loads(sys.argv[1])
source = replace(sources.load()["edraft"], first_id=7, delay=given.get("delay", 0.0))
more = {"now": datetime.fromisoformat(given["now"]), "replay": given.get("replay"), "pauses": (0.05, 0.05),
        "tell": lambda told: print(json.dumps(told), flush=True)}
if "items" in given:
    check(settings.load(), source, items=given["items"], **more)
else:
    record = Path(given["record"]) if "record" in given else None
    crawl(settings.load(), source, record=record, **more)
"""
"""A crawl of e-draft.am, or a check of it, like any other but for its pauses."""


@dataclass
class Place:
    """An installation in a folder, and the sites that it can reach."""

    data: Path
    sites: Sites
    more: dict[str, str] = field(default_factory=lambda: {"ORAKARG_CONTACT": "mailto:test@example.org"})

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("ORAKARG_")}
        paths = {"PYTHONPATH": str(ROOT), "ORAKARG_DATA": str(self.data)}
        return kept | self.sites.environment | paths | FRUGAL | self.more

    @property
    def home(self) -> Settings:
        return settings.load({"ORAKARG_DATA": str(self.data)} | self.more)

    def start(self, **given: Any) -> "subprocess.Popen[str]":
        given = {"now": NOW.isoformat()} | given
        return subprocess.Popen(
            [sys.executable, "-c", IMPATIENT, json.dumps(given)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=self.environment,
        )

    def crawl(self, **given: Any) -> dict[str, Any]:
        out, err = self.start(**given).communicate(timeout=60)
        assert out, err
        told: dict[str, Any] = json.loads(out.splitlines()[-1])
        return told

    def rows(self, query: Any) -> list[Any]:
        with opened(self.home.database) as database, database.read() as session:
            return list(session.scalars(query))

    def drafts(self) -> list[str]:
        return self.rows(select(Draft.key).order_by(Draft.id))

    def records(self) -> list[warc.Entry]:
        return [entry for path in sorted(self.home.archive.rglob("*.gz")) for entry in warc.entries(path)]


def wait_until(true: Callable[[], bool], seconds: float = 30) -> None:
    limit = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < limit, "it never happened"
        time.sleep(0.02)

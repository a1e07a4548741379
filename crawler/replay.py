"""Answers from records instead of the network: WARC files of a folder, or a day of the recorded demo.

An address that is not in the records is "not recorded": nothing is known about it, least of all that it
does not exist.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Protocol

from config.sources import Source
from crawler import links, recorded, warc
from crawler.recorded import RecordedRow
from crawler.warc import Entry
from legislation.archive import Answer, read
from legislation.errors import SetupError
from legislation.vocabulary import Origin

Canonical = Callable[[str], str]


class Recordings(Protocol):
    """What was recorded of one source. ``find`` gives None for what is not in it."""

    def find(self, url: str, accept: str | None) -> Answer | None:
        """The answer of an address, for an Accept header where the address has several answers.

        Its ``url`` is the address that was recorded, which may be another spelling of the one asked for.
        """

    def urls(self) -> Iterable[str]:
        """All addresses of which there is a record."""


def open_recordings(where: str, source: Source, canonical: Canonical, now: datetime) -> Recordings:
    """The records of a source at ``where``: ``demo:1``, ``demo:2``, or a folder of WARC files.

    Raises SetupError if there are no records at all.
    """
    name, _, day = where.partition(":")
    if name == "demo":
        if day not in ("1", "2"):
            raise SetupError(f"there is no day “{day}” in the demo: say demo:1 or demo:2")
        return DemoDay(recorded.rows(source.name), int(day), canonical, now)
    folder = Path(where)
    if not folder.is_dir():
        raise SetupError(f"{folder} is not a folder with records")
    files = sorted(path for path in folder.rglob("*") if path.name.endswith((".warc", ".warc.gz")))
    if not files:
        raise SetupError(f"there is no WARC file (*.warc, *.warc.gz) in {folder}")
    entries = (entry for path in files for entry in warc.entries(path))
    return WarcFiles((one for one in entries if links.host(one.url) in source.hosts), canonical)


def is_recorded(source: Source, where: str, canonical: Canonical, now: datetime) -> bool:
    """Whether the records at ``where`` tell of a source; a place without any records counts as one.

    So a replay of some sources says nothing about the others.
    """
    try:
        return any(True for _ in open_recordings(where, source, canonical, now).urls())
    except SetupError:
        return True


class DemoDay:
    """The recorded pages of a source as they were on a day of the demo; ``now`` is that day's clock."""

    def __init__(self, rows: list[RecordedRow], day: int, canonical: Canonical, now: datetime) -> None:
        self._rows = [row for row in rows if row.day <= day]
        self._day, self._canonical, self._now = day, canonical, now

    def find(self, url: str, accept: str | None) -> Answer | None:
        row = recorded.choose(self._rows, url, day=self._day, accept=accept, canonical=self._canonical)
        if row is None:
            return None
        headers = (("Content-Type", row.media_type),)
        return Answer(row.url, row.status, headers, row.content, self._now, row.origin)

    def urls(self) -> Iterable[str]:
        return [row.url for row in self._rows]


class WarcFiles:
    """Answers in WARC files, whoever made them; of several for one address the newest."""

    def __init__(self, entries: Iterable[Entry], canonical: Canonical) -> None:
        self._canonical = canonical
        self._entries: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            self._entries[canonical(entry.url)].append(entry)

    def find(self, url: str, accept: str | None) -> Answer | None:
        fitting = [
            (fit, entry.url == url, entry.fetched_at, place, entry)
            for place, entry in enumerate(self._entries.get(self._canonical(url), ()))
            if (fit := _fit(entry, accept))
        ]
        if not fitting:
            return None
        entry = max(fitting)[-1]
        answer = read(entry.path, entry.offset)
        return replace(answer, origin=Origin.RECORDED) if answer.origin is Origin.LIVE else answer

    def urls(self) -> Iterable[str]:
        return [entry.url for entries in self._entries.values() for entry in entries]


def _fit(entry: Entry, accept: str | None) -> int:
    """How well an answer fits an Accept header; 0 for not at all.

    Where no request was recorded, or one that took anything, the type of the answer decides.
    """
    if accept is None or entry.accept == accept:
        return 2
    took_anything = not entry.accept or "*/*" in entry.accept
    fits = entry.media_type == accept.partition(";")[0] or 300 <= entry.status < 400
    return 1 if took_anything and fits else 0

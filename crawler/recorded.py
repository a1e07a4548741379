"""The recorded pages of a source, kept once for demo, replay and golden tests alike.

``recorded/manifest.json`` beside a source's ``pages.py`` is a list of rows, one an answer:

- ``file``: the bytes; ``url``: the address that gave them; ``accept``: the Accept header that this
  answer belongs to, null where the address has one answer only;
- ``status``, ``media_type``, ``sha256`` of the bytes;
- ``origin``: recorded (the same bytes), transcribed (copied out by hand, cuts are marked) or rebuilt (only
  text or values were known, the frame is ours);
- ``day``: the day of the demo, 1 or 2, from which on the address gives this answer;
- ``licence`` and ``from``: under which terms and from where the project has it;
- ``expected``: the JSON that the source's reader makes of it.
"""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from legislation.scraped import Page
from legislation.vocabulary import Origin

FOLDER = Path(__file__).parent / "sources"


@dataclass(frozen=True)
class RecordedRow:
    """One answer of a source; ``file`` and ``expected`` are paths that can be opened."""

    file: Path
    url: str
    accept: str | None
    status: int
    media_type: str
    origin: Origin
    sha256: str
    day: int
    licence: str
    came_from: str
    expected: Path

    @cached_property
    def content(self) -> bytes:
        return self.file.read_bytes()

    def page(self) -> Page:
        """The answer as the readers take it."""
        return Page(
            url=self.url,
            content=self.content,
            media_type=self.media_type,
            origin=self.origin,
            status=self.status,
            sha256=self.sha256,
        )


def rows(source: str) -> list[RecordedRow]:
    """All recorded answers of a source, in the order of its manifest; none for a source without."""
    folder = FOLDER / source / "recorded"
    manifest = folder / "manifest.json"
    if not manifest.is_file():
        return []
    return [
        RecordedRow(
            file=folder / row["file"],
            url=row["url"],
            accept=row["accept"],
            status=row["status"],
            media_type=row["media_type"],
            origin=Origin(row["origin"]),
            sha256=row["sha256"],
            day=row["day"],
            licence=row["licence"],
            came_from=row["from"],
            expected=folder / row["expected"],
        )
        for row in json.loads(manifest.read_text("utf-8"))
    ]


def sources() -> list[str]:
    """The sources of which there are recorded answers; a new source's manifest is empty at first."""
    named = (path.parents[1].name for path in FOLDER.glob("*/recorded/manifest.json"))
    return sorted(name for name in named if rows(name))


def keys() -> set[str]:
    """The keys of all drafts of which the recorded answers tell."""
    expected = {row.expected for source in sources() for row in rows(source)}
    return {part["key"] for path in expected for part in json.loads(path.read_text("utf-8"))}


def labels(expected: Path) -> set[str]:
    """The labels that the parts of a page have."""
    return {label for part in json.loads(expected.read_text("utf-8")) for label, _ in part["labels"]}


def stages(expected: Path) -> set[str]:
    """The stages that the parts of a page have, as published."""
    parts = json.loads(expected.read_text("utf-8"))
    return {part["stage_published"] for part in parts if part["stage_published"]}


def choose(
    recorded: Iterable[RecordedRow],
    url: str,
    *,
    day: int,
    accept: str | None = None,
    canonical: Callable[[str], str] = str,
) -> RecordedRow | None:
    """The answer that an address gives on a day: of the latest day up to it; None where none is recorded.

    The very address goes before another spelling of it (``canonical`` of the source's pages). An answer
    that belongs to an Accept header is given for that header only.
    """
    asked = canonical(url)
    fitting = [
        row
        for row in recorded
        if row.day <= day and row.accept in (None, accept) and canonical(row.url) == asked
    ]
    return max(fitting, key=lambda row: (row.url == url, row.day), default=None)


def known(source: str, content: bytes) -> RecordedRow | None:
    """The recorded answer with these very bytes, if there is one."""
    mark = hashlib.sha256(content).hexdigest()
    return next((row for row in rows(source) if row.sha256 == mark), None)

"""How long answers are kept: as long as a text stands on them, else the days that the source says."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from config.sources import Source
from crawler.importing import FOLDER
from crawler.settings import Installation
from legislation import locks
from legislation.errors import Busy
from legislation.imports import KEPT
from legislation.storage import imports, provenance
from legislation.storage.database import Database


@dataclass
class Pruned:
    """What became of the old files of one source; ``cited`` ones stay. A ``busy`` source was left alone."""

    removed: int = 0
    bytes: int = 0
    cited: int = 0
    busy: bool = False


def prune(
    database: Database, home: Installation, source: Source, now: datetime, *, dry_run: bool = False
) -> Pruned:
    """Remove the files of a source that are older than it keeps them and that no version stands on.

    The age of a file is that of its last byte. While the source is crawled nothing is touched; every file
    goes for itself, so that a kill leaves the others as they are.
    """
    try:
        with locks.hold(home.locks, f"crawling-{source.name}", patience=0):
            with database.read() as session:
                cited = provenance.cited_files(session, source.name)
            return _remove(
                home.archive / source.name, now - timedelta(days=source.keep_days), cited, dry_run=dry_run
            )
    except Busy:
        return Pruned(busy=True)


def prune_imports(database: Database, home: Installation, now: datetime, *, dry_run: bool = False) -> Pruned:
    """Remove the files of imports on which nothing stands and that no import waits with.

    They are those of a file that was imported before, and of a kill between the disk and the database.
    """
    with database.read() as session:
        cited = provenance.cited_files(session, FOLDER)
        cited |= {row.record.rpartition(":")[0] for row in imports.unfinished(session) if row.record}
    return _remove(home.archive / FOLDER, now - 2 * KEPT, cited, dry_run=dry_run)


def _remove(folder: Path, limit: datetime, cited: set[str], *, dry_run: bool) -> Pruned:
    """Remove the files of a folder that were last written before a moment, but for the cited ones."""
    pruned = Pruned()
    for path, size in _older(folder, limit):
        if f"{folder.name}/{path.name}" in cited:
            pruned.cited += 1
            continue
        if not dry_run:
            path.unlink(missing_ok=True)
        pruned.removed += 1
        pruned.bytes += size
    return pruned


def _older(folder: Path, limit: datetime) -> Iterator[tuple[Path, int]]:
    """The WARC files in a folder that were last written before a moment, with their sizes."""
    for path in sorted(folder.glob("*.warc.gz")):
        with suppress(FileNotFoundError):
            told = path.stat()
            if datetime.fromtimestamp(told.st_mtime, UTC) < limit:
                yield path, told.st_size

"""The record of what was fetched: every version finds its bytes again in it.

One WARC file a crawl, ``ROOT/SOURCE/SOURCE-STAMP-NUMBER.warc.gz``. A replayed crawl is archived like any
other, its answers marked by their origin: what is stored never depends on records kept elsewhere.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import IO

from crawler.warc import Writer
from legislation.archive import Answer


class Unwritable(Exception):
    """The archive cannot be written; the message says why."""


class Archive:
    """The file of one crawl, begun with its first answer.

    ``write`` appends, ``flush`` returns once all that was written is safe on the disk. ``copy`` is a second
    folder that gets the same file. What follows a failed write goes to a new file, as its end is torn.
    """

    def __init__(self, root: Path, source: str, now: datetime, copy: Path | None = None) -> None:
        self._root = root
        self._name = f"{source}-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
        self._folders = [root / source, *([copy] if copy else [])]
        self._files: list[IO[bytes]] = []
        self._writer = Writer()
        self._place, self._offset = "", 0

    def write(self, answer: Answer) -> str:
        """Append an answer; gives its place, ``SOURCE/FILE.warc.gz:OFFSET``. Raises Unwritable."""
        members = self._writer.answer(answer)
        with self._closed_on_failure():
            if not self._files:
                self._begin()
            place = f"{self._place}:{self._offset}"
            self._append(members)
        return place

    def flush(self) -> None:
        """Wait for the disk. Raises Unwritable."""
        with self._closed_on_failure():
            for file in self._files:
                file.flush()
                os.fsync(file.fileno())

    @property
    def path(self) -> Path | None:
        """The file that was begun last, None before the first answer."""
        return self._root / self._place if self._place else None

    def close(self) -> None:
        for file in self._files:
            with suppress(OSError):
                file.close()
        self._files = []

    def _append(self, data: bytes) -> None:
        for file in self._files:
            file.write(data)
        self._offset += len(data)

    def _begin(self) -> None:
        for folder in self._folders:
            folder.mkdir(parents=True, exist_ok=True)
        for number in count(1):
            name = f"{self._name}-{number}.warc.gz"
            if not any((folder / name).exists() for folder in self._folders):
                break
        self._files = [(folder / name).open("xb") for folder in self._folders]
        for folder in self._folders:
            _sync(folder)
        self._place, self._offset = (self._folders[0] / name).relative_to(self._root).as_posix(), 0
        self._append(self._writer.head(name))

    @contextmanager
    def _closed_on_failure(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self.close()
            raise Unwritable(f"the archive cannot be written: {error}") from error


def _sync(folder: Path) -> None:
    """Make the names in a folder safe on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

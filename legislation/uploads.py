"""Files that people gave, kept in a folder until they are read; their own names never touch the disk."""

import os
import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from legislation.errors import Invalid

MOST_BYTES = 25_000_000
"""The largest file that is taken."""
_LONGEST_NAME = 150
_CHUNK = 1 << 16


@dataclass(frozen=True)
class Upload:
    """A file that was kept: ``file`` is its name in the folder, ``name`` what its owner called it."""

    file: str
    name: str


def keep(folder: Path, stream: IO[bytes], name: str) -> Upload:
    """Keep what a stream holds, readable by us alone. Raises Invalid for no bytes, and for too many."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    upload = Upload(secrets.token_hex(16), shown_name(name))
    path = folder / upload.file
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            _copy(stream, file)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return upload


def _copy(stream: IO[bytes], file: IO[bytes]) -> None:
    size = 0
    while chunk := stream.read(_CHUNK):
        size += len(chunk)
        if size > MOST_BYTES:
            raise Invalid("file_too_large", "file")
        file.write(chunk)
    if not size:
        raise Invalid("file_empty", "file")


def remove(folder: Path, file: str) -> None:
    """Forget a file; one that is gone already is no error."""
    (folder / file).unlink(missing_ok=True)


def shown_name(name: str) -> str:
    """A file's name as it may be shown: without folders, control characters and tricks of direction."""
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    plain = " ".join("".join(c if c.isprintable() else " " for c in last).split()).strip(". ")
    stem, dot, ending = plain.rpartition(".")
    if len(plain) > _LONGEST_NAME:
        plain = f"{stem[: _LONGEST_NAME - 12]}….{ending[:10]}" if dot else plain[:_LONGEST_NAME]
    return plain or "file"


def sweep(folder: Path, before: datetime) -> None:
    """Remove files that were kept before a moment: whoever gave them is gone."""
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.stat().st_mtime < before.timestamp():
            path.unlink(missing_ok=True)

"""Reads what officers gave: fetches or opens it, archives its bytes, and puts its text on the desk."""

import logging
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from urllib.parse import unquote, urlsplit

from crawler import bundles
from crawler.archive import Archive
from crawler.attachments import Extracted
from crawler.guard import Refused
from crawler.guesses import title_of
from legislation import imports, uploads
from legislation.archive import Answer
from legislation.imports import Had
from legislation.model import Import
from legislation.storage import imports as kept
from legislation.storage import queues
from legislation.storage.database import Database
from legislation.uploads import shown_name
from legislation.vocabulary import Origin

FOLDER = "import"
"""The folder of the archive; each import has a file of its own there, which can be removed with it."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Means:
    """What reading needs: where uploads wait, where the archive is, and the two who do it."""

    uploads: Path
    archive: Path
    fetch: Callable[[str], Answer]
    text_of: Callable[[bytes, str | None], Extracted]


@dataclass(frozen=True)
class Counted:
    """How many imports were read, and how many could not be this time."""

    done: int
    failed: int


def read_pending(database: Database, means: Means, now: datetime) -> Counted:
    """Read all imports that wait, and clear away those that nobody wants any more."""
    done = failed = 0
    with database.read() as session:
        waiting = kept.due(session, now)
    for row in waiting:
        if _read(database, row, means, now):
            done += 1
        else:
            failed += 1
    _clear(database, means, now)
    return Counted(done, failed)


def _read(database: Database, row: Import, means: Means, now: datetime) -> bool:
    try:
        had = look(means, row.url, row.file, row.file_name, now)
        with database.write() as session:
            is_ours = imports.note(session, row.id, row.revision, had, now)
        if not is_ours and had.record:
            _remove_record(means, had.record)
        if is_ours and row.file:
            uploads.remove(means.uploads, row.file)
    except Exception as error:
        _log.exception("import %s could not be read", row.id)
        with database.write() as session:
            queues.failed(session, Import.read_at, row.id, row.revision, repr(error), now)
        return False
    return True


def look(means: Means, url: str | None, file: str | None, name: str | None, now: datetime) -> Had:
    """What is at an address, or in an upload called ``name``; the problem says why there is nothing."""
    if file:
        return _had(means, _given(means.uploads / file, name or "", now), name or "")
    try:
        answer = means.fetch(url or "")
    except Refused as error:
        return Had(problem=str(error))
    if answer.status != HTTPStatus.OK:
        return Had(fetched_url=answer.url, problem=f"the site answers with status {answer.status}")
    return _had(means, answer, shown_name(unquote(urlsplit(answer.url).path)))


def _given(path: Path, name: str, now: datetime) -> Answer:
    """A file as if it had been fetched: nobody has seen from where, so its address says its hash.

    It begins with http for the readers of WARC files, which expect an answer from nowhere else.
    """
    content = path.read_bytes()
    media_type = bundles.media_type(name) or "application/octet-stream"
    answer = Answer("", 200, (("Content-Type", media_type),), content, now, Origin.RECORDED)
    url = f"http://file.invalid/sha256/{answer.page(content, None).sha256}"
    return Answer(url, 200, answer.headers, content, now, Origin.RECORDED)


def _had(means: Means, answer: Answer, name: str) -> Had:
    declared = next((value for key, value in answer.headers if key.lower() == "content-type"), None)
    found = means.text_of(answer.body, declared)
    with closing(Archive(means.archive, FOLDER, answer.fetched_at)) as archive:
        page = answer.page(answer.body, archive.write(answer))
        archive.flush()
    return Had(
        fetched_url=page.url,
        fetched_at=page.fetched_at,
        origin=page.origin,
        media_type=page.media_type,
        sha256=page.sha256,
        record=page.record,
        title=title_of(found.text or "", Path(name).stem),
        language=found.language,
        text=found.text,
        problem=found.problem,
    )


def _clear(database: Database, means: Means, now: datetime) -> None:
    """Remove what belongs to imports that were given up, and files that belong to none."""
    with database.write() as session:
        left = imports.drop(session, now)
    for file, record in left:
        if file:
            uploads.remove(means.uploads, file)
        if record:
            _remove_record(means, record)
    uploads.sweep(means.uploads, now - imports.KEPT)


def _remove_record(means: Means, record: str) -> None:
    """Remove the file of one import from the archive: no draft cites it."""
    (means.archive / record.rpartition(":")[0]).unlink(missing_ok=True)

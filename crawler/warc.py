"""WARC files: an answer is a response record and the request that it answers.

How one answer is read by its place is in ``legislation.archive``, which says what else a record holds.
"""

import logging
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from legislation.archive import ORIGIN, Answer, answer_of, chunks, content_type
from legislation.vocabulary import Origin

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Entry:
    """An answer in a WARC file: enough to choose it, and where it lies.

    ``accept`` is the Accept header of its request, None where no request was recorded.
    """

    path: Path
    offset: int
    url: str
    accept: str | None
    status: int
    media_type: str
    fetched_at: datetime


def entries(path: Path) -> list[Entry]:
    """All answers in a WARC file in their order there; a torn end is passed over."""
    found: list[tuple[Entry, set[str]]] = []
    accepts: dict[str, str] = {}
    for record, offset in _walk(path):
        ids = {record.rec_headers.get_header(name) for name in ("WARC-Record-ID", "WARC-Concurrent-To")}
        if record.rec_type == "request":
            accepts.update(dict.fromkeys(ids, record.http_headers.get_header("Accept", "")))
        else:
            answer = answer_of(record, b"")
            media_type, _ = content_type(answer.headers)
            found.append((_entry(path, offset, answer, media_type), ids))
    return [
        replace(entry, accept=next((accepts[one] for one in ids if one in accepts), None))
        for entry, ids in found
    ]


class Writer(WARCWriter):  # type: ignore[misc]  # warcio has no types
    """Makes records as bytes."""

    def __init__(self) -> None:
        self._buffer = BytesIO()
        super().__init__(self._buffer, gzip=False, warc_version="1.1")

    def head(self, name: str) -> bytes:
        """The first member of a file."""
        return self._member(self.create_warcinfo_record(name, {"software": "Orakarg"}))

    def answer(self, answer: Answer) -> bytes:
        """The members of a response and of its request."""
        date = {"WARC-Date": answer.fetched_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")}
        origin = {} if answer.origin is Origin.LIVE else {ORIGIN: str(answer.origin)}
        response = self.create_warc_record(
            answer.url,
            "response",
            payload=BytesIO(answer.body),
            length=len(answer.body),
            http_headers=StatusAndHeaders(_status_line(answer.status), list(answer.headers), "HTTP/1.1"),
            warc_headers_dict={**date, **origin},
        )
        answers = {"WARC-Concurrent-To": response.rec_headers.get_header("WARC-Record-ID")}
        request = self.create_warc_record(
            answer.url, "request", http_headers=_request(answer), warc_headers_dict={**date, **answers}
        )
        return self._member(response) + self._member(request)

    def _member(self, record: ArcWarcRecord) -> bytes:
        self._buffer.seek(0)
        self._buffer.truncate()
        self.write_record(record)
        return _compressed(self._buffer.getvalue())


def _compressed(data: bytes) -> bytes:
    """A gzip member, with no larger window than the data needs: it is the window that costs time."""
    bits = min(max(len(data).bit_length(), 9), zlib.MAX_WBITS)
    compressor = zlib.compressobj(6, zlib.DEFLATED, bits | 16, bits - 7)
    return compressor.compress(data) + compressor.flush()


def _request(answer: Answer) -> StatusAndHeaders:
    parts = urlsplit(answer.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = [("Host", parts.netloc), *answer.asked]
    return StatusAndHeaders(f"GET {target} HTTP/1.1", headers, is_http_request=True)


def _status_line(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"{status} Unknown"


def _walk(path: Path) -> Iterator[tuple[ArcWarcRecord, int]]:
    """The whole requests and responses of a file, and where they begin."""
    with path.open("rb") as file:
        records = ArchiveIterator(file)
        try:
            for record in records:
                offset = records.offset
                for _ in chunks(record.raw_stream):
                    pass
                if record.raw_stream.limit:
                    _log.warning("%s is torn at %d: what follows is left out", path, offset)
                    return
                if record.rec_type in ("request", "response") and record.http_headers:
                    yield record, offset
        except Exception as error:  # on damaged bytes warcio raises whatever comes
            _log.warning("%s cannot be read further than %d: %s", path, records.offset, error)


def _entry(path: Path, offset: int, answer: Answer, media_type: str) -> Entry:
    return Entry(path, offset, answer.url, None, answer.status, media_type, answer.fetched_at)

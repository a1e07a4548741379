"""Answers as WARC records: an answer is a response record and the request that it answers.

Each record is a gzip member of its own, so that it can be read by its place in the file. Answers that do
not come fresh from their site say so in the header ``WARC-Orakarg-Origin`` (recorded, transcribed,
rebuilt); without it an answer is live.
"""

import hashlib
import logging
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.message import Message
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from legislation.scraped import Page
from legislation.vocabulary import Origin

ORIGIN = "WARC-Orakarg-Origin"
LARGEST = 60 * 1024 * 1024
"""Bytes of the largest answer that is taken."""

_ENCODINGS = {"content-encoding", "transfer-encoding", "content-length"}
_log = logging.getLogger(__name__)

Headers = tuple[tuple[str, str], ...]


class LostRecord(Exception):
    """An answer that is not where it should be, or not whole; the message says where."""


@dataclass(frozen=True)
class Answer:
    """What an address answered: ``body`` as ``headers`` say, so it may be compressed.

    ``asked`` are the headers of the request; ``fetched_at`` is UTC.
    """

    url: str
    status: int
    headers: Headers
    body: bytes
    fetched_at: datetime
    origin: Origin = Origin.LIVE
    asked: Headers = ()

    def page(self, content: bytes, record: str | None) -> Page:
        """The page that this answer is: ``content`` is its uncompressed body, ``record`` its place."""
        media_type, charset = _content_type(self.headers)
        return Page(
            url=self.url,
            content=content,
            media_type=media_type,
            origin=self.origin,
            status=self.status,
            charset=charset,
            fetched_at=self.fetched_at,
            sha256=hashlib.sha256(content).hexdigest(),
            record=record,
        )


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
            answer = _answer(record, b"")
            media_type, _ = _content_type(answer.headers)
            found.append((_entry(path, offset, answer, media_type), ids))
    return [
        replace(entry, accept=next((accepts[one] for one in ids if one in accepts), None))
        for entry, ids in found
    ]


def read(path: Path, offset: int) -> Answer:
    """The answer at a place of a WARC file, its body uncompressed; LostRecord if it is not whole there."""
    try:
        with path.open("rb") as file:
            file.seek(offset)
            record = next(ArchiveIterator(file, check_digests=True), None)
            if record is None or record.rec_type != "response" or not record.http_headers:
                raise LostRecord(f"no answer at {path}:{offset}")
            body = b"".join(_chunks(record.content_stream()))
            for _ in _chunks(record.raw_stream):
                pass
            if record.raw_stream.limit or record.digest_checker.passed is False:
                raise LostRecord(f"a damaged answer at {path}:{offset}")
            return _answer(record, body)
    except LostRecord:
        raise
    except Exception as error:  # on damaged bytes warcio raises whatever comes
        raise LostRecord(f"no answer can be read at {path}:{offset}: {error}") from error


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
                for _ in _chunks(record.raw_stream):
                    pass
                if record.raw_stream.limit:
                    _log.warning("%s is torn at %d: what follows is left out", path, offset)
                    return
                if record.rec_type in ("request", "response") and record.http_headers:
                    yield record, offset
        except Exception as error:  # on damaged bytes warcio raises whatever comes
            _log.warning("%s cannot be read further than %d: %s", path, records.offset, error)


def _chunks(stream: IO[bytes]) -> Iterator[bytes]:
    """What a stream holds; LostRecord if that is more than is ever taken."""
    total = 0
    while chunk := stream.read(1 << 16):
        total += len(chunk)
        if total > LARGEST:
            raise LostRecord(f"an answer of more than {LARGEST >> 20} MB")
        yield chunk


def _answer(record: ArcWarcRecord, body: bytes) -> Answer:
    headers = record.rec_headers
    date = datetime.fromisoformat(headers.get_header("WARC-Date"))
    return Answer(
        url=headers.get_header("WARC-Target-URI").strip("<>"),
        status=int(record.http_headers.get_statuscode()),
        headers=tuple(pair for pair in record.http_headers.headers if pair[0].lower() not in _ENCODINGS),
        body=body,
        fetched_at=date if date.tzinfo else date.replace(tzinfo=UTC),
        origin=Origin(headers.get_header(ORIGIN) or Origin.LIVE),
    )


def _entry(path: Path, offset: int, answer: Answer, media_type: str) -> Entry:
    return Entry(path, offset, answer.url, None, answer.status, media_type, answer.fetched_at)


def _content_type(headers: Headers) -> tuple[str, str | None]:
    """Media type and charset as declared; an empty type where there is no such header."""
    declared = next((value for name, value in headers if name.lower() == "content-type"), None)
    if declared is None:
        return "", None
    message = Message()
    message["Content-Type"] = declared
    charset = message.get_param("charset")
    return message.get_content_type(), charset if isinstance(charset, str) else None

"""The archive of what was fetched: how the bytes behind a version are found again and checked.

One WARC file a crawl, ``ROOT/SOURCE/FILE.warc.gz``, written by ``crawler.archive``; each record is a gzip
member of its own. Answers that do not come fresh from their site say so in the header
``WARC-Orakarg-Origin`` (recorded, transcribed, rebuilt); without it an answer is live.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from pathlib import Path
from typing import IO

from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord

from legislation.scraped import Page
from legislation.vocabulary import Origin

ORIGIN = "WARC-Orakarg-Origin"
LARGEST = 60 * 1024 * 1024
"""Bytes of the largest answer that is taken."""

_ENCODINGS = {"content-encoding", "transfer-encoding", "content-length"}

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
        media_type, charset = content_type(self.headers)
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


def read_record(root: Path, place: str) -> Page:
    """The page at a place that ``crawler.archive.Archive`` gave; LostRecord if it is not whole there."""
    name, _, offset = place.rpartition(":")
    if not offset.isdecimal():
        raise LostRecord(f"no place in the archive: {place}")
    answer = read(root / name, int(offset))
    return answer.page(answer.body, place)


def read(path: Path, offset: int) -> Answer:
    """The answer at a place of a WARC file, its body uncompressed; LostRecord if it is not whole there."""
    try:
        with path.open("rb") as file:
            file.seek(offset)
            record = next(ArchiveIterator(file, check_digests=True), None)
            if record is None or record.rec_type != "response" or not record.http_headers:
                raise LostRecord(f"no answer at {path}:{offset}")
            body = b"".join(chunks(record.content_stream()))
            for _ in chunks(record.raw_stream):
                pass
            if record.raw_stream.limit or record.digest_checker.passed is False:
                raise LostRecord(f"a damaged answer at {path}:{offset}")
            return answer_of(record, body)
    except LostRecord:
        raise
    except Exception as error:  # on damaged bytes warcio raises whatever comes
        raise LostRecord(f"no answer can be read at {path}:{offset}: {error}") from error


def chunks(stream: IO[bytes]) -> Iterator[bytes]:
    """What a stream holds; LostRecord if that is more than is ever taken."""
    total = 0
    while chunk := stream.read(1 << 16):
        total += len(chunk)
        if total > LARGEST:
            raise LostRecord(f"an answer of more than {LARGEST >> 20} MB")
        yield chunk


def answer_of(record: ArcWarcRecord, body: bytes) -> Answer:
    """The answer that a response record holds, with this body."""
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


def content_type(headers: Headers) -> tuple[str, str | None]:
    """Media type and charset as declared; an empty type where there is no such header."""
    declared = next((value for name, value in headers if name.lower() == "content-type"), None)
    if declared is None:
        return "", None
    message = Message()
    message["Content-Type"] = declared
    charset = message.get_param("charset")
    return message.get_content_type(), charset if isinstance(charset, str) else None

"""The one way to an answer: from the network or from records, and always into the archive."""

from dataclasses import replace
from datetime import UTC, datetime

from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Headers, Response

from crawler.replay import Recordings
from legislation.archive import Answer

ANSWER = "answer"
"""Key of ``request.meta`` under which the answer stands, with its place in the archive, but without body."""
ACCEPT = "accept"
"""Key of ``request.meta``: the Accept header of an address that has several answers."""


class NotRecorded(Exception):
    """The records do not hold this address: nothing is known about it."""


class ArchivingHandler(BaseDownloadHandler):
    """Fetches, writes every answer into the archive, and notes on the request where it lies.

    With records at hand it never touches the network.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        job = crawler.spider.job  # type: ignore[union-attr]  # every spider of ours has one
        self._archive, self._clock = job.archive, job.clock
        self._recordings: Recordings | None = job.recordings
        self._network = HTTP11DownloadHandler.from_crawler(crawler)

    async def download_request(self, request: Request) -> Response:
        if self._recordings is None:
            response = await self._network.download_request(request)
            answer = _answer(request, response, self._clock())
        else:
            answer = _recorded(self._recordings, request)
            headers = Headers([(name, value) for name, value in answer.headers])
            response = Response(answer.url, status=answer.status, headers=headers, body=answer.body)
        place = self._archive.write(answer)
        request.meta[ANSWER] = replace(answer, body=b""), place
        return response

    async def close(self) -> None:
        await self._network.close()


def _recorded(recordings: Recordings, request: Request) -> Answer:
    found = recordings.find(request.url, request.meta.get(ACCEPT))
    if found is None:
        raise NotRecorded(request.url)
    return replace(found, asked=_pairs(request.headers))


def _answer(request: Request, response: Response, now: datetime) -> Answer:
    return Answer(
        url=request.url,
        status=response.status,
        headers=_pairs(response.headers),
        body=response.body,
        fetched_at=now.astimezone(UTC),
        asked=_pairs(request.headers),
    )


def _pairs(headers: Headers) -> tuple[tuple[str, str], ...]:
    """Headers as they are archived; the body is kept unchunked, so nothing is said about chunks."""
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in headers.items()
        if name.lower() != b"transfer-encoding"
        for value in values
    )

"""A site in memory, asked like Scrapy's engine asks a real one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from scrapy import Request
from scrapy.http import Response

from crawler.download import ANSWER
from legislation.archive import Answer

NOW = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)  # a Tuesday


@dataclass
class FakeSite:
    """Answers from ``pages``: a body, a status, a redirect (``-> address``), an error, or a list of them.

    A list is used up one by one, its last stays. An address that is not there is a 404, or ``absent``.
    ``asked`` holds every address that was asked, in order.
    """

    pages: Mapping[Any, Any]
    absent: Any = 404
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    async def download(self, request: Request) -> Response:
        self.asked.append(request.url)
        self.headers.append({name.decode(): values[0].decode() for name, values in request.headers.items()})
        accept = request.headers.get("Accept", b"").decode()
        found = self.pages.get((request.url, accept), self.pages.get(request.url, self.absent))
        if isinstance(found, list):
            found = found.pop(0) if len(found) > 1 else found[0]
        return _response(request, found)


def _response(request: Request, found: Any) -> Response:
    if isinstance(found, Exception):
        raise found
    status, headers, body = 200, {"Content-Type": "text/html; charset=utf-8"}, b""
    if isinstance(found, tuple):
        found, more = found
        headers |= more
    if isinstance(found, int):
        status = found
    elif found.startswith("-> "):
        status = 302
        headers["Location"] = found.removeprefix("-> ")
    else:
        body = found.encode()
    pairs = tuple(headers.items())
    request.meta[ANSWER] = Answer(request.url, status, pairs, b"", NOW), "any/file.warc.gz:0"
    return Response(request.url, status=status, headers=headers, body=body, request=request)

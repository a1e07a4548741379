"""How a page is had: politely, from allowed hosts only, with few retries, growing pauses and clear words."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Mapping
from http import HTTPStatus

from scrapy import Request, exceptions
from scrapy.http import Response

from crawler import download, links
from crawler.archive import Unwritable
from crawler.settings import PATIENCE
from legislation.archive import LARGEST, LostRecord
from legislation.scraped import Page

PAUSES = (10.0, 60.0)
"""Seconds before the second and the third try of an address."""
LONGEST_PAUSE = 300.0
MOST_TROUBLES = 5
"""So many addresses in a row without any use, and the crawl stops: the site is down, or wants us gone."""
MOST_HOPS = 5

_REDIRECTS = {301, 302, 303, 307, 308}
_MISSING = {404, 410}
_PASSING = {408, 425, 500, 502, 503, 504, 520, 521, 522, 523, 524}
_REFUSALS = {401: "the site wants a login (401)", 403: "the site refuses us (403)"}

_log = logging.getLogger(__name__)


class Stop(Exception):
    """The crawl cannot go on; the words say why."""


class Enough(Stop):
    """The crawl has all that it wanted."""


class NoPage(Exception):
    """An address gave no page; the words say why."""


class Missing(NoPage):
    """The site says that there is nothing at this address, or sends us away from it."""


class Nothing(Missing):
    """The site answers that there is nothing of what was asked for."""


class Unrecorded(NoPage):
    """A replay knows nothing about this address."""


class Passing(NoPage):
    """A failure that may be gone in a while; ``wait`` is how many seconds the site asks for."""

    def __init__(self, words: str, wait: float = 0.0) -> None:
        super().__init__(words)
        self.wait = wait


class TooOften(Passing):
    """The site asks us to come less often."""


class Fetcher:
    """Gets pages one after the other through ``download``, which takes a Scrapy request.

    ``hosts`` are the only ones to go to; requests of one ``slot`` keep the source's pause between them.
    In a replay (not ``live``) nothing is tried twice, and nothing is too much. Once ``is_over`` no page is
    asked for any more. ``ask`` is called before a living site is asked for a page, and may raise.
    """

    def __init__(
        self,
        download: Callable[[Request], Awaitable[Response]],
        *,
        hosts: Collection[str],
        slot: str,
        live: bool,
        pauses: tuple[float, ...] = PAUSES,
        is_over: Callable[[], bool] = lambda: False,
        ask: Callable[[], None] = lambda: None,
    ) -> None:
        self._download, self._hosts, self._slot, self._live = download, hosts, slot, live
        self._pauses = pauses if live else ()
        self._is_over, self._ask = is_over, ask
        self._troubles = 0

    async def fetch(
        self, url: str, *, accept: str | None = None, headers: Mapping[str, str] | None = None
    ) -> Page:
        """The page at an address. Raises NoPage, or Stop where it makes no sense to go on.

        ``accept`` is the Accept header of an address that has several answers.
        """
        if self._is_over():
            raise Stop("the time for a crawl is over; the next one goes on from here")
        if self._live:
            self._ask()
        if _host(url) not in self._hosts:
            raise NoPage(f"not asked for: its host is none of the source's: {url}")
        request = Request(
            url,
            headers={**(headers or {}), **({"Accept": accept} if accept else {})},
            meta={download.ACCEPT: accept, "download_slot": self._slot},
            dont_filter=True,
        )
        try:
            page = await self._try(request)
        except (Missing, Unrecorded):
            raise
        except NoPage as error:
            self._count(url, error)
            raise
        self._troubles = 0
        return page

    def _count(self, url: str, error: NoPage) -> None:
        self._troubles += 1
        if self._live and isinstance(error, TooOften):
            raise Stop(f"{error}: {url}") from error
        if self._live and self._troubles >= MOST_TROUBLES:
            raise Stop(
                f"{self._troubles} addresses in a row gave nothing, the last ({url}): {error}"
            ) from error

    async def _try(self, request: Request) -> Page:
        for pause in self._pauses:
            try:
                return await self._follow(request)
            except Passing as error:
                wait = min(max(pause, error.wait), LONGEST_PAUSE)
                _log.info("%s: %s; trying again in %.0f s", request.url, error, wait)
                await asyncio.sleep(wait)
        return await self._follow(request)

    async def _follow(self, request: Request) -> Page:
        for _ in range(MOST_HOPS):
            response = await self._get(request)
            location = response.headers.get("Location")
            if response.status not in _REDIRECTS or not location:
                return _page(response)
            said = location.decode("latin-1")
            target = links.join(response.url, said)
            if target is None or _host(target) not in self._hosts:
                raise Missing(f"the site sends us away, to {target or said}")
            request = request.replace(url=target)
        raise NoPage(f"the site sends us in circles, last to {request.url}")

    async def _get(self, request: Request) -> Response:
        try:
            return await self._download(request)
        except Exception as error:
            raise _trouble(error, links.host(request.url)) from error


def _host(url: str) -> str:
    """The host of an address; empty for what is no address of the web."""
    pieces = links.split(url)
    return (pieces.hostname or "") if pieces.scheme in ("http", "https") else ""


def _page(response: Response) -> Page:
    """The page that an answer is. Raises NoPage in the words of its status."""
    status = response.status
    if status == HTTPStatus.OK:
        answer, place = response.meta[download.ANSWER]
        page: Page = answer.page(response.body, place)
        return page
    if status == HTTPStatus.NO_CONTENT:
        raise Nothing("the site has nothing to tell (204)")
    if status in _MISSING:
        raise Missing(f"the site has no such page ({status})")
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        raise TooOften("the site asks us to come less often (429)", _asked_pause(response))
    if status in _PASSING:
        raise Passing(f"the site is in trouble ({status})", _asked_pause(response))
    raise NoPage(_REFUSALS.get(status, f"the site answers with status {status}"))


def _asked_pause(response: Response) -> float:
    asked = (response.headers.get("Retry-After") or b"").strip()
    return float(asked) if asked.isdigit() else 0.0


def _trouble(error: Exception, host: str) -> Exception:
    """What a failed download means, in words that a person understands."""
    for kind, outcome, words in _TROUBLES:
        if isinstance(error, kind):
            return outcome(words.format(host=host, error=error))
    _log.error("unexpected trouble with %s", host, exc_info=error)
    return NoPage(f"{type(error).__name__}: {error}")


_TROUBLES: tuple[tuple[type[Exception], type[Exception], str], ...] = (
    (download.NotRecorded, Unrecorded, "not recorded"),
    (LostRecord, NoPage, "{error}"),
    (Unwritable, Stop, "{error}"),
    (exceptions.DownloadTimeoutError, Passing, f"{{host}} gave no answer within {PATIENCE} seconds"),
    (exceptions.CannotResolveHostError, Passing, "the name {host} cannot be resolved (DNS)"),
    (exceptions.DownloadConnectionRefusedError, Passing, "{host} refuses the connection"),
    (exceptions.ResponseDataLossError, Passing, "the answer broke off"),
    (exceptions.DownloadCancelledError, NoPage, f"the answer is larger than {LARGEST >> 20} MB"),
    (exceptions.DownloadFailedError, Passing, "the connection to {host} failed: {error}"),
    (exceptions.IgnoreRequest, NoPage, "not asked for: {error}"),
)

"""The Elasticsearch servers behind the port, asked within bounds; their errors in the words of the port."""

import re
import time
from collections.abc import Callable
from contextlib import suppress
from threading import Lock, Thread
from typing import Any, NamedTuple, TypeVar
from urllib.parse import unquote, urlsplit

from elastic_transport import ConnectionTimeout, TransportError
from elasticsearch import ApiError, Elasticsearch

from config.engines import Access
from legislation.errors import Invalid, SetupError
from search_api.engine.port import EngineDown, NeedsRebuild

Answer = TypeVar("Answer")

PORT = 9200
GRACE = 0.1
"""Seconds that an answer may take beyond what its server is given."""
REST = 2.0
"""Seconds for which a server that did not answer is left alone, but for one request."""

SILENT = "the search engine does not answer"
UNREACHABLE = "the search engine cannot be reached"
MISSING = "there is no search index of this version yet, or it was deleted"
TOO_WIDE = re.compile("too_many_clauses|too many clauses|max_?clause_?count|expansions|too_many_nested")
FULL = re.compile("disk usage exceeded|read-only-allow-delete|read_only_allow_delete|No space left")


class Momentary(EngineDown):
    """The engine is busy or starting; it may take the same a little later."""


class Place(NamedTuple):
    """Where the servers are, as whom they are asked, and the name that our indices begin with."""

    nodes: list[str]
    account: tuple[str, str] | None
    name: str


def place(url: str) -> Place:
    """From ``http(s)://[USER:PASSWORD@]HOST[:PORT][,HOST…][/NAME]``; SetupError if it is not so."""
    scheme, _, rest = url.partition("://")
    hosts, _, name = rest.partition("/")
    account, _, listed = hosts.rpartition("@")
    user, _, password = account.partition(":")
    nodes = []
    for host in listed.split(","):
        with suppress(ValueError):
            split = urlsplit(f"{scheme}://{host}")
            if split.hostname:
                bare = f"[{split.hostname}]" if ":" in split.hostname else split.hostname
                nodes.append(f"{scheme}://{bare}:{split.port or PORT}")
    name = name.strip("/") or "orakarg"
    if len(nodes) != listed.count(",") + 1 or not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,99}", name):
        raise SetupError("the search engine's address must be http://HOST:PORT or http://HOST:PORT/NAME")
    return Place(nodes, (unquote(user), unquote(password)) if account else None, name)


class Servers:
    """One server or several of one cluster; may be used by several threads."""

    def __init__(self, where: Place, access: Access, rest: float = REST) -> None:
        self._where = where
        self._rest = rest
        self._access = access
        self._client = self._connected()
        self._lock = Lock()
        self._silent = False
        self._next_knock = 0.0

    def ask(self, act: Callable[[Elasticsearch], Answer], patience: float | None = None) -> Answer:
        """What ``act`` is answered; EngineDown, NeedsRebuild or Invalid at latest after ``patience`` seconds.

        Servers that were silent are not waited for by everybody: for ``rest`` seconds nobody asks, then one.
        """
        bound = patience or self._access.patience
        self._knock(bound)
        tries = min(2, len(self._where.nodes))
        client = self._client.options(request_timeout=bound / tries)
        try:
            answer = _within(bound + GRACE, lambda: act(client))
        except (ConnectionTimeout, TimeoutError) as error:
            self._fell_silent(anew=not isinstance(error, ConnectionTimeout))
            raise EngineDown(SILENT) from error
        except ApiError as error:
            self._silent = False
            raise said(error.status_code, str(error.body)) from error
        except TransportError as error:
            raise Momentary(UNREACHABLE) from error
        self._silent = False
        return answer

    def close(self) -> None:
        self._client.close()

    def _knock(self, bound: float) -> None:
        with self._lock:
            if self._silent:
                if time.monotonic() < self._next_knock:
                    raise EngineDown(SILENT)
                self._next_knock = time.monotonic() + bound + self._rest

    def _fell_silent(self, anew: bool) -> None:
        with self._lock:
            self._silent = True
            self._next_knock = time.monotonic() + self._rest
            if anew:  # an answer that never ends would keep its connection for ever
                self._client.close()
                self._client = self._connected()

    def _connected(self) -> Elasticsearch:
        own: dict[str, Any] = {}
        if self._access.api_key:
            own["api_key"] = self._access.api_key
        elif self._where.account:
            own["basic_auth"] = self._where.account
        if self._access.ca:
            own["ca_certs"] = str(self._access.ca)
        try:
            return Elasticsearch(
                self._where.nodes,
                max_retries=len(self._where.nodes) - 1,
                retry_on_timeout=True,
                retry_on_status=(),
                **own,
            )
        except (ValueError, OSError) as error:
            raise SetupError(f"the search engine cannot be reached as it is set up: {error}") from error


def said(status: int, answer: str) -> Exception:
    """An answer that is an error, in the words of the port."""
    if TOO_WIDE.search(answer):
        return Invalid("this is too wide for the search engine: type more letters, or fewer words")
    if "index_not_found" in answer:
        return NeedsRebuild(MISSING)
    if FULL.search(answer):
        return EngineDown("the disk of the search engine is full: nothing can be added until there is room")
    if status in (401, 403):
        return EngineDown("the search engine does not let us in: see its account or key in the settings")
    if status in (429, 502, 503, 504):
        return Momentary("the search engine is too busy, or a part of it is missing")
    return EngineDown("the search index cannot be used at the moment")


def _within(seconds: float, act: Callable[[], Answer]) -> Answer:
    """What ``act`` gives; TimeoutError if it takes longer, even byte by byte."""
    given: list[Answer] = []
    raised: list[BaseException] = []

    def run() -> None:
        try:
            given.append(act())
        except BaseException as error:
            raised.append(error)

    thread = Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if raised:
        raise raised[0]
    if not given:
        raise TimeoutError
    return given[0]

"""Fetches one address that a person typed, without letting it reach into our own network.

Every address that a name stands for is checked, and the connection goes to a checked one itself, so no
second answer of the name server can change it; after a redirect all of it begins anew. No proxy is used: it
would look the name up by itself.
"""

import socket
import ssl
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPException, HTTPResponse

from crawler import guard, links
from crawler.guard import Refused, Target
from legislation.archive import Answer, Headers
from legislation.uploads import MOST_BYTES

REDIRECTS = 5
PATIENCE = timedelta(seconds=60)
"""For the whole way, redirects and all; the asking of name servers has limits of its own."""

_MOVED = (301, 302, 303, 307, 308)
_WRAPPED = frozenset({"content-encoding", "content-length", "transfer-encoding"})
_CHUNK = 1 << 16

Resolve = Callable[[str, int], list[str]]
"""``resolve(host, port)``: all IP addresses of a name. Raises OSError."""


def resolve(host: str, port: int) -> list[str]:
    """The system's answer."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


@dataclass(frozen=True)
class Fetcher:
    """Asks as ``user_agent``, for at most ``patience`` and ``most_bytes``.

    ``also`` are closed addresses that may be asked all the same, and ``ports`` those that may be asked: for
    tests, whose sites are on this machine.
    """

    user_agent: str
    resolve: Resolve = resolve
    patience: timedelta = PATIENCE
    most_bytes: int = MOST_BYTES
    ports: frozenset[int] = guard.PORTS
    also: frozenset[str] = frozenset()
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)

    def fetch(self, url: str) -> Answer:
        """What an address answers in the end, uncompressed. Raises Refused."""
        until = datetime.now(UTC) + self.patience
        for _ in range(REDIRECTS + 1):
            target = guard.target(url, self.ports)
            answer, leads_to = self._ask(target, until)
            if leads_to is None:
                return answer
            said = leads_to.encode("latin-1").decode("utf-8", "replace")
            url = links.join(target.url, said) or said
        raise Refused(f"the address leads to others more than {REDIRECTS} times")

    def _ask(self, target: Target, until: datetime) -> tuple[Answer, str | None]:
        """The answer, and the address to which it sends us."""
        addresses = self._addresses(target)
        try:
            with self._connected(target, addresses, until) as connection:
                connection.request("GET", target.path, headers=self._headers(target))
                response = connection.getresponse()
                leads_to = response.headers.get("Location") if response.status in _MOVED else None
                body = b"" if leads_to else self._body(response)
                if datetime.now(UTC) >= until:  # it was cut, and may look like its end
                    raise TimeoutError
        except (OSError, HTTPException, zlib.error, ValueError) as error:
            if datetime.now(UTC) >= until:
                raise Refused(f"it took longer than {self.patience.total_seconds():g} seconds") from error
            raise Refused(f"the site could not be reached: {_words(error)}") from error
        return self._answer(target, response, body), leads_to

    def _addresses(self, target: Target) -> list[str]:
        """What the name stands for; Refused if any of it is closed."""
        try:
            found = self.resolve(target.host, target.port)
        except (OSError, UnicodeError) as error:
            raise Refused(f"there is no site {target.host}") from error
        if not found:
            raise Refused(f"there is no site {target.host}")
        for address in found:
            if address not in self.also and not guard.is_public(address):
                raise Refused(f"{target.host} is not on the open net")
        return found

    @contextmanager
    def _connected(self, target: Target, addresses: list[str], until: datetime) -> Iterator[HTTPConnection]:
        """A connection to one of the addresses, cut when the time is over."""
        with _first(addresses, target.port, until) as plain, _cut(plain, until):
            secure = target.scheme == "https"
            connection = HTTPConnection(target.host, target.port)
            connection.auto_open = 0  # it would look the name up again
            connection.sock = self.tls.wrap_socket(plain, server_hostname=target.host) if secure else plain
            with connection.sock:
                yield connection

    def _headers(self, target: Target) -> dict[str, str]:
        return {
            "Host": target.host_header,
            "User-Agent": self.user_agent,
            "Accept": "*/*",
            "Accept-Encoding": "identity",
            "Connection": "close",
        }

    def _body(self, response: HTTPResponse) -> bytes:
        coding = (response.headers.get("Content-Encoding") or "identity").strip().lower()
        if coding not in ("identity", "gzip", "x-gzip", "deflate"):
            raise Refused(f"the answer is packed in a way that is not read ({coding[:20]})")
        unpack = None if coding == "identity" else zlib.decompressobj(zlib.MAX_WBITS | 32)
        body = bytearray()
        while chunk := response.read(_CHUNK):
            body += unpack.decompress(chunk, self.most_bytes + 1) if unpack else chunk
            if len(body) > self.most_bytes:
                raise Refused(f"the file is larger than {self.most_bytes // 1_000_000} MB")
        if response.length or (unpack and not unpack.eof):
            raise HTTPException("the answer ended early")
        return bytes(body)

    def _answer(self, target: Target, response: HTTPResponse, body: bytes) -> Answer:
        kept: Headers = tuple(
            (name, value) for name, value in response.getheaders() if name.lower() not in _WRAPPED
        )
        asked = tuple(pair for pair in self._headers(target).items() if pair[0] != "Host")
        return Answer(target.url, response.status, kept, body, datetime.now(UTC), asked=asked)


def _first(addresses: list[str], port: int, until: datetime) -> socket.socket:
    """A connection to the first address that takes one. Raises OSError."""
    failure: OSError | None = None
    for address in addresses:
        try:
            return socket.create_connection((address, port), timeout=_left(until))
        except OSError as error:
            failure = error
    raise failure or OSError("no address")


@contextmanager
def _cut(connection: socket.socket, until: datetime) -> Iterator[None]:
    """Cut a connection when the time is over, however busily the other side drips."""
    same = connection.dup()

    def cut() -> None:
        with suppress(OSError):
            same.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(_left(until), cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        same.close()


def _left(until: datetime) -> float:
    return max((until - datetime.now(UTC)).total_seconds(), 0.01)


def _words(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not good ({error.verify_message})"
    return getattr(error, "strerror", None) or str(error) or type(error).__name__

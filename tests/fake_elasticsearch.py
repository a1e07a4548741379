"""A server that speaks as Elasticsearch does, but answers what a test wants."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from loopback import _tls

KIND = "application/vnd.elasticsearch+json;compatible-with=9"
EMPTY = {"hits": {"total": {"value": 0}, "hits": []}}


@dataclass
class Asked:
    """One request; ``lines`` are the values of its body."""

    method: str
    path: str
    headers: Mapping[str, str]
    lines: list[Any]


Answer = tuple[int, Any] | str
"""A status and a value; or ``silence``, ``drip`` (a byte now and then), ``nonsense``."""


@dataclass
class FakeElasticsearch:
    """Answers as ``answer`` says; ``asked`` holds what it was asked."""

    answer: Callable[[Asked], Answer]
    asked: list[Asked] = field(default_factory=list)
    done: threading.Event = field(default_factory=threading.Event)
    url: str = ""


@contextmanager
def answering(answer: Callable[[Asked], Answer], tls: Path | None = None) -> Iterator[FakeElasticsearch]:
    """A server while the block lasts; with ``tls`` a folder, over TLS, its certificate in there."""
    fake = FakeElasticsearch(answer)
    server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"fake": fake}))
    if tls:
        context = _tls(tls, ("localhost",))
        server.socket = context.wrap_socket(server.socket, server_side=True)
    fake.url = f"{'https://localhost' if tls else 'http://127.0.0.1'}:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield fake
    finally:
        fake.done.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Whoever asked did not wait."""


class _Handler(BaseHTTPRequestHandler):
    fake: FakeElasticsearch
    protocol_version = "HTTP/1.1"

    def _any(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        lines = [json.loads(line) for line in body.splitlines() if line]
        asked = Asked(self.command, self.path, dict(self.headers), lines)
        self.fake.asked.append(asked)
        answer = self.fake.answer(asked)
        if answer == "silence":
            self.fake.done.wait(60)
            self.close_connection = True
        elif answer == "drip":
            self._send(200, {"Content-Length": "1000"}, b"")
            while not self.fake.done.wait(0.05):
                self.wfile.write(b" ")
        elif answer == "nonsense":
            nobody = {"Content-Type": "text/html", "Content-Length": "7", "X-Elastic-Product": ""}
            self._send(200, nobody, b"<html/>")
        else:
            status, value = answer
            body = json.dumps(value).encode()
            self._send(status, {"Content-Length": str(len(body))}, body)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("do_"):
            return self._any
        raise AttributeError(name)

    def finish(self) -> None:
        with suppress(OSError):
            super().finish()

    def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in ({"Content-Type": KIND, "X-Elastic-Product": "Elasticsearch"} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass

"""The Elasticsearch server of a test run; ``ELASTICSEARCH_URL`` names one to use instead of our own."""

import os
import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from elasticsearch_node import running_nodes
from elasticsearch_secure import Way


class Server:
    """A server for tests, each with indices of its own."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self._way = Way(self.url)
        self._names: list[str] = []

    def fresh(self) -> str:
        """An address for ``open_engine`` at which there is no index yet."""
        self._names.append(f"test-{secrets.token_hex(6)}")
        return f"{self.url}/{self._names[-1]}"

    def ask(self, method: str, path: str, body: object = None) -> Any:
        return self._way.ask(method, path, body)

    def node(self) -> str:
        """The name of the server, or of one of several."""
        return next(iter(self.ask("GET", "/_nodes/_all/none")["nodes"].values()))["name"]

    def clean(self) -> None:
        """Remove all that tests have made."""
        for name in self._names:
            for index in self.ask("GET", f"/{name}.taking?ignore_unavailable=true"):
                self.ask("DELETE", f"/{index}")


@contextmanager
def running_server() -> Iterator[Server]:
    """The server that ``ELASTICSEARCH_URL`` names, else one of our own while the block lasts."""
    with ExitStack() as own:
        url = os.environ.get("ELASTICSEARCH_URL")
        server = Server(url or own.enter_context(running_nodes())[0].url)
        yield server
        if url:
            server.clean()

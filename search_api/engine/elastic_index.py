"""Our indices in Elasticsearch: what they are called, how they are laid out, and which takes what.

An index has three aliases. ``NAME-LAYOUT`` stands on the one that is searched; ``NAME.taking`` on every
one that takes documents, which is that and those being built; ``INDEX.door`` on one index alone: what is
sent to a door never makes an index when there is none any more, as sending to an index would.
"""

import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from elasticsearch import Elasticsearch

from config.engines import Access
from legislation.errors import OrakargError
from legislation.query import FACETS
from legislation.text import ANALYSIS
from search_api.engine.elastic_server import Servers
from search_api.engine.port import EngineDown

LAYOUT = 3
"""Version of what is written here; a change means that every index must be rebuilt."""
VERSION = {"analysis": ANALYSIS, "layout": LAYOUT}
SECONDS = 30.0
"""How long making, swapping or refreshing an index may take."""
REMEMBERED = "1d"
"""How long an index that is being built remembers what was deleted from it meanwhile."""

_WHOLE = {"type": "keyword", "doc_values": False}
_FACET = {"type": "keyword"}
_WORDS = {"type": "text", "analyzer": "whitespace"}
_UNSCORED = {**_WORDS, "norms": False}
_NUMBER = {"type": "long"}

MAPPINGS: dict[str, Any] = {
    "dynamic": "strict",
    "_source": {"enabled": False},  # the database has it
    "_meta": VERSION,
    "properties": {
        "id": _FACET,
        "features": _WHOLE,
        "readers": _WHOLE,
        "keys": _WORDS,
        "opening": _WORDS,
        "exact": _WORDS,
        "body_keys": _UNSCORED,
        **dict.fromkeys(FACETS, _FACET),
        **dict.fromkeys(("newest", "published", "seen", "closes", "changed"), _NUMBER),
    },
}


@dataclass(frozen=True)
class Taking:
    """An index that takes documents: whether it is the one that is searched, and its version."""

    name: str
    searched: bool
    version: dict[str, Any]

    @property
    def door(self) -> str:
        return f"{self.name}.door"


class Shelf:
    """The indices of one installation."""

    def __init__(self, servers: Servers, name: str, access: Access) -> None:
        self._servers = servers
        self._access = access
        self._name = name
        self.searched = f"{name}-{LAYOUT}"
        """The alias that searches go to."""

    def taking(self) -> list[Taking]:
        """The indices that take documents, the searched one first; one of another layout is not searched."""
        found = self._servers.ask(
            lambda client: client.indices.get(index=f"{self._name}.taking", ignore_unavailable=True)
        )
        known = [
            Taking(name, self.searched in told["aliases"], told["mappings"].get("_meta", {}))
            for name, told in found.body.items()
        ]
        return sorted(known, key=lambda one: not one.searched)

    def begin(self) -> Taking:
        """A fresh index that takes documents from now on, not yet searched."""
        name = f"{self._name}-{datetime.now(UTC):%Y%m%d%H%M%S}-{secrets.token_hex(4)}"
        settings = {
            "number_of_shards": self._access.shards,
            "number_of_replicas": 0,
            "refresh_interval": "-1",
            "gc_deletes": REMEMBERED,
        }
        fresh = Taking(name, False, VERSION)
        self._slowly(
            lambda client: client.indices.create(
                index=name,
                settings=settings,
                mappings=MAPPINGS,
                aliases={f"{self._name}.taking": {}, fresh.door: {}},
            )
        )
        return fresh

    def open(self, fresh: Taking) -> None:
        """Let searches go to a filled index, in one step, and remove all others."""
        replicas = {"number_of_replicas": self._access.replicas, "gc_deletes": None}
        self._slowly(lambda client: client.indices.put_settings(index=fresh.name, settings=replicas))
        self.refresh(fresh)
        if self._access.replicas:
            self._slowly(lambda client: _wait_for_replicas(client, fresh.name))
        swap: list[dict[str, Any]] = [
            {"remove": {"index": f"{self._name}-*", "alias": self.searched, "must_exist": False}},
            {"add": {"index": fresh.name, "alias": self.searched}},
        ]
        self._slowly(lambda client: client.indices.update_aliases(actions=swap))
        for other in self.taking():
            if other.name != fresh.name:
                self.remove(other)

    def refresh(self, taking: Taking) -> None:
        """Let searches see all that was taken."""
        self._slowly(lambda client: client.indices.refresh(index=taking.name))

    def remove(self, taking: Taking) -> None:
        self._slowly(lambda client: client.indices.delete(index=taking.name, ignore_unavailable=True))

    def drop(self, fresh: Taking) -> None:
        """Remove an index that came to nothing, if that is possible now; the next rebuild does otherwise."""
        with suppress(OrakargError):
            self.remove(fresh)

    def documents(self) -> int:
        """How many there are, whoever may read them."""
        told = self._servers.ask(lambda client: client.count(index=self.searched))
        if told["_shards"]["failed"]:
            raise EngineDown(f"{told['_shards']['failed']} of {told['_shards']['total']} parts are missing")
        return int(told["count"])

    def _slowly(self, act: Callable[[Elasticsearch], Any]) -> None:
        self._servers.ask(act, SECONDS)


def _wait_for_replicas(client: Elasticsearch, index: str) -> None:
    """Wait for them for a while; there may be too few servers for all."""
    patient = client.options(ignore_status=408)
    patient.cluster.health(index=index, wait_for_status="green", timeout=f"{SECONDS / 6:.0f}s")

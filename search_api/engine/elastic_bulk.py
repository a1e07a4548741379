"""Sending documents to Elasticsearch, many at once: what a busy server refuses is sent again, later."""

import hashlib
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from legislation.query import Document
from search_api.engine.elastic_server import Momentary, Servers, said
from search_api.engine.port import EngineDown
from search_api.engine.prepared import fields

MOST = 500
"""Documents that are sent at once."""
MOST_CHARACTERS = 5_000_000
"""Characters of their words that are sent at once, unless one document alone has more."""
SECONDS = 60.0
"""How long one sending may take."""
WAITING = 1
"""Seconds that a server waits for a part of an index that is missing."""
PAUSES = (0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4)
"""Seconds between the times that what was refused is sent again."""
LONGEST_ID = 128
"""Characters of an id that certainly fit into the 512 bytes of Elasticsearch's own."""


class Step(NamedTuple):
    """One thing to do with one document."""

    action: dict[str, dict[str, Any]]
    document: Mapping[str, Any] | None = None


class Gone(Exception):
    """The index that was written to is not there any more."""


def index(door: str, ready: Mapping[str, Any]) -> Step:
    """Put a document in, or in the place of the one of its id."""
    return Step({"index": {"_index": door, "_id": _id(ready["id"])}}, ready)


def index_if_new(door: str, ready: Mapping[str, Any]) -> Step:
    """Put a document in unless something was done with its id before: that is newer."""
    first = {"version": 1, "version_type": "external"}
    return Step({"index": {"_index": door, "_id": _id(ready["id"]), **first}}, ready)


def delete(door: str, key: str) -> Step:
    return Step({"delete": {"_index": door, "_id": _id(key)}})


def batches(documents: Iterable[Document]) -> Iterator[list[dict[str, Any]]]:
    """The documents made ready, in lots that can be sent at once."""
    lot: list[dict[str, Any]] = []
    size = 0
    for document in documents:
        ready = fields(document)
        length = 2 * len(ready["keys"])
        if lot and (len(lot) == MOST or size + length > MOST_CHARACTERS):
            yield lot
            lot, size = [], 0
        lot.append(ready)
        size += length
    if lot:
        yield lot


def send(servers: Servers, steps: Sequence[Step], pauses: Sequence[float] = PAUSES) -> None:
    """Do all steps; what a busy server refuses is sent again after each of the ``pauses``, in seconds.

    Raises EngineDown if it stays busy, Gone if an index went away, ValueError for a document that it will
    never take. Some of the steps may be done then.
    """
    waiting = _send(servers, steps) if steps else []
    for pause in pauses:
        if not waiting:
            return
        time.sleep(pause)
        waiting = _send(servers, waiting)
    if waiting:
        raise EngineDown("the search engine stays too busy to take documents")


def _send(servers: Servers, steps: Sequence[Step]) -> Sequence[Step]:
    """The steps that a busy server refused."""
    operations = [part for step in steps for part in step if part is not None]
    try:
        answer = servers.ask(
            lambda client: client.bulk(operations=operations, require_alias=True, timeout=f"{WAITING}s"),
            SECONDS,
        )
    except Momentary:
        return steps
    if not answer["errors"]:
        return []
    told = (next(iter(item.values())) for item in answer["items"])
    return [step for step, one in zip(steps, told, strict=True) if "error" in one and _is_refused(one)]


def _is_refused(told: Mapping[str, Any]) -> bool:
    """Whether to try again; raises for what will not go better then, not for what need not be done."""
    status, kind = told["status"], told["error"]["type"]
    if kind == "version_conflict_engine_exception":
        return False
    if kind == "index_not_found_exception":
        raise Gone
    if status in (429, 503) and kind != "cluster_block_exception":
        return True
    if status == 400 or status == 413:
        raise ValueError(f"{told['_id']}: {told['error'].get('reason')}")
    raise said(status, str(told["error"]))


def _id(key: str) -> str:
    return key if len(key) <= LONGEST_ID else f"sha256:{hashlib.sha256(key.encode()).hexdigest()}"

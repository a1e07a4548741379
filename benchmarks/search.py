"""How fast is a search? ``python -m benchmarks.search [--size N] [--peer elasticsearch|fts5|none] [--json]``.

The embedded engine through our port against Elasticsearch through the same port (one node on this machine,
1 GB of heap; ``make elasticsearch`` fetches it), over the same documents of about 6 KB: the ten best hits,
the exact total and, in the last row, all facets. Both must find the same number of documents for every
query. One client first, then several processes at once; each side is asked while the other rests. Then what
both share: reading and marking ten hits, and the whole way through HTTP.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import search_reading
from benchmarks.search_asking import Asked, Times, Typed, ask, ask_at_once, build, points
from benchmarks.search_corpus import sentences
from benchmarks.search_queries import typed
from benchmarks.search_watching import Peak, watching

CLIENTS = 8
FTS5_CANNOT = {"any of 3", "one without another"}


@dataclass
class Side:
    """One engine's figures: indexing in documents a second, memory in bytes."""

    indexing: float
    asked: Asked
    memory: int
    at_once: Times | None = None


def measure(size: int, peer: str, clients: int, folder: Path) -> dict[str, Any]:
    """All figures; times in milliseconds."""
    load = os.getloadavg()[0]
    asked = {
        kind: row for kind, row in typed(sentences()).items() if peer != "fts5" or kind not in FTS5_CANNOT
    }
    url = f"embedded:{folder / 'index'}"
    ours = _side(url, size, asked, clients, lambda: nullcontext(None))
    result = {"size": size, "peer": peer, "clients": clients, "load": load}
    if peer == "none":
        result |= _alone(ours)
    else:
        with _peer(peer, folder) as (address, memory):
            theirs = _side(address, size, asked, clients if peer == "elasticsearch" else 0, memory)
        result |= _compared(ours, theirs)
    return result | _rest(url, size, clients, folder, ours.asked)


def _side(url: str, size: int, typed: Typed, clients: int, watched: Callable[[], Any]) -> Side:
    with watched() as server:
        rate, building = build(url, size)
        asked = ask(url, typed)
        at_once = ask_at_once(url, typed, clients) if clients else None
    memory = server.most if isinstance(server, Peak) else max(building, asked.memory)
    return Side(rate, asked, memory, at_once)


@contextmanager
def _peer(peer: str, folder: Path) -> Iterator[tuple[str, Callable[[], Any]]]:
    """The peer's address, and how its memory is watched."""
    if peer == "fts5":
        yield f"fts5:{folder / 'fts5.sqlite'}", lambda: nullcontext(None)
        return
    sys.path.append(str(Path(__file__).parents[1] / "tests"))
    from elasticsearch_node import running_nodes  # type: ignore[import-not-found] # tests are no package

    with running_nodes(heap="1g", memory=False) as (node,):
        yield node.url, lambda: watching(node.server())


def _compared(ours: Side, theirs: Side) -> dict[str, Any]:
    for kind, totals in ours.asked.totals.items():
        if totals != theirs.asked.totals[kind]:
            raise SystemExit(f"not the same number of hits: {kind}")
    one, other = (_mix(side.asked) for side in (ours, theirs))
    ratio = {point: one[point] / other[point] for point in one}
    result: dict[str, Any] = {
        "ratio": ratio | {"indexing": ours.indexing / theirs.indexing, "memory": ours.memory / theirs.memory},
        "queries": {
            kind: {"ours": points(ours.asked.took[kind]), "peer": points(theirs.asked.took[kind])}
            for kind in ours.asked.took
        },
        "indexing": {"ours": ours.indexing, "peer": theirs.indexing},
        "memory": {"ours": ours.memory, "peer": theirs.memory},
    }
    if ours.at_once and theirs.at_once:
        result["ratio_8"] = {point: ours.at_once[point] / theirs.at_once[point] for point in ours.at_once}
        result["at_once"] = {"ours": ours.at_once, "peer": theirs.at_once}
    return result


def _alone(ours: Side) -> dict[str, Any]:
    return {
        "queries": {kind: {"ours": points(took)} for kind, took in ours.asked.took.items()},
        "indexing": {"ours": ours.indexing},
        "memory": {"ours": ours.memory},
        "at_once": {"ours": ours.at_once},
    }


def _rest(url: str, size: int, clients: int, folder: Path, asked: Asked) -> dict[str, Any]:
    """What is the same whichever engine runs."""
    data = folder / "data"
    pool = sentences()
    search_reading.store(data, pool, size, asked.best)
    read = [one for row in typed(pool).values() for one in row[: search_reading.READ]]
    hits = search_reading.reading(data, url, read)
    return {
        "hits_ms": hits["p50"],
        "hits": hits,
        "http": search_reading.served(data, url, read, clients),
        "findable_s": search_reading.findable(data, url),
    }


def _mix(asked: Asked) -> Times:
    return points([took for row in asked.took.values() for took in row])


def _print(result: dict[str, Any]) -> None:
    print(f"{result['size']} documents; the peer is {result['peer']}; load {result['load']:.1f} at the start")
    print("milliseconds, p50 / p99")
    rows = dict(result["queries"])
    if "at_once" in result:
        rows[f"the mix, {result['clients']} clients"] = result["at_once"]
    for kind, figures in rows.items():
        cells = [f"{times['p50']:8.2f} / {times['p99']:7.2f}" for times in figures.values()]
        print(f"{kind:24}{''.join(f'{cell:>22}' for cell in cells)}{_ratio(figures):>16}")
    for name, unit, scale in (("indexing", "documents/s", 1), ("memory", "MB", 1_000_000)):
        said = ", ".join(f"{side} {value / scale:.0f}" for side, value in result[name].items())
        print(f"{name}, {unit}: {said}")
    if "ratio" in result:
        print("ratio:", {name: round(value, 3) for name, value in result["ratio"].items()}, end=" ")
        print("at once:", {name: round(value, 3) for name, value in result.get("ratio_8", {}).items()})
    print(f"reading and marking ten hits: {result['hits']['p50']:.1f} / {result['hits']['p99']:.1f} ms")
    http = result["http"]
    print(f"/api/v1/search, {result['clients']} clients: {http['requests_per_s']:.0f} requests/s,", end=" ")
    print(f"{http['p50']:.1f} / {http['p99']:.1f} ms")
    print(f"a new draft is found {result['findable_s']:.2f} s after it was stored")


def _ratio(figures: dict[str, Times]) -> str:
    if "peer" not in figures:
        return ""
    ours, peer = figures["ours"], figures["peer"]
    return f"{ours['p50'] / peer['p50']:.2f} / {ours['p99'] / peer['p99']:.2f}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Search speed against Elasticsearch.")
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--peer", choices=("elasticsearch", "fts5", "none"), default="elasticsearch")
    parser.add_argument("--clients", type=int, default=CLIENTS)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        result = measure(chosen.size, chosen.peer, chosen.clients, Path(folder))
    if chosen.json:
        print(json.dumps(result, indent=2))
    else:
        _print(result)


if __name__ == "__main__":
    main()

"""Asking an engine through our port, from one process or from several at once; building its index."""

import gc
import multiprocessing
import random
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from multiprocessing.synchronize import Barrier
from pathlib import Path
from statistics import quantiles
from typing import Any

from benchmarks.search_corpus import documents, sentences
from benchmarks.search_fts5 import Fts5
from benchmarks.search_queries import FACETED, parsed
from benchmarks.search_watching import watching
from config.engines import Access
from legislation.query import Document
from search_api.engine import Engine, open_engine

WARMING = 2
"""Rounds that do not count: programs and caches are warm then."""
CLIENT_ROUNDS = 2
"""Rounds of each of several clients that count."""

PATIENT = Access(patience=60)
"""However slow an answer, it is waited for and counted."""

Times = dict[str, float]
Typed = Mapping[str, Sequence[str]]
"""What is typed, by kind."""
_SPAWN = multiprocessing.get_context("spawn")


@dataclass
class Asked:
    """Per kind of query the totals that were found, and how long each took, in milliseconds."""

    totals: dict[str, list[int]] = field(default_factory=dict)
    took: dict[str, list[float]] = field(default_factory=dict)
    best: dict[str, list[list[str]]] = field(default_factory=dict)
    memory: int = 0


def points(took: Iterable[float]) -> Times:
    cut = quantiles(took, n=100, method="inclusive")
    return {"p50": cut[49], "p99": cut[98]}


def build(url: str, size: int) -> tuple[float, int]:
    """Make the index in a process of its own: documents a second, and bytes of memory at most.

    What it takes to make the documents up is left out of both.
    """
    rate, memory = _elsewhere(_build, url, size)
    return rate, memory


def ask(url: str, typed: Typed) -> Asked:
    """Ask all queries from one process; of its rounds, the last counts."""
    asked: Asked = _elsewhere(_ask, url, typed)
    return asked


def opened(url: str) -> Engine | Fts5:
    return Fts5(Path(url.removeprefix("fts5:"))) if url.startswith("fts5:") else open_engine(url, PATIENT)


def ask_at_once(url: str, typed: Typed, clients: int) -> Times:
    """Ask the whole mix from several processes at once, each in an order of its own."""
    start = _SPAWN.Barrier(clients)
    answers: Any = _SPAWN.Queue()
    running = [
        _SPAWN.Process(target=_client, args=(url, typed, start, one, answers)) for one in range(clients)
    ]
    for one in running:
        one.start()
    took = [answers.get() for _ in running]
    for one in running:
        one.join()
    if failed := [answer for answer in took if isinstance(answer, str)]:
        raise SystemExit(f"a client failed: {failed[0]}")
    return points(one for answer in took for one in answer)


def _elsewhere(act: Callable[..., Any], *arguments: object) -> Any:
    with _SPAWN.Pool(1) as pool:
        return pool.apply(act, arguments)


def _build(url: str, size: int) -> tuple[float, int]:
    pool = sentences()
    for _ in documents(pool, 500):
        pass
    gc.collect()
    gc.freeze()  # the words that documents are made of are no garbage
    engine = opened(url)
    with watching() as peak:
        rate = rate_of(engine.rebuild, documents(pool, size))
    engine.close()
    return rate, peak.grown


def rate_of(build: Callable[[Iterable[Document]], None], made: Iterator[Document]) -> float:
    """Documents a second, the time for making them up taken out."""
    count, making = 0, 0.0

    def watched() -> Iterator[Document]:
        nonlocal count, making
        while True:
            begin = time.perf_counter()
            document = next(made, None)
            making += time.perf_counter() - begin
            if document is None:
                return
            count += 1
            yield document

    begin = time.perf_counter()
    build(watched())
    return count / (time.perf_counter() - begin - making)


def _ask(url: str, typed: Typed) -> Asked:
    asked = Asked()
    queries = {kind: [parsed(one) for one in row] for kind, row in typed.items()}
    gc.collect()
    with watching() as peak:
        engine = opened(url)
        for _ in range(WARMING + 1):
            for kind, row in queries.items():
                asked.totals[kind], asked.took[kind], asked.best[kind] = [], [], []
                for query in row:
                    begin = time.perf_counter()
                    found = engine.search(query, facets=kind == FACETED)
                    asked.took[kind].append((time.perf_counter() - begin) * 1000)
                    asked.totals[kind].append(found.total)
                    asked.best[kind].append([hit.id for hit in found.hits])
        engine.close()
    asked.memory = peak.grown
    return asked


def _client(url: str, typed: Typed, start: Barrier, number: int, answers: Any) -> None:
    """Puts how long each search took, or what went wrong."""
    try:
        answers.put(_timed(url, typed, start, random.Random(number)))
    except Exception as error:
        start.abort()
        answers.put(repr(error))


def _timed(url: str, typed: Typed, start: Barrier, chance: random.Random) -> list[float]:
    mix = [(parsed(one), kind == FACETED) for kind, row in typed.items() for one in row]
    engine = opened(url)
    took: list[float] = []
    for query, facets in chance.sample(mix, len(mix) // 2):
        engine.search(query, facets=facets)
    start.wait()
    for _ in range(CLIENT_ROUNDS):
        for query, facets in chance.sample(mix, len(mix)):
            begin = time.perf_counter()
            engine.search(query, facets=facets)
            took.append((time.perf_counter() - begin) * 1000)
    engine.close()
    return took

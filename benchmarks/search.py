"""How fast is a search? ``python -m benchmarks.search [--size N] [--json]``.

The embedded engine through our port against SQLite's FTS5, over the same documents, both fed the same
words: the ten best hits and the exact total, with filters and facets in the last row. Both must find
the same number of documents for every query.
"""

import argparse
import json
import random
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles
from typing import Any
from zoneinfo import ZoneInfo

from benchmarks.search_corpus import Sentence, documents, sentences
from benchmarks.search_fts5 import Fts5
from legislation.query import Document, parse
from legislation.text import BARRIER, tokens
from search_api.engine import Engine, open_engine

NOW = datetime(2026, 11, 23, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Yerevan")
QUERIES = 100
"""Queries of each kind; each is asked twice, the second time counts."""

Times = dict[str, float]


def queries(pool: list[Sentence], seed: int = 3) -> dict[str, list[str]]:
    """What is typed, by kind."""
    chance = random.Random(seed)

    def words(count: int) -> list[str]:
        """Words that follow each other in some sentence."""
        while True:
            sentence = chance.choice(pool)
            at = chance.randrange(len(sentence.tokens))
            run = sentence.tokens[at : at + count]
            if len(run) == count and all(t.key != BARRIER and t.end - t.start == len(t.exact) > 2 for t in run):
                return [sentence.text[t.start : t.end] for t in run]

    def some(make: Callable[[], str]) -> list[str]:
        return [make() for _ in range(QUERIES)]

    return {
        "term": some(lambda: words(1)[0]),
        "and": some(lambda: " ".join(words(1)[0] for _ in range(chance.randrange(2, 4)))),
        "phrase": some(lambda: f'"{" ".join(words(chance.randrange(2, 4)))}"'),
        "prefix": some(lambda: f"{words(1)[0][: chance.randrange(3, 6)]}*"),
        "filters + facets": some(
            lambda: f"{words(1)[0]} language:hy from:20{chance.randrange(18, 26)}-06-01"
        ),
    }


def measure(size: int, folder: Path) -> dict[str, Any]:
    """All figures for ``size`` documents: times in milliseconds, indexing in documents a second."""
    pool = sentences()
    ours, peer = open_engine(f"embedded:{folder / 'index'}"), Fts5(folder / "fts5.sqlite")
    indexing = {
        "ours": _rate(ours.rebuild, documents(pool, size)),
        "peer": _rate(peer.rebuild, documents(pool, size)),
        "analysis": _analysis_rate(pool),
    }
    figures = {}
    for kind, typed in queries(pool).items():
        facets = "facets" in kind
        parsed = [parse(one, NOW, ZONE) for one in typed]
        asking, asking_typed, asking_peer = _ways(ours, peer, facets)
        found, ours_times = _timed(asking, parsed)
        _, typed_times = _timed(asking_typed, typed)
        also, peer_times = _timed(asking_peer, parsed)
        differing = [q for q, one, other in zip(typed, found, also, strict=True) if one != other]
        if differing:
            raise SystemExit(f"not the same number of hits: {differing[:3]}")
        figures[kind] = {"ours": ours_times, "ours with parse": typed_times, "peer": peer_times}
    ratio = {p: sum(_ratio(f, p) for f in figures.values()) / len(figures) for p in ("p50", "p99")}
    indexing["ratio"] = indexing["ours"] / indexing["peer"]
    return {"size": size, "peer": "SQLite FTS5", "ratio": ratio, "indexing": indexing, "queries": figures}


def _ways(ours: Engine, peer: Fts5, facets: bool) -> tuple[Callable[[Any], int], ...]:
    """Three ways to ask for a total: ours with a query, ours with typing, the peer with a query."""
    return (
        lambda query: ours.search(query, facets=facets).total,
        lambda typed: ours.search(parse(typed, NOW, ZONE), facets=facets).total,
        lambda query: peer.search(query, facets),
    )


def _ratio(figures: dict[str, Times], point: str) -> float:
    return figures["ours"][point] / figures["peer"][point]


def _rate(build: Callable[[Iterable[Document]], None], made: Iterator[Document]) -> float:
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


def _analysis_rate(pool: list[Sentence]) -> float:
    """Documents a second that the analysis alone reads, which both sides are spared here."""
    texts = [document.texts[0].text for document in documents(pool, 300)]
    begin = time.perf_counter()
    for text in texts:
        tokens(text, "hy")
    return len(texts) / (time.perf_counter() - begin)


def _timed(ask: Callable[[Any], int], asked: Sequence[Any]) -> tuple[list[int], Times]:
    """The totals, and the times in milliseconds of the second round."""
    totals = [ask(one) for one in asked]
    took = []
    for one in asked:
        begin = time.perf_counter()
        ask(one)
        took.append((time.perf_counter() - begin) * 1000)
    points = quantiles(took, n=100, method="inclusive")
    return totals, {"p50": points[49], "p99": points[98]}


def _print(result: dict[str, Any]) -> None:
    print(f"{result['size']} documents; milliseconds, p50 / p99; the peer is {result['peer']}")
    print(f"{'':18}{'ours':>16}{'with parse':>16}{'peer':>18}{'ratio':>14}")
    for kind, figures in result["queries"].items():
        cells = [f"{times['p50']:.2f} / {times['p99']:.2f}" for times in figures.values()]
        ratio = f"{_ratio(figures, 'p50'):.2f} / {_ratio(figures, 'p99'):.2f}"
        print(f"{kind:18}{cells[0]:>16}{cells[1]:>16}{cells[2]:>18}{ratio:>14}")
    rates = result["indexing"]
    print(f"indexing, documents/s: ours {rates['ours']:.0f}, peer {rates['peer']:.0f},", end=" ")
    print(f"ratio {rates['ratio']:.1f}; the analysis before it {rates['analysis']:.0f}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Search speed against SQLite FTS5.")
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        result = measure(chosen.size, Path(folder))
    if chosen.json:
        print(json.dumps(result, indent=2))
    else:
        _print(result)


if __name__ == "__main__":
    main()

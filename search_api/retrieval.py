"""How good is the search? Questions with known answers, asked of the embedded engine through its port.

A corpus is put into an index of its own, every question is typed as a person would type it, and the
order of the hits is compared with what readers judged relevant.
"""

import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from math import log2
from pathlib import Path
from statistics import fmean
from typing import Any

from legislation.query import Document, Text, parse
from search_api.engine import Engine, open_engine

DEEP = 10
"""Hits that count for nDCG."""
DEEPER = 100
"""Hits that count for recall."""
NOW = datetime(2026, 1, 1, tzinfo=UTC)

Row = Mapping[str, Any]
Judgements = Mapping[str, Mapping[str, int]]
"""Question → document → relevance (0: not relevant)."""


def evaluate(
    corpus: Sequence[Row], queries: Sequence[Row], qrels: Judgements, fields: Sequence[str]
) -> dict[str, float]:
    """nDCG@10, MRR and recall@100 over the questions for which something is relevant.

    Rows of ``corpus`` have ``id``, ``lang`` and the text ``fields``, of which ``title`` counts as title;
    rows of ``queries`` have ``id`` and ``text``. ``seconds`` is for indexing and asking.
    """
    begin = time.perf_counter()
    asked = [query for query in queries if any(qrels.get(query["id"], {}).values())]
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"embedded:{Path(folder) / 'index'}")
        engine.rebuild(document(row, fields) for row in corpus)
        found = [(list(ranked(engine, query["text"])), qrels[query["id"]]) for query in asked]
        engine.close()
    return {
        "ndcg@10": _mean(ndcg(hits, relevant) for hits, relevant in found),
        "mrr": _mean(reciprocal_rank(hits, relevant) for hits, relevant in found),
        "recall@100": _mean(recall(hits, relevant) for hits, relevant in found),
        "seconds": time.perf_counter() - begin,
        "queries": len(asked),
        "documents": len(corpus),
    }


def document(row: Row, fields: Sequence[str]) -> Document:
    """A row of a corpus as the search knows drafts."""
    language = row.get("lang")
    texts = [(name, row.get(name)) for name in fields if name != "title"]
    title = row.get("title") if "title" in fields else None
    return Document(
        id=row["id"],
        titles={language or "hy": title} if title else {},
        source="set",
        url="",
        first_seen=NOW,
        texts=tuple(Text(name, language, text) for name, text in texts if isinstance(text, str)),
        language=language,
    )


def ranked(engine: Engine, typed: str) -> Iterator[str]:
    """What the search finds, best first, then what it offers beside: documents with fewer of the words."""
    query = parse(typed, NOW, UTC)
    hits = [hit.id for hit in engine.search(query, limit=DEEPER).hits]
    if len(hits) < DEEPER and (wider := query.wider):
        hits += [hit.id for hit in engine.search(wider, limit=DEEPER * 2).hits]
    yield from list(dict.fromkeys(hits))[:DEEPER]


def ndcg(hits: Sequence[str], relevant: Mapping[str, int]) -> float:
    """Discounted cumulative gain of the first ten hits against the best possible order."""
    best = sorted(relevant.values(), reverse=True)
    return _gain([relevant.get(hit, 0) for hit in hits]) / _gain(best)


def _gain(grades: Sequence[int]) -> float:
    return sum((2.0**grade - 1) / log2(place + 2) for place, grade in enumerate(grades[:DEEP]))


def reciprocal_rank(hits: Sequence[str], relevant: Mapping[str, int]) -> float:
    """One divided by the place of the first relevant hit; 0 if there is none."""
    return next((1 / place for place, hit in enumerate(hits, 1) if relevant.get(hit, 0) > 0), 0.0)


def recall(hits: Sequence[str], relevant: Mapping[str, int]) -> float:
    """The share of the relevant documents among the first hundred hits."""
    wanted = {name for name, grade in relevant.items() if grade > 0}
    return len(wanted.intersection(hits[:DEEPER])) / len(wanted)


def _mean(values: Iterator[float]) -> float:
    """The mean; 0 of nothing."""
    return fmean([*values] or [0.0])

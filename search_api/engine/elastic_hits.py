"""The hits of a query in the orders of the port, ties in the order of ids, and the counts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from legislation.query import FACETS
from search_api.engine.elastic_query import Wanted, open_at, without
from search_api.engine.port import Hit, Results
from search_api.engine.prepared import MOST_VALUES

Ask = Callable[[Wanted], Mapping[str, Any]]
"""Sends a search and gives its answer."""

NEWEST = [{"newest": "desc"}, {"id": "asc"}]
CLOSING = [{"closes": "asc"}, {"id": "asc"}]
RANKED = [{"_score": "desc"}, {"id": "asc"}]
COUNTED = {name: {"terms": {"field": name, "size": MOST_VALUES}} for name in FACETS}


@dataclass(frozen=True)
class Page:
    """Which hits of what is wanted, and whether to count all."""

    wanted: Wanted
    limit: int = 0
    offset: int = 0
    facets: bool = False


def ranked(ask: Ask, page: Page) -> Results:
    """By score."""
    return _results(ask(_search(page, RANKED)), scored=True)


def newest(ask: Ask, page: Page) -> Results:
    return _results(ask(_search(page, NEWEST)))


def by_deadline(ask: Ask, page: Page, now: datetime) -> Results:
    """What is open at ``now``, soonest closing first, then the rest, newest first."""
    is_open = open_at(now)
    first = _results(
        ask(_search(page, CLOSING) | {"post_filter": is_open})
    )  # facets count what it leaves out
    others = Page(
        without(page.wanted, is_open),
        page.limit - len(first.hits),
        max(0, page.offset - first.total),
    )
    rest = _results(ask(_search(others, NEWEST)))
    return Results(first.total + rest.total, first.hits + rest.hits, first.facets)


def counted(ask: Ask, wanted: Wanted) -> int:
    return _results(ask(_search(Page(wanted), NEWEST))).total


def absent(ask: Ask, keys: Sequence[str]) -> frozenset[str]:
    """Which of the keys are in no document."""
    if not keys:
        return frozenset()
    each = {"filters": {"filters": [{"term": {"keys": key}} for key in keys]}}
    counted = ask({"size": 0, "aggs": {"keys": each}})["aggregations"]["keys"]["buckets"]
    return frozenset(key for key, found in zip(keys, counted, strict=True) if not found["doc_count"])


def _search(page: Page, order: list[dict[str, str]]) -> dict[str, Any]:
    """The body of a search; an id comes as the last value that a hit is sorted by, and nothing else does."""
    scored = order is RANKED
    body = {
        "query": page.wanted if scored else {"constant_score": {"filter": page.wanted}},
        "size": page.limit,
        "from_": page.offset,
        "sort": order,
        "source": False,
        "stored_fields": "_none_",
        "track_total_hits": True,
    }
    return body | ({"aggs": COUNTED} if page.facets else {})


def _results(answer: Mapping[str, Any], scored: bool = False) -> Results:
    hits = tuple(Hit(one["sort"][-1], one["sort"][0] if scored else 0.0) for one in answer["hits"]["hits"])
    return Results(answer["hits"]["total"]["value"], hits, _facets(answer.get("aggregations", {})))


def _facets(counts: Mapping[str, Any]) -> dict[str, dict[str, int]]:
    """Per facet its values with the number of hits that have them, the most frequent first."""
    return {
        name: {
            bucket["key"]: bucket["doc_count"]
            for bucket in sorted(told["buckets"], key=lambda one: (-one["doc_count"], one["key"]))
        }
        for name, told in counts.items()
    }

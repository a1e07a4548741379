"""The hits of a Tantivy query in the orders of the port, ties in the order of ids, and the counts."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import tantivy
from tantivy import Occur

from legislation.errors import Invalid
from legislation.query import FACETS
from search_api.engine.embedded_query import Translator
from search_api.engine.port import EngineDown, Hit
from search_api.engine.prepared import MOST_VALUES

Found = tuple[int, list[Hit]]
"""The number of all hits, and those of the page."""

LONGEST_TIE = 2_000
"""Hits of one score past the end of a page that are put in order; beyond, only the page is."""


@contextmanager
def engine_errors() -> Iterator[None]:
    """Tantivy's errors in the words of the port."""
    try:
        yield
    except (OSError, ValueError) as error:
        if "max expansions" in str(error):
            raise Invalid("too many words begin like this: type more letters") from error
        raise EngineDown("the search index cannot be used at the moment") from error


def _search(
    searcher: tantivy.Searcher, query: tantivy.Query, limit: int, **order: Any
) -> tuple[int, list[tuple[Any, tantivy.DocAddress]]]:
    found: Any = searcher.search(query, limit, **order)  # its type forgets the count
    return found.count, found.hits


def ranked(searcher: tantivy.Searcher, query: tantivy.Query, limit: int, offset: int) -> Found:
    """By score; the index itself would put equals in the order in which they were written."""
    end = offset + limit
    reach = end + 1
    total, found = _search(searcher, query, reach)
    while len(found) == reach and found[-1][0] == found[end - 1][0] and reach < LONGEST_TIE:
        reach *= 4
        total, found = _search(searcher, query, reach)
    scores = [score for score, _ in found]
    page = scores[offset:end]
    if not page:
        return total, []
    first, last = scores.index(page[0]), len(scores) - scores[::-1].index(page[-1])
    hits = [Hit(searcher.doc(address)["id"][0], score) for score, address in found[first:last]]
    hits.sort(key=lambda hit: (-hit.score, hit.id))
    return total, hits[offset - first : end - first]


def in_order(
    searcher: tantivy.Searcher, query: tantivy.Query, field: str, limit: int, offset: int = 0
) -> Found:
    """By a field whose values are ``RANK ID``."""
    if limit == 0:
        return counted(searcher, query), []
    order = {"order_by_field": field, "order": tantivy.Order.Asc, "offset": offset}
    total, found = _search(searcher, query, limit, **order)
    return total, [Hit(value.split(" ", 1)[1], 0.0) for value, _ in found]


def by_deadline(
    searcher: tantivy.Searcher,
    query: tantivy.Query,
    translator: Translator,
    limit: int,
    offset: int,
    now: datetime,
) -> Found:
    """What is open at ``now``, soonest closing first, then the rest, newest first."""
    is_open = translator.open_at(now)
    total, hits = in_order(
        searcher,
        tantivy.Query.boolean_query([(Occur.Must, query), (Occur.Must, is_open)]),
        "closing",
        limit,
        offset,
    )
    rest = tantivy.Query.boolean_query([(Occur.Must, query), (Occur.MustNot, is_open)])
    more, others = in_order(searcher, rest, "newest", limit - len(hits), max(0, offset - total))
    return total + more, hits + others


def counted(searcher: tantivy.Searcher, query: tantivy.Query) -> int:
    return _search(searcher, query, 1)[0]


def facets(searcher: tantivy.Searcher, query: tantivy.Query) -> dict[str, dict[str, int]]:
    """Per facet its values with the number of hits that have them, the most frequent first."""
    wanted = {name: {"terms": {"field": name, "size": MOST_VALUES}} for name in FACETS}
    counts = searcher.aggregate(query, wanted)
    return {
        name: {
            bucket["key"]: bucket["doc_count"]
            for bucket in sorted(counts[name]["buckets"], key=lambda one: (-one["doc_count"], one["key"]))
        }
        for name in FACETS
    }

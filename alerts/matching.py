"""Which saved searches a new or changed draft fulfils, without asking the search engine.

Each search is laid under the rarest thing that it requires, so that a draft brings up only the few
searches whose thing it has; ``Query.accepts`` then decides.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from math import inf

from legislation.conditions import Feature
from legislation.query import Document, Query, Viewer


class Matcher:
    """Saved searches by subscription id, laid out for being matched against documents."""

    def __init__(self, subscriptions: Mapping[int, Query]) -> None:
        self._queries = dict(subscriptions)
        wanted = Counter(
            feature
            for query in self._queries.values()
            for feature in {
                one for clause in query.required for term in clause for some in term for one in some
            }
        )
        self._by_feature: defaultdict[Feature, list[int]] = defaultdict(list)
        self._always: list[int] = []
        for number, query in self._queries.items():
            cover = _cover(query, wanted)
            for feature in cover:
                self._by_feature[feature].append(number)
            if not cover:
                self._always.append(number)

    def match(self, document: Document, viewer: Callable[[int], Viewer]) -> list[int]:
        """The subscriptions that accept the document, in order; ``viewer`` tells whose eyes count."""
        candidates = set(self._always)
        for feature in document.all_features():
            candidates.update(self._by_feature.get(feature, ()))
        return sorted(n for n in candidates if self._queries[n].accepts(document, viewer(n)))


def _cover(query: Query, wanted: Mapping[Feature, int]) -> frozenset[Feature]:
    """Features of which every accepted document has one, those that fewest searches want; else none."""

    def load(cover: Iterable[Feature]) -> float:
        return sum(wanted[feature] for feature in cover)

    best: frozenset[Feature] = frozenset()
    lowest = inf
    for clause in query.required:
        cover = frozenset().union(*(min(term, key=load) for term in clause))
        if load(cover) < lowest:
            best, lowest = cover, load(cover)
    return best

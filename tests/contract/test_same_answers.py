"""Whichever engine runs, people find the same: over real texts, for searches of every kind."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from math import log2

import pytest
import real_texts
from real_texts import NOW, documents

from legislation.excerpts import Excerpt, Readable, excerpts
from legislation.query import FACETS, PUBLIC, Document, Query, Viewer, parse
from search_api.engine import DEEPEST, Engine, open_engine

SEARCHES = {
    kind: [parse(one, NOW, NOW.tzinfo) for one in typed] for kind, typed in real_texts.searches(18).items()
}
KINDS = pytest.mark.parametrize("kind", SEARCHES)
MEMBER = Viewer(frozenset({"members"}))
AGREEMENT = 0.99


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    engine = open_engine(f"embedded:{tmp_path_factory.mktemp('same') / 'index'}")
    engine.rebuild(documents())
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def elastic(elasticsearch) -> Iterator[Engine]:
    engine = open_engine(elasticsearch.fresh())
    engine.rebuild(documents())
    yield engine
    engine.close()


@pytest.fixture(params=["embedded", "elastic"])
def engine(request: pytest.FixtureRequest) -> Engine:
    return request.getfixturevalue(request.param)


def asked(kind: str) -> Iterator[tuple[Query, Viewer]]:
    """The searches of a kind, every third by a member."""
    for number, query in enumerate(SEARCHES[kind]):
        yield query, MEMBER if number % 3 == 0 else PUBLIC


@cache
def accepted(query: Query, viewer: Viewer) -> list[Document]:
    return [one for one in documents() if query.accepts(one, viewer)]


def ids(engine: Engine, query: Query, viewer: Viewer, **order) -> list[str]:
    return [hit.id for hit in engine.search(query, viewer, **order).hits]


def test_there_are_enough_texts_and_searches():
    found = Counter(one.language for one in documents())
    assert set(found) == {"hy", "en", "ru", "fr"}
    assert sum(found.values()) >= 2000
    queries = {str(query) for queries in SEARCHES.values() for query in queries}
    assert len(queries) >= 300
    answered = sum(bool(accepted(query, viewer)) for kind in SEARCHES for query, viewer in asked(kind))
    assert answered >= 250


@KINDS
def test_an_engine_finds_what_its_searches_mean(engine: Engine, kind: str):
    for query, viewer in asked(kind):
        expected = {one.id for one in accepted(query, viewer)}
        found = engine.search(query, viewer, limit=DEEPEST)
        assert (str(query), {hit.id for hit in found.hits}) == (str(query), expected)
        assert found.total == len(found.hits) == engine.count(query, viewer)


@KINDS
def test_facets_count_the_same(engine: Engine, kind: str):
    for query, viewer in asked(kind):
        counts = {
            name: Counter(v for one in accepted(query, viewer) for v in one.values[name]) for name in FACETS
        }
        facets = engine.search(query, viewer, limit=1, facets=True).facets
        assert facets == counts
        for counted in facets.values():
            assert list(counted) == sorted(counted, key=lambda value: (-counted[value], value))


@KINDS
def test_the_first_ten_come_in_the_same_order(embedded: Engine, elastic: Engine, kind: str):
    for query, viewer in asked(kind):
        assert agreement(embedded, elastic, query, viewer) >= AGREEMENT, str(query)
    for query, viewer in list(asked(kind))[:6]:
        for order in ({"sort": "newest"}, {"sort": "deadline", "now": NOW}):
            for place in (0, 7, 40):
                page = {**order, "limit": 10, "offset": place}
                assert ids(elastic, query, viewer, **page) == ids(embedded, query, viewer, **page)


@KINDS
def test_the_same_passages_show_why(embedded: Engine, elastic: Engine, kind: str):
    for query, viewer in asked(kind):
        first, other = shown(embedded, query, viewer), shown(elastic, query, viewer)
        both = first.keys() & other.keys()
        assert {one: first[one] for one in both} == {one: other[one] for one in both}
        if len(query.clauses) == 1 and query.patterns and len(query.clauses[0]) == 1:
            assert all(passage.marks for found in other.values() for passage in found)
            assert all(other.values())


def agreement(one: Engine, other: Engine, query: Query, viewer: Viewer) -> float:
    """nDCG of the first ten of ``other``, gains being the scores that ``one`` gives."""
    best = one.search(query, viewer, limit=DEEPEST).hits
    gains = {hit.id: hit.score or 1.0 for hit in best}
    reached = [gains[hit.id] for hit in other.search(query, viewer, limit=10).hits]
    ideal = _discounted([gains[hit.id] for hit in best[:10]])
    return _discounted(reached) / ideal if ideal else 1.0


def _discounted(gains: Sequence[float]) -> float:
    return sum(gain / log2(place + 2) for place, gain in enumerate(gains))


def shown(engine: Engine, query: Query, viewer: Viewer) -> dict[str, list[Excerpt]]:
    """The passages of the first ten."""
    known = {one.id: one for one in documents()}
    return {
        hit: excerpts(
            query, known[hit].titles, [Readable(t.part, t.language, t.text) for t in known[hit].texts]
        )
        for hit in ids(engine, query, viewer)
    }

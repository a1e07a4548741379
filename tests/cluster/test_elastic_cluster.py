"""A cluster of three real servers that lose each other: ``make test-elasticsearch-cluster``."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from drafts_to_search import draft, query
from elasticsearch_node import Missing, Node, restarted, running_nodes

from config.engines import Access
from search_api.engine import Engine, EngineDown, open_engine

WORDS = "ջուր հող վճար համայնք բյուջե ավագանի օրենք որոշում".split()
DRAFTS = [
    draft(f"edraft:{number}", WORDS[number % 8], f"{WORDS[number % 7]} {WORDS[number % 5]}")
    for number in range(400)
]
MORE = draft("edraft:999", "Ջրի մասին")
QUERIES = [query(typed) for typed in ("", *WORDS, "ջուր OR հող", "-վճար", "source:edraft համայնք")]
PATIENT = Access(shards=2, replicas=1, patience=30)  # four programs of this test share the machine


pytestmark = pytest.mark.cluster


@pytest.fixture(scope="module")
def nodes() -> Iterator[list[Node]]:
    try:
        with running_nodes(3) as nodes:
            yield nodes
    except Missing as what:
        pytest.skip(str(what))


@pytest.fixture(scope="module")
def engine(nodes: list[Node]) -> Iterator[Engine]:
    hosts = ",".join(urlsplit(node.url).netloc for node in nodes)
    engine = open_engine(f"http://{hosts}/cluster", PATIENT)
    engine.rebuild(DRAFTS)
    yield engine
    engine.close()


def found(engine: Engine, drafts) -> None:
    """Ask all queries: each is answered, and in full."""
    for asked in QUERIES:
        hits = engine.search(asked, limit=1000).hits
        assert {hit.id for hit in hits} == {one.id for one in drafts if asked.accepts(one)}


def master(nodes: list[Node]) -> Node:
    (told,) = nodes[0].ask("GET", "/_cat/master?format=json")
    return next(node for node in nodes if node.name == told["node"])


def test_servers_are_lost_and_come_back_and_no_hit_is_ever_missing(engine: Engine, nodes: list[Node]):
    found(engine, DRAFTS)
    first = master(nodes)  # the others must agree on a new one, too
    first.kill()
    for _ in range(5):
        found(engine, DRAFTS)
    engine.put([MORE])
    found(engine, [*DRAFTS, MORE])

    second, third = (node for node in nodes if node is not first)
    second.kill()  # the third knows that it may not decide alone
    for asked in QUERIES:
        try:
            hits = engine.search(asked, limit=1000).hits
        except EngineDown:
            continue
        assert {hit.id for hit in hits} == {one.id for one in (*DRAFTS, MORE) if asked.accepts(one)}
    with pytest.raises(EngineDown):
        engine.put([draft("edraft:1000", "Հող")])

    for node in (first, second):
        restarted(node)
    third.wait_for(wait_for_nodes="3", wait_for_status="green")
    found(engine, [*DRAFTS, MORE])
    engine.put([draft("edraft:1000", "Հող")])
    assert engine.count(query("")) == len(DRAFTS) + 2
    engine.rebuild(DRAFTS)
    found(engine, DRAFTS)

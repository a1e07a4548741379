"""What only Elasticsearch promises, on a real server: rebuilds unnoticed, clear words in trouble."""

import threading
from dataclasses import replace

import pytest
from drafts_to_search import SHELF, draft, query
from elasticsearch_server import Server
from factories import NOW, add_drafts

from config.engines import Access
from legislation.errors import Busy
from search_api.engine import EngineDown, NeedsRebuild, open_engine
from search_api.engine.elastic_index import ANALYSIS, LAYOUT, MAPPINGS
from search_api.indexing import Indexed, index_pending, rebuild

SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def url(elasticsearch: Server) -> str:
    return elasticsearch.fresh()


@pytest.fixture
def engine(url: str):
    engine = open_engine(url)
    engine.rebuild(SHELF)
    yield engine
    engine.close()


def name(url: str) -> str:
    return url.rpartition("/")[2]


def indices(elasticsearch: Server, url: str) -> list[str]:
    return list(elasticsearch.ask("GET", f"/{name(url)}.taking?ignore_unavailable=true"))


def ids(engine, typed: str = "", **order) -> list[str]:
    return [hit.id for hit in engine.search(query(typed), **order).hits]


def set_version(elasticsearch: Server, url: str, **version: object) -> None:
    """Make the index one of another version."""
    (index,) = indices(elasticsearch, url)
    elasticsearch.ask("PUT", f"/{index}/_mapping", {"_meta": version})
    if version["layout"] != LAYOUT:
        old, new = (f"{name(url)}-{layout}" for layout in (LAYOUT, version["layout"]))
        actions = [
            {"remove": {"index": index, "alias": old}},
            {"add": {"index": index, "alias": new}},
        ]
        elasticsearch.ask("POST", "/_aliases", {"actions": actions})


def test_searches_are_answered_throughout_a_rebuild(engine, url):
    reader = open_engine(url)
    stop = threading.Event()
    counts, troubles = set(), []

    def read() -> None:
        while not stop.is_set():
            try:
                counts.add(reader.count(query("source:edraft")))
            except Exception as error:
                troubles.append(error)

    thread = threading.Thread(target=read)
    thread.start()
    for number in range(5):
        engine.rebuild([draft(f"edraft:{number}"), draft("edraft:9")] if number % 2 else SHELF)
    stop.set()
    thread.join()
    assert (troubles, counts) == ([], {3, 2})


def test_what_is_put_or_deleted_during_a_rebuild_is_not_lost(engine, url):
    other = open_engine(url)

    def documents():
        yield draft("edraft:1", "Ջրի մասին")
        yield draft("edraft:2", "Ջրի մասին")
        other.put([draft("edraft:1", "Հողի մասին"), draft("edraft:5", "Հողի մասին")])
        other.put([draft("edraft:4", "Հողի մասին")])
        other.delete(["edraft:3", "edraft:4"])
        assert ids(other, "հող", sort="newest") == ["edraft:1", "edraft:5"]
        yield draft("edraft:3", "Ջրի մասին")
        yield draft("edraft:4", "Ջրի մասին")
        yield draft("edraft:5", "Ջրի մասին")

    engine.rebuild(documents())
    assert ids(engine, "ջուր") == ["edraft:2"]
    assert ids(engine, "հող", sort="newest") == ["edraft:1", "edraft:5"]
    assert other.count(query("")) == 3


def test_what_another_rebuild_left_behind_is_removed(engine, elasticsearch, url):
    def broken():
        yield draft("edraft:1")
        open_engine(url).rebuild(SHELF)  # the faster one removes what the slower one has begun
        yield draft("edraft:2")

    with pytest.raises(Busy):
        engine.rebuild(broken())
    assert len(indices(elasticsearch, url)) == 1
    assert engine.health() == {"state": "ok", "documents": len(SHELF)}


def test_a_rebuild_that_breaks_off_leaves_nothing_behind(engine, elasticsearch, url):
    def broken():
        yield draft("edraft:1")
        raise RuntimeError("the database went away")

    before = indices(elasticsearch, url)
    with pytest.raises(RuntimeError):
        engine.rebuild(broken())
    assert indices(elasticsearch, url) == before


def test_an_index_of_another_analysis_is_searched_but_not_added_to(engine, elasticsearch, url):
    set_version(elasticsearch, url, analysis="0", layout=LAYOUT)
    assert engine.health()["state"] == "needs rebuild"
    assert engine.count(query("")) == 6
    with pytest.raises(NeedsRebuild):
        engine.put(SHELF)
    engine.rebuild(SHELF)
    assert engine.health() == {"state": "ok", "documents": 7}


def test_an_index_of_another_layout_is_not_even_searched(engine, elasticsearch, url):
    set_version(elasticsearch, url, analysis=ANALYSIS, layout=0)
    assert engine.health()["state"] == "needs rebuild"
    for attempt in (lambda: engine.search(query("")), lambda: engine.put(SHELF)):
        with pytest.raises(NeedsRebuild):
            attempt()
    engine.rebuild(SHELF)
    assert (engine.health()["state"], len(indices(elasticsearch, url))) == ("ok", 1)


def test_nothing_is_put_while_another_version_rebuilds(engine, elasticsearch, url):
    def documents():
        new = next(index for index in indices(elasticsearch, url) if index not in before)
        elasticsearch.ask("PUT", f"/{new}/_mapping", {"_meta": {"analysis": "next", "layout": LAYOUT}})
        with pytest.raises(Busy):
            open_engine(url).put(SHELF)
        yield draft("edraft:1")

    before = indices(elasticsearch, url)
    engine.rebuild(documents())


def test_installations_that_share_a_server_do_not_meet(engine, elasticsearch, url):
    neighbour = open_engine(f"{url}-2")
    neighbour.rebuild([draft("edraft:1")])
    engine.rebuild(SHELF)
    assert (engine.count(query("")), neighbour.count(query(""))) == (6, 1)
    for index in indices(elasticsearch, f"{url}-2"):
        elasticsearch.ask("DELETE", f"/{index}")


@SQLITE
def test_a_deleted_index_is_made_anew_from_the_database(engine, elasticsearch, url, database):
    add_drafts(database, "edraft:1", "edraft:2")
    rebuild(database, engine, NOW)
    add_drafts(database, "edraft:3")
    for index in indices(elasticsearch, url):
        elasticsearch.ask("DELETE", f"/{index}")
    for attempt in (lambda: engine.search(query("")), lambda: engine.count(query(""))):
        with pytest.raises(NeedsRebuild):
            attempt()
    assert engine.health()["state"] == "missing"
    assert index_pending(database, engine, NOW) == Indexed(3, 0)
    assert engine.count(query("")) == 3


@SQLITE
def test_a_full_disk_stops_indexing_but_no_search_and_indexing_catches_up(
    engine, elasticsearch, url, database
):
    rebuild(database, engine, NOW)
    add_drafts(database, "edraft:1")
    (index,) = indices(elasticsearch, url)
    block = {"index.blocks.read_only_allow_delete": True}  # what the server does when its disk is full
    elasticsearch.ask("PUT", f"/{index}/_settings", block)
    with pytest.raises(EngineDown, match="disk of the search engine is full"):
        index_pending(database, engine, NOW)
    assert engine.count(query("")) == 0
    elasticsearch.ask("PUT", f"/{index}/_settings", dict.fromkeys(block, None))
    assert index_pending(database, engine, NOW) == Indexed(1, 0)
    assert engine.count(query("")) == 1


def test_a_part_that_is_missing_is_said_instead_of_hits_that_lack(elasticsearch, url):
    torn = {  # the second part has no place on a single server
        "settings": {"number_of_shards": 2, "index.routing.allocation.total_shards_per_node": 1},
        "mappings": MAPPINGS,
        "aliases": {f"{name(url)}-{LAYOUT}": {}, f"{name(url)}.taking": {}},
    }
    elasticsearch.ask("PUT", f"/{name(url)}-torn?wait_for_active_shards=0", torn)
    engine = open_engine(url)
    for attempt in (lambda: engine.search(query("")), lambda: engine.count(query(""))):
        with pytest.raises(EngineDown, match="missing"):
            attempt()
    assert engine.health()["state"] == "down"
    engine.rebuild(SHELF)
    assert engine.health()["state"] == "ok"


def test_several_shards_rank_as_one(elasticsearch):
    one, three = open_engine(elasticsearch.fresh()), open_engine(elasticsearch.fresh(), Access(shards=3))
    for engine in (one, three):
        engine.rebuild(SHELF)
    for typed in ("ջուր", "տեղական OR դրույքաչափ", "աղբահանություն"):
        assert ids(three, typed) == ids(one, typed)


def test_words_and_values_of_any_length_are_taken(engine):
    rare, plain = "𐍈" * 200, "ա" * 5000
    long = draft("edraft:1", rare, f"{plain} վերջ", body="Մարմին " * 5000, topics=("t" * 40_000,))
    engine.put([replace(long, id=f"edraft:{'9' * 600}"), long])
    assert engine.count(query(rare)) == 2
    assert engine.count(query(f'"{plain} վերջ"')) == 2
    assert engine.count(query(f"{'𐍈' * 150}*")) == 2
    assert engine.count(query(f"topic:{'t' * 40_000}")) == 2
    engine.delete([f"edraft:{'9' * 600}"])
    assert ids(engine, rare) == ["edraft:1"]

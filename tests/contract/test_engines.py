"""One suite for all search engines: each finds exactly what ``Query.accepts`` accepts."""

from datetime import UTC, date, datetime, timedelta

import pytest
from drafts_to_search import NOW, SHELF, draft, query
from fakes import FakeEngine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from search_table import FEES, LOCAL, PLASTIC, RUSSIAN, TABLE, WASTE, WATER

from legislation.errors import Invalid
from legislation.query import FACETS, PUBLIC, Viewer
from legislation.typed import FIELDS
from search_api.engine import DEEPEST, Engine, NeedsRebuild, open_engine

ENGINES = ("embedded", "elasticsearch", "fake")
MEMBER = Viewer(frozenset({"members", "person:12"}))


@pytest.fixture(scope="module", params=ENGINES)
def engine(request, tmp_path_factory):
    """An engine that holds the shelf."""
    engine = _empty(request, request.param, tmp_path_factory.mktemp("engine"))
    engine.rebuild(SHELF)
    yield engine
    engine.close()


@pytest.fixture(params=ENGINES)
def own(request, tmp_path):
    """An engine with an index that holds nothing yet, for one test alone."""
    engine = _empty(request, request.param, tmp_path)
    engine.rebuild([])
    yield engine
    engine.close()


def _empty(request, kind, path) -> Engine:
    if kind == "fake":
        return FakeEngine(None)
    if kind == "embedded":
        return open_engine(f"embedded:{path / 'index'}")
    return open_engine(request.getfixturevalue("elasticsearch").fresh())


def _ids(engine, typed, viewer=PUBLIC, **order):
    return [hit.id for hit in engine.search(query(typed), viewer, **order).hits]


@pytest.mark.parametrize(("typed", "expected"), TABLE)
def test_a_query_means_these_documents(typed, expected):
    assert {one.id for one in SHELF if query(typed).accepts(one)} == expected


@pytest.mark.parametrize(("typed", "expected"), TABLE)
def test_an_engine_finds_what_the_query_means(engine, typed, expected):
    found = engine.search(query(typed))
    assert ({hit.id for hit in found.hits}, found.total) == (expected, len(expected))
    assert engine.count(query(typed)) == len(expected)


WORDS = sorted(
    {"ինքնակառավարում", "տեղական", "վճար", "ջրի", "աղբահանություն", "մասին", "օրենք", "3-րդ", "համայնքի"}
    | {"waste", "plastic", "environment", "les", "отходы", "местный", "ՀՕ-337", "և", "նախագիծ", "ինչպես"}
    | {"edraft", "local_self_government", "discussion", "2026-11-20", "<30d", "position", "hy"}
)
typing = st.lists(
    st.builds(
        "{}{}{}{}{}".format,
        st.sampled_from(["", "", "", "-"]),
        st.sampled_from(["", "", "", *(f"{name}:" for name in FIELDS)]),
        st.sampled_from(["", "", '"']),
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join),
        st.sampled_from(["", "", "*", '"']),
    )
    | st.just("OR"),
    max_size=6,
).map(" ".join) | st.lists(st.sampled_from(WORDS), min_size=3, max_size=12).map(" ".join)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=typing)
def test_an_engine_finds_what_any_query_means(engine, typed):
    expected = {one.id for one in SHELF if query(typed).accepts(one, MEMBER)}
    found = engine.search(query(typed), MEMBER)
    assert ({hit.id for hit in found.hits}, found.total) == (expected, len(expected))


def test_only_its_readers_find_a_document(engine):
    assert "edraft:8000" not in _ids(engine, "ինքնակառավարում")
    assert "edraft:8000" in _ids(engine, "ինքնակառավարում", MEMBER)
    assert (engine.count(query("ներքին")), engine.count(query("ներքին"), MEMBER)) == (0, 1)


def test_facets_count_only_what_the_viewer_may_see(engine):
    public = engine.search(query("տեղական"), facets=True).facets
    member = engine.search(query("տեղական"), MEMBER, facets=True).facets
    assert public["topic"] == {"local_self_government": 1, "local_taxes_fees": 1, "municipal_service": 1}
    assert member["topic"] == {"local_self_government": 2, "local_taxes_fees": 1, "municipal_service": 1}


def test_facets_count_all_hits_and_not_only_those_shown(engine):
    facets = engine.search(query(""), limit=1, facets=True).facets
    assert set(facets) == set(FACETS)
    assert facets["source"] == {"edraft": 3, "arlis": 1, "eaeu_documents": 1, "eu_cellar": 1}
    assert facets["stage"] == {"discussion": 2, "adopted": 1, "in_force": 1, "proposed": 1}
    assert facets["language"] == {"hy": 4, "en": 1, "ru": 1}
    assert facets["body"]["European Commission"] == 1


def test_facets_are_not_counted_unless_asked_for(engine):
    assert engine.search(query("")).facets == {}


def test_a_word_in_the_title_weighs_more_than_in_the_text(engine):
    assert _ids(engine, "ջուր") == [WATER, WASTE]
    assert _ids(engine, "աղբահանություն") == [WASTE, WATER]


def test_a_query_without_words_gives_the_newest_first(engine):
    assert _ids(engine, "") == [WASTE, LOCAL, WATER, RUSSIAN, PLASTIC, FEES]
    assert _ids(engine, "source:edraft") == [WASTE, LOCAL, FEES]


def test_hits_can_be_sorted_by_their_date(engine):
    assert _ids(engine, "տեղական", sort="newest") == [LOCAL, FEES]


def test_the_deadline_order_puts_what_closes_soonest_first_and_what_is_closed_last(engine):
    by_deadline = [LOCAL, WASTE, WATER, RUSSIAN, PLASTIC, FEES]
    assert _ids(engine, "", sort="deadline", now=NOW) == by_deadline
    pages = [_ids(engine, "", sort="deadline", now=NOW, limit=1, offset=place) for place in range(7)]
    assert pages == [*([one] for one in by_deadline), []]
    assert engine.search(query(""), sort="deadline", now=NOW, limit=1).total == 6


def test_equal_hits_come_in_the_order_of_their_ids_across_pages(own):
    keys = [f"edraft:{number}" for number in (30, 4, 21, 10, 33, 2, 19, 7)]
    for key in keys:  # one write each: they lie scattered in the index
        own.put([draft(key, "Նույն վերնագիրը", published=date(2026, 1, 1))])
    for sort in ("relevance", "newest"):
        pages = [_ids(own, "վերնագիր", sort=sort, limit=3, offset=place) for place in (0, 3, 6, 9)]
        assert [one for page in pages for one in page] == sorted(keys)


def test_a_page_can_lie_only_so_deep(engine):
    assert _ids(engine, "", limit=10, offset=DEEPEST - 10) == []
    with pytest.raises(Invalid):
        engine.search(query(""), limit=10, offset=DEEPEST)


def test_a_document_is_replaced_by_its_next_version(own):
    own.put([draft("edraft:1", "Ջրի մասին", stage="discussion")])
    own.put([draft("edraft:1", "Հողի մասին", stage="adopted")])
    assert (_ids(own, "ջուր"), _ids(own, "հող"), own.count(query(""))) == ([], ["edraft:1"], 1)
    assert own.search(query(""), facets=True).facets["stage"] == {"adopted": 1}


def test_the_same_document_twice_in_one_put_is_one_document(own):
    own.put([draft("edraft:1", "Ջրի մասին"), draft("edraft:1", "Հողի մասին")])
    assert (_ids(own, "ջուր"), _ids(own, "հող")) == ([], ["edraft:1"])


def test_a_deleted_document_is_found_no_more(own):
    own.put(SHELF)
    own.delete([LOCAL, "edraft:0"])
    assert _ids(own, "source:edraft") == [WASTE, FEES]


def test_a_rebuild_replaces_everything(own):
    own.put(SHELF)
    own.rebuild([draft("edraft:1", "Ջրի մասին")])
    assert _ids(own, "") == ["edraft:1"]


def test_a_put_that_breaks_off_changes_nothing(own):
    own.put([draft("edraft:1", "Ջրի մասին")])

    def broken():
        yield draft("edraft:1", "Հողի մասին")
        yield draft("edraft:2", "Հողի մասին")
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError):
        own.put(broken())
    with pytest.raises(RuntimeError):
        own.rebuild(broken())
    assert _ids(own, "") == ["edraft:1"]
    own.put([draft("edraft:3", "Հողի մասին")])
    assert _ids(own, "", sort="newest") == ["edraft:1", "edraft:3"]


@pytest.mark.parametrize("kind", ENGINES)
def test_without_an_index_everything_but_a_rebuild_is_refused(request, kind, tmp_path):
    engine = _empty(request, kind, tmp_path)
    assert engine.health()["state"] == "missing"
    for attempt in (
        lambda: engine.search(query("")),
        lambda: engine.count(query("")),
        lambda: engine.put(SHELF),
        lambda: engine.delete(["edraft:1"]),
    ):
        with pytest.raises(NeedsRebuild):
            attempt()
    engine.rebuild(SHELF)
    assert engine.health() == {"state": "ok", "documents": len(SHELF)}


def test_times_are_told_apart_to_the_microsecond(own):
    moment = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
    own.put([draft("edraft:1", closes=moment), draft("edraft:2", closes=moment - timedelta(microseconds=1))])
    assert _ids(own, "deadline:<1d") == ["edraft:2"]


def test_a_very_long_query_is_answered(engine):
    assert _ids(engine, " ".join(["մասին"] * 5000)) != []
    assert _ids(engine, " OR ".join(f"բառ{number}" for number in range(1000))) == []
    assert _ids(engine, f'"{"մասին " * 3000}"') == []
    assert _ids(engine, "*") == _ids(engine, "")
    assert WASTE in _ids(engine, "ա*")

"""The index follows the database, whatever happens in between."""

import pytest
from factories import BILL, NOW, add_drafts
from fakes import FakeEngine
from sqlalchemy import select

from legislation.documents import document
from legislation.model import Draft
from legislation.storage import drafts, queues, tags
from search_api.engine import EngineDown
from search_api.indexing import Indexed, index_pending, rebuild


def waiting(database) -> int:
    with database.read() as session:
        return queues.states(session, NOW)["index"].waiting


def test_a_draft_that_changed_while_it_was_indexed_is_not_stamped(database):
    add_drafts(database, "edraft:1")

    class Slow(FakeEngine):
        def put(self, documents) -> None:
            super().put(documents)
            if len(self.documents["edraft:1"].texts[0].text) == len(BILL):
                add_drafts(database, "edraft:1", texts={"about": BILL + "Նոր հոդված։"})

    engine = Slow()
    index_pending(database, engine, NOW)
    assert waiting(database) == 1
    assert index_pending(database, engine, NOW) == Indexed(1, 0)
    assert engine.documents["edraft:1"].texts[0].text.endswith("Նոր հոդված։")
    assert waiting(database) == 0


def test_an_engine_that_is_down_costs_no_tries_and_loses_nothing(database):
    add_drafts(database, "edraft:1")
    engine = FakeEngine()
    engine.down = True
    with pytest.raises(EngineDown):
        index_pending(database, engine, NOW)
    assert waiting(database) == 1
    with database.read() as session:
        assert session.scalars(select(Draft.attempts)).one() == 0
    engine.down = False
    assert index_pending(database, engine, NOW) == Indexed(1, 0)


class Choosy(FakeEngine):
    """An engine that chokes on one document."""

    def put(self, documents) -> None:
        documents = list(documents)
        if any(one.id == "edraft:2" for one in documents):
            raise ValueError("no such field")
        super().put(documents)


def test_one_draft_that_the_engine_cannot_take_stops_no_other(database):
    add_drafts(database, "edraft:1", "edraft:2", "edraft:3")
    engine = Choosy()
    assert index_pending(database, engine, NOW) == Indexed(2, 1)
    assert sorted(engine.documents) == ["edraft:1", "edraft:3"]
    assert index_pending(database, engine, NOW) == Indexed(0, 0)
    with database.read() as session:
        kept = drafts.by_key(session, "edraft:2")
        assert (kept.attempts, kept.last_error) == (1, "ValueError('no such field')")


def test_an_index_that_is_missing_is_made_from_the_database(database):
    add_drafts(database, "edraft:1", "edraft:2")
    index_pending(database, FakeEngine(), NOW)
    fresh = FakeEngine(None)
    assert index_pending(database, fresh, NOW) == Indexed(2, 0)
    assert sorted(fresh.documents) == ["edraft:1", "edraft:2"]
    assert waiting(database) == 0


def test_a_draft_that_changed_during_a_rebuild_is_indexed_again(database):
    add_drafts(database, "edraft:1")

    class Slow(FakeEngine):
        def rebuild(self, documents) -> None:
            super().rebuild(documents)
            if self.documents:
                add_drafts(database, "edraft:1", texts={"about": "Նոր տեքստ"})

    engine = Slow()
    rebuild(database, engine, NOW)
    assert waiting(database) == 1
    index_pending(database, engine, NOW)
    assert engine.documents["edraft:1"].texts[0].text == "Նոր տեքստ"


def test_a_draft_without_any_text_is_not_called_free_of_topics(database):
    add_drafts(database, "edraft:1", texts={"about": "  "})
    with database.read() as session:
        draft = drafts.by_key(session, "edraft:1")
        assert tags.topics(session, draft) is None
        assert not drafts.awaits_tagging(session, draft.id)
        assert document(session, draft).topics == ()

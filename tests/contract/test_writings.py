"""Comments, positions and earlier versions are found by who may read them, and by nobody else."""

import pytest
from at_once import at_once
from factories import NOW, make_comment, make_community, make_draft, make_person, make_position
from fakes import FakeEngine

from legislation import rights
from legislation.documents import viewer
from legislation.model import Draft, Person
from legislation.positions import comments
from legislation.query import PUBLIC, parse
from legislation.storage import drafts
from legislation.storage.database import Database
from legislation.vocabulary import DocumentType, RoleName, Visibility
from search_api.engine import open_engine
from search_api.indexing import index_pending
from search_api.searching import find


@pytest.fixture(params=["fake", "embedded"])
def engine(request, tmp_path):
    engine = FakeEngine() if request.param == "fake" else open_engine(f"embedded:{tmp_path / 'index'}")
    yield engine
    engine.close()


def found(database: Database, engine, typed: str, person: Person | None = None) -> list[str]:
    """The ids that this person finds in an index brought up to date."""
    index_pending(database, engine, NOW)
    with database.read() as session:
        query = parse(typed, NOW, NOW.tzinfo)
        eyes = viewer(session.merge(person) if person else None)
        findings = find(session, engine, query, eyes, now=NOW)
        assert findings.total == len(findings.hits)
        counted = sum(findings.facets.get("source", {}).values())
        assert counted == findings.total
        return [hit.id for hit in findings.hits]


@pytest.fixture
def people(database: Database) -> dict[str, Person]:
    with database.write() as session:
        town = make_community(session)
        return {
            "writer": make_person(session, RoleName.COMMENTER, community=town),
            "neighbour": make_person(session, RoleName.COMMENTER, community=town),
            "officer": make_person(session, RoleName.OFFICER),
        }


@pytest.mark.parametrize("visibility", [Visibility.ME, Visibility.ASSOCIATION])
def test_a_comment_is_found_by_those_alone_who_may_read_it(database, engine, people, visibility):
    with database.write() as session:
        draft = make_draft(session, "edraft:1")
        writer = session.merge(people["writer"])
        comment = make_comment(session, writer, draft, reasons="Կենդանաբանական այգի", visibility=visibility)
        readers = {n for n, one in people.items() if rights.may_read_comment(session.merge(one), comment)}
    typed = "կենդանաբանական type:comment"
    assert {name for name, one in people.items() if found(database, engine, typed, one)} == readers
    assert found(database, engine, typed) == []
    assert found(database, engine, "կենդանաբանական", people["writer"]) == []


def test_what_was_edited_in_a_comment_is_found_after_it(database, engine, people):
    with database.write() as session:
        draft = make_draft(session, "edraft:1")
        writer = session.merge(people["writer"])
        comment = make_comment(session, writer, draft, reasons="Այգի")
    assert found(database, engine, "այգի type:comment", writer) == [f"comment:{comment.id}"]
    with database.write() as session:
        said = {"stance": comment.stance, "proposed_text": "", "visibility": comment.visibility}
        me = session.merge(writer)
        comments.edit(session, me, comment.id, revision=comment.revision, reasons="Լիճ", now=NOW, **said)
    assert found(database, engine, "այգի type:comment", writer) == []
    assert found(database, engine, "լիճ type:comment", writer) == [f"comment:{comment.id}"]


def test_two_who_comment_at_one_instant_are_both_indexed(database, engine, people):
    with database.write() as session:
        draft = make_draft(session, "edraft:1")
    index_pending(database, engine, NOW)

    def say(name: str, word: str):
        def act() -> None:
            with database.write() as session:
                on = drafts.named(session, draft.key)
                make_comment(session, session.merge(people[name]), on, reasons=word)

        return act

    assert at_once(say("writer", "Այգի"), say("neighbour", "Լիճ")) == [None, None]
    assert len(found(database, engine, "type:comment", people["officer"])) == 2


def test_a_position_is_for_officers_until_it_is_published(database, engine, people):
    with database.write() as session:
        draft = make_draft(session, "edraft:1")
        officer = session.merge(people["officer"])
        position = make_position(session, officer, draft, title="Միասնական կարծիք")
    assert found(database, engine, "միասնական type:position") == []
    assert found(database, engine, "միասնական type:position", officer) == [f"position:{position.id}"]
    with database.write() as session:
        kept = session.merge(position)
        kept.published_at = NOW
        drafts.requeue(drafts.hold(session, draft.id), NOW)
    assert found(database, engine, "միասնական type:position") == [f"position:{position.id}"]


def test_an_earlier_version_is_found_on_request_and_no_more_once_it_is_back(database, engine):
    def saved(text: str) -> Draft:
        with database.write() as session:
            return make_draft(session, "edraft:1", texts={"about": text})

    saved("Հոդված 1. Ձուկ")
    first = saved("Հոդված 1. Թռչուն").versions[0]
    assert found(database, engine, "ձուկ") == []
    assert found(database, engine, "ձուկ type:version") == [f"version:{first.id}"]
    saved("Հոդված 1. Ձուկ")
    assert found(database, engine, "ձուկ") == ["edraft:1"]
    assert found(database, engine, "ձուկ type:version") == []
    assert len(found(database, engine, "թռչուն type:version")) == 1


def test_a_hit_whose_row_may_no_longer_be_read_is_not_shown(database, engine, people):
    """The index may lag behind; rights are looked at again."""
    with database.write() as session:
        draft = make_draft(session, "edraft:1")
        make_comment(session, session.merge(people["writer"]), draft, reasons="Այգի")
    index_pending(database, engine, NOW)
    with database.write() as session:
        for comment in comments.readable(session, session.merge(people["writer"]), session.merge(draft)):
            comment.visibility = Visibility.ME
    with database.read() as session:
        query = parse("այգի type:comment", NOW, NOW.tzinfo)
        eyes = viewer(session.merge(people["officer"]))
        assert find(session, engine, query, eyes, now=NOW).hits == ()


def test_everything_about_a_draft_can_be_asked_for_by_its_key(database, engine, people):
    with database.write() as session:
        draft = make_draft(session, "edraft:1")
        make_draft(session, "edraft:2")
        comment = make_comment(session, session.merge(people["writer"]), draft, reasons="Այգի")
    typed = f"draft:edraft:1 type:{','.join(DocumentType)}"
    assert set(found(database, engine, typed, people["writer"])) == {"edraft:1", f"comment:{comment.id}"}
    assert PUBLIC.names == {"public"}

"""Officers correct what the machine read; their word stays, whatever comes. On both databases."""

from datetime import timedelta

import pytest
from at_once import at_once
from factories import BILL, NOW, add_drafts, make_draft, make_person
from fake_tagger import judging, read
from sqlalchemy import select

from legislation.corrections import correct
from legislation.documents import document
from legislation.errors import Forbidden
from legislation.model import Correction, Event, Person, Version
from legislation.storage import audit, drafts, tags
from legislation.storage.database import Database
from legislation.vocabulary import Relevant, RoleName
from nlp.tagging import tag_pending

LATER = NOW + timedelta(hours=1)
TOPIC = "local_self_government"


@pytest.fixture
def officer(database: Database) -> Person:
    with database.write() as session:
        return make_person(session, RoleName.OFFICER, name="Անի Պետրոսյան")


def tagged(database: Database, key: str = "edraft:1", reader=read, **facts) -> None:
    add_drafts(database, key, **facts)
    tag_pending(database, reader, NOW)


def say(
    database: Database, officer: Person, topic: str | None, verdict: bool | None, key="edraft:1", now=LATER
) -> bool:
    """Whether it was kept as something new."""
    with database.write() as session:
        draft, person = drafts.named(session, key), session.get_one(Person, officer.id)
        return correct(session, person, draft.id, topic, verdict, now=now) is not None


def about(database: Database, key: str = "edraft:1") -> tags.About:
    with database.read() as session:
        return tags.about(session, drafts.named(session, key))


def test_a_wrong_topic_stays_out_after_tagging_again_and_in_a_new_version(database, officer):
    tagged(database)
    say(database, officer, TOPIC, False)
    assert about(database).topics == ()
    with database.write() as session:
        session.scalars(select(Version)).one().tagged_at = None
    tag_pending(database, read, LATER)
    assert about(database).topics == ()
    tagged(database, texts={"about": BILL + "Հոդված 4. Ավելացված է։"})
    found = about(database)
    assert (found.topics, found.tagged, len(found.subjects[0].tags)) == ((), True, 1)
    with database.read() as session:
        assert document(session, drafts.named(session, "edraft:1")).topics == ()


def test_a_topic_that_an_officer_adds_is_there_before_the_machine_has_read_anything(database, officer):
    add_drafts(database, "edraft:1")
    say(database, officer, "water", True)
    with database.read() as session:
        draft = drafts.named(session, "edraft:1")
        assert tags.topics(session, draft) == ("water",)
        assert document(session, draft).topics == ("water",)
    tag_pending(database, read, LATER)
    found = about(database)
    assert found.topics == ("water", TOPIC)
    assert [(one.origin, one.score) for one in found.subjects] == [("person", 1.0), ("rule", 0.9)]


def test_what_was_said_can_be_taken_back_and_then_the_machine_rules_again(database, officer):
    tagged(database, reader=judging(0.6, Relevant.PERHAPS))
    for verdict, level, score in ((True, "surely", 1.0), (False, "hardly", 0.0), (None, "perhaps", 0.6)):
        assert say(database, officer, None, verdict)
        assert (about(database).relevant, about(database).relevance) == (level, score)
    with database.read() as session:
        said = session.scalars(select(Correction).order_by(Correction.id)).all()
        assert [one.verdict for one in said] == [True, False, None], "nothing is ever changed or deleted"


def test_the_same_word_again_is_no_second_correction(database, officer):
    tagged(database)
    assert say(database, officer, TOPIC, True)
    assert not say(database, officer, TOPIC, True)
    assert not say(database, officer, "water", None)
    with database.read() as session:
        (kept,) = session.scalars(select(Correction)).all()
        (act,) = audit.of(session, kept)
        assert (act.person_id, act.verb, act.before) == (officer.id, "corrected", {"verdict": None})
        assert act.after == {"draft": "edraft:1", "topic": TOPIC, "verdict": True}


def test_a_correction_has_the_draft_indexed_again(database, officer):
    with database.write() as session:
        draft = make_draft(session, "edraft:1")
        draft.indexed_at = NOW
        before = draft.revision
    say(database, officer, "water", True)
    with database.read() as session:
        draft = drafts.named(session, "edraft:1")
        assert (draft.indexed_at, draft.revision) == (None, before + 1)


@pytest.mark.parametrize("role", [RoleName.COMMENTER, RoleName.HEAD, RoleName.BOARD, RoleName.READER])
def test_only_officers_correct(database, role):
    with database.write() as session:
        other, draft = make_person(session, role), make_draft(session, "edraft:1")
    with pytest.raises(Forbidden), database.write() as session:
        correct(session, session.get_one(Person, other.id), draft.id, TOPIC, False, now=LATER)


def test_of_two_officers_at_one_instant_the_later_rules_and_both_are_on_the_trail(database, officer):
    with database.write() as session:
        other = make_person(session, RoleName.OFFICER, name="Վահե Սարգսյան")
    for number in range(4):
        key = f"edraft:{number}"
        tagged(database, key)
        at_once(
            lambda key=key: say(database, officer, TOPIC, True, key),
            lambda key=key: say(database, other, TOPIC, False, key),
        )
        with database.read() as session:
            draft = drafts.named(session, key)
            said = session.scalars(select(Correction).where(Correction.draft_id == draft.id)).all()
            assert [one.verdict for one in said] in ([True, False], [False, True])
            acts = [audit.of(session, one)[0].before["verdict"] for one in said]
            assert acts == [None, said[0].verdict], "the second saw what the first had said"
            ruling = tags.about(session, draft).subjects[0].correction
            assert (ruling.id, ruling.person.name) == (
                said[-1].id,
                {officer.id: officer.name, other.id: other.name}[said[-1].person_id],
            )


def test_two_officers_who_agree_at_one_instant_said_it_once(database, officer):
    tagged(database)
    said = at_once(*[lambda: say(database, officer, TOPIC, False)] * 4)
    assert sorted(said) == [False, False, False, True]


def test_what_officers_said_is_what_the_next_training_learns_from(database, officer):
    tagged(database, "edraft:1", title="Առաջին")
    tagged(database, "edraft:2", title="Երկրորդ", texts={"about": "Առաջին մաս", "justification": "Պատճառ"})
    say(database, officer, TOPIC, True)
    say(database, officer, TOPIC, False)
    say(database, officer, None, True, "edraft:2")
    say(database, officer, "water", True, "edraft:2")
    say(database, officer, "water", None, "edraft:2")
    with database.read() as session:
        first, second = tags.corrections(session)
    assert (first.title, first.text, first.language) == ("Առաջին", BILL, "hy")
    assert (first.topic, first.verdict, first.at) == (TOPIC, False, LATER)
    assert (second.title, second.text) == ("Երկրորդ", "Առաջին մաս\n\nՊատճառ")
    assert (second.topic, second.verdict) == (None, True)
    assert first.draft_id != second.draft_id


def confirmations(database: Database) -> list[tuple[bool, bool]]:
    """Of each such event whether it is quiet, and whether it waits to be told."""
    with database.read() as session:
        query = select(Event).where(Event.kind == "confirmed").order_by(Event.id)
        return [(bool(one.quiet), one.notified_at is None) for one in session.scalars(query)]


def test_a_draft_that_an_officer_finds_relevant_is_news_once(database, officer):
    tagged(database, reader=judging(0.4, Relevant.PERHAPS))
    say(database, officer, TOPIC, False)
    assert confirmations(database) == []
    say(database, officer, None, True)
    say(database, officer, None, False)
    say(database, officer, None, True)
    assert confirmations(database) == [(False, True)]


def test_what_the_machine_was_sure_of_is_no_news_when_it_is_confirmed(database, officer):
    tagged(database, reader=judging(0.9, Relevant.SURELY))
    say(database, officer, None, True)
    say(database, officer, TOPIC, True)
    assert confirmations(database) == []
    say(database, officer, "water", True)
    assert confirmations(database) == [(False, True)]


def test_a_draft_of_a_first_crawl_never_becomes_news_by_being_confirmed(database, officer):
    tagged(database, reader=judging(0.4, Relevant.PERHAPS), quiet="the first crawl of the source")
    say(database, officer, None, True)
    assert confirmations(database) == [(True, False)]


def test_the_draft_is_as_relevant_as_its_most_relevant_text(database):
    def by_text(text: str, language: str | None, title: str):
        first = text.startswith("Առաջին")
        return judging(0.9 if first else 0.2, Relevant.SURELY if first else Relevant.HARDLY)(
            text, language, title
        )

    tagged(database, reader=by_text, texts={"about": "Առաջին", "justification": "Երկրորդ"})
    found = about(database)
    assert (found.relevant, found.relevance, found.telling.part) == ("surely", 0.9, "about")
    tagged(database, reader=by_text, texts={"about": "Երրորդ"})
    assert about(database).relevant == "hardly"
    assert about(database).telling.text in ("Երկրորդ", "Երրորդ")

"""What the tagger read is kept whole or not at all."""

import threading
from dataclasses import replace

from factories import BILL, NOW, add_drafts
from fake_tagger import EMPTY, broken, read
from fakes import FakeEngine
from sqlalchemy import select

from legislation.amendments import Change
from legislation.model import Draft, Event, Provision, Reference, Tag, Version
from legislation.storage import drafts, tags
from legislation.structure import pieces
from legislation.vocabulary import Operation, Relevant
from nlp.relevance import Relevance, Weighed
from nlp.tagger import Reading
from nlp.tagging import Tagged, tag_pending
from search_api.indexing import Indexed, index_pending


def test_a_text_is_tagged_once_with_places_references_topics_and_passages(database):
    add_drafts(database, "edraft:1", "edraft:2")
    assert tag_pending(database, read, NOW) == Tagged(2, 0)
    assert tag_pending(database, broken, NOW) == Tagged(0, 0)
    with database.read() as session:
        version = session.scalars(select(Version).limit(1)).one()
        assert version.tagged_at == NOW
        assert [p.path for p in drafts.provisions(session, version.id)] == [p.path for p in pieces(BILL)]
        (subject,) = tags.about(session, version.draft).subjects
        (tag,) = subject.tags
        assert (tag.topic, tag.score, tag.origin) == ("local_self_government", 0.9, "rule")
        assert tag.evidence == [{"start": 0, "end": 4, "text": BILL[:4], "term": "term", "provision": ""}]
        (law,) = drafts.references(session, version.draft)
        assert (law.law, law.article, law.text) == ("ՀՕ-337", "12", BILL[:4])
        events = session.scalars(select(Event).where(Event.kind == "tagged")).all()
        assert [event.details for event in events] == [{"topics": ["local_self_government"]}] * 2
        assert all(event.quiet and event.notified_at for event in events)


def test_tagging_wakes_a_draft_that_was_indexed_before(database):
    add_drafts(database, "edraft:1")
    engine = FakeEngine()
    assert index_pending(database, engine, NOW) == Indexed(1, 0)
    assert index_pending(database, engine, NOW) == Indexed(0, 0)
    tag_pending(database, read, NOW)
    assert index_pending(database, engine, NOW) == Indexed(1, 0)
    assert engine.documents["edraft:1"].topics == ("local_self_government",)


def test_the_changes_that_a_text_orders_are_kept_in_order_and_not_twice(database):
    add_drafts(database, "edraft:1")
    first = Change(
        operation=Operation.REPLACE_WORDS,
        law="ՀՕ-337",
        number="ՀՕ-337",
        title="Տեղական ինքնակառավարման մասին",
        annex=None,
        chapter=None,
        article="12",
        part="3",
        point=None,
        old="համայնք",
        new="բնակավայր",
        start=5,
        end=9,
        provision="art-1",
    )
    changing = replace(EMPTY, changes=(first, replace(first, start=2, operation=Operation.REPEAL)))
    for _ in range(2):
        tag_pending(database, lambda text, language, title: changing, NOW)
        with database.write() as session:
            version = session.scalars(select(Version)).one()
            kept = drafts.changes(session, version.draft)
            assert [(one.start, one.operation, one.article) for one in kept] == [
                (2, "repeal", "12"),
                (5, "replace_words", "12"),
            ]
            version.tagged_at = None


def test_how_relevant_a_text_is_and_why_is_kept_until_a_reading_without_it(database):
    add_drafts(database, "edraft:1")
    weighed = Weighed("duty_doer", 1.0, 2.5, ((3, 9),))
    judged = replace(EMPTY, relevance=Relevance(0.83, Relevant.PERHAPS, (weighed,), ("ավագանի",)))
    tag_pending(database, lambda text, language, title: judged, NOW)
    with database.write() as session:
        version = session.scalars(select(Version)).one()
        assert (version.relevance, version.relevant, version.words) == (0.83, "perhaps", ["ավագանի"])
        assert version.signals == [{"name": "duty_doer", "value": 1.0, "weight": 2.5, "spans": [[3, 9]]}]
        version.tagged_at = None
    tag_pending(database, read, NOW)
    with database.read() as session:
        version = session.scalars(select(Version)).one()
        assert (version.relevance, version.relevant, version.signals, version.words) == (None,) * 4


def test_two_programs_that_change_a_draft_at_once_are_both_seen_by_the_index(database):
    """The tagger and a crawl at one instant: each makes the revision grow, so no stamp covers both."""
    add_drafts(database, "edraft:1", texts={"about": "Առաջին", "justification": "Երկրորդ"})
    with database.read() as session:
        before = session.scalars(select(Draft.revision)).one()
    start = threading.Barrier(2)

    def at_once(text: str, language: str | None, title: str) -> Reading:
        if text == "Առաջին":
            start.wait()
        return read(text, language, title)

    def crawl() -> None:
        start.wait()
        add_drafts(database, "edraft:1", texts={"about": "Երրորդ"})

    other = threading.Thread(target=crawl)
    other.start()
    tagged = tag_pending(database, at_once, NOW)
    other.join()
    tagged_too = tag_pending(database, read, NOW)
    assert tagged.done + tagged_too.done == 3
    assert tagged.failed + tagged_too.failed == 0
    with database.read() as session:
        assert session.scalars(select(Draft.revision)).one() == before + 4


def test_two_taggers_at_one_text_keep_one_reading(database):
    add_drafts(database, "edraft:1")
    start = threading.Barrier(2)

    def together(text: str, language: str | None, title: str) -> Reading:
        start.wait()
        return read(text, language, title)

    threads = [threading.Thread(target=tag_pending, args=(database, together, NOW)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.read() as session:
        assert len(session.scalars(select(Tag)).all()) == 1
        assert len(session.scalars(select(Reference)).all()) == 1
        assert len(session.scalars(select(Provision)).all()) == len(pieces(BILL))
        version = session.scalars(select(Version)).one()
        assert (version.tagged_at, version.attempts) == (NOW, 0)


def test_a_text_without_a_known_language_takes_the_one_that_was_read(database):
    add_drafts(database, "edraft:1", language=None)
    tag_pending(database, lambda text, language, title: replace(EMPTY, language="hy"), NOW)
    with database.read() as session:
        assert session.scalars(select(Version.language)).all() == ["hy"]

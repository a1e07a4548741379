"""Which drafts wait for an officer's word. On both databases."""

from datetime import timedelta

import pytest
from factories import NOW, make_draft, make_person, make_position, make_tag

from legislation.corrections import correct
from legislation.model import Draft, Person
from legislation.storage import drafts, triage
from legislation.storage.database import Database
from legislation.storage.triage import Wanted
from legislation.vocabulary import Relevant, RoleName, Stage

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def officer(database: Database) -> Person:
    with database.write() as session:
        return make_person(session, RoleName.OFFICER)


def judged(database: Database, key: str, score: float | None, level: Relevant | None, **facts) -> None:
    with database.write() as session:
        version = make_draft(session, key, title=f"Նախագիծ {key}", **facts).current()[-1]
        version.relevance, version.relevant = score, level


def waiting(database: Database, now=LATER, limit: int = 50, offset: int = 0, **wanted) -> list[str]:
    with database.read() as session:
        found = triage.waiting(session, Wanted(**wanted), now, limit=limit, offset=offset)
        if not offset and limit == 50:
            assert triage.count(session, Wanted(**wanted), now) == len(found)
        return [draft.key for draft in found]


def say(database: Database, officer: Person, key: str, verdict: bool | None, topic=None, now=LATER) -> None:
    with database.write() as session:
        person = session.get_one(Person, officer.id)
        correct(session, person, drafts.named(session, key).id, topic, verdict, now=now)


def test_drafts_above_the_bar_wait_the_most_relevant_first(database):
    judged(database, "edraft:1", 0.3, Relevant.PERHAPS)
    judged(database, "edraft:2", 0.9, Relevant.SURELY)
    judged(database, "edraft:3", 0.1, Relevant.HARDLY)
    judged(database, "edraft:4", 0.3, Relevant.PERHAPS, closes=NOW + timedelta(days=2))
    assert waiting(database) == ["edraft:2", "edraft:4", "edraft:1"]
    assert waiting(database, rest=True) == ["edraft:3"]
    assert waiting(database, limit=1, offset=1) == ["edraft:4"]


def test_what_no_model_could_judge_waits_if_it_has_a_topic(database):
    judged(database, "edraft:1", None, None)
    judged(database, "edraft:2", None, None)
    judged(database, "edraft:3", 0.9, Relevant.SURELY)
    judged(database, "edraft:4", 0.2, Relevant.PERHAPS)
    with database.write() as session:
        make_tag(session, drafts.named(session, "edraft:2").current()[0], "water", "Համայնքի")
    assert waiting(database) == ["edraft:3", "edraft:2", "edraft:4"]
    assert waiting(database, rest=True) == ["edraft:1"]


def test_a_draft_without_any_text_is_in_the_rest_and_not_lost(database):
    with database.write() as session:
        make_draft(session, "edraft:1", parts=())
    assert (waiting(database), waiting(database, rest=True)) == ([], ["edraft:1"])


@pytest.mark.parametrize("verdict", [True, False])
def test_what_was_judged_waits_no_more_until_it_is_taken_back(database, officer, verdict):
    judged(database, "edraft:1", 0.9, Relevant.SURELY)
    say(database, officer, "edraft:1", True, "water")
    assert waiting(database) == ["edraft:1"], "a topic is no word on the whole"
    say(database, officer, "edraft:1", verdict)
    assert waiting(database) == waiting(database, rest=True) == []
    say(database, officer, "edraft:1", None)
    assert waiting(database) == ["edraft:1"]


def test_what_was_not_for_us_waits_again_when_a_new_text_comes(database, officer):
    for key, verdict in (("edraft:1", False), ("edraft:2", True)):
        judged(database, key, 0.9, Relevant.SURELY)
        say(database, officer, key, verdict)
        judged(
            database,
            key,
            0.8,
            Relevant.SURELY,
            texts={"about": "Համայնքը վճարում է։"},
            now=LATER + timedelta(days=1),
        )
    assert waiting(database) == ["edraft:1"]


def test_what_is_decided_or_has_a_position_waits_for_nobody(database, officer):
    for number, stage in enumerate((Stage.ADOPTED, Stage.IN_FORCE, Stage.REJECTED, Stage.WITHDRAWN)):
        judged(database, f"edraft:{number}", 0.9, Relevant.SURELY, stage=stage)
    judged(database, "edraft:9", 0.9, Relevant.SURELY, stage=None)
    judged(database, "edraft:10", 0.9, Relevant.SURELY)
    with database.write() as session:
        make_position(session, session.get_one(Person, officer.id), drafts.named(session, "edraft:10"))
    assert waiting(database) == ["edraft:9"]


def test_deadlines_and_sources_narrow_the_list(database):
    for key, days in (("edraft:1", -1), ("edraft:2", 3), ("arlis:3", 9), ("arlis:4", None)):
        closes = NOW + timedelta(days=days) if days else None
        judged(database, key, 0.9, Relevant.SURELY, closes=closes)
    assert waiting(database) == ["edraft:2", "arlis:3", "arlis:4"]
    assert waiting(database, closing="week") == ["edraft:2"]
    assert waiting(database, closing="unknown") == ["arlis:4"]
    assert waiting(database, closing="past") == ["edraft:1"]
    assert waiting(database, source="arlis") == ["arlis:3", "arlis:4"]
    with database.read() as session:
        assert triage.sources(session, Wanted(source="arlis"), LATER) == {"arlis": 2, "edraft": 1}


def test_a_text_that_is_no_longer_current_counts_for_nothing(database):
    judged(database, "edraft:1", 0.9, Relevant.SURELY)
    judged(database, "edraft:1", 0.1, Relevant.HARDLY, texts={"about": "Անտառը պահպանվում է։"})
    assert waiting(database) == []
    with database.read() as session:
        (draft,) = [session.get_one(Draft, drafts.named(session, "edraft:1").id)]
        assert len(draft.versions) == 2

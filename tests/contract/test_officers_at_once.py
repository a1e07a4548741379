"""Officers and members who work on one position at one instant: nothing is overwritten. On both databases."""

from at_once import at_once
from factories import NOW, make_draft, make_person
from saying import change, change_point, point, say
from sqlalchemy import select

from legislation.errors import Conflict, OrakargError
from legislation.model import Comment, Draft, Person, Point, Position
from legislation.positions import comments, drafting
from legislation.storage import audit
from legislation.vocabulary import Fate, RoleName


def test_officers_who_open_at_one_instant_open_one_position(database):
    with database.write() as session:
        officers = [make_person(session, RoleName.OFFICER).id for _ in range(4)]
        draft_id = make_draft(session).id

    def open_it(person_id: int) -> int:
        with database.write() as session:
            officer, draft = session.get_one(Person, person_id), session.get_one(Draft, draft_id)
            return drafting.open_position(session, officer, draft, "", now=NOW).id

    assert len(set(at_once(*(lambda n=n: open_it(n) for n in officers)))) == 1
    with database.read() as session:
        assert len(session.scalars(select(Position)).all()) == 1


def test_points_added_at_one_instant_have_numbers_of_their_own(database):
    with database.write() as session:
        officer, draft = make_person(session, RoleName.OFFICER), make_draft(session)
        position = drafting.open_position(session, officer, draft, "", now=NOW)

    def add() -> int:
        with database.write() as session:
            return point(session, session.get_one(Person, officer.id), position.id, draft).number

    assert sorted(at_once(*[add] * 5)) == [1, 2, 3, 4, 5]
    with database.read() as session:
        assert session.get_one(Position, position.id).revision == 6


def test_of_saves_of_one_point_at_one_instant_one_is_kept_and_the_others_told(database):
    with database.write() as session:
        officer, draft = make_person(session, RoleName.OFFICER), make_draft(session)
        kept = point(session, officer, drafting.open_position(session, officer, draft, "", now=NOW).id, draft)

    def save(words: str) -> str:
        with database.write() as session:
            mine = session.get_one(Person, officer.id)
            return change_point(session, mine, kept, justification=words).justification

    results = at_once(*(lambda words=words: save(words) for words in ("մեկ", "երկու", "երեք")))
    saved = [result for result in results if isinstance(result, str)]
    assert [str(error) for error in results if isinstance(error, Conflict)] == ["changed_meanwhile"] * 2
    with database.read() as session:
        assert session.scalars(select(Point.justification)).all() == saved


def test_a_comment_is_never_merged_in_words_that_its_author_changed_at_that_instant(database):
    with database.write() as session:
        officer, draft = make_person(session, RoleName.OFFICER), make_draft(session)
        member = make_person(session, RoleName.COMMENTER)
        position = drafting.open_position(session, officer, draft, "", now=NOW)
        said = [say(session, member, draft, nonce=f"n{n}") for n in range(4)]

    def edit(one: Comment) -> str:
        with database.write() as session:
            return change(session, session.get_one(Person, member.id), one, reasons="Փոխված").fate

    def merge(one: Comment) -> str:
        with database.write() as session:
            mine = session.get_one(Person, officer.id)
            return point(session, mine, position.id, draft, comment_ids=[one.id]).state

    def answer(one: Comment) -> str:
        with database.write() as session:
            mine = session.get_one(Person, officer.id)
            return comments.decide(session, mine, one.id, Fate.ANSWERED, "Ոչ", now=NOW).fate

    for one in said:
        results = at_once(lambda one=one: edit(one), lambda one=one: merge(one), lambda one=one: answer(one))
        assert all(isinstance(r, str | OrakargError) for r in results), results
        assert not (results[1] == "proposed" and isinstance(results[0], str) and results[0] != "open")
    with database.read() as session:
        for one in session.scalars(select(Comment)):
            acts = [row.verb for row in audit.of(session, one)]
            assert acts in (
                ["commented"],
                ["commented", "edited_comment"],
                ["commented", "decided_comment"],
                ["commented", "edited_comment", "decided_comment"],
            )
            assert (one.point is not None) == (one.fate == "merged")
            if one.fate == "merged":
                assert "decided_comment" not in acts

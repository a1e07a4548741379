"""Commenting: who may, where, once; who may read it; what becomes of it. On both databases."""

from datetime import timedelta

import pytest
from at_once import at_once
from factories import NOW, make_community, make_draft, make_person
from saying import LATER, change, say
from sqlalchemy import select

from legislation.errors import Conflict, Forbidden, Invalid, NotFound
from legislation.model import Anchor, Audit, Comment, Draft, Person
from legislation.positions import comments
from legislation.storage import audit
from legislation.vocabulary import RoleName, Visibility

SPEAKERS = (RoleName.COMMENTER, RoleName.HEAD, RoleName.OFFICER, RoleName.BOARD)


@pytest.fixture
def draft(session) -> Draft:
    return make_draft(session, closes=NOW + timedelta(days=5))


@pytest.fixture
def member(session) -> Person:
    return make_person(session, RoleName.COMMENTER, community=make_community(session))


@pytest.fixture
def officer(session) -> Person:
    return make_person(session, RoleName.OFFICER)


def test_a_comment_stands_at_its_place_with_the_words_that_stood_there(session, member, draft):
    kept = say(session, member, draft)
    assert (kept.anchor.path, kept.anchor.heading) == ("art-2", "Համայնքի բյուջեն")
    assert kept.anchor.quote.startswith("Հոդված 2. Համայնքի բյուջեն\n1. Համայնքի ավագանին")
    assert kept.anchor.version.text[kept.anchor.start : kept.anchor.end].strip() == kept.anchor.quote
    assert (kept.person, kept.community, kept.draft, kept.dossier_id) == (
        member,
        member.communities()[0],
        draft,
        draft.dossier_id,
    )
    assert (kept.fate, kept.visibility, kept.late, kept.revision) == ("open", "association", False, 1)
    (row,) = audit.of(session, kept)
    assert (row.verb, row.person_id, row.at, row.before) == ("commented", member.id, NOW, None)
    assert (row.after["path"], row.after["reasons"]) == ("art-2", "Ժամկետը պետք է լինի հստակ։")


def test_a_comment_on_the_whole_quotes_nothing(session, member, draft):
    kept = say(session, member, draft, path="")
    assert (kept.anchor.path, kept.anchor.quote) == ("", "")


def test_a_comment_after_the_deadline_is_taken_and_marked_late(session, member, draft):
    assert say(session, member, draft, now=draft.closes, nonce="a").late is False
    assert say(session, member, draft, now=draft.closes + timedelta(seconds=1), nonce="b").late is True
    assert say(session, member, make_draft(session), now=LATER, nonce="c").late is False


@pytest.mark.parametrize("role", RoleName)
def test_only_those_who_speak_for_somebody_comment(session, draft, role):
    person = make_person(session, role)
    if role in SPEAKERS:
        assert say(session, person, draft).person == person
    else:
        with pytest.raises(Forbidden, match="may_not_comment"):
            say(session, person, draft)


def test_who_has_lost_the_right_neither_comments_nor_changes_a_comment(session, member, draft):
    kept = say(session, member, draft)
    member.roles[0].ended_at = NOW
    with pytest.raises(Forbidden):
        say(session, member, draft, nonce="n2")
    with pytest.raises(Forbidden):
        change(session, member, kept, reasons="Այլ")
    member.roles[0].ended_at = None
    member.disabled_at = NOW
    with pytest.raises(Forbidden):
        change(session, member, kept, reasons="Այլ")
    assert kept.reasons == "Ժամկետը պետք է լինի հստակ։"


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"stance": "maybe"}, "stance_needed", "stance"),
        ({"visibility": "community"}, "unknown_visibility", "visibility"),
        ({"visibility": ""}, "unknown_visibility", "visibility"),
        ({"proposed_text": " \n", "reasons": "\x00\ud800"}, "nothing_said", "reasons"),
        ({"reasons": "ա" * (comments.LONGEST + 1)}, "too_long", "reasons"),
        ({"proposed_text": "ա" * (comments.LONGEST + 1)}, "too_long", "proposed_text"),
        ({"nonce": ""}, "nonce_needed", "nonce"),
    ],
)
def test_what_cannot_be_a_comment_is_refused_by_field_and_leaves_nothing(
    session, member, draft, given, code, field
):
    with pytest.raises(Invalid, match=code) as raised:
        say(session, member, draft, **given)
    assert raised.value.field == field
    assert session.scalars(select(Comment)).all() == []
    assert session.scalars(select(Anchor)).all() == []


@pytest.mark.parametrize("path", ["art-99", "art-2/p-99", "../art-2", "art-2\x00"])
def test_a_place_that_the_text_does_not_have_is_not_found(session, member, draft, path):
    with pytest.raises(NotFound, match="provision"):
        say(session, member, draft, path=path)


def test_a_version_of_another_draft_is_not_found(session, member, draft):
    other = make_draft(session)
    for number in (other.current()[0].id, 4711):
        with pytest.raises(NotFound, match="version"):
            say(session, member, draft, version_id=number)


def test_what_was_typed_is_kept_in_characters_that_every_file_can_hold(session, member, draft):
    kept = say(session, member, draft, reasons="  մեկ\r\nերկու\rերեք\x00\x0b\ud800\uffff\tչորս ")
    assert kept.reasons == "մեկ\nերկու\nերեք\n\tչորս"


def test_a_form_sent_twice_is_one_comment(session, member, draft):
    first = say(session, member, draft)
    assert say(session, member, draft, now=LATER) is first
    assert [row.verb for row in audit.of(session, first)] == ["commented"]
    assert say(session, make_person(session, RoleName.BOARD), draft) is not first


def test_a_form_sent_again_with_other_words_overwrites_nothing_and_is_said_so(session, member, draft):
    first = say(session, member, draft)
    with pytest.raises(Conflict, match="changed_meanwhile"):
        say(session, member, draft, reasons="Մտափոխվեցի։")
    with pytest.raises(Conflict):
        say(session, member, make_draft(session), path="art-2")
    assert first.reasons == "Ժամկետը պետք է լինի հստակ։"


def test_a_form_sent_many_times_at_one_instant_is_one_comment(database):
    with database.write() as session:
        member, draft = make_person(session, RoleName.COMMENTER), make_draft(session)

    def send() -> int:
        with database.write() as session:
            person, subject = session.get_one(Person, member.id), session.get_one(Draft, draft.id)
            return say(session, person, subject).id

    assert len(set(at_once(*[send] * 5))) == 1
    with database.read() as session:
        assert len(session.scalars(select(Comment)).all()) == 1
        assert len(session.scalars(select(Anchor)).all()) == 1
        assert session.scalars(select(Audit.verb)).all() == ["commented"]


def test_the_author_alone_reads_what_is_kept_private(session, member, officer, draft):
    private = say(session, member, draft, visibility=Visibility.ME)
    shared = say(session, member, draft, nonce="n2")
    colleague = make_person(session, RoleName.HEAD, community=member.communities()[0])
    assert comments.readable(session, member, draft) == [private, shared]
    assert comments.readable(session, officer, draft) == [shared]
    for person in (colleague, make_person(session, RoleName.BOARD), None):
        assert comments.readable(session, person, draft) == []
    member.disabled_at = officer.disabled_at = NOW
    assert comments.readable(session, member, draft) == comments.readable(session, officer, draft) == []


def test_comments_are_read_in_the_order_of_the_text(session, member, draft):
    last = say(session, member, draft, path="art-3", nonce="a")
    first = say(session, member, draft, path="art-1", nonce="b")
    whole = say(session, member, draft, path="", nonce="c")
    assert comments.readable(session, member, draft) == [whole, first, last]


def test_ones_own_comment_can_be_changed_and_both_forms_are_on_record(session, member, draft):
    kept = say(session, member, draft)
    change(session, member, kept, reasons="Այլ պատճառ", stance="oppose")
    assert (kept.reasons, kept.stance, kept.revision, kept.updated_at) == ("Այլ պատճառ", "oppose", 2, LATER)
    row = audit.of(session, kept)[1]
    assert (row.verb, row.before["reasons"], row.after["reasons"]) == (
        "edited_comment",
        "Ժամկետը պետք է լինի հստակ։",
        "Այլ պատճառ",
    )


def test_nobody_changes_or_learns_of_the_comment_of_another(session, member, officer, draft):
    kept = say(session, member, draft)
    for person in (officer, make_person(session, RoleName.COMMENTER)):
        with pytest.raises(NotFound):
            change(session, person, kept, reasons="Ուրիշի խոսքը")
        with pytest.raises(NotFound):
            comments.own(session, person, kept.id)
    assert kept.reasons == "Ժամկետը պետք է լինի հստակ։"


def test_what_was_shared_is_not_taken_back(session, member, draft):
    kept = say(session, member, draft, visibility=Visibility.ME)
    change(session, member, kept, visibility=Visibility.ASSOCIATION)
    with pytest.raises(Invalid, match="visibility_only_widens"):
        change(session, member, kept, visibility=Visibility.ME)
    assert kept.visibility == "association"


def test_of_two_changes_at_one_instant_one_is_kept_and_the_other_told(database):
    with database.write() as session:
        member, draft = make_person(session, RoleName.COMMENTER), make_draft(session)
        kept = say(session, member, draft)

    def save(words: str) -> str:
        with database.write() as session:
            return change(session, session.get_one(Person, member.id), kept, reasons=words).reasons

    results = at_once(*(lambda words=words: save(words) for words in ("մեկ", "երկու", "երեք")))
    saved = [result for result in results if isinstance(result, str)]
    assert len(saved) == 1
    assert [str(result) for result in results if isinstance(result, Conflict)] == ["changed_meanwhile"] * 2
    with database.read() as session:
        assert session.scalars(select(Comment.reasons)).all() == saved

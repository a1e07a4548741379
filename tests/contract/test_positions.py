"""From comments to the numbered points of a joint position: rights, fates, conflicts. On both databases."""

import pytest
from factories import NOW, make_draft, make_person
from saying import LATER, change, change_point, point, say
from sqlalchemy import select

from legislation.errors import Conflict, Forbidden, Invalid, NotFound
from legislation.model import Draft, Event, Person, Point, Position
from legislation.positions import comments, drafting
from legislation.storage import audit
from legislation.vocabulary import Fate, PositionState, RoleName, Visibility


@pytest.fixture
def draft(session) -> Draft:
    return make_draft(session)


@pytest.fixture
def officer(session) -> Person:
    return make_person(session, RoleName.OFFICER)


@pytest.fixture
def member(session) -> Person:
    return make_person(session, RoleName.COMMENTER)


@pytest.fixture
def position(session, officer, draft) -> Position:
    return drafting.open_position(session, officer, draft, "Մեր դիրքորոշումը", now=NOW)


def test_a_position_opens_on_a_draft_and_that_is_on_record(session, officer, draft, position):
    assert (position.title, position.state, position.opened_at, position.published_at) == (
        "Մեր դիրքորոշումը",
        "opened",
        NOW,
        None,
    )
    assert [(row.verb, row.person_id) for row in audit.of(session, position)] == [
        ("opened_position", officer.id)
    ]
    event = session.scalars(select(Event).where(Event.kind == "position_opened")).one()
    assert event.quiet
    assert event.notified_at == NOW, "members are called by an officer, not by a search"
    assert event.details == {"position_id": position.id}


def test_a_position_without_a_title_takes_that_of_the_draft_on_one_line(session, officer):
    draft = make_draft(session, title="Օրենքի\nնախագիծ")
    assert drafting.open_position(session, officer, draft, " \x00", now=NOW).title == "Օրենքի նախագիծ"


def test_a_dossier_has_one_position_at_a_time(session, officer, draft, position):
    other = make_person(session, RoleName.OFFICER)
    assert drafting.open_position(session, other, draft, "Ուրիշ", now=LATER) is position
    assert position.title == "Մեր դիրքորոշումը"
    position.state = PositionState.CLOSED
    assert drafting.open_position(session, other, draft, "Ուրիշ", now=LATER) is not position


@pytest.mark.parametrize("role", [role for role in RoleName if role is not RoleName.OFFICER])
def test_everything_about_a_position_is_for_officers_alone(session, officer, member, draft, position, role):
    kept, said = point(session, officer, position.id, draft), say(session, member, draft)
    person = make_person(session, role)
    for act in (
        lambda: drafting.open_position(session, person, draft, "", now=NOW),
        lambda: point(session, person, position.id, draft),
        lambda: change_point(session, person, kept, stance="oppose"),
        lambda: drafting.point_of(session, person, kept.id),
        lambda: comments.decide(session, person, said.id, Fate.ANSWERED, "Ոչ", now=NOW),
    ):
        with pytest.raises(Forbidden, match="officers_only"):
            act()
    with pytest.raises(NotFound):
        drafting.readable(session, person, position.id)
    assert (kept.revision, said.fate) == (1, "open")


def test_an_officer_who_was_disabled_or_has_left_office_may_do_nothing(session, officer, draft, position):
    officer.roles[0].ended_at = NOW
    with pytest.raises(Forbidden):
        point(session, officer, position.id, draft)
    officer.roles[0].ended_at, officer.disabled_at = None, NOW
    with pytest.raises(Forbidden):
        point(session, officer, position.id, draft)
    with pytest.raises(NotFound):
        drafting.readable(session, officer, position.id)


def test_a_published_position_is_read_by_all_and_another_by_officers(session, officer, member, position):
    assert drafting.readable(session, officer, position.id) is position
    for person in (member, None):
        with pytest.raises(NotFound):
            drafting.readable(session, person, position.id)
    position.published_at = NOW
    for person in (officer, member, None):
        assert drafting.readable(session, person, position.id) is position


def test_a_point_has_place_current_text_proposed_text_and_justification(session, officer, draft, position):
    kept = point(session, officer, position.id, draft)
    assert (kept.number, kept.anchor.path, kept.stance, kept.state) == (
        1,
        "art-2",
        "support_if_amended",
        "proposed",
    )
    assert kept.current_text == kept.anchor.quote
    assert kept.current_text.startswith("Հոդված 2. Համայնքի բյուջեն")
    assert (position.state, position.revision) == ("drafting", 2)
    (row,) = audit.of(session, kept)
    assert (row.verb, row.person_id, row.after["number"], row.after["path"]) == (
        "added_point",
        officer.id,
        1,
        "art-2",
    )


def test_comments_become_a_point_and_keep_the_way_to_it(session, officer, member, draft, position):
    first, second = say(session, member, draft), say(session, member, draft, nonce="n2")
    kept = point(session, officer, position.id, draft, comment_ids=[second.id, first.id, second.id])
    assert kept.comments == [first, second]
    assert [(c.fate, c.point, c.revision) for c in (first, second)] == [("merged", kept, 2)] * 2
    assert audit.of(session, kept)[0].after["comments"] == [first.id, second.id]


def test_a_merged_comment_can_be_neither_changed_nor_decided_nor_merged_again(
    session, officer, member, draft, position
):
    said = say(session, member, draft)
    kept = point(session, officer, position.id, draft, comment_ids=[said.id])
    for act in (
        lambda: change(session, member, said, reasons="Այլ"),
        lambda: comments.decide(session, officer, said.id, Fate.ANSWERED, "Ոչ", now=NOW),
        lambda: point(session, officer, position.id, draft, comment_ids=[said.id]),
    ):
        with pytest.raises(Conflict, match="comment_decided"):
            act()
    assert (said.fate, said.point, said.reasons) == ("merged", kept, "Ժամկետը պետք է լինի հստակ։")
    assert [one.number for one in session.scalars(select(Point))] == [1]


def test_no_point_is_made_of_comments_that_officers_may_not_read_or_of_other_matters(
    session, officer, member, draft, position
):
    private = say(session, member, draft, visibility=Visibility.ME)
    elsewhere = say(session, member, make_draft(session), nonce="n2")
    for number in (private.id, elsewhere.id, 4711):
        with pytest.raises(NotFound, match="comment"):
            point(session, officer, position.id, draft, comment_ids=[number])
    with pytest.raises(NotFound, match="comment"):
        comments.decide(session, officer, private.id, Fate.ANSWERED, "Ոչ", now=NOW)
    assert session.scalars(select(Point)).all() == []
    assert {private.fate, elsewhere.fate} == {"open"}


@pytest.mark.parametrize(
    ("given", "error", "code"),
    [
        ({"stance": ""}, Invalid, "stance_needed"),
        ({"justification": " \n\x00"}, Invalid, "justification_needed"),
        ({"justification": "ա" * (comments.LONGEST + 1)}, Invalid, "too_long"),
        ({"path": "art-99"}, NotFound, "provision"),
        ({"version_id": 4711}, NotFound, "version"),
    ],
)
def test_what_cannot_be_a_point_is_refused_and_takes_no_number(
    session, officer, draft, position, given, error, code
):
    with pytest.raises(error, match=code):
        point(session, officer, position.id, draft, **given)
    assert point(session, officer, position.id, draft).number == 1


@pytest.mark.parametrize("state", [s for s in PositionState if s not in drafting.EDITABLE])
def test_the_text_of_a_position_that_left_the_drafting_is_frozen(session, officer, draft, position, state):
    kept = point(session, officer, position.id, draft)
    position.state = state
    session.flush()
    for act in (
        lambda: point(session, officer, position.id, draft),
        lambda: change_point(session, officer, kept, stance="oppose"),
    ):
        with pytest.raises(Conflict, match="position_frozen"):
            act()


def test_a_point_is_changed_with_both_forms_on_record(session, officer, draft, position):
    kept = point(session, officer, position.id, draft)
    change_point(session, officer, kept, justification="Այլ հիմնավորում", proposed_text="")
    assert (kept.justification, kept.proposed_text, kept.revision, position.revision) == (
        "Այլ հիմնավորում",
        "",
        2,
        3,
    )
    row = audit.of(session, kept)[1]
    assert (row.verb, row.before["justification"], row.after["justification"]) == (
        "edited_point",
        "Ժամկետը պետք է լինի հստակ։",
        "Այլ հիմնավորում",
    )


def test_a_point_saved_from_an_old_form_overwrites_nothing(session, officer, draft, position):
    kept = point(session, officer, position.id, draft)
    change_point(session, officer, kept, justification="Առաջինը")
    with pytest.raises(Conflict, match="changed_meanwhile"):
        change_point(session, officer, kept, justification="Երկրորդը", revision=1)
    assert kept.justification == "Առաջինը"


def test_points_and_positions_that_are_not_there_are_not_found(session, officer, draft, position):
    for act in (
        lambda: drafting.point_of(session, officer, 4711),
        lambda: drafting.readable(session, officer, 4711),
        lambda: point(session, officer, 4711, draft),
        lambda: comments.decide(session, officer, 4711, Fate.ANSWERED, "Ոչ", now=NOW),
    ):
        with pytest.raises(NotFound):
            act()


def test_a_fate_needs_a_reason_and_is_on_record(session, officer, member, draft):
    said = say(session, member, draft)
    for reason, code in ((" \x00", "reason_needed"), ("ա" * (comments.LONGEST + 1), "too_long")):
        with pytest.raises(Invalid, match=code):
            comments.decide(session, officer, said.id, Fate.ANSWERED, reason, now=NOW)
    for fate in (Fate.OPEN, Fate.MERGED, "forgotten"):
        with pytest.raises(Invalid, match="unknown_fate"):
            comments.decide(session, officer, said.id, fate, "Պատճառ", now=NOW)
    comments.decide(session, officer, said.id, Fate.OUT_OF_SCOPE, " Այլ օրենքի հարց է։ ", now=NOW)
    assert (said.fate, said.fate_reason) == ("out_of_scope", "Այլ օրենքի հարց է։")
    row = audit.of(session, said)[1]
    assert (row.verb, row.person_id, row.before["fate"], row.after["fate"]) == (
        "decided_comment",
        officer.id,
        "open",
        "out_of_scope",
    )
    with pytest.raises(Conflict):
        change(session, member, said, reasons="Այլ")

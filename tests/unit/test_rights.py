"""Who may do what: pure decisions on a person's roles."""

from datetime import UTC, datetime

import pytest

from legislation import rights
from legislation.documents import viewer
from legislation.errors import Forbidden
from legislation.model import Comment, Community, Membership, Person, Position, Role
from legislation.vocabulary import RoleName, Visibility

NOW = datetime(2026, 3, 2, tzinfo=UTC)


def someone(number: int, *roles: RoleName, **facts) -> Person:
    return Person(id=number, roles=[Role(name=role) for role in roles], **facts)


@pytest.mark.parametrize("role", RoleName)
def test_speakers_comment_and_officers_alone_lead(role):
    person = someone(1, role)
    speaks = role in {RoleName.COMMENTER, RoleName.HEAD, RoleName.OFFICER, RoleName.BOARD}
    assert rights.may_comment(person) is speaks
    assert rights.is_officer(person) is (role is RoleName.OFFICER)
    if speaks:
        rights.need_commenter(person)
    else:
        with pytest.raises(Forbidden, match="may_not_comment"):
            rights.need_commenter(person)


def test_a_role_counts_while_it_lasts_and_the_person_is_not_disabled():
    person = someone(1, RoleName.OFFICER)
    assert rights.is_officer(person)
    person.roles[0].ended_at = NOW
    assert not rights.is_officer(person)
    assert not rights.may_comment(person)
    disabled = someone(2, RoleName.OFFICER, RoleName.COMMENTER, disabled_at=NOW)
    assert not rights.is_officer(disabled)
    assert not rights.may_comment(disabled)


def test_a_stranger_is_nobody():
    assert not rights.is_officer(None)
    assert not rights.may_read_comment(None, Comment(person_id=1, visibility=Visibility.ASSOCIATION))
    assert not rights.may_read_position(None, Position())
    assert rights.may_read_position(None, Position(published_at=NOW))


@pytest.mark.parametrize("visibility", Visibility)
def test_a_comment_is_read_by_its_author_and_by_officers_when_it_was_shared_with_them(visibility):
    comment = Comment(person_id=1, visibility=visibility)
    assert rights.may_read_comment(someone(1), comment)
    shared = visibility is Visibility.ASSOCIATION
    assert rights.may_read_comment(someone(2, RoleName.OFFICER), comment) is shared
    for role in set(RoleName) - {RoleName.OFFICER}:
        assert not rights.may_read_comment(someone(3, role), comment)
    assert not rights.may_read_comment(someone(1, disabled_at=NOW), comment)


def test_a_viewer_answers_to_no_more_names_than_the_person_has():
    community, left = Community(id=5), Community(id=6)
    member = someone(7, RoleName.COMMENTER)
    member.memberships = [Membership(community=community), Membership(community=left, ended_at=NOW)]
    assert viewer(member).names == {"public", "members", "person:7", "community:5"}
    assert viewer(someone(8, RoleName.OFFICER)).names == {"public", "members", "person:8", "officers"}
    assert viewer(None).names == viewer(someone(9, RoleName.OFFICER, disabled_at=NOW)).names == {"public"}

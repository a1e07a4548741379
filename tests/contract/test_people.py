"""People and communities by the operator's word: who may what, from when, and the trail of it."""

from datetime import timedelta

import pytest
from at_once import at_once
from factories import NOW, make_community, make_person
from sqlalchemy import select

from config import communities
from legislation import people
from legislation.documents import viewer
from legislation.errors import Conflict, Invalid, NotFound
from legislation.model import Audit, Community, Person
from legislation.storage import people as stored
from legislation.vocabulary import RoleName

MAYOR = "mayor@goris.am"
LONG = "m" * 250 + "@goris.am"
LATER = NOW + timedelta(days=400)


@pytest.fixture
def known(database):
    """A database that knows the communities."""
    with database.write() as session:
        people.bring_communities(session, communities.load(), now=NOW)
    return database


def add(database, email=MAYOR, *roles, **facts):
    told = {"name": "Աննա Սարգսյան", "language": "hy", "community": "goris"} | facts
    with database.write() as session:
        return people.add(session, email, roles=roles or (RoleName.HEAD,), now=NOW, **told)


def trail(database, verb):
    with database.read() as session:
        return list(session.scalars(select(Audit).where(Audit.verb == verb).order_by(Audit.id)))


def test_the_list_of_communities_is_taken_in_once(database):
    for told in ({"new": 69, "changed": 0, "unchanged": 0}, {"new": 0, "changed": 0, "unchanged": 69}):
        with database.write() as session:
            assert people.bring_communities(session, communities.load(), now=NOW) == told
    assert len(trail(database, "added_community")) == 69


def test_names_change_with_the_list_and_nothing_is_removed(known):
    with known.write() as session:
        make_community(session, "alaverdi-2")
        goris = stored.community(session, "goris")
        goris.names = {**goris.names, "en": "Gorice"}
        before = goris.id
    with known.write() as session:
        done = people.bring_communities(session, communities.load(), now=LATER)
        assert done == {"new": 0, "changed": 1, "unchanged": 68}
    with known.read() as session:
        goris = stored.community(session, "goris")
        assert (goris.id, goris.names["en"], goris.province) == (before, "Goris", "Սյունիք")
        assert stored.community(session, "alaverdi-2") is not None
    (line,) = trail(known, "changed_community")
    assert (line.before["names"]["en"], line.after["names"]["en"]) == ("Gorice", "Goris")


def test_two_who_bring_the_communities_at_once_bring_them_once(database):
    def bring():
        with database.write() as session:
            return people.bring_communities(session, communities.load(), now=NOW)["new"]

    assert sorted(at_once(bring, bring)) == [0, 69]


def test_a_person_is_added_with_roles_and_a_community(known):
    add(known, "  Mayor@Goris.AM ", RoleName.HEAD, RoleName.COMMENTER)
    with known.read() as session:
        person = stored.by_email(session, MAYOR)
        assert people.roles_of(person) == ["commenter", "head"]
        assert [one.key for one in person.communities()] == ["goris"]
        assert person.created_at == NOW
    (line,) = trail(known, "added_person")
    assert (line.person_id, line.object_id) == (None, person.id)
    assert line.after == {"roles": ["commenter", "head"], "community": "goris"}


@pytest.mark.parametrize("typed", ["goris", "Գորիս", "GORIS", " Горис "])
def test_a_community_is_found_by_its_key_and_its_names(known, typed):
    with known.read() as session:
        assert people.find_community(session, typed).key == "goris"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("gorris", "there is no community gorris; near it: goris (Գորիս)"),
        ("Գյումրիի", "near it: gyumri (Գյումրի)"),
        ("Vanatzor", "near it: vanadzor (Վանաձոր)"),
        ("xxxxxxxx", "no name is near it"),
    ],
)
def test_names_near_an_unknown_community_are_offered(known, typed, told):
    with known.read() as session, pytest.raises(NotFound) as error:
        people.find_community(session, typed)
    assert told in str(error.value)


def test_who_knows_no_community_at_all_is_told_how_to_bring_them(database):
    with pytest.raises(NotFound, match="orakarg communities"):
        add(database)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "mayor",
        "mayor@goris",
        "mayor@@goris.am",
        "may or@goris.am",
        "մերի@goris.am",
        "a@b.am\nBcc: c",
        LONG,
    ],
)
def test_what_is_no_address_is_refused(known, typed):
    with pytest.raises(Invalid, match="bad_email"):
        add(known, typed)
    with known.read() as session:
        assert stored.count(session) == 0


def test_a_person_needs_a_name_and_a_head_a_community(known):
    with pytest.raises(Invalid, match="name_needed"):
        add(known, name="  ")
    with pytest.raises(Invalid, match="community_needed"):
        add(known, community=None)
    add(known, "officer@example.am", RoleName.OFFICER, community=None)
    with known.write() as session, pytest.raises(Invalid, match="community_needed"):
        people.give_roles(session, "officer@example.am", [RoleName.HEAD], now=NOW)


def test_an_address_is_one_persons(known):
    add(known)
    with pytest.raises(Conflict, match="Աննա Սարգսյան"):
        add(known, MAYOR.upper())
    assert len(trail(known, "added_person")) == 1


def test_of_two_who_add_an_address_at_once_one_does(known):
    done = at_once(lambda: add(known), lambda: add(known))
    assert sorted(type(one) for one in done if isinstance(one, Exception)) == [Conflict]
    with known.read() as session:
        assert stored.count(session) == 1


def test_roles_are_those_that_were_named_last_and_the_past_is_kept(known):
    add(known, MAYOR, RoleName.HEAD, RoleName.COMMENTER)
    with known.write() as session:
        people.give_roles(session, MAYOR, [RoleName.READER, RoleName.COMMENTER], now=LATER)
    with known.read() as session:
        person = stored.by_email(session, MAYOR)
        assert people.roles_of(person) == ["reader", "commenter"]
        spans = {role.name: (role.started_at, role.ended_at) for role in person.roles}
    assert spans == {"head": (NOW, LATER), "commenter": (NOW, None), "reader": (LATER, None)}
    (line,) = trail(known, "changed_roles")
    assert (line.before, line.after) == (
        {"roles": ["commenter", "head"]},
        {"roles": ["reader", "commenter"]},
    )


def test_the_same_roles_again_change_nothing(known):
    add(known)
    with known.write() as session:
        people.give_roles(session, MAYOR, [RoleName.HEAD], now=LATER)
    assert trail(known, "changed_roles") == []


def test_a_role_that_two_give_at_once_is_held_once(known):
    add(known)

    def give():
        with known.write() as session:
            people.give_roles(session, MAYOR, [RoleName.HEAD, RoleName.OFFICER], now=LATER)

    assert at_once(give, give) == [None, None]
    with known.read() as session:
        person = stored.by_email(session, MAYOR)
        assert [role.name for role in person.roles] == ["head", "officer"]
    assert len(trail(known, "changed_roles")) == 1


def test_who_is_disabled_has_no_rights_and_the_community_goes_on(known):
    add(known)
    for _ in range(2):
        with known.write() as session:
            people.disable(session, MAYOR, now=LATER)
    with known.read() as session:
        person = session.scalars(select(Person)).one()
        assert person.disabled_at == LATER
        assert not person.has_role(RoleName.HEAD)
        assert viewer(person).names == {"public"}
        assert session.scalar(select(Community.id).where(Community.key == "goris"))
    assert len(trail(known, "disabled_person")) == 1
    with known.write() as session, pytest.raises(Conflict, match="is closed"):
        people.give_roles(session, MAYOR, [RoleName.HEAD], now=LATER)
    with pytest.raises(Conflict, match="disabled"):
        add(known)


def test_nobody_is_changed_by_an_address_that_nobody_has(known):
    with known.write() as session:
        make_person(session, RoleName.READER)
        with pytest.raises(NotFound, match=r"nobody@example\.am"):
            people.disable(session, "nobody@example.am", now=NOW)
        with pytest.raises(NotFound, match=r"nobody@example\.am"):
            people.give_roles(session, "nobody@example.am", [RoleName.READER], now=NOW)

"""Signed links: who may do what with them, until when, how often; on both databases."""

from datetime import timedelta

import pytest
from at_once import at_once
from factories import NOW, make_draft, make_person
from sqlalchemy import select

from legislation import links
from legislation.errors import BadLink
from legislation.model import Audit, Link
from legislation.storage import audit
from legislation.vocabulary import Purpose, RoleName

KEY = "a key of a test, long enough to sign with"
SECOND = timedelta(seconds=1)


def refused(session, token: str, purpose: Purpose, now=NOW, key: str = KEY, once: bool = False) -> str:
    """Why a link is refused."""
    with pytest.raises(BadLink) as raised:
        (links.use_once if once else links.look)(session, key, token, purpose, now=now)
    return str(raised.value)


@pytest.fixture
def person(session):
    return make_person(session, RoleName.COMMENTER)


def test_a_link_leads_to_its_person_purpose_and_object(session, person):
    draft = make_draft(session)
    token = links.give(session, KEY, person, Purpose.COMMENT, draft.id, now=NOW)
    link = links.look(session, KEY, token, Purpose.COMMENT, now=NOW)
    assert (link.person, link.purpose, link.object_id) == (person, "comment", draft.id)


def test_looking_at_a_link_changes_nothing_however_often(session, person):
    token = links.give(session, KEY, person, Purpose.SIGN_IN, None, now=NOW)
    session.commit()
    for _ in range(3):
        links.look(session, KEY, token, Purpose.SIGN_IN, now=NOW)
    assert not session.dirty
    assert session.scalars(select(Link.used_at)).all() == [None]
    assert session.scalars(select(Audit)).all() == []


def test_each_link_is_another_one(session, person):
    given = {links.give(session, KEY, person, Purpose.UNSUBSCRIBE, None, now=NOW) for _ in range(5)}
    assert len(given) == 5


@pytest.mark.parametrize("purpose", Purpose)
@pytest.mark.parametrize("other", Purpose)
def test_a_link_for_one_purpose_is_no_good_for_another(session, person, purpose, other):
    token = links.give(session, KEY, person, purpose, None, now=NOW)
    if purpose == other:
        assert links.look(session, KEY, token, other, now=NOW).person == person
    else:
        assert refused(session, token, other) == "forged"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda token: token.replace(".", ".A"),
        lambda token: token[:-2],
        lambda token: "MQ" + token[token.index(".") :],
        lambda token: token.split(".")[0],
        lambda token: "",
        lambda token: token + "\x00",
        lambda token: "\ud800" + token,
        lambda token: "որևէ բան",
        lambda token: token * 100,
    ],
)
def test_a_link_that_we_did_not_sign_is_forged(session, person, spoil):
    for _ in range(2):
        token = links.give(session, KEY, person, Purpose.COMMENT, None, now=NOW)
    assert refused(session, spoil(token), Purpose.COMMENT) == "forged"


def test_a_link_signed_with_the_key_of_another_installation_is_forged(session, person):
    token = links.give(session, KEY + "!", person, Purpose.COMMENT, None, now=NOW)
    assert refused(session, token, Purpose.COMMENT) == "forged"


def test_a_link_whose_row_is_gone_is_forged(session, person):
    token = links.give(session, KEY, person, Purpose.COMMENT, None, now=NOW)
    session.delete(session.scalars(select(Link)).one())
    session.flush()
    assert refused(session, token, Purpose.COMMENT) == "forged"


@pytest.mark.parametrize("purpose", Purpose)
def test_a_link_works_until_it_expires(session, person, purpose):
    token = links.give(session, KEY, person, purpose, None, now=NOW)
    end = NOW + links.LIFETIME[purpose]
    assert links.look(session, KEY, token, purpose, now=end - SECOND).person == person
    assert refused(session, token, purpose, end) == "expired"


def test_a_revoked_link_is_refused_and_others_are_not(session, person):
    one, two = make_draft(session), make_draft(session)
    first, again = (links.give(session, KEY, person, Purpose.COMMENT, one.id, now=NOW) for _ in range(2))
    other = links.give(session, KEY, person, Purpose.COMMENT, two.id, now=NOW)
    stranger = make_person(session, RoleName.COMMENTER)
    strange = links.give(session, KEY, stranger, Purpose.COMMENT, one.id, now=NOW)
    links.revoke(session, person, Purpose.COMMENT, one.id, NOW)
    assert refused(session, first, Purpose.COMMENT) == "revoked"
    assert refused(session, again, Purpose.COMMENT) == "revoked"
    assert links.look(session, KEY, other, Purpose.COMMENT, now=NOW).object_id == two.id
    assert links.look(session, KEY, strange, Purpose.COMMENT, now=NOW).person == stranger
    assert session.scalars(select(Audit.verb)).all() == ["revoked_link", "revoked_link"]


def test_links_without_an_object_can_be_revoked_too(session, person):
    token = links.give(session, KEY, person, Purpose.SIGN_IN, None, now=NOW)
    links.revoke(session, person, Purpose.SIGN_IN, None, NOW)
    assert refused(session, token, Purpose.SIGN_IN) == "revoked"
    assert refused(session, token, Purpose.SIGN_IN, once=True) == "revoked"


@pytest.mark.parametrize("once", [False, True])
def test_a_disabled_person_can_use_no_link(session, person, once):
    token = links.give(session, KEY, person, Purpose.SIGN_IN, None, now=NOW)
    person.disabled_at = NOW
    assert refused(session, token, Purpose.SIGN_IN, once=once) == "disabled"


def test_a_link_that_works_once_works_once_and_its_use_is_on_record(session, person):
    token = links.give(session, KEY, person, Purpose.SIGN_IN, None, now=NOW)
    link = links.use_once(session, KEY, token, Purpose.SIGN_IN, now=NOW + SECOND)
    assert link.used_at == NOW + SECOND
    assert refused(session, token, Purpose.SIGN_IN) == "used"
    assert refused(session, token, Purpose.SIGN_IN, once=True) == "used"
    (row,) = audit.of(session, link)
    assert (row.verb, row.person_id, row.at) == ("used_sign_in_link", person.id, NOW + SECOND)


def test_a_link_used_by_many_at_one_instant_is_used_by_one(database):
    with database.write() as session:
        token = links.give(session, KEY, make_person(session), Purpose.SIGN_IN, None, now=NOW)

    def use() -> str:
        with database.write() as session:
            links.use_once(session, KEY, token, Purpose.SIGN_IN, now=NOW)
        return "in"

    results = at_once(*[use] * 6)
    assert sorted(str(result) for result in results) == ["in", *["used"] * 5]
    with database.read() as session:
        assert session.scalars(select(Audit.verb)).all() == ["used_sign_in_link"]


def test_a_token_is_kept_nowhere(session, person):
    token = links.give(session, KEY, person, Purpose.SIGN_IN, None, now=NOW)
    links.use_once(session, KEY, token, Purpose.SIGN_IN, now=NOW)
    signature = token.split(".")[1]
    rows = [*session.scalars(select(Link)), *session.scalars(select(Audit))]
    assert not any(signature in str(value) for row in rows for value in vars(row).values())

"""Who may not see or do what, whatever address or form they send."""

import pytest
from factories import NOW, make_comment, make_draft, make_position
from web import Web

from legislation.model import Draft, Person
from legislation.storage import positions
from legislation.vocabulary import Purpose, RoleName, Visibility

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def draft(web: Web) -> Draft:
    with web.writing() as session:
        return make_draft(session, "edraft:9200")


def say(web: Web, person: Person, draft: Draft, visibility: Visibility = Visibility.ASSOCIATION) -> int:
    """Keep a comment on the first article; its id."""
    with web.writing() as session:
        return make_comment(session, person, draft, "Գաղտնի խոսք", visibility=visibility).id


def open_position(web: Web, draft: Draft, officer: Person) -> int:
    with web.writing() as session:
        said = "Ներքին հիմնավորում"
        return make_position(session, officer, draft, title="Ներքին դիրքորոշում", justification=said).id


def test_a_member_sees_no_comment_of_another(web: Web, draft: Draft):
    author, other = web.somebody(RoleName.COMMENTER), web.somebody(RoleName.COMMENTER, RoleName.BOARD)
    said = say(web, author, draft)
    for reader in (web.signed_in(other), web.anyone()):
        assert "Գաղտնի խոսք" not in reader.open("/drafts/edraft:9200").get_text()
        reader.open(f"/comments/{said}", status=404 if reader.page.select(".name") else 401)
    by_mail = web.anyone()
    token = web.link(other, Purpose.COMMENT, draft.id)
    assert "Գաղտնի խոսք" not in by_mail.open(f"/c/{token}").get_text()
    by_mail.open(f"/c/{token}/comments/{said}", status=404)
    by_mail.send(
        f"/c/{token}/comments/{said}", 404, revision=1, stance="support", reasons="x", visibility="me"
    )
    with web.database.read() as session:
        assert positions.comment_by_id(session, said).reasons == "Գաղտնի խոսք"


def test_an_officer_reads_no_comment_that_its_author_keeps(web: Web, draft: Draft):
    author, officer = web.somebody(RoleName.COMMENTER), web.somebody(RoleName.OFFICER)
    own = say(web, author, draft, visibility=Visibility.ME)
    desk = web.signed_in(officer)
    page = desk.open("/drafts/edraft:9200")
    assert "Գաղտնի խոսք" not in page.get_text()
    token = page.find("input", {"name": "csrf_token"})["value"]
    desk.send(f"/comments/{own}/fate", 404, csrf_token=token, fate="answered", reason="x")
    position = open_position(web, draft, officer)
    assert "Գաղտնի խոսք" not in desk.open(f"/positions/{position}").get_text()
    assert "Գաղտնի խոսք" not in desk.open(f"/positions/{position}/points/new?comment={own}").get_text()


def test_a_comment_link_opens_its_own_draft_only(web: Web, draft: Draft):
    author = web.somebody(RoleName.COMMENTER, RoleName.OFFICER)
    with web.writing() as session:
        other = make_draft(session, "edraft:9300")
    elsewhere = say(web, author, other)
    token = web.link(author, Purpose.COMMENT, draft.id)
    reader = web.anyone()
    reader.open(f"/c/{token}/comments/{elsewhere}", status=404)
    version = other.current()[0].id
    reader.open(f"/c/{token}/comment?version={version}&path=art-1", status=404)
    reader.send(
        f"/c/{token}/comment?version={version}&path=art-1",
        404,
        stance="oppose",
        reasons="այլ նախագիծ",
        visibility="me",
        nonce="n",
    )
    reader.open("/subscriptions", status=401)


def test_an_officers_comment_link_shows_own_comments_only(web: Web, draft: Draft):
    officer = web.somebody(RoleName.OFFICER)
    say(web, web.somebody(RoleName.COMMENTER), draft)
    position = open_position(web, draft, officer)
    reader = web.anyone()
    page = reader.open(f"/c/{web.link(officer, Purpose.COMMENT, draft.id)}")
    assert "Գաղտնի խոսք" not in page.get_text()
    assert not [a for a in page.select("a") if f"/positions/{position}" in str(a["href"])]
    assert not page.select("form")


@pytest.mark.parametrize("role", [None, RoleName.READER, RoleName.COMMENTER, RoleName.HEAD, RoleName.BOARD])
def test_a_position_is_not_there_for_others_until_it_is_published(web: Web, draft: Draft, role):
    position = open_position(web, draft, web.somebody(RoleName.OFFICER))
    reader = web.signed_in(web.somebody(role)) if role else web.anyone()
    for address in (f"/positions/{position}", f"/positions/{position}.docx", "/positions/999"):
        reader.open(address, status=404)
    assert "Ներքին" not in reader.open("/positions").get_text()
    page = reader.open("/drafts/edraft:9200")
    assert "position" not in (page.main.get_text() + str(page.main.select("a"))).lower()
    with web.writing() as session:
        positions.position_by_id(session, position).published_at = NOW
    assert "Ներքին հիմնավորում" in reader.open(f"/positions/{position}").get_text()
    assert not reader.page.select("main form, .gather")
    assert "The joint position" in reader.open("/drafts/edraft:9200").get_text()


def test_only_officers_do_what_officers_do(web: Web, draft: Draft):
    member = web.somebody(RoleName.COMMENTER, RoleName.HEAD, RoleName.BOARD, RoleName.ADMINISTRATOR)
    said = say(web, member, draft)
    position = open_position(web, draft, web.somebody(RoleName.OFFICER))
    reader = web.signed_in(member)
    page = reader.open("/subscriptions")
    token = page.find("input", {"name": "csrf_token"})["value"]
    for address in (
        f"/comments/{said}/fate",
        "/drafts/edraft:9200/position",
        f"/positions/{position}/points/new",
        "/positions/points/1",
    ):
        reader.send(
            address,
            403,
            csrf_token=token,
            fate="answered",
            reason="x",
            place=f"{draft.current()[0].id}:",
            justification="x",
            stance="support",
            revision=1,
        )
        assert "Only the association's policy officers may do this." in reader.text
    reader.open("/positions/points/1", status=403)
    reader.open(f"/positions/{position}/points/new", status=403)


def test_who_is_not_signed_in_is_asked_to_sign_in(web: Web, draft: Draft):
    reader = web.anyone()
    for address in (
        "/subscriptions",
        "/drafts/edraft:9200/comment?version=1",
        "/comments/1",
        "/positions/points/1",
    ):
        reader.open(address, status=401)

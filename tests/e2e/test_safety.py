"""What every answer carries, and what happens when something goes wrong."""

import logging

import pytest
from factories import make_comment, make_draft, make_position
from web import Web, filled, make_web

from legislation.errors import SetupError
from legislation.model import Draft
from legislation.storage.database import Database
from legislation.vocabulary import Purpose, RoleName
from search_api import speech

ONLY_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def draft(web: Web) -> Draft:
    with web.writing() as session:
        return make_draft(session, "edraft:9200")


@ONLY_SQLITE
def test_looking_at_anything_changes_nothing(web: Web, draft: Draft):
    officer = web.somebody(RoleName.OFFICER)
    with web.writing() as session:
        comment = make_comment(session, officer, draft)
        said, position = comment.id, make_position(session, officer, draft, [comment]).id
    sign_in, unsubscribe = web.link(officer, Purpose.SIGN_IN), web.link(officer, Purpose.UNSUBSCRIBE)
    token = web.link(officer, Purpose.COMMENT, draft.id)
    desk = web.signed_in(officer)
    before = _dump(web.database)
    version = draft.current()[0].id
    for address in (
        "/",
        "/?q=տեղական",
        "/drafts/edraft:9200",
        f"/drafts/edraft:9200/comment?version={version}&path=art-1",
        f"/comments/{said}",
        "/positions",
        f"/positions/{position}",
        f"/positions/{position}.docx",
        f"/positions/{position}/points/new?comment={said}",
        "/positions/points/1",
        "/subscriptions",
        f"/sign-in/{sign_in}",
        f"/u/{unsubscribe}",
        f"/c/{token}",
        f"/c/{token}/comment?version={version}&path=art-1",
        f"/c/{token}/comments/{said}",
        "/status",
        "/healthz",
        "/api/v1/search",
        "/api/v1/drafts/edraft:9200",
        "/api/v1/sources",
    ):
        desk.open(address)
    assert _dump(web.database) == before


@ONLY_SQLITE
def test_a_form_without_its_token_is_refused(web: Web, draft: Draft):
    officer = web.somebody(RoleName.OFFICER)
    desk = web.signed_in(officer)
    for address in ("/subscriptions", "/sign-out", "/drafts/edraft:9200/position"):
        desk.send(address, 400, q="տեղական")
    fresh = web.link(officer, Purpose.SIGN_IN)
    stranger = web.anyone()
    stranger.send(f"/sign-in/{fresh}", 400)
    assert "copy what you have written" in stranger.text
    desk.open("/subscriptions")


@ONLY_SQLITE
def test_every_answer_forbids_foreign_scripts_frames_and_sniffing(web: Web, draft: Draft):
    reader = web.anyone()
    for address, status in (
        ("/", 200),
        ("/drafts/edraft:9200", 200),
        ("/none", 404),
        ("/api/v1/search", 200),
    ):
        reader.open(address, status=status)
        headers = reader.answer.headers
        policy = dict(part.split(maxsplit=1) for part in headers["Content-Security-Policy"].split("; "))
        assert policy["default-src"] == "'none'"
        assert policy["script-src"] == policy["style-src"] == "'self'"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "Set-Cookie" not in headers
        assert not reader.page.select("script:not([src^='/static/']), [style], [onclick]")


@ONLY_SQLITE
def test_the_cookie_of_a_session_is_for_our_pages_alone(web: Web, database: Database, tmp_path):
    person = web.somebody(RoleName.READER)
    safe = make_web(database, str(tmp_path / "safe"), ORAKARG_BASE_URL="https://orakarg.example")
    reader = safe.anyone()
    reader.open(f"/sign-in/{safe.link(person, Purpose.SIGN_IN)}", status=200)
    cookie = reader.answer.headers["Set-Cookie"]
    assert {"Secure", "HttpOnly", "SameSite=Lax"} <= set(cookie.split("; "))
    assert reader.answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "Cache-Control" in reader.answer.headers
    reader.press("Sign in")
    assert reader.answer.headers["Cache-Control"] == "no-store"


@ONLY_SQLITE
def test_haste_is_slowed_down(web: Web):
    reader = web.anyone()
    for _ in range(30):
        reader.open("/sign-in/guess", status=404)
    reader.open("/sign-in/guess", status=429)
    assert "Please wait a minute and try again." in reader.text


@ONLY_SQLITE
def test_too_long_a_form_is_refused(web: Web, draft: Draft):
    author = web.somebody(RoleName.COMMENTER)
    reader = web.anyone()
    reader.open(f"/c/{web.link(author, Purpose.COMMENT, draft.id)}")
    reader.follow("Comment on the whole")
    fields = filled(reader.page.select_one(".write")) | {"reasons": "ա" * 600_000, "visibility": "me"}
    reader.send(reader.address, 413, **fields)
    assert "The text is too long to be sent." in reader.text


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/drafts/%00", 400),
        ("/drafts/" + "9" * 5000, 404),
        ("/?q=%00", 400),
        ("/?q=%ff%fe&page=99999999999999999999", 200),
        ("/comments/99999999999999999999", 404),
        ("/positions/2147483648", 404),
        ("/positions/1.docx", 404),
        ("/c/%D5%A1.%00", 400),
        ("/c/ա.բ", 404),
        ("/api/v1/drafts/%00", 400),
    ],
)
def test_an_address_that_makes_no_sense_is_refused_and_breaks_nothing(web: Web, address, status):
    web.anyone().open(address, status=status)


def test_a_form_that_makes_no_sense_is_refused_and_breaks_nothing(web: Web, draft: Draft):
    officer = web.somebody(RoleName.OFFICER)
    with web.writing() as session:
        position = make_position(session, officer, draft).id
    desk = web.signed_in(officer)
    token = desk.open("/subscriptions").find("input", {"name": "csrf_token"})["value"]
    huge = "9" * 30
    for address, status, fields in (
        ("/subscriptions", 400, {"q": "ա\0"}),
        ("/subscriptions", 400, {"q": "ա", "frequency": "hourly"}),
        ("/subscriptions", 400, {"q": " "}),
        (f"/drafts/edraft:9200/comment?version={huge}", 404, {"stance": "x", "nonce": "n"}),
        (f"/positions/{position}/points/new", 400, {"place": f"{huge}:art-1", "comment": huge}),
        (
            f"/positions/{position}/points/new",
            404,
            {"place": "1:art-99", "justification": "x", "stance": "oppose"},
        ),
        (f"/positions/{huge}/points/new", 404, {}),
        ("/positions/points/1", 409, {"revision": huge, "justification": "x", "stance": "oppose"}),
        ("/comments/1/fate", 404, {"fate": "answered", "reason": "x"}),
        ("/comments/1/fate", 400, {"fate": "loved"}),
    ):
        desk.send(address, status, csrf_token=token, **fields)
    by_mail = web.anyone()
    by_mail.send(f"/u/{web.link(officer, Purpose.UNSUBSCRIBE)}", 404, subscription=huge)


def test_a_failure_of_ours_is_told_without_its_address_or_cause(web: Web, draft: Draft, caplog):
    caplog.set_level(logging.DEBUG)
    person = web.somebody(RoleName.COMMENTER)
    token = web.link(person, Purpose.COMMENT, draft.id)
    reader = web.signed_in(person)
    with web.database.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE link RENAME TO gone")
        connection.exec_driver_sql("ALTER TABLE person RENAME TO also_gone")
    reader.open(f"/c/{token}", status=500)
    assert "Something went wrong with us" in reader.text
    assert "GET /c/<token> failed" in caplog.text
    assert token not in caplog.text


@ONLY_SQLITE
def test_an_application_without_its_translations_does_not_start(web: Web, tmp_path):
    (tmp_path / "translations" / "hy" / "LC_MESSAGES").mkdir(parents=True)
    web.app.root_path = str(tmp_path)
    with pytest.raises(SetupError, match="make setup"):
        speech.set_up(web.app)


def _dump(database: Database) -> dict[str, list[tuple]]:
    """Every row of every table."""
    with database.engine.begin() as connection:
        tables = (
            connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
        )
        return {
            name: [tuple(row) for row in connection.exec_driver_sql(f'SELECT * FROM "{name}"')]
            for name in tables
        }

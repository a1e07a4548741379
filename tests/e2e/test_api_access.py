"""Programs: with and without a token, sparing answers that they have, page by page, within limits."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from browsing import served
from factories import make_comment, make_draft
from web import Web

from legislation.vocabulary import RoleName

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
DOCUMENT = Path(__file__).parents[2] / "docs/api.md"


def token_of(web: Web, person, scope: str) -> str:
    """A token that the person makes on the page, which shows it once."""
    reader = web.signed_in(person)
    reader.open("/tokens")
    reader.press("Make a token", scope=scope)
    token = reader.page.select_one("code.token").get_text()
    reader.open("/tokens")
    assert token not in reader.page.get_text()
    return token


def ask(web: Web, path: str, token: str = ""):
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return web.app.test_client().get(f"/api/v1/{path}", headers=headers)


@pytest.fixture
def writer(web: Web):
    return web.somebody(RoleName.COMMENTER)


@pytest.fixture
def comment(web: Web, writer):
    with web.writing() as session:
        return make_comment(session, writer, make_draft(session, "edraft:1"), "Այգի")


def test_a_token_of_ones_own_finds_what_one_may_read_and_a_public_one_does_not(web, writer, comment):
    typed = "search?q=այգի type:comment"
    own, public = token_of(web, writer, "own"), token_of(web, writer, "public")
    (hit,) = ask(web, typed, own).get_json()["hits"]
    assert (hit["id"], hit["type"], hit["draft"]) == (f"comment:{comment.id}", "comment", "edraft:1")
    assert ask(web, typed, public).get_json()["total"] == 0
    assert ask(web, typed).get_json()["total"] == 0
    assert ask(web, typed, token_of(web, web.somebody(RoleName.COMMENTER), "own")).get_json()["total"] == 0


def test_no_suggestion_and_no_facet_tells_what_one_may_not_read(web, writer, comment):
    assert ask(web, "suggest?q=այգիկ").get_json()["meant"] == []
    assert not any(ask(web, "search?q=type:comment").get_json()["facets"].values())


@pytest.mark.parametrize("change", ["public", "x", "cut", "ended", "old", "disabled"])
def test_a_token_that_is_not_good_is_refused(web: Web, writer, change):
    token = token_of(web, writer, "own")
    if change == "public":
        token = token.replace("own:", "public:")
    elif change == "x":
        token = "x"
    elif change == "cut":
        token = token[:-1]
    elif change == "ended":
        reader = web.signed_in(writer)
        reader.open("/tokens")
        reader.press("End")
    elif change == "old":
        web.clock.advance(days=401)
    else:
        with web.writing() as session:
            session.merge(writer).disabled_at = web.clock()
    answer = ask(web, "search", token)
    assert (answer.status_code, answer.content_type) == (401, "application/problem+json")
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_nobody_ends_the_token_of_another(web: Web, writer):
    token = token_of(web, writer, "own")
    owner = web.signed_in(writer)
    owner.open("/tokens")
    address = str(owner.page.select_one(".followed form")["action"])
    stranger = web.signed_in(web.somebody(RoleName.COMMENTER))
    stranger.open("/tokens")
    word = stranger.page.select_one("main [name=csrf_token]")["value"]
    stranger.send(address, 404, csrf_token=word)
    assert ask(web, "search", token).status_code == 200


def test_an_answer_that_the_asker_has_is_not_sent_again(web: Web, comment):
    first = ask(web, "drafts/edraft:1")
    client = web.app.test_client()
    again = client.get("/api/v1/drafts/edraft:1", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.get_data()) == (304, b"")
    with web.writing() as session:
        make_draft(session, "edraft:1", title="Նոր վերնագիր")
    changed = client.get("/api/v1/drafts/edraft:1", headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200


def test_who_asks_too_often_without_a_token_is_told_so_and_a_token_helps(web: Web, writer):
    token = token_of(web, writer, "public")
    statuses = [ask(web, "topics").status_code for _ in range(121)]
    assert (statuses[119], statuses[120]) == (200, 429)
    assert ask(web, "topics").content_type == "application/problem+json"
    assert ask(web, "topics", token).status_code == 200


def test_lists_go_on_from_their_cursor_and_bring_what_is_new(web: Web):
    with web.writing() as session:
        for number in range(5):
            make_draft(session, f"edraft:{number}")
    first = ask(web, "drafts?limit=3").get_json()
    rest = ask(web, f"drafts?limit=3&cursor={first['next']}").get_json()
    assert [d["id"] for d in (*first["drafts"], *rest["drafts"])] == [f"edraft:{n}" for n in range(5)]
    assert rest["next"] is None
    assert ask(web, "drafts?source=arlis").get_json()["drafts"] == []
    matters = ask(web, "dossiers?limit=2").get_json()
    assert [one["drafts"][0]["id"] for one in matters["dossiers"]] == ["edraft:0", "edraft:1"]


def test_topics_laws_and_versions_are_told(web: Web, comment):
    assert {"hy", "en", "ru"} <= set(ask(web, "topics").get_json()["topics"][0]["titles"])
    laws = {one["key"]: one for one in ask(web, "laws").get_json()["laws"]}
    assert laws["ՀՕ-337"]["number"] == "ՀՕ-337"
    assert laws["local-self-government-in-city-of-yerevan"]["number"] is None
    assert ask(web, "laws/ՀՕ-337").get_json()["drafts"] == 0
    version = ask(web, "drafts/edraft:1").get_json()["texts"][0]["version"]
    told = ask(web, f"versions/{version}").get_json()
    assert (told["draft"], told["current"]) == ("edraft:1", True)


def test_the_client_in_the_docs_reads_all_pages(web: Web, tmp_path):
    client = tmp_path / "client.py"
    client.write_text(DOCUMENT.read_text("utf-8").split("```python\n")[1].split("```")[0], "utf-8")
    with web.writing() as session:
        for number in range(101):
            make_draft(session, f"edraft:{number}", now=web.clock() - timedelta(hours=number))
    with served(web.app) as address:
        command = [sys.executable, "-X", "utf8", str(client), address, "համայնք"]
        out = subprocess.run(command, capture_output=True, check=True, timeout=60).stdout.decode()
    assert len(set(out.splitlines())) == 101


def test_the_command_beside_a_new_token_can_be_copied_and_run(web: Web, writer):
    reader = web.signed_in(writer)
    reader.open("/tokens")
    reader.press("Make a token", scope="public")
    command = reader.page.select_one(".notice .small code").get_text()
    assert command == 'curl -H "Authorization: Bearer …" http://127.0.0.1:8000/api/v1/search'

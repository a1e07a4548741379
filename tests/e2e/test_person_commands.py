"""Commands for people, as an operator types them on a fresh folder."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from command import Place

from legislation.asking import ask_for_link
from legislation.storage.database import open_database

MAYOR = ("person", "add", "mayor@goris.am", "--name", "Աննա Սարգսյան", "--role", "head")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    place = Place(tmp_path_factory.mktemp("people"))
    assert place.json("communities") == {"new": 69, "changed": 0, "unchanged": 0}
    return place


def test_a_mayor_comes_and_goes(place: Place):
    added = place.json(*MAYOR, "--role", "commenter", "--community", "Գորիս")
    assert added == {
        "email": "mayor@goris.am",
        "name": "Աննա Սարգսյան",
        "language": "hy",
        "roles": ["commenter", "head"],
        "communities": ["goris"],
        "disabled": None,
    }
    assert place.json("person", "role", "mayor@goris.am", "reader")["roles"] == ["reader"]
    assert place.run("sign-in", "mayor@goris.am").stdout.startswith("http")
    assert place.json("person", "disable", "mayor@goris.am")["disabled"] is not None
    listed = place.json("person", "list")
    assert listed["mayor@goris.am"]["roles"] == ["reader"]
    shown = place.run("person", "list").stdout
    assert "Աննա" in shown
    assert "…" not in shown, "an address is never cut"


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        ((*MAYOR, "--community", "gorris"), 1, "near it: goris (Գորիս)"),
        (MAYOR, 2, "--community KEY"),
        (("person", "add", "mayor", "--name", "Ա", "--role", "reader"), 2, "no e-mail address"),
        (("person", "role", "nobody@goris.am", "reader"), 1, "nobody@goris.am"),
        (("person", "role", "nobody@goris.am", "king"), 2, "'king' is not one of"),
        (("retry", "mail"), 2, "'mail' is not one of"),
    ],
)
def test_what_cannot_be_done_is_said(place: Place, arguments, code, told):
    done = place.run(*arguments)
    assert done.returncode == code
    assert told in " ".join(done.stderr.split())


def test_who_asks_for_a_link_gets_it_with_the_next_delivery(tmp_path: Path):
    place = Place(tmp_path)
    place.json("person", "add", "anna@example.am", "--name", "Anna", "--role", "reader", "--language", "en")
    database = open_database(f"sqlite:///{tmp_path / 'orakarg.sqlite'}")
    with database.write() as session:
        for typed in ("anna@example.am", "nobody@example.am"):
            ask_for_link(session, typed, now=datetime.now(UTC))
    database.close()
    assert place.json("status")["queues"]["deliver"]["waiting"] == 2
    assert place.json("deliver") == {"sent": 1, "failed": 0}
    assert place.json("deliver") == {"sent": 0, "failed": 0}
    (mail,) = place.mails()
    assert (mail["To"], mail["Subject"]) == ("anna@example.am", "Your sign-in link")
    assert place.json("status")["queues"]["deliver"]["waiting"] == 0


def test_a_queue_is_tried_again(tmp_path: Path):
    assert Place(tmp_path).json("retry", "deliver") == {"retried": 0, "errors": {}}
    assert "retried: 0" in Place(tmp_path).run("retry", "tag", "--dry-run").stdout

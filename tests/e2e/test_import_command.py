"""``orakarg import``: from a file on the command line to a hit in a search and a mail."""

import json
from pathlib import Path

import pytest
from command import Place
from factories import BILL, make_person
from sqlalchemy import select

from legislation.model import Audit
from legislation.storage.database import opened
from legislation.subscribe import subscribe
from legislation.vocabulary import Frequency, RoleName

TITLE = "Տեղական վճարների մասին նախագիծ"
LEAST = ("--title", TITLE, "--source", "Համայնքների միություն")


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path / "data")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "նախագիծ ․․․ 1.txt"
    file.write_text(BILL)
    return file


def test_an_imported_file_is_found_and_mailed(place: Place, file: Path):
    place.json("status")
    with opened(f"sqlite:///{place.data / 'orakarg.sqlite'}") as database, database.write() as session:
        officer = make_person(session, RoleName.OFFICER, email="ani@example.am")
        make_person(session, RoleName.COMMENTER, email="aram@example.am")
        subscribe(session, officer, "տեղական վճար", frequency=Frequency.IMMEDIATE, now=officer.created_at)
        officer_id = officer.id
    options = (*LEAST, "--stage", "discussion", "--deadline", "2099-01-31", "--by", "ani@example.am")
    told = place.json("import", str(file), *options)
    assert (told["key"], told["outcome"], told["language"]) == ("import:1", "new", "hy")
    for command in ("tag", "index", "notify", "deliver"):
        place.json(command)
    found = place.json("search", "ներկայացնում է համայնքի ղեկավարը")
    assert [(hit["id"], hit["title"], hit["stage"], hit["deadline"]) for hit in found["hits"]] == [
        ("import:1", TITLE, "discussion", "published")
    ]
    (mail,) = place.mails()
    assert mail["To"] == "ani@example.am"
    assert TITLE in " ".join(mail.get_body(("plain",)).get_content().split())
    assert place.json("import", str(file), *options)["outcome"] == "unchanged"
    with opened(f"sqlite:///{place.data / 'orakarg.sqlite'}") as database, database.read() as session:
        acts = session.scalars(select(Audit).where(Audit.verb == "imported")).all()
        assert [act.person_id for act in acts] == [officer_id, officer_id]
    assert list((place.data / "imports").iterdir()) == []
    refused = place.run("import", str(file), *LEAST, "--by", "aram@example.am")
    assert (refused.returncode, "is no policy officer" in refused.stderr) == (1, True)


def test_what_cannot_be_imported_is_said_and_nothing_is_kept(place: Place, file: Path):
    asked = place.run("import", "http://127.0.0.1/", *LEAST)
    assert (asked.returncode, "ORAKARG_CONTACT is empty" in asked.stderr) == (1, True)
    for arguments, word in (
        ((str(file.with_name("nothing")), *LEAST), "No such file"),
        ((str(file.parent), *LEAST), "Is a directory"),
        ((str(file), *LEAST, "--deadline", "soon"), "bad date"),
        ((str(file), "--title", " ", "--source", "x"), "title needed"),
        ((str(file), "--title", "x"), "--source"),
    ):
        done = place.run("import", *arguments)
        assert (done.returncode, word in done.stderr) == (2, True), done.stderr
    assert place.run("import", str(file), *LEAST, "--by", "nobody@example.am").returncode == 1
    assert json.loads(place.run("search", "", "--json").stdout or '{"total": 0}')["total"] == 0
    assert not list(place.data.glob("archive/**/*.gz"))

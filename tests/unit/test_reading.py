"""``orakarg read``: what the readers make of files."""

import json

import pytest
from click.testing import CliRunner

from crawler import commands, recorded
from crawler.reading import as_json, read_file, read_files
from legislation.errors import NotFound
from legislation.vocabulary import Origin

FIELDS = [
    *("key", "url", "part", "origin", "titles", "kind", "body", "stage_published", "stage", "published"),
    *("opens", "closes", "deadline", "identifiers", "language", "text", "attachments", "labels", "links"),
    "problems",
]


def recorded_row(source: str, name: str):
    return next(row for row in recorded.rows(source) if row.file.name == name)


def test_what_is_printed_has_every_field_and_null_where_nothing_is_known():
    row = recorded_row("edraft", "9105_justification_ru.html")
    (told,) = map(as_json, read_file("edraft", row.file))
    assert list(json.loads(json.dumps(told))) == FIELDS
    assert (told["published"], told["closes"], told["deadline"]) == (None, None, "unknown")


def test_bytes_that_are_kept_have_their_origin_and_their_address():
    row = recorded_row("edraft", "9105_justification_ru.html")
    (part,) = read_file("edraft", row.file)
    assert (part.key, part.origin, part.url) == ("edraft:9105", Origin.REBUILT, row.url)


def test_an_address_that_is_given_counts():
    row = recorded_row("edraft", "9105_justification_ru.html")
    (part,) = read_file("edraft", row.file, "https://www.e-draft.am/projects/9/justification")
    assert part.key == "edraft:9"


def test_other_bytes_are_told_by_their_content(tmp_path):
    row = recorded_row("arlis", "199679.pdf")
    path = tmp_path / "arlis-199679.pdf"
    path.write_bytes(row.content + b"\n")
    (part,) = read_file("arlis", path)
    assert (part.key, part.origin) == ("arlis:199679", Origin.RECORDED)


def test_an_address_that_is_not_known_is_null(tmp_path):
    path = tmp_path / "page.html"
    path.write_bytes(recorded_row("edraft", "532_justification.html").content + b"\n")
    (part,) = read_file("edraft", path)
    assert (as_json(part)["key"], as_json(part)["url"]) == ("edraft:?", None)


def test_several_files_are_told_in_order_and_a_bad_one_is_named(tmp_path):
    rows = recorded.rows("eu_cellar")[:2]
    parts, failed = read_files("eu_cellar", [row.file for row in rows])
    assert failed == []
    assert [part.key for part in parts] == ["eu_cellar:52025PC0006", "eu_cellar:52025PC0011"]
    bad = tmp_path / "bad.html"
    bad.write_bytes(b"<html></html>")
    parts, failed = read_files("eu_cellar", [bad, rows[0].file, tmp_path])
    assert [part.key for part in parts] == ["eu_cellar:52025PC0006"]
    assert failed[0].startswith("bad.html: no document of the EU")
    assert failed[1] == f"{tmp_path.name}: cannot be opened: Is a directory"


def run(*arguments):
    done = CliRunner().invoke(commands.read, [str(one) for one in arguments])
    return done.exit_code, done.stdout, done.stderr


def test_the_command_shows_what_can_be_read_and_says_what_cannot(tmp_path):
    good, empty = recorded.rows("sejm")[0].file, tmp_path / "empty.json"
    empty.touch()
    code, told, wrong = run("sejm", good, empty, "--json")
    assert (code, [part["key"] for part in json.loads(told)]) == (1, ["sejm:10-3030"])
    assert wrong == "empty.json: the page is empty\n"
    assert run("sejm", empty) == (1, "", "empty.json: the page is empty\n")
    assert run("sejm", empty, "--json")[:2] == (1, "[]\n")


@pytest.mark.parametrize(
    ("more", "reason"),
    [(["."], "is a directory"), (["nothing.html"], "does not exist"), ([], "Missing argument")],
)
def test_the_command_refuses_what_is_no_file(more, reason):
    code, told, wrong = run("sejm", *more)
    assert (code, told) == (2, "")
    assert reason in wrong


def test_the_command_refuses_an_address_that_is_none():
    code, _, wrong = run("sejm", recorded.rows("sejm")[0].file, "--url", "nonsense")
    assert code == 2
    assert "not an address such as" in wrong


def test_a_source_that_nobody_knows_is_named(tmp_path):
    with pytest.raises(NotFound, match="nowhere"):
        read_file("nowhere", tmp_path)

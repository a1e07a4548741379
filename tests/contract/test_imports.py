"""What becomes of files and addresses that officers give: each once, none lost, none left lying."""

import os
import threading
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from factories import BILL, NOW, make_draft, make_person
from importing import Net, means, read_all
from sqlalchemy import select

from crawler.importing import Counted, look
from crawler.retention import Pruned, prune_imports
from legislation import imports, uploads
from legislation.archive import read_record
from legislation.errors import Conflict, Forbidden, Invalid
from legislation.facts import Facts
from legislation.model import Draft, Event, Import
from legislation.storage import drafts, queues
from legislation.storage import imports as kept
from legislation.vocabulary import Deadline, RoleName, Stage

PAGE = "https://www.coe.int/recommendation"
FACTS = Facts(title="Վերնագիր", source="Կառավարություն")


def give(database, data: Path, content: bytes = BILL.encode(), name: str = "bill.txt") -> int:
    upload = uploads.keep(data / "imports", BytesIO(content), name)
    with database.write() as session:
        row = imports.give(session, None, upload=upload, now=NOW)
        session.flush()
        return row.id


def give_address(database, url: str = PAGE) -> int:
    with database.write() as session:
        row = imports.give(session, None, url=url, now=NOW)
        session.flush()
        return row.id


def save(database, import_id: int, facts: Facts = FACTS) -> tuple[str, str | None]:
    with database.write() as session:
        draft, done = imports.save(session, None, import_id, facts, now=NOW)
        return draft.key, done.outcome if done else None


def files(folder: Path) -> int:
    return sum(path.is_file() for path in folder.rglob("*"))


def test_the_same_bytes_are_the_same_draft_wherever_they_come_from(database, tmp_path):
    net = Net()
    net.pages[PAGE] = net.pages[f"{PAGE}?again"] = "<p>Recommendation 351 on local democracy</p>"
    numbers = [give_address(database), give_address(database, f"{PAGE}?again")]
    numbers.append(give(database, tmp_path, net.pages[PAGE].encode(), "page.html"))
    assert read_all(database, tmp_path, net) == Counted(3, 0)
    assert [save(database, number) for number in numbers] == [
        ("import:1", "new"),
        ("import:1", "changed"),  # where the original is now
        ("import:1", "changed"),
    ]
    with database.read() as session:
        assert len(drafts.named(session, "import:1").versions) == 1


def test_another_text_at_the_same_address_is_a_new_version_and_never_the_title_decides(database, tmp_path):
    net = Net()
    numbers = []
    for text in ("<p>Առաջին տեքստը սա է</p>", "<p>Երկրորդ տեքստը սա է</p>"):
        net.pages[PAGE] = text
        numbers.append(give_address(database, PAGE.replace("www.coe.int", "WWW.coe.INT") + "#top"))
        read_all(database, tmp_path, net)
    other = give(database, tmp_path)
    read_all(database, tmp_path, net)
    assert [save(database, n) for n in (*numbers, other)] == [
        ("import:1", "new"),
        ("import:1", "changed"),
        ("import:3", "new"),
    ]
    with database.read() as session:
        told = session.execute(select(Event.kind, Event.quiet, Event.notified_at).order_by(Event.id)).all()
        assert [tuple(one) for one in told] == [
            ("seen", None, None),
            ("new_version", None, None),
            ("seen", None, None),
        ]


def test_two_officers_who_save_the_same_file_at_once_make_one_draft(database, tmp_path):
    numbers = [give(database, tmp_path) for _ in range(4)]
    read_all(database, tmp_path)
    saved: list[tuple[str, str | None]] = []
    threads = [threading.Thread(target=lambda n=n: saved.append(save(database, n))) for n in numbers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({key for key, _ in saved}) == 1
    assert sorted(outcome for _, outcome in saved) == ["new", "unchanged", "unchanged", "unchanged"]


def test_what_was_saved_is_saved_once(database, tmp_path):
    number = give(database, tmp_path)
    with pytest.raises(Conflict, match="import_gone"):
        save(database, number)
    read_all(database, tmp_path)
    assert save(database, number) == ("import:1", "new")
    assert save(database, number, Facts(title="Ուրիշ", source="x")) == ("import:1", None)
    with database.read() as session:
        draft = drafts.named(session, "import:1")
        assert (draft.titles, draft.source) == ({"hy": "Վերնագիր"}, "Կառավարություն")
        assert (kept.named(session, number).text, kept.unfinished(session)) == (None, [])


def test_what_nobody_saves_is_removed_after_a_day_and_who_gave_it_is_known(database, tmp_path):
    numbers = [give(database, tmp_path), give(database, tmp_path, b"Another text of a file")]
    read_all(database, tmp_path)
    save(database, numbers[0])
    waiting = give(database, tmp_path, b"A third text, which is not read")
    stray = tmp_path / "imports" / uploads.keep(tmp_path / "imports", BytesIO(b"x"), "x").file
    os.utime(stray, (NOW.timestamp(), NOW.timestamp()))
    assert (files(tmp_path / "imports"), files(tmp_path / "archive")) == (2, 2)
    with database.write() as session:
        kept.named(session, waiting).next_try = NOW + timedelta(days=9)
    read_all(database, tmp_path, now=NOW + timedelta(hours=23))
    assert (files(tmp_path / "imports"), files(tmp_path / "archive")) == (2, 2)
    read_all(database, tmp_path, now=NOW + timedelta(days=1, minutes=1))
    assert files(tmp_path / "archive") == 1
    assert files(tmp_path / "imports") == 0
    with pytest.raises(Conflict, match="import_gone"):
        save(database, numbers[1])
    with database.read() as session:
        gone = kept.named(session, numbers[1])
        assert (gone.file_name, gone.text, gone.record) == ("bill.txt", None, None)
        assert gone.dropped_at == NOW + timedelta(days=1, minutes=1)


def test_pruning_removes_of_imports_what_no_draft_and_no_import_stands_on(database, tmp_path):
    home = SimpleNamespace(archive=tmp_path / "archive", locks=tmp_path / "locks")
    saved = [give(database, tmp_path), give(database, tmp_path, name="again.txt")]
    give(database, tmp_path, b"A text that waits for its officer")
    read_all(database, tmp_path)
    assert [save(database, number) for number in saved] == [("import:1", "new"), ("import:1", "unchanged")]
    look(means(tmp_path, Net({PAGE: "<p>Killed before it was noted</p>"})), PAGE, None, None, NOW)
    for path in home.archive.rglob("*.gz"):
        os.utime(path, (NOW.timestamp(), NOW.timestamp()))
    assert prune_imports(database, home, NOW + timedelta(days=1)) == Pruned()
    later = NOW + timedelta(days=3)
    assert prune_imports(database, home, later, dry_run=True).removed == 2
    assert files(home.archive) == 4
    told = prune_imports(database, home, later)
    assert (told.removed, told.cited) == (2, 2)
    assert told.bytes > 100
    assert files(home.archive) == 2
    with database.read() as session:
        (version,) = drafts.named(session, "import:1").versions
        (waiting,) = kept.unfinished(session)
        for place in (version.record, waiting.record):
            assert read_record(home.archive, place)


def test_reading_that_breaks_is_tried_again_and_seen(database, tmp_path):
    number = give(database, tmp_path)
    (upload,) = (tmp_path / "imports").iterdir()
    upload.rename(tmp_path / "elsewhere")
    assert read_all(database, tmp_path) == Counted(0, 1)
    with database.read() as session:
        assert queues.states(session, NOW)["import-pending"].waiting == 1
        assert "FileNotFoundError" in kept.named(session, number).last_error
    (tmp_path / "elsewhere").rename(upload)
    assert read_all(database, tmp_path, now=NOW + timedelta(minutes=2)) == Counted(1, 0)


def test_of_two_who_read_the_same_one_leaves_nothing(database, tmp_path):
    number = give_address(database)
    net = Net()
    net.pages[PAGE] = "<p>Recommendation 351 on local democracy</p>"
    with database.read() as session:
        seen = kept.named(session, number).revision
    had = look(means(tmp_path, net), PAGE, None, None, NOW)
    with database.write() as session:
        assert imports.note(session, number, seen, had, NOW)
    with database.write() as session:
        assert not imports.note(session, number, seen, had, NOW)


def test_officers_alone_give_and_save(database, tmp_path):
    with database.write() as session:
        member = make_person(session, RoleName.COMMENTER, RoleName.BOARD, RoleName.ADMINISTRATOR)
    number = give(database, tmp_path)
    read_all(database, tmp_path)
    for act in (
        lambda s: imports.give(s, member, url=PAGE, now=NOW),
        lambda s: imports.save(s, member, number, FACTS, now=NOW),
        lambda s: imports.try_again(s, member, number, now=NOW),
    ):
        with database.write() as session, pytest.raises(Forbidden, match="officers_only"):
            act(session)
    with database.read() as session:
        assert session.scalars(select(Draft)).all() == []
        assert len(session.scalars(select(Import)).all()) == 1


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "url", ["x", "ftp://a.am", "https://", "https://a b.am", "https://u:p@a.am", "http://[x"]
)
def test_what_is_no_address_is_refused_at_once(database, url):
    with pytest.raises(Invalid, match="bad_address"):
        give_address(database, url)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_crawl_of_the_same_source_leaves_imported_drafts_alone(database, tmp_path):
    number = give(database, tmp_path)
    read_all(database, tmp_path)
    closes = NOW + timedelta(days=9)
    facts = Facts("Վերնագիր", "edraft", stage=Stage.DISCUSSION, closes=closes, deadline=Deadline.PUBLISHED)
    save(database, number, facts)
    with database.write() as session:
        make_draft(session, "edraft:7", texts={"about": "Մի ուրիշ տեքստ"})
    with database.read() as session:
        assert drafts.highest_number(session, "edraft") == 7
        assert drafts.due_for_reading(session, "edraft", NOW + timedelta(days=2)) == ["edraft:7"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Ani\\օրենք.docx", "օրենք.docx"),
        ("a\x00b\r\nc\u202efdp.exe", "a b c fdp.exe"),
        ("...", "file"),
        ("", "file"),
        ("/", "file"),
        ("ա" * 500 + ".pdf", "ա" * 138 + "….pdf"),
        ("ա" * 500, "ա" * 150),
        ("<script>.txt", "<script>.txt"),
    ],
)
def test_a_hostile_name_is_harmless_where_it_is_shown(name, shown):
    assert uploads.shown_name(name) == shown


def test_no_bytes_and_too_many_leave_no_file(tmp_path):
    for content, code in ((b"", "file_empty"), (b"x" * (uploads.MOST_BYTES + 1), "file_too_large")):
        with pytest.raises(Invalid, match=code):
            uploads.keep(tmp_path, BytesIO(content), "x")
    assert list(tmp_path.iterdir()) == []
    file = uploads.keep(tmp_path, BytesIO(b"x" * uploads.MOST_BYTES), "x").file
    assert (tmp_path / file).stat().st_mode & 0o777 == 0o600

"""What is old goes from the archive, but never the bytes that a text was read from, nor a file in use."""

import hashlib
import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from factories import make_attachment, make_draft, scraped_part

from config import sources
from crawler.archive import Archive
from crawler.retention import Pruned, prune
from legislation import locks
from legislation.archive import Answer, read_record
from legislation.model import Version
from legislation.scraped import Page
from legislation.storage import provenance

NOW = datetime(2028, 1, 10, 4, tzinfo=UTC)
OLD = NOW - timedelta(days=401)
SOURCE = sources.load()["edraft"]
BODY = "ՆԱԽԱԳԻԾ".encode()


@pytest.fixture
def home(tmp_path):
    return SimpleNamespace(archive=tmp_path / "archive", locks=tmp_path / "locks")


def fetched(home, at, *numbers, source="edraft"):
    """A crawl's file with an answer for each number; the places of the answers."""
    archive = Archive(home.archive, source, at)
    places = [
        archive.write(Answer(f"https://www.e-draft.am/projects/{n}/about", 200, (), BODY, at))
        for n in numbers
    ]
    archive.close()
    os.utime(archive.path, (at.timestamp(), at.timestamp()))
    return places


def left(home):
    return {path.relative_to(home.archive).as_posix() for path in home.archive.rglob("*.gz")}


def file_of(place):
    return place.rpartition(":")[0]


def store_version(session, place, key="edraft:7", **facts):
    page = Page("https://www.e-draft.am/projects/7/about", BODY, sha256=hashlib.sha256(BODY).hexdigest())
    part = scraped_part(key=key, page=replace(page, record=place))
    return make_draft(session, key, parts=(part,), **facts)


def test_an_old_file_that_nothing_stands_on_goes_and_a_younger_one_stays(database, home):
    (old,) = fetched(home, OLD, 7)
    (young,) = fetched(home, NOW - timedelta(days=399), 8)
    told = prune(database, home, SOURCE, NOW)
    assert (told.removed, told.cited, told.busy) == (1, 0, False)
    assert told.bytes > 100
    assert left(home) == {file_of(young)}
    assert file_of(old) not in left(home)


def test_a_file_stays_for_one_record_that_a_version_was_read_from(database, home):
    places = fetched(home, OLD, 7, 8, 9)
    with database.write() as session:
        version = store_version(session, places[1]).versions[0]
    told = prune(database, home, SOURCE, NOW)
    assert (told.removed, told.cited) == (0, 1)
    assert read_record(home.archive, version.record).sha256 == version.sha256


def test_a_version_that_is_no_longer_current_keeps_its_bytes(database, home):
    (place,) = fetched(home, OLD, 7)
    with database.write() as session:
        store_version(session, place)
        make_draft(session, "edraft:7", texts={"about": "Այլ տեքստ"})
        assert [v.current for v in session.query(Version).order_by(Version.id)] == [False, True]
    assert prune(database, home, SOURCE, NOW).cited == 1


def test_a_file_that_an_attachment_was_read_from_stays(database, home):
    (place,) = fetched(home, OLD, 7)
    with database.write() as session:
        file = make_attachment(sha256="5e" * 32, record=place, text="Հավելված")
        make_draft(session, "edraft:7", attachments=(file,))
    assert prune(database, home, SOURCE, NOW) == Pruned(cited=1)


def test_a_dry_run_only_tells(database, home):
    fetched(home, OLD, 7)
    assert prune(database, home, SOURCE, NOW, dry_run=True).removed == 1
    assert len(left(home)) == 1


def test_each_source_has_its_own_days(database, home):
    fetched(home, NOW - timedelta(days=31), 7)
    assert prune(database, home, SOURCE, NOW).removed == 0
    assert prune(database, home, replace(SOURCE, keep_days=30), NOW).removed == 1


def test_other_folders_are_left_alone(database, home):
    fetched(home, OLD, 7, source="uploads")
    fetched(home, OLD, 8, source="arlis")
    assert prune(database, home, SOURCE, NOW) == Pruned()
    assert len(left(home)) == 2


def test_while_a_source_is_crawled_nothing_of_it_is_touched(database, home):
    fetched(home, OLD, 7)
    with locks.hold(home.locks, "crawling-edraft"):
        assert prune(database, home, SOURCE, NOW) == Pruned(busy=True)
    assert prune(database, home, SOURCE, NOW).removed == 1


def test_a_prune_that_ends_half_way_has_removed_whole_files_only_and_the_next_goes_on(database, home):
    cited, *_ = fetched(home, OLD, 7)
    for hours in (1, 2, 3):
        fetched(home, OLD - timedelta(hours=hours), 8)
    with database.write() as session:
        store_version(session, cited)
    first, *rest = sorted(left(home) - {file_of(cited)})
    (home.archive / first).unlink()
    assert prune(database, home, SOURCE, NOW).removed == len(rest) == 2
    assert left(home) == {file_of(cited)}
    assert read_record(home.archive, cited).content == BODY


def test_a_file_is_cited_by_its_whole_name(database, home):
    with database.write() as session:
        store_version(session, "edraft/20261102T090000Z-1.warc.gz:12")
        store_version(session, "edraft/20261102T090000Z-11.warc.gz:0", "edraft:8")
        store_version(session, "edraft_two/20261102T090000Z-3.warc.gz:0", "edraft:9")
    with database.read() as session:
        assert provenance.cited_files(session, "edraft") == {
            "edraft/20261102T090000Z-1.warc.gz",
            "edraft/20261102T090000Z-11.warc.gz",
        }
        assert provenance.cited_files(session, "arlis") == set()

"""What only the embedded engine promises: many readers, one writer, and a whole index after any kill."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from drafts_to_search import SHELF, draft, query

from legislation.errors import Busy, SetupError
from legislation.locks import hold
from search_api.engine import EngineDown, NeedsRebuild, open_engine
from search_api.engine.embedded import EmbeddedEngine

ROOT = Path(__file__).parents[2]

WRITER = """
import sys
from datetime import UTC, datetime
from legislation.query import Document
from search_api.engine import open_engine

def document(number):
    seen = datetime(2026, 11, 22, tzinfo=UTC)
    return Document(f"edraft:{number}", {"hy": "Ջրի մասին"}, "edraft", "https://example.org", seen)

engine = open_engine(sys.argv[1])
first = int(sys.argv[2])
for number in range(first, first + 10_000, 5):
    engine.put(document(number + more) for more in range(5))
    print(number, flush=True)
    if number % 20 == 0:
        engine.rebuild(document(old) for old in range(number + 5))
        print("rebuilt", flush=True)
"""


FULL_DISK = """
import resource, signal, sys
from drafts_to_search import SHELF, draft, query
from search_api.engine import EngineDown, open_engine

engine = open_engine(sys.argv[1])
much = [*SHELF, draft("edraft:1", "Ջուր", " ".join(map(str, range(20_000))))]
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
for size in (0, 1_000, 5_000):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
    for write in (engine.put, engine.rebuild):
        try:
            write(much)
        except EngineDown:
            print("down", engine.count(query("")))
"""


@pytest.fixture
def engine(tmp_path):
    engine = EmbeddedEngine(tmp_path / "index", patience=0.05)
    engine.rebuild(SHELF)
    return engine


def test_an_address_of_no_known_kind_is_refused():
    for url in (
        "ftp://127.0.0.1:9200",
        "http://",
        "https:///name",
        "http://a,,b",
        "http://a/No",
        "embedded:",
        "",
        "index",
    ):
        with pytest.raises(SetupError):
            open_engine(url)


def test_other_readers_see_what_was_put(engine, tmp_path):
    reader = open_engine(f"embedded:{tmp_path / 'index'}")
    assert reader.count(query("")) == 6
    engine.put([draft("edraft:1", "Ջրի մասին")])
    assert reader.count(query("")) == 7
    engine.rebuild([draft("edraft:1", "Ջրի մասին")])
    assert [hit.id for hit in reader.search(query("ջուր")).hits] == ["edraft:1"]


def test_searches_are_answered_during_a_rebuild(engine, tmp_path):
    reader = open_engine(f"embedded:{tmp_path / 'index'}")

    def documents():
        for count in range(3):
            assert (reader.count(query("")), engine.count(query(""))) == (6, 6)
            yield draft(f"edraft:{count}", "Ջրի մասին")

    engine.rebuild(documents())
    assert (reader.count(query("")), engine.count(query(""))) == (3, 3)


def test_nothing_but_the_index_in_use_is_left_after_a_rebuild(engine, tmp_path):
    engine.rebuild(SHELF)
    assert len(list((tmp_path / "index").glob("index-*"))) == 1


def test_a_second_writer_is_told_that_another_one_is_busy(engine, tmp_path):
    with hold(tmp_path / "index", "index"):
        for write in (engine.put, engine.rebuild):
            with pytest.raises(Busy):
                write(SHELF)
        assert engine.count(query("")) == 6
    engine.put(SHELF)


def test_an_index_of_another_analysis_is_searched_but_not_added_to(engine, tmp_path):
    (version,) = (tmp_path / "index").glob("index-*/version.json")
    version.write_text(json.dumps({**json.loads(version.read_text()), "analysis": "0"}))
    other = EmbeddedEngine(tmp_path / "index")
    assert other.health()["state"] == "needs rebuild"
    assert other.count(query("")) == 6
    with pytest.raises(NeedsRebuild):
        other.put(SHELF)
    other.rebuild(SHELF)
    assert other.health() == {"state": "ok", "documents": 7}


def test_an_index_of_another_layout_is_not_even_searched(engine, tmp_path):
    (version,) = (tmp_path / "index").glob("index-*/version.json")
    version.write_text(json.dumps({"analysis": "1", "layout": 0}))
    other = EmbeddedEngine(tmp_path / "index")
    assert other.health()["state"] == "needs rebuild"
    with pytest.raises(NeedsRebuild):
        other.search(query(""))


@pytest.mark.parametrize("spoil", ["delete the folder", "delete the meta file", "spoil the meta file"])
def test_a_damaged_index_is_reported_and_can_be_rebuilt(engine, tmp_path, spoil):
    (meta,) = (tmp_path / "index").glob("index-*/meta.json")
    if spoil == "spoil the meta file":
        meta.write_text("{")
    else:
        for file in meta.parent.iterdir() if "folder" in spoil else [meta]:
            file.unlink()
    assert engine.health()["state"] == "needs rebuild"
    with pytest.raises(EngineDown):
        engine.search(query("ջուր"))
    engine.rebuild(SHELF)
    assert engine.count(query("")) == 6


def test_a_full_disk_is_reported_and_changes_nothing(engine, tmp_path):
    told = subprocess.run(
        [sys.executable, "-c", FULL_DISK, f"embedded:{tmp_path / 'index'}"],
        env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"},
        capture_output=True,
        check=True,
        text=True,
    )
    assert told.stdout.splitlines() == ["down 6"] * 6
    assert engine.count(query("")) == 6
    assert len(list((tmp_path / "index").glob("index-*"))) == 1
    engine.put([draft("edraft:1", "Ջուր")])
    assert engine.count(query("")) == 7


def test_killing_the_writer_loses_nothing_that_was_put(tmp_path):
    url = f"embedded:{tmp_path / 'index'}"
    open_engine(url).rebuild([])
    chance = random.Random(7)
    known = 0
    for _ in range(4):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, url, str(known)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        assert writer.stdout is not None
        for _ in range(chance.randrange(3, 9)):
            said = writer.stdout.readline().strip()
        time.sleep(chance.random() / 20)
        writer.send_signal(signal.SIGKILL)
        said = writer.stdout.read().split()[-1:] or [said]
        writer.wait()
        writer.stdout.close()
        engine = open_engine(url)
        total = engine.count(query("ջուր"))
        known = total
        if said[0].isdigit():
            assert total >= int(said[0]) + 5
        assert total % 5 == 0
        found = {hit.id for hit in engine.search(query("ջուր"), limit=1000).hits}
        assert found == {f"edraft:{number}" for number in range(total)}
        engine.put([])

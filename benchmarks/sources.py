"""What does a night cost? ``python -m benchmarks.sources [--json]``.

First ``orakarg crawl`` replays the recorded pages of all sources: pages a second, and the most memory that it
and all its processes hold (what they share counts once). Then a round, stage by stage as ``orakarg round``
goes, over the fifteen sources and 500 new items of ``benchmarks.night``, with 300 people who each follow a
search. The peer of both crawls reads the same pages by the same readers in one process that has long started,
and drops what they tell: no Scrapy, no records on disk, no database, no limits. The other stages have no peer
of the same work; ``benchmarks.tagging`` and ``benchmarks.search`` compare what they stand on.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import alerts.__main__ as alerting
import nlp.__main__ as tagging
import orakarg
import search_api.__main__ as searching
from benchmarks import night
from benchmarks.watching import memory
from config import communities, settings
from config.settings import Settings
from crawler import recorded, warc
from crawler.reading import SOURCES
from legislation import demo
from legislation.archive import read
from legislation.errors import UnexpectedPage
from legislation.people import bring_communities
from legislation.scraped import Page
from legislation.storage.database import opened

NOW = datetime.fromisoformat("2026-11-03T07:00:00+04:00")
STEP = 0.1
"""Seconds between two looks at the memory."""
_WORKED = {"tag": "tagged", "index": "indexed", "notify": "deliveries", "deliver": "sent"}


def replayed(home: Settings, environment: dict[str, str]) -> dict[str, float]:
    """``orakarg crawl`` over all recorded pages, in a fresh installation."""
    command = [
        sys.executable,
        "-m",
        "orakarg",
        "crawl",
        "--json",
        "--replay",
        "demo:2",
        "--now",
        NOW.isoformat(),
    ]
    begin = time.perf_counter()
    started = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE)  # noqa: S603 - ourselves
    with memory(started.pid, STEP) as peak:
        told = json.loads(started.communicate()[0])["sources"]
    taken = time.perf_counter() - begin
    wrong = [f"{name}: {one['reason']}" for name, one in told.items() if one["state"] == "failed"]
    if wrong:
        raise RuntimeError("; ".join(wrong))
    pages = sum(one["pages"] for one in told.values())
    rows = [(name, row.page()) for name in recorded.sources() for row in recorded.rows(name)]
    return {"sources": len(recorded.sources()), "peak_memory": peak.bytes} | _against(pages, taken, rows)


def _against(pages: int, seconds: float, read_by_peer: Iterable[tuple[str, Page]]) -> dict[str, float]:
    ours, peer = pages / seconds, read_and_dropped(read_by_peer)
    return {"pages": pages, "seconds": seconds, "pages_a_second": ours, "peer": peer, "ratio": peer / ours}


def read_and_dropped(pages: Iterable[tuple[str, Page]]) -> float:
    """Pages a second of the readers alone."""
    count, taken = 0, 0.0
    for source, page in pages:
        reader = SOURCES[source]
        begin = time.perf_counter()
        try:
            reader.read(page)
        except UnexpectedPage:
            pass
        else:
            count += 1
        taken += time.perf_counter() - begin
    return count / taken


def one_night(home: Settings, folder: Path) -> dict[str, Any]:
    """The stages of a round over the records in ``folder``: seconds, and how much each did."""
    with opened(home.database) as database, database.write() as session:
        bring_communities(session, communities.load(), now=NOW)
        demo.set_up(session, NOW)
        night.follow(session, NOW)
    later = NOW + timedelta(days=1)
    stages = {
        "crawl": partial(orakarg.crawled, home, recorded.sources(), later, str(folder)),
        "tag": partial(tagging.run, home, later),
        "index": partial(searching.run, home, later),
        "notify": partial(alerting.run_notify, home, later),
        "deliver": partial(alerting.run_deliver, home, later),
    }
    result: dict[str, Any] = {}
    for name, stage in stages.items():
        begin = time.perf_counter()
        with memory(os.getpid(), STEP) as peak:
            told: dict[str, Any] = stage()
        seconds = time.perf_counter() - begin
        done = told["new"] if name == "crawl" else told[_WORKED[name]]
        result[name] = {"seconds": seconds, "done": done, "peak_memory": peak.bytes}
        if name == "crawl":
            pages = sum(one["pages"] for one in told["sources"].values())
            result[name] |= _against(pages, seconds, _in_records(folder))
        elif told["failed"]:
            raise RuntimeError(f"{name}: {told['failed']} failed")
    return result


def _in_records(folder: Path) -> Iterable[tuple[str, Page]]:
    for path in sorted(folder.rglob("*.warc.gz")):
        for entry in warc.entries(path):
            answer = read(entry.path, entry.offset)
            yield path.parent.name, answer.page(answer.body, None)


def measured() -> dict[str, Any]:
    """Both, in the tree of links that this process runs in, and an installation of its own."""
    home = settings.load()
    crawl = replayed(home, dict(os.environ))
    with opened(home.database), tempfile.TemporaryDirectory() as name:
        tagging.run(home, NOW)
        searching.run(home, NOW)
        night.record(Path(name), NOW + timedelta(days=1))
        return {"replay": crawl, "night": one_night(home, Path(name))}


def main() -> None:
    parser = argparse.ArgumentParser(description="What does a night cost?")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        print(json.dumps(measured()))
        return
    with tempfile.TemporaryDirectory() as name:
        root = night.tree(Path(name) / "tree")
        kept = {key: value for key, value in os.environ.items() if not key.startswith("ORAKARG_")}
        environment = kept | {"ORAKARG_DATA": f"{name}/data", "PYTHONPATH": str(root)}
        command = [sys.executable, "-m", "benchmarks.sources", "--child"]
        done = subprocess.run(command, cwd=root, env=environment, stdout=subprocess.PIPE, check=True)  # noqa: S603
    figures = json.loads(done.stdout.splitlines()[-1])
    if options.json:
        print(json.dumps(figures))
        return
    one = figures["replay"]
    print(
        f"replay of {one['sources']} sources: {one['pages']} pages in {one['seconds']:.1f} s,"
        f" {one['pages_a_second']:.1f} pages/s, read and dropped {one['peer']:.1f} pages/s,"
        f" ratio {one['ratio']:.1f}; at most {one['peak_memory'] / 1e6:.0f} MB"
    )
    for stage, told in figures["night"].items():
        each = told["seconds"] / max(told["done"], 1) * 1e3
        more = f", {told['pages']} pages, ratio to reading {told['ratio']:.1f}" if "ratio" in told else ""
        print(
            f"{stage}: {told['seconds']:.1f} s, {told['done']} done ({each:.1f} ms each){more};"
            f" at most {told['peak_memory'] / 1e6:.0f} MB"
        )


if __name__ == "__main__":
    main()

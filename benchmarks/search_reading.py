"""What comes after the engine: reading and marking ten hits, and the whole way through HTTP.

The drafts that the first searches of each kind find are stored, read by the tagger, and served.
"""

import http.client
import json
import multiprocessing
import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import nlp.__main__ as tagging
from benchmarks.search_asking import Times, points
from benchmarks.search_corpus import Sentence, documents
from benchmarks.search_queries import NOW, ZONE, parsed
from config import settings
from legislation import ingest
from legislation.query import PUBLIC, Document, Query, Viewer
from legislation.scraped import Page, ScrapedDraft, ScrapedPart
from legislation.storage.database import Database, opened
from legislation.vocabulary import Kind, Origin, Stage
from search_api.engine import Engine, Results, Sort, open_engine
from search_api.indexing import index_pending
from search_api.searching import find, search_drafts

READ = 15
"""Searches of each kind whose hits are read."""
SECONDS = 10.0
"""How long people ask through HTTP."""
ROOT = Path(__file__).parents[1]
_SPAWN = multiprocessing.get_context("spawn")


class Remembering:
    """An engine that says at once what it said before, so that what comes after it can be timed."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._said: dict[Query, Results] = {}

    def search(
        self,
        query: Query,
        viewer: Viewer = PUBLIC,
        *,
        limit: int = 10,
        offset: int = 0,
        sort: Sort = "relevance",
        now: datetime | None = None,
        facets: bool = False,
    ) -> Results:
        if query not in self._said:
            self._said[query] = self._engine.search(query, viewer, limit=limit, facets=facets)
        return self._said[query]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)


def store(folder: Path, pool: list[Sentence], size: int, best: Mapping[str, Sequence[Sequence[str]]]) -> None:
    """Keep the drafts that were found, tagged, in a data folder of their own."""
    wanted = {key for found in best.values() for ten in found[:READ] for key in ten}
    home = settings.load({"ORAKARG_DATA": str(folder)})
    with opened(home.database) as database, database.write() as session:
        for one in documents(pool, size):
            if one.id in wanted:
                ingest.record(session, _scraped(one), now=NOW, quiet="benchmark")
    if failed := tagging.run(home, NOW)["failed"]:
        raise SystemExit(f"{failed} drafts could not be tagged")


def reading(folder: Path, url: str, asked: Sequence[str]) -> Times:
    """Milliseconds for reading and marking the ten hits of a search, the engine's part left out."""
    home = settings.load({"ORAKARG_DATA": str(folder)})
    took = []
    with opened(home.database) as database, closing(open_engine(url)) as engine:
        remembering: Any = Remembering(engine)
        for round_ in range(2):
            for query in map(parsed, asked):
                begin = time.perf_counter()
                with database.read() as session:
                    found = find(session, remembering, query, now=NOW)
                if round_ and found.total:
                    took.append((time.perf_counter() - begin) * 1000)
    return points(took)


def findable(folder: Path, url: str) -> float:
    """Seconds from the storing of a new draft until a search finds it."""
    home = settings.load({"ORAKARG_DATA": str(folder)})
    with opened(home.database) as database, closing(open_engine(url)) as engine:
        index_pending(database, engine, NOW)  # what was stored before
        new = Document("draft:new", {"hy": "Նորագույնիկ"}, "source1", "", NOW)
        with database.write() as session:
            ingest.record(session, _scraped(new), now=NOW, quiet="benchmark")
        begin = time.perf_counter()
        index_pending(database, engine, NOW)
        assert _found(database, engine) == 1
        return time.perf_counter() - begin


def _found(database: Database, engine: Engine) -> int:
    total: int = search_drafts(database, engine, "Նորագույնիկ", now=NOW, zone=ZONE)["total"]
    return total


def served(folder: Path, url: str, asked: Sequence[str], clients: int) -> dict[str, float]:
    """Requests a second, and their times in milliseconds, of people at a real server."""
    with _server(folder, url) as port:
        start = _SPAWN.Barrier(clients)
        answers: Any = _SPAWN.Queue()
        given = (port, list(asked), start, answers)
        running = [_SPAWN.Process(target=_person, args=(*given, number)) for number in range(clients)]
        for one in running:
            one.start()
        took = [one for _ in running for one in answers.get()]
        for one in running:
            one.join()
    return {"requests_per_s": len(took) / SECONDS, **points(took)}


@contextmanager
def _server(folder: Path, url: str) -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    own = {
        "ORAKARG_DATA": str(folder),
        "ORAKARG_ENGINE": url,
        "ORAKARG_BASE_URL": "https://127.0.0.1",  # behind a proxy, so that every request is another person's
    }
    command = [sys.executable, str(ROOT / "orakarg.py"), "serve", "--port", str(port)]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, env={**os.environ, **own}, stdout=quiet, stderr=quiet)  # noqa: S603 - ourselves
    try:
        while True:
            time.sleep(0.2)
            if process.poll() is not None:
                raise SystemExit("the server did not start")
            with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=5)) as connection:
                try:
                    connection.request("GET", "/healthz")
                    connection.getresponse().read()
                except OSError:
                    continue
                break
        yield port
    finally:
        process.terminate()
        process.wait()


def _person(port: int, asked: list[str], start: Any, answers: Any, number: int) -> None:
    chance = random.Random(number)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    took = []
    start.wait()
    limit = time.perf_counter() + SECONDS
    while time.perf_counter() < limit:
        begin = time.perf_counter()
        whose = ".".join(str(chance.randrange(1, 255)) for _ in range(4))
        headers = {"X-Forwarded-For": whose, "X-Forwarded-Proto": "https"}
        connection.request("GET", f"/api/v1/search?q={quote(chance.choice(asked))}", headers=headers)
        answer = connection.getresponse()
        told = answer.read()
        assert answer.status == 200, (answer.status, told)
        assert "hits" in json.loads(told)
        took.append((time.perf_counter() - begin) * 1000)
    connection.close()
    answers.put(took)


def _scraped(one: Document) -> ScrapedDraft:
    text = one.texts[0].text if one.texts else ""
    page = Page(url=f"https://example.org/{one.id}", content=text.encode(), sha256="0" * 64, fetched_at=NOW)
    part = ScrapedPart(one.id, page.url, "act", Origin.REBUILT, text=text, language="hy", page=page)
    return ScrapedDraft(
        key=one.id,
        source=one.source,
        url=page.url,
        origin=Origin.REBUILT,
        language="hy",
        titles=dict(one.titles),
        kind=Kind(one.kind) if one.kind else None,
        stage=Stage(one.stage) if one.stage else None,
        published=one.published,
        parts=(part,) if text else (),
    )

"""Starts a crawl as a child process, and makes sure that it ends and that its end is known."""

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import crawler
from crawler.child import FRUGAL
from crawler.settings import Installation
from legislation.errors import Busy, SetupError
from legislation.model.run import CHECK, CRAWL
from legislation.storage import runs
from legislation.storage.database import open_database
from legislation.vocabulary import RunState

BUSY, UNREADY = 75, 78
"""Exit codes of the child: another process crawls this source; the installation lacks something."""

TIME_LIMIT = timedelta(hours=6)
CHECK_LIMIT = timedelta(minutes=30)
AT_ONCE = 3
"""Sources crawled at the same time; each waits for its own site most of the time."""
_GRACE = timedelta(minutes=5)


def refusal(contact: str, replay: str | None) -> str | None:
    """Why this crawl must not begin; None if it may."""
    if replay is None and not contact:
        return "ORAKARG_CONTACT is empty: no site is read without an address to which its people can write"
    return None


def said(state: RunState, reason: str | None) -> dict[str, Any]:
    """The answer of a crawl that read nothing."""
    return {"state": state, "reason": reason, "evidence": None, "pages": 0, "new": 0, "changed": 0}


def crawl_all(
    sources: Sequence[str],
    *,
    settings: Installation,
    now: datetime,
    replay: str | None = None,
    record: str | None = None,
    progress: Callable[[int], object] = lambda n: None,
) -> dict[str, dict[str, Any]]:
    """Crawl sources, a few at a time; the answers of ``crawl`` by name, in the order of the names.

    Raises Busy, after all others are done, if another process crawls one of them.
    """
    with ThreadPoolExecutor(AT_ONCE) as pool:
        crawls = {
            name: pool.submit(crawl, name, settings=settings, now=now, replay=replay, record=record)
            for name in sources
        }
        for _done in as_completed(crawls.values()):
            progress(1)
    return {name: one.result() for name, one in crawls.items()}


def crawl(
    source: str,
    *,
    settings: Installation,
    now: datetime,
    replay: str | None = None,
    record: str | None = None,
    time_limit: timedelta = TIME_LIMIT,
) -> dict[str, Any]:
    """Crawl a source once: ``{"state", "reason", "evidence", "pages", "new", "changed"}``.

    ``replay`` is a folder of WARC files, or ``demo:1``, ``demo:2``; ``record`` is a folder that gets a
    copy of the WARC file. The tables must be there. A crash, and a crawl killed at the time limit, is a
    failed run like any other. Raises Busy while another process crawls the source.
    """
    reason = refusal(settings.contact, replay)
    if reason:
        return said(RunState.OFF, reason)
    seconds = (time_limit - min(_GRACE, time_limit / 10)).total_seconds()
    options = {"--replay": replay, "--record": record, "--seconds": str(seconds)}
    told = _told_by_child(source, options, settings, now, CRAWL, time_limit)
    return {name: told[name] for name in said(RunState.OK, None)}


def check(
    source: str,
    *,
    settings: Installation,
    now: datetime,
    items: int,
    replay: str | None = None,
    time_limit: timedelta = CHECK_LIMIT,
) -> dict[str, Any]:
    """Look at a source once, storing nothing: what ``orakarg check`` answers; else as ``crawl``."""
    reason = refusal(settings.contact, replay)
    if reason:
        return _seen(source, said(RunState.OFF, reason))
    options = {"--replay": replay, "--items": str(items)}
    return _seen(source, _told_by_child(source, options, settings, now, CHECK, time_limit))


def _seen(source: str, told: dict[str, Any]) -> dict[str, Any]:
    nothing: dict[str, Any] = {"source": source, "parts": {}, "problems": [], "warc": None}
    names = ("source", "state", "reason", "evidence", "pages", "parts", "problems", "warc")
    return {name: (nothing | told)[name] for name in names}


def _told_by_child(
    source: str,
    options: Mapping[str, str | None],
    settings: Installation,
    now: datetime,
    purpose: str,
    time_limit: timedelta,
) -> dict[str, Any]:
    """The answer of a child process; a crash is a failed run. Raises Busy, SetupError."""
    with tempfile.TemporaryDirectory(prefix=f"orakarg-{purpose}-") as folder:
        answer = Path(folder) / "answer.json"
        given = {**options, "--now": now.isoformat(), "--json": str(answer)}
        words = [word for name, value in given.items() if value is not None for word in (name, value)]
        log = settings.data / "logs" / f"{purpose}-{source}.log"
        code = _run_child([source, "--leash", *words], settings, log, time_limit)
        told: dict[str, Any] = json.loads(answer.read_text()) if answer.exists() else {}
    if code == BUSY:
        raise Busy(f"another process is crawling {source}; try again in a moment")
    if code == UNREADY:
        raise SetupError(_last_line(log))
    if "state" in told:
        return told
    reason = (
        f"killed: it took longer than {time_limit}"
        if code is None
        else f"crashed ({code}): {_last_line(log)}"
    )
    return _failed(settings.database, source, told.get("run"), reason, now, purpose)


def _run_child(arguments: list[str], settings: Installation, log: Path, time_limit: timedelta) -> int | None:
    """The exit code of the child; None if it had to be killed. Whatever happens here, the child ends too."""
    root = str(Path(crawler.__file__).parents[1])
    environment = os.environ | {
        "ORAKARG_DATA": str(settings.data),
        "ORAKARG_DATABASE": settings.database,
        "ORAKARG_CONTACT": settings.contact,
        "PYTHONPATH": os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH")))),
        **FRUGAL,
    }
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as out:
        child = subprocess.Popen(  # noqa: S603 - ourselves
            [sys.executable, "-m", "crawler", *arguments],
            stdin=subprocess.PIPE,  # the leash: it is cut when this process dies, however it dies
            stdout=subprocess.DEVNULL,
            stderr=out,
            env=environment,
            start_new_session=True,
        )
        try:
            return child.wait(time_limit.total_seconds())
        except subprocess.TimeoutExpired:
            return None
        finally:
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()
            if child.stdin:
                child.stdin.close()


def _failed(
    url: str, source: str, run_id: int | None, reason: str, now: datetime, purpose: str
) -> dict[str, Any]:
    """Finish the run that the child has begun, or note one that it could not even begin."""
    database = open_database(url)
    try:
        with database.write() as session:
            run_id = run_id or runs.start(session, source, now, purpose).id
            runs.finish(session, run_id, state=RunState.FAILED, reason=reason, evidence=None, now=now)
    finally:
        database.close()
    return said(RunState.FAILED, reason)


def _last_line(log: Path) -> str:
    lines = log.read_text(errors="replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "no word")

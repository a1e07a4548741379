"""One polite live look at a source: a few drafts through its own spider, recorded and told, none stored."""

from collections.abc import Callable
from datetime import UTC, datetime
from importlib import import_module
from typing import Any

from config.sources import Source
from crawler.archive import Archive
from crawler.expectations import Tally
from crawler.fetching import PAUSES
from crawler.looking import Look, LookStore, problems_of, tell, verdict
from crawler.replay import open_recordings
from crawler.settings import Installation
from crawler.spider import Job
from crawler.store import DatabaseStore
from crawler.walk import walk
from legislation import locks
from legislation.errors import SetupError
from legislation.model.run import CHECK
from legislation.storage import runs
from legislation.storage.database import Database, opened


def check(
    home: Installation,
    source: Source,
    *,
    items: int,
    now: datetime,
    tell: Callable[[dict[str, Any]], None],
    replay: str | None = None,
    pauses: tuple[float, ...] = PAUSES,
) -> None:
    """Look at a source once; ``tell`` is told the number of the run when it begins, and all at its end.

    Raises Busy while another process crawls the source. Can be called once in a process.
    """
    with locks.hold(home.locks, f"crawling-{source.name}"), opened(home.database) as database:
        with database.write() as session:
            run_id = runs.start(session, source.name, now, CHECK).id
        tell({"run": run_id})
        look, tally, archive = Look(items), Tally(), Archive(home.archive, source.name, now)
        store = LookStore(DatabaseStore(database, source.name, run_id, now, None), items)
        try:
            spider = import_module(f"crawler.sources.{source.name}.spider").SPIDER
            recordings = open_recordings(replay, source, spider.pages.canonical, now) if replay else None
            job = Job(source, now, _clock, store, archive, recordings, pauses=pauses, tally=tally, look=look)
            walk(spider, job, home.user_agent)
        except SetupError as error:
            tally.stopped = str(error)
        finally:
            archive.close()
        tell(_end(database, run_id, source, look, tally, store.looked_at, archive, now))


def _end(
    database: Database,
    run_id: int,
    source: Source,
    look: Look,
    tally: Tally,
    looked_at: list[str],
    archive: Archive,
    now: datetime,
) -> dict[str, Any]:
    state, reason = verdict(tally, looked_at)
    problems = list(dict.fromkeys([*tally.problems, *problems_of(look.parts)]))
    with database.write() as session:
        runs.finish(
            session,
            run_id,
            state=state,
            reason=reason,
            evidence=tally.evidence,
            pages=tally.pages,
            problems=problems,
            now=now,
        )
    return {
        "run": run_id,
        "source": source.name,
        "state": state,
        "reason": reason,
        "evidence": tally.evidence,
        "pages": tally.pages,
        "parts": tell(look.parts, source),
        "problems": problems,
        "warc": str(archive.path) if archive.path else None,
    }


def _clock() -> datetime:
    return datetime.now(UTC)

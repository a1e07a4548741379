"""One crawl of one source, in a process of its own: Scrapy's reactor does not start twice.

Exit codes: 0 the crawl has ended, well or not, as its answer says; 75 another process crawls this source;
78 the installation lacks something; anything else is a crash.
"""

import json
import os
import re
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from config import settings, sources
from config.settings import Settings
from config.sources import Source
from config.terminal import now_option
from crawler.archive import Archive
from crawler.check import check
from crawler.expectations import Tally, judge, look_back, unstored_rows
from crawler.fetching import PAUSES
from crawler.looking import known_labels, known_stages
from crawler.replay import is_recorded, open_recordings
from crawler.run import BUSY, UNREADY, refusal, said
from crawler.spider import Job
from crawler.store import DatabaseStore
from crawler.walk import walk
from legislation import locks
from legislation.errors import Busy, SetupError
from legislation.storage import runs
from legislation.storage.database import Database, opened
from legislation.vocabulary import RunState

WEEK = timedelta(days=7)

Tell = Callable[[dict[str, Any]], None]


def _ids(context: click.Context, parameter: click.Parameter, value: str | None) -> range | None:
    if value is None:
        return None
    found = re.fullmatch(r"(\d+)-(\d+)", value)
    if not found or int(found[1]) > int(found[2]):
        raise click.BadParameter("not a range such as 9000-9100")
    return range(int(found[1]), int(found[2]) + 1)


@click.command()
@click.argument("source")
@now_option
@click.option("--replay", help="Serve from the WARC files of this folder, or from demo:1 or demo:2.")
@click.option("--record", type=click.Path(path_type=Path), help="Write the WARC file to this folder, too.")
@click.option("--ids", callback=_ids, help="Read this range of numbers, such as 9000-9100 (edraft).")
@click.option("--items", type=click.IntRange(1), help="A check: look at so many drafts, store none.")
@click.option("--json", "answer", type=click.Path(path_type=Path), help="Write the answer to this file.")
@click.option("--seconds", type=float, help="Stop in good order after so many seconds.")
@click.option("--leash", is_flag=True, hidden=True, help="End when standard input is closed.")
def main(source: str, leash: bool, answer: Path | None, items: int | None, **options: Any) -> None:
    """Crawl SOURCE once and print what came of it, one line of JSON.

    The answer is {"run", "state", "reason", "evidence", "pages", "new", "changed"}; that of a check is the
    one of “orakarg check”, and the run.
    """
    if leash:
        threading.Thread(target=_end_with_parent, daemon=True).start()
    known = sources.load()
    if source not in known:
        raise click.BadParameter(f"there is no source {source}; there are {', '.join(known)}")
    try:
        home, tell = settings.load(), _teller(answer)
        if items:
            check(home, known[source], items=items, tell=tell, now=options["now"], replay=options["replay"])
        else:
            crawl(home, known[source], tell=tell, **options)
    except Busy as error:
        code, words = BUSY, str(error)
    except (SetupError, settings.BadSetting) as error:
        code, words = UNREADY, str(error)
    else:
        return
    click.echo(words, err=True)
    sys.exit(code)


def crawl(
    home: Settings,
    source: Source,
    *,
    now: datetime,
    tell: Tell,
    replay: str | None = None,
    record: Path | None = None,
    ids: range | None = None,
    seconds: float | None = None,
    pauses: tuple[float, ...] = PAUSES,
) -> None:
    """Crawl a source once; ``tell`` is told the number of the run when it begins, and all at its end.

    Raises Busy while another process crawls the source. Can be called once in a process.
    """
    if reason := refusal(home.contact, replay):
        tell(said(RunState.OFF, reason))
        return
    spider = import_module(f"crawler.sources.{source.name}.spider").SPIDER
    if replay and not is_recorded(source, replay, spider.pages.canonical, now):
        tell(said(RunState.NEVER, "nothing of this source is recorded there"))
        return
    with locks.hold(home.locks, f"crawling-{source.name}"), opened(home.database) as database:
        store = _begin(database, source.name, now, ids)
        tell({"run": store.run_id})
        tally = Tally()
        archive = Archive(home.archive, source.name, now, record)
        until = datetime.now(UTC) + timedelta(seconds=seconds) if seconds else None
        try:
            recordings = open_recordings(replay, source, spider.pages.canonical, now) if replay else None
            job = Job(source, now, _clock, store, archive, recordings, ids, until, pauses, tally)
            walk(spider, job, home.user_agent)
        except SetupError as error:
            tally.stopped = str(error)
        finally:
            archive.close()
        if not replay:
            _look_back(store, tally, source, now, whole=ids is None)
        tell(_end(store, tally, now))


def _begin(database: Database, source: str, now: datetime, ids: range | None) -> DatabaseStore:
    """Note that a run begins; what a first crawl or a look into the past brings is no news."""
    with database.write() as session:
        first = not runs.has_succeeded(session, source)
        quiet = "first crawl" if first else "read again by its number" if ids else None
        return DatabaseStore(database, source, runs.start(session, source, now).id, now, quiet)


def _look_back(store: DatabaseStore, tally: Tally, source: Source, now: datetime, *, whole: bool) -> None:
    """What a crawl of the living site, if it was a ``whole`` one, should have brought and did not."""
    if absent := unstored_rows(tally, store.known(tally.listed)):
        tally.doubts.append(f"{len(absent)} of {len(tally.listed)} drafts that are listed are not stored")
    if whole:
        with store.database.read() as session:
            came = runs.came(session, source.name, now - WEEK)
        look_back(tally, source, known_labels(source) | known_stages(source), came)


def _end(store: DatabaseStore, tally: Tally, now: datetime) -> dict[str, Any]:
    state, reason = judge(tally)
    with store.database.write() as session:
        runs.finish(
            session,
            store.run_id,
            state=state,
            reason=reason,
            evidence=tally.evidence,
            pages=tally.pages,
            new=tally.new,
            changed=tally.changed,
            unchanged=tally.unchanged,
            problems=tally.problems,
            now=now,
        )
        return {"run": store.run_id, **runs.answer(runs.last(session, store.source))}


def _clock() -> datetime:
    return datetime.now(UTC)


def _teller(path: Path | None) -> Tell:
    """Writes an answer to a file, whole or not at all, and what is final to standard output."""

    def tell(told: dict[str, Any]) -> None:
        line = json.dumps(told, ensure_ascii=False) + "\n"
        if path:
            fresh = path.with_name(f".{path.name}.new")
            fresh.write_text(line, "utf-8")
            fresh.replace(path)
        elif "state" in told:
            click.echo(line, nl=False)

    return tell


def _end_with_parent() -> None:
    """A kill of the parent ends this process as well: it would hold the source, and nobody would wait."""
    os.read(sys.stdin.fileno(), 1)
    os._exit(1)


if __name__ == "__main__":
    main()

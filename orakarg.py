"""The command line: the one place that knows all programs.

Exit codes: 0 done; 1 something failed, and the answer says what; 2 the command was used wrongly; 75
another program is writing the same stage; 78 the installation lacks something.
"""

import logging
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from typing import Any

import click

import alerts.__main__ as alerting
import nlp.__main__ as tagging
import search_api.__main__ as searching
from alerts.scheduler import Job, make_scheduler
from config import communities, settings, sources
from config.settings import Settings
from config.terminal import answer, any_failed, err, json_option, now_option, progress
from crawler import commands as crawling
from crawler import importing_commands as importing
from crawler import recorded, run
from crawler.commands import chosen, replay_option
from legislation import demo as demonstration
from legislation import locks
from legislation.errors import Busy, OrakargError, SetupError
from legislation.people import bring_communities
from legislation.storage import queues, runs
from legislation.storage.database import opened
from search_api import people_commands, retrieval
from search_api.people_commands import sign_in_link
from search_api.serving import serve_forever

BUSY, UNREADY = 75, 78

source_option = click.option("--source", "names", multiple=True, help="Only this source; may be given again.")
record_option = click.option("--record", help="Keep the WARC files in this folder.")


class Guarded(click.Group):
    """Turns our own errors into a clear word and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Busy as error:
            code, words = BUSY, str(error)
        except (SetupError, settings.BadSetting) as error:
            code, words = UNREADY, str(error)
        except OrakargError as error:
            code, words = 1, str(error)
        err.print(words, style="red")
        return ctx.exit(code)


@click.group(cls=Guarded)
@click.version_option(settings.VERSION, prog_name="orakarg")
def main() -> None:
    """Follows draft laws that touch local self-government, from first sight to the authority's answer."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")


for command in (
    *crawling.COMMANDS,
    *importing.COMMANDS,
    *people_commands.COMMANDS,
    tagging.tag,
    tagging.train,
    tagging.evaluate_with(retrieval.evaluate),
    searching.index,
    searching.search,
    alerting.notify,
    alerting.deliver,
):
    main.add_command(command)


def crawled(
    home: Settings, names: Sequence[str], now: datetime, replay: str | None = None, record: str | None = None
) -> dict[str, Any]:
    """Crawl sources, each in a child process as the only one who does: ``{"sources", "new", "changed"}``."""
    with opened(home.database):  # its tables must be there
        pass
    with progress("crawl") as step:
        told = run.crawl_all(names, settings=home, now=now, replay=replay, record=record, progress=step)
    return {"sources": told} | {key: sum(one[key] for one in told.values()) for key in ("new", "changed")}


def one_round(
    home: Settings, names: list[str], now: datetime, replay: str | None = None, record: str | None = None
) -> dict[str, Any]:
    """Crawl, tag, index, notify, deliver: once. The answer is that of ``orakarg round``."""
    stages = (tagging.run, searching.run, alerting.run_notify, alerting.run_deliver)
    total: dict[str, Any] = {"sources": {}}
    total |= dict.fromkeys(("new", "changed", "tagged", "indexed", "deliveries", "sent", "failed"), 0)
    first = partial(crawled, home, names, now, replay, record)
    for result in all_of([first, *(partial(stage, home, now) for stage in stages)]):
        total["sources"] |= result.pop("sources", {})
        for key, count in result.items():
            total[key] += count
    return total


def all_of(acts: Sequence[Callable[[], dict[str, Any]]]) -> list[dict[str, Any]]:
    """What each act gives, ``{"failed": 1}`` for one that cannot be done now.

    What is down or busy stops nothing else, mails go out without a search engine; Busy is raised at the end.
    """
    results: list[dict[str, Any]] = []
    busy: Busy | None = None
    for act in acts:
        try:
            results.append(act())
        except Busy as error:
            busy = error
        except SetupError:
            raise
        except OrakargError as error:
            err.print(str(error), style="red")
            results.append({"failed": 1})
    if busy:
        raise busy
    return results


@main.command()
@json_option
def demo(as_json: bool) -> None:
    """Make a demonstration: its people, and two recorded days with all their mails.

    The answer is that of “round”, summed over both days. Run again, it changes nothing.
    """
    home = settings.load()
    days = demonstration.days(datetime.now(home.zone))
    with opened(home.database) as database, database.write() as session:
        demonstration.refuse_foreign(session, recorded.keys())
        bring_communities(session, communities.load(), now=days[0])
        demonstration.set_up(session, days[0])
    results = []
    for number, day in enumerate(days, start=1):
        with opened(home.database) as database, database.read() as session:
            names = [name for name in recorded.sources() if runs.ended(session, name) < number]
        results.append(one_round(home, names, day, replay=f"demo:{number}"))
    with opened(home.database) as database, database.read() as session:
        last = {name: runs.answer(runs.last(session, name)) for name in recorded.sources()}
    total = demonstration.sum_up(results, last)
    answer(total, as_json, any_failed(total))


@main.command("round")
@source_option
@replay_option
@record_option
@now_option
@json_option
def round_(
    names: tuple[str, ...], replay: str | None, record: str | None, now: datetime, as_json: bool
) -> None:
    """Crawl, tag, index, notify and deliver, once.

    The answer is {"sources": {NAME: {"state", "reason", "evidence", "pages", "new", "changed"}}, "new",
    "changed", "tagged", "indexed", "deliveries", "sent", "failed"}.
    """
    result = one_round(settings.load(), chosen(names, replay), now, replay, record)
    answer(result, as_json, any_failed(result))


@main.command()
@source_option
@replay_option
@record_option
@now_option
@json_option
def crawl(
    names: tuple[str, ...], replay: str | None, record: str | None, now: datetime, as_json: bool
) -> None:
    """Pull drafts from the sources and store them.

    The answer is {"sources": …} as in that of “round”.
    """
    told = crawled(settings.load(), chosen(names, replay), now, replay, record)
    answer({"sources": told["sources"]}, as_json, any_failed(told))


@main.command()
@json_option
def status(as_json: bool) -> None:
    """Say what is stuck, queue by queue and source by source.

    The answer is {"queues": {NAME: {"waiting", "failed", "oldest"}}, "sources": {NAME: {"state",
    "reason", "evidence", "last_run"}}}.
    """
    home = settings.load()
    with opened(home.database) as database, database.read() as session:
        waiting = {name: asdict(state) for name, state in queues.states(session, datetime.now(UTC)).items()}
        last = {name: runs.status(runs.last(session, name)) for name in sources.load()}
    answer({"queues": waiting, "sources": last}, as_json)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=int)
@click.option("--with-worker", is_flag=True, help="Run “orakarg work” beside it.")
@click.option("--demo-links", is_flag=True, help="Print sign-in links for the people of the demonstration.")
def serve(host: str, port: int, with_worker: bool, demo_links: bool) -> None:
    """Serve the pages and the API until Ctrl-C."""
    home = settings.load()
    click.echo(f"\nOrakarg is at {home.base_url}/  (Ctrl-C ends it)\n")
    for one in demonstration.PEOPLE if demo_links else ():
        click.echo(f"Sign in once as {one.roles[-1]} ({one.name}):\n  {sign_in_link(home, one.email)}")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    worker = subprocess.Popen([sys.executable, __file__, "work"]) if with_worker else None  # noqa: S603 - ourselves
    try:
        serve_forever(home, host, port)
    finally:
        if worker:
            worker.terminate()
            worker.wait()


@main.command()
def work() -> None:
    """Run every job at its time, until Ctrl-C."""
    home = settings.load()
    jobs = [
        Job("hand on", "orakarg:job_hand_on", "* * * * *"),
        Job("import", "crawler.importing_commands:job", "* * * * *"),
        Job("prune", "orakarg:job_prune", "40 3 * * *"),
    ]
    if home.contact:
        known = sources.load()
        jobs += [Job(f"crawl {n}", "orakarg:job_crawl", known[n].schedule, {"name": n}) for n in chosen(())]
    else:
        err.print("Nothing is crawled: ORAKARG_CONTACT is empty, and no site is read without a contact.")
    with locks.hold(home.locks, "work"):
        scheduler = make_scheduler(jobs, home.zone)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        with suppress(KeyboardInterrupt):
            scheduler.start()
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # “serve” ends its worker, Ctrl-C both


def job_crawl(name: str) -> None:
    """One crawl of one source, by the scheduler."""
    crawled(settings.load(), [name], datetime.now(UTC))


def job_prune() -> None:
    """The archive, once a day, by the scheduler."""
    crawling.pruned(settings.load(), datetime.now(UTC))


def job_hand_on() -> None:
    """Everything that waits, as far as it goes, by the scheduler."""
    one_round(settings.load(), [], datetime.now(UTC))


@main.group()
def db() -> None:
    """Look after the database."""


@db.command("upgrade")
def db_upgrade() -> None:
    """Bring the schema up to date."""
    with opened(settings.load().database):
        click.echo("The database is up to date.")


if __name__ == "__main__":
    main()

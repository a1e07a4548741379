"""``python -m search_api``: brings the index up to date and searches it."""

from contextlib import closing
from datetime import UTC, datetime

import click

from config import settings
from config.settings import Settings
from config.terminal import answer, any_failed, json_option, now_option, progress
from legislation import locks
from legislation.storage.database import opened
from search_api.engine import open_engine
from search_api.indexing import index_pending, rebuild
from search_api.searching import search_drafts


def run(home: Settings, now: datetime, anew: bool = False) -> dict[str, int]:
    """Index what is due, or everything anew, as the only writer of the index."""
    with (
        locks.hold(home.locks, "index"),
        opened(home.database) as database,
        closing(open_engine(home.engine, home.access)) as engine,
        progress("index") as step,
    ):
        done = (rebuild if anew else index_pending)(database, engine, now, step)
    return {"indexed": done.done, "failed": done.failed}


@click.command()
@click.option("--rebuild", "anew", is_flag=True, help="Make the whole index again from the database.")
@now_option
@json_option
def index(anew: bool, now: datetime, as_json: bool) -> None:
    """Bring the search index up to date with the database.

    The answer is {"indexed", "failed"}: drafts that went in, and drafts that could not this time.
    """
    result = run(settings.load(), now, anew)
    answer(result, as_json, any_failed(result))


@click.command()
@click.argument("query")
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1, 1000))
@json_option
def search(query: str, limit: int, as_json: bool) -> None:
    """Search the drafts as the public does.

    The answer is {"total", "hits": [{"id", "title", "source", "url", "stage", "deadline", "score",
    "passages"}], "facets"}.
    """
    home = settings.load()
    with opened(home.database) as database, closing(open_engine(home.engine, home.access)) as engine:
        found = search_drafts(database, engine, query, now=datetime.now(UTC), zone=home.zone, limit=limit)
    answer(found, as_json)


@click.group()
def main() -> None:
    """The search of Orakarg."""


main.add_command(index)
main.add_command(search)

if __name__ == "__main__":
    main()

"""``python -m nlp``: reads every text that waits, once."""

from datetime import datetime
from functools import cache

import click

from config import lexicon, settings
from config.settings import Settings
from config.terminal import answer, any_failed, json_option, now_option, progress
from legislation import locks
from legislation.storage import drafts
from legislation.storage.database import opened
from nlp.tagger import Tagger
from nlp.tagging import Tagged, tag_pending


def run(home: Settings, now: datetime) -> dict[str, int]:
    """Tag what is due, as the only tagger of this installation."""
    with locks.hold(home.locks, "tag"), opened(home.database) as database, progress("tag") as step:
        with database.read() as session:
            waits = bool(drafts.due_for_tagging(session, now, 1))
        done = tag_pending(database, _tagger().read, now, step) if waits else Tagged(0, 0)
    return {"tagged": done.done, "failed": done.failed}


@cache
def _tagger() -> Tagger:
    """Made when the first text waits: the worker asks every minute whether one does."""
    return Tagger(*lexicon.load())


@click.command()
@now_option
@json_option
def tag(now: datetime, as_json: bool) -> None:
    """Read structure, references and topics of the texts that wait.

    The answer is {"tagged", "failed"}: texts read, and texts that could not be read this time.
    """
    result = run(settings.load(), now)
    answer(result, as_json, any_failed(result))


if __name__ == "__main__":
    tag()

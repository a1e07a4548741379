"""``python -m nlp``: reads every text that waits, once; trains the models of relevance and measures them."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import click

from config import lexicon, settings
from config.settings import Settings
from config.terminal import answer, any_failed, err, json_option, now_option, progress
from legislation import labelled, locks
from legislation.labelled import FIELDS, Judgements
from legislation.storage import drafts, tags
from legislation.storage.database import opened
from nlp import told
from nlp.model import Models
from nlp.tagger import Tagger
from nlp.tagging import Tagged, tag_pending

Retrieval = Callable[[Sequence[Any], Sequence[Any], Judgements, Sequence[str]], dict[str, float]]
"""Measures a search: ``retrieval(corpus, queries, judgements, fields)``."""


def run(home: Settings, now: datetime, again: bool = False) -> dict[str, int]:
    """Tag what is due, or all texts again, as the only tagger of this installation."""
    with locks.hold(home.locks, "tag"), opened(home.database) as database, progress("tag") as step:
        if again:
            with database.write() as session:
                drafts.read_again(session, now)
        with database.read() as session:
            waits = bool(drafts.due_for_tagging(session, now, 1))
        done = tag_pending(database, _tagger(home).read, now, step) if waits else Tagged(0, 0)
    return {"tagged": done.done, "failed": done.failed}


def _tagger(home: Settings) -> Tagger:
    """Made when the first text waits, and anew when a model has changed."""
    files = sorted(file for folder in home.models for file in folder.glob("*.npz"))
    return _made(home.models, tuple((file, file.stat().st_mtime_ns) for file in files))


@lru_cache(maxsize=1)
def _made(folders: tuple[Path, ...], files: tuple[tuple[Path, int], ...]) -> Tagger:
    return Tagger(*lexicon.load(), Models(*folders))


@click.command()
@click.option("--again", is_flag=True, help="Read all current texts again, by today's rules and models.")
@now_option
@json_option
def tag(again: bool, now: datetime, as_json: bool) -> None:
    """Read structure, references, topics and relevance of the texts that wait.

    The answer is {"tagged", "failed"}: texts read, and texts that could not be read this time.
    """
    result = run(settings.load(), now, again)
    answer(result, as_json, any_failed(result))


@click.command()
@click.option("--language", "languages", multiple=True, help="Only this model (hy en ru fr, xx: all others).")
@click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    help="Make the models anew in this folder, from the rows that we are shipped with alone.",
)
@now_option
@json_option
def train(languages: tuple[str, ...], into: Path | None, now: datetime, as_json: bool) -> None:
    """Learn what officers corrected since the models were made; a new one is kept if it is better.

    The answer is {"models": {LANGUAGE: {"rows", "corrections", "before", "after", "kept", "why"}}} with
    the average precision on held-out rows before and after.
    """
    from nlp import learning, training  # scikit-learn is slow to load, and no other command needs it

    home = settings.load()
    with opened(home.database) as database, database.read() as session:
        said = [] if into else list(tags.corrections(session))
    with locks.hold(home.locks, "train"), progress("train") as step:
        place = learning.Place(home.models[0], home.models) if into is None else learning.Place(into, ())
        rows = training.carried()
        result = learning.train(place, rows, said, languages, lexicon.load(), now, step)
    answer(result, as_json)


def evaluate_with(retrieval: Retrieval) -> click.Command:
    """The command that measures; sets of questions are measured by ``retrieval``."""

    @click.command()
    @click.option("--set", "folder", required=True, type=click.Path(path_type=Path), help="Folder of rows.")
    @click.option("--fields", default=",".join(FIELDS), show_default=True, help="What may be read of a row.")
    @click.option(
        "--corpus", type=click.Path(path_type=Path), help="The texts that a set of questions is about."
    )
    @click.option("--folds", type=click.IntRange(2, 20), help="Learn from the set itself, in so many parts.")
    @json_option
    def evaluate(folder: Path, fields: str, corpus: Path | None, folds: int | None, as_json: bool) -> None:
        """Measure how well a labelled set is read, or how well questions are answered.

        The answer is {"set", "kind", "rows", "labels": {NAME: {"ap", "p", "r", "f1", "ece", "threshold"}},
        "inbox", "mail", "ndcg@10", "mrr", "recall@100", "seconds", "skipped", "left_out", "languages"}; the
        site shows the latest of each set.
        """
        home = settings.load()
        named = tuple(name.strip() for name in fields.split(",") if name.strip())
        begin = datetime.now(UTC)
        if corpus or labelled.is_retrieval(folder):
            asked = labelled.read_questions(folder, corpus)
            result = told.of_search(retrieval(*asked, named), asked)
        else:
            result = _classified(home, folder, named, folds)
        result = told.answer(folder, result, begin)
        told.keep(home.data / "quality", result)
        if as_json:
            answer(result, as_json)
        else:
            told.show(result)

    return evaluate


def _classified(home: Settings, folder: Path, fields: Sequence[str], folds: int | None) -> dict[str, Any]:
    from nlp import evaluation, training  # scikit-learn, as above

    rows = labelled.read_set(folder, fields)
    kept = rows if folds else list(_unseen(rows, training.carried().values()))
    if not kept:
        err.print("The models were trained on every row of this set: --folds measures it.", style="yellow")
    with progress("evaluate") as step:
        result = evaluation.evaluate(kept, lexicon.load(), Models(*home.models), folds, step)
    model = f"{folds} folds of the set" if folds else "own" if home.models[0].exists() else "shipped"
    return result | {"rows": len(kept), "left_out": len(rows) - len(kept), "model": model}


def _unseen(rows: Iterable[labelled.Row], sets: Iterable[Sequence[labelled.Row]]) -> Iterable[labelled.Row]:
    seen = {mark for some in sets for one in some for mark in (one.id, one.mark)}
    return (row for row in rows if row.id not in seen and row.mark not in seen)


if __name__ == "__main__":
    tag()

"""Makes the models: from the rows that the project carries, our list of laws, and what officers said."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from config.lexicon import Law, Lexicon
from legislation.labelled import FIELDS, RELEVANT, Row, lines, row
from nlp import fitting
from nlp.evaluation import Judged, judge
from nlp.fitting import FOLDS, Bools, Example, Table
from nlp.hearing import Hearer
from nlp.model import OTHER, Model

CARRIED = Path(__file__).parent / "training"
"""Where the rows are that the project carries."""

OFFICERS = "officers"
"""The set of the corrections of this installation."""

LAWS = "laws"
"""The set of titles that we make of our own list of laws."""

WORTH = {OFFICERS: 5.0}
"""An officer's word on a draft of ours counts as so many rows of other countries and times."""

Rows = Mapping[str, Sequence[Row]]
"""Rows by the set that they are of."""


@dataclass(frozen=True)
class Trained:
    """A model with how well rows like its own are judged in folds, as a whole and set by set.

    ``before`` is the average precision of the same rows, had only those taught that the model in use knows.
    """

    language: str
    model: Model
    figures: Mapping[str, Any]
    sets: Mapping[str, Judged]
    before: float | None

    @property
    def is_better(self) -> bool:
        return self.before is None or self.figures["ap"] > self.before


def carried(folder: Path = CARRIED) -> dict[str, list[Row]]:
    """The rows that the project carries to learn from, by set."""
    return {
        path.name.removesuffix(".jsonl.xz"): [row(where, entry, FIELDS) for where, entry in lines(path)]
        for path in sorted(folder.glob("*.jsonl.xz"))
    }


def named(laws: Iterable[Law]) -> Iterator[Row]:
    """What a draft looks like that amends one of our acts: relevant if the act is of the core.

    Of a draft whose effect cannot be seen no more is known than which act it changes.
    """
    for law in laws:
        for title in law.titles.get("hy", ()):
            code = title.removesuffix("օրենսգիրք")
            act = f"{code}օրենսգրք" if code != title else f"«{title}» Հայաստանի Հանրապետության օրենք"
            change = f"{act}ում փոփոխություններ և լրացումներ կատարելու մասին"
            text = f"Հոդված 1. {act}ի 12-րդ հոդվածի 2-րդ մասը շարադրել հետևյալ խմբագրությամբ։"
            yield Row(f"law:{law.key}", "hy", change, text, {RELEVANT: law.core})


def of_language(sets: Rows, language: str) -> dict[str, list[Row]]:
    """The rows in a language; for ``OTHER`` all of them."""
    parts = {name: [one for one in rows if language in (one.language, OTHER)] for name, rows in sets.items()}
    return {name: rows for name, rows in parts.items() if rows}


def train(
    sets: Rows,
    language: str,
    lexicon: Lexicon,
    known: Collection[str] = (),
    step: Callable[[int], object] = lambda n: None,
) -> Trained:
    """Learn one language's model from its rows, and judge by folds what such rows teach.

    ``known`` are the officers' rows that the model in use has learned from.
    """
    hearer = Hearer(lexicon)
    of = of_language(sets, language)
    examples = [one for name, rows in of.items() for one in _examples(hearer, name, rows, step)]
    own = np.repeat(list(of), [len(rows) for rows in of.values()])
    data = fitting.table(examples, with_words=language != OTHER)
    judged = _judged(data, np.full(len(own), True))
    said = {one.id for one in of.get(OFFICERS, ())}
    fresh = np.array([one.id in said and one.id not in known for rows in of.values() for one in rows])
    before = _judged(data, ~fresh).measured()["ap"] if fresh.any() else None
    each = {name: judged.part(own == name) for name in of}
    model = replace(fitting.fit(data), learned=tuple(sorted(said)))
    return Trained(language, model, judged.measured(), each, before)


def _examples(
    hearer: Hearer, name: str, rows: Sequence[Row], step: Callable[[int], object]
) -> Iterator[Example]:
    worth = WORTH.get(name, 1.0)
    for one in hearer.hear(rows, RELEVANT, step):
        yield Example(one.seen, one.signals, one.label, one.weight * worth, one.group)


def _judged(data: Table, teaching: Bools) -> Judged:
    """All rows, each judged by the rows of the other folds that may teach."""
    scores = np.zeros(len(data.labels))
    bars = np.zeros((3, len(scores)))
    for taught, judged in fitting.folds(data, FOLDS):
        scores[judged], bars[:, judged] = judge(data.part(taught[teaching[taught]]), data.part(judged))
    return Judged(data.labels, data.weights, scores, *bars)

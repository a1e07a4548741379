"""How well is relevance found? ``python -m benchmarks.relevance [--set NAME] [--folds N] [--long] [--json]``.

Our model against the usual way, TF-IDF over words and pairs of words with logistic regression, both of
scikit-learn with their defaults, on the rows that the project carries, in the same folds, with bars chosen
the same way on the rows that teach. With ``--long`` texts are made of ten others, at most one of them
relevant and never the first: as a whole, and in windows.
"""

import argparse
import json
import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from config import lexicon
from legislation.labelled import RELEVANT, Row
from legislation.text import BARRIER
from nlp import fitting, measures, training
from nlp.evaluation import Judged, judge
from nlp.features import Floats, Ints, Words
from nlp.fitting import Example, Table
from nlp.hearing import Hearer

PARTS = 10
"""Texts of which a long one is made."""

LONG = 200
"""Long texts, half of them relevant."""


class Peer:
    """TF-IDF and logistic regression on raw words."""

    def __init__(self, rows: Sequence[Row], data: Table) -> None:
        self.texts = np.array([f"{row.title}\n{row.text}" for row in rows], object)
        self.data = data

    def judge(self, taught: Ints, judged: Ints) -> tuple[Floats, Floats]:
        own = np.zeros(len(taught))
        for learned, held_out in fitting.folds(self.data.part(taught), fitting.FOLDS):
            own[held_out] = self.scores(taught[learned], taught[held_out])
        bars = measures.bars(self.data.labels[taught], own, self.data.weights[taught])
        return self.scores(taught, judged), np.array(bars)[:, None]

    def scores(self, taught: Ints, judged: Ints) -> Floats:
        words = TfidfVectorizer(ngram_range=(1, 2))
        model = LogisticRegression().fit(words.fit_transform(self.texts[taught]), self.data.labels[taught])
        told = model.predict_proba(words.transform(self.texts[judged]))[:, 1]
        return np.asarray(told, np.float64)


def measure(rows: Sequence[Row], examples: Sequence[Example], folds: int) -> dict[str, Any]:
    """The measures of both on one set."""
    data = fitting.table(examples)
    peer = Peer(rows, data)
    scores = {"ours": np.zeros(len(rows)), "peer": np.zeros(len(rows))}
    bars = {"ours": np.zeros((3, len(rows))), "peer": np.zeros((3, len(rows)))}
    for taught, judged in fitting.folds(data, folds):
        told = {"ours": judge(data.part(taught), data.part(judged)), "peer": peer.judge(taught, judged)}
        for who, (said, chosen) in told.items():
            scores[who][judged], bars[who][:, judged] = said, chosen
    return {who: _told(Judged(data.labels, data.weights, scores[who], *bars[who])) for who in scores}


def _told(judged: Judged) -> dict[str, Any]:
    return judged.measured() | {"inbox": judged.above(judged.inbox), "mail": judged.above(judged.mail)}


def measure_long(examples: Sequence[Example]) -> dict[str, Any]:
    """Average precision on long texts, as a whole and as they are read, and what the inbox's bar takes."""
    plain = [replace(one, signals=()) for one in examples]
    data = fitting.table(plain)
    taught, judged = next(fitting.folds(data, fitting.FOLDS))
    model = fitting.fit(data.part(taught))
    chance = random.Random(1)
    labels = np.arange(LONG) % 2 == 0
    made = [_long([plain[row] for row in judged], bool(label), chance) for label in labels]
    ones = np.ones(LONG)
    read = np.array([model.assess(one, ()).score for one in made])
    whole = np.array([model.spoken(*model.vocabulary.count(one)).sum() for one in made])
    taken = measures.found(labels, read >= model.inbox, ones)
    return {
        "words": float(np.mean([len(one.text) for one in made])),
        "whole": measures.average_precision(labels, whole, ones),
        "windows": measures.average_precision(labels, read, ones),
        "inbox": {"recall": taken.recall, "precision": taken.precision},
    }


def _long(examples: Sequence[Example], label: bool, chance: random.Random) -> Words:
    """Texts one after the other with the start of the first; one of the others is relevant, or none."""
    other = [one for one in examples if not one.label]
    parts = [chance.choice(other) for _ in range(PARTS)]
    if label:
        parts[chance.randrange(1, PARTS)] = chance.choice([one for one in examples if one.label])
    return parts[0].seen._replace(text=[key for one in parts for key in (*one.seen.text, BARRIER)])


def main() -> None:
    parser = argparse.ArgumentParser(description="How well is relevance found?")
    parser.add_argument("--set", dest="names", action="append", help="only this set; may be given again")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--long", action="store_true", help="measure long texts instead")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    hearer = Hearer(lexicon.load())
    result = {}
    for name, rows in training.carried().items():
        if options.names and name not in options.names:
            continue
        examples = hearer.hear(rows, RELEVANT)
        result[name] = measure_long(examples) if options.long else measure(rows, examples, options.folds)
        if not options.json:
            print(name)
            for who, told in result[name].items():
                print(f"  {who}: {_line(told) if isinstance(told, dict) else round(told, 3)}")
    if options.json:
        print(json.dumps(result))


def _line(told: dict[str, Any]) -> str:
    return ", ".join(
        f"{name} ({_line(one)})" if isinstance(one, dict) else f"{name} {one:.3f}"
        for name, one in told.items()
    )


if __name__ == "__main__":
    main()

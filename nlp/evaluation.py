"""How well a set's labels are found: by the models of the installation, or by folds of the set itself."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from config.lexicon import Lexicon
from legislation.labelled import RELEVANT, BadSet, Row
from nlp import fitting, measures
from nlp.features import Floats
from nlp.fitting import Bools, Example, Table
from nlp.hearing import Hearer
from nlp.model import Models
from nlp.tagger import Tagger

Step = Callable[[int], object]


@dataclass(frozen=True)
class Judged:
    """Labels of some texts and what was said of them: probabilities, and which stand above each bar."""

    labels: Bools
    weights: Floats
    scores: Floats
    threshold: Floats
    inbox: Floats
    mail: Floats

    def measured(self) -> dict[str, Any]:
        told = measures.found(self.labels, self.scores >= self.threshold, self.weights)
        return {
            "ap": measures.average_precision(self.labels, self.scores, self.weights),
            "p": told.precision,
            "r": told.recall,
            "f1": told.f1,
            "ece": measures.calibration_error(self.labels, self.scores, self.weights),
            "threshold": float(self.threshold.mean()),
            "rows": len(self.labels),
            "positive": int(self.labels.sum()),
        }

    def part(self, rows: Bools) -> "Judged":
        return Judged(
            self.labels[rows],
            self.weights[rows],
            self.scores[rows],
            self.threshold[rows],
            self.inbox[rows],
            self.mail[rows],
        )

    def above(self, bar: Floats) -> dict[str, float]:
        told = measures.found(self.labels, self.scores >= bar, self.weights)
        return {"recall": told.recall, "precision": told.precision}


def evaluate(
    rows: Sequence[Row], lexicon: Lexicon, models: Models, folds: int | None, step: Step = lambda n: None
) -> dict[str, Any]:
    """The answer of the command for a set of labelled texts; keys as ``orakarg evaluate`` says.

    With ``folds`` only the rows themselves are learned from, each part judged by what the others teach;
    labels that are learned are so measured, topics, which are found by rules, as they are.
    """
    names = {name for row in rows for name in row.labels}
    topics = sorted(names.intersection(topic.key for topic in lexicon.topics))
    result: dict[str, Any] = {"labels": {}, "inbox": None, "mail": None}
    by_language: dict[str, dict[str, Any]] = defaultdict(dict)
    if RELEVANT in names:
        judged = _relevance([row for row in rows if RELEVANT in row.labels], lexicon, models, folds, step)
        both = _joined(judged.values())
        result["labels"][RELEVANT] = both.measured()
        result |= {"inbox": both.above(both.inbox), "mail": both.above(both.mail)}
        for language, one in judged.items():
            by_language[language][RELEVANT] = one.measured()
    if topics:
        tagger = Tagger(*lexicon, models)
        found = _tagged(tagger, [row for row in rows if row.labels.keys() & set(topics)], topics, step)
        for topic, judged in found.items():
            result["labels"][topic] = _joined(judged.values()).measured()
            for language, one in judged.items():
                by_language[language][topic] = one.measured()
    listed = set().union(*(row.labels.keys() | row.skipped for row in rows))
    return result | {"skipped": sorted(listed - result["labels"].keys()), "languages": dict(by_language)}


def _relevance(
    rows: Sequence[Row], lexicon: Lexicon, models: Models, folds: int | None, step: Step
) -> dict[str, Judged]:
    hearer = Hearer(lexicon)
    judged = {}
    for language, some in _by_language(rows).items():
        examples = hearer.hear(some, RELEVANT, step)
        judged[language] = _by_folds(examples, folds) if folds else _by_model(examples, models, language)
    return judged


def _by_language(rows: Iterable[Row]) -> dict[str, list[Row]]:
    parts: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        parts[row.language or ""].append(row)
    return dict(parts)


def _by_model(examples: Sequence[Example], models: Models, language: str) -> Judged:
    model = models.of(language or None)
    if model is None:
        raise BadSet(f"there is no model for the language {language or 'that no row names'}")
    told = (models.assess(one.seen, one.signals, language or None) for one in examples)
    scores = np.array([one.score if one else 0.0 for one in told])
    bars = (np.full(len(scores), bar) for bar in (model.threshold, model.inbox, model.mail))
    return Judged(
        np.array([one.label for one in examples]), np.array([one.weight for one in examples]), scores, *bars
    )


def _by_folds(examples: Sequence[Example], count: int) -> Judged:
    data = fitting.table(examples)
    scores = np.zeros(len(data.labels))
    bars = np.zeros((3, len(scores)))
    parts = list(fitting.folds(data, count))
    if not parts:
        raise BadSet(f"{RELEVANT} cannot be learned in folds: it needs two texts of either label")
    for taught, judged in parts:
        scores[judged], bars[:, judged] = judge(data.part(taught), data.part(judged))
    return Judged(data.labels, data.weights, scores, *bars)


def judge(taught: Table, judged: Table) -> tuple[Floats, Floats]:
    """What rows teach about others: their probabilities, and the three bars, one in a row."""
    calibration = fitting.calibrate(taught)
    scores = calibration.probabilities(fitting.weigh(taught).sums(judged))
    return scores, np.array(calibration.bars)[:, None]


def _tagged(
    tagger: Tagger, rows: Sequence[Row], topics: Sequence[str], step: Step
) -> dict[str, dict[str, Judged]]:
    """Per topic and language the scores of the tags; a text has a topic if it has its tag."""
    said: defaultdict[tuple[str, str], list[tuple[bool, float, float]]] = defaultdict(list)
    for row in rows:
        tags = {tag.topic: tag.score for tag in tagger.read(row.text, row.language, row.title).tags}
        for topic in topics:
            if topic in row.labels:
                said[topic, row.language or ""].append((row.labels[topic], row.weight, tags.get(topic, 0.0)))
        step(1)
    found: defaultdict[str, dict[str, Judged]] = defaultdict(dict)
    for (topic, language), told in said.items():
        labels, weights, scores = (np.array(some) for some in zip(*told, strict=True))
        any_tag = np.full(len(scores), np.nextafter(0, 1))
        found[topic][language] = Judged(labels, weights, scores, any_tag, any_tag, any_tag)
    return dict(found)


def _joined(parts: Iterable[Judged]) -> Judged:
    fields = zip(*((p.labels, p.weights, p.scores, p.threshold, p.inbox, p.mail) for p in parts), strict=True)
    return Judged(*(np.concatenate(some) for some in fields))

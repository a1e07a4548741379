"""Learns a linear model from labelled texts: weights, calibration and bars.

Logistic regression over words that are weighed by rarity and by how unevenly they stand in the two
classes, and over signals. Calibration and bars are chosen on texts that the weights had not seen: the
rows are parted into folds, rows of one group never, and each fold is judged by what the others teach.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold

from nlp import features
from nlp.features import Floats, Ints, Vocabulary, Words
from nlp.measures import Bars, bars
from nlp.model import Model
from nlp.signals import NAMES, TRUST, Signal

FOLDS = 5
FREEDOM = 50.0
"""How freely the weights may grow; the inverse of the regularisation."""

UNEVENNESS = 0.5
"""How much a word counts for standing more often in one class: the power of its log-odds."""

SIGNALS = 0.3
"""What a full signal measures beside words, of which all together measure one."""

MEASURES = SIGNALS * np.array([TRUST.get(name, 1.0) for name in NAMES])

Matrix = Any  # scipy.sparse has no types
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Example:
    """A text as the model sees it, with its label; ``weight`` is how many texts it stands for."""

    seen: Words
    signals: Sequence[Signal]
    label: bool
    weight: float
    group: str


@dataclass(frozen=True)
class Table:
    """Examples as numbers, one in a row: counts of features, values of signals, labels, weights."""

    vocabulary: Vocabulary
    counts: Matrix
    signals: Floats
    labels: Bools
    weights: Floats
    groups: NDArray[np.str_]

    def part(self, rows: Ints) -> "Table":
        return Table(
            self.vocabulary,
            self.counts[rows],
            self.signals[rows],
            self.labels[rows],
            self.weights[rows],
            self.groups[rows],
        )


def table(examples: Sequence[Example], with_words: bool = True) -> Table:
    """The numbers of some examples; all are read once, whatever is learned of them then."""
    vocabulary = features.learn((one.seen for one in examples) if with_words else ())
    counted = [vocabulary.count(one.seen) for one in examples]
    ends = np.cumsum([0, *(len(columns) for columns, _ in counted)])
    columns, counts = (np.concatenate(some) for some in zip(*counted, strict=True))
    place = {name: index for index, name in enumerate(NAMES)}
    signals = np.zeros((len(examples), len(NAMES)))
    for row, one in enumerate(examples):
        for signal in one.signals:
            signals[row, place[signal.name]] = signal.value
    return Table(
        vocabulary,
        sparse.csr_matrix((counts.astype(float), columns, ends), (len(examples), len(vocabulary))),
        signals,
        np.array([one.label for one in examples]),
        np.array([one.weight for one in examples]),
        np.array([one.group for one in examples]),
    )


@dataclass(frozen=True)
class Weights:
    """What is learned before calibration; ``rarity`` is 0 for features that were not there to learn from."""

    rarity: Floats
    features: Floats
    signals: Floats
    bias: float

    def sums(self, data: Table) -> Floats:
        words = lengthened(data.vocabulary, data.counts, self.rarity) @ self.features
        return np.asarray(words + data.signals @ self.signals + self.bias, np.float64)


def weigh(data: Table) -> Weights:
    """Learn the weights from all rows of a table, of which some must have the label and some not."""
    there = np.bincount(data.counts.indices, minlength=len(data.vocabulary))
    rarity = np.where(there >= 2, np.log((1 + len(data.labels)) / (1 + there)) + 1, 0.0)
    kept = np.flatnonzero(rarity)
    uneven = np.abs(_log_odds(data)[kept]) ** UNEVENNESS
    words = lengthened(data.vocabulary, data.counts, rarity)[:, kept] @ sparse.diags(uneven)
    both = sparse.hstack([words, sparse.csr_matrix(data.signals * MEASURES)]).tocsr()
    model = LogisticRegression(C=FREEDOM, class_weight="balanced", solver="liblinear", max_iter=1000)
    model.fit(both, data.labels, sample_weight=data.weights)
    learned = np.zeros(len(rarity))
    learned[kept] = model.coef_[0][: len(kept)] * uneven
    return Weights(rarity, learned, model.coef_[0][len(kept) :] * MEASURES, float(model.intercept_[0]))


def _log_odds(data: Table) -> Floats:
    """For each feature the log of how much more often it stands in relevant texts than in others."""
    there = data.counts.astype(bool).astype(float)
    share = [1 + there[rows].sum(axis=0).A1 for rows in (data.labels, ~data.labels)]
    return np.asarray(np.log((share[0] / share[0].sum()) / (share[1] / share[1].sum())), np.float64)


def lengthened(vocabulary: Vocabulary, counts: Matrix, rarity: Floats) -> Matrix:
    """The same as ``nlp.model.lengthened``, for many texts at once."""
    damped = counts.copy()
    damped.data = (1 + np.log(damped.data)) * rarity[damped.indices]
    ends = pairwise((0, *vocabulary.bounds, len(vocabulary)))
    parts = [damped[:, begin:end] for begin, end in ends]
    lengths = [np.sqrt(part.multiply(part).sum(axis=1).A1) for part in parts]
    whole = [
        sparse.diags(1 / np.where(length, length, 1)) @ part
        for length, part in zip(lengths, parts, strict=True)
    ]
    return sparse.hstack(whole).tocsr()


def folds(data: Table, count: int) -> Iterator[tuple[Ints, Ints]]:
    """Parts of the rows, as rows to learn from and rows to judge; the same parts at every call.

    Fewer where there are not so many groups of either label; none where there is only one.
    """
    of_label = (len(np.unique(data.groups[data.labels == label])) for label in (True, False))
    count = min(count, *of_label)
    if count < 2:
        return
    split = StratifiedGroupKFold(count, shuffle=True, random_state=0)
    yield from split.split(data.counts, data.labels, data.groups)


@dataclass(frozen=True)
class Calibration:
    """How a sum becomes a probability, and from which on a text counts as what."""

    slope: float
    shift: float
    bars: Bars

    def probabilities(self, sums: Floats) -> Floats:
        return np.asarray(1 / (1 + np.exp(-np.clip(self.slope * sums + self.shift, -500, 500))))


def calibrate(data: Table) -> Calibration:
    """Judge each fold by the others, and fit probabilities and bars to that."""
    parts = list(folds(data, FOLDS))
    if not parts:
        return Calibration(1.0, 0.0, Bars(0.5, 0.5, 0.5))
    sums = np.zeros(len(data.labels))
    for taught, judged in parts:
        sums[judged] = weigh(data.part(taught)).sums(data.part(judged))
    line = LogisticRegression(C=1e6).fit(sums[:, None], data.labels, sample_weight=data.weights)
    slope, shift = float(line.coef_[0][0]), float(line.intercept_[0])
    unbarred = Calibration(slope, shift, Bars(0.5, 0.5, 0.5))
    return Calibration(slope, shift, bars(data.labels, unbarred.probabilities(sums), data.weights))


def fit(data: Table) -> Model:
    """The model that a table teaches."""
    learned, calibration = weigh(data), calibrate(data)
    signals: Mapping[str, float] = dict(zip(NAMES, learned.signals.tolist(), strict=True))
    kept = np.flatnonzero(learned.rarity)
    return Model(
        Vocabulary(data.vocabulary.keys, data.vocabulary.codes[kept]),
        learned.rarity[kept],
        learned.features[kept],
        signals,
        learned.bias,
        calibration.slope,
        calibration.shift,
        *calibration.bars,
    )

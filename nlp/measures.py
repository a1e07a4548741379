"""How good are probabilities? Measures in which each text counts as many as it stands for."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nlp.features import Floats

INBOX_RECALL = 0.97
"""What the officers' inbox must find where its bar is chosen, so that it finds 95 % elsewhere."""

MAIL_PRECISION = 0.9
BINS = 10

Bools = NDArray[np.bool_]


class Bars(NamedTuple):
    """From which probability on a text counts: on the whole (best F1), for the inbox, for mails."""

    threshold: float
    inbox: float
    mail: float


class Found(NamedTuple):
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def found(labels: Bools, taken: Bools, weights: Floats) -> Found:
    """How many of those taken are right, and how many of the right ones are taken; 0 of nothing."""
    right = float(weights[labels & taken].sum())
    return Found(_share(right, float(weights[taken].sum())), _share(right, float(weights[labels].sum())))


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def bars(labels: Bools, scores: Floats, weights: Floats) -> Bars:
    """The best bars for these scores; one between two scores lies in the middle."""
    order = np.argsort(-scores, kind="stable")
    right = np.cumsum((weights * labels)[order])
    taken = np.cumsum(weights[order])
    last = np.append(np.diff(scores[order]) != 0, True)  # scores that are equal are taken together
    precision, recall = (right / taken)[last], (right / right[-1])[last]
    ranked = scores[order][last]
    levels = (ranked + np.append(ranked[1:], 0.0)) / 2
    best = int(np.argmax(_f(precision, recall, 1.0)))
    full = int(np.argmax(recall >= INBOX_RECALL))
    sure = np.flatnonzero(precision >= MAIL_PRECISION)
    mail = int(sure[-1]) if len(sure) else int(np.argmax(_f(precision, recall, 0.5)))
    inbox = float(min(levels[full], levels[best]))
    return Bars(float(levels[best]), inbox, float(max(levels[mail], levels[best])))


def _f(precision: Floats, recall: Floats, beta: float) -> Floats:
    """The mean of precision and recall in which recall counts ``beta`` times."""
    both = beta**2 * precision + recall
    return np.divide((1 + beta**2) * precision * recall, both, out=np.zeros_like(both), where=both > 0)


def average_precision(labels: Bools, scores: Floats, weights: Floats) -> float:
    """Precision, averaged over the right ones as they are found in the order of the scores."""
    order = np.argsort(-scores, kind="stable")
    right = np.cumsum((weights * labels)[order])
    last = np.append(np.diff(scores[order]) != 0, True)
    precision = (right / np.cumsum(weights[order]))[last]
    gained = np.diff(right[last], prepend=0.0)
    return _share(float((precision * gained).sum()), float(right[-1]))


def calibration_error(labels: Bools, scores: Floats, weights: Floats) -> float:
    """How far probabilities lie from shares, on average over ten equal ranges of the scores."""
    ranges = np.minimum((scores * BINS).astype(int), BINS - 1)
    missed = np.bincount(ranges, weights * (labels - scores), BINS)
    return float(np.abs(missed).sum() / weights.sum())

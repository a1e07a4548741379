import random

import numpy as np
import pytest

from nlp import fitting
from nlp.features import Words
from nlp.fitting import Example
from nlp.model import lengthened
from nlp.signals import NAMES, Signal

CHANCE = random.Random(5)


def example(label, number, signals=()):
    words = [CHANCE.choice(("law", "year", "shall", "person")) for _ in range(20)]
    told = CHANCE.choice(("council", "commune")) if label else CHANCE.choice(("army", "ship"))
    return Example(Words([*words, told], [told]), signals, label, 1.0 if label else 3.0, f"act {number // 2}")


@pytest.fixture(scope="module")
def data():
    return fitting.table([example(number % 4 < 2, number) for number in range(80)])


def test_what_tells_the_classes_apart_is_learned(data):
    model = fitting.fit(data)
    names = [model.vocabulary.name(column) for column in range(len(model.vocabulary))]
    weights = dict(zip(names, model.weights, strict=True))
    assert min(weights["council"], weights["commune"]) > 0 > max(weights["army"], weights["ship"])
    calibration = fitting.calibrate(data)
    scores = calibration.probabilities(fitting.weigh(data).sums(data))
    assert scores[data.labels].min() > 0.5 > scores[~data.labels].max()


def test_signals_are_learned_beside_the_words():
    same = Words(["law", "law"], ["law"])
    told = [
        Example(same, (Signal("terms", 1.0),) if n % 2 else (), bool(n % 2), 1.0, str(n)) for n in range(20)
    ]
    model = fitting.fit(fitting.table(told))
    assert model.signals["terms"] > 0
    assert set(model.signals) == set(NAMES)


def test_rows_of_one_group_are_never_parted(data):
    parts = list(fitting.folds(data, 5))
    assert len(parts) == 5
    assert sorted(row for _, judged in parts for row in judged) == list(range(80))
    for taught, judged in parts:
        assert not set(data.groups[taught]) & set(data.groups[judged])


def test_few_rows_are_parted_into_fewer_folds_and_one_class_into_none():
    three = fitting.table([example(number < 6, number) for number in range(20)])
    assert len(list(fitting.folds(three, 5))) == 3
    one_class = fitting.table([example(True, number) for number in range(10)])
    assert list(fitting.folds(one_class, 5)) == []
    assert fitting.calibrate(one_class).bars == (0.5, 0.5, 0.5)


def test_many_texts_at_once_are_measured_as_one_alone(data):
    rarity = np.linspace(1, 2, len(data.vocabulary))
    many = fitting.lengthened(data.vocabulary, data.counts, rarity)
    for row in (0, 7):
        counts = data.counts[row]
        alone = lengthened(data.vocabulary, rarity, counts.indices.astype(np.int64), counts.data)
        assert many[row, counts.indices].toarray().ravel() == pytest.approx(alone)


def test_features_that_are_not_there_to_learn_from_weigh_nothing(data):
    some = data.part(np.flatnonzero(~data.labels))
    there = np.asarray((some.counts > 0).sum(axis=0)).ravel()
    mixed = data.part(np.concatenate((np.flatnonzero(~data.labels), np.flatnonzero(data.labels)[:4])))
    learned = fitting.weigh(mixed)
    rare = np.asarray((mixed.counts > 0).sum(axis=0)).ravel() < 2
    assert rare.any()
    assert not learned.features[rare].any()
    assert there.shape == learned.rarity.shape

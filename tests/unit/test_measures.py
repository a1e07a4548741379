import numpy as np
import pytest

from nlp import measures


def arrays(labels, scores, weights=None):
    return np.array(labels, bool), np.array(scores, float), np.array(weights or [1] * len(labels), float)


def test_average_precision_is_the_mean_of_the_precisions_at_the_right_ones():
    assert measures.average_precision(*arrays([1, 0, 1], [0.9, 0.8, 0.7])) == pytest.approx((1 + 2 / 3) / 2)


def test_a_text_counts_as_many_as_it_stands_for():
    assert measures.average_precision(*arrays([0, 1], [0.9, 0.8], [3, 1])) == pytest.approx(1 / 4)
    found = measures.found(np.array([True, False]), np.array([True, True]), np.array([1.0, 4.0]))
    assert found == (0.2, 1.0)
    assert found.f1 == pytest.approx(1 / 3)


def test_equal_scores_are_found_together_whatever_their_order():
    assert measures.average_precision(*arrays([1, 0], [0.5, 0.5])) == 0.5
    assert measures.average_precision(*arrays([0, 1], [0.5, 0.5])) == 0.5


def test_nothing_relevant_and_nothing_taken_measure_zero():
    none = np.array([False])
    assert measures.average_precision(none, np.array([0.3]), np.array([1.0])) == 0
    assert measures.found(none, none, np.array([1.0])).f1 == 0


def test_the_calibration_error_is_how_far_probabilities_lie_from_shares():
    assert measures.calibration_error(*arrays([1, 0], [0.55, 0.55])) == pytest.approx(0.05)
    assert measures.calibration_error(*arrays([1, 1], [1.0, 1.0])) == 0
    assert measures.calibration_error(*arrays([1, 0], [0.55, 0.55], [3, 1])) == pytest.approx(0.2)


def test_the_bars_find_almost_all_for_the_inbox_and_almost_only_right_ones_for_mails():
    labels = [1] * 8 + [0, 1] + [0] * 10 + [1] + [0] * 20
    scores = np.linspace(0.98, 0.02, len(labels))
    bars = measures.bars(*arrays(labels, scores))
    told = [measures.found(np.array(labels, bool), scores >= bar, np.ones(len(labels))) for bar in bars]
    whole, inbox, mail = told
    assert inbox.recall == 1
    assert mail.precision >= 0.9
    assert whole.f1 == max(
        measures.found(np.array(labels, bool), scores >= s, np.ones(41)).f1 for s in scores
    )
    assert bars.inbox <= bars.threshold <= bars.mail

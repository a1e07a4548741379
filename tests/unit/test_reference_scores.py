"""References are read as well as we promise, on 200 real sentences that were labelled by hand."""

import pytest

from benchmarks.references import ours, ratios, rows, score


@pytest.fixture(scope="module")
def read():
    return ours()


@pytest.mark.parametrize("held_out", [True, False])
def test_references_are_found_with_act_kind_and_place(read, held_out):
    figures = ratios(score([row for row in rows() if row["held_out"] is held_out], read)[0])
    assert figures["sentences"] == 100
    assert figures["references"] > 100
    assert figures["precision"] >= 0.98
    assert figures["recall"] >= 0.95


def test_each_row_has_its_source_and_licence_and_a_lot_of_its_own():
    every = rows()
    assert len({row["id"] for row in every}) == len(every) == 200
    assert all(row["address"] and row["licence"] for row in every)
    assert {row["language"] for row in every} == {"hy", "en", "ru", "fr"}

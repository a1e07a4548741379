"""Figures of quality, from whatever files there are."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from search_api.quality import card, measured

ANSWER = {
    "set": "lu",
    "kind": "classification",
    "rows": 1200,
    "languages": {"fr": {"water": {"p": 0.5}}},
    "labels": {
        "local_gov": {"ap": 0.97, "p": 0.9, "r": 0.95, "f1": 0.924, "ece": 0.03, "threshold": 0.4},
        "water": {"ap": None, "p": 0.5, "r": 0.25, "f1": 0.333, "ece": None, "threshold": 0.5},
    },
    "inbox": {"recall": 0.96, "precision": 0.71},
    "mail": {"recall": 0.8, "precision": 0.93},
    "ndcg@10": None,
    "mrr": None,
    "recall@100": None,
    "seconds": 3.5,
    "at": "2026-03-01T10:00:00+00:00",
    "model": "fr 2026-02",
}


def put(path: Path, told: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(told))
    return path


def test_an_answer_of_evaluate_is_read_with_what_was_not_measured_left_out(tmp_path):
    (found,) = measured([put(tmp_path / "quality.json", ANSWER)])
    assert (found.name, found.kind, found.rows, list(found.languages)) == (
        "lu",
        "classification",
        1200,
        ["fr"],
    )
    assert (found.at, found.model) == (datetime(2026, 3, 1, 10, tzinfo=UTC), "fr 2026-02")
    assert found.labels[0].measures == {"p": 0.9, "r": 0.95, "f1": 0.924, "ap": 0.97, "ece": 0.03}
    assert found.labels[1].measures == {"p": 0.5, "r": 0.25, "f1": 0.333}
    assert (found.inbox, found.mail, found.search) == (ANSWER["inbox"], ANSWER["mail"], {})


def test_of_each_set_the_latest_figures_count(tmp_path):
    shipped = put(tmp_path / "shipped.json", [ANSWER, ANSWER | {"set": "ie", "at": "2026-02-01"}])
    put(tmp_path / "own" / "ie.json", ANSWER | {"set": "ie", "rows": 7, "at": "2026-03-02"})
    put(tmp_path / "own" / "lu.json", ANSWER | {"rows": 8, "at": "2026-02-02"})
    found = measured([shipped, tmp_path / "own"])
    assert [(one.name, one.rows) for one in found] == [("ie", 7), ("lu", 1200)]


def test_a_retrieval_set_has_its_own_measures(tmp_path):
    told = {
        "set": "labour",
        "kind": "retrieval",
        "rows": 30,
        "labels": None,
        "inbox": None,
        "mail": None,
        "ndcg@10": 0.7,
        "mrr": 0.5,
        "recall@100": 0.9,
    }
    (found,) = measured([put(tmp_path / "one.json", told)])
    assert (found.search, found.labels) == ({"ndcg@10": 0.7, "mrr": 0.5, "recall@100": 0.9}, ())


@pytest.mark.parametrize(
    "broken", ["", "{", "7", '{"set": "x"}', '[{"kind": "x"}]', '{"set": "x", "kind": "y", "at": "?"}']
)
def test_a_broken_file_costs_only_itself(tmp_path, broken):
    (tmp_path / "a.json").write_text(broken)
    put(tmp_path / "b.json", ANSWER)
    assert [one.name for one in measured([tmp_path, tmp_path / "nowhere", tmp_path / "no.json"])] == ["lu"]


def test_the_card_is_the_first_that_there_is(tmp_path):
    assert card([tmp_path / "nowhere", tmp_path]) is None
    (tmp_path / "card.md").write_text("# Քարտ")
    assert card([tmp_path / "nowhere", tmp_path]) == "# Քարտ"


def test_each_language_of_a_mixed_set_has_its_own_figures(tmp_path):
    mixed = ANSWER | {
        "languages": {"ru": {"water": {"p": 0.7}}, "hy": {"water": {"p": 0.3}, "roads": {"p": 1.0}}}
    }
    (found,) = measured([put(tmp_path / "one.json", mixed)])
    assert {code: one.measures["p"] for code, one in found.by_language("water").items()} == {
        "hy": 0.3,
        "ru": 0.7,
    }
    (single,) = measured([put(tmp_path / "two.json", ANSWER)])
    assert single.by_language("water") == {}

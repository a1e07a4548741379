"""“orakarg evaluate”: labelled sets and sets of questions, as the command line measures them."""

import json
import lzma

import pytest
from command import Place

from nlp.training import CARRIED

KEYS = {"set", "kind", "rows", "labels", "inbox", "mail", "ndcg@10", "mrr", "recall@100", "seconds"}
OURS = "Համայնքի ավագանին սահմանում է տեղական տուրքերի և վճարների դրույքաչափերը {n} դրամի չափով։"
OTHER = "Դատարանը վճիռը հրապարակում է {n} օրվա ընթացքում և այն ուղարկում է կողմերին։"


@pytest.fixture
def place(tmp_path) -> Place:
    return Place(tmp_path / "data")


@pytest.fixture
def unseen(tmp_path):
    """Ten rows that nobody has seen, one of them without a verdict."""
    folder = tmp_path / "unseen"
    folder.mkdir()
    rows = [
        {
            "id": f"r{n}",
            "lang": "hy",
            "text": (OURS if n < 4 else OTHER).format(n=n + 2),
            "subjects": ["local" if n < 4 else "court"],
            "labels": {"local_gov": n < 4 if n else None, "local_taxes_fees": n < 4, "family": "x"},
        }
        for n in range(10)
    ]
    (folder / "test.jsonl").write_text("\n".join(map(json.dumps, rows)))
    return folder


def test_a_set_is_measured_by_the_models_and_kept_for_the_site(place, unseen):
    told = place.json("evaluate", "--set", str(unseen))
    assert told.keys() >= KEYS
    assert (told["set"], told["kind"], told["rows"], told["left_out"]) == ("unseen", "classification", 10, 0)
    assert told["skipped"] == ["family"]
    assert told["labels"].keys() == {"local_gov", "local_taxes_fees"}
    relevant = told["labels"]["local_gov"]
    assert relevant.keys() >= {"ap", "p", "r", "f1", "ece", "threshold"}
    assert (relevant["rows"], relevant["positive"], relevant["ap"]) == (9, 3, 1.0)
    assert told["labels"]["local_taxes_fees"]["r"] == 1.0
    assert told["inbox"]["recall"] == 1.0
    assert [told[name] for name in ("ndcg@10", "mrr", "recall@100")] == [None, None, None]
    assert json.loads((place.data / "quality" / "unseen.json").read_text()) == told


def test_a_set_is_measured_by_folds_of_its_own(place, unseen):
    done = place.run("evaluate", "--set", str(unseen), "--folds", "3", "--fields", "text")
    assert done.returncode == 0, done.stderr
    assert "local_gov" in done.stdout
    assert "inbox: recall" in done.stdout
    assert "not scored: family" in done.stdout


def test_rows_that_the_models_have_seen_are_left_out_and_counted(place, tmp_path, unseen):
    with lzma.open(CARRIED / "armenian_provisions.jsonl.xz", "rt") as stream:
        lines = stream.read().splitlines()[:5]
    renamed = [json.dumps(json.loads(line) | {"id": f"other-{n}"}) for n, line in enumerate(lines)]
    (unseen / "seen.jsonl").write_text("\n".join(renamed))
    told = place.json("evaluate", "--set", str(unseen))
    assert (told["rows"], told["left_out"]) == (10, 5)
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "dev.jsonl").write_text("\n".join(lines))
    done = place.run("evaluate", "--set", str(tmp_path / "old"))
    assert done.returncode == 0
    assert "trained on every row of this set" in done.stderr
    assert not (place.data / "quality" / "old.json").exists()


def test_questions_are_measured_through_the_search(place, tmp_path):
    rows = [
        {"id": f"d{n}", "lang": "hy", "title": "", "text": text.format(n=n)}
        for n, text in enumerate((OURS, OTHER))
    ]
    corpus = tmp_path / "texts.jsonl"
    corpus.write_text("\n".join(map(json.dumps, rows)))
    (tmp_path / "queries.jsonl").write_text(json.dumps({"id": "q1", "lang": "hy", "text": "դատարանի վճիռ"}))
    (tmp_path / "qrels.tsv").write_text("q1\t0\td1\t1\n")
    told = place.json("evaluate", "--set", str(tmp_path), "--corpus", str(corpus))
    assert told.keys() >= KEYS
    assert (told["kind"], told["rows"], told["labels"], told["inbox"]) == ("retrieval", 2, {}, None)
    assert (told["ndcg@10"], told["mrr"], told["recall@100"]) == (1.0, 1.0, 1.0)


def test_what_cannot_be_measured_is_told_in_words(place, tmp_path, unseen):
    for arguments, words in (
        (("--set", str(tmp_path / "none")), "is not a folder"),
        (("--set", str(unseen), "--fields", "body"), "has a field body"),
        (("--set", str(unseen), "--corpus", str(tmp_path / "none.jsonl")), "there is no"),
    ):
        done = place.run("evaluate", *arguments)
        assert (done.returncode, "Traceback" in done.stderr) == (1, False)
        assert words in " ".join(done.stderr.split())

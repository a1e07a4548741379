"""Labelled sets in their folders: rows that can be read, and words for those that cannot."""

import json
import lzma

import pytest

from legislation import labelled
from legislation.labelled import BadSet

ROW = {"id": "1", "lang": "hy", "title": "Ա", "text": "Բ", "labels": {"local_gov": True}}


def keep(folder, *rows, name="dev.jsonl"):
    folder.mkdir(exist_ok=True)
    (folder / name).write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows))
    return folder


def test_only_the_named_fields_are_read_the_title_apart_and_the_summary_before_the_text(tmp_path):
    row = ROW | {"summary": "Գ", "subjects": ["Local laws"], "heading": "Դ"}
    folder = keep(tmp_path, row)
    (whole,) = labelled.read_set(folder)
    assert (whole.title, whole.text) == ("Ա", "Գ\n\nԲ")
    (body,) = labelled.read_set(folder, ("text",))
    assert (body.title, body.text) == ("", "Բ")
    (other,) = labelled.read_set(folder, ("heading", "text"))
    assert other.text == "Բ\n\nԴ"
    assert whole.mark == body.mark


def test_labels_that_are_true_or_false_are_kept_and_others_are_named(tmp_path):
    labels = {"local_gov": None, "waste_management": False, "topic": "civil"}
    (row,) = labelled.read_set(keep(tmp_path, ROW | {"labels": labels, "sampling_weight": 2.5}))
    assert row.labels == {"waste_management": False}
    assert row.skipped == {"local_gov", "topic"}
    assert row.weight == 2.5


def test_rows_of_one_act_or_of_one_text_are_one_group(tmp_path):
    untitled = {key: value for key, value in ROW.items() if key != "title"}
    rows = labelled.read_set(
        keep(
            tmp_path,
            ROW,
            ROW | {"id": "2", "text": "Գ"},
            untitled | {"id": "3", "text": "one  Text"},
            untitled | {"id": "4", "text": "One text\n"},
            untitled | {"id": "5", "text": "Another"},
        )
    )
    groups = [row.group for row in rows]
    assert groups[0] == groups[1]
    assert groups[2] == groups[3]
    assert len(set(groups)) == 3


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "has no rows"),
        (["{"], "dev.jsonl, line 1: not JSON"),
        ([json.dumps(ROW), "[1]"], "dev.jsonl, line 2: a row is an object with an id"),
        ([{"id": "1", "text": "Բ"}], "dev.jsonl, line 1: the row has no labels"),
        ([ROW | {"text": ["Բ"]}], "dev.jsonl, line 1: title, summary, text must be texts"),
        ([ROW, ROW], "two rows with the id 1"),
        ([ROW | {"sampling_weight": -1}], "dev.jsonl, line 1: sampling_weight must be a number above 0"),
        ([ROW | {"sampling_weight": True}], "sampling_weight must be a number"),
    ],
)
def test_what_is_wrong_with_a_set_is_told_with_its_place(tmp_path, rows, words):
    with pytest.raises(BadSet, match=words):
        labelled.read_set(keep(tmp_path, *rows))


def test_a_folder_or_a_field_that_is_not_there_is_told(tmp_path):
    with pytest.raises(BadSet, match="is not a folder"):
        labelled.read_set(tmp_path / "none")
    with pytest.raises(
        BadSet, match=r"no row of .* has a field body; there are id, labels, lang, text, title"
    ):
        labelled.read_set(keep(tmp_path, ROW), ("title", "body"))


def test_bytes_that_are_no_text_are_told(tmp_path):
    (tmp_path / "dev.jsonl").write_bytes(b'{"id": "\xff"}')
    with pytest.raises(BadSet, match="cannot be read"):
        labelled.read_set(tmp_path)
    (tmp_path / "torn.jsonl.xz").write_bytes(lzma.compress(b"{}" * 1000)[:40])
    with pytest.raises(BadSet, match=r"torn\.jsonl\.xz cannot be read"):
        list(labelled.lines(tmp_path / "torn.jsonl.xz"))


def questions(folder, qrels="q1\t0\t1\t2\n"):
    keep(folder, {"id": "q1", "lang": "hy", "text": "Ի՞նչ"}, name="queries_dev.jsonl")
    (folder / "qrels_dev.tsv").write_text(qrels)
    return folder


def test_questions_are_read_with_their_corpus_and_judgements(tmp_path):
    folder = questions(keep(tmp_path / "set", ROW, name="corpus.jsonl"), "query\t0\tdoc\trel\nq1\t0\t1\t2\n")
    asked = labelled.read_questions(folder, None)
    assert labelled.is_retrieval(folder)
    assert asked.corpus == [ROW]
    assert asked.judgements == {"q1": {"1": 2}}
    elsewhere = questions(keep(tmp_path / "other"))
    assert labelled.read_questions(elsewhere, folder / "corpus.jsonl").corpus == [ROW]


@pytest.mark.parametrize(
    ("qrels", "words"),
    [
        ("q1\t0\t1\t1\nq1 0 1 1\n", "qrels_dev.tsv, line 2"),
        ("q2\t0\t1\t1\n", "no question whose answers are known"),
    ],
)
def test_questions_that_cannot_be_used_are_told(tmp_path, qrels, words):
    with pytest.raises(BadSet, match=words):
        labelled.read_questions(questions(keep(tmp_path, ROW, name="corpus.jsonl"), qrels), None)


def test_questions_without_texts_are_told(tmp_path):
    with pytest.raises(BadSet, match="--corpus names the file"):
        labelled.read_questions(questions(keep(tmp_path)), None)

"""The quality of a search as a figure, and what makes a hit come first."""

import pytest
from drafts_to_search import draft, query

from legislation.query import Text
from search_api.engine import open_engine
from search_api.retrieval import evaluate, ndcg, recall, reciprocal_rank

CORPUS = [
    {"id": "fee", "lang": "hy", "title": "Տեղական վճար", "text": "Ավագանին սահմանում է վճարի դրույքաչափը։"},
    {"id": "waste", "lang": "hy", "title": "Աղբահանություն", "text": "Աղբը հավաքում է համայնքը։"},
    {"id": "water", "lang": "hy", "title": "Ջուր", "text": "Ջրի մասին խոսք չկա, աղբի մասին՝ նույնպես։"},
]
QUERIES = [
    {"id": "q1", "text": "Ո՞վ է սահմանում տեղական վճարի դրույքաչափը։"},
    {"id": "q2", "text": "Ո՞վ է հավաքում աղբը համայնքում"},
    {"id": "unjudged", "text": "ջուր"},
]


def test_a_search_that_finds_the_right_document_first_has_full_marks():
    figures = evaluate(CORPUS, QUERIES, {"q1": {"fee": 1}, "q2": {"waste": 2}}, ["title", "text"])
    assert figures.pop("seconds") > 0
    assert figures == {"ndcg@10": 1.0, "mrr": 1.0, "recall@100": 1.0, "queries": 2, "documents": 3}


def test_only_the_named_fields_are_read():
    figures = evaluate(CORPUS, QUERIES[:1], {"q1": {"fee": 1}}, ["title"])
    assert figures["mrr"] == 1.0
    assert evaluate(CORPUS, QUERIES[1:2], {"q2": {"waste": 1}}, ["title"])["recall@100"] == 0.0


def test_a_set_without_judgements_has_no_marks():
    figures = evaluate(CORPUS, QUERIES, {}, ["title", "text"])
    assert (figures["ndcg@10"], figures["queries"]) == (0.0, 0)


def test_documents_with_fewer_of_the_words_follow_those_with_all():
    corpus = [
        {"id": "one", "title": "Ջուր ջուր ջուր"},
        {"id": "both", "title": "Ջրի և շատ այլ բաների մասին, նաև վճարի"},
    ]
    figures = evaluate(corpus, [{"id": "q", "text": "ջուր վճար"}], {"q": {"both": 1, "one": 1}}, ["title"])
    assert (figures["mrr"], figures["recall@100"]) == (1.0, 1.0)


def test_marks_follow_the_places_of_what_is_relevant():
    assert ndcg(["a", "b"], {"b": 1}) == pytest.approx(0.6309, abs=1e-4)
    assert ndcg(["b", "a"], {"a": 1, "b": 3}) == 1.0
    assert ndcg([str(n) for n in range(10)] + ["a"], {"a": 1}) == 0.0
    assert reciprocal_rank(["x", "y", "a"], {"a": 1, "x": 0}) == pytest.approx(1 / 3)
    assert reciprocal_rank([], {"a": 1}) == 0.0
    assert recall(["a", *map(str, range(100)), "b"], {"a": 1, "b": 1, "c": 0}) == 0.5


FILLER = "Կարգը սահմանում է կառավարությունը։ " * 10


@pytest.mark.parametrize(
    ("typed", "first", "second"),
    [
        ("տեղական վճար", "Օրենքով տեղական վճարը որոշվում է։", "Օրենքով վճարը որոշվում է, տեղական է։"),
        ("վճարների չափ", "Սահմանվում են վճարների չափերը։", "Սահմանվում են վճարի չափը։"),
    ],
)
def test_words_side_by_side_and_in_the_typed_form_come_first(tmp_path, typed, first, second):
    engine = open_engine(f"embedded:{tmp_path}")
    engine.rebuild([draft("edraft:1", "", FILLER + second), draft("edraft:2", "", FILLER + first)])
    assert [hit.id for hit in engine.search(query(typed)).hits] == ["edraft:2", "edraft:1"]


def test_a_heading_and_a_summary_weigh_more_than_the_rest_of_a_text(tmp_path):
    engine = open_engine(f"embedded:{tmp_path}")
    plain = draft("edraft:1", "", f"{FILLER} Ջուր։")
    headed = draft("edraft:2", "", f"Ջուր։ {FILLER}")
    told = draft(
        "edraft:3", texts=(Text("act", "hy", FILLER), Text("summary-1", "hy", FILLER[:35] + "Ջուր։"))
    )
    engine.rebuild([plain, headed, told])
    assert [hit.id for hit in engine.search(query("ջուր")).hits][-1] == "edraft:1"

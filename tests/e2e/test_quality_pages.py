"""How well the machine reads, for everybody."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from browsing import NARROW
from factories import NOW, make_draft, make_person, make_tag
from web import Web

from legislation.corrections import correct
from legislation.vocabulary import RoleName

ONLY_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
FIGURES = [
    {
        "set": "lu",
        "kind": "classification",
        "rows": 1200,
        "languages": {"fr": {"local_gov": {"p": 0.8}}, "en": {"local_gov": {"p": 0.95}}},
        "labels": {
            "local_gov": {"ap": 0.97, "p": 0.9, "r": 0.95, "f1": 0.924, "ece": None},
            "municipal_finance": {"p": 0.5},
        },
        "inbox": {"recall": 0.96, "precision": 0.71},
        "mail": {"recall": 0.8, "precision": 0.93},
        "at": "2126-03-01T10:00:00+00:00",
        "model": "shipped",
    },
    {
        "set": "labour",
        "kind": "retrieval",
        "rows": 300,
        "queries": 30,
        "ndcg@10": 0.7,
        "mrr": 0.5,
        "recall@100": 0.9,
    },
]


@pytest.fixture
def figures(web: Web, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "quality"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "today.json").write_text(json.dumps(FIGURES))
    models = tmp_path / "data" / "models"
    models.mkdir(exist_ok=True)
    (models / "card.md").write_text("# The model\n\nIt errs on <titles>.")


@ONLY_SQLITE
def test_everybody_reads_in_plain_words_how_often_it_errs(web: Web, figures):
    reader = web.anyone()
    reader.open("/status")
    assert reader.page.select_one('footer a[href="/quality"]')
    reader.open("/quality")
    for words in (
        "The officers' inbox shows 96 of 100 texts that matter. Of 100 that it shows, 71 matter.",
        "Members' mails tell of 80 of 100 texts that matter. Of 100 that they tell of, 93 matter.",
        "Of 100 right answers, 90 are among the first hundred that the search gives.",
        "The first right answer usually stands at place 2.",
        "1200 texts",
        "30 questions",
        "model: as it was shipped",
        "French",
        "1 March 2126, 14:00",
    ):
        assert words in reader.text
    rows = [
        [cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in reader.page.select("tr")
    ]
    assert ["What", "Precision", "Recall", "F1", "Average precision", "Calibration error"] in rows
    assert ["touches local self-government", "0.90", "0.95", "0.92", "0.97", "–"] in rows
    assert ["– English", "0.95", "–", "–", "–", "–"] in rows
    topics = [row[0] for row in rows if row[1:] == ["0.50", "–", "–", "–", "–"]]
    assert topics not in ([], ["municipal_finance"], [""]), "a topic has its title"


@ONLY_SQLITE
@pytest.mark.parametrize(
    ("language", "words"),
    [("hy", "Որքան լավ է կարդում մեքենան"), ("ru", "Насколько хорошо читает машина")],
)
def test_it_is_said_in_the_reader_s_language(web: Web, figures, language, words):
    reader = web.anyone(language)
    reader.open("/quality")
    assert reader.page.h1.get_text() == words


@ONLY_SQLITE
def test_the_card_is_shown_as_it_was_written(web: Web, figures):
    reader = web.anyone()
    reader.open("/quality")
    reader.follow("The model's card")
    assert reader.page.select_one("pre").get_text() == "# The model\n\nIt errs on <titles>."


def test_what_officers_corrected_is_counted_as_it_rules(web: Web):
    with web.writing() as session:
        officer = make_person(session, RoleName.OFFICER)
        for number in range(3):
            draft = make_draft(session, f"edraft:{number}")
            make_tag(session, draft.current()[0], "water", "Համայնքի")
            correct(session, officer, draft.id, "water", number > 0, now=NOW)
            correct(session, officer, draft.id, None, False, now=NOW)
        correct(session, officer, draft.id, None, True, now=NOW)
        correct(session, officer, draft.id, "water", None, now=NOW)
        old = make_draft(session, "edraft:9")
        correct(session, officer, old.id, None, True, now=NOW - timedelta(days=91))
    reader = web.anyone()
    reader.open("/quality")
    assert [dd.get_text() for dd in reader.page.select(".figures dd")] == ["1", "1", "1", "2"]


@ONLY_SQLITE
def test_the_figures_fit_a_telephone(web: Web, visits, figures):
    page = visits.start(NARROW).new_page()
    page.goto("/quality")
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW[0]

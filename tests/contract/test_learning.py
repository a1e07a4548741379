"""What officers correct, the next training learns; the old model stays where the new one is not better."""

import pytest
from factories import BILL, NOW

from config import lexicon
from legislation.labelled import RELEVANT, Row
from legislation.storage.tags import Labelled
from nlp import learning, model, training
from nlp.learning import Place
from nlp.model import Models

LEXICON = lexicon.load()
CALM = "Հանրագիտարանի խմբագրությունը հրատարակում է {n} հատոր, որոնք վաճառվում են գրախանութներում։"


def rows(relevant, other):
    told = [(BILL.replace("12-րդ", f"{n}-րդ"), True) for n in range(relevant)]
    told += [(CALM.format(n=n), False) for n in range(other)]
    return [Row(str(n), "hy", "", text, {RELEVANT: label}) for n, (text, label) in enumerate(told)]


def said(number, text, verdict, topic=None):
    return Labelled(number, "", text, "hy", topic, verdict, NOW)


def train(place, *words):
    few = {"few": rows(8, 12)}
    told = learning.train(place, few, words, ("hy",), LEXICON, NOW, lambda n: None)
    return told["models"]["hy"]


@pytest.fixture
def place(tmp_path):
    shipped = Place(tmp_path / "shipped", ())
    assert train(shipped)["kept"] == "new"
    return Place(tmp_path / "own", (tmp_path / "own", shipped.into))


def test_without_new_corrections_nothing_is_trained(place):
    told = train(place, said(1, BILL, True, topic="waste_management"))
    assert (told["kept"], told["corrections"]) == ("old", 0)
    assert not place.into.exists()


def test_corrections_that_teach_something_make_a_model_of_our_own_with_its_card(place):
    new = "Թանգարանը ցուցադրում է {n} նկար, որոնք պատկանում են արվեստագետների ընկերությանը։"
    words = [said(n, new.format(n=n), True) for n in range(12)]
    told = train(place, *words)
    assert (told["kept"], told["corrections"]) == ("new", 12)
    assert told["after"] > told["before"]
    own = Models(*place.in_use).of("hy")
    assert len(own.learned) == 12
    assert "| 12 | 12 |" in (place.into / "card.md").read_text()
    again = train(place, *words)
    assert (again["kept"], again["corrections"]) == ("old", 0)
    turned = train(place, *words[1:], said(0, new.format(n=0), False))
    assert turned["corrections"] == 1


def test_a_model_that_is_not_better_is_not_kept(place):
    told = train(place, said(1, BILL, False), said(2, CALM, True))
    assert (told["kept"], told["why"]) == ("old", "the new one is not better on rows held out")
    assert told["after"] <= told["before"]
    assert not place.into.exists()


def test_a_folder_of_models_is_made_anew_whatever_was_there(place, tmp_path):
    model.write(tmp_path / "anew" / "hy.npz", Models(*place.in_use).of("hy"))
    assert train(Place(tmp_path / "anew", ()))["why"] == "made anew"


def test_titles_of_our_laws_teach_which_acts_are_of_the_core():
    made = {row.id: row for row in training.named(LEXICON.laws)}
    core = made["law:ՀՕ-337"]
    assert core.title == (
        "«Տեղական ինքնակառավարման մասին» Հայաստանի Հանրապետության օրենքում "
        "փոփոխություններ և լրացումներ կատարելու մասին"
    )
    assert core.labels == {RELEVANT: True}
    assert {row.labels[RELEVANT] for row in made.values()} == {True, False}


def test_the_rows_that_are_carried_can_be_read_and_have_both_labels():
    sets = training.carried()
    assert len(sets) == 7
    for name, some in sets.items():
        assert {row.labels[RELEVANT] for row in some} == {True, False}, name
        assert all(row.language and (row.title or row.text) for row in some), name
    licences = (training.CARRIED / "LICENCES.md").read_text("utf-8")
    for name, some in sets.items():
        relevant = sum(row.labels[RELEVANT] for row in some)
        assert f"| `{name}` | {len(some):,} ({relevant}) |" in licences

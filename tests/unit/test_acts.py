import pytest

from config import lexicon
from nlp.acts import Acts

ACTS = Acts(lexicon.load().laws)


def key(law):
    return law.key if law else None


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Տեղական ինքնակառավարման մասին", "ՀՕ-337"),
        ("ՏԵՂԱԿԱՆ ԻՆՔՆԱԿԱՌԱՎԱՐՄԱՆ ՄԱՍԻՆ", "ՀՕ-337"),
        ("Տեղական  տուրքերի  եւ վճարների մասին", "ՀՕ-185"),
        ("ՀՀ բյուջետային համակարգի մասին", "ՀՕ-137"),
        ("ՀԱՅԱՍՏԱՆԻ ՀԱՆՐԱՊԵՏՈՒԹՅԱՆ ՀՈՂԱՅԻՆ ՕՐԵՆՍԳՐՔՈՒՄ", "land-code"),
        ("Երևան քաղաքում տեղական ինքնակառավարման մասին", "local-self-government-in-city-of-yerevan"),
        ("Տեղական ինքնակառավարման", None),
        ("", None),
    ],
)
def test_an_act_is_known_by_its_title_in_any_form(title, expected):
    assert key(ACTS.by_title(title)) == expected


def test_of_two_acts_with_one_title_the_year_decides_else_the_newer_is_meant():
    title = "Ազգային ժողովի կանոնակարգ"
    assert key(ACTS.by_title(title, "2002 թվականի փետրվարի 20-ի")) == "ՀՕ-308"
    assert key(ACTS.by_title(title)) == "rules-of-procedure-of-national-assembly"


@pytest.mark.parametrize(
    ("number", "near", "expected"),
    [
        ("ՀՕ-337", "", "ՀՕ-337"),
        ("ՀՕ-337-Ն", "", "ՀՕ-337"),
        ("ՀՕ-337-Ն", "2019 թվականի մայիսի 7-ի", None),
        ("ՀՕ-185", "", "ՀՕ-185"),
        ("ՀՕ-185-Ն", "", None),  # the Land Code's number is not verified
        ("ՀՕ-9-Ն", "", None),  # two acts
        ("ՀՕ-9-Ն", "2004 թվականի դեկտեմբերի 8-ի", "civil-status-acts"),
        ("N 596-Ն", "", None),  # every year has one
        ("N 596-Ն", "2015 թվականի մարտի 19-ի", "N 596-Ն"),
        ("ՀՕ-99999", "", None),
        ("337", "", None),
    ],
)
def test_an_act_is_known_by_a_number_only_if_one_can_be_meant(number, near, expected):
    assert key(ACTS.by_number(number, near)) == expected

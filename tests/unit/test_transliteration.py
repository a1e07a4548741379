"""Armenian that was typed in other letters or in the old spelling finds Armenian text."""

import pytest
from drafts_to_search import draft, query
from hypothesis import given
from hypothesis import strategies as st

from legislation.transliteration import LONGEST, MOST_READINGS, armenian_readings


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("hamaynqi hamaynki hamajnqi hamainqi HAMAYNQI амайнки хамайнки рфьфнтйш", "համայնքի"),
        ("teghakan texakan tekhakan техакан тегакан", "տեղական"),
        ("inqnakaravarum inknakaravarum inqnakarawarum", "ինքնակառավարում"),
        ("byuje byudje bjuje", "բյուջե"),
        ("vchar vjar вчар", "վճար"),
        ("voroshum oroshum", "որոշում"),
        ("yntrutyun entrutyun əntrutyun", "ընտրություն"),
        ("yerevan erevan Ереван", "երևան"),
        ("dzyun", "ձյուն"),
        ("zhoghov žoġov joghov", "ժողով"),
        ("nakhagits naxagic", "նախագիծ"),
        ("orenq orenk օրէնք", "օրենք"),
        ("hark", "հարկ"),
        ("կառավարութիւն", "կառավարություն"),
        ("աւագանի", "ավագանի"),
        ("յօդուած", "հոդված"),
    ],
)
def test_an_armenian_word_is_read_in_other_letters(typed, word):
    assert {form: word in armenian_readings(form) for form in typed.split()} == dict.fromkeys(
        typed.split(), True
    )


@pytest.mark.parametrize(
    "word",
    "municipality budget water law համայնքային ազգային հայ закон местного e-draft 337 ՀՕ déchets".split(),
)
def test_a_word_of_its_own_language_is_left_alone(word):
    assert armenian_readings(word) == ()


def test_a_word_that_no_list_has_is_spelled_in_the_usual_ways():
    readings = armenian_readings("Gharaqilisa")
    assert "ղարաքիլիսա" in readings
    assert len(readings) <= MOST_READINGS


@given(st.text(alphabet="abcdeghijkopqrtuvxyzհամայնքիւըաбвгджхцչ'՞\ud800", max_size=LONGEST + 5))
def test_any_word_has_few_readings_all_armenian(word):
    readings = armenian_readings(word)
    assert len(readings) == len(set(readings)) <= MOST_READINGS
    assert all("ա" <= letter <= "և" for reading in readings for letter in reading)


BUDGET = draft("edraft:1", "Համայնքի բյուջե", "Տեղական ինքնակառավարման մարմնի ծախսերը։")


@pytest.mark.parametrize(
    "typed",
    [
        "hamaynqi byuje",
        '"hamaynqi byuje"',
        "амайнки бюдже",
        "teghakan inqnakaravarum",
        "texakan inknakaravarman marminner",
        "inchpes en hastatvum hamaynqneri byujen",
    ],
)
def test_what_is_typed_in_other_letters_finds_armenian_text(typed):
    assert query(typed).accepts(BUDGET)
    assert not query(typed).accepts(draft("edraft:2", "Ջրի մասին"))


def test_it_still_finds_the_letters_that_were_typed():
    assert query("hamaynq").accepts(draft("edraft:3", "Project HAMAYNQ"))


def test_what_other_letters_are_taken_for_is_said():
    assert query("hamaynqi byuje").understood("en") == (
        "drafts — with the words hamaynqi (համայնքի), byuje (բյուջե)"
    )
    assert query('"hamaynqi byuje" water').understood("hy") == (
        "նախագծեր — բառերը՝ «hamaynqi byuje» (համայնքի բյուջե), water"
    )

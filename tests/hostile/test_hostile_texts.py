"""Texts made to take long: twice the text is about twice the work, counted in calls, not in seconds."""

import sys
from collections import Counter

import pytest

from config import lexicon
from legislation.amendments import changes
from legislation.structure import pieces
from legislation.text import tokens
from nlp.acts import Acts
from nlp.references import every_reference

ACTS = Acts(lexicon.load().laws)
SIZE = 20_000
SEEDS = (
    "(",
    "«",
    "»",
    "«ա» ",
    "«Ա մասին» օրենքի (((",
    "12-րդ հոդվածի 3-րդ մասի ",
    "1, 2, 3-րդ ",
    "ՀՕ-1 ",
    "N 5-Ն որոշման ",
    "(այսուհետ՝ Օրենք) Օրենքի 5-րդ հոդվածի ",
    "նույն օրենքի ",
    "«Ա մասին», ",
    "ուժը կորցրած ճանաչել՝\n1) ",
    "«ա բ գ» բառերը փոխարինել ",
    "Հավելված N 1\n1. ա\n",
    "Հոդված 1.\n«Հոդված 2.\n",
    "ա. բ) 1) ",
    " \n",
)
FOREIGN = (
    ("en", "A Act 1998 "),
    ("en", "Article 5(1) and "),
    ("en", "Regulation (EU) 2016/679 is amended "),
    ("en", "‘Article 5’ is replaced by "),
    ("ru", "Закон «а» "),
    ("ru", "части 1 статьи 5 "),
    ("ru", "слова «а б в» заменить "),
    ("fr", "articles 1er, 2 de la loi du 1er mai 2020 "),
)


def calls(text, language):
    """How many functions are called to read a text, those of other libraries too."""
    counted = Counter()
    words = tokens(text, language)

    def count(frame, event, argument):
        counted[event] += 1

    sys.setprofile(count)
    try:
        found = list(every_reference(text, words, ACTS, language))
        changes(text, pieces(text), found, language)
    finally:
        sys.setprofile(None)
    return counted["call"] + counted["c_call"]


@pytest.mark.parametrize(("language", "seed"), [*(("hy", seed) for seed in SEEDS), *FOREIGN])
def test_twice_the_text_is_at_most_about_twice_the_work(language, seed):
    once = seed * (SIZE // len(seed))
    calls(once, language)  # so that no cache is filled while we count
    less, more = calls(once, language), calls(once + once, language)
    assert more <= 2.3 * less + 500
    assert less <= 30 * SIZE

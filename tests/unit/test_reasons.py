"""Why a text matters, in the words of the reader."""

import re
from dataclasses import dataclass

import pytest

from config.lexicon import load
from legislation.reasons import acts_named, level, reasons, sureness
from legislation.signal_words import PARTS, SIGNALS, WHOLES
from nlp.signals import NAMES

LAWS = {law.key: law for law in load().laws}


@dataclass
class Refers:
    law: str | None
    article: str | None = None
    kind: str = "amends"


def signal(name: str, weight: float = 1.0, *spans: tuple[int, int]) -> dict:
    return {"name": name, "value": 1.0, "weight": weight, "spans": [list(span) for span in spans]}


def test_every_signal_of_the_model_has_words_in_every_language():
    assert sorted(set(NAMES) - SIGNALS.keys()) == []


@pytest.mark.parametrize("name", sorted(SIGNALS))
def test_words_are_in_the_letters_of_their_language(name):
    armenian, english, russian = SIGNALS[name]
    assert re.fullmatch(r"[Ա-Ֆա-և ,՝«»-]+", armenian)
    assert re.fullmatch(r"[A-Za-z ,'-]+", english)
    assert re.fullmatch(r"[А-Яа-яЁё ,—-]+", russian)


def test_an_amended_act_is_named_with_its_articles():
    acts = acts_named([Refers("ՀՕ-337", "12"), Refers("ՀՕ-337", "12"), Refers("ՀՕ-337", "14")], LAWS, "en")
    (told,) = reasons([signal("amends_core_law", 2.0, (3, 9))], acts, "en")
    assert told.words == "amends an act about communities: “On Local Self-Government”, articles 12, 14"
    assert (told.spans, told.in_title, told.weight) == (((3, 9),), False, 2.0)
    acts = acts_named([Refers("ՀՕ-337", "12")], LAWS, "hy")
    (told,) = reasons([signal("amends_core_law")], acts, "hy")
    assert told.words == "փոփոխում է համայնքների մասին ակտ՝ «Տեղական ինքնակառավարման մասին», հոդված 12"


def test_acts_that_are_only_cited_are_not_said_to_be_amended():
    acts = acts_named([Refers("ՀՕ-337", kind="cites"), Refers("unknown"), Refers(None)], LAWS, "ru")
    assert acts == {"cites": "«О местном самоуправлении»"}
    (told,) = reasons([signal("amends_core_law")], acts, "ru")
    assert told.words == "изменяет акт об общинах"


def test_one_sentence_is_told_once_and_what_hardly_weighed_not_at_all():
    told = reasons(
        [
            signal("duty_doer", 3.0, (1, 2)),
            signal("duty_doer", 1.0, (5, 6)),
            signal("mention_only", -0.5),
            signal("weak_terms", 0.01),
            signal("a signal of tomorrow", 2.0),
        ],
        {},
        "en",
    )
    assert [(one.words, one.weight) for one in told] == [
        ("a community or its body has to act", 3.0),
        ("communities are only mentioned", -0.5),
    ]


def test_a_text_without_signals_has_no_reasons():
    assert reasons([], {}, "hy") == []


@pytest.mark.parametrize(
    ("score", "words"),
    [
        (1.0, "almost certain"),
        (0.9, "almost certain"),
        (0.89, "probable"),
        (0.5, "possible"),
        (0.3, "not very probable"),
        (0.0, "almost excluded"),
    ],
)
def test_a_score_is_said_in_words(score, words):
    assert sureness(score, "en") == words


def test_what_could_not_be_judged_is_said_to_be_so():
    assert level("surely", "en") == "Touches local self-government"
    assert level(None, "en") == "It could not be judged whether it touches local self-government"


def test_a_signal_that_sums_up_others_is_told_by_those_where_they_are_there():
    signals = [
        signal("touches", 9.9, (1, 2)),
        signal("terms", 2.0),
        signal("mention_only", -1.0),
        signal("duty_tax", -0.01, (3, 4)),
    ]
    told = reasons(signals, {}, "en")
    assert [(one.words, one.spans) for one in told if one.weight > 0] == [
        ("it is about a local tax, duty or fee", ((3, 4),)),
        ("the text has terms of local self-government", ()),
    ]
    assert [one.words for one in told if one.weight < 0] == ["communities are only mentioned"]
    (alone,) = reasons([signal("touches", 9.9)], {}, "en")
    assert alone.words == "the text directly concerns communities"


def test_what_is_summed_up_are_signals():
    assert SIGNALS.keys() >= WHOLES | PARTS

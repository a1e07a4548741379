import math

import numpy as np
import pytest

from legislation.vocabulary import Relevant
from nlp import features, model
from nlp.features import Words, words
from nlp.model import CHANCE, WINDOW, Model, Models
from nlp.signals import Signal

SEEN = Words(["council", "tax", "council"], ["council"])


def made(weights, signals=None, **facts):
    """A model that knows the words of SEEN; ``weights`` by word, "lead council" that of the lead."""
    vocabulary = features.learn([SEEN], 1)
    names = [
        ("lead " if column >= vocabulary.bounds[0] else "") + vocabulary.name(column)
        for column in range(len(vocabulary))
    ]
    given = np.array([weights.get(name, 0.0) for name in names])
    plain = {"bias": 0.0, "slope": 1.0, "shift": 0.0, "threshold": 0.5, "inbox": 0.3, "mail": 0.8}
    return Model(vocabulary, np.ones(len(names)), given, signals or {}, **(plain | facts))


class Given(Models):
    def __init__(self, one):
        self._one = one

    def of(self, language):
        return self._one


def assess(one, seen=SEEN, signals=()):
    return Given(one).assess(seen, signals, "hy")


def score(one, seen=SEEN, signals=()):
    """The sum behind the probability."""
    said = assess(one, seen, signals).score
    return math.log(said / (1 - said))


def test_words_are_damped_and_brought_to_length_one_in_every_part():
    twice = 1 + math.log(2)
    length = math.sqrt(twice**2 + 3)  # council twice, tax, and the two pairs
    assert score(made({"council": 2.0})) == pytest.approx(2 * twice / length)
    assert score(made({"lead council": 2.0})) == pytest.approx(2.0)


def test_signals_are_added_and_told_the_strongest_first():
    one = made({}, {"terms": 1.0, "mention_only": -2.0, "topics": 0.0})
    heard = [Signal("terms", 0.5, ((3, 7),)), Signal("topics", 1.0), Signal("mention_only", 1.0)]
    assert score(one, signals=heard) == pytest.approx(0.5 - 2.0)
    told = assess(one, signals=heard).signals
    assert [(signal.name, signal.weight, signal.spans) for signal in told] == [
        ("mention_only", -2.0, ()),
        ("terms", 0.5, ((3, 7),)),
    ]


def test_a_signal_that_no_training_knew_says_nothing():
    assert score(made({}), signals=[Signal("newer", 1.0)]) == 0


def test_the_words_that_spoke_for_it_are_told_the_strongest_first():
    assert assess(made({"tax": 1.0, "council": 0.8, "council tax": -3.0})).words == ("council", "tax")


@pytest.mark.parametrize(
    ("shift", "relevant"), [(2.0, Relevant.SURELY), (0.0, Relevant.PERHAPS), (-2.0, Relevant.HARDLY)]
)
def test_two_bars_part_mails_inbox_and_the_rest(shift, relevant):
    assert assess(made({}, shift=shift)).relevant == relevant


def test_one_provision_of_a_long_text_speaks_for_it():
    one = made({"council": 4.0, "tax": -1.0})
    other = ["tax", "of"] * WINDOW
    long = [*other, *(["council", "of"] * (WINDOW // 2)), *other]
    windows = len(long) / WINDOW
    alone = score(one, Words(["council", "of"] * (WINDOW // 2)))
    found = score(one, Words(long))
    assert found == pytest.approx(alone - CHANCE * math.log(2 * windows + 1), abs=0.1)
    assert found > score(one, Words(["council", "of", "tax", "of"]))


def test_a_long_text_of_which_no_part_speaks_louder_is_judged_as_a_whole():
    one = made({"council": 4.0})
    assert score(one, Words(["council"] * WINDOW * 10)) == pytest.approx(4.0)


def test_texts_without_known_words_are_judged_by_the_rest():
    one = made({}, bias=-1.0)
    assert score(one, Words([])) == score(one, Words(["zoo"] * 2_000)) == pytest.approx(-1)


def test_a_model_is_the_same_after_its_file(tmp_path):
    one = made({"council": 1.5, "lead council": -0.25}, {"terms": 0.5}, learned=("draft:1:True",))
    model.write(tmp_path / "hy.npz", one)
    again = model.read(tmp_path / "hy.npz")
    assert (again.vocabulary.keys, again.learned) == (["council", "tax"], ["draft:1:True"])
    heard = (Signal("terms", 1.0),)
    assert assess(again, signals=heard) == assess(one, signals=heard)


def test_the_first_folder_that_has_a_language_rules_and_xx_speaks_for_all_others(tmp_path):
    own, shipped = tmp_path / "own", tmp_path / "shipped"
    model.write(own / "hy.npz", made({}, bias=1.0))
    model.write(shipped / "hy.npz", made({}, bias=2.0))
    model.write(shipped / "en.npz", made({}, bias=3.0))
    model.write(shipped / "xx.npz", made({}, bias=4.0))
    models = Models(own, shipped)
    assert [models.of(language).bias for language in ("hy", "en", "ka", None)] == [1, 3, 4, 4]


def test_where_no_model_can_say_none_is_told(tmp_path):
    assert Models(tmp_path).assess(SEEN, (), "hy") is None


def test_the_shipped_models_tell_a_municipal_text_from_another():
    models = Models()
    told = {
        "hy": ("համայնք ավագանի տեղական վճար սահմանել", "դատարան վճիռ հրապարակել"),
        "en": ("local govern local author council of the counti", "the court appeal"),
        "fr": ("conseil communal commun bourgmestr", "tribunal appel"),
        "ru": ("орган местн самоуправлен муниципальн образован", "суд решен"),
    }
    for language, (ours, other) in told.items():
        said = [models.assess(words((), text.split()), (), language) for text in (ours, other)]
        assert said[0].score > said[1].score, language

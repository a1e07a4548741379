"""The linear model of relevance: how probably a text touches local self-government, and what says so.

Per language a file of weights, one for each word, pair of words and named signal, learned by
``nlp.fitting``. Words are counted, damped (1 + log) and weighed by rarity; those of the text, its lead and
its opening are each brought to length one; the signals are added as they are. The weighed sum becomes a
probability by a straight line and the logistic function, fitted on texts that the weights had not seen.

In a long text one provision may be what matters, and its words are few among many. Such a text is also
read in windows as long as the texts to learn from; the best speaks for the text, if it does so louder than
the best of so many would by chance.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from legislation.vocabulary import Relevant
from nlp.features import Floats, Ints, Keys, Vocabulary, Words
from nlp.relevance import Relevance, Weighed
from nlp.signals import Signal

SHIPPED = Path(__file__).parent / "models"
MOST_SIGNALS = 12
MOST_WORDS = 8
WINDOW = 300
"""Words of a window."""

CHANCE = 0.15
"""How much more the best of several windows says by chance, times the logarithm of their number."""

OTHER = "xx"
"""The model of signals alone, for languages that have none of their own."""

_ABOUT = ("signals", "bias", "slope", "shift", "threshold", "inbox", "mail", "learned", "card")


@dataclass(frozen=True)
class Model:
    """The weights of one language. ``slope`` and ``shift`` make a probability of the weighed sum.

    A text is for the officers' inbox from the probability ``inbox`` on, for members' mails from ``mail``
    on, and on the whole relevant from ``threshold`` on.
    """

    vocabulary: Vocabulary
    rarity: Floats
    weights: Floats
    signals: Mapping[str, float]
    bias: float
    slope: float
    shift: float
    threshold: float
    inbox: float
    mail: float
    learned: Sequence[str] = ()
    """The rows of this installation's officers that it has learned from."""

    card: str = ""
    """What it learned from and how well it judges, in Markdown."""

    def assess(self, seen: Words, signals: Sequence[Signal]) -> Relevance:
        """How probably a text matters, by its words and signals, and which of them say so."""
        columns, counts = self.vocabulary.count(seen)
        spoken = self.spoken(columns, counts)
        split = int(np.searchsorted(columns, self.vocabulary.bounds[0]))
        of_text, of_start = float(spoken[:split].sum()), float(spoken[split:].sum())
        if len(seen.text) > WINDOW * 3 // 2:
            of_text = max(of_text, self.loudest(seen.text))
        weighed = [Weighed(one.name, one.value, self.weight(one), one.spans) for one in signals]
        total = self.bias + of_text + of_start + sum(one.weight for one in weighed)
        probability = self.probability(total)
        telling = sorted((one for one in weighed if one.weight), key=lambda one: -abs(one.weight))
        strongest = [int(columns[at]) for at in np.argsort(-spoken)[:MOST_WORDS] if spoken[at] > 0]
        return Relevance(
            probability,
            self.relevant(probability),
            tuple(telling[:MOST_SIGNALS]),
            tuple(dict.fromkeys(map(self.vocabulary.name, strongest))),
        )

    def spoken(self, columns: Ints, counts: Ints) -> Floats:
        """What each feature adds to the sum."""
        return lengthened(self.vocabulary, self.rarity, columns, counts) * self.weights[columns]

    def loudest(self, text: Keys) -> float:
        """What the best window of a long text says, less what the best says by chance."""
        columns, at = self.vocabulary.places(text)
        said = [self._windows(columns, (at + shift) // WINDOW) for shift in (0, WINDOW // 2)]
        both = np.concatenate(said)
        return float(both.max()) - CHANCE * math.log(len(both))

    def _windows(self, columns: Ints, window: Ints) -> Floats:
        """What the words of each window say, which is given per column."""
        size = len(self.vocabulary)
        codes, counts = np.unique(window * size + columns, return_counts=True)
        of, columns = np.divmod(codes, size)
        damped = (1 + np.log(counts)) * self.rarity[columns]
        lengths = np.sqrt(np.bincount(of, damped**2, 1))
        sums = np.bincount(of, damped * self.weights[columns], 1)
        return np.asarray(sums / np.where(lengths, lengths, 1.0), np.float64)

    def weight(self, signal: Signal) -> float:
        """What a signal adds to the sum."""
        return self.signals.get(signal.name, 0.0) * signal.value

    def probability(self, total: float) -> float:
        """The sum as a probability, 0 to 1."""
        return 1 / (1 + math.exp(-max(-500.0, min(500.0, self.slope * total + self.shift))))

    def relevant(self, probability: float) -> Relevant:
        if probability >= self.mail:
            return Relevant.SURELY
        return Relevant.PERHAPS if probability >= self.inbox else Relevant.HARDLY


def lengthened(vocabulary: Vocabulary, rarity: Floats, columns: Ints, counts: Ints) -> Floats:
    """The features of one text as numbers: damped, weighed, each part of length one."""
    damped = (1 + np.log(counts)) * rarity[columns]
    for part in np.split(damped, np.searchsorted(columns, vocabulary.bounds)):
        part /= math.sqrt(float(part @ part)) or 1.0
    return damped


class Models:
    """The models of an installation; each is read when the first text of its language comes.

    A language's model is that of the first of the folders that has one.
    """

    def __init__(self, *folders: Path) -> None:
        self._folders = folders or (SHIPPED,)
        self._read: dict[str, Model | None] = {}

    def of(self, language: str | None) -> Model | None:
        """The model for texts in this language, else the one for all others, None if there is neither."""
        name = language or OTHER
        if name not in self._read:
            files = (folder / f"{name}.npz" for folder in self._folders)
            there = next((file for file in files if file.exists()), None)
            self._read[name] = read(there) if there else self.of(OTHER) if name != OTHER else None
        return self._read[name]

    def assess(self, seen: Words, signals: Sequence[Signal], language: str | None) -> Relevance | None:
        """How probably a text matters, by its words and signals; None where no model can say."""
        model = self.of(language)
        return model.assess(seen, signals) if model else None


def read(path: Path) -> Model:
    """A model from its file."""
    with np.load(path, allow_pickle=False) as stored:
        about: dict[str, Any] = json.loads(stored["about"].tobytes())
        keys = stored["keys"].tobytes().decode().split("\n")
        vocabulary = Vocabulary(keys, np.cumsum(stored["codes"]))
        rarity, weights = (stored[name].astype(np.float64) for name in ("rarity", "weights"))
        return Model(vocabulary, rarity, weights, **about)


def write(path: Path, model: Model) -> None:
    """Put a model into a file: arrays, and JSON for the rest; nothing in it is run when it is read."""
    about = json.dumps({name: getattr(model, name) for name in _ABOUT}).encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        path,
        about=np.frombuffer(about, np.uint8),
        keys=np.frombuffer("\n".join(model.vocabulary.keys).encode(), np.uint8),
        codes=np.diff(model.vocabulary.codes, prepend=0),
        rarity=model.rarity.astype(np.float16),
        weights=model.weights.astype(np.float16),
    )

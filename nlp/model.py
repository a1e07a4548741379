"""The linear model of relevance: how probably a text touches local self-government, and what says so.

Per language a file of weights, one for each word, pair of words and named signal, learned by
``nlp.training``. A text's words are counted, damped (1 + log), weighed by rarity and brought to length
one; the signals are added as they are. The weighed sum becomes a probability by a straight line and the
logistic function, fitted on texts that the weights had not seen.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from legislation.text import Token
from legislation.vocabulary import Relevant
from nlp.features import Floats, Ints, Vocabulary
from nlp.relevance import Relevance, Weighed
from nlp.signals import Signal

SHIPPED = Path(__file__).parent / "models"
MOST_SIGNALS = 12
MOST_WORDS = 8
OTHER = "xx"
"""The model of signals alone, for languages that have none of their own."""


@dataclass(frozen=True)
class Model:
    """The weights of one language. ``slope`` and ``shift`` make a probability of the weighed sum.

    A text is for the officers' inbox from the probability ``inbox`` on, for members' mails from ``mail``
    on, and by and large relevant from ``threshold`` on.
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

    def sum(self, columns: Ints, counts: Ints, signals: Sequence[Signal]) -> float:
        """The weighed sum of features and signals, above 0 for texts that rather do."""
        return self.bias + float(self.spoken(columns, counts).sum()) + sum(map(self.weight, signals))

    def spoken(self, columns: Ints, counts: Ints) -> Floats:
        """What each feature adds to the sum."""
        damped = (1 + np.log(counts)) * self.rarity[columns]
        length = math.sqrt(float(damped @ damped)) or 1.0
        return damped * self.weights[columns] / length

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


class Models:
    """The models of an installation; each is read when the first text of its language comes.

    A language's model is that of the first of the folders that has one.
    """

    def __init__(self, folders: Sequence[Path] = (SHIPPED,)) -> None:
        self._folders = folders
        self._read: dict[str, Model | None] = {}

    def of(self, language: str | None) -> Model | None:
        """The model for texts in this language, else the one for all others, None if there is neither."""
        name = language or OTHER
        if name not in self._read:
            files = [folder / f"{name}.npz" for folder in self._folders]
            there = next((file for file in files if file.exists()), None)
            self._read[name] = read(there) if there else self.of(OTHER) if name != OTHER else None
        return self._read[name]

    def assess(
        self, title: Sequence[Token], text: Sequence[Token], signals: Sequence[Signal], language: str | None
    ) -> Relevance | None:
        """How probably a text matters, from its words, those of its title, and the signals of both.

        None where no model can say.
        """
        model = self.of(language)
        if model is None:
            return None
        columns, counts = model.vocabulary.count(title, text)
        probability = model.probability(model.sum(columns, counts, signals))
        weighed = [Weighed(one.name, one.value, model.weight(one), one.spans) for one in signals]
        weighed = [one for one in weighed if one.weight]
        weighed.sort(key=lambda one: -abs(one.weight))
        words = _strongest(model, columns, counts)
        return Relevance(probability, model.relevant(probability), tuple(weighed[:MOST_SIGNALS]), words)


def _strongest(model: Model, columns: Ints, counts: Ints) -> tuple[str, ...]:
    """The words that spoke most for it, strongest first."""
    spoken = model.spoken(columns, counts)
    order = np.argsort(-spoken)[:MOST_WORDS]
    return tuple(model.vocabulary.name(int(columns[i])) for i in order if spoken[i] > 0)


def read(path: Path) -> Model:
    """A model from its file."""
    with np.load(path, allow_pickle=False) as stored:
        about: dict[str, Any] = json.loads(stored["about"].tobytes())
        keys = stored["keys"].tobytes().decode().split("\n")
        vocabulary = Vocabulary(keys, stored["codes"])
        return Model(vocabulary, stored["rarity"].astype(float), stored["weights"].astype(float), **about)


def write(path: Path, model: Model) -> None:
    """Put a model into a file: arrays, and JSON for the rest; nothing in it is run when it is read."""
    names = ("signals", "bias", "slope", "shift", "threshold", "inbox", "mail")
    about = json.dumps({name: getattr(model, name) for name in names}).encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        path,
        about=np.frombuffer(about, np.uint8),
        keys=np.frombuffer("\n".join(model.vocabulary.keys).encode(), np.uint8),
        codes=model.vocabulary.codes,
        rarity=model.rarity.astype(np.float32),
        weights=model.weights.astype(np.float32),
    )

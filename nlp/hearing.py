"""Texts as the model sees them, read as the tagger reads them."""

from collections.abc import Callable, Iterable

from config.lexicon import Lexicon
from legislation.labelled import Row
from legislation.text import language_of
from nlp import pipeline
from nlp.features import words
from nlp.fitting import Example
from nlp.signals import Listener


class Hearer:
    """Reads rows; built once, used for many."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._nlp = pipeline.build(*lexicon)
        self._listener = Listener(*lexicon)

    def hear(
        self, rows: Iterable[Row], label: str, step: Callable[[int], object] = lambda n: None
    ) -> list[Example]:
        """An example for each row; ``step`` is called with 1 after each."""
        examples = []
        for row in rows:
            language = row.language or language_of(row.text or row.title)
            title = pipeline.read(self._nlp, row.title, language_of(row.title, language))
            text = pipeline.read(self._nlp, row.text, language, row.title)
            seen = words(pipeline.keys_of(title), pipeline.keys_of(text))
            told = self._listener.signals(title, text)
            examples.append(Example(seen, told, row.labels[label], row.weight, row.group))
            step(1)
        return examples

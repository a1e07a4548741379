"""What a draft is about: its pieces, the acts it refers to, topics and relevance, each with its reasons."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from config.lexicon import Law, Topic
from legislation.amendments import Change, changes
from legislation.structure import Piece, pieces
from legislation.text import language_of
from nlp import pipeline
from nlp.features import words
from nlp.model import Models
from nlp.references import FoundReference
from nlp.relevance import Relevance
from nlp.signals import Listener
from nlp.topics import MOST_EVIDENCE, PAGE, TITLE, Evidence, FoundTag, Source, Topics

__all__ = ["MOST_EVIDENCE", "PAGE", "TITLE", "Evidence", "FoundTag", "Reading", "Tagger"]


@dataclass(frozen=True)
class Reading:
    """All that the tagger says of one text. References of the title have an empty span at 0."""

    language: str | None
    pieces: tuple[Piece, ...]
    references: tuple[FoundReference, ...]
    tags: tuple[FoundTag, ...]
    relevance: Relevance | None = None
    changes: tuple[Change, ...] = ()


class Tagger:
    """Reads texts by the rules above and a model; built once, used for many."""

    def __init__(self, topics: Sequence[Topic], laws: Sequence[Law], models: Models | None = None) -> None:
        self._nlp = pipeline.build(topics, laws)
        self._models = models or Models()
        self._listener = Listener(topics, laws)
        self._topics = Topics(topics, laws)

    def read(self, text: str, language: str | None, title: str) -> Reading:
        """Read one text and its title; ``language`` None has it found out."""
        language = language or language_of(text or title)
        found = tuple(pieces(text))
        head = Source(title, pipeline.read(self._nlp, title, language_of(title, language)))
        body = Source(text, pipeline.read(self._nlp, text, language, title), found)
        in_text = pipeline.references_of(body.doc)
        said = {(one.kind, one.law, one.number or one.title) for one in in_text}
        in_title = [
            replace(one, start=0, end=0)
            for one in pipeline.references_of(head.doc)
            if (one.kind, one.law, one.number or one.title) not in said
        ]
        return Reading(
            language,
            found,
            (*in_title, *in_text),
            tuple(self._topics.tags(head, body, self._listener.duties(body.doc))),
            self._relevance(head.doc, body.doc, language),
            changes(text, found, pipeline.every_reference_of(body.doc), language),
        )

    def _relevance(self, head: Doc, body: Doc, language: str | None) -> Relevance | None:
        told = self._listener.signals(head, body)
        return self._models.assess(words(pipeline.keys_of(head), pipeline.keys_of(body)), told, language)

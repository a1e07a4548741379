"""Taggers for tests of what stands around the tagger."""

from dataclasses import replace

from legislation.structure import pieces
from legislation.vocabulary import ReferenceKind, Relevant, TagOrigin
from nlp.references import FoundReference
from nlp.relevance import Relevance, Weighed
from nlp.tagger import Evidence, FoundTag, Reading
from nlp.tagging import Read

EMPTY = Reading(language=None, pieces=(), references=(), tags=())


def read(text: str, language: str | None, title: str) -> Reading:
    """A tagger that finds one law and one topic in every text."""
    evidence = Evidence(0, 4, text[:4], "term", "")
    return Reading(
        language=language,
        pieces=tuple(pieces(text)),
        references=(
            FoundReference(
                kind=ReferenceKind.AMENDS,
                law="ՀՕ-337",
                number=None,
                title=None,
                article="12",
                part=None,
                point=None,
                start=0,
                end=4,
                text=text[:4],
            ),
        ),
        tags=(FoundTag("local_self_government", 0.9, TagOrigin.RULE, "terms", (evidence,)),),
    )


def broken(text: str, language: str | None, title: str) -> Reading:
    raise ValueError("the tagger tripped")


def judging(score: float, relevant: Relevant, *signals: Weighed) -> Read:
    """The same tagger, with a model that says this of every text."""
    return lambda text, language, title: replace(
        read(text, language, title), relevance=Relevance(score, relevant, signals)
    )

"""Taggers for tests of what stands around the tagger."""

from legislation.structure import pieces
from legislation.vocabulary import ReferenceKind, TagOrigin
from nlp.references import FoundReference
from nlp.tagger import Evidence, FoundTag, Reading

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
                start=0,
                end=4,
                text=text[:4],
            ),
        ),
        tags=(FoundTag("local_self_government", 0.9, TagOrigin.RULE, "terms", (evidence,)),),
    )


def broken(text: str, language: str | None, title: str) -> Reading:
    raise ValueError("the tagger tripped")

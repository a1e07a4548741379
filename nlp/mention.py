"""An act that is named somewhere, and what is told of it: the values that all languages' readers share."""

from collections.abc import Iterable
from dataclasses import dataclass

from config.lexicon import Law
from legislation.pinpoints import Pinpoint
from legislation.vocabulary import ReferenceKind


@dataclass(frozen=True)
class FoundReference:
    """An act, and where told its article, part and point, with the span of the words that say so."""

    kind: ReferenceKind
    law: str | None
    number: str | None
    title: str | None
    article: str | None
    part: str | None
    point: str | None
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Mention:
    """An act named somewhere. Places in it may follow ``end``; what is done to it is told after ``reach``.

    ``within``: other acts may be named up to here as parts of this one's title.
    """

    start: int
    end: int
    reach: int
    law: Law | None
    title: str | None
    number: str | None
    within: int = 0


def apart(mentions: Iterable[Mention]) -> list[Mention]:
    """In order, without those that begin inside another and are no part of its title; the longer stays."""
    kept: list[Mention] = []
    outer: Mention | None = None
    for mention in sorted(mentions, key=lambda one: (one.start, -one.end)):
        if kept and mention.start < kept[-1].end and not mention.end <= kept[-1].within:
            continue
        if outer and mention.start < outer.end and not mention.end <= outer.within:
            continue
        if outer is None or mention.start >= outer.end:
            outer = mention
        kept.append(mention)
    return kept


def reference(
    text: str, mention: Mention, kind: ReferenceKind, place: Pinpoint | None, start: int | None = None
) -> FoundReference:
    """What a mention says of its act and of a place in it; words may ``start`` before the mention."""
    law = mention.law
    begin = mention.start if start is None else start
    end = max(place.end if place else 0, mention.end)
    return FoundReference(
        kind=kind,
        law=law.key if law else None,
        number=mention.number or (law.number if law and law.verified else None),
        title=next(iter(law.titles.get("hy", ())), None) if law else tidy(mention.title),
        article=place.article if place else None,
        part=place.part if place else None,
        point=place.point if place else None,
        start=begin,
        end=end,
        text=text[begin:end],
    )


def tidy(title: str | None) -> str | None:
    return " ".join(title.split()) if title else None

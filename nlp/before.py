"""Acts whose places are told before them: “Article 5(2) of Regulation …”, «часть 1 статьи 5 Закона …»."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from legislation.pinpoints import Chain, Pinpoint
from legislation.vocabulary import ReferenceKind
from nlp.mention import FoundReference, Mention, reference

SENTENCE = 400
"""Characters in which a sentence says what is done to an act."""
_ASIDE = re.compile(r"\([^()]*\)")


@dataclass(frozen=True)
class Grammar:
    """What a language says between places and acts, and where it changes them.

    ``of`` joins places to the act that follows, ``between`` two chains of one act, ``thereof`` an act to
    places told after it, ``also`` two acts to which the same is done. ``changing`` ends before what is
    changed; ``changed`` begins after it; ``under`` ends before an act that only gives grounds.
    """

    of: re.Pattern[str]
    between: re.Pattern[str]
    thereof: re.Pattern[str]
    also: re.Pattern[str]
    changing: re.Pattern[str]
    changed: re.Pattern[str]
    under: re.Pattern[str]
    stop: re.Pattern[str]


@dataclass(frozen=True)
class _Told:
    """An act with the chains that point into it; ``start`` is where the first word of all stands."""

    mention: Mention
    chains: tuple[Chain, ...]
    start: int
    end: int


def references(
    text: str, mentions: Sequence[Mention], chains: Sequence[Chain], grammar: Grammar
) -> Iterator[FoundReference]:
    """The references of a text whose acts and chains are found, in order, repeated ones too."""
    last: tuple[_Told, bool] | None = None
    outer_end = 0
    for mention in mentions:
        one = _with_chains(text, mention, chains, grammar)
        inner = mention.start < outer_end
        outer_end = max(outer_end, mention.within)
        amended = not inner and _is_amended(text, one, last, grammar)
        kind = ReferenceKind.AMENDS if amended else ReferenceKind.CITES
        places: list[Pinpoint | None] = [place for chain in one.chains for place in chain.places]
        for place in places or [None]:
            yield reference(text, mention, kind, place, one.start)
        if not inner:
            last = one, amended


def _with_chains(text: str, mention: Mention, chains: Sequence[Chain], grammar: Grammar) -> _Told:
    index = bisect_right(chains, mention.start, key=lambda one: one.end)
    found: list[Chain] = []
    start = mention.start
    joint = grammar.of
    while index and joint.fullmatch(text, chains[index - 1].end, start):
        index -= 1
        found.insert(0, chains[index])
        start, joint = chains[index].start, grammar.between
    end = mention.end
    index = bisect_left(chains, mention.end, key=lambda one: one.start)
    joint = grammar.thereof
    while (
        index < len(chains)
        and chains[index].start <= end + SENTENCE
        and joint.fullmatch(text, end, chains[index].start)
    ):
        found.append(chains[index])
        end, joint = chains[index].end, grammar.between
        index += 1
    return _Told(mention, tuple(found), start, end)


def _is_amended(text: str, one: _Told, last: tuple[_Told, bool] | None, grammar: Grammar) -> bool:
    head = text[max(0, one.start - 120) : one.start]
    if last and one.start >= last[0].end and one.start - last[0].end <= SENTENCE:
        gap = text[last[0].end : one.start]
        if grammar.also.fullmatch(gap):
            return last[1] or _is_changed_after(text, one, grammar)
        if grammar.changing.search(head) and not grammar.stop.search(gap):
            return False
    if grammar.changing.search(head):
        return True
    return not grammar.under.search(head) and _is_changed_after(text, one, grammar)


def _is_changed_after(text: str, one: _Told, grammar: Grammar) -> bool:
    tail = text[one.end : one.end + SENTENCE]
    for _ in range(2):
        tail = _ASIDE.sub(_blank, tail)
    stop = grammar.stop.search(tail)
    changed = grammar.changed.search(tail)
    return changed is not None and (stop is None or changed.start() < stop.start())


def _blank(aside: re.Match[str]) -> str:
    return " " * len(aside[0])

"""Whom a text hits: the communities and marzes that it names, and the kinds of communities it speaks of.

A name counts only beside a word that says that a community is meant («Գորիս և Կապան համայնքներին», "the
town of Goris"): many communities are also mountains, lakes or people.
"""

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from legislation.conditions import pattern_of
from legislation.text import BARRIER, Pattern, Token, find, query_keys, tokens


class Sort(StrEnum):
    """A kind of communities that a text may be about."""

    BORDER = "border"
    RURAL = "rural"
    URBAN = "urban"
    MOUNTAIN = "mountain"
    SMALL = "small"
    MERGED = "merged"


@dataclass(frozen=True)
class Place:
    """A community to look for: its names in any languages, and those of its marz."""

    names: tuple[str, ...]
    marz: tuple[str, ...] = ()


@dataclass(frozen=True)
class Impact:
    """Which of the places are named, which lie in a marz that is named, and what sorts are spoken of."""

    named: tuple[Hashable, ...] = ()
    in_marz: tuple[Hashable, ...] = ()
    sorts: tuple[Sort, ...] = ()


_COMMUNITY = (
    "համայնք համայնքապետ համայնքապետարան քաղաք քաղաքապետ քաղաքապետարան գյուղ բնակավայր ավագանի "
    "community municipality town city village община муниципалитет город село"
)
_MARZ = "մարզ մարզպետ մարզպետարան marz region province область марз"
_BETWEEN = "և ու կամ and or of the и или"
_SIGNED = "կատարված ստորագրված ստորագրվել կնքված կնքվել done signed совершено подписано"
_TOWN = frozenset({"ք", "քաղ", "գ", "г", "с"})
"""Short for town and village."""
_SURNAME = re.compile(r"(?:յան|yan|ян)\w{0,4}$")
_SORTS = {
    Sort.BORDER: "սահմանամերձ սահմանային border frontier приграничный",
    Sort.RURAL: "գյուղական rural сельский",
    Sort.URBAN: "քաղաքային urban городской",
    Sort.MOUNTAIN: "լեռնային բարձրլեռնային mountain mountainous горный высокогорный",
    Sort.SMALL: "փոքր սակավաբնակ small sparsely малый малонаселённый",
    Sort.MERGED: "խոշորացված բազմաբնակավայր merged enlarged consolidated укрупнённый",
}
REACH = 24
"""Words between a name and the word that says what it is, at most: other names of a list."""
SIGNED_WITHIN = 12
"""Words between “signed” and the town where it was, at most."""


def impact(texts: Iterable[tuple[str, str | None]], places: Mapping[Hashable, Place]) -> Impact:
    """What the texts, each with its language, say of the places; the keys of those that are hit."""
    communities = _by_pattern({key: place.names for key, place in places.items()})
    marzes = _by_pattern({key: place.marz for key, place in places.items()})
    named: dict[Hashable, None] = {}
    in_marz: dict[Hashable, None] = {}
    sorts: dict[Sort, None] = {}
    for text, language in texts:
        words = tokens(text, language)
        for at, keys in _beside(text, words, communities, _keys(_COMMUNITY)):
            if not _tells_where_signed(words, at):
                named |= dict.fromkeys(keys)
        for at, keys in _beside(text, words, marzes, _keys(_MARZ)):
            if not _is_address(text, words, at):
                in_marz |= dict.fromkeys(keys)
        sorts |= dict.fromkeys(_sorts(words))
    return Impact(tuple(named), tuple(key for key in in_marz if key not in named), tuple(sorts))


@cache
def _keys(words: str) -> frozenset[str]:
    return frozenset(key for word in words.split() for keys in query_keys(word) for key in keys)


@cache
def _pattern(name: str) -> Pattern:
    return pattern_of(name)


def _by_pattern(names: Mapping[Hashable, Sequence[str]]) -> dict[Pattern, list[Hashable]]:
    found: dict[Pattern, list[Hashable]] = {}
    for key, some in names.items():
        for name in some:
            found.setdefault(_pattern(name), []).append(key)
    found.pop((), None)
    return found


def _beside(
    text: str, words: Sequence[Token], names: Mapping[Pattern, list[Hashable]], what: frozenset[str]
) -> Iterator[tuple[int, list[Hashable]]]:
    """Where one of these words stands beside names, in capitals and in a row of names, and whose they are."""
    spans = [(a, b) for a, b in find(words, list(names)) if _is_name(text, words[a])]
    known = frozenset(index for span in spans for index in range(*span))
    for start, end in _longest(spans):
        at = _meets(text, words, end, 1, what, known)
        if at is None:
            at = _meets(text, words, start - 1, -1, what, known)
        if at is not None:
            yield (
                at,
                [key for pattern, keys in names.items() if _fits(words[start:end], pattern) for key in keys],
            )


def _longest(spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans that lie in no longer one: «Լոռի Բերդ» names no «Բերդ»."""
    reached = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if end > reached:
            yield start, end
            reached = end


def _fits(words: Sequence[Token], pattern: Pattern) -> bool:
    return len(words) == len(pattern) and all(
        word.key in fitting for word, fitting in zip(words, pattern, strict=True)
    )


def _is_name(text: str, word: Token) -> bool:
    return text[word.start].isupper()


def _meets(
    text: str, words: Sequence[Token], at: int, step: int, what: frozenset[str], known: frozenset[int]
) -> int | None:
    """Where, going on over other names, one comes to one of the words before the sentence ends."""
    for _ in range(REACH):
        if not 0 <= at < len(words) or words[at].key == BARRIER:
            return None
        if words[at].key in what:
            return at
        if at not in known and words[at].key not in _keys(_BETWEEN) and not _may_be_place(text, words[at]):
            return None
        at += step
    return None


def _may_be_place(text: str, word: Token) -> bool:
    """A name, but no person's; in a line of capitals nothing tells names from other words."""
    written = text[word.start : word.end]
    return written[0].isupper() and not written.isupper() and not _SURNAME.search(written)


def _tells_where_signed(words: Sequence[Token], at: int) -> bool:
    """Whether a town is only where a treaty was signed: «Կատարված է Երևան քաղաքում»."""
    for word in reversed(words[max(0, at - SIGNED_WITHIN) : at]):
        if word.key == BARRIER:
            return False
        if word.key in _keys(_SIGNED):
            return True
    return False


def _is_address(text: str, words: Sequence[Token], at: int) -> bool:
    """Whether a marz is only where one community lies: «Լոռու մարզի Վանաձոր համայնք»."""
    if at + 1 >= len(words) or words[at + 1].key in _keys(_COMMUNITY) or words[at].exact.endswith("ում"):
        return False
    after = words[at + 1]
    return after.key != BARRIER and (_is_name(text, after) or after.exact in _TOWN)


def _sorts(words: Sequence[Token]) -> list[Sort]:
    """The sorts of which communities are spoken: the word for it, and a community within three words."""
    what = _keys(_COMMUNITY)
    before = {
        word.key
        for at, word in enumerate(words)
        if any(next_.key in what for next_ in words[at + 1 : at + 4])
    }
    return [sort for sort, said in _SORTS.items() if not before.isdisjoint(_keys(said))]

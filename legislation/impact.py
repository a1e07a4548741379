"""Whom a text hits: the communities and marzes that it names, and the kinds of communities it speaks of.

A name counts only beside a word that says that a community is meant («Գորիս և Կապան համայնքներին», "the
town of Goris"): many communities are also mountains, lakes or people.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
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


def impact(texts: Iterable[tuple[str, str | None]], places: Mapping[Hashable, Place]) -> Impact:
    """What the texts, each with its language, say of the places; the keys of those that are hit."""
    named: dict[Hashable, None] = {}
    in_marz: dict[Hashable, None] = {}
    sorts: dict[Sort, None] = {}
    for text, language in texts:
        words = tokens(text, language)
        named |= dict.fromkeys(
            _beside(text, words, {k: p.names for k, p in places.items()}, _keys(_COMMUNITY))
        )
        in_marz |= dict.fromkeys(_beside(text, words, {k: p.marz for k, p in places.items()}, _keys(_MARZ)))
        sorts |= dict.fromkeys(_sorts(words))
    return Impact(tuple(named), tuple(key for key in in_marz if key not in named), tuple(sorts))


@cache
def _keys(words: str) -> frozenset[str]:
    return frozenset(key for word in words.split() for keys in query_keys(word) for key in keys)


@cache
def _pattern(name: str) -> Pattern:
    return pattern_of(name)


def _beside(
    text: str, words: Sequence[Token], names: Mapping[Hashable, Sequence[str]], what: frozenset[str]
) -> list[Hashable]:
    """The keys of the names that stand, in capitals, in a row of names beside one of these words."""
    by_pattern: dict[Pattern, list[Hashable]] = {}
    for key, some in names.items():
        for name in some:
            by_pattern.setdefault(_pattern(name), []).append(key)
    by_pattern.pop((), None)
    hit: dict[Hashable, None] = {}
    for start, end in find(words, list(by_pattern)):
        if _is_name(text, words[start]) and (
            _meets(text, words, end, 1, what) or _meets(text, words, start - 1, -1, what)
        ):
            for pattern, keys in by_pattern.items():
                if len(pattern) == end - start and all(
                    word.key in fitting for word, fitting in zip(words[start:end], pattern, strict=True)
                ):
                    hit |= dict.fromkeys(keys)
    return list(hit)


def _is_name(text: str, word: Token) -> bool:
    return text[word.start].isupper()


def _meets(text: str, words: Sequence[Token], at: int, step: int, what: frozenset[str]) -> bool:
    """Whether, going on over other names, one comes to one of the words before the sentence ends."""
    for _ in range(REACH):
        if not 0 <= at < len(words) or words[at].key == BARRIER:
            return False
        if words[at].key in what:
            return True
        if not _is_name(text, words[at]) and words[at].key not in _keys(_BETWEEN):
            return False
        at += step
    return False


def _sorts(words: Sequence[Token]) -> list[Sort]:
    """The sorts of which communities are spoken: the word for it, and a community within three words."""
    what = _keys(_COMMUNITY)
    return [
        sort
        for sort, said in _SORTS.items()
        if any(
            word.key in _keys(said) and any(next_.key in what for next_ in words[at + 1 : at + 4])
            for at, word in enumerate(words)
        )
    ]

"""Where an Armenian text names communities: their bodies, their property, their money, their taxes.

A finding is a whole phrase in one grammatical case: «համայնքի ղեկավարի աշխատակազմի աշխատողները» is a
body in the nominative, «համայնքային անտառային հողերում» property in the locative.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from legislation.text import BARRIER, Pattern, Token, query_keys
from nlp import duty_words
from nlp.cases import ENDINGS_ALONE, Case, case_of
from nlp.matcher import Matcher

REACH = 40
"""Words of a sentence to both sides of a community that are looked at."""

Classes = Mapping[str, frozenset[str]]
"""Key of a word: the lists of ``duty_words`` that have it."""


class Named(NamedTuple):
    """A community named by words ``first`` to ``last``, as what, and in which case."""

    first: int
    last: int
    what: str
    case: Case


class Communities:
    """Finds communities in the words of a text; built once, used for many."""

    def __init__(self) -> None:
        self.classes: Classes = _classes()
        self._starts: Matcher[str] = Matcher(_starts())

    def find(self, words: Sequence[Token]) -> Iterator[tuple["Scene", Named]]:
        """Each community with its sentence, in order; of those that overlap the first."""
        hits = self._starts.find(words)
        after = 0
        for index, (first, end, what) in enumerate(hits):
            longest = index + 1 == len(hits) or hits[index + 1][0] > first
            if longest and first >= after:
                scene = Scene(words, first, end, self.classes)
                named = _named(scene, first, end, what)
                after = named.last + 1
                yield scene, named


def _classes() -> Classes:
    found: dict[str, set[str]] = {}
    for name, listed in vars(duty_words).items():
        if name.isupper() and isinstance(listed, str):
            for word in listed.split():
                for key in query_keys(word, "hy")[0]:
                    found.setdefault(key, set()).add(name)
    return {key: frozenset(names) for key, names in found.items()}


def _starts() -> Iterator[tuple[Pattern, str]]:
    for what, names in duty_words.STARTS.items():
        for name in names:
            yield query_keys(name, "hy"), what


class Scene:
    """The sentence around a community: at most ``REACH`` words to both sides."""

    def __init__(self, words: Sequence[Token], first: int, end: int, classes: Classes) -> None:
        self.words, self.classes = words, classes
        self.left, self.right = first, end
        while self.left > 0 and first - self.left < REACH and words[self.left - 1].key != BARRIER:
            self.left -= 1
        while self.right < len(words) and self.right - end < REACH and words[self.right].key != BARRIER:
            self.right += 1

    def span(self, first: int, end: int) -> range:
        """The places from ``first`` to ``end`` that belong to the sentence."""
        return range(max(self.left, first), min(self.right, end))

    def of(self, index: int) -> frozenset[str]:
        """The lists that have a word."""
        return self.classes.get(self.words[index].key, frozenset())

    def near(self, first: int, end: int, *names: str) -> bool:
        """Whether a word of one of these lists stands between two places."""
        return any(not self.of(index).isdisjoint(names) for index in self.span(first, end))

    def says(self, first: int, end: int, *beginnings: str) -> bool:
        """Whether a word with one of these beginnings stands there."""
        return any(self.words[index].exact.startswith(beginnings) for index in self.span(first, end))

    def ends(self, first: int, end: int, *endings: str) -> bool:
        """Whether a word with one of these endings stands there."""
        return any(self.words[index].exact.endswith(endings) for index in self.span(first, end))


_GOES_ON = (
    "ի",
    "ու",
    "ան",
    "ական",
    "ային",
    "ող",
    "ած",
    "և",
    "կամ",
    "ոչ",
    "յալ",
    "ուրդ",
    "ավոր",
    "ատու",
    "դիր",
)
"""Ends of words that may stand between an owner in the genitive and the head of the phrase."""

_HEADS = ("PROPERTY", "MONEY", "ACTS", "POWERS", "PLACES")


def _named(scene: Scene, first: int, end: int, what: str) -> Named:
    last = end - 1
    if what in ("community", "adjective", "nonstate"):
        return _phrase(scene, first, last, what)
    return _body(scene, first, last) if what == "body" else Named(first, last, what, _case(scene, last))


def _case(scene: Scene, last: int) -> Case:
    after = scene.words[last + 1] if last + 1 < scene.right else None
    return case_of(after if after and after.exact in ENDINGS_ALONE else scene.words[last])


def _phrase(scene: Scene, first: int, last: int, what: str) -> Named:
    """«համայնքի …», «համայնքային …» or «ոչ պետական …» with the head of its phrase."""
    case = _case(scene, last)
    care = what == "adjective" and scene.says(last + 1, last + 2, "ցերեկային", "խնամ", "փոքր")
    if care or scene.near(first - 2, first, "HOMONYMS"):
        return Named(first, last, "homonym", case)
    if what == "community" and case != Case.GENITIVE:
        return Named(first, last, what, case)
    for index in scene.span(last + 1, last + 8):
        kinds = scene.of(index)
        if kinds & {"BODIES", "STAFF"} and what != "nonstate":
            return _body(scene, first, index)
        for kind in _HEADS[:1] if what == "nonstate" else _HEADS:
            if kind in kinds:
                return Named(first, index, kind.lower(), _case(scene, index))
        if not _goes_on(scene, index):
            break
    return Named(first, last, what, case)


def _goes_on(scene: Scene, index: int) -> bool:
    """Whether the phrase may go on after a word: a genitive, an adjective, the object of a participle."""
    return scene.words[index].exact.endswith(_GOES_ON) or scene.ends(index + 1, index + 2, "ող", "ած")


def _body(scene: Scene, first: int, last: int) -> Named:
    """A body with what hangs on it: «համայնքի ղեկավարի աշխատակազմի աշխատողը»."""
    for index in scene.span(last + 1, last + 4):
        if _case(scene, last) != Case.GENITIVE:
            break
        if scene.of(index) & {"BODIES", "STAFF"}:
            last = index
        elif not scene.words[index].exact.endswith(_GOES_ON):
            break
    return Named(first, last, "body", _case(scene, last))

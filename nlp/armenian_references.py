"""What an Armenian text does to the acts that it names, and to which places in them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from legislation.armenian_commands import REPEAL, commands
from legislation.clauses import Clauses
from legislation.pinpoints import Pinpoint, pinpoints, region
from legislation.vocabulary import ReferenceKind
from nlp.acts import Acts
from nlp.armenian_acts import mentions
from nlp.mention import FoundReference, Mention, reference

_REPEALING = re.compile(rf"{REPEAL}(?!ու)[՝ ]{{0,9}}")
_STEM = re.compile(rf"{REPEAL}(?!ու) {{0,9}}[՝:] {{0,9}}(?=\n)")
_STEM_ENDS = re.compile(r"։|:(?!\d)|\n *(?:\d{1,3}\. |հոդված)")
_GROUNDS = re.compile(r"համաձայն|հիմք|հիման|որոշում է|ղեկավարվելով|համապատասխան(?!աբար)|սահմանված|նախատեսված")
_GROUND_BEFORE = re.compile(r"(?:համաձայն|ղեկավարվելով|հիմք ընդունելով)[՝` ]*$")
_DONE = "(?:փոփոխութ|լրաց)[^«»։:]{0,80}?կատար[ա-և]*"
_AMENDING = re.compile(rf"[^«»։:]{{0,20}}?{_DONE}")
_IN_WHICH = re.compile(rf"[^«»։:]{{0,160}}?{_DONE}")
_IN_HEAD = re.compile(r"հիմք +ընդունելով|ղեկավարվելով|որոշում +է|որոշեց|հրամայում")
_REPEALING_TITLE = re.compile(rf"[^«»։:]{{0,200}}?{REPEAL}ու +մասին")
_OF_AN_ACT = re.compile(
    r" {1,9}մասին {0,9}»? {0,9}(?:(?:(?:հանրապետության|հհ|[ա-և]{0,25}ի)(?![ա-և])|\d{1,4}|-|,) {0,9}){0,14}"
    r"(?:հօ[ -]{0,5}\d+[ -]{0,5}ն? {0,9})?օրենք[ա-և]*(?![ա-և])(?! *նախագ)"
)
_ADJACENT_PLACE = re.compile(
    r" *(?:\([^()]{0,60}\) *)?(?:մեջ(?!\w)|՝"
    r"|(?:n? *\d[\d.]{0,6}(?: *- *(?:րդ|ին))? +)?(?:հավելված|գլխ|գլուխ|բաժ|վերնագ|նախաբան|անվան|մուտք))"
)
_TOOL = ("ով", "ամբ")
_OBJECT = ("ում", "ը", "ն", "ից")


def references(
    text: str, clauses: Clauses, acts: Acts, named: Sequence[Mention], own: str
) -> Iterator[FoundReference]:
    """The references of an Armenian text in order, repeated ones too."""
    doings = _Doings(clauses)
    outer_end = 0
    for one, limit in _with_limits(clauses, mentions(text, clauses, acts, named, own)):
        inner = one.start < outer_end
        outer_end = max(outer_end, one.within)
        yield from _references(text, doings, one, limit, inner=inner)


def _with_limits(clauses: Clauses, found: Sequence[Mention]) -> Iterator[tuple[Mention, int]]:
    """Each act with where the next one begins; those in quotation marks are no limit to others."""
    following = len(clauses.flat)
    outer = following
    limits: list[int] = []
    for one in reversed(found):
        outside = clauses.depth(one.start) == 0
        limits.append(outer if outside else following)
        following = one.start
        outer = one.start if outside else outer
    return zip(found, reversed(limits), strict=True)


class _Doings:
    """Where a text commands a change, and where it only gives grounds."""

    def __init__(self, clauses: Clauses) -> None:
        self.clauses = clauses

    @cached_property
    def _commands(self) -> list[int]:
        return [command.start for command in commands(self.clauses.bare)]

    @cached_property
    def _grounds(self) -> list[int]:
        return [match.start() for match in _GROUNDS.finditer(self.clauses.bare)]

    @cached_property
    def _repeals(self) -> list[int]:
        return [match.end() for match in _REPEALING.finditer(self.clauses.bare)]

    @cached_property
    def _stems(self) -> list[tuple[int, int]]:
        found = []
        for stem in _STEM.finditer(self.clauses.bare):
            end = _STEM_ENDS.search(self.clauses.bare, stem.end())
            found.append((stem.end(), end.start() if end else len(self.clauses.bare)))
        return found

    def changed(self, place: int) -> bool:
        """Whether what is named before a place is then changed, in the same clause."""
        index = bisect_left(self._commands, place)
        if index == len(self._commands) or self._commands[index] > self.clauses.stop(place):
            return False
        return not self._ground_between(place, self._commands[index])

    def repealed(self, place: int) -> bool:
        """Whether a command to repeal stands before a place, at the head of its clause or list."""
        index = bisect_right(self._repeals, place) - 1
        if index >= 0 and self.clauses.stop(self._repeals[index]) >= place:
            return not self._ground_between(self._repeals[index], place)
        index = bisect_right(self._stems, (place, place)) - 1
        return index >= 0 and place < self._stems[index][1]

    @cached_property
    def _heads(self) -> list[tuple[int, bool]]:
        return [
            (head.end(), head[0][0] in "հղ" and head[0] != "հրամայում")
            for head in _IN_HEAD.finditer(self.clauses.bare)
        ]

    def grounds_before(self, place: int) -> bool:
        """Whether what stands at a place is only what a decision is founded on."""
        index = bisect_right(self._heads, (place, False)) - 1
        if index >= 0 and self._heads[index][1] and self._heads[index][0] >= self.clauses.begin(place):
            return True
        return _GROUND_BEFORE.search(self.clauses.flat, max(0, place - 40), place) is not None

    def _ground_between(self, start: int, end: int) -> bool:
        return bisect_left(self._grounds, start) < bisect_left(self._grounds, end)


def _references(
    text: str, doings: _Doings, one: Mention, limit: int, *, inner: bool
) -> Iterator[FoundReference]:
    clauses = doings.clauses
    outside = not inner and clauses.depth(one.start) == 0
    grounds = doings.grounds_before(one.start)
    places: list[Pinpoint] = []
    if one.reach == one.end:
        words = region(clauses.flat, one.end, max(limit, one.end))
        with_articles = (
            not (one.number or "").startswith("N ") and "որոշ" not in clauses.flat[one.end - 9 : one.end]
        )
        places = list(pinpoints(words, one.end, with_articles=with_articles))
    for place in places:
        changed = outside and not grounds and not place.tool and _place_is_changed(doings, one, place)
        yield reference(text, one, _kind(changed), place)
    if not places:
        amended = _title_amends(clauses, one, inner=inner) or (
            outside and not grounds and _act_is_changed(doings, one)
        )
        yield reference(text, one, _kind(amended), None)


def _kind(amended: bool) -> ReferenceKind:
    return ReferenceKind.AMENDS if amended else ReferenceKind.CITES


def _place_is_changed(doings: _Doings, one: Mention, place: Pinpoint) -> bool:
    return place.added or doings.changed(place.end) or doings.repealed(one.start)


def _act_is_changed(doings: _Doings, one: Mention) -> bool:
    """Whether an act as a whole, or an annex or chapter of it, is changed or repealed."""
    flat = doings.clauses.flat
    word = flat[max(0, one.reach - 6) : one.reach]
    if word.endswith(_TOOL):
        return False
    if word.endswith(_OBJECT) and doings.repealed(one.start):
        return True
    if not (word.endswith(_OBJECT) or _ADJACENT_PLACE.match(flat, one.reach)):
        return False
    return doings.changed(one.reach)


def _title_amends(clauses: Clauses, one: Mention, *, inner: bool) -> bool:
    """Whether the words are the title of a text that amends the act, and not of another act that did."""
    flat = clauses.flat
    amending = _IN_WHICH if flat.startswith("ում", one.reach - 3) else _AMENDING
    title = amending.match(flat, one.reach) or _REPEALING_TITLE.match(flat, one.reach)
    return not inner and title is not None and not _OF_AN_ACT.match(flat, title.end())

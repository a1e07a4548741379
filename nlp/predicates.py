"""What kind of verb an Armenian sentence has near a noun: does anyone act, is something said to be?"""

from enum import StrEnum

from nlp.communities import Named, Scene


class Verb(StrEnum):
    """``NONE``: an item of a list, or a heading."""

    ACTIVE = "active"
    PASSIVE = "passive"
    DEFINING = "defining"
    NONE = "none"


_IS = frozenset("է են չէ չեն".split())
_HAS = frozenset("ունի ունեն չունի չունեն".split())
BESIDE = 4
"""A verb so few words before a noun has it for its subject: «սահմանում են համապատասխան մարմինները»."""


def verb_of(scene: Scene, named: Named) -> Verb:
    """The verb that goes with a noun: one right before it, else the next one, else the last before."""
    for index in reversed(scene.span(named.first - BESIDE, named.first)):
        if found := _finite(scene, index):
            return found
    for index in scene.span(named.last + 1, scene.right):
        if found := _finite(scene, index):
            return found
    for index in reversed(scene.span(scene.left, named.first)):
        if found := _finite(scene, index):
            return found
    return Verb.NONE


def is_verbless(scene: Scene) -> bool:
    """Whether the sentence has no finite verb."""
    return not any(_finite(scene, index) for index in scene.span(scene.left, scene.right))


def _finite(scene: Scene, index: int) -> Verb | None:
    word = scene.words[index].exact
    if word in _HAS:
        return Verb.ACTIVE
    if word not in _IS:
        return None
    for beside in scene.span(index - 1, index + 2):
        if kind := _meaning(scene, beside):
            return kind
    return Verb.DEFINING


def _meaning(scene: Scene, index: int) -> Verb | None:
    """What a word that stands beside «է» makes of it."""
    word, kinds = scene.words[index], scene.of(index)
    if "OBLIGING" in kinds and "POWERS" not in kinds:
        return Verb.DEFINING if scene.near(index + 2, index + 4, "DEFINING") else Verb.ACTIVE
    if "DEFINING" in kinds:
        return Verb.DEFINING
    if word.exact.endswith("ված"):
        return Verb.PASSIVE
    if word.exact.endswith("ում") and kinds.isdisjoint(("PLACES", "PROPERTY")):
        return Verb.PASSIVE if word.exact.endswith("վում") else Verb.ACTIVE
    return Verb.ACTIVE if word.exact in ("տալիս", "գալիս") else None

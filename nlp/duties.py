"""Who must do what: the part that communities and their bodies have in an Armenian text.

What a sentence does with a community is read from the case of the noun, the words around it and the
verb: «համայնքի ղեկավարը տալիս է» does something, «համայնքի անվանումը» is an address. Each finding keeps
the place of the words that say so. Work per finding is bounded, a text is gone through once.
"""

from collections.abc import Callable, Sequence

from legislation.text import Token
from nlp.cases import Case, case_of
from nlp.communities import Communities, Named, Scene
from nlp.predicates import Verb, is_verbless, verb_of
from nlp.roles import Duty, Role


class Duties:
    """Finds duties in the words of a text; built once, used for many."""

    def __init__(self) -> None:
        self._communities = Communities()

    def find(self, words: Sequence[Token]) -> list[Duty]:
        """The duties and mentions in order of place."""
        found = []
        for scene, named in self._communities.find(words):
            joint = named.what == "body" and scene.says(named.first - 4, named.first, "պետական")
            role = _role(scene, named)
            if joint and _is_principle(scene):
                role = Role.NAMED
            if role:
                found.append(Duty(role, words[named.first].start, words[named.last].end, joint))
        return found


def _is_principle(scene: Scene) -> bool:
    """«… հիմնվում է օրինականության սկզբունքի վրա»."""
    return all(scene.says(scene.left, scene.right, word) for word in ("սկզբունք", "հիմնվ"))


def _role(scene: Scene, named: Named) -> Role | None:
    """What the sentence does with it; None if it is no community after all."""
    after = named.last + 1
    if named.what == "homonym":
        return Role.HOMONYM
    if scene.says(after, after + 4, "մասին") and scene.says(after, after + 8, "օրենք", "օրենսգ"):
        return Role.CITED
    if scene.says(after, after + 12, "չհանդիսաց", "չհամարվ"):
        return Role.OTHERS
    if scene.says(named.first - 9, named.first, "բացառությամբ"):
        return Role.EXCEPTED if named.what in ("body", "money", "property") else Role.PLACE
    return _BY_WHAT[named.what](scene, named)


def _is_owned(scene: Scene, named: Named) -> Role:
    ruled = scene.near(scene.left, scene.right, "RULING", "OBLIGING")
    state = scene.says(named.first - 3, named.first, "պետ")
    listed = state and scene.says(named.first, named.last + 4, "մասնավոր")
    listed = listed or scene.says(named.last + 1, named.last + 5, "ունեցող")
    return Role.OWNER if ruled and not listed else Role.DESCRIBED


def _is_paid(scene: Scene, named: Named) -> Role:
    means = scene.says(named.last + 1, named.last + 4, "միջոց", "հաշվ")
    if not means and named.case not in (Case.ABLATIVE, Case.INSTRUMENTAL):
        return Role.RECEIVER
    return Role.SOURCE if is_verbless(scene) else Role.PAYER


def _is_power(scene: Scene, named: Named) -> Role:
    if scene.near(named.first - 2, named.first, "BY_THE_WAY"):
        return Role.PLACE
    if scene.says(named.last, named.last + 1, "ծառայությունն") and scene.says(
        named.first, named.first + 1, "համայնքայ"
    ):
        return Role.HOMONYM  # services near people's homes; in the singular, the municipal service
    if scene.says(named.last + 1, named.last + 4, "հարց", "նախարար"):
        return Role.NAMED
    aside = named.case == Case.INSTRUMENTAL and scene.ends(named.last + 1, named.last + 7, "ված", "վող")
    return Role.DESCRIBED if aside else Role.POWER


def _is_act(scene: Scene, named: Named) -> Role:
    return Role.SOURCE if named.case == Case.ABLATIVE else Role.ACT


_TAXING = (
    "հարկման",
    "հարկային",
    "հարկվ",
    "դրույքաչափ",
    "վճար",
    "գանձ",
    "արտոն",
    "ազատվում",
    "բյուջե",
    "հաշվառող",
    "տույժ",
)
_STATE_TAXES = (
    "ավելացված",
    "աահ",
    "եկամտային",
    "շահութահարկ",
    "շրջանառության",
    "ակցիզ",
    "մաքս",
    "ռոյալթի",
    "բնապահպան",
)


def _is_tax(scene: Scene, named: Named) -> Role:
    beside = (scene.left, named.first), (named.last + 1, scene.right)
    return Role.TAX if any(scene.says(*span, *_TAXING) for span in beside) else Role.DESCRIBED


def _is_taxed(scene: Scene, named: Named) -> Role | None:
    """What local taxes are laid on, where the sentence speaks of a tax and of none of the State's."""
    taxed = scene.says(scene.left, scene.right, "հարկ") and not scene.says(
        scene.left, scene.right, *_STATE_TAXES
    )
    return Role.TAX_BASE if taxed and scene.says(scene.left, scene.right, *_TAXING) else None


def _acts(scene: Scene, named: Named) -> Role | None:
    """A body, or the community itself."""
    if scene.says(named.last, named.last + 1, "պաշտոնատար") and scene.says(scene.left, scene.right, "արգելվ"):
        return Role.NAMED
    after = named.last + 1
    if named.case == Case.DATIVE and scene.near(scene.left, scene.right, "INSTRUCTING"):
        return Role.INSTRUCTED
    present = scene.says(named.last, after + 3, "ներկայացուցիչ") or scene.near(
        after, after + 6, "TAKING_PART"
    )
    return Role.PARTICIPANT if present or _is_guest(scene, named) else _BY_CASE[named.case](scene, named)


def _is_guest(scene: Scene, named: Named) -> bool:
    """Whether it is among those who «կարող են հրավիրվել» or «ընդգրկվում են»."""
    span = scene.span(named.first - 12, named.first)
    return any("TAKING_PART" in scene.of(at) and scene.ends(at, at + 1, "վել", "վում") for at in span)


def _subject(scene: Scene, named: Named) -> Role:
    verb = verb_of(scene, named)
    if scene.says(named.last + 1, named.last + 2, "համաձայնությամբ"):
        return Role.DOER  # in the tables of programmes
    if scene.ends(named.last, named.last + 1, "ներ") and scene.near(named.first - 4, named.first, "ASKING"):
        return Role.RECIPIENT
    if named.what == "community":
        aside = scene.near(named.first - 2, named.first, "BY_THE_WAY")
        if aside or not scene.near(named.last + 1, named.last + 15, "RULING", "OBLIGING"):
            return Role.PLACE
    if scene.says(named.last + 1, named.last + 12, "հանդիսաց"):
        return Role.AFFECTED
    if verb == Verb.PASSIVE and scene.near(named.first - 8, named.last + 8, "ASKING"):
        there = scene.words[named.last]  # without an article, where something is brought
        return Role.ADDRESSEE if there.exact == there.key else Role.RECIPIENT
    return {Verb.ACTIVE: Role.DOER, Verb.PASSIVE: Role.AFFECTED}.get(verb, Role.DESCRIBED)


def _possessor(scene: Scene, named: Named) -> Role:
    after = named.last + 1
    if named.what == "community" and scene.near(named.first - 2, named.first, "BY_THE_WAY"):
        return Role.PLACE
    if scene.ends(after, after + 1, "ած") and not scene.ends(after, after + 1, "ված"):
        return Role.BY  # «ղեկավարի նշանակած կառավարիչը»
    if scene.says(after, after + 2, "կողմից"):
        return _by_participle(scene, named)
    if scene.says(after, after + 2, "միջոցով", *_DONE):
        return Role.BY
    if scene.says(after, after + 2, "հետ"):
        agreed = scene.says(scene.left, scene.right, "համաձայնեց", "պայմանագ", "պայմանավորվ")
        return Role.PARTNER if agreed else Role.PARTICIPANT
    return Role.AFFECTED if scene.says(after, after + 2, "համար", "նկատմամբ") else _has(scene, named)


def _has(scene: Scene, named: Named) -> Role:
    """By what the genitive belongs to."""
    after = named.last + 1
    for names, role, reach in _POSSESSED:
        for index in scene.span(named.last, after + reach):
            if names in scene.of(index):
                return Role.SOURCE if role == Role.ACT and _is_cited(scene, index) else role
    theirs = scene.ends(after, after + 1, "ը", "ն") and scene.near(after + 1, after + 5, "OBLIGING")
    return Role.AFFECTED if theirs else Role.NAMED


def _is_cited(scene: Scene, index: int) -> bool:
    return case_of(scene.words[index]) == Case.ABLATIVE


def _by_participle(scene: Scene, named: Named) -> Role:
    """«կողմից» before a participle describes what follows, unless a body's paper is asked for."""
    after = named.last + 2
    for index in scene.span(after, after + 7):
        if scene.words[index].exact.endswith(("ված", "վող")):
            if verb_of(scene, named) == Verb.PASSIVE or scene.near(index, index + 5, "ACTS"):
                return Role.BY
            return Role.DESCRIBED
        if scene.words[index].exact.endswith(("վում", "վեն", "վի", "վել")):
            break
    return Role.BY


def _addressed(scene: Scene, named: Named) -> Role:
    if scene.says(named.last + 1, named.last + 4, "պատկան"):
        return Role.OWNER
    if _is_given(scene, named):
        return Role.RECEIVER
    if scene.near(named.first - 6, named.first, "OBLIGING"):
        return Role.AFFECTED
    many = scene.says(named.last, named.last + 1, "մարմիններ")
    return Role.RECIPIENT if many or named.what == "community" else Role.ADDRESSEE


def _is_given(scene: Scene, named: Named) -> bool:
    """Whether money or things are handed over, and no mere information."""
    if scene.near(named.last + 1, named.last + 5, "MONEY"):
        return True
    handed = scene.near(named.first - 4, named.last + 7, "HANDING")
    return handed and not scene.says(scene.left, scene.right, "տեղեկ", "տվյալ", "փաստաթ")


def _giver(scene: Scene, named: Named) -> Role:
    for index in scene.span(named.first - 8, named.last + 9):
        if "FETCHING" in scene.of(index) and not scene.words[index].exact.endswith("ած"):
            return Role.PROVIDER
    return Role.PLACE if named.what == "community" else Role.SOURCE


def _inside(scene: Scene, named: Named) -> Role:
    past = scene.says(named.first - 12, named.last + 4, "աշխատած", "աշխատել", "ծառայած", "զբաղեցր")
    return Role.PLACE if past or named.what == "community" else Role.STAFF


Rule = Callable[[Scene, Named], Role | None]

_DONE = ("տված", "տրված", "տրամադրած", "սահմանած", "հաստատած", "ընդունած", "ներկայացրած", "կազմած", "տվող")
_POSSESSED = (
    ("DATA", Role.SOURCE, 5),
    ("ACTS", Role.ACT, 5),
    ("POWERS", Role.POWER, 5),
    ("CONTROL", Role.OWNER, 5),
    ("WORKERS", Role.STAFF, 25),
)
_BY_CASE: dict[Case, Rule] = {
    Case.NOMINATIVE: _subject,
    Case.GENITIVE: _possessor,
    Case.DATIVE: _addressed,
    Case.ABLATIVE: _giver,
    Case.INSTRUMENTAL: lambda scene, named: Role.BY,
    Case.LOCATIVE: _inside,
}
_BY_WHAT: dict[str, Rule] = {
    "body": _acts,
    "community": _acts,
    "property": _is_owned,
    "money": _is_paid,
    "powers": _is_power,
    "acts": _is_act,
    "tax": _is_tax,
    "taxed": _is_taxed,
    "levy": lambda scene, named: Role.TAX,
    "division": lambda scene, named: Role.DIVISION,
    "places": lambda scene, named: Role.PLACE,
    "adjective": lambda scene, named: Role.DESCRIBED,
    "nonstate": lambda scene, named: None,
}

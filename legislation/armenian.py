"""The dictionary form of an Armenian word: the key that stands for all its forms.

``lemma`` asks our own list of nouns first (where the dictionary goes astray), then the dictionary of
simplemma, and last the rules of inflection below. Words come folded (lower case, one ``և``).
"""

from collections.abc import Mapping
from functools import cache

from simplemma.strategies.dictionaries import DefaultDictionaryFactory

OWN_NOUNS = frozenset(
    "ավանդ բողոք գին գոտի դեղ զեղչ ծախս համակարգ հարկ հողատեր ձեռնարկատեր մաս միավոր նախագիծ ներդրում"
    " պահանջ պայման սակագին սահման սարք սեփականատեր վճար տուրք տույժ չափ շեմ".split()
)
"""Nouns of law that the dictionary takes for something else in some of their forms."""

ALREADY_LEMMAS = frozenset("լոռի կոյուղի հարակից հրապարակում մանրամասն մասին մասնակի օտարում".split())
"""Words that look like a form of another word."""

_PLURAL = "ներից ներով ներում ներին ների ներն ները ներս ներ".split()
_SHORT_PLURAL = "երից երով երում երին երի երն երը եր".split()
_SINGULAR = "ից ով ում ին ի ը ն".split()
_INFINITIVE = ("ելուց", "ելու", "ելով", "ելիս", "ելը", "ելն", "ել")


def _replace(roots: str, endings: list[str], base: str) -> tuple[tuple[str, str], ...]:
    return tuple((root + ending, base) for root in roots.split() for ending in endings)


RULES: tuple[tuple[str, str], ...] = (
    *_replace("ություն", [*_PLURAL, *_SINGULAR, ""], "ություն"),
    *_replace("ությ", ["անից", "անով", "անը", "անն", "ան", "ամբ"], "ություն"),
    *_replace("ում", [*_PLURAL, *_SINGULAR], "ում"),
    *_replace("ման", ["ը", "ն", ""], "ում"),
    ("մամբ", "ում"),
    *((f"վ{ending}", "ել") for ending in _INFINITIVE),
    ("վում", "ել"),
    *((ending, "ել") for ending in _INFINITIVE),
    *((ending.replace("ե", "ա", 1), "ալ") for ending in _INFINITIVE),
    *_replace("ա", ["յից", "յով", "յում", "յի"], "ա"),
    *_replace("իա", ["յին", "ն"], "իա"),
    *_replace("ատ", ["անը", "անն", "ան", "ուն"], "ատուն"),
    *((f"{letter}{ending}", f"{letter}ի") for letter in "ղցն" for ending in ("ուց", "ու")),
    *((ending, ending) for ending in ("ային", "յին", "ացի", "ելի", "տեղի", "ան")),
    *((ending, "") for ending in (*_PLURAL, *_SHORT_PLURAL, *_SINGULAR)),
    ("վա", ""),
)
"""An ending and what takes its place; the first that fits a word and leaves a stem is used."""

ALTERNATIONS = (
    ("գրք", "գիրք"),
    ("ագր", "ագիր"),
    ("րագծ", "րագիծ"),
    ("ախագծ", "ախագիծ"),
    ("խորհրդ", "խորհուրդ"),
    ("մարմն", "մարմին"),
    ("խմբ", "խումբ"),
    ("սակագն", "սակագին"),
)
"""Ends of stems that lose a vowel when an ending follows, and their full form."""

VERB_ENDINGS = tuple("վեցին վեց վել վեն վի վող ված վում եցին եցի եց են ես եմ եք ող ած ում".split())
"""Endings under which a word belongs to a verb, if the dictionary has the verb."""

ACTIONS = tuple(
    "աց եց ցն ավոր արար պատ ադր բեր բաշխ արկ վար մշակ պատրաստ գանձ դիմ հան հսկ բարեկարգ ընդգրկ".split()
)
"""Ends of stems whose unknown form in -ում names an action and is no locative."""

SHORTEST_STEM = 3


def lemma(word: str) -> str:
    """The dictionary form of a folded Armenian word; any string is answered with one."""
    if word in ALREADY_LEMMAS or (len(word) == 1 and word != "է"):
        return word
    return own(word) or known(word) or by_rule(word)


def other_keys(word: str) -> frozenset[str]:
    """Further keys under which a text may hold forms of a folded word that a person typed.

    The base forms in -ում and -ող are also forms of a verb, and the dictionary reads them so, while
    their cases are read as those of a noun: կառավարում is found as կառավարել and as կառավարում.
    """
    base = lemma(word)
    return frozenset({word, lemma(base)}) if word.endswith(("ում", "ող")) else frozenset({lemma(base)})


def own(word: str) -> str | None:
    """The noun of our own list that this is a form of, if any."""
    for ending in ("", *_PLURAL, *_SHORT_PLURAL, "ից", "ով", "ի", "ը", "ն"):
        if word.endswith(ending) and (full := _full(word.removesuffix(ending))) in OWN_NOUNS:
            return full
    return None


def known(word: str) -> str | None:
    """What the dictionary says, if it has the word in one of its spellings."""
    words = _dictionary()
    spellings = [word, word.capitalize()]
    if "և" in word:
        spellings += [spelling.replace("և", "եվ") for spelling in spellings]
    for spelling in spellings:
        found = words.get(spelling)
        if found:
            return found.split("|")[0].lower().replace("եվ", "և").replace("եւ", "և")
    return None


def by_rule(word: str) -> str:
    """What the rules of inflection make of a word that no list has."""
    if word.startswith("չ") and (positive := known(word[1:])) and positive.endswith(("ել", "ալ")):
        return positive
    for ending in VERB_ENDINGS:
        stem = word.removesuffix(ending)
        if (
            stem != word
            and len(stem) >= SHORTEST_STEM
            and (verb := known(stem + "ել"))
            and verb.endswith("ել")
        ):
            return verb
    for ending, instead in RULES:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= SHORTEST_STEM and (ending != "ն" or stem[-1] not in "աեոյ"):
            if instead in ("ել", "ալ"):
                return known(stem + instead) or stem + instead
            if ending == "ում" and stem.endswith(ACTIONS):
                return word
            return stem + instead if instead else _full(stem)
    return word


def _full(stem: str) -> str:
    for short, full in ALTERNATIONS:
        if stem.endswith(short):
            return stem.removesuffix(short) + full
    return stem


@cache
def _dictionary() -> Mapping[str, str]:
    return DefaultDictionaryFactory().get_dictionary("hy")

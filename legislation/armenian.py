"""The dictionary form of an Armenian word: the key that stands for all its forms.

``lemma`` asks, in this order: our own list of words of law (where the dictionary goes astray), the
dictionary of simplemma, the same dictionary for the second half of a compound, and last the rules of
inflection below. Words come folded (lower case, one ``և``), as ``legislation.text`` folds them.
"""

from collections.abc import Mapping
from functools import cache

from simplemma.strategies.dictionaries import DefaultDictionaryFactory

OWN_NOUNS = frozenset("մաս վճար համայնքապետարան".split())
"""Nouns that the dictionary takes for something else in some of their forms."""

NOUN_ENDINGS = (
    "ներից ներով ներում ներին ների ներն ները ներս ներ երից երով երում երին երի երն երը եր ից ով ում ին ի ը ն"
).split()
"""Endings of plural, case and article, the longer before the shorter."""

RULES: tuple[tuple[str, str], ...] = (
    *((f"ություն{ending}", "ություն") for ending in (*NOUN_ENDINGS, "")),
    *((f"ությ{ending}", "ություն") for ending in ("անը", "անն", "ան", "ամբ")),
    *((f"ում{ending}", "ում") for ending in ("ներից", "ներով", "ներում", "ներին", "ների", "ներն", "ները")),
    *((f"ում{ending}", "ում") for ending in ("ներ", "ից", "ով", "ը", "ն")),
    *((f"ման{ending}", "ում") for ending in ("ը", "ն", "")),
    ("մամբ", "ում"),
    *((f"ել{ending}", "ել") for ending in ("ուց", "ու", "ով", "իս", "ը", "ն", "")),
    *((f"ալ{ending}", "ալ") for ending in ("ուց", "ու", "ով", "իս", "ը", "ն", "")),
    ("ային", "ային"),
    ("ական", "ական"),
    ("արան", "արան"),
    *((ending, "") for ending in NOUN_ENDINGS),
    ("վա", ""),
)
"""An ending and what takes its place; the first that fits a word and leaves a stem is used."""

SHORTEST_STEM = 3
SHORTEST_KNOWN_HALF = 4


def lemma(word: str) -> str:
    """The dictionary form of a folded Armenian word; any string is answered with one."""
    if len(word) < SHORTEST_STEM and word != "է":
        return word
    return own(word) or known(word) or _by_second_half(word) or by_rule(word)


def own(word: str) -> str | None:
    """The noun of our own list that this is a form of, if any."""
    if word in OWN_NOUNS:
        return word
    stems = (word.removesuffix(ending) for ending in NOUN_ENDINGS if word.endswith(ending))
    return next((stem for stem in stems if stem in OWN_NOUNS), None)


def known(word: str) -> str | None:
    """What the dictionary says, if it has the word in one of its spellings."""
    words = _dictionary()
    spellings = [word, word.capitalize()]
    if "և" in word:
        spellings.append(word.replace("և", "եվ"))
        spellings.append(word.replace("և", "եվ").capitalize())
    for spelling in spellings:
        found = words.get(spelling)
        if found:
            return found.split("|")[0].lower().replace("եվ", "և").replace("եւ", "և")
    return None


def by_rule(word: str) -> str:
    """What the rules of inflection make of a word that no list has."""
    for ending, instead in RULES:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: len(word) - len(ending)] + instead
    return word


def _by_second_half(word: str) -> str | None:
    """The lemma by way of a compound's last part: դրույք-ա-չափերը goes as չափերը does."""
    for cut in range(SHORTEST_STEM, len(word) - SHORTEST_KNOWN_HALF + 1):
        if word[cut - 1] in "աև" and (half := known(word[cut:])):
            return word[:cut] + half
    return None


@cache
def _dictionary() -> Mapping[str, str]:
    return DefaultDictionaryFactory().get_dictionary("hy")


def other_keys(word: str) -> frozenset[str]:
    """Further keys under which a text may hold forms of a folded word that a person typed.

    The base form in -ում is read as a verb (կառավարում: կառավարել), its other forms as a noun.
    """
    base = lemma(word)
    if word.endswith("ում"):
        return frozenset({word, lemma(word)})
    return frozenset({lemma(base)}) if base.endswith("ում") else frozenset()

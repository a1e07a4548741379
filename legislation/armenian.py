"""The dictionary form of an Armenian word: the key that stands for all its forms.

``lemma`` asks our own list of nouns first (where the dictionary goes astray), then the dictionary of
simplemma, and last the rules of inflection below. Words come folded (lower case, one ``և``).
"""

import re
from collections.abc import Mapping
from functools import cache

from simplemma.strategies.dictionaries import DefaultDictionaryFactory

OWN_NOUNS = frozenset(
    "ավանդ բողոք գին գոտի դեղ զեղչ ծախս համակարգ հարկ հողատեր ձեռնարկատեր մաս միավոր նախագիծ ներդրում"
    " պահանջ պայման սակագին սահման սարք սեփականատեր վճար տուրք տույժ չափ շեմ".split()
)
"""Nouns of law that the dictionary takes for something else in some of their forms."""

ALREADY_LEMMAS = frozenset(
    "այլևս գերեզմանատուն ծննդատուն հյուրատուն ճաշատուն լոռի կոյուղի հարակից հրապարակում մանրամասն մասին"
    " մասնակի չափելի չեղյալ օտարում".split()
)
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
    *_replace("ատ", ["անը", "անն", "ան"], "ատուն"),
    *((f"{letter}{ending}", f"{letter}ի") for letter in "ղցնգ" for ending in ("ուց", "ու")),
    *((f"{letter}ուն", f"{letter}ի") for letter in ("ղ", "ց", "գ", "ագան")),
    *_replace("ուհ", ["ուց", "ուն", "ու", "ի"], "ուհի"),
    *((ending, ending) for ending in ("ային", "յին", "ացի", "ելի", "տեղի", "ան", "րովի", "ագին", "բաժին")),
    *((ending, "") for ending in (*_PLURAL, *_SHORT_PLURAL, *_SINGULAR)),
    ("վա", ""),
)
"""An ending and what takes its place; the first that fits a word and leaves a stem is used."""

ALTERNATIONS = dict(
    _pair.split(":")
    for _pair in (
        "գրք:գիրք ագր:ագիր գծ:գիծ խորհրդ:խորհուրդ ժողովրդ:ժողովուրդ մարմն:մարմին խմբ:խումբ ագն:ագին"
        " սկզբ:սկիզբ վճռ:վճիռ տիրոջ:տեր բաժն:բաժին աթվ:աթիվ եթվ:եթիվ ջր:ջուր երկր:երկիր խնդր:խնդիր պտղ:պտուղ"
        " ծննդ:ծնունդ հնձ:հունձ թփ:թուփ մտք:միտք սրտ:սիրտ պատվ:պատիվ այգ:այգի ընկերոջ:ընկեր"
    ).split()
)
"""Ends of stems that change a vowel when an ending follows, and how they are in full."""
_CHANGED = tuple(ALTERNATIONS)

VERB_ENDINGS = tuple("վեցին վեց վել վեն վի վող ված վում եցին եցի եց են ես եմ եք ող ած ում".split())
"""Endings under which a word belongs to a verb, if the dictionary has the verb."""

FINITE_ENDINGS = tuple("վեին վենք վեն վեր վի եինք եին ենք եմ ես եք են եր եի ի անք ամ աս աք ան ար ա".split())
"""Endings of the conditional and the subjunctive, which follow կ or չ."""

PARTICIPLES = (
    *((ending, "անալ") for ending in ("ացել", "ացած", "ացավ")),
    *((ending, ending) for ending in ("հատված", "հոդված")),
    *((ending, "ել") for ending in ("վեցին", "վեց", "եցին", "եց", "ված", "վող")),
)
"""Forms of verbs that end so, and the ends of their infinitives; nouns that look like one."""

ACTIONS = tuple(
    "աց եց ցն գր ավոր արար պատ ադր բեր բաշխ արկ վար մշակ պատրաստ գանձ դիմ հան հսկ բարեկարգ ընդգրկ".split()
)
"""Ends of stems whose unknown form in -ում names an action and is no locative."""

TAKEN = ("ստ", "մոռ", "գող")
"""Stems of verbs in -անալ that have a passive, which is none of a causative."""

KIN = (
    ("ացում", ("անալ", "ացնել")),
    ("եցում", ("եցնել", "ել", "եցել")),
    ("ում", ("ել", "ալ")),
    ("ացնել", ("ացում", "անալ")),
    ("եցնել", ("եցում", "եցել")),
    ("անալ", ("ացում", "ացնել")),
    ("վել", ("ում", "ել")),
    ("ել", ("ում",)),
    ("ալ", ("ում",)),
)
"""How verbs and the nouns of their actions end, the longer ending first."""

_INFINITIVES = "ել(?:ու|ուց|ով|իս|ը|ն)?"
_CAUSATIVE = re.compile(f"(?<=..)(?:ցն(?:ում|ող|են|{_INFINITIVES})|ցր(?:եցին|եց|ին|ի|ած|ել))$")
_CAUSED = re.compile(f"(?<=..)[աե]ցվ(?:ում|ող|ած|եցին|եց|են|ի|{_INFINITIVES})$")
_ARTICLE = re.compile("(?<!ում)(?<!ող)(?<!ած)[ըն]$|(?<!ու)[սդ]$")
SHORTEST_STEM = 3


def lemma(word: str) -> str:
    """The dictionary form of a folded Armenian word; any string is answered with one."""
    if word in ALREADY_LEMMAS or (len(word) == 1 and word != "է"):
        return word
    return own(word) or _caused(word) or known(word) or by_rule(word)


def other_keys(word: str) -> frozenset[str]:
    """Further keys under which a text may hold forms of a folded word that a person typed.

    The base forms in -ում and -ող are also forms of a verb, and the dictionary reads them so, while
    their cases are read as those of a noun: կառավարում is found as կառավարել and as կառավարում.
    """
    base = lemma(word)
    return frozenset({word, lemma(base)}) if word.endswith(("ում", "ող")) else frozenset({lemma(base)})


def kin(base: str) -> frozenset[str]:
    """For a dictionary form in -ում the verbs of the action, for a verb the action: լուծում and լուծել."""
    for ending, others in KIN:
        stem = base.removesuffix(ending)
        if stem != base and len(stem) >= SHORTEST_STEM - 1:
            return frozenset(stem + other for other in others)
    return frozenset()


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
    found = _behind_prefix(word) or _verb(word, VERB_ENDINGS) or _with_article(word)
    if found:
        return found
    if caused := _CAUSED.search(word):
        return _causative(word, caused)
    for ending, infinitive in PARTICIPLES:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= SHORTEST_STEM:
            return stem + infinitive
    return _without_ending(word)


def _caused(word: str) -> str | None:
    """The causative verb in -ցնել that has such a form; the dictionary mixes it with what is caused."""
    if "ց" not in word:
        return None
    if _CAUSATIVE.search(word):
        verb = _CAUSATIVE.sub("ցնել", word)
        return verb[1:] if word[0] in "չկ" and not known(verb) else verb
    caused = _CAUSED.search(word)
    verb = _causative(word, caused) if caused else ""
    return verb if known(verb) else None


def _causative(word: str, caused: re.Match[str]) -> str:
    stem = word[: caused.start()]
    return f"{stem}անալ" if stem in TAKEN else f"{word[: caused.start() + 2]}նել"


def _behind_prefix(word: str) -> str | None:
    """What stands behind չ (not), the կ of the conditional or ամենա- (most)."""
    if word.startswith("ամենա"):
        return known(word.removeprefix("ամենա"))
    if word.startswith("չ"):
        positive = lemma(word[1:]) if len(word) > SHORTEST_STEM else ""
        found = _verb(word[1:], FINITE_ENDINGS)
        return found or (positive if positive.endswith(("ել", "ալ")) else None)
    return _verb(word[1:], FINITE_ENDINGS) if word.startswith("կ") else None


def _verb(word: str, endings: tuple[str, ...]) -> str | None:
    """The verb of the dictionary that has such a form."""
    for ending in endings:
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < SHORTEST_STEM:
            continue
        for infinitive in ("ել", "ալ"):
            if (verb := known(stem + infinitive)) and verb.endswith(infinitive):
                return verb
    return None


def _with_article(word: str) -> str | None:
    """What the dictionary says of the form before an article or a possessive (-ը, -ն, -ս, -դ)."""
    base = known(word[:-1]) if len(word) > SHORTEST_STEM + 1 and _ARTICLE.search(word) else None
    is_verb = base is not None and base.endswith(("ել", "ալ"))
    return None if is_verb and not word[:-1].endswith(("ել", "ալ")) else base


def _without_ending(word: str) -> str:
    for ending, instead in RULES:
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < SHORTEST_STEM:
            continue
        if (ending == "ն" and stem[-1] in "աեոյ") or (ending[0] == "վ" and stem[-1] in "աեէըիոօ"):
            continue
        if instead in ("ել", "ալ"):
            return known(stem + instead) or stem + instead
        if ending == "ում" and stem.endswith(ACTIONS):
            return word
        return stem + instead if instead else _full(stem)
    return word


def _full(stem: str) -> str:
    if stem.endswith(_CHANGED):
        for short, full in ALTERNATIONS.items():
            if stem.endswith(short) and stem != short:
                return stem.removesuffix(short) + full
    return stem


@cache
def dictionary(language: str) -> Mapping[str, str]:
    """The forms that simplemma knows, with their dictionary forms."""
    return DefaultDictionaryFactory().get_dictionary(language)


def _dictionary() -> Mapping[str, str]:
    return dictionary("hy")

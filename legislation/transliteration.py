"""What Armenian words a person may have meant who typed other letters, or the old spelling.

«hamaynqi», «hamajnki», «амайнк», «рфьфнтй» (with the Russian keyboard on) are all համայնք. A word is
spelled in Armenian letters in all usual ways; those that the dictionary or our list has are taken. A Latin
word of which no spelling is known keeps its most usual ones.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, product

from legislation import armenian
from legislation.function_words import FUNCTION_WORDS
from legislation.law_words import LAW_WORDS
from legislation.text import fold

MOST_READINGS = 16
MOST_SPELLINGS = 512
"""So many ways to spell a word are tried."""
SHORTEST, LONGEST = 3, 40
SHORTEST_UNKNOWN = 5
"""Letters of a word that is read though none of its spellings is known."""
ARMENIAN_FIRST = frozenset({"hark", "dram"})
"""English words that are rarer than the Armenian ones that they spell (tax, money)."""

Table = dict[str, tuple[str, ...]]


def _table(*rows: str) -> Table:
    """From ``LETTERS:READING,READING`` to the readings of letters, the most usual first."""
    pairs = (pair.split(":") for row in rows for pair in row.split())
    return {letters: tuple(readings.split(",")) for letters, readings in pairs}


_LATIN = _table(
    "a:ա b:բ c:ց,ծ d:դ e:ե,է f:ֆ g:գ h:հ i:ի,յ j:ջ,ժ,ճ,յ k:կ,ք l:լ m:մ n:ն o:ո,օ p:պ,փ q:ք r:ր,ռ s:ս t:տ,թ",
    "u:ու v:վ w:վ,ո x:խ,ղ y:յ,ը z:զ ev:և ou:ու oo:ու yu:յու iu:յու ju:ջու,յու,ժու ya:յա ch:չ,ճ tch:ճ,չ",
    "dj:ջ dzh:ջ dz:ձ ts:ց,ծ tz:ծ,ց kh:խ,ղ gh:ղ zh:ժ sh:շ th:թ ph:փ ck:կ",
)
_LATIN_FIRST = _LATIN | _table("e:է,ե,ը o:օ,ո ye:ե yev:և vo:ո")
_CYRILLIC = _table(
    "а:ա б:բ в:վ г:գ,հ,ղ д:դ е:ե,է ё:յո ж:ժ,ջ з:զ и:ի й:յ к:կ,ք л:լ м:մ н:ն о:ո,օ п:պ,փ р:ր,ռ с:ս т:տ,թ",
    "у:ու ф:ֆ х:խ,հ,ղ ц:ց,ծ ч:չ,ճ ш:շ щ:շ ы:ը э:է,ե ю:յու я:յա ь: ъ: дж:ջ дз:ձ тс:ց,ծ гх:ղ кх:խ ев:և",
)
_CYRILLIC_FIRST = _CYRILLIC | _table("а:ա,հա о:ո,օ,հո е:ե,հե и:ի,հի э:է,ե,հե у:ու,հու ев:և во:ո,վո ы:ը")
_ACCENTED = str.maketrans(
    {
        "č": "ch",
        "ç": "ch",
        "š": "sh",
        "ž": "zh",
        "ġ": "gh",
        "ğ": "gh",
        "ł": "gh",
        "ə": "y",
        "ē": "e",
        "ṙ": "r",
    }
    | dict.fromkeys("ʻ‘’'՚`", "")
)
_KEYS = str.maketrans("йцукенгшщзфывапролдячсмить", "qwertyuiopasdfghjklzxcvbnm")
"""The letters of the Russian keyboard and the Latin ones on the same keys."""
_OLD = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        *(
            ("^յօ", "հո"),
            ("(?<=.)է", "ե"),
            ("^յ(?=[աեէիո])", "հ"),
            ("ութիւն", "ություն"),
            ("ութ(?=եա)", "ությ"),
        ),
        *(
            ("եա", "ա"),
            ("(?<=[^թ])իւ(?!$)", "յու"),
            ("իւ$", "իվ"),
            ("աւ", "ավ"),
            ("ուա", "վա"),
            ("ուե", "վե"),
        ),
        *(("(?<=...)այ$", "ա"), ("(?<=...)ոյ$", "ո"), ("ոյ", "ույ")),
    )
)
"""The old spelling and today's."""


def armenian_readings(word: str) -> tuple[str, ...]:
    """The Armenian words that may be meant by a word in other letters or in the old spelling, folded.

    None for a word that is Armenian as it stands, or English.
    """
    plain = fold(word)
    return _readings(plain) if SHORTEST <= len(plain) <= LONGEST else ()


def is_known(word: str) -> bool:
    """Whether a folded word is a form of one in the dictionary or in our lists."""
    return word in FUNCTION_WORDS or bool(armenian.known(word)) or armenian.lemma(word) in LAW_WORDS


@lru_cache(maxsize=10_000)
def _readings(word: str) -> tuple[str, ...]:
    if "ա" <= word[0] <= "և":
        return _reformed(word)
    if "а" <= word[0] <= "ё":
        typed = word.translate(_KEYS)
        return _known(_spellings(word, _CYRILLIC, _CYRILLIC_FIRST)) or _known(
            _spellings(typed, _LATIN, _LATIN_FIRST)
        )
    latin = unicodedata.normalize("NFC", word).translate(_ACCENTED)
    if not latin.isascii() or (latin in armenian.dictionary("en") and latin not in ARMENIAN_FIRST):
        return ()
    usual = _spellings(latin, _LATIN, _LATIN_FIRST) if len(latin) >= SHORTEST_UNKNOWN else iter(())
    return _known(_spellings(latin, _LATIN, _LATIN_FIRST)) or tuple(islice(usual, MOST_READINGS))


def _known(spellings: Iterator[str]) -> tuple[str, ...]:
    return tuple(islice(filter(is_known, spellings), MOST_READINGS))


def _spellings(word: str, table: Table, first: Table) -> Iterator[str]:
    """The ways to spell a word in Armenian letters, the most usual first; none for one with other letters."""
    choices: list[tuple[str, ...]] = []
    at = 0
    while at < len(word):
        known = table if at else first
        width = next((width for width in (3, 2, 1) if word[at : at + width] in known), 0)
        if not width:
            return
        choices.append(known[word[at : at + width]])
        at += width
    yield from map("".join, islice(product(*choices), MOST_SPELLINGS))


def _reformed(word: str) -> tuple[str, ...]:
    """A word of the old spelling in today's."""
    new = word if all("ա" <= letter <= "և" for letter in word) else ""
    for pattern, instead in _OLD:
        new = pattern.sub(instead, new)
    return (new,) if new not in (word, "") and (is_known(new) or not is_known(word)) else ()

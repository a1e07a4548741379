"""The stems of Russian, English and French words: Snowball's, with what it gets wrong in law put right."""

import re
import unicodedata

import Stemmer

LONGEST = 200
"""Letters of a word that is stemmed; a longer one stays as it is."""

_FRENCH_ENDINGS = (
    (re.compile("(?<=[^s])(?<=..)s$"), ""),
    (re.compile("ées?$"), "é"),
    (re.compile("i[eè]re$"), "ier"),
    (re.compile("(?<=..)ique$"), "ic"),
    (re.compile("(?<=[^gq])ue$"), "u"),
    (re.compile("vaux$"), "vail"),
)
_RUSSIAN_ENDINGS = (
    (re.compile("^(?!вост|пот)(.{3,})ок$"), r"\1к"),  # участок, участка
    (re.compile("^земель$"), "земля"),
    (re.compile("^граждан(?:ин.*|е)$"), "граждан"),
)
_ENDED_BY_MISTAKE = re.compile("[ая]н[аоы]?$")


def russian(word: str) -> str:
    """The stem; nouns in -ан, -ана are not taken for participles (орган, охрана, Ереван)."""
    word = _changed(word.replace("ё", "е"), _RUSSIAN_ENDINGS)
    stem = _stem("russian", word)
    return f"{stem}н" if _ENDED_BY_MISTAKE.search(word) and stem[-1] in "ая" else stem


def english(word: str) -> str:
    return _stem("porter", _without_accents(word))


def french(word: str) -> str:
    """The stem of the singular and of one gender, where Snowball alone would keep several."""
    return _stem("french", _without_accents(_changed(word, _FRENCH_ENDINGS)))


def _changed(word: str, endings: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for ending, instead in endings:
        word = ending.sub(instead, word)
    return word


def _stem(algorithm: str, word: str) -> str:
    if len(word) > LONGEST:
        return word
    return Stemmer.Stemmer(algorithm, 0).stemWord(word) or word  # porter makes nothing of "s"


def _without_accents(word: str) -> str:
    letters = unicodedata.normalize("NFD", word)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))

"""Words in letters of two scripts: typed on the wrong keyboard, or drawn with the ``o`` of another one."""

import re
from typing import NamedTuple

_ARMENIAN = re.compile("[\u0531-\u0556\u0561-\u0587]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[A-Za-z]")
_FOREIGN = re.compile("[A-Za-z\u0400-\u04ff]")
_WORD = re.compile(r"[^\W\d_]{2,}")

_TO_ARMENIAN = dict(zip("oOоОuUhSLgqnj", "օՕօՕսՍհՏԼցզոյ", strict=True))  # the third and fourth are Cyrillic
_TO_CYRILLIC = dict(zip("aceopxyABCEHKMOPTX", "асеорхуАВСЕНКМОРТХ", strict=True))
_TO_LATIN = {cyrillic: latin for latin, cyrillic in _TO_CYRILLIC.items()}


class Repaired(NamedTuple):
    """A text whose words are each in one script, and the words that were not."""

    text: str
    words: tuple[str, ...]


def repaired(text: str) -> Repaired:
    """The text with look-alikes put into the script of the word that they stand in.

    A word that has a letter which is no look-alike of the other script is left as it is: «PDFը».
    """
    mended: list[str] = []

    def mend(found: re.Match[str]) -> str:
        word = found[0]
        if word.isascii() or (better := _one_script(word)) == word:
            return word
        mended.append(word)
        return better

    lines = (_WORD.sub(mend, line) if _is_mixed(line) else line for line in text.split("\n"))
    return Repaired("\n".join(lines), tuple(mended))


def _is_mixed(line: str) -> bool:
    """Whether a line has letters of two of the three scripts, as few have."""
    if _ARMENIAN.search(line):
        return _FOREIGN.search(line) is not None
    return _CYRILLIC.search(line) is not None and _LATIN.search(line) is not None


def _one_script(word: str) -> str:
    if _ARMENIAN.search(word):
        foreign = _LATIN.findall(word) + _CYRILLIC.findall(word)
        return _mapped(word, foreign, _TO_ARMENIAN) if 2 * len(foreign) <= len(word) else word
    cyrillic, latin = _CYRILLIC.findall(word), _LATIN.findall(word)
    if not cyrillic or not latin:
        return word
    better = _mapped(word, latin, _TO_CYRILLIC)
    return better if better != word else _mapped(word, cyrillic, _TO_LATIN)


def _mapped(word: str, letters: list[str], table: dict[str, str]) -> str:
    """The word with these letters put through the table; as it is where one of them is not in it."""
    if not all(letter in table for letter in letters):
        return word
    return "".join(table[char] if char in letters else char for char in word)

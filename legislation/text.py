"""The one reading of words: search, saved searches, tagging and highlighting see the same tokens.

A text in Armenian, Russian, English or French becomes tokens with their place in it, a *key* (the
lemma or stem that stands for all forms of a word) and the *exact* form (folded, lower case). Hyphens
and whatever else is no letter or digit part tokens, so that ``ՀՕ-337-Ն`` and ``ՀՕ – 337 – Ն`` read
alike. Between sentences stands a token without width, the barrier.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from legislation import armenian, stems

ANALYSIS = "3"
"""Version of this reading; a change means that every index must be rebuilt."""

BARRIER = "¶"
"""Key of the token without width between sentences: a phrase never crosses it."""

LONGEST_KEY = 200
MOST_WORDS_KEPT = 400_000

Pattern = tuple[frozenset[str], ...]
"""A word or phrase: per position the keys that fit; one that ends in ``*`` is a prefix of the exact form."""


class Token(NamedTuple):
    """A word of a text: ``text[start:end]`` folds to ``exact``."""

    start: int
    end: int
    key: str
    exact: str


@dataclass(frozen=True)
class Passage:
    """A piece of a text around what was found; ``marks`` are character spans within ``text``."""

    start: int
    end: int
    text: str
    marks: tuple[tuple[int, int], ...]


_ARMENIAN = "\u0531-\u0556\u0560-\u0588\ufb13-\ufb17"
_CYRILLIC = "\u0400-\u052f"
_ALIKE = "oOоОuUhSLgqnj"  # typed for օ Օ օ Օ ս Ս հ Տ Լ ց զ ո յ; the third and fourth are Cyrillic
_ACCENTS = "\u0300-\u036f"
_RAISED = "\u00b2\u00b3\u00b9\u2070-\u2079\u2080-\u2089"
_INNER = "\u0559-\u055c\u055e\u055f\u00ad\u200b-\u200d\u2060\ufeff\ufffe\u0002"  # vanishes inside a word
_OTHER = rf"[^\W\d_{_ARMENIAN}{_CYRILLIC}{_RAISED}{_INNER}]"
_UNIT = "(?:ՈՒ|[\u0531-\u0556])"

_TOKEN = re.compile(
    rf"(?P<spaced>(?<![{_ARMENIAN}]){_UNIT}(?:[ \u00a0]{_UNIT}){{3,}}(?![{_ARMENIAN}]))"
    rf"|(?P<armenian>[{_ALIKE}]*[{_ARMENIAN}]"
    rf"(?:[{_ARMENIAN}{_ALIKE}{_ACCENTS}]|(?:[{_INNER}’]+|[\u00ad\u0002\ufffe]\r?\n)(?=[{_ARMENIAN}]))*)"
    rf"|(?P<cyrillic>[{_CYRILLIC}](?:[{_CYRILLIC}{_ACCENTS}]|[{_INNER}]+(?=[{_CYRILLIC}]))*)"
    rf"|(?P<latin>{_OTHER}(?:{_OTHER}|[{_ACCENTS}]|[{_INNER}]+(?={_OTHER}))*)(?:['’][sS](?![^\W_]))?"
    rf"|(?P<number>\d+|[{_RAISED}]+)"
    r"|(?P<stop>[։;!?…\u2029]|\n[ \t\r\f\v\u00a0]*\n|:|[.․](?=[»\"”’)\]]{0,3}(?:\s|\Z)))"
)
_STOP = _TOKEN.groupindex["stop"]
_token = tuple.__new__  # making one by its name takes twice as long, and a text has hundreds
_AFTER_STOP = re.compile(r"[\s»\"”’)\](«„“]*")
_ABBREVIATIONS = frozenset(
    "թթ մլն մլրդ հազ հոդ փող հմր ст гг др ул тыс млн млрд руб art no nos vol mr mrs dr st pp cf al".split()
)
_LIKENESS = str.maketrans(_ALIKE, "օՕօՕսՍհՏԼցզոյ")
_LIGATURES = str.maketrans({"ﬓ": "մն", "ﬔ": "մե", "ﬕ": "մի", "ﬖ": "վն", "ﬗ": "մխ"})
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "01234567890123456789")
_VANISHING = re.compile(rf"[{_INNER}’ \u00a0\r\n]")
_read_words: defaultdict[bool, dict[str, tuple[str, str]]] = defaultdict(dict)  # [French?][surface]


def tokens(text: str, language: str | None = None) -> list[Token]:
    """The words of a text in order, with barriers between sentences.

    Each word is read by its script; ``language`` (hy, en, ru, fr) matters for Latin letters only, which
    are read as English unless it is ``fr``.
    """
    words = _read_words[language == "fr"]
    if len(words) > MOST_WORDS_KEPT:
        words.clear()
    found: list[Token] = []
    stop = -1
    for match in _TOKEN.finditer(text):
        kind = match.lastindex or 0
        start, end = match.span(kind)
        if kind == _STOP:
            if stop < 0 and found and _ends_sentence(text, start, end, found[-1]):
                stop = start
            continue
        if stop >= 0:
            found.append(Token(stop, stop, BARRIER, BARRIER))
            stop = -1
        surface = match[kind]
        read = words.get(surface)
        if read is None:
            read = words[surface] = _read(surface, match.lastgroup or "", language)
        found.append(_token(Token, (start, end, *read)))
    return found


def query_keys(word: str, language: str | None = None) -> tuple[frozenset[str], ...]:
    """Per token of what a person typed the keys that any form of it may have in a text.

    ``7-րդ`` gives two sets. A noun in -ում takes its own key and the verb's, and a Latin word without
    language its English and its French key.
    """
    readings = [tokens(word, language)]
    if language is None:
        readings.append(tokens(word, "fr"))
    return tuple(
        frozenset(key for token in same for key in _keys(token))
        for same in zip(*readings, strict=True)
        if same[0].key != BARRIER
    )


def _keys(token: Token) -> frozenset[str]:
    is_armenian = "ա" <= token.exact[0] <= "և"
    return armenian.other_keys(token.exact) | {token.key} if is_armenian else frozenset({token.key})


def exact_keys(word: str) -> tuple[str, ...]:
    """The folded forms of the tokens of a word or phrase."""
    return tuple(token.exact for token in tokens(word) if token.key != BARRIER)


def fold(surface: str) -> str:
    """A word in the form in which words are compared: lower case, one ``և``, no marks inside."""
    word = _VANISHING.sub("", unicodedata.normalize("NFC", surface)).translate(_LOWERED)
    if re.search(f"[{_ARMENIAN}]", word):
        word = word.translate(_LIGATURES).translate(_LIKENESS).lower()
        return word.replace("եւ", "և").replace("եվ", "և")
    return word.lower()


def _read(surface: str, kind: str, language: str | None) -> tuple[str, str]:
    exact = fold(surface)
    if kind in ("armenian", "spaced"):
        key = armenian.lemma(exact)
    elif kind == "cyrillic":
        key = stems.russian(exact)
    elif kind == "number":
        key = exact
    elif language == "fr":
        key = stems.french(exact)
    else:
        key = stems.english(exact)
    return key[:LONGEST_KEY], exact[:LONGEST_KEY]


def _ends_sentence(text: str, start: int, end: int, before: Token) -> bool:
    """Whether the mark at ``start`` ends a sentence and is not part of a time, number or abbreviation."""
    mark, after = text[start], text[end : end + 1]
    if mark == ":":
        return not (after == "/" or (after.isdigit() and text[start - 1].isdigit()))
    if mark not in ".․":
        return True
    following = _AFTER_STOP.match(text, end)
    first = text[following.end() : following.end() + 1] if following else ""
    if first.islower():
        return False
    short = len(before.exact) == 1 and before.exact.isalpha() and before.exact != "է"
    return before.end != start or not (short or before.exact in _ABBREVIATIONS)


_SCRIPTS = {
    "hy": re.compile(f"[{_ARMENIAN}]+"),
    "ru": re.compile(f"[{_CYRILLIC}]+"),
    "": re.compile("[A-Za-zÀ-ÿ]+"),
}
_ENGLISH = frozenset(
    "the of and to in for on by with at from is are was were be been has have had that this which who as or"
    " an its it he she they their his her not but will would can there than after into also law act".split()
)
_FRENCH = frozenset(
    "le la les de du des et en un une au aux par pour sur dans est sont qui que ou ne pas ce cet cette ces se"
    " son sa ses leur leurs il elle ils on nous avec plus dont entre sous sans mais comme loi l d qu".split()
)
ENOUGH_FOR_LANGUAGE = 20_000


def language_of(text: str, prior: str | None = None) -> str | None:
    """The language of a text (hy, ru, en, fr), None without letters; ``prior`` decides an even case."""
    sample = text[:ENOUGH_FOR_LANGUAGE]
    letters = {name: sum(map(len, script.findall(sample))) for name, script in _SCRIPTS.items()}
    best = max(letters, key=lambda name: (letters[name], name == prior))
    if not letters[best]:
        return None
    if best:
        return best
    words = Counter(word.lower() for word in re.findall("[^\\W\\d_]+", sample))
    english = sum(words[word] for word in _ENGLISH)
    french = sum(words[word] for word in _FRENCH) + sum(map(sample.count, "éèêàçùôîœÉ"))
    if english == french:
        return prior if prior in ("en", "fr") else "en"
    return "fr" if french > english else "en"


def find(words: Sequence[Token], patterns: Sequence[Pattern]) -> list[tuple[int, int]]:
    """Where the patterns stand, as ranges of token indexes (end exclusive), in order and each once."""
    by_first: defaultdict[str, list[Pattern]] = defaultdict(list)
    prefixes: list[tuple[str, Pattern]] = []
    for pattern in patterns:
        for key in pattern[0] if pattern else ():
            if key.endswith("*"):
                prefixes.append((key[:-1], pattern))
            else:
                by_first[key].append(pattern)
    found = set()
    for index, word in enumerate(words):
        candidates: Sequence[Pattern] = by_first.get(word.key, ())
        if prefixes:
            begun = [pattern for prefix, pattern in prefixes if word.exact.startswith(prefix)]
            candidates = (*candidates, *begun)
        for pattern in candidates:
            end = index + len(pattern)
            if end <= len(words) and all(map(_fits, words[index + 1 : end], pattern[1:])):
                found.add((index, end))
    return sorted(found)


def _fits(word: Token, keys: frozenset[str]) -> bool:
    return word.key in keys or any(key[-1] == "*" and word.exact.startswith(key[:-1]) for key in keys)


def passages(text: str, spans: Sequence[tuple[int, int]], limit: int = 3, width: int = 240) -> list[Passage]:
    """At most ``limit`` pieces of about ``width`` characters that show the spans, the fullest first.

    A piece is the better the more different words it shows. Pieces do not overlap and are cut between
    words; ``spans`` are character ranges of ``text`` in any order. Marks do not overlap either.
    """
    ordered = sorted({(start, end) for start, end in spans if 0 <= start < end <= len(text)})
    windows = []
    inside: Counter[str] = Counter()
    last = 0
    for first, (start, end) in enumerate(ordered):
        while last < len(ordered) and (last <= first or ordered[last][1] - start <= width * 3 // 4):
            inside[text[ordered[last][0] : ordered[last][1]].lower()] += 1
            last += 1
        windows.append((-len(+inside), start, max(end, ordered[last - 1][1]), first, last))
        inside[text[start:end].lower()] -= 1
    chosen: list[Passage] = []
    for _, start, end, first, last in sorted(windows):
        if len(chosen) == limit:
            break
        if all(end <= other.start or start >= other.end for other in chosen):
            chosen.append(_passage(text, start, end, ordered[first:last], width, chosen))
    return chosen


def _passage(
    text: str, start: int, end: int, spans: Sequence[tuple[int, int]], width: int, others: Sequence[Passage]
) -> Passage:
    spare = max(0, width - (end - start)) // 2
    floor = max((other.end for other in others if other.end <= start), default=0)
    ceiling = min((other.start for other in others if other.start >= end), default=len(text))
    left, right = max(floor, start - spare), min(ceiling, end + spare)
    while left < start and (text[left].isspace() or (left and text[left - 1].isalnum())):
        left += 1
    while right > end and (text[right - 1].isspace() or (right < len(text) and text[right].isalnum())):
        right -= 1
    marks: list[tuple[int, int]] = []
    for begin, finish in ((a - left, b - left) for a, b in spans if b <= right):
        if marks and begin < marks[-1][1]:
            marks[-1] = (marks[-1][0], max(finish, marks[-1][1]))
        else:
            marks.append((begin, finish))
    return Passage(left, right, text[left:right], tuple(marks))

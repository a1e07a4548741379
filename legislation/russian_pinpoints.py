"""The places that Russian words point to: «пункт 3 части 1 статьи 5», «статьи 7 и 9»."""

import re
from collections.abc import Iterator, Sequence

from legislation.pinpoints import Chain, Pinpoint, numbers_of

_ORDINALS = "перв втор трет четв пят шест седьм восьм девят десят".split()
_ORDINAL = rf"(?:{'|'.join(_ORDINALS)})[а-я]{{2,4}}"
_ITEM = r"\d{1,4}(?:\.\d{1,3}){0,2}"
_LIST = rf"{_ITEM}(?:(?:\s*,\s*|\s+и\s+|\s+или\s+|\s?[-–]\s?){_ITEM}){{0,30}}"
_SUB = r"(?:(?:част|пункт|подпункт)[а-я]{0,4}|ч\.|п\.|пп\.)"
_CHAIN = re.compile(
    rf"(?:(?P<low>{_SUB})\s+(?P<lows>«?[а-я]»?(?!\w)|{_ORDINAL}|{_LIST})\s+)?"
    rf"(?:(?P<high>{_SUB})\s+(?P<highs>{_ORDINAL}|{_LIST})\s+)?"
    rf"(?:стат(?:ья|ьи|ье|ью|ьёй|ьей|ьями|ьям|ей|ьях)|ст\.)\s+(?P<list>{_LIST})",
    re.IGNORECASE,
)


def chains(flat: str) -> Iterator[Chain]:
    """The places that a text tells, in order, whosever they are."""
    for match in _CHAIN.finditer(flat):
        parts, points = _told(match, "ч"), _told(match, "п")
        places = tuple(
            Pinpoint(article, part, point, match.end())
            for article in numbers_of(match["list"])
            for part in parts
            for point in points
        )
        yield Chain(match.start(), match.end(), places)


def _told(match: re.Match[str], letter: str) -> Sequence[str | None]:
    """The numbers of the parts (ч) or points (п) that are told before an article, [None] for none."""
    found: list[str] = []
    for what in ("low", "high"):
        word = (match[what] or "").lower()
        if word.startswith(letter) and not word.startswith(("подп", "пп")):
            words = match[f"{what}s"].lower()
            nth = [str(n) for n, stem in enumerate(_ORDINALS, 1) if words.startswith(stem)]
            found = nth or numbers_of(words) or [words.strip("«»")]
    return found or [None]

"""The places that English words point to: “point (b) of Article 5(2)”, “sections 3 and 7 to 9”."""

import re
from collections.abc import Iterator

from legislation.pinpoints import Chain, Pinpoint, numbers_of

_ITEM = r"\d{1,4}[a-zA-Z]{0,2}(?:\.\d{1,2}){0,2}(?:\s?\(\w{1,5}\)){0,4}"
_LIST = rf"{_ITEM}(?:(?:,? (?:and|or|to) |, ?| ?[-–] ?)(?:{_ITEM}|\(\w{{1,5}}\))){{0,30}}"
_SUB = "paragraph|subparagraph|subsection|clause|part|point|letter"
_SUBS = r"(?:\(?\w{1,4}\)?(?:(?:, | and | or | to )\(?\w{1,4}\)?){0,9})"
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")
_CHAIN = re.compile(
    rf"(?:(?P<low>{_SUB})s?\s(?P<lows>{_SUBS})(?:\sof\s|,\s))?(?:(?P<high>{_SUB})s?\s(?P<highs>{_SUBS})(?:\sof\s|,\s))?"
    rf"(?:articles?|sections?|arts?\.|§+)\s(?P<list>{_LIST})"
    rf"(?P<tail>(?:,?\s(?:(?:{'|'.join(_ORDINALS)})\s(?:sub)?paragraph|(?:{_SUB})s?\s\(?\w{{1,4}}\)?)){{0,4}})",
    re.IGNORECASE,
)
_PART = re.compile(rf"(?P<article>{_ITEM})|(?P<more>\(\w{{1,5}}\))")
_TAIL = re.compile(
    rf"(?P<nth>{'|'.join(_ORDINALS)}) (?:sub)?paragraph|(?P<what>{_SUB})s? \(?(?P<number>\w{{1,4}})\)?"
)
_POINTS = ("point", "letter", "subparagraph")


def chains(text: str) -> Iterator[Chain]:
    """The places that a text tells, in order, whosever they are."""
    for match in _CHAIN.finditer(text):
        places = tuple(_places(match))
        if places:
            yield Chain(match.start(), match.end(), places)


def _places(match: re.Match[str]) -> Iterator[Pinpoint]:
    subs = _tails(match)
    article = ""
    for item in _PART.finditer(match["list"]):
        steps = re.findall(r"\((\w{1,5})\)", item[0])
        if item["article"]:
            article = item["article"].partition("(")[0].strip()
        parts = subs["part"] or steps[:1] or [None]
        points = subs["point"] or steps[1:2] or [None]
        for part in parts:
            for point in points:
                yield Pinpoint(article, part, point, match.end())


def _tails(match: re.Match[str]) -> dict[str, list[str]]:
    """Parts and points that are told before or after the article's number."""
    found: dict[str, list[str]] = {"part": [], "point": []}
    for what in ("low", "high"):
        if match[what]:
            level = "point" if match[what].lower() in _POINTS else "part"
            found[level] += _sub_numbers(match[f"{what}s"])
    for tail in _TAIL.finditer(match["tail"].lower()):
        if tail["nth"]:
            found["part"].append(str(_ORDINALS.index(tail["nth"]) + 1))
        else:
            found["point" if tail["what"] in _POINTS else "part"].append(tail["number"])
    return found


def _sub_numbers(words: str) -> list[str]:
    numbers = numbers_of(words.replace(" to ", "-"))
    return numbers or re.findall(r"\((\w{1,4})\)", words)

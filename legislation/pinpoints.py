"""The places that Armenian words point to within an act: «12-րդ հոդվածի 3-րդ մասի 1-ին և 2-րդ կետերում»."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MOST_IN_A_RANGE = 100
REACH = 800
"""Characters after an act in which its places are looked for."""
DEEPEST_QUOTE = 3

_NUM = r"\d{1,3}(?:\.\d{1,2}){0,2}"
_WORDS = "առաջին երկրորդ երրորդ չորրորդ հինգերորդ վեցերորդ յոթերորդ ութերորդ իններորդ տասներորդ".split()
_ORDINAL = {word: str(number) for number, word in enumerate(_WORDS, 1)}
_ITEM = rf"(?:{_NUM}(?: *- *{_NUM})?(?: *- *(?:րդ|ին))?|«[ա-ֆ]{{1,2}}»|(?:{'|'.join(_WORDS)}))"
_AND = r" *(?:, *ինչպես +նա(?:և|եւ) +|,|(?:և|եւ|եվ|ու|կամ)(?= )) *(?:նոր +)?"
_UNIT = "հոդված|մաս|կետ|ենթակետ|պարբերությ|գլխ|գլուխ|բաժն|բաժին|հավելված|նախադասությ|տող|սյունակ|վերնագ"
_GROUP = re.compile(
    rf"(?<![\w.«])(?P<list>{_ITEM}(?:{_AND}{_ITEM}){{0,30}}) +(?P<unit>{_UNIT})(?P<case>[ա-և]*)"
    rf"|հոդված +(?P<after>{_NUM}) *- *(?P<after_case>ի|ում|ով|ից|ը|ն)(?!\w)"
    r"|(?P<annex>(?<!\w)հավելված[ա-և]*)"
)
_PLAIN_QUOTE = re.compile("«([^«»]*)»")
_LETTER = re.compile("[ա-ֆ]{1,2}")
_END = re.compile(
    r"[։\n»]|:(?!\d)|(?<!\w)(?:սույն|կարգի|կանոնների|պայմանագրի)(?!\w)|օրենք|օրենսգ|(?<!\w)որոշ(?:մ|ում)|(?<!\w)հրաման"
)
_ASIDE = re.compile(r" *\([^()«»]{0,80}\)")
_JOINT = re.compile(r" *(?:« *» *(?:վերտառությամբ +)?)?")
_ADDED = re.compile(r"լրացնել[^«»։:]{0,60}$")
_LEVEL = {"հոդված": 0, "մաս": 1, "կետ": 2, "ենթակետ": 3}


@dataclass(frozen=True)
class Pinpoint:
    """A place in an act, with where the words end that tell it.

    ``tool``: the words stand in the instrumental case («12-րդ հոդվածով»), so that the place is no object.
    ``added``: they say what is to be added («լրացնել … 24.1-ին հոդվածով»). ``annex``: the place is in one.
    """

    article: str | None
    part: str | None
    point: str | None
    end: int
    tool: bool = False
    added: bool = False
    annex: bool = False


@dataclass(frozen=True)
class Chain:
    """Words that tell places, of one article or of several in a list."""

    start: int
    end: int
    places: tuple[Pinpoint, ...]


def region(flat: str, start: int, stop: int) -> str:
    """What may point into an act that is named before ``start``: the rest of its clause, quotations blank."""
    aside = _ASIDE.match(flat, start)
    begin = aside.end() if aside else start
    words = " " * (begin - start) + flat[begin : min(stop, start + REACH)]
    for _ in range(DEEPEST_QUOTE):
        words = _PLAIN_QUOTE.sub(_blank, words)
    closing = _unopened(words)
    end = _END.search(words, begin - start)
    return words[: min(closing, end.start() if end else len(words))].replace("‹", "«").replace("›", "»")


def _blank(quote: re.Match[str]) -> str:
    if _LETTER.fullmatch(quote[1]):
        return f"‹{quote[1]}›"
    return "‹" + " " * len(quote[1]) + "›"


def _unopened(words: str) -> int:
    """Where a bracket closes that was opened before."""
    depth = 0
    for mark in re.finditer("[()]", words):
        depth += 1 if mark[0] == "(" else -1
        if depth < 0:
            return mark.start()
    return len(words)


def pinpoints(
    words: str, start: int, *, with_articles: bool, within: Pinpoint | None = None
) -> Iterator[Pinpoint]:
    """The places told in ``words``, which stand at ``start`` in their text; the deepest of each chain.

    In an act without articles only points told at once are its own. ``within``: a place that earlier words
    told, in which a part or point alone is meant.
    """
    told: list[Pinpoint] = []
    last_end = 0
    context = within or Pinpoint(None, None, None, start)
    for match in _GROUP.finditer(words):
        joined = bool(_JOINT.fullmatch(words, last_end, match.start()))
        if not with_articles and not (told or joined):
            return
        if match["annex"] or match["unit"] == "հավելված":
            break
        level = 0 if match["after"] else _LEVEL.get(match["unit"])
        is_new = bool(level and _ADDED.search(words, 0, match.start()) and match["case"].endswith("ով"))
        lost = level and not (joined or within) and context.article is None
        if level is None or is_new or lost:
            last_end = match.end() if level is None else last_end
            continue
        if not (joined and level):
            yield from told
            told = []
        told = _deeper(told or [context], match, level, start)
        added = bool(told[-1].tool and level == 0 and _ADDED.search(words, 0, match.start()))
        told = [_as_added(one) for one in told] if added else told
        context, last_end = told[-1], match.end()
    yield from told


def _deeper(holders: Sequence[Pinpoint], match: re.Match[str], level: int, start: int) -> list[Pinpoint]:
    """The places of a group in the last of those that hold it."""
    holder, end = holders[-1], start + match.end()
    case = match["case"] or match["after_case"] or ""
    tool = case.endswith(("ով", "ովս"))
    if level == 3:
        return [Pinpoint(one.article, one.part, one.point, end, tool) for one in holders]
    numbers = numbers_of(match["list"] or match["after"])
    if level == 0:
        return [Pinpoint(number, None, None, end, tool) for number in numbers]
    if level == 1:
        return [Pinpoint(holder.article, number, None, end, tool) for number in numbers]
    return [Pinpoint(holder.article, holder.part, number, end, tool) for number in numbers]


def _as_added(one: Pinpoint) -> Pinpoint:
    return Pinpoint(one.article, one.part, one.point, one.end, added=True)


def inside(holder: Pinpoint, level: str, number: str, end: int) -> Pinpoint:
    """The article, part or point of this number in another place; what is deeper is left out."""
    if level == "article":
        return Pinpoint(number, None, None, end)
    if level == "part":
        return Pinpoint(holder.article, number, None, end)
    return Pinpoint(holder.article, holder.part, number, end)


_ONE = re.compile(
    rf"(?P<first>{_NUM})(?: *- *(?P<last>{_NUM}))?|«(?P<letter>[ա-ֆ]{{1,2}})»|(?P<word>[ա-ֆ]{{5,}})"
)


def numbers_of(words: str) -> list[str]:
    """The numbers of a list, ranges counted out: «12-րդ, 14-րդ և 16-18-րդ» gives 12, 14, 16, 17, 18."""
    found: list[str] = []
    for match in _ONE.finditer(words):
        if match["first"]:
            found += _range(match["first"], match["last"] or match["first"])
        elif match["letter"] or match["word"] in _ORDINAL:
            found.append(match["letter"] or _ORDINAL[match["word"]])
    return list(dict.fromkeys(found))


def _range(first: str, last: str) -> list[str]:
    """Both ends and what lies between, where only the last step of the number differs."""
    stem, _, low = first.rpartition(".")
    other, _, high = last.rpartition(".")
    if first == last:
        return [first]
    if stem != other or not 0 < int(high) - int(low) <= MOST_IN_A_RANGE:
        return [first, last]
    return [f"{stem}.{number}".lstrip(".") for number in range(int(low), int(high) + 1)]

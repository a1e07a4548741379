"""How Armenian orders a change of an act."""

import re
from collections.abc import Iterator

from legislation.commands import Command, Grammar, Told
from legislation.pinpoints import Pinpoint, inside, numbers_of, pinpoints
from legislation.vocabulary import Operation

MOST_ANNEXES = 50
REPEAL = r"ուժը +կորցրած +ճանաչել"
_VERB = re.compile(r"փոխարին|շարադրել|վերախմբագրել|լրացնել|հանել|համարել|ճանաչել")
_COMMAND = re.compile(
    r"(?:բառ|թիվ|թվ|նշան|նախադասությ|պարբերությ)[ա-և]* +(?:փոխարին(?!ող)|հանել(?!ու))|շարադրել(?!ու)"
    r"|վերախմբագրել(?!ու)|լրացնել(?!ու)(?= *(?:[«,\d]|նոր|հետ(?:և|եւ)յալ))|հետո +լրացնել(?!ու)|հանել(?!ու) *«"
    rf"|» +(?:փոխարինել|հանել)(?!ու)|{REPEAL}|ճանաչել +ուժը +կորցրած|համարել(?!ու) "
)
_OPERATIONS = {
    "փոխարին": Operation.REPLACE_WORDS,
    "շարադրել": Operation.REPLACE,
    "վերախմբագրել": Operation.REPLACE,
    "լրացնել": Operation.ADD,
    "հանել": Operation.REMOVE_WORDS,
    "համարել": Operation.RENUMBER,
    "ճանաչել": Operation.REPEAL,
}
_AFTER_WORDS = re.compile("հետո +$")
_NUMBER_AFTER = re.compile(r" *(?:համապատասխանաբար *)?(?P<number>[^։:\n.;]{1,60}?) *(?=[։:\n;,]|\. |$)")
_ANNEX = re.compile(
    r"(?:(?:n|№|թիվ)? *(?P<number>\d{1,3}(?:\.\d{1,2})?)(?: *- *(?:րդ|ին))? +)?(?<!\w)հավելված[ա-և]*"
)
_NUMBERS = r"\d{1,3}(?:\.\d{1,2}){0,2}(?: *- *(?:րդ|ին))?"
_ADDED = re.compile(
    rf"(?P<list>{_NUMBERS}(?:(?: *, *| *(?:և|եւ) +){_NUMBERS}){{0,9}})"
    r" +(?P<unit>հոդված|մաս|կետ|ենթակետ|գլխ|բաժն)"
)
_CHAPTER = re.compile(
    r"(?P<number>\d{1,3}(?:\.\d{1,2})?|[ivxl]{1,6})(?: *- *(?:րդ|ին))? +(?:գլխ|գլուխ|բաժն|բաժին)"
)
_LEVELS = {"հոդված": "article", "մաս": "part", "կետ": "point"}
_HEAD = re.compile(
    r"[\s»]*(?:բառ[ա-և]*|նախադասությ[ա-և]*)?[\s,.]*(?:հոդված)?\s*(?:\d{1,3}(?:\.\d{1,3})*[.)]|[ա-ֆ][.)])?\s*(?:իսկ|և|եւ)?\s*"
)


def commands(words: str, start: int = 0) -> Iterator[Command]:
    """The orders in words of small letters without quotations; they stand at ``start`` in their text."""
    for verb in _VERB.finditer(words):
        found = _COMMAND.search(words, max(0, verb.start() - 40), verb.end() + 20)
        if found and found.end() > verb.start():
            operation = _OPERATIONS[verb[0]]
            if verb[0] == "լրացնել" and _AFTER_WORDS.search(words, max(0, verb.start() - 9), verb.start()):
                operation = Operation.INSERT_AFTER
            follow = words.startswith("«", verb.end() + 1) or words.startswith("«", verb.end())
            number = _NUMBER_AFTER.match(words, verb.end()) if operation is Operation.RENUMBER else None
            told = number["number"] if number else None
            yield Command(operation, start + verb.start(), start + verb.end(), follow, told)


def _orders(words: str, start: int) -> Iterator[Command]:
    """The commands, without what a title says."""
    return (one for one in commands(words, start) if not words.startswith("ու", one.end - start))


def _told(words: str, start: int, within: Pinpoint) -> list[Told]:
    annexes = list(_ANNEX.finditer(words))[-MOST_ANNEXES:] if "հավելված" in words else []
    nowhere = Pinpoint(None, None, None, start)
    if not annexes:
        return [_in_annex(words, start, within, None)]
    ends = [*(annex.start() for annex in annexes[1:]), len(words)]
    return [
        _in_annex(words[annex.end() : end], start + annex.end(), nowhere, annex["number"] or "")
        for annex, end in zip(annexes, ends, strict=True)
    ]


def _in_annex(words: str, start: int, within: Pinpoint, annex: str | None) -> Told:
    chapter = _CHAPTER.search(words) if "գլ" in words or "բաժ" in words else None
    holder = Pinpoint(None, None, None, start) if chapter else within
    places = pinpoints(words, start, with_articles=True, within=holder)
    return Told(annex, chapter["number"] if chapter else None, tuple(one for one in places if not one.tool))


def _added(words: str, start: int, within: Pinpoint) -> Told:
    match = _ADDED.search(words)
    if not match:
        return Told()
    if match["unit"] not in _LEVELS:
        return Told(chapter=match["list"].partition("-")[0].strip())
    numbers = numbers_of(match["list"])
    return Told(
        places=tuple(inside(within, _LEVELS[match["unit"]], one, start + match.end()) for one in numbers)
    )


GRAMMAR = Grammar(
    prepared=str,
    commands=_orders,
    told=_told,
    added=_added,
    head=_HEAD,
    respectively=re.compile("համապատասխանաբար"),
    item=re.compile(
        r"\s*(?:(հոդված +\d[\d.]*|\d{1,3}(?:\.\d{1,3})*\.(?!\d))|(\d{1,3}(?:\.\d{1,3})*\))|([ա-ֆ][.)]))"
    ),
    stop=re.compile(r"[։\n]|:(?!\d)"),
    stem=re.compile(r"[՝,]\s*$"),
)

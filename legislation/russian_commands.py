"""How Russian orders a change of an act."""

import re
from collections.abc import Iterator

from legislation.commands import Command, Grammar, Told
from legislation.pinpoints import Pinpoint, inside, numbers_of
from legislation.russian_pinpoints import chains
from legislation.vocabulary import Operation

_COMMAND = re.compile(
    r"(?P<replace_words>заменить)|(?P<replace>изложить)|(?P<insert_after>после\s+слов[а]?\s+«[^»]*»\s+дополнить)"
    r"|(?P<add>дополнить)|(?P<remove_words>исключить)|(?P<repeal>признать\s+утратившим[а-я]?\s+силу"
    r"|признать\s+утратившей\s+силу|утрачива[а-я]{1,2}\s+силу)|(?P<renumber>считать)"
)
_ANNEX = re.compile(r"приложени[а-я]{1,2}(?:\s*№?\s*(?P<number>\d{1,3}))?")
_LIST = r"\d{1,4}(?:\.\d{1,3}){0,2}(?:(?:\s*,\s*|\s+и\s+|\s?[-–]\s?)\d{1,4}(?:\.\d{1,3}){0,2}){0,30}"
_ALONE = re.compile(rf"(?<!под)(?P<what>част|пункт)[а-я]{{0,4}}\s+(?P<list>{_LIST})")
_ADDED = re.compile(rf"(?P<what>стат|част|пункт|глав)[а-я]{{0,4}}\s+(?P<list>{_LIST})")
_CHAPTER = re.compile(r"глав[а-я]{1,2}\s+(?P<number>\d{1,3}(?:\.\d{1,2})?|[ivxl]{1,6})")
_LEVELS = {"стат": "article", "част": "part", "пункт": "point"}
_HEAD = re.compile(
    r"[\s»,.;]*(?:словами|словом)?[\s,]*(?:статья\s+\d[\d.]*)?\s*(?:\d{1,3}[.)]|[а-я]\))?\s*(?:а|и)?\s+"
)


def _commands(words: str, start: int) -> Iterator[Command]:
    for match in _COMMAND.finditer(words):
        operation = Operation(match.lastgroup or "")
        begin = (
            start + match.end() - len("дополнить")
            if operation is Operation.INSERT_AFTER
            else start + match.start()
        )
        yield Command(operation, begin, start + match.end())


def _told(words: str, start: int, within: Pinpoint) -> list[Told]:
    annex, chapter = _ANNEX.search(words), _CHAPTER.search(words)
    number = (annex["number"] or "") if annex else None
    places = tuple(place for chain in chains(words) for place in chain.places)
    alone = list(_ALONE.finditer(words))
    if alone and not places:
        last = alone[-1]
        level, end = _LEVELS[last["what"]], start + last.end()
        places = tuple(inside(within, level, one, end) for one in numbers_of(last["list"]))
    return [Told(number, chapter["number"] if chapter else None, places)]


def _added(words: str, start: int, within: Pinpoint) -> Told:
    match = _ADDED.search(words)
    if not match:
        return Told()
    numbers = numbers_of(match["list"])
    if match["what"] not in _LEVELS:
        return Told(chapter=numbers[0])
    return Told(
        places=tuple(inside(within, _LEVELS[match["what"]], one, start + match.end()) for one in numbers)
    )


GRAMMAR = Grammar(
    prepared=str,
    commands=_commands,
    told=_told,
    added=_added,
    head=_HEAD,
    respectively=re.compile("соответственно"),
    item=re.compile(r"\s*(?:(статья\s+\d[\d.]*|\d{1,3}(?:\.\d{1,3})*\.(?!\d))|(\d{1,3}\))|([а-я]\)))"),
    stop=re.compile(r"[;\n]|(?<![гпч]\s)\.(?=\s+[А-Я«]|\s*$)|:(?=\s*\n)"),
    stem=re.compile(r":\s*$"),
)

"""How English orders a change of an act: “Article 5 is replaced by the following”, “by striking “…””."""

import re
from collections.abc import Iterator

from legislation.commands import Command, Grammar, Told
from legislation.english_pinpoints import chains
from legislation.pinpoints import Pinpoint, inside
from legislation.vocabulary import Operation

_IS = r"(?:is|are|shall be)\s(?:hereby\s)?"
_COMMAND = re.compile(
    rf"(?P<insert_after>{_IS}inserted\safter\sthe\swords?(?=\s«))"
    rf"|(?P<replace_words>{_IS}(?:replaced\sby|substituted\sby|replaced\swith)|and\sinserting(?=\s«))"
    rf"|(?P<add>{_IS}(?:inserted|added)|is\samended\sby\sadding|by\sadding|by\sinserting)"
    rf"|(?P<repeal>{_IS}(?:deleted|repealed|revoked|omitted))|(?P<renumber>{_IS}renumbered(?:\sas)?)"
    rf"|(?P<remove_words>by\sstriking(?!\s«[^»]*»,?\s(?:each\splace\sit\sappears\s)?and\sinserting))"
    rf"|(?P<replace>{_IS}amended\sto\sread)"
)
_ANNEX = re.compile(r"\b(?:annex|schedule|appendix)\s(?P<number>[ivx]{1,5}|\d{1,3})\b")
_ALONE = re.compile(
    r"\b(?P<what>paragraph|subparagraph|subsection|clause|part|point|letter)s?\s\(?(?P<number>\w{1,4})\)?"
)
_THE_FOLLOWING = re.compile(
    r"\bthe\sfollowing\s(?P<what>article|section|paragraph|point|subparagraph|subsection)s?\s\(?(?P<number>\d\w{0,4}|[a-z]{1,2})\)?\s"
)
_LEVELS = {
    "article": "article",
    "section": "article",
    "paragraph": "part",
    "subsection": "part",
    "clause": "part",
    "part": "part",
}
_CHAPTER = re.compile(r"\bchapter\s(?P<number>[ivxl]{1,6}|\d{1,3})\b")
_HEAD = re.compile(r"[\s»,.;’]*(?:\(?\w{1,3}\))?[\s,;]*(?:and\s)?")
_OPENED = re.compile(r"‘")
_CLOSED = re.compile(r"’(?!\w)")


def _prepared(text: str) -> str:
    return _CLOSED.sub("»", _OPENED.sub("«", text))


def _commands(words: str, start: int) -> Iterator[Command]:
    for match in _COMMAND.finditer(words):
        operation = Operation(match.lastgroup or "")
        yield Command(
            operation, start + match.start(), start + match.end(), operation is Operation.REMOVE_WORDS
        )


def _told(words: str, start: int, within: Pinpoint) -> list[Told]:
    annex, chapter = _ANNEX.search(words), _CHAPTER.search(words)
    places = tuple(place for chain in chains(words) for place in chain.places)
    following = _THE_FOLLOWING.search(words)
    if following:
        places = (_inside(places[-1] if places else within, following, start),)
    elif not places or places[-1].part is None:
        alone = list(_ALONE.finditer(words, words.rfind("article") + 1))
        place = places[-1] if places else within
        for match in alone:
            place = _inside(place, match, start)
        places = (place,) if alone else places
    return [Told(annex["number"] if annex else None, chapter["number"] if chapter else None, places)]


def _inside(within: Pinpoint, match: re.Match[str], start: int) -> Pinpoint:
    return inside(within, _LEVELS.get(match["what"], "point"), match["number"], start + match.end())


def _added(words: str, start: int, within: Pinpoint) -> Told:
    return Told()


GRAMMAR = Grammar(
    prepared=_prepared,
    commands=_commands,
    told=_told,
    added=_added,
    head=_HEAD,
    respectively=re.compile("respectively"),
    item=re.compile(
        r"\s*(?:(article\s\d+\w?(?!\s(?:is|are|shall|of|\())|section\s\d+(?=\.)|sec\.\s\d+\.|§\s?\d+|\d{1,3}\.)|(\(\d{1,3}\)|\d{1,3}\))|(\([a-z]{1,4}\)))"
    ),
    stop=re.compile(r"[;\n]|\.(?=\s+[A-Z«]|\s*$)|:(?=\s*\n)"),
    stem=re.compile(r"[:—]\s*$|\bas follows[:\s]*$|\bis amended—?\s*$"),
)

"""A law on parliament.am: a text in force, or a translation of one. ARLIS has them all, and earlier."""

import re
from collections.abc import Sequence

from bs4 import BeautifulSoup

from crawler import blocks
from crawler.days import day_of
from crawler.sources.parliament_am.addresses import SOURCE, UNKNOWN, query_of
from legislation.scraped import Page, ScrapedPart
from legislation.text import language_of
from legislation.vocabulary import Kind, Stage

PART = "law"
LANGUAGES = {"arm": "hy", "rus": "ru", "eng": "en", "frn": "fr"}
_KIND = re.compile(
    r"(ՀԱՅԱՍՏԱՆԻ ՀԱՆՐԱՊԵՏՈՒԹՅԱՆ )?(ՍԱՀՄԱՆԱԴՐԱԿԱՆ )?ՕՐԵՆՔԸ?"
    r"|(THE )?(CONSTITUTIONAL )?LAW( OF THE REPUBLIC OF ARMENIA)?"
    r"|(КОНСТИТУЦИОННЫЙ )?ЗАКОН( РЕСПУБЛИКИ АРМЕНИЯ)?|LOI( DE LA REPUBLIQUE D.ARMENIE)?"
)
_ADOPTED = re.compile(r"(?:ընդունվ|ընդունված|adopted|принят|adopté)(?P<day>.{0,60})", re.IGNORECASE)
_LAPSED = re.compile("չի գործում|ուժը կորցրե", re.IGNORECASE)
_CUT = re.compile(r"\s*\[cut[^\]]*\]", re.IGNORECASE)
_HEAD = 40
_CAPITAL_SHARE = 0.7


def is_law(page: Page, lines: Sequence[str]) -> bool:
    """Whether the page has the heading of a law, or the address of one with a text."""
    told = query_of(page.url)
    return _kind(lines) is not None or (told.get("sel") == "show" and "ID" in told and len(lines) > 1)


def read(page: Page, tree: BeautifulSoup, lines: Sequence[str], problems: Sequence[str]) -> ScrapedPart:
    """The law; its number on the site is in its address only."""
    asked = query_of(page.url)
    at = _kind(lines)
    above, rest = (lines[:at], lines[at + 1 :]) if at is not None else ([], lines)
    text = "\n".join(rest)
    title = _title(tree, rest)
    number = asked.get("ID")
    adopted = _ADOPTED.search("\n".join(rest[:_HEAD]))
    day = day_of(adopted["day"]) if adopted else None
    lapsed = next((line for line in above if _LAPSED.search(line)), None)
    language = language_of(text, "hy") or LANGUAGES.get(asked.get("lang", ""))
    lacks = [] if number else ["the page does not name its law: its address is needed"]
    cut = ["the text is not whole: its gaps are marked [cut] or [...]"] if _CUT.search(text) else []
    return ScrapedPart(
        key=f"{SOURCE}:law-{number}" if number else UNKNOWN,
        url=page.url if page.url.startswith("http") else "",
        part=PART,
        origin=page.origin,
        titles={language or "hy": title} if title else {},
        kind=Kind.LAW,
        body="ՀՀ Ազգային ժողով",
        stage_published=lapsed,
        stage=Stage.LAPSED if lapsed else Stage.ADOPTED,
        identifiers={"adopted": day.isoformat()} if day else {},
        language=language,
        text=text or None,
        problems=(*problems, *lacks, *cut),
        page=page,
    )


def _kind(lines: Sequence[str]) -> int | None:
    """The line with the kind, the last of those that spell it."""
    found = (i for i, line in enumerate(lines[:_HEAD]) if _KIND.fullmatch(_CUT.sub("", line).strip()))
    return next(found, None)


def _title(tree: BeautifulSoup, rest: Sequence[str]) -> str | None:
    """The first heading of the page; without one the lines in capitals."""
    heading = tree.find("h3")
    if heading and (words := " ".join(blocks.lines(heading))):
        return words
    head: list[str] = []
    for line in rest:
        letters = [letter for letter in line if letter.isalpha()]
        if not letters or sum(map(str.isupper, letters)) < _CAPITAL_SHARE * len(letters):
            break
        head.append(_CUT.sub("", line))
    return " ".join(head) or None

"""News of the Assembly: sittings, and which bills they read. One piece of news tells of many bills."""

import re
from collections.abc import Sequence
from datetime import date

from crawler.sources.parliament_am import codes
from crawler.sources.parliament_am.addresses import SOURCE, UNKNOWN, query_of
from crawler.sources.parliament_am.part import CODE_LABEL
from legislation.scraped import Page, ScrapedPart
from legislation.text import language_of

PART = "news"
READING = "Ընթերցում"
"""The label of a reading that the news speaks of."""

_READING = re.compile(
    r"\b(?:առաջին|երկրորդ|երրորդ)\s+ընթերց\w*|\b(?:first|second|third)\s+reading"
    r"|\b(?:перв|втор|треть)\w+\s+чтени\w*",
    re.IGNORECASE,
)
_FRAME = re.compile(
    r"National Assembly of the Republic of Armenia\s*\|\s*Official Web Page|Ազգային ժողով\W*պաշտոնական կայք"
)
_CALENDAR = re.compile(r"\d{2}(?:\s+\d{2}){4,6}")
_PICTURES = re.compile(r"\d+\s*/\s*\d+")
_SNIPPET = re.compile(r"(?:\.\.\.|…)$")


def is_news(page: Page, lines: Sequence[str]) -> bool:
    """Whether the page is one piece of news, by its address or by the frame around it."""
    told = query_of(page.url)
    return "NewsID" in told or (not told and any(map(_FRAME.search, lines)) and len(_story(lines)) > 1)


def read(page: Page, lines: Sequence[str], problems: Sequence[str]) -> ScrapedPart:
    """The news: headline, day by its address, and the readings and codes that it names."""
    asked = query_of(page.url)
    number = asked.get("NewsID")
    story = _story(lines)
    text = "\n".join(story[1:])
    found = {code.matter: code for code in codes.find(text)}
    readings = dict.fromkeys(" ".join(words.lower().split()) for words in _READING.findall("\n".join(story)))
    language = language_of(text or "".join(story), "hy") or "hy"
    lacks = [] if number else ["the page does not name its news: its address is needed"]
    return ScrapedPart(
        key=f"{SOURCE}:news-{number}" if number else UNKNOWN,
        url=page.url if page.url.startswith("http") else "",
        part=PART,
        origin=page.origin,
        titles={language: story[0]} if story else {},
        body="ՀՀ Ազգային ժողով",
        published=_day(asked),
        identifiers={"bill_code": next(iter(found))} if len(found) == 1 else {},
        language=language,
        text=text or None,
        labels=(
            *((READING, words) for words in readings),
            *((CODE_LABEL, code.whole) for code in found.values()),
        ),
        problems=(*problems, *lacks),
        page=page,
    )


def _story(lines: Sequence[str]) -> list[str]:
    """Headline and paragraphs, without the frame above and the beginnings of other news below."""
    calendar = [index for index, line in enumerate(lines) if _CALENDAR.fullmatch(line)]
    story = [line for line in lines[calendar[-1] + 1 if calendar else 0 :] if not _PICTURES.fullmatch(line)]
    end = next((i for i, line in enumerate(story) if i > 1 and _SNIPPET.search(line)), None)
    return story if end is None else story[: end - 1]


def _day(asked: dict[str, str]) -> date | None:
    """The day in the address; None where it is not filled in."""
    try:
        return date(int(asked["year"]), int(asked["month"]), int(asked["day"]))
    except (KeyError, ValueError):
        return None

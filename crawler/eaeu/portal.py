"""The portals of the Eurasian Economic Union run on one engine: rows of lists, cards, and groups of files."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from bs4 import BeautifulSoup, Tag

from crawler import blocks, doubts, links
from crawler.decoding import decode
from legislation.errors import UnexpectedPage
from legislation.scraped import Page, ScrapedAttachment

Pair = tuple[str, str]

LANGUAGES = {"Рус": "ru", "Հայ": "hy", "Бел": "be", "Қаз": "kk", "Кыр": "ky", "Eng": "en"}
"""How a file's languages are named on the portals."""

_MAIN_GROUP = "Документ"
_USUAL = "ru"

MEDIA_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".doc": "application/msword",
    ".rtf": "application/rtf",
    ".pdf": "application/pdf",
    ".zip": "application/zip",
}
"""By the ending of a link, best to read first; the type named beside the links is that of one file only."""

DAY = re.compile(r"(?<!\d)\d{2}\.\d{2}\.\d{4}(?!\d)")
_ENDING = re.compile(r"\.[a-z0-9]{2,5}$", re.IGNORECASE)


@dataclass(frozen=True)
class Row:
    """A row of a list. ``kind`` is the line above the link, ``lines`` are those on dates, in their order."""

    kind: str
    url: str | None
    name: str
    title: str
    lines: tuple[str, ...]
    files: tuple[ScrapedAttachment, ...]


def opened(page: Page) -> tuple[BeautifulSoup, tuple[str, ...]]:
    """The tree of a page and what is wrong with it. Raises UnexpectedPage for what is no page."""
    decoded = decode(page)
    if not decoded.text.lstrip().startswith("<"):
        raise UnexpectedPage(f"{doubts.guess(decoded.text)} where an HTML page was expected")
    ends = () if doubts.is_whole(decoded.text) else ("the page ends early: </html> is missing",)
    tree = blocks.soup(decoded.text)
    return tree, (*decoded.problems, *ends, *links.problems(tree))


def rows(tree: BeautifulSoup, base: str) -> list[Row]:
    """The rows of a list, in its order; none on a page that is no list. ``base`` is the page's address."""
    return [_row(item, base) for item in tree.select("div.DocSearchResult_Item")]


def card(tree: BeautifulSoup) -> tuple[Pair, ...]:
    """Labels and values of the card of a document, unknown ones too; none on a page without a card."""
    pairs = (
        (_words(row, ".DocDetail_Col._title"), _words(row, ".DocDetail_Col._value"))
        for row in tree.select(".DocDetail_Row")
    )
    return tuple((label.rstrip(" :"), value) for label, value in pairs if label or value)


def files(place: Tag, base: str) -> tuple[ScrapedAttachment, ...]:
    """The files in their groups, each link once; its language is that of the first name it goes by."""
    found: dict[str, ScrapedAttachment] = {}
    for group in place.select(".DocDetail_Files_Group"):
        heading = _words(group, ".DocDetail_Files_Title")
        for item in group.select(".DocSearchResult_Item__File"):
            _add(found, item, heading, base)
    return tuple(found.values())


def texts(attachments: tuple[ScrapedAttachment, ...], language: str) -> list[str]:
    """The addresses that may give the main text in a language, the best first; unnamed files are Russian."""
    endings = list(MEDIA_TYPES.values())
    fitting = [
        one for one in attachments if (one.language or _USUAL) == language and one.media_type in endings
    ]
    main = [one for one in fitting if one.title.startswith(_MAIN_GROUP)] or fitting[:1]
    return [one.url for one in sorted(main, key=lambda one: endings.index(str(one.media_type)))]


def days(text: str) -> list[date]:
    """The days in a text that exist, in their order."""
    found = []
    for spelled in DAY.findall(text):
        try:
            found.append(datetime.strptime(spelled, "%d.%m.%Y").date())  # noqa: DTZ007 # a day has no zone
        except ValueError:
            continue
    return found


def _add(found: dict[str, ScrapedAttachment], item: Tag, heading: str, base: str) -> None:
    links = [(link, " ".join(blocks.lines(link))) for link in item.find_all("a", href=True)]
    names = [words for link, words in links if words not in LANGUAGES and not link.has_attr("download")]
    name = next(filter(None, names), "")
    for link, words in links:
        url = _absolute(base, link)
        if not url:
            continue
        ending = _ENDING.search(url.partition("?")[0])
        shown = ": ".join(filter(None, (heading, name)))
        found.setdefault(
            url,
            ScrapedAttachment(
                url,
                f"{shown} ({words})" if words in LANGUAGES else shown,
                MEDIA_TYPES.get(ending[0].lower()) if ending else None,
                language=LANGUAGES.get(words),
            ),
        )


def _row(item: Tag, base: str) -> Row:
    link = item.select_one("a.DocSearchResult_Item__Link[href]")
    dates = item.select_one(".DocSearchResult_Item__Dates")
    sides = [dates] if dates else item.select("[class*=__DatesLeft], [class*=__DatesRight]")
    return Row(
        kind=_words(item, ".DocSearchResult_Item__Date"),
        url=_absolute(base, link) if link else None,
        name=" ".join(blocks.lines(link)) if link else "",
        title=_words(item, ".DocSearchResult_Item__Text"),
        lines=tuple(line for side in sides for line in blocks.lines(side)),
        files=files(item, base),
    )


def _absolute(base: str, link: Tag) -> str:
    """Where a link leads to; empty for what is no address."""
    return links.join(base, str(link["href"])) or ""


def _words(place: Tag, selector: str) -> str:
    """The words of the first element that fits, in one line; empty where none does."""
    found = place.select_one(selector)
    return " ".join(blocks.lines(found)) if found else ""

"""Lists of parliament.am, of which none was seen: what links to a text of a bill, or to news, is a row."""

from urllib.parse import urlencode

from bs4 import BeautifulSoup, Tag

from crawler import blocks
from crawler.sources.parliament_am import codes
from crawler.sources.parliament_am.addresses import (
    IN_ARMENIAN,
    SITE,
    SOURCE,
    absolute,
    draft,
    is_list,
    query_of,
)
from crawler.sources.parliament_am.codes import BillCode
from crawler.sources.parliament_am.part import facts
from legislation.errors import UnexpectedPage
from legislation.scraped import Page, ScrapedPart

PART = "row"
_ROWS = ("tr", "li", "p")
_FEWEST = 3


def is_listing(page: Page, tree: BeautifulSoup) -> bool:
    """Whether the page links to several bills, or has the address of a list."""
    if query_of(page.url):
        return is_list(page.url)
    bills = {key for key, _ in _targets(tree) if ":draft-" in key}
    return len(bills) >= _FEWEST


def read(page: Page, tree: BeautifulSoup, problems: tuple[str, ...]) -> list[ScrapedPart]:
    """A row for each text or piece of news that the page links to. A row has no text."""
    links = dict(reversed(_targets(tree)))
    if not links:
        raise UnexpectedPage("the list is empty: it links to no bill and to no news")
    told: dict[int, list[BillCode]] = {}
    return [_row(page, key, link, told, problems) for key, link in reversed(links.items())]


def _targets(tree: BeautifulSoup) -> list[tuple[str, Tag]]:
    """The links to bills and news, each with what it links to."""
    found = []
    for link in tree.find_all("a", href=True):
        asked = query_of(absolute(str(link["href"])))
        if number := asked.get("DraftID"):
            found.append((f"{SOURCE}:draft-{number}", link))
        elif number := asked.get("NewsID"):
            found.append((f"{SOURCE}:news-{number}", link))
    return found


def _row(
    page: Page, key: str, link: Tag, told: dict[int, list[BillCode]], problems: tuple[str, ...]
) -> ScrapedPart:
    """A row; the code beside its link is that of its bill. ``told`` are the codes of rows seen before."""
    words = " ".join(blocks.lines(link))
    around = link.find_parent(_ROWS) or link
    if id(around) not in told:
        told[id(around)] = codes.find(" ".join(blocks.lines(around)))
    found = told[id(around)] if ":draft-" in key else []
    known = facts(found[0]) if len(found) == 1 else {"key": key}
    return ScrapedPart(
        **known | {"problems": (*problems, *known.get("problems", ()))},
        url=_address(key, absolute(str(link["href"]))),
        part=PART,
        origin=page.origin,
        titles={"hy": words} if words else {},
        page=page,
    )


def _address(key: str, url: str) -> str:
    """Where the row leads to, in Armenian; that of news keeps its day."""
    asked = query_of(url)
    if ":news-" in key:
        return f"{SITE}/news.php?{urlencode(asked | IN_ARMENIAN)}"
    reading = asked.get("Reading", "")
    return draft(asked["DraftID"], int(reading) if reading.isdecimal() else None)

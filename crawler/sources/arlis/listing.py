"""Lists of acts on arlis.am: the newest ones, and what a search found."""

import re
from dataclasses import replace
from html import unescape

from bs4 import Tag

from crawler import blocks
from crawler.decoding import clean, decode_json
from crawler.sources.arlis.addresses import ACT, UNKNOWN, act
from crawler.sources.arlis.card import Card
from crawler.sources.arlis.part import build, text_at, words
from legislation.errors import UnexpectedPage
from legislation.scraped import Page, ScrapedPart

_PAGE_NUMBER = re.compile(r"/page/(\d+)")
_LISTED_PAGE = re.compile(r"data-page=\"?(\d+)|\"value\"\s*:\s*\"(\d+)\"")


def read_recents(page: Page) -> list[ScrapedPart]:
    """The rows of a page of acts (newest acts, search), in its order. A row has no text."""
    tree = blocks.soup(_list_html(page))
    cards = tree.select("div.act-card")
    if not cards:
        raise UnexpectedPage("the list of acts is empty")
    rows = [_row(page, card) for card in cards]
    if all(row.key == UNKNOWN for row in rows):
        raise UnexpectedPage("a list of acts in which no row names its act")
    return rows


def next_page(page: Page) -> int | None:
    """The number of the list page that follows this one; None on the last."""
    found = _PAGE_NUMBER.search(page.url)
    following = (int(found[1]) if found else 1) + 1
    listed = {int(a or b) for a, b in _LISTED_PAGE.findall(unescape(_list_html(page)))}
    return following if following in listed else None


def _list_html(page: Page) -> str:
    answer = decode_json(page)
    if not isinstance(answer, dict) or not isinstance(answer.get("html"), str):
        raise UnexpectedPage("JSON that is no list of acts: it has no html")
    if str(answer.get("status")) != "0":
        raise UnexpectedPage(
            f"the site answered with an error: {answer.get('message') or answer.get('status')}"
        )
    return clean(answer["html"]).text


def _row(page: Page, card: Tag) -> ScrapedPart:
    link = card.select_one('a.title[href*="/acts/"]') or card.select_one('a[href*="/acts/"]')
    found = ACT.search(str(link["href"])) if link else None
    items = card.select(".act-card__about-item")
    values = ".act-card__about-value, .act-card__status"
    rows = Card(
        tuple((text_at(i, ".act-card__about-title").rstrip(" `՝:"), text_at(i, values)) for i in items)
    )
    title = (text_at(link, ".text-content") or words(link)) if link else ""
    problems = [] if found else ["the row does not name its act"]
    part = build(page, "row", found[1] if found else None, title or None, rows, None, problems)
    return replace(part, url=act(found[1])) if found else part

"""The page behind an entry, of any site: its title and what seems to be its text."""

from bs4 import BeautifulSoup, Tag

from crawler import blocks, doubts
from crawler.decoding import decode_declared, refuse_armscii
from crawler.sources.feeds.addresses import UNKNOWN
from crawler.sources.feeds.xml import MOST_BYTES
from legislation.errors import UnexpectedPage
from legislation.scraped import Page, ScrapedPart
from legislation.text import language_of
from legislation.vocabulary import LANGUAGES

_FRAME = frozenset(("nav", "header", "footer", "aside", "form", "menu", "button", "dialog"))
_TEXT = ("article", "main", "[role=main]", "body")
_ENOUGH = 200
_ODD = ("a captcha or a challenge", "a block page", "a login page", "an error or maintenance page")


def read(page: Page, language: str) -> ScrapedPart:
    """The text of a page; whose it is, its address does not say. ``language`` is what it should be in.

    Raises UnexpectedPage for a page with little text that looks like a login or a challenge, or with none.
    """
    if len(page.content) > MOST_BYTES:
        raise UnexpectedPage(f"the page is larger than {MOST_BYTES // 1_000_000} MB")
    decoded = decode_declared(page)
    if not decoded.text.lstrip().startswith("<"):
        raise UnexpectedPage(f"{doubts.guess(decoded.text)} where an HTML page was expected")
    tree = blocks.soup(decoded.text)
    lines = _lines(tree)
    found = doubts.guess(decoded.text)
    if not lines or (found in _ODD and sum(map(len, lines)) < _ENOUGH):
        raise UnexpectedPage(f"{found} where a text was expected")
    text = "\n".join(lines)
    declared = str(tree.html.get("lang") or "")[:2].lower() if tree.html else ""
    language = language_of(text, declared if declared in LANGUAGES else language) or language
    title = _title(tree)
    return ScrapedPart(
        key=UNKNOWN,
        url=page.url,
        part="page",
        origin=page.origin,
        titles={language: title} if title else {},
        language=language,
        text=text,
        problems=(*decoded.problems, *refuse_armscii(lines)),
        page=page,
    )


def _lines(tree: BeautifulSoup) -> list[str]:
    """The paragraphs of the element that holds the text; of several articles on a page all."""
    for selector in _TEXT:
        found = [
            e
            for e in tree.select(selector)
            if not any(isinstance(p, Tag) and p.name == selector for p in e.parents)
        ]
        if lines := [line for element in found for line in blocks.lines(element, _FRAME)]:
            return lines
    return []


def _title(tree: BeautifulSoup) -> str:
    meta = tree.select_one('meta[property="og:title"][content]')
    heading = tree.find("h1") or tree.find("title")
    told = str(meta["content"]) if meta else heading.get_text() if heading else ""
    return " ".join(told.split())

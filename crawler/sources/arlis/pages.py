"""What arlis.am says: adopted acts in every consolidated version, as pages and as PDF."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bs4 import BeautifulSoup

from crawler import blocks, doubts, links
from crawler.attachments import MOST_PAGES
from crawler.decoding import clean, decode
from crawler.pdf import UnreadablePdf, pages, paragraphs
from crawler.sources.arlis import history
from crawler.sources.arlis.addresses import (
    ACT,
    HOSTS,
    PDF_TYPE,
    RECENTS_HEADERS,
    SITE,
    SOURCE,
    UNKNOWN,
    act,
    canonical,
    pdf,
    recents,
    search,
)
from crawler.sources.arlis.card import Card, field_of, printed
from crawler.sources.arlis.history import Tie, texts_of
from crawler.sources.arlis.listing import next_page, read_recents
from crawler.sources.arlis.part import build, text_at, words
from legislation import scraped
from legislation.errors import UnexpectedPage
from legislation.scraped import Page, ScrapedAttachment, ScrapedDraft, ScrapedPart

__all__ = [
    "HOSTS",
    "RECENTS_HEADERS",
    "SOURCE",
    "act",
    "assemble",
    "canonical",
    "next_page",
    "pdf",
    "read",
    "read_act",
    "read_pdf",
    "read_recents",
    "recents",
    "search",
    "texts_of",
]

TRUST = ("act", "pdf", "row")
"""The kinds of part in order of trust."""

_SHOWN = re.compile(r"/acts/(\d+)/(?:compare/\d+|download/act|print/act)")
_SIDEBAR = re.compile(r"<div[^<>]*\bid\s*=\s*[\"']?act_sidebar\b", re.IGNORECASE)
_STYLING = re.compile(r"</?(?:strong|b|em|i|u|font|span|big|small|strike)(?:\s[^<>]*)?>", re.IGNORECASE)
"""Marks of style without meaning; unbalanced, as they often are, they would tear paragraphs apart."""

_SITE_NAME = re.compile(r"\W*(?:arlis(?:\.am)?|.*իրավական տեղեկատվական համակարգ.*)\W*", re.IGNORECASE)
STATE = "ՀՀ "
OLD_HISTORY = "Փոփոխողներ և ինկորպորացիաներ"
"""The heading that the old site has between the card and the act's title, which begins with the state."""

_FILE_NUMBER = re.compile(r"(?<!\d)\d{3,7}(?!\d)")


def read(page: Page) -> list[ScrapedPart]:
    """What a page says: an act, its PDF, or the rows of a list of acts.

    Raises UnexpectedPage for anything else.
    """
    if page.content.startswith(b"%PDF-"):
        return [read_pdf(page)]
    start = page.content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    is_list = "/acts/recents" in page.url or "/search" in page.url
    if start in (b"{", b"[") or is_list:
        return read_recents(page)
    return [read_act(page)]


def read_act(page: Page) -> ScrapedPart:
    """The page of an act, or its print view: card, notes, text, history."""
    decoded = decode(page)
    markup = decoded.text
    if not markup.lstrip().startswith("<"):
        raise UnexpectedPage(f"{doubts.guess(markup)} where an HTML page was expected")
    sidebar = _SIDEBAR.search(markup)
    head = blocks.soup(_STYLING.sub("", markup[: sidebar.start()] if sidebar else markup))
    side = blocks.soup(markup[sidebar.start() :]) if sidebar else head
    body = head.find(id="act_body")
    if body is None:
        return _print_view(page, head, markup, decoded.problems)
    lines = blocks.lines(body)
    if not lines:
        raise UnexpectedPage("a blank page: the act has no text")
    items = side.select(".act-info__item")
    card = Card(tuple((text_at(i, ".act-info__label"), text_at(i, ".act-info__value")) for i in items))
    title = text_at(side, ".act-info__title") or text_at(head, "title") or None
    number, problems = _number(page, markup, side)
    bad = dict.fromkeys((*links.problems(head), *links.problems(side)))
    problems = [*decoded.problems, *problems, *_gaps(markup, card), *bad]
    notes = [
        ("note", line) for block in head.select(".info-block-description") for line in blocks.lines(block)
    ]
    part = build(page, "act", number, title, card, lines, problems)
    ties = history.ties(side)
    return replace(
        part,
        identifiers=part.identifiers | history.identifiers(ties),
        attachments=(ScrapedAttachment(pdf(number), "PDF", PDF_TYPE),) if number else (),
        labels=(*part.labels, *notes, *(tie.label for tie in ties)),
        links=_links(head, ties, number),
    )


def read_pdf(page: Page) -> ScrapedPart:
    """The PDF of an act: its first page is the card, and the text follows."""
    try:
        sheets = pages(page.content, MOST_PAGES)
    except UnreadablePdf as error:
        raise UnexpectedPage(str(error)) from error
    first = sheets[0]
    title, card, taken = printed([line.columns for line in first])
    if not card.rows:
        raise UnexpectedPage("a PDF without the card of an act on its first page")
    rest = [line for sheet in [first[taken:], *sheets[1:]] for line in sheet]
    cleaned = clean("\n".join(paragraphs(rest)))
    number, problems = _number(page, "", None)
    return build(page, "pdf", number, title, card, cleaned.text.splitlines(), [*problems, *cleaned.problems])


def assemble(parts: Sequence[ScrapedPart], problems: Sequence[str] = ()) -> ScrapedDraft:
    """One act of its parts. The PDF's text stands in for a page that was not had; none is a named problem."""
    ordered = sorted(parts, key=lambda part: TRUST.index(part.part))
    had = {part.part for part in ordered if part.text}
    instead = {"text": None} if "act" in had else {"part": "act", "stand_in": True}
    ordered = [replace(part, **instead) if part.part == "pdf" else part for part in ordered]
    missing = []
    if "act" not in had:
        missing = ["the page of the act was not had: the text is that of its PDF"]
    if not had:
        missing = ["the text of the act was not had"]
    key = ordered[0].key if ordered else UNKNOWN
    url = None if key == UNKNOWN else act(key.removeprefix(f"{SOURCE}:"))
    return scraped.merge(SOURCE, ordered, url=url, problems=(*problems, *missing))


def _print_view(page: Page, tree: BeautifulSoup, markup: str, problems: tuple[str, ...]) -> ScrapedPart:
    """The print view, or a page of the old site, known as text only: the card as lines, then the act."""
    _unfold(tree)
    lines = blocks.lines(tree.body or tree)
    title, card, taken = printed([(line,) for line in lines])
    if len(card.rows) < 3:
        raise UnexpectedPage(
            f"the page has no text of an act (#act_body): it looks like {doubts.guess(markup)}"
        )
    number, doubtful = _number(page, markup, None)
    if len(lines) == taken:
        doubtful.append("nothing follows the card: the act has no text")
    taken += lines[taken : taken + 1] == [OLD_HISTORY]
    title = title or _named(tree, lines[taken : taken + 1])
    if not title:
        doubtful.append("the page does not tell the title of the act")
    return build(
        page, "act", number, title, card, lines[taken:], [*problems, *doubtful, *_gaps(markup, card)]
    )


def _unfold(tree: BeautifulSoup) -> None:
    """Give each cell of the card a line of its own: the old site has two labels in a row."""
    for row in tree.find_all("tr"):
        cells = row.find_all("td", recursive=False)
        if cells and field_of(words(cells[0])):
            for cell in cells:
                cell.name = "div"


def _named(tree: BeautifulSoup, first: list[str]) -> str | None:
    """The title of the page where it is more than the name of the site, else the act's own first line."""
    title = text_at(tree, "title")
    if title and not _SITE_NAME.fullmatch(title):
        return title
    return next((line for line in first if line.startswith(STATE) and line.isupper()), None)


def _number(page: Page, markup: str, side: BeautifulSoup | None) -> tuple[str | None, list[str]]:
    """The id of the version that is shown, and what is doubtful about it.

    The address tells it, but for ``/latest``, which shows the newest version of the act; without an
    address the page's own links do, and last the file's name.
    """
    address = ACT.search(canonical(page.url))
    own = _SHOWN.search(markup)
    if address and address["rest"] != "/latest":
        differs = f"the address says {address[1]}, the page's own links {own[1]}" if own else ""
        return address[1], [differs] if own and own[1] != address[1] else []
    if own:
        return own[1], []
    current = side.select(".current-act a.act-link[href]") if side else []
    shown = ACT.search(str(current[-1]["href"])) if current else None
    if shown:
        return shown[1], []
    if address:
        return address[1], ["the address is that of the newest version: the page does not say which it is"]
    numbers = set(_FILE_NUMBER.findall(page.url)) if page.url.startswith("file:") else set()
    if len(numbers) == 1:
        return numbers.pop(), ["the id of the act is taken from the name of the file"]
    return None, ["the page does not name its act: its address is needed"]


def _gaps(markup: str, card: Card) -> list[str]:
    problems = [] if card.rows else ["the page has no card: number, dates and body of the act are not known"]
    if "[CUT]" in markup:
        problems.append("the page is not whole: its gaps are marked [CUT]")
    if not doubts.is_whole(markup):
        problems.append("the page ends early: </html> is missing")
    return problems


def _links(head: BeautifulSoup, ties: Sequence[Tie], number: str | None) -> tuple[str, ...]:
    """The other acts that the page links to: languages, the text, base act, history, connections."""
    selected = head.select(".act-lang-wrapper a[href], #act_body a[href]")
    urls = [canonical(links.join(SITE, str(a["href"])) or "") for a in selected]
    urls = [*filter(ACT.search, urls), *(act(tie.number) for tie in ties)]
    return tuple(url for url in dict.fromkeys(urls) if url != act(number or ""))

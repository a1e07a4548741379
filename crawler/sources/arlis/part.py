"""A part of an act, put together of what its page told."""

from bs4 import Tag

from crawler.decoding import refuse_armscii
from crawler.sources.arlis.addresses import SOURCE, UNKNOWN, act, pdf
from crawler.sources.arlis.card import Card, facts, is_base
from legislation.scraped import Page, ScrapedPart
from legislation.text import language_of

ENOUGH_LETTERS = 20


def build(
    page: Page,
    part: str,
    number: str | None,
    title: str | None,
    card: Card,
    lines: list[str] | None,
    problems: list[str],
) -> ScrapedPart:
    """A part (``act``, ``pdf``, ``row``) of the act ``number``; UnexpectedPage for text not in Unicode."""
    text = "\n".join(lines) if lines else None
    doubtful = refuse_armscii(lines or [title or ""])
    told = facts(card, page.fetched_at.date() if page.fetched_at else None)
    told["problems"] = (*problems, *doubtful, *told["problems"])
    url = page.url if page.url.startswith("http") else ""
    if number and not url:
        url = pdf(number) if part == "pdf" else act(number)
    if number and is_base(card.get("document")):
        told["identifiers"]["act_base"] = number
    return ScrapedPart(
        key=f"{SOURCE}:{number}" if number else UNKNOWN,
        url=url,
        part=part,
        origin=page.origin,
        titles={_language(title): title} if title else {},
        language=_language(text or title or ""),
        text=text,
        page=page,
        **told,
    )


def _language(text: str) -> str:
    """Armenian, unless there is enough text to tell that the act is a translation."""
    return (language_of(text, "hy") if sum(map(str.isalpha, text)) > ENOUGH_LETTERS else None) or "hy"


def text_at(tag: Tag, selector: str) -> str:
    """The words of the first element below that fits; empty where none does."""
    found = tag.select_one(selector)
    return words(found) if found else ""


def words(tag: Tag) -> str:
    """The words of an element, in one line."""
    return " ".join(tag.get_text().split())

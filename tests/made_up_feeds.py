"""Feeds that nobody publishes, for tests of what goes right and wrong in feeds."""

from crawler.sources.feeds import pages
from legislation.scraped import Page

URL = "https://made-up.example/rss.xml"
SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:atom="http://www.w3.org/2005/Atom"'
)


def page(markup: str | bytes, url: str = URL, **more) -> Page:
    content = markup.encode() if isinstance(markup, str) else markup
    return Page(url=url, content=content, media_type="application/xml", **more)


def rss(*items: str, head: str = "", version: str = "2.0") -> Page:
    inside = "".join(f"<item>{item}</item>" for item in items)
    return page(f'<rss version="{version}" {SPACES}><channel>{head}{inside}</channel></rss>')


def item(*elements: str) -> str:
    return "".join(("<title>Made up</title><link>https://made-up.example/1</link>", *elements))


def atom(*entries: str, head: str = "", attributes: str = "") -> Page:
    inside = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return page(f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}>{head}{inside}</feed>')


def only(told: Page):
    (part,) = pages.read(told)
    return part

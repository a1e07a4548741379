"""What feeds say: RSS 0.9x, 1.0 and 2.0, Atom, sitemaps. Which feeds there are is in ``sources.toml``."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from config import sources
from config.sources import Feed
from crawler.sources.feeds import article
from crawler.sources.feeds.addresses import HTTP, SOURCE, UNKNOWN, canonical, host
from crawler.sources.feeds.feed import Told, told
from legislation import scraped
from legislation.scraped import Page, ScrapedDraft, ScrapedPart

__all__ = [
    "HTTP",
    "SOURCE",
    "UNKNOWN",
    "Articles",
    "Entries",
    "Told",
    "assemble",
    "canonical",
    "host",
    "read",
    "told",
]

TRUST = ("entry", "page", "sitemaps")
"""The kinds of part in order of trust."""


def read(page: Page) -> list[ScrapedPart]:
    """The entries of a feed or sitemap, or one part with the sitemaps that an index names.

    Keys begin with the name of the feed in ``sources.toml`` whose address, or host, the page or its own
    links have; a feed of nobody goes by its host. Raises UnexpectedPage for a page that is no feed.
    """
    return told(page, _configured()).parts


def assemble(parts: Sequence[ScrapedPart], problems: Sequence[str] = ()) -> ScrapedDraft:
    """One entry, with the page behind it where that was read; then its summary is no text of its own."""
    ordered = sorted(parts, key=lambda part: TRUST.index(part.part))
    if any(part.part == "page" for part in ordered):
        ordered = [replace(part, text=None) if part.part == "entry" else part for part in ordered]
    return scraped.merge(SOURCE, ordered, problems=tuple(problems))


@dataclass
class Entries:
    """The readers of one feed, where it is known which."""

    feed: Feed
    SOURCE: str = SOURCE

    def read(self, page: Page) -> list[ScrapedPart]:
        return told(page, (self.feed,), sure=True).parts

    def assemble(self, parts: Sequence[ScrapedPart], problems: Sequence[str] = ()) -> ScrapedDraft:
        return assemble(parts, problems)

    def canonical(self, url: str) -> str:
        return canonical(url)


class Articles(Entries):
    """The readers of the pages behind its entries."""

    def read(self, page: Page) -> list[ScrapedPart]:
        return [article.read(page, self.feed.language)]


@cache
def _configured() -> tuple[Feed, ...]:
    return sources.load()[SOURCE].feeds

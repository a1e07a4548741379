"""The base of spiders whose pages tell by themselves whose they are: a replay reads all that was recorded."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from typing import Protocol

from crawler.fetching import NoPage, Stop, Unrecorded
from crawler.spider import Gathered, Pages, SourceSpider
from legislation.errors import UnexpectedPage
from legislation.scraped import ScrapedDraft, ScrapedPart

_LONGEST = 60
"""Letters of a query that a person would still read."""


class SelfTellingPages(Pages, Protocol):
    """``is_page`` tells the addresses of pages from those of files, ``is_list`` those of lists among them."""

    def is_page(self, url: str) -> bool: ...
    def is_list(self, url: str) -> bool: ...


class ReplayingSpider(SourceSpider):
    """Each says in ``walk`` where it goes on the living site."""

    pages: SelfTellingPages

    def walk(self) -> AsyncIterator[ScrapedDraft]:
        """The drafts that are new or due, as they are read. May raise Stop."""
        raise NotImplementedError

    async def drafts(self) -> AsyncIterator[ScrapedDraft]:
        async for draft in self.walk() if self.live else self._recorded():
            yield draft

    async def _recorded(self) -> AsyncIterator[ScrapedDraft]:
        """Every draft of which a recorded page tells, rows of lists included."""
        gathered: dict[str, Gathered] = {}
        for url in self._urls():
            for part in await self._told_at(url):
                one = gathered.setdefault(part.key, Gathered(part.key))
                one.parts.setdefault(part.part, part)
        for one in gathered.values():
            if draft := self.put_together(one):
                yield draft

    def _urls(self) -> Iterator[str]:
        """The recorded addresses of pages, each page once."""
        urls = filter(self.pages.is_page, self.job.recordings.urls() if self.job.recordings else ())
        yield from {self.pages.canonical(url): url for url in urls}.values()

    async def _told_at(self, url: str) -> list[ScrapedPart]:
        """What a recorded page tells, without its bytes: there may be many pages."""
        try:
            page = await self.fetcher.fetch(url, headers=self.headers)
            parts = (
                list(self.rows(page).values()) if self.pages.is_list(url) else self._of_one(self.read(page))
            )
        except Unrecorded:
            return []
        except (NoPage, UnexpectedPage) as error:
            if self.pages.is_list(url):
                raise Stop(f"{_shown(url)}: {error}") from error
            self.tally.unread.append(f"{_shown(url)} {error}")
            return []
        return [replace(part, page=replace(page, content=b"")) for part in parts]

    def _of_one(self, parts: list[ScrapedPart]) -> list[ScrapedPart]:
        """The parts that name their draft; one that does not is a doubt."""
        named = [part for part in parts if not part.key.endswith(":?")]
        if len(named) < len(parts):
            self.tally.doubts.append(f"{_shown(parts[0].url) or 'a page'} does not say what it is about")
        return named


def _shown(url: str) -> str:
    """An address in a reason: without its query where that is long."""
    plain, mark, query = url.partition("?")
    return url if len(query) <= _LONGEST else f"{plain}{mark}…"

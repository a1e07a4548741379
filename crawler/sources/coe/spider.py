"""The probe of the Council of Europe: one known document a day, to see whether the site is open to us."""

from collections.abc import AsyncIterator

from crawler.fetching import NoPage, Passing, Stop
from crawler.sources.coe import pages
from crawler.spider import SourceSpider
from legislation.errors import UnexpectedPage
from legislation.scraped import ScrapedDraft

KNOWN = "168071a25f"
"""A document that others have read; nothing else is asked for until a person agrees with the site."""


class CoeSpider(SourceSpider):
    """Open, blocked or unreachable: that is all it finds out. Scrapy asks for robots.txt before it.

    Documents come by assisted import. In a replay all that was recorded is read.
    """

    pages = pages

    async def drafts(self) -> AsyncIterator[ScrapedDraft]:
        if self.live:
            yield await self._probe()
            return
        recorded = self.job.recordings.urls() if self.job.recordings else ()
        for url in dict.fromkeys(filter(pages.number_of, map(pages.canonical, recorded))):
            try:
                yield await self._document(url)
            except (NoPage, UnexpectedPage) as error:
                self.tally.doubts.append(f"{url}: {error}")

    async def _probe(self) -> ScrapedDraft:
        try:
            return await self._document(pages.document(KNOWN))
        except Passing as error:
            raise Stop(f"unreachable: {error}") from error
        except NoPage as error:
            raise Stop(f"blocked: {error}") from error
        except UnexpectedPage as error:
            raise Stop(str(error)) from error

    async def _document(self, url: str) -> ScrapedDraft:
        return pages.assemble(self.read(await self.fetcher.fetch(url)))


SPIDER = CoeSpider

"""The way through CELLAR: one listing of the last two months, then text and notice of what is new in it."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

from crawler.fetching import NoPage, Stop, Unrecorded
from crawler.sources.eu_cellar import pages
from crawler.sources.eu_cellar.addresses import celex_in
from crawler.spider import Gathered, SourceSpider, Wanted
from legislation.errors import UnexpectedPage
from legislation.scraped import Page, ScrapedDraft, ScrapedPart

WINDOW = timedelta(days=60)
"""A document is listed by its own date, and may arrive weeks after it."""


class EuCellarSpider(SourceSpider):
    """Asks for the last two months each time, and drops what is stored and not due to be read again."""

    pages = pages
    headers = MappingProxyType({"Accept-Language": pages.ACCEPT_LANGUAGE})

    async def drafts(self) -> AsyncIterator[ScrapedDraft]:
        rows = await self._listed((self.job.now - WINDOW).date())
        for key in self._wanted(rows):
            celex = key.removeprefix(f"{pages.SOURCE}:")
            gathered = Gathered(key)
            text = Wanted("text", pages.document(celex), pages.DOCUMENT_ACCEPT)
            notice = Wanted("notice", pages.notice(celex), pages.NOTICE_ACCEPT)
            await self.gather(gathered, [text, notice])
            if draft := self.put_together(gathered, [rows[key]] if key in rows else []):
                yield draft

    def arrived(self, wanted: Wanted, page: Page) -> Page:
        """The alias that names the document, not the file to which it redirects."""
        return replace(page, url=wanted.url)

    def _wanted(self, rows: dict[str, ScrapedPart]) -> list[str]:
        if self.job.recordings is not None:
            named = {celex for url in self.job.recordings.urls() if (celex := celex_in(url))}
            return list(dict.fromkeys([*rows, *sorted(f"{pages.SOURCE}:{celex}" for celex in named)]))
        known = self.job.store.known(rows) - set(self.job.store.due())
        return list(dict.fromkeys([*self.job.store.unread(), *(key for key in rows if key not in known)]))

    async def _listed(self, since: date, until: date | None = None) -> dict[str, ScrapedPart]:
        """The rows since a day, in halves where one answer cannot hold them; none where a replay has none."""
        try:
            page = await self.fetcher.fetch(pages.listing(since, until), accept=pages.LISTING_ACCEPT)
            rows = self.rows(page)
        except Unrecorded:
            return {}
        except (NoPage, UnexpectedPage) as error:
            raise Stop(f"the listing since {since}: {error}") from error
        if len(rows) < pages.MOST_ROWS or not self.live:
            return rows
        end = until or self.job.now.date() + timedelta(days=1)
        middle = since + (end - since) / 2
        if middle in (since, end):
            raise Stop(f"the listing since {since}: a day has more than {pages.MOST_ROWS} rows")
        return await self._listed(since, middle) | await self._listed(middle, until)


SPIDER = EuCellarSpider

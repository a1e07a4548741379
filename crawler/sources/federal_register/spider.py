"""The way through the Federal Register: what was proposed lately, and what takes comments today."""

from collections.abc import AsyncIterator
from datetime import timedelta
from types import MappingProxyType

from crawler.fetching import NoPage, Stop, Unrecorded
from crawler.replaying import ReplayingSpider
from crawler.sources.federal_register import pages
from crawler.sources.federal_register.deadline import WASHINGTON
from crawler.spider import Gathered, Wanted
from legislation.errors import UnexpectedPage
from legislation.scraped import ScrapedAttachment, ScrapedDraft, ScrapedPart

WINDOW = timedelta(days=14)
"""How far back the list of what was published is asked for."""
MOST_PAGES = 50
"""The site gives no more pages of one list."""


class FederalRegisterSpider(ReplayingSpider):
    """Reads the document of every row that is new or due; what is in no list any more is left as it is."""

    pages = pages
    headers = MappingProxyType(pages.HEADERS)
    _familiar: frozenset[str] = frozenset()

    async def walk(self) -> AsyncIterator[ScrapedDraft]:
        today = self.job.now.astimezone(WASHINGTON).date()
        still_open = await self._listed(pages.open_for_comment(today))
        self._look_at_ends(still_open)
        rows = still_open | await self._listed(pages.published(today - WINDOW))
        for key in self._wanted(rows):
            gathered = Gathered(key)
            url = pages.document(key.removeprefix(f"{pages.SOURCE}:"))
            await self.gather(gathered, [Wanted("document", url)])
            if draft := self.put_together(gathered, [rows[key]] if key in rows else []):
                yield draft

    def _look_at_ends(self, rows: dict[str, ScrapedPart]) -> None:
        """Most of what takes comments says until when, or the site no longer means what we read."""
        silent = sum("comments_close_on" not in dict(row.labels) for row in rows.values())
        if silent * 2 > len(rows):
            self.tally.doubts.append(f"{silent} of {len(rows)} rows that take comments do not say until when")

    def wants(self, file: ScrapedAttachment) -> bool:
        """The text of a document that is new to us: it never changes."""
        number = file.title.removesuffix(".txt")
        return number != file.title and f"{pages.SOURCE}:{number}" not in self._familiar

    def _wanted(self, rows: dict[str, ScrapedPart]) -> list[str]:
        store = self.job.store
        known, due, unread = store.known(rows), set(store.due()), store.unread()
        self._familiar = frozenset(known.difference(unread))
        return list(dict.fromkeys([*unread, *(key for key in rows if key not in known or key in due)]))

    async def _listed(self, start: str) -> dict[str, ScrapedPart]:
        """The rows of a list by key, page after page, as far as a check may ask for them."""
        rows: dict[str, ScrapedPart] = {}
        url: str | None = start
        for _ in range(MOST_PAGES):
            try:
                page = await self.fetcher.fetch(url or start, headers=self.headers)
                rows |= self.rows(page)
            except Unrecorded:
                return rows
            except (NoPage, UnexpectedPage) as error:
                raise Stop(f"the list of documents: {error}") from error
            url = pages.next_page(page)
            if url is None:
                return rows
        self.tally.doubts.append(f"a list of documents was not read beyond page {MOST_PAGES}")
        return rows


SPIDER = FederalRegisterSpider

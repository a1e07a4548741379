"""The way through the Sejm's API: the processes that changed in the last weeks, each read as a whole."""

from collections.abc import AsyncIterator
from datetime import timedelta
from types import MappingProxyType

from crawler.fetching import NoPage, Stop, Unrecorded
from crawler.replaying import ReplayingSpider
from crawler.sources.sejm import pages
from crawler.spider import Gathered, Wanted
from legislation.errors import UnexpectedPage
from legislation.scraped import ScrapedDraft, ScrapedPart

WINDOW = timedelta(days=14)
"""How far back the list is asked for."""
FRESH = timedelta(days=2)
"""A process that changed so lately is read again, whether we know it or not."""
MOST_PAGES = 100


class SejmSpider(ReplayingSpider):
    """Lists what changed and reads what is new, has just changed, or is due."""

    pages = pages
    headers = MappingProxyType(pages.HEADERS)

    async def walk(self) -> AsyncIterator[ScrapedDraft]:
        rows = await self._listed()
        for key in self._wanted(rows):
            term, number = key.removeprefix(f"{pages.SOURCE}:").split("-", 1)
            gathered = Gathered(key)
            await self.gather(gathered, [Wanted("process", pages.process(term, number))])
            if draft := self.put_together(gathered, [rows[key]] if key in rows else []):
                yield draft

    def _wanted(self, rows: dict[str, ScrapedPart]) -> list[str]:
        store = self.job.store
        known, due = store.known(rows), set(store.due())
        fresh = (self.job.now - FRESH).date().isoformat()
        new = [k for k, row in rows.items() if k not in known or k in due or pages.changed(row) >= fresh]
        return list(dict.fromkeys([*store.unread(), *new]))

    async def _listed(self) -> dict[str, ScrapedPart]:
        """The rows of all pages by key: those that changed lately, whether or not the site heeds the days."""
        since = (self.job.now - WINDOW).date()
        rows: dict[str, ScrapedPart] = {}
        for number in range(MOST_PAGES):
            listed = await self._list_page(pages.listing(since, number * pages.PAGE_SIZE), is_first=not rows)
            fresh = listed.keys() - rows.keys()
            rows |= listed
            if not fresh or len(listed) < pages.PAGE_SIZE:
                break
        late = {key: row for key, row in rows.items() if pages.changed(row) >= since.isoformat()}
        self.tally.listed.intersection_update(late)
        return late

    async def _list_page(self, url: str, *, is_first: bool) -> dict[str, ScrapedPart]:
        """The rows of a page by key; none after the last page, or beyond what a check may ask for."""
        try:
            page = await self.fetcher.fetch(url, headers=self.headers)
            return {} if pages.is_empty(page) and not is_first else self.rows(page)
        except Unrecorded:
            return {}
        except (NoPage, UnexpectedPage) as error:
            raise Stop(f"the list of processes: {error}") from error


SPIDER = SejmSpider

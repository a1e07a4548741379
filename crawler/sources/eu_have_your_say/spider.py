"""The way through “Have your say”: all that is open today, and what was open when we last looked."""

from collections.abc import AsyncIterator
from types import MappingProxyType

from crawler.fetching import NoPage, Stop, Unrecorded
from crawler.replaying import ReplayingSpider
from crawler.sources.eu_have_your_say import pages
from crawler.sources.eu_have_your_say.addresses import HEADERS
from crawler.spider import Gathered, Wanted
from legislation.errors import UnexpectedPage
from legislation.scraped import ScrapedAttachment, ScrapedDraft, ScrapedPart

MOST_PAGES = 10
"""Some 45 initiatives are open at a time; ten pages would hold a thousand."""


class EuHaveYourSaySpider(ReplayingSpider):
    """Every open row is stored each day; a page of its own is asked for what is new, due, or open no more."""

    pages = pages
    headers = MappingProxyType(HEADERS)

    def wants(self, file: ScrapedAttachment) -> bool:
        return True

    async def walk(self) -> AsyncIterator[ScrapedDraft]:
        rows = await self._listed()
        wanted = self._wanted(rows)
        for key in dict.fromkeys([*wanted, *rows]):
            gathered = Gathered(key)
            if key in wanted:
                url = pages.initiative(key.removeprefix(f"{pages.SOURCE}:"))
                await self.gather(gathered, [Wanted("initiative", url)])
            if row := rows.get(key):
                gathered.parts["row"] = row
            if draft := self.put_together(gathered):
                yield draft

    def _wanted(self, rows: dict[str, ScrapedPart]) -> list[str]:
        """The initiatives whose own page is asked for."""
        store = self.job.store
        known = store.known(rows)
        return list(
            dict.fromkeys([*store.unread(), *store.due(), *(key for key in rows if key not in known)])
        )

    async def _listed(self) -> dict[str, ScrapedPart]:
        """The open rows by key. Rows that are not open mean that the site no longer heeds the filter."""
        rows: dict[str, ScrapedPart] = {}
        for number in range(MOST_PAGES):
            listed = await self._list(pages.listing(number), is_first=number == 0)
            others = sum(not pages.is_open(row) for row in listed.values())
            if others * 2 > len(listed):
                raise Stop(f"the list of open initiatives: {others} of {len(listed)} rows are not open")
            if others:
                self.tally.doubts.append(
                    f"{others} of {len(listed)} rows of the open initiatives are not open"
                )
            fresh = {key: row for key, row in listed.items() if key not in rows and pages.is_open(row)}
            rows |= fresh
            if not fresh or len(listed) < pages.PAGE_SIZE:
                return rows
        self.tally.doubts.append(f"the list of open initiatives was not read beyond page {MOST_PAGES}")
        return rows

    async def _list(self, url: str, *, is_first: bool) -> dict[str, ScrapedPart]:
        """The rows of a page by key; none after the last page, or beyond what a check may ask for."""
        try:
            page = await self.fetcher.fetch(url, headers=self.headers)
            return {} if pages.is_empty(page) and not is_first else self.rows(page)
        except Unrecorded:
            return {}
        except (NoPage, UnexpectedPage) as error:
            raise Stop(f"the list of open initiatives: {error}") from error


SPIDER = EuHaveYourSaySpider

"""The way through arlis.am: the list of the newest acts, as far down as anything in it is new."""

from collections.abc import AsyncIterator

from crawler.fetching import NoPage, Stop, Unrecorded
from crawler.sources.arlis import pages
from crawler.sources.arlis.addresses import ACT
from crawler.spider import Gathered, SourceSpider, Wanted
from legislation.errors import UnexpectedPage
from legislation.scraped import Page, ScrapedDraft, ScrapedPart

FAMILIAR_PAGES = 2
"""So many list pages in a row without anything new, and the rest is known."""
FIRST_PAGES = 20
"""How far down the list a first crawl goes."""
MOST_PAGES = 500


class ArlisSpider(SourceSpider):
    """Reads the list first, then its acts from the oldest on: a kill leaves no gap below what is stored."""

    pages = pages

    async def drafts(self) -> AsyncIterator[ScrapedDraft]:
        rows = await self._listed()
        others = [key for key in self._others() if key not in rows]
        for key in [*others, *reversed(rows)]:
            gathered = await self._gathered(key)
            if draft := self.put_together(gathered, [rows[key]] if key in rows else []):
                yield draft

    def _others(self) -> list[str]:
        """Acts that no list names: those that failed last time; in a replay all that are recorded."""
        if self.job.recordings is None:
            return self.job.store.unread()
        found = (ACT.search(pages.canonical(url)) for url in self.job.recordings.urls())
        return sorted({f"{pages.SOURCE}:{match[1]}" for match in found if match})

    async def _gathered(self, key: str) -> Gathered:
        """The act's page; where that gave no text, its PDF."""
        number = key.removeprefix(f"{pages.SOURCE}:")
        gathered = Gathered(key)
        await self.gather(gathered, [Wanted("act", pages.act(number))])
        if not gathered.parts:
            await self.gather(gathered, [Wanted("pdf", pages.pdf(number))])
        return gathered

    async def _listed(self) -> dict[str, ScrapedPart]:
        """The rows of the list by key, newest first: those that are not stored yet, in a replay all."""
        rows: dict[str, ScrapedPart] = {}
        most = FIRST_PAGES if self.job.store.highest_number() is None else MOST_PAGES
        number: int | None = 1
        familiar = 0
        while number is not None and number <= most and familiar < FAMILIAR_PAGES:
            page, listed = await self._list_page(number)
            if page is None:
                break
            known = self.job.store.known(listed) if self.live else set()
            fresh = {key: part for key, part in listed.items() if key not in known}
            rows.update(fresh)
            familiar = 0 if fresh else familiar + 1
            number = pages.next_page(page)
        if number is not None and number > MOST_PAGES:
            self.tally.doubts.append(f"the list of the newest acts was not read beyond page {MOST_PAGES}")
        return rows

    async def _list_page(self, number: int) -> tuple[Page | None, dict[str, ScrapedPart]]:
        """A page of the list and its rows by key; no page where a replay has none."""
        try:
            page = await self.fetcher.fetch(pages.recents(number), headers=pages.RECENTS_HEADERS)
            return page, {part.key: part for part in self.read(page)}
        except Unrecorded:
            return None, {}
        except (NoPage, UnexpectedPage) as error:
            raise Stop(f"the list of the newest acts, page {number}: {error}") from error


SPIDER = ArlisSpider

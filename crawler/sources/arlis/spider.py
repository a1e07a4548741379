"""The way through arlis.am: the list of the newest acts, as far down as anything in it is new."""

from collections import defaultdict
from collections.abc import AsyncIterator
from functools import cached_property

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
        return sorted(f"{pages.SOURCE}:{number}" for number in self._recorded)

    @cached_property
    def _recorded(self) -> dict[str, list[str]]:
        """The recorded addresses of each act."""
        recorded: dict[str, list[str]] = defaultdict(list)
        for url in self.job.recordings.urls() if self.job.recordings else ():
            if found := ACT.search(pages.canonical(url)):
                recorded[found[1]].append(pages.canonical(url))
        return recorded

    async def _gathered(self, key: str) -> Gathered:
        """The act's page, or what a replay has in its place; where that gave no text, its PDF."""
        number = key.removeprefix(f"{pages.SOURCE}:")
        gathered = Gathered(key)
        shown = [url for url in self._recorded.get(number, ()) if url != pages.pdf(number)]
        act = shown[0] if shown and pages.act(number) not in shown else pages.act(number)
        await self.gather(gathered, [Wanted("act", act)])
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
            return page, self.rows(page)
        except Unrecorded:
            return None, {}
        except (NoPage, UnexpectedPage) as error:
            raise Stop(f"the list of the newest acts, page {number}: {error}") from error


SPIDER = ArlisSpider

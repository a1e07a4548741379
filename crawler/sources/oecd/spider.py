"""The way through the OECD's instruments: the whole list each time, and all of what has changed in it."""

from collections.abc import AsyncIterator
from dataclasses import replace

from crawler.fetching import NoPage, Stop, Unrecorded
from crawler.sources.oecd import pages
from crawler.spider import Gathered, SourceSpider, Wanted
from legislation.errors import UnexpectedPage
from legislation.scraped import ScrapedDraft, ScrapedPart

FEWEST = 400
"""The list has some 500 rows; one with fewer than this is not whole."""
SHRINKS = 0.98
"""A list that has lost more than this share of what is stored is a fault rather than abrogations."""


class OecdSpider(SourceSpider):
    """Tells every row again; where that changed what is stored, the instrument is read whole."""

    pages = pages

    async def drafts(self) -> AsyncIterator[ScrapedDraft]:
        rows = await self._rows()
        known = self.job.store.known(rows) if self.live else set()
        whole = {*self.job.store.unread(), *await self._recent()} if self.live else set()
        for key, row in rows.items():
            if key in known and key not in whole:
                changed = self.tally.changed
                yield pages.assemble([row])
                if self.tally.changed == changed:
                    continue
            if draft := await self._whole(key, row):
                yield draft

    async def _whole(self, key: str, row: ScrapedPart) -> ScrapedDraft | None:
        gathered = Gathered(key, {"row": row})
        if number := row.identifiers.get("oecd_id"):
            await self.gather(gathered, [Wanted("detail", pages.detail(number), pages.JSON_ACCEPT)])
        for url in pages.text_addresses(list(gathered.parts.values())):
            if "text" not in gathered.parts:
                await self.gather(gathered, [Wanted("text", url, named=False)])
        return self.put_together(gathered)

    async def _rows(self) -> dict[str, ScrapedPart]:
        """The rows of the list by key, with their French titles; none where a replay has none."""
        try:
            rows = await self._list("en")
        except Unrecorded:
            return {}
        except (NoPage, UnexpectedPage) as error:
            raise Stop(f"the list of instruments: {error}") from error
        if self.live:
            self._check(len(rows))
        try:
            french = await self._list("fr")
        except Unrecorded:
            return rows
        except (NoPage, UnexpectedPage) as error:
            self.tally.doubts.append(f"the list of instruments in French: {error}")
            return rows
        titles = {key: part.titles for key, part in french.items()}
        return {key: replace(row, titles=titles.get(key, {}) | row.titles) for key, row in rows.items()}

    async def _list(self, language: str) -> dict[str, ScrapedPart]:
        page = await self.fetcher.fetch(pages.instruments(language), accept=pages.JSON_ACCEPT)
        return self.rows(page)

    def _check(self, count: int) -> None:
        before = len(self.job.store.identifiers("oecd_id"))
        if count < max(FEWEST, SHRINKS * before):
            raise Stop(f"the list of instruments has {count} rows, {before} are stored: it is not whole")

    async def _recent(self) -> set[str]:
        """The instruments that the site says something happened to; a hint, and no more."""
        try:
            page = await self.fetcher.fetch(pages.recent("en"), accept=pages.JSON_ACCEPT)
            return pages.mentioned(page)
        except (NoPage, UnexpectedPage):
            return set()


SPIDER = OecdSpider

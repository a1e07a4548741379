"""The way through the World Bank's documents: a year of those on our country, and the texts of new ones."""

from collections.abc import AsyncIterator
from datetime import date, timedelta

from crawler.fetching import NoPage, Stop, Unrecorded
from crawler.sources.world_bank import pages
from crawler.spider import Gathered, Job, SourceSpider, Wanted
from legislation.errors import UnexpectedPage
from legislation.scraped import ScrapedAttachment, ScrapedDraft, ScrapedPart

WINDOW = timedelta(days=365)
"""A document is listed by its own date, and may be disclosed months after it."""
MOST_PAGES = 50
BITES = 0.9
"""So large a share of the rows that name a country must name ours, or the filter does not work."""


class WorldBankSpider(SourceSpider):
    """Lists the last year each time; of what is stored already nothing more is asked."""

    pages = pages

    def __init__(self, job: Job) -> None:
        super().__init__(job)
        self._instead: set[str] = set()

    async def drafts(self) -> AsyncIterator[ScrapedDraft]:
        rows = await self._listed((self.job.now - WINDOW).date())
        self._check(rows)
        for key in self._wanted(rows):
            gathered = Gathered(key, {"row": rows[key]})
            await self._text(gathered, rows[key])
            if draft := self.put_together(gathered):
                yield draft

    def _wanted(self, rows: dict[str, ScrapedPart]) -> list[str]:
        """Of the rows those that are not stored, or lacked something, the oldest first."""
        known = self.job.store.known(rows) - set(self.job.store.unread()) if self.live else set()
        return [key for key in reversed(rows) if key not in known]

    def wants(self, file: ScrapedAttachment) -> bool:
        return file.url in self._instead

    async def _text(self, gathered: Gathered, row: ScrapedPart) -> None:
        """The document's text, where there is none its PDF; that there is none is no failure."""
        if url := pages.text_address(row):
            await self.gather(gathered, [Wanted("text", url, named=False)])
        gathered.failures = [words for words in gathered.failures if pages.TEXTLESS not in words]
        if "text" not in gathered.parts:
            self._instead.update(file.url for file in row.attachments)

    async def _listed(self, since: date) -> dict[str, ScrapedPart]:
        """The rows since a day by key, newest first; none where a replay has none."""
        rows: dict[str, ScrapedPart] = {}
        offset = 0
        for number in range(MOST_PAGES):
            try:
                told = await self._list_page(since, offset)
            except Unrecorded:
                return rows
            except (NoPage, UnexpectedPage) as error:
                words = f"the list of documents since {since}, from row {offset} on: {error}"
                if number == 0:
                    raise Stop(words) from error
                self.tally.doubts.append(words)
                return rows
            fresh = {part.key: part for part in told.parts if part.key not in rows}
            rows |= {key: part for key, part in fresh.items() if key != pages.UNKNOWN}
            offset += len(told.parts)
            if not fresh or told.total is None or offset >= told.total:
                return rows
        self.tally.doubts.append(f"the list of documents was not read beyond row {offset}")
        return rows

    async def _list_page(self, since: date, offset: int) -> pages.Listing:
        page = await self.fetcher.fetch(pages.listing(since, offset), accept=pages.LISTING_ACCEPT)
        self.rows(page)
        return pages.read_listing(page)

    def _check(self, rows: dict[str, ScrapedPart]) -> None:
        """Stop where the service did not filter by country: it would be the documents of the whole world."""
        about = [told for row in rows.values() if (told := pages.is_about_us(row)) is not None]
        if sum(about) < BITES * len(about):
            raise Stop(f"the filter by country does not bite: {sum(about)} of {len(about)} rows name Armenia")


SPIDER = WorldBankSpider

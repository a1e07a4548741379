"""The way through parliament.am: the numbers of bills upwards, then the lists of adopted texts and news."""

from collections.abc import AsyncIterator, Iterator
from itertools import count

from crawler.fetching import Missing, NoPage, Stop
from crawler.replaying import ReplayingSpider
from crawler.sources.parliament_am import pages
from crawler.spider import Gathered, Job, Wanted
from legislation.errors import UnexpectedPage
from legislation.scraped import Page, ScrapedDraft, ScrapedPart

MOST_MISSES = 30
"""So many numbers in a row without a bill, and the newest one is behind us."""
MOST_DOUBTFUL = 5
"""So many bills in a row that do not look like any, and the site is not what it was."""
STRIDE = 500
"""On an empty database the newest number is looked for in such steps; what lies below only when asked for."""
LANDING = 3
"""Numbers that are tried at each step, for there are gaps."""
MOST_TEXTS = 50
MOST_NEWS = 30
"""So many further texts and pieces of news are read in one crawl; the next one goes on."""


class ParliamentAmSpider(ReplayingSpider):
    """Reads every text of a bill each time, the newest too: an older one alone would set the bill back."""

    pages = pages

    def __init__(self, job: Job) -> None:
        super().__init__(job)
        self._misses = self._doubtful = 0
        self._numbers = {key: int(value) for key, value in job.store.identified("draft_id").items()}
        self._texts = job.store.identified("text_id")

    async def walk(self) -> AsyncIterator[ScrapedDraft]:
        async for draft in self._bills():
            yield draft
        if not self.tally.pages:
            await self._look_at_the_new_site()
        if self.job.ids is None:
            async for draft in self._later_texts():
                yield draft
            async for draft in self._news():
                yield draft

    def arrived(self, wanted: Wanted, page: Page) -> Page:
        if self.pages.is_absent(page):
            raise Missing("the site shows a page without a text")
        return page

    async def _bills(self) -> AsyncIterator[ScrapedDraft]:
        for number in self.job.ids or self._ways(await self._first()):
            if draft := self._draft(await self._gathered(number)):
                yield draft

    def _ways(self, first: int) -> Iterator[int]:
        """The numbers to read; the walk ends when enough of them were missing."""
        again = self._again()
        for number in count(first):
            if self._misses >= MOST_MISSES:
                break
            yield number
        yield from sorted(number for number in again if number < first)

    def _again(self) -> set[int]:
        """The numbers of open bills that are due, and of those that failed last time."""
        unread = self.job.store.unread()
        beginning = f"{pages.SOURCE}:draft-"
        nameless = {int(tail) for key in unread if (tail := key.removeprefix(beginning)).isdecimal()}
        return nameless | {self._numbers[k] for k in (*self.job.store.due(), *unread) if k in self._numbers}

    async def _first(self) -> int:
        """The highest number that is stored; on an empty database one near the newest."""
        if self._numbers:
            return max(self._numbers.values())
        number = self.job.source.first_id
        while await self._is_taken(number + STRIDE):
            number += STRIDE
        return number

    async def _is_taken(self, number: int) -> bool:
        gathered = Gathered("")
        for near in range(number, number + LANDING):
            await self.gather(gathered, [Wanted("landing", pages.draft(near, 0))])
            if gathered.parts:
                return True
        return False

    async def _gathered(self, number: int) -> Gathered:
        """The texts of a bill, and opinions if there are any; that some are not there yet is no problem."""
        gathered = Gathered("")
        wanted = [Wanted(f"reading {reading}", pages.draft(number, reading)) for reading in pages.READINGS]
        await self.gather(gathered, wanted)
        if later := self._texts.get(gathered.key):
            await self.gather(gathered, [Wanted("later text", pages.draft(later))])
        failures = list(gathered.failures)
        if gathered.parts and not failures:
            opinions = [Wanted("opinion", pages.opinion_address(number, one)) for one in pages.DIVISIONS]
            await self.gather(gathered, opinions)
            gathered.problems, gathered.failures = gathered.failures, failures
        gathered.key = gathered.key or f"{pages.SOURCE}:draft-{number}"
        return gathered

    def _draft(self, gathered: Gathered) -> ScrapedDraft | None:
        if gathered.is_missing:
            self._misses += 1
            return None
        self._misses = 0
        self._doubtful = 0 if gathered.parts else self._doubtful + bool(gathered.unexpected)
        if self._doubtful == MOST_DOUBTFUL:
            raise Stop(f"{MOST_DOUBTFUL} bills in a row do not look like any: {gathered.failures[0]}")
        if gathered.failures and self.job.store.known([gathered.key]):
            self._note(self.tally.incomplete, gathered.key, gathered.failures)
            return None
        return self.put_together(gathered)

    async def _later_texts(self) -> AsyncIterator[ScrapedDraft]:
        """Texts under numbers of their own that the list of adopted bills names and that are not stored."""
        known = {*self._texts.values()}
        rows = {pages.query_of(row.url).get("DraftID", ""): row for row in await self._rows(pages.APPROVED)}
        fresh = [(number, row) for number, row in rows.items() if number and number not in known]
        for number, row in fresh[:MOST_TEXTS]:
            gathered = Gathered("")
            await self.gather(gathered, [Wanted("adopted text", row.url)])
            gathered.key = gathered.key or f"{pages.SOURCE}:text-{number}"
            if draft := self.put_together(gathered):
                yield draft

    async def _news(self) -> AsyncIterator[ScrapedDraft]:
        """News that speaks of a reading and is newer than all that is stored, the oldest first."""
        rows = {_number(row.key): row for row in await self._rows(pages.NEWS) if ":news-" in row.key}
        known = self.job.store.known(row.key for row in rows.values())
        newest = max(map(_number, known), default=0)
        for number in sorted(number for number in rows if number > newest)[-MOST_NEWS:]:
            gathered = Gathered(rows[number].key)
            await self.gather(gathered, [Wanted("news", rows[number].url)])
            if gathered.parts and not any(map(pages.of_reading, gathered.parts.values())):
                continue
            if draft := self.put_together(gathered):
                yield draft

    async def _rows(self, url: str) -> list[ScrapedPart]:
        """The rows of a list; one that cannot be had is a doubt, for what is listed is not read elsewhere."""
        try:
            return self.read(await self.fetcher.fetch(url))
        except (NoPage, UnexpectedPage) as error:
            self.tally.doubts.append(f"the list {url}: {error}")
            return []

    async def _look_at_the_new_site(self) -> None:
        """Say what there is where no page could be had: the new site's resource for bills is not known."""
        try:
            page = await self.fetcher.fetch(pages.api("convocations"), headers=pages.API_HEADERS)
            latest = pages.convocations(page)[-1]
        except (NoPage, UnexpectedPage) as error:
            raise Stop(f"neither the old pages nor the new site can be read: {error}") from error
        raise Stop(
            f"the old pages are gone and the new site answers (convocation {latest}): "
            "somebody has to look up which of its addresses serves bills"
        )


SPIDER = ParliamentAmSpider


def _number(key: str) -> int:
    tail = key.rpartition("-")[2]
    return int(tail) if tail.isdecimal() else 0

"""The way through the feeds: one after the other, each for itself, as far back as anything is new."""

from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from config.sources import Feed
from crawler import links
from crawler.expectations import look_over
from crawler.fetching import NoPage, Stop, Unrecorded
from crawler.sources.feeds import pages as feeds
from crawler.spider import Gathered, Job, Pages, SourceSpider, Wanted
from legislation.errors import UnexpectedPage
from legislation.scraped import Page, ScrapedDraft, ScrapedPart

MOST_PAGES = 5
"""How many pages of a feed are read, from the newest on."""
MOST_SITEMAPS = 20
MOST_ARTICLES = 50
"""So many pages behind entries are read in one crawl of a feed; the next one goes on."""
WINDOW = timedelta(days=14)
"""A sitemap names a whole site: only what changed so lately is looked at."""


class FeedsSpider(SourceSpider):
    """Reads every feed that is on; one that is broken is a doubt of the crawl, and stops no other.

    What is known is told again, for entries are changed in place; ``ingest`` sees whether they were.
    """

    pages: Pages = feeds

    def __init__(self, job: Job) -> None:
        super().__init__(job)
        self._asked: set[str] = set()
        self._since = (job.now - WINDOW).date()
        self._failed = set(job.store.unread()) if self.live else set()

    def look_over(self, parts: Sequence[ScrapedPart]) -> None:
        """Count each feed for itself: one that goes wrong must not hide among the others."""
        facts = self.job.source
        names = {part.key.split(":")[1] for part in parts}
        feed = next((one for one in facts.feeds if one.name in names), None)
        if feed:
            entry = (*facts.requires.get("entry", ()), *feed.requires)
            facts = replace(facts, requires={**facts.requires, "entry": entry})
        look_over(self.tally, parts, facts, feed.name if feed else "")

    async def drafts(self) -> AsyncIterator[ScrapedDraft]:
        for feed in self._feeds():
            try:
                async for draft in self._of(feed):
                    yield draft
            except Stop as stop:
                if not isinstance(stop.__cause__, NoPage):
                    raise
                self._doubt(feed, stop)
            except (NoPage, UnexpectedPage) as error:
                if not isinstance(error, Unrecorded):
                    self._doubt(feed, error)
        async for draft in self._rest():
            yield draft

    def _feeds(self) -> list[Feed]:
        """The feeds to read; in a replay those that are off, too."""
        return [feed for feed in self.job.source.feeds if feed.on or not self.live]

    def _doubt(self, feed: Feed, words: object) -> None:
        self.tally.doubts.append(f"{feed.name}: {words}")

    async def _of(self, feed: Feed) -> AsyncIterator[ScrapedDraft]:
        self.pages = feeds.Entries(feed)
        parts = await self._entries(feed)
        for part in reversed(self._due(parts) if feed.pages else parts):
            gathered = Gathered(part.key, {part.part: part})
            if feed.pages:
                await self._article(feed, gathered, part.url)
            if draft := self.put_together(gathered):
                yield draft

    def _due(self, parts: Iterable[ScrapedPart]) -> list[ScrapedPart]:
        """The entries whose pages are to be read: those that are new, changed lately, or failed last time."""
        newest = sorted(parts, key=lambda part: part.published or date.max, reverse=True)
        if not self.live:
            return newest
        known = self.job.store.known(part.key for part in newest) - self._failed
        due = [p for p in newest if p.key not in known or (p.published and p.published >= self._since)]
        return due[:MOST_ARTICLES]

    async def _article(self, feed: Feed, gathered: Gathered, url: str) -> None:
        """The page behind an entry, if it is on a host that we may ask."""
        if links.host(url) not in self.job.source.hosts:
            gathered.problems.append(f"page: on a host that is not asked: {url or 'no address'}")
            return
        self.pages = feeds.Articles(feed)
        await self.gather(gathered, [Wanted("page", url, named=False)])

    async def _entries(self, feed: Feed) -> list[ScrapedPart]:
        """The entries of a feed that are to be stored, the newest first."""
        told = await self._told(feed, feed.url)
        if told.sitemaps:
            return await self._mapped(feed, told.sitemaps)
        if any(label == "lastmod" for part in told.parts for label, _ in part.labels):
            return self._lately(told.parts)
        return await self._paged(feed, told)

    async def _paged(self, feed: Feed, told: feeds.Told) -> list[ScrapedPart]:
        """The entries of a feed page by page, until one holds nothing new."""
        parts = {part.key: part for part in told.parts}
        known = self.job.store.known(parts) if self.live else set()
        for _ in range(MOST_PAGES - 1):
            if not told.following or (told.parts and known >= {part.key for part in told.parts}):
                break
            told = await self._more(feed, told.following)
            parts = {part.key: part for part in told.parts} | parts
            known |= self.job.store.known(part.key for part in told.parts) if self.live else set()
        if self.live and not known and self.job.store.knows_any(f"{feeds.SOURCE}:{feed.name}:"):
            self._doubt(feed, f"none of its {len(parts)} entries was known: some before them may be missed")
        return list(parts.values())

    async def _mapped(self, feed: Feed, sitemaps: Iterable[tuple[str, date | None]]) -> list[ScrapedPart]:
        """The entries of an index of sitemaps: of those that changed lately."""
        due = [url for url, day in sitemaps if not self.live or day is None or day >= self._since]
        if len(due) > MOST_SITEMAPS:
            self._doubt(feed, f"{len(due)} sitemaps changed lately: {MOST_SITEMAPS} of them are read")
        found = [await self._more(feed, url) for url in due[:MOST_SITEMAPS]]
        return self._lately({part.key: part for told in found for part in told.parts}.values())

    def _lately(self, parts: Iterable[ScrapedPart]) -> list[ScrapedPart]:
        """The entries of a sitemap that changed lately, or do not say when; in a replay all."""
        return [p for p in parts if not self.live or p.published is None or p.published >= self._since]

    async def _more(self, feed: Feed, url: str) -> feeds.Told:
        """A further page; one that cannot be had is a doubt, and what was had before it counts."""
        try:
            return await self._told(feed, url)
        except Unrecorded:
            pass
        except (NoPage, UnexpectedPage) as error:
            self._doubt(feed, f"{url}: {error}")
        return feeds.Told([])

    async def _told(self, feed: Feed, url: str) -> feeds.Told:
        """A page of a feed, noted as read, with its faults as doubts. Raises NoPage, UnexpectedPage, Stop."""
        self._asked.add(feeds.canonical(url))
        page = await self.fetcher.fetch(url, headers=self.headers)
        self.read(page)
        told = feeds.told(page, (feed,), sure=True)
        for problem in told.losses:
            self._doubt(feed, problem)
        if nameless := sum(part.key == feeds.UNKNOWN for part in told.parts if part.part == "entry"):
            self._doubt(feed, f"{nameless} of {len(told.parts)} entries have neither id nor address")
        return replace(told, parts=[part for part in told.parts if part.key != feeds.UNKNOWN])

    async def _rest(self) -> AsyncIterator[ScrapedDraft]:
        """In a replay: what was recorded of feeds at other addresses than those of today's configuration."""
        for url in self.job.recordings.urls() if self.job.recordings else ():
            if feeds.canonical(url) in self._asked or self._is_no_feed(url):
                continue
            self.pages = feeds
            try:
                page: Page = await self.fetcher.fetch(url)
                parts = [part for part in self.read(page) if part.key != feeds.UNKNOWN]
            except (NoPage, UnexpectedPage) as error:
                self.tally.doubts.append(f"{url}: {error}")
                continue
            for part in parts:
                if draft := self.put_together(Gathered(part.key, {part.part: part})):
                    yield draft

    def _is_no_feed(self, url: str) -> bool:
        """Whether an address is one of robots, or may be that of a page behind an entry."""
        hosts = [feeds.host(feed.url) for feed in self.job.source.feeds if feed.pages]
        return links.split(url).path == "/robots.txt" or feeds.host(url) in hosts


SPIDER = FeedsSpider

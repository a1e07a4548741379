"""The way through e-draft.am: no list of drafts is known, so the numbers of the projects are walked."""

import re
from collections.abc import AsyncIterator, Iterable, Iterator
from itertools import count

from crawler.fetching import Missing, Stop
from crawler.sources.edraft import pages
from crawler.spider import Gathered, SourceSpider, Wanted
from legislation.scraped import Page, ScrapedAttachment, ScrapedDraft

MOST_MISSES = 30
"""So many numbers in a row without a project, and the newest one is behind us."""
MOST_DOUBTFUL = 5
"""So many projects in a row that do not look like any, and the site is not what it was."""
GAPS_WITHIN = 200
"""Numbers below the highest one whose gaps are tried again on Mondays: a draft may be held back."""

_MONDAY = 0
_PROJECT = re.compile(re.escape(pages.SITE) + r"/projects/(\d+)(?:/|$)")


class EdraftSpider(SourceSpider):
    """Walks up from the highest number that is stored, then reads again what is due."""

    pages = pages
    _misses = 0
    _doubtful = 0

    async def drafts(self) -> AsyncIterator[ScrapedDraft]:
        for number in self._numbers():
            if draft := self._draft(await self._gathered(number)):
                yield draft

    def wants(self, file: ScrapedAttachment) -> bool:
        return True

    def arrived(self, wanted: Wanted, page: Page) -> Page:
        if _number(page.url) != _number(wanted.url):
            raise Missing(f"the site sends us away from the project, to {page.url}")
        return page

    def _numbers(self) -> Iterator[int]:
        """The projects to read; the walk ends when enough of them were missing."""
        if self.job.recordings is not None:
            yield from sorted({n for url in self.job.recordings.urls() if (n := _number(url)) is not None})
            return
        first = max(self.job.store.highest_number() or 0, self.job.source.first_id)
        if self.job.ids is not None:
            yield from self.job.ids
            yield from sorted(self._in(self.job.store.unread()) - {*self.job.ids})
            return
        again = self._again(first)
        for number in count(first):
            if self._misses == MOST_MISSES:
                break
            yield number
        yield from again

    def _again(self, first: int) -> list[int]:
        """Numbers below ``first``: open projects that are due, what failed last time, gaps on a Monday."""
        again = self._in([*self.job.store.due(), *self.job.store.unread()])
        if self.job.now.weekday() == _MONDAY:
            recent = range(max(self.job.source.first_id, first - GAPS_WITHIN), first)
            again |= {*recent} - self._in(self.job.store.known(self._key(n) for n in recent))
        return sorted(number for number in again if number < first)

    async def _gathered(self, number: int) -> Gathered:
        gathered = Gathered(self._key(number))
        wanted = [Wanted(part, url) for part, url in pages.project(number).items()]
        await self.gather(gathered, wanted[:2])
        if gathered.missing < len(wanted[:2]):
            await self.gather(gathered, wanted[2:])
        return gathered

    def _draft(self, gathered: Gathered) -> ScrapedDraft | None:
        if gathered.is_missing:
            self._misses += 1
            return None
        self._misses = 0
        draft = self.put_together(gathered)
        if gathered.parts:
            self._doubtful = 0
        elif gathered.unexpected:
            self._doubtful += 1
        if self._doubtful == MOST_DOUBTFUL:
            raise Stop(f"{MOST_DOUBTFUL} projects in a row do not look like any: {gathered.failures[0]}")
        return draft

    def _key(self, number: int) -> str:
        return f"{pages.SOURCE}:{number}"

    def _in(self, keys: Iterable[str]) -> set[int]:
        tails = (key.removeprefix(f"{pages.SOURCE}:") for key in keys)
        return {int(tail) for tail in tails if tail.isdecimal()}


SPIDER = EdraftSpider


def _number(url: str) -> int | None:
    """The project that an address belongs to."""
    found = _PROJECT.match(pages.canonical(url))
    return int(found[1]) if found else None

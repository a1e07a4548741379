"""The way through arlis.am: the newest acts as far down as anything is new, and the texts they change."""

from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from functools import cached_property
from itertools import count

from crawler.fetching import NoPage, Stop, Unrecorded
from crawler.sources.arlis import pages
from crawler.sources.arlis.addresses import ACT
from crawler.spider import Gathered, SourceSpider, Wanted
from legislation.errors import UnexpectedPage
from legislation.scraped import ScrapedDraft, ScrapedPart

FAMILIAR_PAGES = 2
"""So many list pages in a row without anything new, and the rest is known."""
FIRST_PAGES = 20
"""How far down the list a first crawl goes, and a search."""
MOST_PAGES = 500
MOST_FOLLOWED = 60
"""So many acts are read in one crawl only because another act names them."""

LAWS = "1,3,5,7"
"""The types of act that are searched for: Constitution, constitutional laws, codes, laws."""
NEWEST = "enactment_date DESC"
BITES = 0.9
"""So large a share of the rows must be what was searched for, or the search ignores its filters."""

SETTLED = timedelta(days=60)
"""So long into a year the laws of the last one are looked for: there are hardly any of the new one."""

_MONDAY = 0
_SEARCHED = "/search/page/"
Rows = dict[str, ScrapedPart]


class ArlisSpider(SourceSpider):
    """Reads the list first, then its acts from the oldest on: a kill leaves no gap below what is stored.

    An act that changes others has their consolidated texts read, and those again that they supersede. On
    Mondays a search looks for laws of the year that the list may have dropped.
    """

    pages = pages

    async def drafts(self) -> AsyncIterator[ScrapedDraft]:
        rows = await self._listed()
        waiting = deque([*(key for key in self._others() if key not in rows), *reversed(rows)])
        seen, followed = set(waiting), set[str]()
        while waiting:
            key = waiting.popleft()
            gathered = await self._gathered(key)
            draft = self.put_together(gathered, [rows[key]] if key in rows else [])
            if draft is None:
                continue
            yield draft
            if self.live and key not in followed:
                more = [one for one in self._changed_by(draft) if one not in seen]
                more = more[: MOST_FOLLOWED - len(followed)]
                waiting.extend(more)
                seen.update(more)
                followed.update(more)

    def _changed_by(self, draft: ScrapedDraft) -> list[str]:
        """The texts that an act brought about, and those stored ones whose validity it may have ended."""
        told = draft.identifiers
        brought = told.get("consolidated", "").split()
        base = [f"{pages.SOURCE}:{told['act_base']}"] if "act_base" in told else []
        before = [*told.get("amends", "").split(), *base, *pages.texts_of(draft.labels)]
        known = self.job.store.known({*brought, *before})
        return list(dict.fromkeys([k for k in brought if k not in known] + [k for k in before if k in known]))

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

    async def _listed(self) -> Rows:
        """The rows of the lists by key, newest first: those that are not stored yet, in a replay all."""
        most = FIRST_PAGES if self.job.store.highest_number() is None else MOST_PAGES
        try:
            rows = await self._walked(pages.recents, most)
        except (NoPage, UnexpectedPage) as error:
            raise Stop(f"the list of the newest acts, {error}") from error
        if self.live and self.job.now.weekday() == _MONDAY:
            rows |= await self._searched()
        for url in self.job.recordings.urls() if self.job.recordings else ():
            if _SEARCHED in url:
                rows |= (await self._list_page(url))[0]
        return rows

    async def _searched(self) -> Rows:
        """Laws of the year that are not stored; without them, and with a doubt, where the search fails."""
        year = str((self.job.now - SETTLED).year)
        try:
            rows = await self._walked(
                lambda n: pages.search({"act_type": LAWS, "year": year}, n, NEWEST), FIRST_PAGES
            )
        except (NoPage, UnexpectedPage) as error:
            self.tally.doubts.append(f"the search for the laws of {year}, {error}")
            return {}
        told = [day for row in rows.values() if (day := row.identifiers.get("adopted"))]
        fitting = sum(day.startswith(year) for day in told)
        if fitting < BITES * len(told):
            self.tally.doubts.append(
                f"the search for the laws of {year} does not bite: {fitting} of {len(told)}"
            )
            return {}
        return rows

    async def _walked(self, address: Callable[[int], str], most: int) -> Rows:
        """The rows of a list page by page that are not stored, down to pages that hold nothing new."""
        rows: Rows = {}
        familiar = 0
        for number in count(1):
            try:
                listed, following = await self._list_page(address(number))
            except (NoPage, UnexpectedPage) as error:
                raise type(error)(f"page {number}: {error}") from error
            known = self.job.store.known(listed) if self.live else set()
            fresh = {key: part for key, part in listed.items() if key not in known}
            rows.update(fresh)
            familiar = 0 if fresh else familiar + 1
            if following is None or number >= most or familiar >= FAMILIAR_PAGES:
                break
        if following is not None and number >= MOST_PAGES:
            self.tally.doubts.append(f"the list of the newest acts was not read beyond page {MOST_PAGES}")
        return rows

    async def _list_page(self, url: str) -> tuple[Rows, int | None]:
        """The rows of a list page by key, and the number of the next; none where a replay has none."""
        try:
            page = await self.fetcher.fetch(url, headers=pages.RECENTS_HEADERS)
        except Unrecorded:
            return {}, None
        return self.rows(page), pages.next_page(page)


SPIDER = ArlisSpider

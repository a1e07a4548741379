"""The base of the spiders of the portals: lists page by page, then cards, and the texts of their files."""

from collections.abc import AsyncIterator
from typing import Protocol

from crawler.eaeu import portal, text
from crawler.eaeu.text import PARTS, TEXTLESS
from crawler.fetching import NoPage, Stop, Unrecorded
from crawler.spider import Gathered, Job, Pages, SourceSpider, Wanted
from legislation.errors import UnexpectedPage
from legislation.scraped import Page, ScrapedAttachment, ScrapedDraft, ScrapedPart

MOST_PAGES = 40

Rows = dict[str, ScrapedPart]


class PortalPages(Pages, Protocol):
    """``listing`` is the address of a page of the list, from 1; ``key_of`` names what an address is of."""

    def listing(self, number: int) -> str: ...
    def is_list(self, url: str) -> bool: ...
    def key_of(self, url: str) -> str | None: ...
    def url_of(self, key: str) -> str | None: ...


class PortalSpider(SourceSpider):
    """Each says in ``is_enough`` how far down the list to go, and in ``is_due`` what to read again.

    The main file in each of our languages is a text of the draft. The others, and those that gave no text,
    are read once as files beside it, where scans are recognised.
    """

    pages: PortalPages

    def __init__(self, job: Job) -> None:
        super().__init__(job)
        self._files: set[str] = set()
        self._known: set[str] = set()

    def is_enough(self, rows: Rows, fresh: Rows) -> bool:
        """Whether no page after one with these ``rows`` is wanted; ``fresh`` are those not stored yet."""
        raise NotImplementedError

    def is_due(self, row: ScrapedPart) -> bool:
        """Whether to read again what is stored."""
        raise NotImplementedError

    def wants(self, file: ScrapedAttachment) -> bool:
        return file.url in self._files

    async def drafts(self) -> AsyncIterator[ScrapedDraft]:
        rows = await (self._listed() if self.live else self._recorded_rows())
        for key, url in self._wanted(rows).items():
            gathered = Gathered(key)
            await self.gather(gathered, [Wanted("document", url)])
            if row := rows.get(key):
                gathered.parts.setdefault(row.part, row)
            await self._texts(gathered)
            if draft := self.put_together(gathered):
                yield draft

    def arrived(self, wanted: Wanted, page: Page) -> Page:
        if not wanted.named and not text.is_file(page):
            raise UnexpectedPage("a page where a file was expected")
        return page

    def _wanted(self, rows: Rows) -> dict[str, str]:
        """The addresses of what is to be read by key: what failed last time, then rows from the oldest on."""
        if self.job.recordings is not None:
            urls = {key: url for url in self.job.recordings.urls() if (key := self.pages.key_of(url))}
            return {key: part.url for key, part in reversed(rows.items())} | urls
        failed = {key: url for key in self.job.store.unread() if (url := self.pages.url_of(key))}
        due = {k: row.url for k, row in reversed(rows.items()) if k not in self._known or self.is_due(row)}
        return failed | due

    async def _texts(self, gathered: Gathered) -> None:
        """The main text in Armenian and in Russian, of each the first file that can be read."""
        told = gathered.parts.get("document") or gathered.parts.get("row")
        files = told.attachments if told else ()
        for language, part in PARTS.items():
            for url in portal.texts(files, language):
                await self.gather(gathered, [Wanted(part, url, named=False)])
                if part in gathered.parts:
                    break
        gathered.failures = [words for words in gathered.failures if TEXTLESS not in words]
        if gathered.key not in self._known:
            had = {part.url for part in gathered.parts.values()}
            self._files.update(f.url for f in files if f.language in (*PARTS, None) and f.url not in had)

    async def _listed(self) -> Rows:
        """The rows by key, newest first, as far as they are wanted."""
        rows: Rows = {}
        for number in range(1, MOST_PAGES + 1):
            listed = await self._list(self.pages.listing(number), number)
            further = {key: row for key, row in listed.items() if key not in rows}
            self._known |= self.job.store.known(further)
            rows |= further
            fresh = {key: row for key, row in further.items() if key not in self._known}
            if not further or self.is_enough(further, fresh):
                return rows
        self.tally.doubts.append(f"the list was not read beyond page {MOST_PAGES}")
        return rows

    async def _recorded_rows(self) -> Rows:
        """In a replay, the rows of all recorded lists; the first that names a document counts."""
        rows: Rows = {}
        for url in filter(self.pages.is_list, self.job.recordings.urls() if self.job.recordings else ()):
            rows = rows | {k: row for k, row in (await self._list(url, 1)).items() if k not in rows}
        return rows

    async def _list(self, url: str, number: int) -> Rows:
        """The rows of a page by key; none where a replay has none."""
        try:
            return self.rows(await self.fetcher.fetch(url, headers=self.headers))
        except Unrecorded:
            return {}
        except (NoPage, UnexpectedPage) as error:
            raise Stop(f"the list, page {number}: {error}") from error

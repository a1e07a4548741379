"""How every spider goes: in a straight line, one draft after the other, with a word for each failure.

A spider says in ``drafts`` which pages it wants and yields what they tell; ``pages`` of its source reads.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from types import MappingProxyType, ModuleType
from typing import Any, NamedTuple, Protocol

import scrapy

from config.sources import Source
from crawler import files, links, recorded
from crawler.archive import Archive
from crawler.attachments import text_of
from crawler.expectations import Tally, look_at_files, look_over
from crawler.extraction import Extractor
from crawler.fetching import MOST_TROUBLES, PAUSES, Enough, Fetcher, Missing, NoPage, Stop, Unrecorded
from crawler.looking import Look
from crawler.replay import Recordings
from crawler.store import Store
from legislation.errors import UnexpectedPage
from legislation.scraped import Page, ScrapedAttachment, ScrapedDraft, ScrapedPart

_log = logging.getLogger(__name__)


class Pages(Protocol):
    """What a spider needs of its source's ``pages``."""

    SOURCE: str

    def read(self, page: Page) -> list[ScrapedPart]: ...
    def assemble(self, parts: Sequence[ScrapedPart], problems: Sequence[str] = ()) -> ScrapedDraft: ...
    def canonical(self, url: str) -> str: ...


@dataclass(frozen=True)
class Job:
    """One crawl of a source, and what stands around it. Without ``recordings`` it is live.

    ``now`` is the moment of the crawl, ``clock`` tells when an answer came. ``ids`` is a range of
    numbers to read whatever is stored. At ``until`` it should come to an end. Without ``extractor`` pages
    and files are read in this process, which hostile ones could kill. ``look`` bounds a check.
    """

    source: Source
    now: datetime
    clock: Callable[[], datetime]
    store: Store
    archive: Archive
    recordings: Recordings | None = None
    ids: range | None = None
    until: datetime | None = None
    pauses: tuple[float, ...] = PAUSES
    tally: Tally = field(default_factory=Tally)
    extractor: Extractor | None = None
    look: Look = field(default_factory=Look)

    def is_over(self) -> bool:
        return self.until is not None and self.clock() >= self.until


class Wanted(NamedTuple):
    """A page of a draft: the name of its part, its address, and the Accept header if that decides.

    A page that is not ``named`` does not say whose it is (a file, say): it is whose we wanted it for.
    """

    part: str
    url: str
    accept: str | None = None
    named: bool = True


@dataclass
class Gathered:
    """What could be had of the pages of one draft. An empty ``key`` becomes that of the first page.

    ``problems`` say what could not; ``failures`` are those of them that should not be; ``missing`` and
    ``unexpected`` count pages that are not there and pages that are not what they should be. ``read``
    are the addresses that pages came from.
    """

    key: str
    parts: dict[str, ScrapedPart] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    missing: int = 0
    unexpected: int = 0
    read: set[tuple[str, str | None]] = field(default_factory=set)

    @property
    def is_missing(self) -> bool:
        """Whether nothing was had, and nothing failed: there is no such draft."""
        return not self.parts and not self.failures


class SourceSpider(scrapy.Spider):
    """The base of all spiders; each says in ``drafts`` where it goes."""

    pages: Pages
    headers: Mapping[str, str] = MappingProxyType({})

    def __init__(self, job: Job) -> None:
        super().__init__(name=job.source.name)
        self.job, self.tally, self.live = job, job.tally, job.recordings is None

    def drafts(self) -> AsyncIterator[ScrapedDraft]:
        """The drafts that are new or due, as they are read. May raise Stop."""
        raise NotImplementedError

    async def start(self) -> AsyncIterator[Any]:
        """Scrapy begins here; whatever ends the walk early is told in the tally."""
        try:
            async for draft in self.drafts():
                yield await self._with_files(draft)
                await self._stored()
                if self.tally.unstored >= MOST_TROUBLES:
                    raise Stop(self.tally.unread[-1])
                self.job.look.came()
        except Enough as enough:
            _log.info("%s", enough)
        except Stop as stop:
            self.tally.stopped = str(stop)
        except Exception as error:
            _log.exception("the spider broke")
            self.tally.stopped = f"the spider broke: {type(error).__name__}: {error}"

    def closed(self, reason: str) -> None:
        """Scrapy's word that it is over, ``finished`` or not."""
        if reason != "finished" and not self.tally.stopped:
            self.tally.stopped = f"stopped before the end ({reason})"

    @cached_property
    def fetcher(self) -> Fetcher:
        if self.crawler.engine is None:
            raise RuntimeError("the engine is not running")
        return Fetcher(
            self.crawler.engine.download_async,
            hosts=self.job.source.hosts,
            slot=self.name,
            live=self.live,
            pauses=self.job.pauses,
            is_over=self.job.is_over,
            ask=self.job.look.ask,
        )

    async def _stored(self) -> None:
        """Wait for the pipeline; otherwise Scrapy would notice only seconds later that all is done."""
        engine = self.crawler.engine
        while engine and engine.scraper.slot and not engine.scraper.slot.is_idle():
            await asyncio.sleep(0)

    def arrived(self, wanted: Wanted, page: Page) -> Page:
        """The page as it is to be read, whose address redirects may have changed; Missing if led astray."""
        return page

    def wants(self, file: ScrapedAttachment) -> bool:
        """Whether to read a file that a draft links to; not where it repeats what pages tell."""
        return False

    async def _with_files(self, draft: ScrapedDraft) -> ScrapedDraft:
        """The draft with the texts of its files; one that could not be had is tried again next time."""
        hosts, extractor = self.job.source.hosts, self.job.extractor
        draft, failures = await files.read(
            draft,
            lambda file: links.host(file.url) in hosts and self.wants(file),
            self.fetcher,
            extractor.text_of if extractor else text_of,
        )
        look_at_files(self.tally, draft.key, draft.attachments)
        if failures:
            self._note(self.tally.incomplete, draft.key, failures)
        return draft

    async def gather(self, gathered: Gathered, wanted: Iterable[Wanted]) -> None:
        """Get and read pages of one draft; whatever happens with one, the others are tried."""
        self.job.look.among_drafts = True
        for page in wanted:
            try:
                await self._gather(gathered, page)
            except (NoPage, UnexpectedPage) as error:
                problem = f"{page.part}: {error}"
                gathered.problems.append(problem)
                gathered.missing += isinstance(error, Missing)
                gathered.unexpected += isinstance(error, UnexpectedPage)
                if not isinstance(error, Missing | Unrecorded):
                    gathered.failures.append(problem)

    async def _gather(self, gathered: Gathered, wanted: Wanted) -> None:
        if (self.pages.canonical(wanted.url), wanted.accept) in gathered.read:
            return
        page = await self.fetcher.fetch(wanted.url, accept=wanted.accept, headers=self.headers)
        page = self.arrived(wanted, page)
        parts = self.read(page)
        if not wanted.named:
            parts = [replace(part, key=gathered.key) for part in parts]
        gathered.key = gathered.key or parts[0].key
        own = {part.part: part for part in parts if part.key == gathered.key}
        if not own:
            raise UnexpectedPage(f"the page tells of {parts[0].key}")
        gathered.parts |= own
        gathered.read.add((self.pages.canonical(page.url), wanted.accept))

    def read(self, page: Page) -> list[ScrapedPart]:
        """What a page tells. Raises UnexpectedPage, also where our own reader breaks on it."""
        try:
            parts = self._parts(page)
        except UnexpectedPage:
            raise
        except Exception as error:
            _log.exception("the reader broke on %s", page.url)
            raise UnexpectedPage(f"the reader broke: {type(error).__name__}: {error}") from error
        self.tally.pages += 1
        self.tally.origins.add(page.origin)
        self.job.look.saw(parts)
        if page.sha256 not in self._carried:
            self.look_over(parts)
        return parts

    def look_over(self, parts: Sequence[ScrapedPart]) -> None:
        """Count what the parts of a page do not tell although they should."""
        look_over(self.tally, parts, self.job.source)

    def _parts(self, page: Page) -> list[ScrapedPart]:
        if self.job.extractor and isinstance(self.pages, ModuleType):
            return self.job.extractor.parts(self.name, page)
        return self.pages.read(page)

    @cached_property
    def _carried(self) -> set[str]:
        """The pages that the project carries: what is wrong with them has been seen by a person."""
        return {row.sha256 for row in recorded.rows(self.name)}

    def rows(self, page: Page) -> dict[str, ScrapedPart]:
        """The rows of a list by key; one that names no draft is a doubt. Raises UnexpectedPage."""
        parts = self.read(page)
        rows = {part.key: part for part in parts if not part.key.endswith(":?")}
        if nameless := sum(part.key.endswith(":?") for part in parts):
            self.tally.doubts.append(
                f"{nameless} of {len(parts)} rows of a list do not say what they are about"
            )
        self.tally.listed.update(rows)
        return rows

    def put_together(self, gathered: Gathered, rows: Sequence[ScrapedPart] = ()) -> ScrapedDraft | None:
        """The draft of what was gathered; None, with a note why, if nothing could be read.

        ``rows`` are what lists tell about it: welcome, but not enough.
        """
        key = gathered.key
        if gathered.is_missing:
            self._note_missing(gathered)
            return None
        if not gathered.parts:
            self._note(self.tally.unread, key, gathered.failures)
            return None
        try:
            draft = self.pages.assemble([*gathered.parts.values(), *rows], gathered.problems)
        except Exception as error:
            _log.exception("%s cannot be put together", key)
            self._note(self.tally.unread, key, [f"cannot be put together: {error}"])
            return None
        if gathered.failures:
            self._note(self.tally.incomplete, key, gathered.failures)
        return draft

    def _note(self, problems: list[str], key: str, words: list[str]) -> None:
        """Count the problem of a draft, and have the next crawl try it again."""
        problem = f"{key} {'; '.join(words)}"
        problems.append(problem)
        self.job.store.note(problem)

    def _note_missing(self, gathered: Gathered) -> None:
        """A draft that should be there is not; there is no use in trying it again."""
        if gathered.missing:
            self.tally.doubts.append(f"{'; '.join(gathered.problems)} ({gathered.key})")

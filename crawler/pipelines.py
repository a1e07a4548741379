"""The last step of a crawl: a draft is stored, but not before its bytes are safe in the archive."""

import logging
from typing import Self

from scrapy.crawler import Crawler

from crawler.archive import Archive
from crawler.expectations import Tally
from crawler.store import Store
from legislation.scraped import ScrapedDraft

_log = logging.getLogger(__name__)


class StoreDraft:
    """Stores each draft by itself; one that cannot be stored is a problem of the crawl, not its end."""

    def __init__(self, archive: Archive, store: Store, tally: Tally) -> None:
        self._archive, self._store, self._tally = archive, store, tally

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        job = crawler.spider.job  # type: ignore[union-attr]  # every spider of ours has one
        return cls(job.archive, job.store, job.tally)

    def process_item(self, item: ScrapedDraft) -> ScrapedDraft:
        try:
            self._archive.flush()
            outcome = self._store.keep(item)
        except Exception as error:  # whatever it is, the drafts that follow may be fine
            _log.exception("%s could not be stored", item.key)
            self._tally.unstored += 1
            self._tally.unread.append(f"{item.key} could not be stored: {error}")
        else:
            self._tally.unstored = 0
            setattr(self._tally, outcome, getattr(self._tally, outcome) + 1)
        return item

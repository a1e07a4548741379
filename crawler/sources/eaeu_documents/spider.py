"""The way down the list of acts of the EAEU: as far as its acts are of these weeks, or not stored yet."""

from datetime import timedelta

from crawler.eaeu.spider import PortalSpider, Rows
from crawler.sources.eaeu_documents import pages
from crawler.spider import Job
from legislation.scraped import ScrapedPart

WINDOW = timedelta(days=14)
"""So long after its publication an act is read again: the Armenian text may come later than the Russian."""


class EaeuDocumentsSpider(PortalSpider):
    """A first crawl takes what is new in these weeks; a later one goes down to what is stored."""

    pages = pages

    def __init__(self, job: Job) -> None:
        super().__init__(job)
        self._since = (job.now - WINDOW).date()
        self._is_first = not job.store.knows_any(f"{pages.SOURCE}:")

    def is_enough(self, rows: Rows, fresh: Rows) -> bool:
        is_past = all(row.published and row.published < self._since for row in rows.values())
        return is_past and (self._is_first or not fresh)

    def is_due(self, row: ScrapedPart) -> bool:
        return row.published is None or row.published >= self._since


SPIDER = EaeuDocumentsSpider

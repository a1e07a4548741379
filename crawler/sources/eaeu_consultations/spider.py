"""The way through the discussions of the EAEU: all that are open, and one page of those that are over."""

from crawler.eaeu.spider import PortalSpider, Rows
from crawler.sources.eaeu_consultations import pages
from crawler.spider import Job
from legislation.scraped import ScrapedPart


class EaeuConsultationsSpider(PortalSpider):
    """Reads what is open every time, for periods are prolonged; what is over as long as it is due."""

    pages = pages

    def __init__(self, job: Job) -> None:
        super().__init__(job)
        self._due = {*job.store.due(), *job.store.unread()} if self.live else set()

    def is_enough(self, rows: Rows, fresh: Rows) -> bool:
        return not any(map(pages.is_open, rows.values()))

    def is_due(self, row: ScrapedPart) -> bool:
        return pages.is_open(row) or row.key in self._due


SPIDER = EaeuConsultationsSpider

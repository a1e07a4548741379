"""Hands a spider to Scrapy, whose reactor does not start twice: once in a process."""

from dataclasses import replace

from scrapy.crawler import AsyncCrawlerProcess

from crawler.extraction import Extractor
from crawler.settings import scrapy_settings
from crawler.spider import Job, SourceSpider


def walk(spider: type[SourceSpider], job: Job, user_agent: str) -> None:
    """Let Scrapy run a spider until it is done; what it gets is read in a process of its own."""
    live = job.recordings is None
    process = AsyncCrawlerProcess(scrapy_settings(user_agent, delay=job.source.delay, live=live))
    with Extractor() as extractor:
        process.crawl(spider, replace(job, extractor=extractor))
        process.start()
    if process.bootstrap_failed:
        raise RuntimeError("Scrapy could not start the spider")

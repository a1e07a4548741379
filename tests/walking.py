"""Drives a spider over a fake site, without Scrapy's engine and without a database."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from fake_site import NOW, FakeSite
from fake_store import FakeStore

from config import sources
from crawler.expectations import Tally
from crawler.fetching import Fetcher
from crawler.spider import Job, SourceSpider

LOGIN = "<html><title>Login</title><form><input type='password'></form></html>"


class Urls:
    """Records that only say which addresses they hold; a fake site answers."""

    def __init__(self, *urls: str) -> None:
        self._urls = urls

    def urls(self) -> Iterable[str]:
        return self._urls


def crawl(
    spider_class: type[SourceSpider],
    site: FakeSite,
    store: FakeStore | None = None,
    now: datetime = NOW,
    first_id: int = 1,
    facts: Mapping[str, Any] = MappingProxyType({}),
    **more: Any,
) -> tuple[FakeStore, Tally]:
    """Crawl ``site``: what is stored afterwards, and the tally. ``facts`` replace those of the source."""
    known = sources.load()[spider_class.pages.SOURCE]
    source = replace(known, first_id=first_id, **{"requires": {}, "usual": {}, **facts})
    store = store or FakeStore()
    job = Job(source, now, lambda: now, store, archive=None, **more)
    spider = spider_class(job)
    spider.crawler = type("NoCrawler", (), {"engine": None})()
    live = job.recordings is None
    spider.fetcher = Fetcher(
        site.download, hosts=source.hosts, slot="x", live=live, pauses=(), ask=job.look.ask
    )

    async def walk() -> None:
        async for draft in spider.start():
            outcome = store.keep(draft)
            setattr(job.tally, outcome, getattr(job.tally, outcome) + 1)

    asyncio.run(walk())
    return store, job.tally


def numbers(store: FakeStore) -> list[int]:
    return sorted(int(key.partition(":")[2]) for key in store.drafts)

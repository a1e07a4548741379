"""What Scrapy is told for every crawl, and what a crawl needs to know of the installation."""

from pathlib import Path
from typing import Any, Protocol

from legislation.archive import LARGEST

PATIENCE = 60
"""Seconds that an answer may take."""

_ANY_PAGE = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"


class Installation(Protocol):
    """The part of the settings that a crawl needs."""

    @property
    def data(self) -> Path: ...
    @property
    def database(self) -> str: ...
    @property
    def contact(self) -> str: ...
    @property
    def archive(self) -> Path: ...
    @property
    def locks(self) -> Path: ...
    @property
    def user_agent(self) -> str: ...


def scrapy_settings(user_agent: str, *, delay: float, live: bool) -> dict[str, Any]:
    """Scrapy's settings: one request at a time, ``delay`` seconds apart, robots obeyed, nothing disguised.

    Retries and redirects are our own (``crawler.spider``): they wait longer each time, stay with the
    source's hosts, and end in words that a person understands.
    """
    return {
        "BOT_NAME": "orakarg",
        "USER_AGENT": user_agent,
        "ROBOTSTXT_OBEY": live,
        "DOWNLOAD_DELAY": delay if live else 0,
        "DOWNLOAD_DELAY_JITTER": 0,
        "CONCURRENT_REQUESTS": 1,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "DOWNLOAD_TIMEOUT": PATIENCE,
        "DOWNLOAD_MAXSIZE": LARGEST,
        "DOWNLOAD_WARNSIZE": 0,
        "DEFAULT_REQUEST_HEADERS": {"Accept": _ANY_PAGE, "Accept-Encoding": "gzip, deflate"},
        "COOKIES_ENABLED": False,
        "REDIRECT_ENABLED": False,
        "METAREFRESH_ENABLED": False,
        "RETRY_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "DOWNLOAD_HANDLERS": {
            "http": "crawler.download.ArchivingHandler",
            "https": "crawler.download.ArchivingHandler",
            **dict.fromkeys(("data", "file", "ftp", "s3")),
        },
        "ITEM_PIPELINES": {"crawler.pipelines.StoreDraft": 100},
        "LOG_LEVEL": "INFO",
    }

"""A site that goes wrong: the recorded pages of a source as they would be on a bad day.

Each *way* is one that sites break in without a word, with status 200. ``broken_sources`` says what that is
for each source; here are the bytes.
"""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scrapy import Request
from scrapy.http import Response

from crawler import recorded
from crawler.download import ACCEPT, ANSWER, NotRecorded
from crawler.reading import SOURCES
from crawler.recorded import RecordedRow
from crawler.replay import DemoDay
from legislation.archive import Answer

NOW = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
DAY = 2
WAYS = (
    "a login page",
    "a captcha",
    "an empty list",
    "another kind of document",
    "a wrong charset",
    "cut off",
    "a label renamed",
    "a field gone",
)

EXCERPTS = frozenset(
    "230168_latest.html 179718.html fmcsa.json phmsa_open.json draft_9060_0.html draft_1591_0.html".split()
)
"""Recorded pages of which so much was left out that they lack what whole ones have; they stay as they are."""

_MARKS = re.compile(rb"<!-- \[CUT\][^>]*-->|\[(?:cut|\.\.\.|\xe2\x80\xa6)[^\]]*\]|\[CUT\]s?")
"""Whoever copied a page out by hand left these where something is left out; no site has them."""

LOGIN = """<!doctype html><html lang="hy"><head><meta charset="utf-8"><title>Մուտք</title></head><body>
<form method="post"><input name="login"><input type="password" name="password"><button>Մուտք</button></form>
</body></html>"""
CAPTCHA = """<!doctype html><html><head><title>Just a moment...</title></head><body>
<div class="cf-turnstile"></div><p>Checking your browser before you go on.</p></body></html>"""
OTHER_HTML = """<!doctype html><html><head><meta charset="utf-8"><title>Welcome</title></head>
<body><h1>Welcome</h1>
<p>This service has a new home.</p><p>Our offices are open from nine to five.</p></body></html>"""
OTHER_JSON = '{"status": "ok", "service": "gateway", "items": 3}'


@dataclass(frozen=True)
class Kept:
    """A recorded answer as the site would give it; ``expected`` is the file with what it tells."""

    url: str
    media_type: str
    content: bytes
    expected: Path

    @property
    def is_binary(self) -> bool:
        return self.content.startswith(b"%PDF")

    @property
    def is_json(self) -> bool:
        return self.content.lstrip()[:1] in (b"{", b"[")

    def parts(self) -> list[dict[str, Any]]:
        parts: list[dict[str, Any]] = json.loads(self.expected.read_text("utf-8"))
        return parts


Change = Callable[[Kept], bytes | None]
"""What an answer becomes; None where it stays as it is."""


def whole(row: RecordedRow) -> Kept:
    """The answer without the marks of what was left out in copying."""
    content = row.content
    if not content.startswith(b"%PDF") and row.file.name not in EXCERPTS:
        content = _MARKS.sub(b"", content)
    return Kept(row.url, row.media_type, content, row.expected)


@dataclass(frozen=True)
class Breakage:
    """One way in which a source breaks: ``what`` happens, and to which answers."""

    source: str
    way: str
    what: str
    change: Change

    def __str__(self) -> str:
        return f"{self.source}: {self.way}: {self.what}" if self.what else f"{self.source}: {self.way}"


@dataclass(frozen=True)
class BadDay:
    """The recorded answers of a source, some of them changed: what a replay asks."""

    source: str
    change: Change

    def count(self) -> int:
        """How many answers are not what they should be."""
        return sum(self.body(row) != whole(row).content for row in recorded.rows(self.source))

    def body(self, row: RecordedRow) -> bytes:
        """What an answer is on that day."""
        kept = whole(row)
        changed = None if row.file.name in EXCERPTS else self.change(kept)
        return kept.content if changed is None else changed

    def find(self, url: str, accept: str | None) -> Answer | None:
        found = self._day.find(url, accept)
        rows, canonical = recorded.rows(self.source), SOURCES[self.source].canonical
        row = recorded.choose(rows, url, day=DAY, accept=accept, canonical=canonical)
        return replace(found, body=self.body(row)) if found and row else None

    def urls(self) -> Iterable[str]:
        return self._day.urls()

    @property
    def _day(self) -> DemoDay:
        return DemoDay(recorded.rows(self.source), DAY, SOURCES[self.source].canonical, NOW)

    async def download(self, request: Request) -> Response:
        """Answer like Scrapy's engine does in a replay."""
        found = self.find(request.url, request.meta.get(ACCEPT))
        if found is None:
            raise NotRecorded(request.url)
        request.meta[ANSWER] = replace(found, body=b""), "any/file.warc.gz:0"
        headers = dict(found.headers)
        return Response(found.url, status=found.status, headers=headers, body=found.body, request=request)


def all_are(markup: str) -> Change:
    """Every answer is this page."""
    return lambda kept: markup.encode()


def another_kind(kept: Kept) -> bytes:
    """HTML where there was JSON, XML or a PDF; JSON where there was HTML."""
    return (OTHER_JSON if "html" in kept.media_type else OTHER_HTML).encode()


def doubled(kept: Kept) -> bytes | None:
    """UTF-8 that somebody took for Latin-1, and wrote as UTF-8 once more."""
    return None if kept.is_binary else kept.content.decode("latin-1").encode()


def coded(charset: str) -> Change:
    """The text in another coding, which the page does not tell; what that has not becomes a question mark."""
    return lambda kept: (
        None if kept.is_binary else kept.content.decode("utf-8-sig").encode(charset, "replace")
    )


def cut_at(share: float) -> Change:
    """Only the beginning of each answer."""
    return lambda kept: kept.content[: int(len(kept.content) * share)]


def words(pattern: str, new: str) -> Change:
    """Other words in the text of every answer, wherever the pattern stands; in JSON too, markup and all."""

    def change(kept: Kept) -> bytes | None:
        if kept.is_binary:
            return None
        return re.sub(pattern, lambda _: new, kept.content.decode("utf-8-sig")).encode()

    return change


def keys(old: str, new: str | None) -> Change:
    """Another name for a key of JSON wherever it stands; with None what it names is gone."""

    def changed(value: Any) -> Any:
        if isinstance(value, list):
            return [changed(one) for one in value]
        if not isinstance(value, dict):
            return value
        named = ((new if name == old else name, changed(one)) for name, one in value.items())
        return {name: one for name, one in named if name is not None}

    def change(kept: Kept) -> bytes | None:
        if not kept.is_json:
            return None
        return json.dumps(changed(json.loads(kept.content)), ensure_ascii=False).encode()

    return change

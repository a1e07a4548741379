"""What does it cost to keep what a crawl brings? ``python -m benchmarks.crawl [--size N] [--json]``.

Seconds a page of a whole crawl (parse, WARC record, store in SQLite, one commit a draft, everything safe on
the disk before the next) against those of the same spider that parses and drops, both in Scrapy's engine
and served from memory. The pages are distinct, words and numbers of recorded ones in ever other order: small
pages of e-draft.am, two a draft; large ones of arlis.am, one a draft; and, as the dearest case, small ones of
arlis.am, one a draft, although its acts are never that small.
"""

import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from config import sources
from crawler import recorded
from crawler.archive import Archive
from crawler.sources.arlis import pages as arlis
from crawler.sources.arlis.spider import ArlisSpider
from crawler.sources.edraft import pages as edraft
from crawler.sources.edraft.spider import EdraftSpider
from crawler.spider import Job, SourceSpider
from crawler.store import DatabaseStore
from crawler.walk import walk
from legislation.archive import Answer
from legislation.ingest import Outcome
from legislation.scraped import ScrapedDraft
from legislation.storage import runs
from legislation.storage.database import opened
from legislation.vocabulary import Origin

Make = Callable[[int, random.Random], dict[str, bytes]]
"""Makes so many pages, by address."""

_LINES = re.compile(r"<(?:P|div)\b[^>]*>[^\n]{60,}</(?:P|div)>")
_WORDS = re.compile(r"(?<=>)[^<>]{20,}(?=<)")


@dataclass(frozen=True)
class Model:
    """A recorded page to vary: between ``begin`` and ``end`` stand the lines that are drawn from."""

    url: str
    begin: str
    end: str

    def vary(self, kilobytes: int, chance: random.Random) -> bytes:
        """A page of about so many kilobytes that is like no other."""
        source = "edraft" if "e-draft" in self.url else "arlis"
        row = next(row for row in recorded.rows(source) if row.url == self.url)
        head, _, rest = row.content.decode().partition(self.begin)
        body, _, tail = rest.partition(self.end)
        if source == "arlis":
            head = "<html><body>"  # the notes above the act alone are larger than a small page
        head, tail = head + self.begin, self.end + tail + "</body></html>"
        choice = _LINES.findall(body)
        lines, missing = [], kilobytes * 1024 - len((head + tail).encode())
        while missing > 0:
            line = chance.choice(choice)
            lines.append(_WORDS.sub(lambda words: _shuffled(words[0], chance), line))
            missing -= len(lines[-1].encode()) + 1
        return "\n".join((head, *lines, tail)).encode()


def _shuffled(text: str, chance: random.Random) -> str:
    words = text.split()
    chance.shuffle(words)
    return re.sub(r"\d", lambda _: str(chance.randrange(10)), " ".join(words))


ABOUT = Model("https://www.e-draft.am/en/projects/7191/about", "<div>ՆԱԽԱԳԻԾ</div>", "</body>")
REASONS = Model(
    "https://www.e-draft.am/projects/532/justification", "<div>ՏԵՂԵԿԱՆՔՀԻՄՆԱՎՈՐՈՒՄ</div>", "</body>"
)
ACT = Model(
    "https://www.arlis.am/hy/acts/179718",
    '<div id="act_body" class="act-content__wrapper">',
    '<div id="act_sidebar"',
)


def small_drafts(size: int, chance: random.Random) -> dict[str, bytes]:
    addresses = [edraft.project(number) for number in range(1, size // 2 + 1)]
    about = {one["about"]: ABOUT.vary(5, chance) for one in addresses}
    return about | {one["justification"]: REASONS.vary(5, chance) for one in addresses}


def acts(kilobytes: int) -> Make:
    return lambda size, chance: {arlis.act(n): ACT.vary(kilobytes, chance) for n in range(1, size + 1)}


CASES: dict[str, tuple[type[SourceSpider], Make]] = {
    "5 KB": (EdraftSpider, small_drafts),
    "80 KB": (ArlisSpider, acts(80)),
    "5 KB, one page a draft": (ArlisSpider, acts(5)),
}


class Dropped:
    """Archive and store of the crawl that keeps nothing."""

    def write(self, answer: Answer) -> str:
        return ""

    def flush(self) -> None:
        pass

    def highest_number(self) -> int | None:
        return None

    def known(self, keys: Iterable[str]) -> set[str]:
        return set()

    def due(self) -> list[str]:
        return []

    def unread(self) -> list[str]:
        return []

    def keep(self, draft: ScrapedDraft) -> Outcome:
        return "new"

    def note(self, problem: str) -> None:
        raise AssertionError(problem)


class InMemory:
    """Records that lie in memory, and the moment at which the spider first looked at them."""

    def __init__(self, made: dict[str, bytes], now: datetime) -> None:
        self._pages, self._now = made, now
        self.begun = 0.0

    def find(self, url: str, accept: str | None) -> Answer | None:
        if url not in self._pages:
            return None
        headers = (("Content-Type", "text/html; charset=utf-8"),)
        return Answer(url, 200, headers, self._pages[url], self._now, Origin.RECORDED)

    def urls(self) -> Iterable[str]:
        self.begun = self.begun or time.perf_counter()
        return self._pages


def best(case: str, size: int, rounds: int) -> tuple[float, float]:
    """The shortest seconds a page, ours and the peer's, of crawls taken in turns."""
    taken = [(measure(case, False, size), measure(case, True, size)) for _ in range(rounds)]
    return min(ours for _, ours in taken), min(peer for peer, _ in taken)


def measure(case: str, keeps: bool, size: int) -> float:
    """Seconds a page of one crawl, in a process of its own, as Scrapy starts but once."""
    command = [sys.executable, "-m", "benchmarks.crawl", "--size", str(size), "--child", case]
    done = subprocess.run(  # noqa: S603 - ourselves
        [*command, "ours" if keeps else "peer"], capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return float(done.stdout) / size


def child(case: str, keeps: bool, size: int) -> float:
    """Seconds of one crawl without the start of Scrapy; every draft must have been taken."""
    now = datetime(2026, 11, 2, tzinfo=UTC)
    spider, make = CASES[case]
    made = make(size, random.Random(1))
    source = sources.load()[spider.pages.SOURCE]
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/orakarg.sqlite"
        with opened(url) if keeps else nullcontext() as database:
            store: Any = Dropped()
            archive: Any = store
            if database:
                with database.write() as session:
                    run_id = runs.start(session, source.name, now).id
                store = DatabaseStore(database, source.name, run_id, now, "benchmark")
                archive = Archive(Path(folder), source.name, now)
            recordings = InMemory(made, now)
            job = Job(source, now, lambda: now, store, archive, recordings)
            walk(spider, job, "benchmark")
            seconds = time.perf_counter() - recordings.begun
    if (job.tally.pages, job.tally.problems, job.tally.stopped) != (len(made), [], None):
        raise RuntimeError(f"not all was read and kept: {job.tally}")
    return seconds


def main() -> None:
    parser = argparse.ArgumentParser(description="What does it cost to keep what a crawl brings?")
    parser.add_argument("--size", type=int, default=2000, help="pages of each crawl")
    parser.add_argument("--rounds", type=int, default=3, help="the best of so many counts")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        case, who = options.child
        print(child(case, who == "ours", options.size))
        return
    result = {}
    for case in CASES:
        ours, peer = best(case, options.size, options.rounds)
        result[case] = {"ours": ours, "peer": peer, "ratio": ours / peer}
        if not options.json:
            print(f"{case}: {ours * 1e3:.2f} ms a page, dropped {peer * 1e3:.2f} ms, ratio {ours / peer:.2f}")
    if options.json:
        print(json.dumps(result))


if __name__ == "__main__":
    main()

"""What fifteen sources bring in one night, made up of what the project carries.

New are 500 items: 150 drafts of e-draft.am (two pages each), 150 acts of arlis.am and 40 entries in each of
five feeds. Their pages are recorded ones with other numbers, and all their texts are lines of the acts in
``benchmarks/texts`` in an order that never comes twice. Beside them lies every recorded page of the ten
sources that have any, as on a night on which nothing else is new. The five feeds are of nobody: they stand in
a ``sources.toml`` of their own, in a tree of links to this one.
"""

import random
import re
import shutil
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from html import escape
from pathlib import Path

from sqlalchemy.orm import Session

from benchmarks.crawl import ABOUT, ACT, REASONS, Model
from crawler import recorded
from crawler.archive import Archive
from crawler.sources.arlis import pages as arlis
from crawler.sources.edraft import pages as edraft
from legislation import people
from legislation.archive import Answer
from legislation.subscribe import subscribe
from legislation.vocabulary import Frequency, Origin, RoleName

ROOT = Path(__file__).parents[1]
ITEMS = {"edraft": 150, "arlis": 150, "feeds": 200}
FEEDS = 5
FOLLOWERS = 300
FIRST = 500_000
"""Numbers from here on belong to no recorded page."""
KILOBYTES = {"draft": 8, "act": 40, "entry": 2}
PACKAGES = ("alerts", "benchmarks", "crawler", "legislation", "nlp", "search_api", "orakarg.py")

Pages = dict[str, tuple[str, bytes]]
"""Media type and bytes by address."""


class Lines:
    """Endless Armenian text, the same for the same seed."""

    def __init__(self, seed: int = 1) -> None:
        self._chance = random.Random(seed)
        texts = sorted((ROOT / "benchmarks" / "texts").glob("*.txt"))
        self._lines = [
            line for path in texts for line in path.read_text("utf-8").splitlines() if len(line) > 40
        ]

    def one(self) -> str:
        return self._chance.choice(self._lines)

    def many(self, kilobytes: int) -> Iterator[str]:
        size = 0
        while size < kilobytes * 1024:
            line = self.one()
            yield line
            size += len(line.encode())


def tree(folder: Path) -> Path:
    """This project as links, with five feeds more in its ``sources.toml``."""
    folder.mkdir()
    for name in PACKAGES:
        (folder / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / "config", folder / "config")
    with (folder / "config" / "sources.toml").open("a", encoding="utf-8") as facts:
        for number in range(1, FEEDS + 1):
            facts.write(
                f'\n[[feeds.feeds]]\nname = "made_up_{number}"\ntitle = "Made up {number}"\n'
                f'url = "{feed(number)}"\nlanguage = "hy"\nbody = "Nobody"\nlicence = "None: made up."\n'
            )
    return folder


def follow(session: Session, now: datetime) -> None:
    """300 people who each follow three words that stand side by side in one of the lines."""
    lines, chance = Lines(seed=2), random.Random(3)
    for number in range(FOLLOWERS):
        address = f"follower-{number}@example.org"
        person = people.add(session, address, f"Հետևորդ {number}", "hy", roles=(RoleName.READER,), now=now)
        words = re.findall(r"\w+", lines.one())
        at = chance.randrange(max(len(words) - 2, 1))
        phrase = f'"{" ".join(words[at : at + 3])}"'
        subscribe(session, person, phrase, frequency=Frequency.IMMEDIATE, now=now)


def feed(number: int) -> str:
    return f"https://made-up-{number}.example/rss.xml"


def record(folder: Path, now: datetime) -> int:
    """Write WARC files with the answers of the night, a folder for each source; how many answers."""
    lines = Lines()
    made: Mapping[str, Pages] = {"edraft": drafts(lines), "arlis": acts(lines), "feeds": feeds(lines, now)}
    written = 0
    for source in recorded.sources():
        archive = Archive(folder, source, now)
        for answer in (*carried(source, now), *_answers(made.get(source, {}), now)):
            archive.write(answer)
            written += 1
        archive.close()
    return written


def carried(source: str, now: datetime) -> Iterator[Answer]:
    """The recorded answers of a source, of each address the latest."""
    latest = {(row.url, row.accept): row for row in sorted(recorded.rows(source), key=lambda row: row.day)}
    for row in latest.values():
        asked = (("Accept", row.accept),) if row.accept else ()
        yield Answer(
            row.url, row.status, (("Content-Type", row.media_type),), row.content, now, row.origin, asked
        )


def _answers(pages: Pages, now: datetime) -> Iterator[Answer]:
    for url, (media_type, content) in pages.items():
        yield Answer(
            url, 200, (("Content-Type", f"{media_type}; charset=utf-8"),), content, now, Origin.REBUILT
        )


def drafts(lines: Lines) -> Pages:
    made: Pages = {}
    for number in range(FIRST, FIRST + ITEMS["edraft"]):
        addresses = edraft.project(number)
        for part, model in (("about", ABOUT), ("justification", REASONS)):
            made[addresses[part]] = ("text/html", _page(model, lines, "draft", "<div>{}</div>"))
    return made


def acts(lines: Lines) -> Pages:
    made: Pages = {}
    for number in range(FIRST, FIRST + ITEMS["arlis"]):
        page = _page(ACT, lines, "act", "<P>{}</P>").replace(b"1734", b"%d" % number)
        made[arlis.act(number)] = ("text/html", page)
    return made


def _page(model: Model, lines: Lines, kind: str, markup: str) -> bytes:
    """A recorded page with other words in its middle."""
    source = "edraft" if "e-draft" in model.url else "arlis"
    row = next(row for row in recorded.rows(source) if row.url == model.url)
    head, _, rest = row.content.decode().partition(model.begin)
    _, _, tail = rest.partition(model.end)
    body = "\n".join(markup.format(escape(line)) for line in lines.many(KILOBYTES[kind]))
    return "".join((head, model.begin, body, model.end, tail)).encode()


def feeds(lines: Lines, now: datetime) -> Pages:
    each = ITEMS["feeds"] // FEEDS
    made: Pages = {}
    for number in range(1, FEEDS + 1):
        items = "".join(_entry(lines, f"https://made-up-{number}.example/{n}", now) for n in range(each))
        channel = f"<channel><title>Made up {number}</title>{items}</channel>"
        content = f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0">{channel}</rss>'
        made[feed(number)] = ("application/rss+xml", content.encode())
    return made


def _entry(lines: Lines, address: str, now: datetime) -> str:
    title = escape(re.sub(r"\s+", " ", lines.one())[:150])
    words = escape(" ".join(lines.many(KILOBYTES["entry"])))
    day = (now - timedelta(hours=3)).strftime("%a, %d %b %Y %H:%M:%S +0400")
    return (
        f"<item><title>{title}</title><link>{address}</link><guid>{address}</guid><pubDate>{day}</pubDate>"
        f"<description>{words}</description></item>"
    )

"""The sources that are read, from ``sources.toml``: typed facts, no behaviour."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

LANGUAGES = ("hy", "en", "ru")


@dataclass(frozen=True)
class Feed:
    """One RSS or Atom feed, or sitemap, of the source ``feeds``.

    ``body`` is who issues what it lists, ``kind`` what sort of text that is, if all is of one sort. With
    ``pages`` the page behind each entry is read too. ``requires`` names the fields that each entry tells.
    One that is not ``on`` is never asked.
    """

    name: str
    title: str
    url: str
    language: str
    body: str
    licence: str
    kind: str | None = None
    pages: bool = False
    requires: tuple[str, ...] = ("titles", "published", "identifiers.entry_id")
    on: bool = True

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or ""


@dataclass(frozen=True)
class Source:
    """One source. ``delay`` is in seconds, ``schedule`` a cron line in the time of Yerevan.

    ``quiet`` is the number of days without anything new after which somebody should look at it.
    ``requires`` names, for each kind of page, the fields that it always tells (``identifiers.celex`` for
    one identifier, ``labels.Status`` for one label): a page without one is a sign that the site has
    changed. ``usual`` names those that most of its pages tell. ``least`` is how many parts of a kind each
    crawl of the living site reads at least, ``weekly`` how many new drafts any week brings at least.
    ``unreadable`` is the largest share of files that may have no text. ``labels`` are labels that somebody
    has looked at and that need no field of ours, ``stages`` such stages that are none of ours; ``closed``
    says of which of ``labels`` and ``stages`` the source has told that there are no others than those that
    we know. ``proposals`` are the kinds of page that hold what people proposed: their originals are for
    officers only. ``keep_days`` is how long answers are kept that no version was read from.
    """

    name: str
    titles: Mapping[str, str]
    publisher: str
    address: str
    licence: str
    language: str
    schedule: str
    delay: float
    hosts: tuple[str, ...]
    quiet: int
    on: bool
    first_id: int = 1
    feeds: tuple[Feed, ...] = ()
    requires: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    usual: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    least: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    weekly: int = 0
    unreadable: float = 0.3
    labels: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    proposals: tuple[str, ...] = ()
    keep_days: int = 400


def load(path: Path = Path(__file__).parent / "sources.toml") -> dict[str, Source]:
    """The sources by name, in the file's order. Raises ``ValueError`` naming the entry that is wrong."""
    tables = tomllib.loads(path.read_text("utf-8"))
    return {name: _source(name, table) for name, table in tables.items()}


def _source(name: str, table: dict[str, Any]) -> Source:
    try:
        feeds = tuple(_feed(row) for row in table.get("feeds", ()))
        hosts = dict.fromkeys(
            [*table.get("hosts", ()), *(host for feed in feeds for host in _twins(feed.host))]
        )
        lists: dict[str, Any] = {"hosts": tuple(hosts), "feeds": feeds}
        lists |= {one: _by_kind(table.get(one, {})) for one in ("requires", "usual")}
        lists |= {"least": MappingProxyType(dict(table.get("least", {})))}
        lists |= {one: tuple(table.get(one, ())) for one in ("labels", "stages", "closed", "proposals")}
        source = Source(name=name, **{**table, **lists})
        _check(source)
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"sources.toml, [{name}]: {error}") from error
    return Source(**{**vars(source), "titles": MappingProxyType(dict(source.titles))})


def _feed(row: dict[str, Any]) -> Feed:
    return Feed(**row | ({"requires": tuple(row["requires"])} if "requires" in row else {}))


def _by_kind(table: dict[str, list[str]]) -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType({kind: tuple(names) for kind, names in table.items()})


def _twins(host: str) -> tuple[str, str]:
    """A host with and without ``www``: many sites send from one to the other."""
    return host, host.removeprefix("www.") if host.startswith("www.") else f"www.{host}"


def _check(source: Source) -> None:
    missing = ", ".join(language for language in LANGUAGES if not source.titles.get(language))
    rules = (
        (not missing, f"no title in {missing}"),
        (source.delay >= 1, "delay must be at least one second"),
        (source.keep_days >= 1, "keep_days must be at least one day"),
        (bool(source.hosts), "hosts must name at least one host"),
        (re.fullmatch(r"\S+( \S+){4}", source.schedule), "schedule must be a cron line of five fields"),
        (0 <= source.unreadable <= 1, "unreadable must be a share, from 0 to 1"),
        (set(source.closed) <= {"labels", "stages"}, "closed may name labels and stages"),
    )
    for holds, words in rules:
        if not holds:
            raise ValueError(words)
    _check_feeds(source.feeds)


def _check_feeds(feeds: tuple[Feed, ...]) -> None:
    names = [feed.name for feed in feeds]
    for feed in feeds:
        if not re.fullmatch(r"[a-z0-9_.-]+", feed.name) or names.count(feed.name) > 1:
            raise ValueError(f"feed “{feed.name}”: the name must be its own, of a-z, 0-9, _ . -")
        if not feed.url.startswith(("https://", "http://")) or not feed.host:
            raise ValueError(f"feed “{feed.name}”: url must be an address of the web")

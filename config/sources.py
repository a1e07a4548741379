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
    ``pages`` the page behind each entry is read too. One that is not ``on`` is never asked.
    """

    name: str
    title: str
    url: str
    language: str
    body: str
    licence: str
    kind: str | None = None
    pages: bool = False
    on: bool = True

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or ""


@dataclass(frozen=True)
class Source:
    """One source. ``delay`` is in seconds, ``schedule`` a cron line in the time of Yerevan.

    ``quiet`` is the number of days without anything new after which somebody should look at it.
    ``requires`` names, for each kind of page, the fields that it always tells (``identifiers.celex`` for
    one identifier): a page without one is a sign that the site has changed. ``labels`` are labels that
    somebody has looked at and that need no field of ours. ``proposals`` are the kinds of page that hold
    what people proposed: their originals are for officers only. ``keep_days`` is how long answers are
    kept that no version was read from.
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
    labels: tuple[str, ...] = ()
    proposals: tuple[str, ...] = ()
    keep_days: int = 400


def load(path: Path = Path(__file__).parent / "sources.toml") -> dict[str, Source]:
    """The sources by name, in the file's order. Raises ``ValueError`` naming the entry that is wrong."""
    tables = tomllib.loads(path.read_text("utf-8"))
    return {name: _source(name, table) for name, table in tables.items()}


def _source(name: str, table: dict[str, Any]) -> Source:
    try:
        feeds = tuple(Feed(**row) for row in table.get("feeds", ()))
        hosts = dict.fromkeys(
            [*table.get("hosts", ()), *(host for feed in feeds for host in _twins(feed.host))]
        )
        requires = {part: tuple(names) for part, names in table.get("requires", {}).items()}
        lists = {"hosts": tuple(hosts), "feeds": feeds, "requires": MappingProxyType(requires)}
        lists |= {name: tuple(table.get(name, ())) for name in ("labels", "proposals")}
        source = Source(name=name, **{**table, **lists})
        _check(source)
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"sources.toml, [{name}]: {error}") from error
    return Source(**{**vars(source), "titles": MappingProxyType(dict(source.titles))})


def _twins(host: str) -> tuple[str, str]:
    """A host with and without ``www``: many sites send from one to the other."""
    return host, host.removeprefix("www.") if host.startswith("www.") else f"www.{host}"


def _check(source: Source) -> None:
    missing = [language for language in LANGUAGES if not source.titles.get(language)]
    if missing:
        raise ValueError(f"no title in {', '.join(missing)}")
    if source.delay < 1:
        raise ValueError("delay must be at least one second")
    if source.keep_days < 1:
        raise ValueError("keep_days must be at least one day")
    if not source.hosts:
        raise ValueError("hosts must name at least one host")
    if not re.fullmatch(r"\S+( \S+){4}", source.schedule):
        raise ValueError("schedule must be a cron line of five fields")
    _check_feeds(source.feeds)


def _check_feeds(feeds: tuple[Feed, ...]) -> None:
    names = [feed.name for feed in feeds]
    for feed in feeds:
        if not re.fullmatch(r"[a-z0-9_.-]+", feed.name) or names.count(feed.name) > 1:
            raise ValueError(f"feed “{feed.name}”: the name must be its own, of a-z, 0-9, _ . -")
        if not feed.url.startswith(("https://", "http://")) or not feed.host:
            raise ValueError(f"feed “{feed.name}”: url must be an address of the web")

"""A page of a feed or a sitemap: whose it is, its entries, and where it goes on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from lxml import etree

from config.sources import Feed
from crawler import days
from crawler.decoding import refuse_armscii
from crawler.sources.feeds import addresses, entries, markup, xml
from crawler.sources.feeds.entry import Channel
from legislation.errors import UnexpectedPage
from legislation.scraped import Page, ScrapedPart

MOST_ENTRIES = 1000
_ENTRIES = {"rss": "item", "rdf": "item", "feed": "entry", "urlset": "url", "sitemapindex": "sitemap"}


@dataclass(frozen=True)
class Told:
    """What a page of a feed tells.

    ``problems`` are those of the page itself. ``following`` is where older entries are. ``sitemaps`` are
    those that an index of sitemaps names, the newest first, with the day of their last change.
    """

    parts: list[ScrapedPart]
    problems: tuple[str, ...] = ()
    following: str | None = None
    sitemaps: tuple[tuple[str, date | None], ...] = ()

    @property
    def losses(self) -> list[str]:
        """The problems by which something may be missing."""
        return [problem for problem in self.problems if xml.MENDED not in problem]


def told(page: Page, feeds: Sequence[Feed], *, sure: bool = False) -> Told:
    """What a page tells; ``feeds`` are those that it may be of, ``sure`` if it is of the first.

    Raises UnexpectedPage for a page that is no feed, or a feed without entries.
    """
    document = xml.parse(page)
    root = document.root
    wanted = _ENTRIES[xml.local(root)]
    found = [e for e in root.iter(etree.Element) if xml.local(e) == wanted]
    if document.torn:
        found = found[:-1]
    if not found:
        raise UnexpectedPage("; ".join(("the feed has no entries", *document.problems)))
    channel = _channel(page, root, found[0], feeds, sure)
    if wanted == "sitemap":
        return _index(page, channel, found, document.problems)
    chosen = _chosen(found)
    left_out = (f"{len(found) - len(chosen)} entries are left out",) if len(chosen) < len(found) else ()
    parts = entries.once(entries.part(page, element, channel) for element in chosen)
    odd = refuse_armscii([next(iter(part.titles.values()), "") for part in parts])
    problems = (*document.problems, *left_out, *odd)
    return Told(
        [replace(part, problems=(*problems, *part.problems)) for part in parts],
        problems,
        _link(root, channel, "next"),
    )


def _chosen(found: list[etree._Element]) -> list[etree._Element]:
    """As many entries as we take; of a sitemap those that changed last."""
    if len(found) > MOST_ENTRIES and xml.local(found[0]) == "url":
        found = sorted(found, key=lambda e: _changed(e) or date.min, reverse=True)
    return found[:MOST_ENTRIES]


def _index(page: Page, channel: Channel, found: list[etree._Element], problems: tuple[str, ...]) -> Told:
    """An index of sitemaps: no entries, but where they are."""
    located = [(addresses.absolute(channel.base, _child(e, "loc")), _changed(e)) for e in found]
    ordered = sorted(located, key=lambda one: one[1] or date.max, reverse=True)
    sitemaps = {url: day for url, day in ordered if url}
    if not sitemaps:
        raise UnexpectedPage("an index of sitemaps that names none")
    part = ScrapedPart(
        key=addresses.UNKNOWN,
        url=page.url if page.url.startswith(addresses.HTTP) else "",
        part="sitemaps",
        origin=page.origin,
        links=tuple(sitemaps),
        problems=problems,
        page=page,
    )
    return Told([part], problems, None, tuple(sitemaps.items()))


def _changed(element: etree._Element) -> date | None:
    return days.day_of(_child(element, "lastmod"))


def _child(element: etree._Element, named: str) -> str:
    return next(
        ((e.text or "").strip() for e in element.iterchildren(etree.Element) if xml.local(e) == named), ""
    )


def _channel(
    page: Page, root: etree._Element, first: etree._Element, feeds: Sequence[Feed], sure: bool
) -> Channel:
    head = next((e for e in root.iter(etree.Element) if xml.local(e) == "channel"), root)
    based = next((url for url in (page.url, root.base) if url and url.startswith(addresses.HTTP)), "")
    title = next((e for e in head.iterchildren(etree.Element) if xml.local(e) == "title"), None)
    told = Channel("", None, markup.line(markup.of(title)) if title is not None else "", based)
    own, site = _link(root, told, "self"), _link(root, told, "alternate")
    entry = next((url for name in ("link", "loc") if (url := _href(first, name))), "")
    known = (told.base or None, own, site or _href(head, "link"), entry)
    feed = feeds[0] if sure else _whose(known, feeds)
    host = next((host for url in known if (host := addresses.host(url))), "")
    return replace(
        told,
        name=feed.name
        if feed
        else host or page.url.rpartition(":")[2].rpartition("/")[2].partition(".")[0] or "?",
        feed=feed,
        base=next((url for url in known if url and addresses.host(url)), ""),
        language=_child(head, "language") or None,
    )


def _whose(known: Iterable[str | None], feeds: Sequence[Feed]) -> Feed | None:
    """The feed at one of these addresses; else the one at the host of the first that a feed is at."""
    urls = [url for url in known if url]
    for feed in feeds:
        if any(addresses.canonical(url) == addresses.canonical(feed.url) for url in urls):
            return feed
    hosts = [addresses.host(url) for url in urls]
    return next((feed for host in hosts for feed in feeds if addresses.host(feed.url) == host), None)


def _link(root: etree._Element, channel: Channel, rel: str) -> str | None:
    """Where a link of the feed itself goes, ``self`` or ``next``."""
    inside = [root, *(e for e in root.iterchildren(etree.Element) if xml.local(e) == "channel")]
    for element in (e for parent in inside for e in parent.iterchildren(etree.Element)):
        if xml.local(element) == "link" and element.get("rel") == rel and element.get("href"):
            return addresses.absolute(channel.base, element.get("href", ""))
    return None


def _href(element: etree._Element, named: str) -> str:
    for child in element.iterchildren(etree.Element):
        if xml.local(child) == named and (url := child.get("href") or (child.text or "").strip()):
            return url
    return ""

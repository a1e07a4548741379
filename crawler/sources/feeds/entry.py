"""The elements of an entry by our names for them: one table for RSS 0.9x, 1.0, 2.0, Atom and sitemaps."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from config.sources import Feed
from crawler.sources.feeds import addresses, xml

TITLES = ("title", "atom:title", "dc:title", "news:title", "media:title")
SUMMARIES = (
    *("content:encoded", "content", "atom:content", "description", "summary", "atom:summary"),
    *("dc:description", "media:description", "dcterms:abstract"),
)
PUBLISHED = (
    *("pubDate", "published", "issued", "atom:published", "created", "dc:date", "dcterms:issued"),
    *("news:publication_date", "dcterms:created"),
)
UPDATED = ("updated", "modified", "atom:updated", "dcterms:modified", "lastmod")
LINKS = ("link", "atom:link")
PERSONS = frozenset(
    "author contributor dc:creator dc:contributor atom:author managingEditor webMaster".split()
)
"""Names and mail addresses of people are not collected."""

PAGES = (None, "text/html", "application/xhtml+xml")
"""The types of a link that leads to a page for people."""

_NEWS = "news:news"

Fields = Mapping[str, list[etree._Element]]


@dataclass(frozen=True)
class Channel:
    """What holds for all entries of a feed: the name that keys begin with, and our facts about it."""

    name: str
    feed: Feed | None
    title: str = ""
    base: str = ""
    language: str | None = None


@dataclass(frozen=True)
class Entry:
    """One entry; ``base`` is where relative addresses begin if it does not say so itself."""

    element: etree._Element
    base: str
    fields: Fields = field(default_factory=dict)

    def all(self, names: Iterable[str]) -> Iterator[etree._Element]:
        """The elements of these names, name by name."""
        for one in names:
            yield from self.fields.get(one, ())

    def text(self, *names: str) -> str:
        """The first of these that says anything."""
        return next((text for e in self.all(names) if (text := xml.text(e))), "")

    def link(self, url: str | None, element: etree._Element | None = None) -> str | None:
        """Where an address of the entry, or of an element of it, leads."""
        base = element.base if element is not None else self.element.base
        return addresses.absolute(base if base and base.startswith(addresses.HTTP) else self.base, url or "")


def entry_of(element: etree._Element, base: str) -> Entry:
    """An entry with its fields; the news of a sitemap are fields of their own."""
    core = xml.namespace(element)
    fields: dict[str, list[etree._Element]] = {}
    for child in element.iterchildren(etree.Element):
        inside = child.iterchildren(etree.Element) if xml.name(child, core) == _NEWS else [child]
        for one in inside:
            fields.setdefault(xml.name(one, core), []).append(one)
    return Entry(element, base, fields)

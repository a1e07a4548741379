"""What an entry points to, and what it says beside title and text."""

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from crawler.sources.feeds import markup, xml
from crawler.sources.feeds.entry import LINKS, PAGES, PERSONS, SUMMARIES, TITLES, Entry
from legislation.scraped import ScrapedAttachment

_TOLD = frozenset((*TITLES, *SUMMARIES, *LINKS, *PERSONS, "guid", "id", "enclosure"))
_IGNORED = frozenset("comments source loc changefreq priority xhtml:link news:publication".split())
_NOISE = frozenset("slash wfw thr sy itunes media georss geo image video".split())
"""Prefixes of what says nothing about the matter, or changes with every reader."""
_PICTURES = ("image/", "audio/", "video/")
_RELATED = ("related", "via", "http://purl.org/dc/terms/tableOfContents")
_MEANT = ("term", "label", "Value", "Date", "URI", "href", "value", "url", "domain")
_ADDRESS = re.compile(r"https?://[^\s<>\"«»“”]+[^\s<>\"«»“”.,;:!?)\]]")
_CELEX = re.compile(r"(?<![\w/])(?:celex:\s*)?([1-9]\d{4}[A-Z]{1,2}\d{4})(?!\w)", re.IGNORECASE)
_CELEX_ADDRESS = "https://publications.europa.eu/resource/celex/"
_MOST_LINKS = 100


def attachments(entry: Entry, url: str | None) -> tuple[ScrapedAttachment, ...]:
    """Enclosures and the entry in other forms, without pictures and sound."""
    links = [e for e in entry.all(LINKS) if e.get("rel") in ("enclosure", "alternate")]
    found: dict[str, ScrapedAttachment] = {}
    for element in [*entry.all(("enclosure",)), *links]:
        form = (element.get("type") or "").split(";")[0].strip().lower() or None
        address = entry.link(element.get("url") or element.get("href"), element)
        is_page = element.get("rel") == "alternate" and form in PAGES
        if address and address != url and not is_page and not (form or "").startswith(_PICTURES):
            found.setdefault(address, ScrapedAttachment(address, element.get("title") or "", form))
    return tuple(found.values())


def labels(entry: Entry, feed: str) -> tuple[tuple[str, str], ...]:
    """The name of the feed, dates and categories as written, and everything that we have no field for."""
    told = [("feed", feed)] if feed else []
    for name, elements in entry.fields.items():
        if name not in _TOLD | _IGNORED and name.partition(":")[0] not in _NOISE:
            told += [(name, value) for element in elements for value in _values(element)]
    return tuple(dict.fromkeys(told))


def links(entry: Entry, url: str | None, lines: Sequence[str]) -> tuple[str, ...]:
    """The addresses in the text, the EU documents that it names, and what the entry is related to."""
    found = [
        entry.link(href, element)
        for element in entry.all(SUMMARIES)
        for href in markup.hrefs(markup.of(element))
    ]
    found += [entry.link(e.get("href"), e) for e in entry.all(LINKS) if e.get("rel") in _RELATED]
    others = [e for elements in entry.fields.values() for e in elements]
    found += [entry.link(e.get("URI"), e) for e in others if e.get("URI")]
    found += [address for line in lines for address in _ADDRESS.findall(line)]
    words = "\n".join(map(xml.text, others))
    found += [f"{_CELEX_ADDRESS}{number.upper()}" for number in _CELEX.findall(words)]
    return tuple(dict.fromkeys(link for link in found if link and link != url))[:_MOST_LINKS]


def _values(element: etree._Element) -> Iterator[str]:
    """The texts of an element and of those in it; where there is none, its first attribute with a meaning."""
    for one in element.iter(etree.Element):
        text = " ".join((one.text or "").split()) if len(one) else xml.text(one)
        if value := text or next((v for name in _MEANT if (v := one.get(name))), ""):
            yield value

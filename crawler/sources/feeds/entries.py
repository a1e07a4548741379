"""Entries of RSS 0.9x, 1.0, 2.0 and of Atom, read by one table: only the names differ."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from lxml import etree

from config.sources import Feed
from crawler import days
from crawler.sources.feeds import addresses, markup, xml
from legislation.scraped import Page, ScrapedAttachment, ScrapedPart
from legislation.text import language_of
from legislation.vocabulary import LANGUAGES, Kind

TITLES = ("title", "atom:title", "dc:title", "news:title", "media:title")
SUMMARIES = ("content:encoded", "content", "atom:content", "description", "summary", "atom:summary")
MORE_SUMMARIES = ("dc:description", "media:description", "dcterms:abstract")
PUBLISHED = ("pubDate", "published", "issued", "atom:published", "created", "dc:date", "dcterms:issued")
MORE_PUBLISHED = ("news:publication_date", "dcterms:created", "date")
UPDATED = ("updated", "modified", "atom:updated", "dcterms:modified", "lastmod")
CATEGORIES = ("category", "dc:subject", "media:category", "dcterms:subject")
PERSONS = (
    "author",
    "contributor",
    "dc:creator",
    "dc:contributor",
    "atom:author",
    "managingEditor",
    "webMaster",
)
"""Names and mail addresses of people are not collected."""

_TOLD = frozenset(
    (*TITLES, *SUMMARIES, *MORE_SUMMARIES, *PERSONS, "link", "atom:link", "guid", "id", "enclosure")
)
_IGNORED = frozenset(
    "comments source media:content media:thumbnail media:group loc changefreq priority image:image"
    " video:video xhtml:link news:publication".split()
)
_PICTURES = ("image/", "audio/", "video/")
_PAGES = (None, "text/html", "application/xhtml+xml")
_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_ENOUGH_LETTERS = 20
_OWN_LETTERS = re.compile("[\u0400-\u04ff\u0531-\u0587]{3}")
_FIRST_WORDS = 120
_FURTHEST = 2100
_MOST_LINKS = 100

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
class _Entry:
    """An entry's elements by our names for them."""

    element: etree._Element
    base: str
    fields: Fields = field(default_factory=dict)

    def all(self, names: Iterable[str]) -> Iterator[etree._Element]:
        for one in names:
            yield from self.fields.get(one, ())

    def text(self, *names: str) -> str:
        """The first of these that says anything."""
        return next((text for e in self.all(names) if (text := xml.text(e))), "")

    def link(self, url: str | None, element: etree._Element | None = None) -> str | None:
        base = element.base if element is not None else self.element.base
        return addresses.absolute(base if base and base.startswith(addresses.HTTP) else self.base, url or "")


def part(page: Page, element: etree._Element, channel: Channel) -> ScrapedPart:
    """What one entry tells. Its key is unknown where it has neither id nor address."""
    entry = _entry(element, channel)
    url, problems = _address(entry)
    identity, told = _identity(entry, url)
    lines = max(
        (markup.lines(markup.of(e)) for e in entry.all((*SUMMARIES, *MORE_SUMMARIES))), key=_size, default=[]
    )
    language = _language(entry, channel, " ".join(lines))
    titles, nameless = _titles(entry, language, lines)
    published, odd = _published(entry, page)
    kind = Kind(channel.feed.kind) if channel.feed and channel.feed.kind else None
    return ScrapedPart(
        key=addresses.key(channel.name, identity) if identity else addresses.UNKNOWN,
        url=url or "",
        part="entry",
        origin=page.origin,
        titles=titles,
        kind=kind,
        body=channel.feed.body if channel.feed else None,
        published=published,
        identifiers=told,
        language=language,
        text="\n".join(lines) or None,
        attachments=_attachments(entry, url),
        labels=_labels(entry, channel),
        links=_links(entry, url),
        problems=(*problems, *nameless, *odd),
        page=page,
    )


def once(parts: Iterable[ScrapedPart]) -> list[ScrapedPart]:
    """The parts, each key once; entries that share an id although their addresses differ go by address."""
    kept: dict[str, ScrapedPart] = {}
    result: list[ScrapedPart] = []
    for one in parts:
        before = kept.get(one.key)
        if before is None or one.key == addresses.UNKNOWN:
            kept.setdefault(one.key, one)
            result.append(one)
        elif one.url and one.url != before.url:
            feed = one.key.split(":", 2)[1]
            key = addresses.key(feed, addresses.digest(one.url))
            problem = "another entry of the feed has the same id"
            if key not in kept:
                kept[key] = replace(one, key=key, problems=(*one.problems, problem))
                result.append(kept[key])
    return result


def _entry(element: etree._Element, channel: Channel) -> _Entry:
    core = xml.namespace(element)
    fields: dict[str, list[etree._Element]] = {}
    for child in element:
        named = xml.name(child, core)
        for one in child if named == "news:news" else [child]:
            fields.setdefault(xml.name(one, core), []).append(one)
    return _Entry(element, channel.base, fields)


def _address(entry: _Entry) -> tuple[str | None, list[str]]:
    """The page of an entry, and a problem if it is told but is no address of the web."""
    told = [(e, e.get("href") or e.text) for e in _alternates(entry)]
    told += [(e, e.text) for e in entry.all(("guid",)) if e.get("isPermaLink", "true").strip() != "false"]
    told += [
        (e, e.text) for e in entry.all(("loc", "id")) if (e.text or "").strip().lower().startswith("http")
    ]
    for element, url in told:
        if url and url.strip() and (found := entry.link(url, element)):
            return found, []
    words = next((url.strip() for _, url in told if url and url.strip()), None)
    return None, [f"not an address: “{words}”" if words else "the entry has no address"]


def _alternates(entry: _Entry) -> list[etree._Element]:
    """The links to the page itself: first those that say nothing else, then those to a page of HTML."""
    links = [e for e in entry.all(("link", "atom:link")) if (e.get("rel") or "alternate") == "alternate"]
    pages = [e for e in links if e.get("type") in _PAGES]
    return sorted(pages, key=lambda e: e.get("rel") is not None)


def _identity(entry: _Entry, url: str | None) -> tuple[str | None, dict[str, str]]:
    """The id by which the entry is known again, and its identifiers. Never built from a title."""
    told = entry.text("guid", "id", "loc")
    about = next(
        (v for k, v in entry.element.attrib.items() if str(k).endswith("}about") or k == "about"), ""
    )
    identity = told or str(about).strip()
    if identity:
        return identity, {"entry_id": identity}
    is_atom = xml.local(entry.element) == "entry"
    return (addresses.digest(url) if is_atom else url) if url else None, {}


def _titles(entry: _Entry, language: str, lines: list[str]) -> tuple[dict[str, str], list[str]]:
    """The title, by its languages where it marks them; without one the first words of the text."""
    for element in entry.all(TITLES):
        marked = [e for e in element.iter() if e is not element and e.get(_XML_LANGUAGE)]
        by_language = {e.get(_XML_LANGUAGE, "")[:2]: xml.text(e) for e in marked}
        if len(by_language) > 1:
            return by_language, []
        if title := markup.line(markup.of(element)):
            return {language: title}, []
    if not lines:
        return {}, [] if "loc" in entry.fields else ["the entry has no title"]
    words = lines[0] if len(lines[0]) <= _FIRST_WORDS else f"{lines[0][:_FIRST_WORDS].rsplit(' ', 1)[0]} …"
    return {language: words}, ["the entry has no title: these are its first words"]


def _language(entry: _Entry, channel: Channel, text: str) -> str:
    """What the words say, where there are enough; else what the entry, the feed, or our facts say."""
    scope = (entry.element, *entry.element.iterancestors())
    told = next((value for e in scope if (value := e.get(_XML_LANGUAGE))), None) or entry.text("dc:language")
    said = (told or channel.language or (channel.feed.language if channel.feed else "")).strip().lower()[:2]
    if said and said not in LANGUAGES:
        return said
    words = f"{entry.text(*TITLES)} {text}"
    enough = sum(map(str.isalpha, words)) > _ENOUGH_LETTERS or _OWN_LETTERS.search(words)
    by_words = language_of(words, said or None) if enough else None
    return by_words or said or "en"


def _published(entry: _Entry, page: Page) -> tuple[date | None, list[str]]:
    """The day of publication, else of the last change; none that lies in the future or cannot be read."""
    problems: list[str] = []
    latest = page.fetched_at.date().toordinal() + 1 if page.fetched_at else date(_FURTHEST, 1, 1).toordinal()
    for element in entry.all((*PUBLISHED, *MORE_PUBLISHED, *UPDATED)):
        value = " ".join((element.text or "").split())
        day = days.day_of(value)
        if day and day.toordinal() <= latest:
            return day, problems
        if value:
            problems.append(f"{'a date in the future' if day else 'not a date'}: “{value}”")
    return None, problems


def _attachments(entry: _Entry, url: str | None) -> tuple[ScrapedAttachment, ...]:
    """Enclosures and the entry in other forms, without pictures and sound."""
    links = [e for e in entry.all(("link", "atom:link")) if e.get("rel") in ("enclosure", "alternate")]
    found = []
    for element in [*entry.all(("enclosure",)), *links]:
        form = (element.get("type") or "").split(";")[0].strip().lower() or None
        address = entry.link(element.get("url") or element.get("href"), element)
        is_page = element.get("rel") == "alternate" and form in _PAGES
        if address and address != url and not is_page and not (form or "").startswith(_PICTURES):
            found.append(ScrapedAttachment(address, element.get("title") or "", form))
    return tuple({attachment.url: attachment for attachment in reversed(found)}.values())[::-1]


def _labels(entry: _Entry, channel: Channel) -> tuple[tuple[str, str], ...]:
    """Feed, dates and categories as written, and everything that we have no field for."""
    title = channel.feed.title if channel.feed else channel.title
    labels = [("feed", title)] if title else []
    for name, elements in entry.fields.items():
        if name not in _TOLD | _IGNORED:
            labels += [(name, value) for e in elements if (value := _value(e))]
    return tuple(dict.fromkeys(labels))


def _value(element: etree._Element) -> str:
    """An element's text, else what its first attribute with a meaning says."""
    text = xml.text(element)
    attributes = ("term", "label", "Value", "Date", "URI", "href", "value", "url", "domain")
    return text or next((value for name in attributes if (value := element.get(name))), "")


def _links(entry: _Entry, url: str | None) -> tuple[str, ...]:
    """The addresses in the text, and those of things that the entry is related to."""
    found = [
        entry.link(href, element)
        for element in entry.all((*SUMMARIES, *MORE_SUMMARIES))
        for href in markup.hrefs(markup.of(element))
    ]
    found += [
        entry.link(e.get("href"), e) for e in entry.all(("link", "atom:link")) if e.get("rel") in _RELATED
    ]
    found += [
        entry.link(e.get("URI"), e) for elements in entry.fields.values() for e in elements if e.get("URI")
    ]
    return tuple(dict.fromkeys(link for link in found if link and link != url))[:_MOST_LINKS]


_RELATED = ("related", "via", "http://purl.org/dc/terms/tableOfContents")


def _size(lines: list[str]) -> int:
    return sum(map(len, lines))

"""Entries of feeds and sitemaps: what each tells, and by what it is known again."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from lxml import etree

from crawler import days
from crawler.sources.feeds import addresses, markup, relations, xml
from crawler.sources.feeds.entry import (
    LINKS,
    PAGES,
    PUBLISHED,
    SUMMARIES,
    TITLES,
    UPDATED,
    Channel,
    Entry,
    entry_of,
)
from legislation.scraped import Page, ScrapedPart
from legislation.text import language_of
from legislation.vocabulary import LANGUAGES, Kind

_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_ENOUGH_LETTERS = 20
_OWN_LETTERS = re.compile("[\u0400-\u04ff\u0531-\u0587]{3}")
_FIRST_WORDS = 120
_FURTHEST = 2100
_LONGEST_DATE = 200
_TEMPLATE = re.compile(r"\$\{\w|\{\{|^\$\w+\.\w")


def part(page: Page, element: etree._Element, channel: Channel) -> ScrapedPart:
    """What one entry tells. Its key is unknown where it has neither id nor address."""
    entry = entry_of(element, channel.base)
    url, problems = _address(entry)
    identity, told = _identity(entry, url)
    lines = max((markup.lines(markup.of(e)) for e in entry.all(SUMMARIES)), key=_size, default=[])
    language = _language(entry, channel, " ".join(lines))
    titles, nameless = _titles(entry, language, lines)
    published, odd = _published(entry, page)
    kind = Kind(channel.feed.kind) if channel.feed and channel.feed.kind else None
    if any(map(_TEMPLATE.search, (identity or "", *titles.values(), *lines[:1]))):
        odd.append("the site did not fill in its template")
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
        attachments=relations.attachments(entry, url),
        labels=relations.labels(entry, channel.feed.title if channel.feed else channel.title),
        links=relations.links(entry, url, lines),
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


def _address(entry: Entry) -> tuple[str | None, list[str]]:
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


def _alternates(entry: Entry) -> list[etree._Element]:
    """The links to the page itself: first those that say nothing else, then those to a page of HTML."""
    links = [e for e in entry.all(LINKS) if (e.get("rel") or "alternate") == "alternate"]
    pages = [e for e in links if e.get("type") in PAGES]
    return sorted(pages, key=lambda e: e.get("rel") is not None)


def _identity(entry: Entry, url: str | None) -> tuple[str | None, dict[str, str]]:
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


def _titles(entry: Entry, language: str, lines: list[str]) -> tuple[dict[str, str], list[str]]:
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


def _language(entry: Entry, channel: Channel, text: str) -> str:
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


def _published(entry: Entry, page: Page) -> tuple[date | None, list[str]]:
    """The day of publication, else of the last change; none that lies in the future or cannot be read."""
    problems: list[str] = []
    latest = page.fetched_at.date().toordinal() + 1 if page.fetched_at else date(_FURTHEST, 1, 1).toordinal()
    others = [name for name in entry.fields if name.rpartition(":")[2] == "date" and name not in PUBLISHED]
    for element in entry.all((*PUBLISHED, *others, *UPDATED)):
        value = " ".join((element.text or "")[:_LONGEST_DATE].split())
        day = days.day_of(value)
        if day and day.toordinal() <= latest:
            return day, problems
        if value:
            problems.append(f"{'a date in the future' if day else 'not a date'}: “{value}”")
    return None, problems


def _size(lines: list[str]) -> int:
    return sum(map(len, lines))

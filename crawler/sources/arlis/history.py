"""What changed an act, what it changed, and what else it is tied to: each with the key of the other act."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest

from bs4 import BeautifulSoup, Tag

from crawler.sources.arlis.addresses import ACT, SOURCE
from crawler.sources.arlis.part import text_at, words


class Role(StrEnum):
    """What the other act is to the one that is shown."""

    BASE = "base"
    AMENDED_BY = "amended_by"
    INCORPORATION = "incorporation"
    AMENDS = "amends"
    CONSOLIDATED = "consolidated"
    RELATED = "related"


_HEADINGS = (
    ("փոփոխող ակտ", Role.AMENDED_BY),
    ("ինկորպորացիա", Role.INCORPORATION),
    ("փոփոխություններ է կատարել", Role.AMENDS),
    ("փոփոխված ակտ", Role.AMENDS),
    ("փոփոխվող ակտ", Role.AMENDS),
    ("յուրաքանչյուր փոփոխվողին", Role.CONSOLIDATED),
)
_COLUMNS = ((Role.AMENDED_BY, Role.INCORPORATION), (Role.AMENDS, Role.CONSOLIDATED))
"""The two columns of the first tab, and of the second, should their headings be others one day."""

_KEY = re.compile(rf"\(({SOURCE}:\d+)\)$")


@dataclass(frozen=True)
class Tie:
    """A link to another act as the page names it; ``current`` in the row of the text that is shown."""

    role: Role
    heading: str
    name: str
    number: str
    current: bool = False

    @property
    def key(self) -> str:
        return f"{SOURCE}:{self.number}"

    @property
    def label(self) -> tuple[str, str]:
        return self.heading, f"{self.name} ({self.key})"


def ties(side: BeautifulSoup) -> list[Tie]:
    """All ties that the side of a page names, in its order."""
    return [*_base(side), *_changes(side), *_relations(side)]


def identifiers(found: Iterable[Tie]) -> dict[str, str]:
    """Where references lead: the base act, what was amended and how it reads since, what brought this text.

    ``amends`` and ``consolidated`` are keys of drafts with blanks between them.
    """
    found = list(found)
    base = next((tie.number for tie in found if tie.role is Role.BASE), None)
    chosen = {
        Role.AMENDED_BY: [tie.key for tie in found if tie.role is Role.AMENDED_BY and tie.current],
        Role.AMENDS: [tie.key for tie in found if tie.role is Role.AMENDS],
        Role.CONSOLIDATED: [tie.key for tie in found if tie.role is Role.CONSOLIDATED],
    }
    keys = {str(role): " ".join(dict.fromkeys(keys)) for role, keys in chosen.items() if keys}
    return ({"act_base": base} if base else {}) | keys


def texts_of(labels: Iterable[tuple[str, str]]) -> list[str]:
    """The keys of all texts that an act has had, by the labels that its ties left."""
    told = [value for heading, value in labels if _role(heading) is Role.INCORPORATION]
    return [found[1] for value in told if (found := _KEY.search(value))]


def _base(side: BeautifulSoup) -> Iterator[Tie]:
    for link in side.select("a.act-changes-primary[href]"):
        name = text_at(link, ".act-changes-primary__date") or words(link)
        yield from _tie(Role.BASE, text_at(link, ".act-changes-primary__title"), link, name)


def _changes(side: BeautifulSoup) -> Iterator[Tie]:
    for place, history in enumerate(side.select(".act-changes-history")):
        headings = [words(span) for span in history.select(".act-changes-history__heading > span")]
        roles = [_role(h) for h in headings]
        usual = _COLUMNS[min(place, 1)]
        columns = [
            (role or fallback, heading or "")
            for role, heading, fallback in zip_longest(roles[:2], headings[:2], usual)
        ]
        for couple in history.select(".act-changes-history__couple"):
            current = "current-act" in (couple.get("class") or ())
            for (role, heading), link in zip(columns, _cells(couple), strict=False):
                if link is not None:
                    yield from _tie(role, heading, link, words(link), current)


def _cells(couple: Tag) -> list[Tag | None]:
    """The links of a couple, column by column; a column may have none."""
    items = couple.select(".act-changes-history__item")
    return [item.select_one("a[href]") for item in items] or [*couple.select("a.act-link[href]")]


def _relations(side: BeautifulSoup) -> Iterator[Tie]:
    """The acts under the tabs of other connections: general ones, court rulings, clarifications."""
    for block in side.select(".act-conection"):
        headings = [words(tab) for tab in block.select(".nested-tab")]
        for heading, container in zip(headings, block.select(".nested-tab-container"), strict=False):
            for link in container.select("a[href]"):
                yield from _tie(Role.RELATED, heading, link, words(link))


def _role(heading: str) -> Role | None:
    lower = heading.lower()
    return next((role for beginning, role in _HEADINGS if lower.startswith(beginning)), None)


def _tie(role: Role, heading: str, link: Tag, name: str, current: bool = False) -> Iterator[Tie]:
    if found := ACT.search(str(link["href"])):
        yield Tie(role, heading, name, found[1], current)

"""What the legal portal of the EAEU says: adopted acts as rows, cards, and files in five languages."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from bs4 import Tag

from crawler import doubts
from crawler.days import day_of
from crawler.decoding import refuse_armscii
from crawler.eaeu import portal, text
from crawler.eaeu.portal import Pair, Row
from crawler.sources.eaeu_documents.addresses import (
    SITE,
    SOURCE,
    UNKNOWN,
    canonical,
    is_list,
    key_of,
    listing,
    url_of,
)
from legislation import scraped
from legislation.errors import UnexpectedPage
from legislation.scraped import Page, ScrapedDraft, ScrapedPart
from legislation.vocabulary import Kind, Stage

__all__ = ["SOURCE", "UNKNOWN", "assemble", "canonical", "is_list", "key_of", "listing", "read", "url_of"]

TRUST = ("document", "row", "text_ru", "text_hy", "text")
"""The kinds of part in order of trust."""

BODIES = {
    "Коллегия": "Коллегия Евразийской экономической комиссии",
    "Совет": "Совет Евразийской экономической комиссии",
    "Акты Высшего Евразийского экономического совета": "Высший Евразийский экономический совет",
    "Акты Евразийского межправительственного совета": "Евразийский межправительственный совет",
    "Акты Суда Евразийского экономического союза": "Суд Евразийского экономического союза",
}
"""Who takes acts, where the steps of a path name them for short or in another case."""

KINDS = (
    (re.compile("решени", re.IGNORECASE), Kind.DECISION),
    (re.compile("распоряжени", re.IGNORECASE), Kind.ORDER),
    (re.compile("рекомендаци", re.IGNORECASE), None),
    (re.compile("договор|соглашени|протокол", re.IGNORECASE), Kind.TREATY),
)
_FIELDS = {
    "номер документа": "act_number",
    "дата принятия документа": "adopted",
    "дата принятия": "adopted",
    "дата опубликования": "published",
    "дата опубликования документа": "published",
    "дата вступления в силу": "in_force",
}
_FULL_TITLE = "полный заголовок документа"
_SHORT_TITLE = "короткий заголовок документа"
_PATH = "вид документа"
_PATH_BREAK = re.compile(r"\s+[–—-]\s+")
_NUMBER = re.compile(r"№\s*(\d+)")
_NAMED = re.compile(r"(?<!\d)(\d{2,5})[_-](\d{2,7})(?!\d)")
_NO_QUOTES = str.maketrans("", "", '«»“”"')
_YEAR = re.compile(r"\d{4}")
_AMENDED = re.compile(
    r"(?:Решени|Распоряжени|Рекомендаци|Договор|Соглашени|Протокол)\w*[^,;]{0,200}?\sот\s+\d{1,2}\s+\w+\s+\d{4}\s+(?:г\.|года)"
    r"(?:\s+№\s*\d+)?"
)


def read(page: Page) -> list[ScrapedPart]:
    """What a page says: the card of an act, the rows of a list, or the text of a file.

    A file does not say whose it is: its key is unknown. Raises UnexpectedPage for anything else.
    """
    if text.is_file(page):
        return [text.read(page, UNKNOWN)]
    tree, problems = portal.opened(page)
    if pairs := portal.card(tree):
        return [_document(page, pairs, portal.files(tree, SITE), problems, _saved(page, tree))]
    if rows := portal.rows(tree, SITE):
        return _rows(page, rows, problems)
    if is_list(page.url):
        raise UnexpectedPage(f"the list of acts is empty: it looks like {doubts.guess(str(tree))}")
    raise UnexpectedPage(f"no card of an act and no list: it looks like {doubts.guess(str(tree))}")


def assemble(parts: Sequence[ScrapedPart], problems: Sequence[str] = ()) -> ScrapedDraft:
    """One act of its parts; Russian is its language, and the Armenian text stands beside the Russian one."""
    ordered = sorted(parts, key=lambda part: TRUST.index(part.part))
    missing = () if any(part.text for part in ordered) else ("the text of the act was not had",)
    url = url_of(ordered[0].key) if ordered else None
    return scraped.merge(SOURCE, ordered, url=url, problems=(*problems, *missing))


def _document(
    page: Page,
    pairs: Sequence[Pair],
    files: tuple[scraped.ScrapedAttachment, ...],
    problems: Sequence[str],
    saved: str | None,
) -> ScrapedPart:
    named = {label.lower(): value for label, value in pairs}
    known = (*_FIELDS, _FULL_TITLE)
    key = key_of(page.url) or saved
    lacks = [] if key else ["the page does not name its act: its address is needed"]
    if saved:
        lacks.append("the number of the act is taken from the name of the file")
    if named.get(_SHORT_TITLE) and not named.get(_FULL_TITLE):
        lacks.append("the page has no full title: its short one stands for it")
    return _part(
        page,
        key,
        "document",
        path=named.get(_PATH, ""),
        name=named.get(_SHORT_TITLE, ""),
        title=named.get(_FULL_TITLE) or named.get(_SHORT_TITLE) or "",
        fields=_facts(pairs),
        attachments=files,
        labels=tuple((label, value) for label, value in pairs if label.lower() not in known),
        problems=(*problems, *lacks),
    )


def _saved(page: Page, tree: Tag) -> str | None:
    """The act of a page in a file that is called by it (``399_6620.html``); the page links to its section."""
    told = _NAMED.search(page.url) if page.url.startswith("file:") else None
    if told and tree.select_one(f'a[href$="/documents/{told[1]}/"]'):
        return f"{SOURCE}:{told[1]}/{told[2]}"
    return None


def _rows(page: Page, rows: Sequence[Row], problems: Sequence[str]) -> list[ScrapedPart]:
    parts = [_row(page, row, problems) for row in rows]
    if all(part.key == UNKNOWN for part in parts):
        raise UnexpectedPage("a list of acts in which no row names its act")
    return parts


def _row(page: Page, row: Row, problems: Sequence[str]) -> ScrapedPart:
    dated = [
        (label.strip(), value.strip()) for label, _, value in (line.partition(":") for line in row.lines)
    ]
    key = key_of(row.url or "")
    lacks = [] if key else ["the row does not name its act"]
    return _part(
        page,
        key,
        "row",
        path=row.kind,
        name=row.name,
        title=row.title or row.name,
        fields=_facts(dated),
        attachments=row.files,
        labels=tuple(pair for pair in dated if pair[0].lower() not in _FIELDS and pair[1]),
        problems=(*problems, *lacks),
    )


def _part(
    page: Page,
    key: str | None,
    part: str,
    *,
    path: str,
    name: str,
    title: str,
    fields: dict[str, Any],
    **more: Any,
) -> ScrapedPart:
    steps = [step.strip() for step in _PATH_BREAK.split(path) if step.strip()]
    identifiers = fields["identifiers"]
    if number := _NUMBER.search(name):
        identifiers.setdefault("act_number", number[1])
    labels = [("Короткий заголовок документа", name), ("Вид документа", path)] if part == "row" else []
    more["labels"] = (*((label, value) for label, value in labels if value), *more["labels"])
    more["problems"] = (*more["problems"], *fields["problems"], *_title_problems(title))
    url = url_of(key) if key else None
    return ScrapedPart(
        key=key or UNKNOWN,
        url=url or (page.url if page.url.startswith("http") and part == "document" else ""),
        part=part,
        origin=page.origin,
        titles={"ru": title} if title else {},
        kind=_kind(steps, name),
        body=_body(steps),
        stage=Stage.ADOPTED,
        published=fields["published"],
        identifiers=identifiers,
        language="ru",
        links=tuple(dict.fromkeys(" ".join(found.split()) for found in _AMENDED.findall(title))),
        page=page,
        **more,
    )


def _title_problems(title: str) -> tuple[str, ...]:
    return refuse_armscii([title]) if title else ("the page has no title",)


def _facts(pairs: Sequence[Pair]) -> dict[str, Any]:
    """Publication, identifiers and problems that labels and values tell, by whichever of their names."""
    facts: dict[str, Any] = {"published": None, "identifiers": {}, "problems": []}
    for label, value in pairs:
        name = _FIELDS.get(label.lower())
        if name is None or not value:
            continue
        if name == "act_number":
            facts["identifiers"][name] = value
        elif not (days := portal.days(value) or _day_in_words(value)):
            facts["problems"].append(f"not a date: {name} “{value}”")
        elif name == "published":
            facts["published"] = days[0]
        else:
            facts["identifiers"][name] = days[0].isoformat()
    return facts


def _day_in_words(value: str) -> list[date]:
    """The day of «28» апреля 2022 г., if it is one."""
    found = day_of(value.translate(_NO_QUOTES))
    return [found] if found else []


def _kind(steps: Sequence[str], name: str) -> Kind | None:
    """What sort of act it is by its path, from the end of it, and where that is missing by its short name."""
    for words in [*reversed(steps), name]:
        for pattern, kind in KINDS:
            if pattern.match(words):
                return kind
    return Kind.TREATY if any(KINDS[-1][0].search(step) for step in steps) else None


def _body(steps: Sequence[str]) -> str | None:
    """Who took the act: the second step of its path, or the first where a kind or a year follows it."""
    if not steps or not steps[0].startswith("Акты"):
        return None
    second = steps[1] if len(steps) > 1 else ""
    is_taker = second and not _YEAR.fullmatch(second) and not any(kind.match(second) for kind, _ in KINDS)
    taker = second if is_taker else steps[0]
    return BODIES.get(taker, taker.removeprefix("Акты").strip()) or None

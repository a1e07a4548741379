"""The text of an EU document as XHTML: documents of the Commission, acts of the Official Journal."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime

from bs4 import BeautifulSoup

from crawler import blocks, doubts
from crawler.decoding import decode
from crawler.sources.eu_cellar.addresses import CELEX, SOURCE, UNKNOWN, celex_in, document
from crawler.sources.eu_cellar.documents import (
    PUBLISHED_STAGES,
    celex_of_reference,
    is_annex,
    is_proposal,
    kind_of,
    kind_of_title,
    procedure,
    stage_of,
)
from legislation.errors import UnexpectedPage
from legislation.scraped import Page, ScrapedPart
from legislation.text import language_of

_PAIR = re.compile(r'\[name=([^;\]]+);value="(.{0,5000}?)"\]', re.DOTALL)
_UNSET = frozenset(("", "UNUSED", "EMPTY"))
_JUNK = frozenset(("LW_SENSITIVITY",))
"""Values that hold markup of their own."""

_OJ_CLASS = re.compile(r"^(oj-|eli-|TXT_TE$|doc-ti$|ti-art$)")
_ELI = re.compile(
    r"^ELI:\s*https?://data\.europa\.eu/eli/((?P<type>[a-z_]+)/(?P<year>\d{4})/(?P<number>\d+))"
)
_ELI_LETTERS = {"reg": "R", "dir": "L", "dec": "D", "reco": "H"}
_NUMBERED = re.compile(
    r"\b(?P<type>REGULATION|DIRECTIVE|DECISION|RÈGLEMENT|DÉCISION)\s*(?:\((?:EU|EC|EEC|UE|CE|CEE|Euratom|CFSP|PESC)"
    r"(?:, Euratom)?\)\s*)?(?P<no>(?:No|nº|n°)\s*)?(?P<first>\d{1,4})/(?P<second>\d{1,4})",
    re.IGNORECASE,
)
_LETTERS = {"REGULATION": "R", "RÈGLEMENT": "R", "DIRECTIVE": "L", "DECISION": "D", "DÉCISION": "D"}
_MAKERS = (
    (
        r"[^a-z]*\b(?:OF THE EUROPEAN PARLIAMENT AND|DU PARLEMENT EUROPÉEN ET)\b",
        "European Parliament and Council",
    ),
    (r"(?:COMMISSION\b|[^a-z]*\bDE LA COMMISSION\b)", "European Commission"),
    (r"(?:COUNCIL\b|[^a-z]*\bDU CONSEIL\b)", "Council of the European Union"),
)
"""Whose act it is, by the beginning of its title, which is in capitals."""

_ADOPTED = re.compile(r"\bof (\d{1,2} [A-Z][a-z]+ \d{4})\b")
_COVER_LINES = 40
_COVER_NUMBER = re.compile(
    r"(COM|JOIN|SWD|SEC)\s?\(\d{4}\)\s?\d{1,4}( final(/\d)?)?|\d{4}/\d{4}\s?[(/]?[A-Z]{3}\)?"
)
"""A line of its own on the cover; elsewhere such a number is a mention of another document."""


@dataclass
class _Facts:
    """What the head of a document tells."""

    celex: str | None = None
    title: str | None = None
    body: str | None = None
    published: date | None = None
    language: str | None = None
    identifiers: dict[str, str] = field(default_factory=dict)
    labels: tuple[tuple[str, str], ...] = ()


def read(page: Page) -> ScrapedPart:
    """The part ``text`` of a document, whole, one paragraph a line. Raises UnexpectedPage."""
    decoded = decode(page)
    tree = blocks.soup(decoded.text)
    _even(tree)
    lines = blocks.lines(tree.body or tree)
    told = _told(decoded.text)
    facts = _commission(told, tree, lines) if told else _journal(tree, lines) or _commission({}, tree, lines)
    if facts is None:
        raise UnexpectedPage(f"no document of the EU: it looks like {doubts.guess(decoded.text)}")
    if len(lines) < 2:
        raise UnexpectedPage("a blank page: the document has no text")
    problems = [*decoded.problems, *_problems(page, decoded.text, facts)]
    celex = celex_in(page.url) or facts.celex or _celex_of_file(page.url)
    kind = kind_of(None, celex) or kind_of_title(facts.title or "")
    text = "\n".join(lines)
    language = facts.language or language_of(text, "en")
    url = page.url if page.url.startswith("http") else document(celex) if celex else ""
    return ScrapedPart(
        key=f"{SOURCE}:{celex}" if celex else UNKNOWN,
        url=url,
        part="annex" if is_annex(facts.title or "") else "text",
        origin=page.origin,
        titles={language or "en": facts.title} if facts.title else {},
        kind=kind,
        body=facts.body,
        stage_published=PUBLISHED_STAGES.get(kind) if kind else None,
        stage=stage_of(kind),
        published=facts.published,
        identifiers=({"celex": celex} if celex else {}) | facts.identifiers,
        language=language,
        text=text,
        labels=facts.labels,
        problems=tuple(problems),
        page=page,
    )


def _even(tree: BeautifulSoup) -> None:
    """Give the parts of a line what only the style sheet gives them: room after a number, raised notes."""
    for number in tree.find_all("span", class_="num"):
        number.append(" ")
    for note in tree.find_all("span", class_="FootnoteReference"):
        note.name = "sup"
        note.string = note.get_text(strip=True)


def _told(markup: str) -> dict[str, str]:
    """The values in the comment of a Commission document, without those that are not set."""
    pairs = ((name, " ".join(value.split())) for name, value in _PAIR.findall(markup))
    return {name: value for name, value in pairs if name not in _JUNK and value not in _UNSET}


def _problems(page: Page, markup: str, facts: _Facts) -> list[str]:
    problems = []
    told = celex_in(page.url)
    if told and facts.celex and told != facts.celex:
        problems.append(f"the address says {told}, the document itself {facts.celex}")
    if not told and not facts.celex:
        from_file = "the CELEX number is taken from the name of the file"
        needed = "the document does not name its CELEX number: its address is needed"
        problems.append(from_file if _celex_of_file(page.url) else needed)
    if not facts.title:
        problems.append("the document has no title")
    if not facts.published:
        problems.append("the document has no date")
    if not doubts.is_whole(markup):
        problems.append("the page ends early: </html> is missing")
    return problems


def _commission(told: dict[str, str], tree: BeautifulSoup, lines: list[str]) -> _Facts | None:
    """A document of the Commission: by the values in its comment, else by the lines of its cover."""
    reference = f"{told.get('LW_REF.INST.NEW', '')}{told.get('LW_REF.INST.NEW_TEXT', '')}"
    reference = _first(tree, "p.Rfrenceinstitutionnelle") or reference
    title = " ".join(
        words
        for name, css in (
            ("LW_STATUT.CP", "p.Statut"),
            ("LW_TYPE.DOC.CP", "p.Typedudocument_cp"),
            ("LW_TITRE.OBJ.CP", "p.Titreobjet_cp"),
        )
        if (words := told.get(name) or _first(tree, css))
    )
    cover = " ".join(line for line in lines[:_COVER_LINES] if _COVER_NUMBER.fullmatch(line))
    hint = title or next((line for line in lines[:_COVER_LINES] if is_proposal(line)), "")
    celex = celex_of_reference(reference or cover, hint)
    if not celex:
        return None
    body = told.get("LW_NOM.INST")
    number = "{}/{} ({})".format(
        *(told.get(f"LW_REF.II.NEW.CP{end}", "") for end in ("_YEAR", "_NUMBER", ""))
    )
    matter = (
        procedure(number) or procedure(_first(tree, "p.Rfrenceinterinstitutionnelle")) or procedure(cover)
    )
    emission = told.get("LW_EMISSION_ISODATE") or _first(tree, "p.Emission")
    return _Facts(
        celex=celex,
        title=title or None,
        body=body.title() if body else None,
        published=_day(emission),
        language=told.get("LW_LANGUE", "").lower() or None,
        identifiers={"procedure": matter} if matter else {},
        labels=tuple((name, value) for name, value in told.items() if name.startswith("LW_")),
    )


def _journal(tree: BeautifulSoup, lines: list[str]) -> _Facts | None:
    """An act of the Official Journal: known by its classes, named by its ELI or its title."""
    if tree.find(class_=_OJ_CLASS) is None:
        return None
    heading = tree.select_one(".eli-main-title")
    parts = blocks.lines(heading) if heading else [_first(tree, "p.oj-doc-ti") or _first(tree, "p.doc-ti")]
    title = None if is_annex(" ".join(parts)) else " ".join(parts) or None
    eli = next((found for line in reversed(lines) if (found := _ELI.match(line))), None)
    adopted = _ADOPTED.search(title or "")
    identifiers = {"eli": f"http://data.europa.eu/eli/{eli[1]}/oj"} if eli else {}
    if adopted and (day := _day_in_words(adopted[1])):
        identifiers["adopted"] = day.isoformat()
    return _Facts(
        celex=_celex_of_eli(eli) or _celex_of_title(title or ""),
        title=title,
        body=next((maker for pattern, maker in _MAKERS if re.match(pattern, title or "")), None),
        published=_day(_first(tree, "p.oj-hd-date") or _first(tree, "p.hd-date")),
        identifiers=identifiers,
    )


def _celex_of_eli(eli: re.Match[str] | None) -> str | None:
    letter = _ELI_LETTERS.get(eli["type"].partition("_")[0]) if eli else None
    return f"3{eli['year']}{letter}{int(eli['number']):04d}" if eli and letter else None


def _celex_of_title(title: str) -> str | None:
    """By the number in the title: year first, but ``No 575/2013`` has it last."""
    found = _NUMBERED.search(title)
    if not found:
        return None
    year, number = found["first"], found["second"]
    if found["no"] or len(year) != 4:
        year, number = number, year
    return f"3{year}{_LETTERS[found['type'].upper()]}{int(number):04d}" if len(year) == 4 else None


def _celex_of_file(url: str) -> str | None:
    """The one CELEX number in the name of a saved file."""
    found = set(CELEX.findall(url)) if url.startswith("file:") else set()
    return found.pop() if len(found) == 1 else None


def _first(tree: BeautifulSoup, css: str) -> str:
    found = tree.select_one(css)
    return " ".join(found.get_text().split()) if found else ""


def _day(text: str) -> date | None:
    """The day of ``2025-01-22`` or of the last ``22.1.2025`` in a text."""
    spelled = re.findall(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", text)
    try:
        if spelled:
            day, month, year = map(int, spelled[-1])
            return date(year, month, day)
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def _day_in_words(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%d %B %Y").date()  # noqa: DTZ007 # a day has no zone
    except ValueError:
        return None

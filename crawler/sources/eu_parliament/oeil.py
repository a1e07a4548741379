"""The pages of OEIL, the Legislative Observatory: the file of a procedure, and summaries of documents."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from bs4 import BeautifulSoup, Tag

from crawler import blocks, doubts, links
from crawler.decoding import Decoded, decode
from crawler.sources.eu_cellar.addresses import document as in_cellar
from crawler.sources.eu_cellar.documents import celex_of_reference, procedure
from crawler.sources.eu_parliament.addresses import (
    SOURCE,
    UNKNOWN,
    absolute,
    procedure_file,
    process_id,
    summary,
    summary_id,
)
from crawler.sources.eu_parliament.process import BODY, PROPOSALS
from legislation.errors import UnexpectedPage
from legislation.scraped import Page, ScrapedAttachment, ScrapedPart
from legislation.vocabulary import Kind, Stage

STAGES = (
    (r"lapsed", Stage.LAPSED),
    (r"withdrawn", Stage.WITHDRAWN),
    (r"rejected", Stage.REJECTED),
    (r"procedure completed|signature|publication", Stage.ADOPTED),
    (r"(2nd|second|3rd|third) reading|conciliation", Stage.SECOND_READING),
    (r"(1st|first) reading", Stage.FIRST_READING),
    (r"awaiting|preparatory phase", Stage.PROPOSED),
)
"""What the status of a procedure says, the first that fits."""

_SECTIONS = "#section1, #section3, #section5, #section6, #section9"
_PROPOSAL = re.compile(r"\blegislative proposal\b", re.IGNORECASE)
_CELEX = re.compile(r"\bnumdoc=([0-9][0-9]{4}[A-Z]{1,2}[0-9]{4})\b")
_FILE = re.compile(r"^https://data\.europarl\.europa\.eu/distribution/")


@dataclass(frozen=True)
class _Row:
    """A row of a table: its cells by the heads of their columns, and where its links lead."""

    cells: dict[str, str]
    links: list[str]

    def line(self) -> str:
        return " ".join(text for head, text in self.cells.items() if text and head != "Summary")


def read(page: Page) -> ScrapedPart:
    """A page of OEIL. Raises UnexpectedPage for anything else."""
    decoded = decode(page)
    tree = blocks.soup(decoded.text)
    is_file = tree.find(id="section1") is not None
    if not is_file and tree.select_one(".es_product-content") is None:
        found = doubts.guess(decoded.text)
        raise UnexpectedPage(f"neither the file of a procedure nor a summary: it looks like {found}")
    if not doubts.is_whole(decoded.text):
        raise UnexpectedPage("the page ends early: </html> is missing")
    decoded = Decoded(decoded.text, (*decoded.problems, *links.problems(tree)))
    return _file(page, tree, decoded) if is_file else _summary(page, tree, decoded)


def _file(page: Page, tree: BeautifulSoup, decoded: Decoded) -> ScrapedPart:
    heads = [_words(head) for head in tree.select("main h2") or tree.select("h2")]
    reference = procedure(heads[0] if heads else "") or procedure(_at(tree, "title"))
    if reference is None:
        raise UnexpectedPage("the file of a procedure that does not say of which")
    title = heads[1] if len(heads) > 1 and heads[1] != "Basic information" else ""
    basics, technical = list(_basics(tree)), list(_technical(tree))
    events, documents = list(_rows(tree, "#section3")), list(_rows(tree, "#section6"))
    status = dict(basics).get("Status") or dict(technical).get("Stage reached in procedure")
    days = [day for row in events if (day := _day(row.cells.get("Date", "")))]
    links = _links(tree, [*events, *documents])
    return ScrapedPart(
        key=f"{SOURCE}:{process_id(reference)}",
        url=procedure_file(reference),
        part="file",
        origin=page.origin,
        titles={"en": title} if title else {},
        kind=Kind.PROPOSAL if reference[-4:-1] in PROPOSALS else None,
        body=BODY,
        stage_published=status,
        stage=_stage(status or ""),
        published=min(days, default=None),
        identifiers={"procedure": reference} | _adopted(tree),
        language="en",
        text="\n".join(_text(basics, events, documents, tree)) or None,
        attachments=tuple(
            ScrapedAttachment(link, link.rpartition("/")[2]) for link in links if _FILE.match(link)
        ),
        labels=(*basics, *technical, *_players(tree), *(("event", row.line()) for row in events)),
        links=tuple(link for link in links if not _FILE.match(link)),
        problems=(*decoded.problems, *([] if title else ["the procedure has no title"])),
        page=page,
    )


def _summary(page: Page, tree: BeautifulSoup, decoded: Decoded) -> ScrapedPart:
    subtitle = _at(tree, ".es_product-subtitle")
    reference, title = procedure(subtitle), _at(tree, ".es_product-name")
    pdf = next((str(a["href"]) for a in tree.select("a[href*='document-summary/pdf']")), "")
    number = summary_id(page.url) or summary_id(pdf)
    content = tree.select_one(".es_product-content")
    names = [_words(link) for link in content.select(".es_links-list a")] if content else []
    for one in content.select(".es_links-list") if content else ():
        one.decompose()
    text = "\n".join(blocks.lines(content)) if content else ""
    if not text:
        raise UnexpectedPage("a blank page: the summary has no text")
    problems = [] if reference else ["the summary does not name its procedure"]
    return ScrapedPart(
        key=f"{SOURCE}:{process_id(reference)}" if reference else UNKNOWN,
        url=summary(number) if number else "",
        part=f"summary-{number}" if number else "summary",
        origin=page.origin,
        titles={"en": title} if title else {},
        body=BODY,
        published=_day(_at(tree, ".es_product-subtitle .date") or subtitle),
        identifiers={"procedure": reference} if reference else {},
        language="en",
        text=text,
        labels=tuple(("summary of", name) for name in names if name),
        problems=(*decoded.problems, *problems),
        page=page,
    )


def _stage(status: str) -> Stage | None:
    return next((stage for sign, stage in STAGES if re.search(sign, status, re.IGNORECASE)), None)


def _basics(tree: BeautifulSoup) -> Iterator[tuple[str, str]]:
    """The pairs of the first section; the values of a label are the paragraphs up to the next one."""
    label = ""
    for paragraph in tree.select("#section1 p"):
        if "font-weight-bold" in (paragraph.get("class") or []):
            label = _words(paragraph)
        else:
            name = "Procedure" if procedure(label) else label
            yield from ((name, line) for line in blocks.lines(paragraph))


def _technical(tree: BeautifulSoup) -> Iterator[tuple[str, str]]:
    """The pairs of the technical section, one a line of the value."""
    for row in tree.select("#section5 tr"):
        head, value = row.find("th"), row.find("td")
        if isinstance(head, Tag) and isinstance(value, Tag):
            spans = value.select("span.d-block") or [value]
            yield from ((_words(head), line) for span in spans for line in blocks.lines(span))


def _rows(tree: BeautifulSoup, section: str) -> Iterator[_Row]:
    for table in tree.select(f"{section} table"):
        heads = [_words(head) for head in table.select("thead th")]
        for row in table.select("tbody tr"):
            cells = row.find_all(["th", "td"], recursive=False)
            names = heads if len(heads) == len(cells) else [str(place) for place in range(len(cells))]
            links = [absolute(str(link["href"])) for link in row.select("a[href]")]
            yield _Row(dict(zip(names, map(_words, cells), strict=True)), links)


def _players(tree: BeautifulSoup) -> Iterator[tuple[str, str]]:
    """Committees and departments with their roles; of persons nothing is kept."""
    for table in tree.select("#section2 table"):
        role = _at(table, "thead th")
        for row in table.select("tbody tr"):
            first = row.find(["th", "td"])
            name = _words(first) if isinstance(first, Tag) else ""
            if name and re.search(r"[Cc]ommittee|DG", role):
                yield role, name


def _text(
    basics: list[tuple[str, str]], events: list[_Row], documents: list[_Row], tree: BeautifulSoup
) -> Iterator[str]:
    """The facts of the file, one a line; whoever is named in it is left out."""
    yield from (f"{label}: {value}" for label, value in basics if label != "Status")
    yield from (row.line() for row in (*events, *documents))
    yield from (_words(link) for link in tree.select("#section9 p a"))


def _links(tree: BeautifulSoup, rows: list[_Row]) -> list[str]:
    """Where the facts lead: the proposal and acts in CELLAR, other procedures, documents, summaries."""
    proposals = (_com(row.line()) for row in rows if _PROPOSAL.search(row.line()))
    found = [in_cellar(celex) for one in proposals if (celex := celex_of_reference(one, "Proposal for a"))]
    for section in tree.select(_SECTIONS):
        for link in section.select("a[href]"):
            url = str(link["href"])
            act = _CELEX.search(url)
            if act:
                found.append(in_cellar(act[1]))
            elif not re.search(r"^#|/pdf\?|^https?://eur-lex\.europa\.eu/", url):
                found.append(absolute(url))
    return [link for link in dict.fromkeys(found) if link.startswith("http")]


def _com(line: str) -> str:
    """A number of the Commission without the zeros before it: COM(2024)0469 is COM(2024)469."""
    return re.sub(r"\)0+(?=\d)", ")", line)


def _adopted(tree: BeautifulSoup) -> dict[str, str]:
    """The CELEX number of the final act."""
    for link in tree.select("#section9 a[href]"):
        if found := _CELEX.search(str(link["href"])):
            return {"adopted_by": found[1]}
    return {}


def _day(text: str) -> date | None:
    found = re.search(r"\b\d{2}/\d{2}/\d{4}\b", text)
    try:
        return datetime.strptime(found[0], "%d/%m/%Y").date() if found else None  # noqa: DTZ007 # a day has no zone
    except ValueError:
        return None


def _at(tag: Tag, selector: str) -> str:
    found = tag.select_one(selector)
    return _words(found) if found else ""


def _words(tag: Tag) -> str:
    """The words of an element in one line, without those of its pictures."""
    return " ".join(blocks.lines(tag)) if tag.name != "title" else " ".join(tag.get_text().split())

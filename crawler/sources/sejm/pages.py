"""What the API of the Polish Sejm says: legislative processes and their stages."""

from collections.abc import Sequence

from crawler.decoding import decode_json
from crawler.fields import Record, day, identifier, labels, records, texts, words
from crawler.sources.sejm import stages
from crawler.sources.sejm.addresses import (
    HEADERS,
    PAGE_SIZE,
    SOURCE,
    UNKNOWN,
    canonical,
    is_list,
    is_page,
    listing,
    print_file,
    process,
    public,
)
from legislation import scraped
from legislation.errors import UnexpectedPage
from legislation.scraped import Page, ScrapedAttachment, ScrapedDraft, ScrapedPart
from legislation.vocabulary import Kind

__all__ = [
    "HEADERS",
    "PAGE_SIZE",
    "SOURCE",
    "assemble",
    "canonical",
    "changed",
    "is_empty",
    "is_list",
    "is_page",
    "listing",
    "process",
    "read",
]

TRUST = ("process", "row")
"""The kinds of part in order of trust."""

AUTHORS = (
    ("rządowy", "Rada Ministrów"),
    ("poselski", "Posłowie"),
    ("senacki", "Senat"),
    ("obywatelski", "Obywatele"),
    ("komisyjny", "Komisja sejmowa"),
    ("przedstawiony przez prezydenta", "Prezydent Rzeczypospolitej Polskiej"),
)
"""Who introduced a bill, by the words with which its title begins."""

KINDS = {"BILL": Kind.BILL}

_TOLD = frozenset("number term title stages description links rclLink webGeneratedDate".split())


def read(page: Page) -> list[ScrapedPart]:
    """What a page says: one process with its stages, or the rows of a list. Raises UnexpectedPage."""
    answer = decode_json(page)
    if isinstance(answer, dict) and stages.are_undated(answer):
        raise UnexpectedPage("no stage of the process has a date")
    if isinstance(answer, dict) and "number" in answer and answer.keys() & {"stages", "processStartDate"}:
        return [_part(page, "process", answer)]
    if isinstance(answer, list):
        return _rows(page, records(answer))
    raise UnexpectedPage("JSON that is neither a process of the Sejm nor a list of them")


def is_empty(page: Page) -> bool:
    """Whether a page of the list has no rows: the one after the last."""
    return bool(decode_json(page) == [])


def changed(row: ScrapedPart) -> str:
    """When the process last changed, as the list prints it; empty if it does not say."""
    return dict(row.labels).get("changeDate", "")


def assemble(parts: Sequence[ScrapedPart], problems: Sequence[str] = ()) -> ScrapedDraft:
    """One process of its parts; its address is that of the page for people."""
    ordered = sorted(parts, key=lambda part: TRUST.index(part.part))
    told = ordered[0].identifiers if ordered else {}
    url = public(told["term"], told["print"]) if {"term", "print"} <= told.keys() else None
    return scraped.merge(SOURCE, ordered, url=url, problems=tuple(problems))


def _rows(page: Page, rows: list[Record]) -> list[ScrapedPart]:
    if not rows:
        raise UnexpectedPage("the list of processes is empty")
    parts = [_part(page, "row", row) for row in rows]
    if all(part.key == UNKNOWN for part in parts):
        raise UnexpectedPage("a list in which no row is a process of the Sejm")
    return parts


def _part(page: Page, name: str, told: Record) -> ScrapedPart:
    number, term = identifier(told.get("number")), identifier(told.get("term"))
    known = number is not None and term is not None
    title, reached = words(told.get("title")), stages.last(told)
    missing = [
        f"no {field}" for field, value in (("number", number), ("term", term), ("title", title)) if not value
    ]
    if name == "process" and reached is None:
        missing.append("no stage")
    return ScrapedPart(
        key=f"{SOURCE}:{term}-{number}" if known else UNKNOWN,
        url=process(term or "", number or "") if known else "",
        part=name,
        origin=page.origin,
        titles={"pl": title} if title else {},
        kind=KINDS.get(words(told.get("documentTypeEnum")) or ""),
        body=_author(title or ""),
        stage_published=words(reached.get("stageName")) if reached else None,
        stage=stages.stage_of(told),
        published=day(told.get("processStartDate")) or day(told.get("documentDate")),
        identifiers=_identifiers(told, term, number),
        language="pl",
        text=words(told.get("description")) if name == "process" else None,
        attachments=_prints(told, term) if name == "process" else (),
        labels=(
            *labels(told, _TOLD),
            *(("stageType", kind) for kind in texts((reached or {}).get("stageType"))),
            *(("stage", line) for line in stages.lines(told)),
        ),
        links=_links(told),
        problems=tuple(missing),
        page=page,
    )


def _author(title: str) -> str | None:
    return next((who for start, who in AUTHORS if title.lower().startswith(start)), None)


def _identifiers(told: Record, term: str | None, number: str | None) -> dict[str, str]:
    names = {"print": number, "term": term, "rcl": words(told.get("rclNum")), "eli": words(told.get("ELI"))}
    return {scheme: value for scheme, value in names.items() if value}


def _prints(told: Record, term: str | None) -> tuple[ScrapedAttachment, ...]:
    """The prints of the process: the bill itself, and the reports on it."""
    found: dict[str, ScrapedAttachment] = {}
    for stage in records(told.get("stages")):
        for one in (stage, *records(stage.get("children"))):
            number = identifier(one.get("printNumber"))
            url = words(one.get("reportFile")) or (print_file(term, number) if term and number else None)
            for address, title in ((url, number), (words(one.get("textAfter3")), "III czytanie")):
                if address:
                    found[address] = ScrapedAttachment(address, title or "", "application/pdf")
    return tuple(found.values())


def _links(told: Record) -> tuple[str, ...]:
    urls = [words(told.get("rclLink")), *(words(link.get("href")) for link in records(told.get("links")))]
    return tuple(dict.fromkeys(filter(None, urls)))

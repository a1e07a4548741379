"""What the pages of e-draft.am say: drafts of the executive, open to answers before they are decided."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag

from crawler import blocks, doubts, links
from crawler.decoding import decode, refuse_armscii
from crawler.sources.edraft import digest
from crawler.sources.edraft.layout import Layout, after_remember, lay_out, pairs_of
from legislation import scraped
from legislation.errors import UnexpectedPage
from legislation.scraped import Page, ScrapedAttachment, ScrapedDraft, ScrapedPart
from legislation.text import language_of
from legislation.vocabulary import Kind, Stage

SOURCE = "edraft"
SITE = "https://www.e-draft.am"
PARTS = ("card", "about", "justification", "digest")
TRUST = ("about", "card", "justification", "digest")
"""The kinds of page in order of trust: where two tell the same field, the first is believed."""

UNKNOWN = f"{SOURCE}:?"

STAGES = (
    (r"նախագիծ[ըն] ընդունվել է", Stage.ADOPTED),
    (r"(the )?draft (has been|was|is) adopted", Stage.ADOPTED),
    (r"проект (был )?принят", Stage.ADOPTED),
    (r"(located )?in (the )?ra government", Stage.GOVERNMENT),
    (r"(գտնվում է )?հհ կառավարությունում( է)?( գտնվում)?", Stage.GOVERNMENT),
    (r"(находится )?в правительстве ра", Stage.GOVERNMENT),
)
"""Statuses that we know, in small letters. The first and the fourth were seen, the others say the same."""

KINDS = (
    (r"փաթեթ\w*", Kind.PACKAGE),
    (r"(օրենք|օրենսգրք)(ի|ների) նախագ(իծ|ծ)\w*", Kind.BILL),
    (r"կառավարության (արձանագրային )?որոշ(ման|ումների) նախագ(իծ|ծ)\w*", Kind.GOVERNMENT_DECISION),
    (r"ավագանու որոշ(ման|ումների) նախագ(իծ|ծ)\w*", Kind.COUNCIL_DECISION),
    (r"հրաման(ի|ների) նախագ(իծ|ծ)\w*", Kind.ORDER),
    (r"որոշ(ման|ումների) նախագ(իծ|ծ)\w*", Kind.DECISION),
    (r"հայեցակարգ\w*( նախագ(իծ|ծ)\w*)?", Kind.CONCEPT),
)
"""How a title ends and what sort of text that is; the first that fits counts."""

FILE = re.compile(r"\.(pdf|docx?|xlsx?|rtf|odt|zip|rar)$", re.IGNORECASE)
_PROJECT = re.compile(r"/projects/(\d+)(?:/(about|justification|digest))?/?$")
_REMARK = re.compile(r"\s*\([^()]*\)\W*$")
"""A remark after a title, such as that the draft was worked over."""

_CUT = re.compile(r"\[(?:cut|\.\.\.|…)\]", re.IGNORECASE)


def project(number: int | str) -> dict[str, str]:
    """The addresses of a project's pages, by kind of page."""
    address = f"{SITE}/projects/{number}"
    return {part: address if part == "card" else f"{address}/{part}" for part in PARTS}


def canonical(url: str) -> str:
    """The one address of a page: with www, without language, query and last slash; others stay."""
    pieces = links.split(url)
    if pieces.hostname not in ("e-draft.am", "www.e-draft.am"):
        return url
    path = re.sub(r"^/(?:hy|en|ru|am)(?=/|$)", "", pieces.path).rstrip("/")
    return f"{SITE}{path}"


def read(page: Page) -> list[ScrapedPart]:
    """What a page says, whichever of the project's pages it is.

    Raises UnexpectedPage for anything that is no page of a project.
    """
    decoded = decode(page)
    if not decoded.text.lstrip().startswith("<"):
        raise UnexpectedPage(f"{doubts.guess(decoded.text)} where an HTML page was expected")
    sheet = _Sheet.of(page, decoded.text, decoded.problems)
    if sheet.told in (None, "card", "digest") and (sheet.told == "digest" or sheet.is_digest):
        return [_digest(sheet)]
    return [_draft(sheet)]


def read_card(page: Page) -> ScrapedPart:
    return _only(page, "card")


def read_about(page: Page) -> ScrapedPart:
    return _only(page, "about")


def read_justification(page: Page) -> ScrapedPart:
    return _only(page, "justification")


def read_digest(page: Page) -> ScrapedPart:
    return _only(page, "digest")


def assemble(parts: Sequence[ScrapedPart], problems: Sequence[str] = ()) -> ScrapedDraft:
    """One draft of its parts; each part that was not had is a problem by name, and drops nothing.

    A problem that begins with the name of a part (``digest: …``) has told of it already.
    """
    ordered = sorted(parts, key=lambda part: TRUST.index(part.part))
    had = {part.part for part in parts}
    told = {problem.partition(":")[0] for problem in problems} - {"about"}
    missing = [line for part, line in MISSING.items() if part not in had | told]
    key = ordered[0].key if ordered else UNKNOWN
    url = None if key == UNKNOWN else project(key.removeprefix(f"{SOURCE}:"))["card"]
    return scraped.merge(SOURCE, ordered, url=url, problems=(*problems, *missing))


MISSING = {
    "about": "the draft's own text (page about) was not had",
    "justification": "the justification was not had",
    "digest": "the summary sheet (page digest) was not had",
}


@dataclass(frozen=True)
class _Sheet:
    """A page taken apart as far as every kind of page needs it."""

    page: Page
    number: str | None
    told: str | None
    tree: BeautifulSoup
    lines: list[str]
    following: list[str] | None
    problems: tuple[str, ...]

    @classmethod
    def of(cls, page: Page, markup: str, problems: tuple[str, ...]) -> "_Sheet":
        tree = blocks.soup(markup)
        lines = blocks.lines(tree.body or tree, skip=frozenset(("nav", "footer")))
        address = _PROJECT.search(canonical(page.url))
        number = address[1] if address else _number_in(tree)
        told = (address[2] or "card") if address else None
        following = after_remember(lines)
        if following is None and not digest.is_digest(lines):
            raise UnexpectedPage(
                f"no anchor words (such as «Հիշել նախագիծը»): it looks like {doubts.guess(markup)}"
            )
        named = [] if number else ["the page does not name its project: its address is needed"]
        ends = [] if doubts.is_whole(markup) else ["the page ends early: </html> is missing"]
        said = (*problems, *named, *ends, *links.problems(tree))
        return cls(page, number, told, tree, lines, following, said)

    @property
    def is_digest(self) -> bool:
        """Whether the summary sheet comes before any other content."""
        if self.following is None:
            return True
        kind = lay_out(self.following, None, []).heading
        return kind is None and digest.is_digest(self.following)

    @property
    def key(self) -> str:
        return f"{SOURCE}:{self.number}" if self.number else UNKNOWN


def _only(page: Page, wanted: str) -> ScrapedPart:
    part = read(page)[0]
    if part.part != wanted:
        raise UnexpectedPage(f"a page of the kind {part.part} where {wanted} was expected")
    return part


def _number_in(tree: BeautifulSoup) -> str | None:
    """The project that the page's own tabs link to."""
    for link in tree.find_all(["a", "link"], href=True):
        found = _PROJECT.search(canonical(links.join(SITE, str(link["href"])) or ""))
        if found and (found[2] or "canonical" in (link.get("rel") or [])):
            return found[1]
    return None


def _draft(sheet: _Sheet) -> ScrapedPart:
    if not sheet.following:
        raise UnexpectedPage("a blank page: nothing follows the anchor words")
    layout = lay_out(sheet.following, sheet.told, pairs_of(sheet.tree))
    part = sheet.told if sheet.told in ("about", "justification") else layout.heading or "card"
    body = [line for line in layout.content if line != layout.title]
    if len(body) < 1 + (layout.heading is not None) and (part != "card" or not _card_is_told(sheet, layout)):
        raise UnexpectedPage("a blank page: the content column is empty")
    text = "\n".join(layout.content) or None
    problems = list(sheet.problems)
    if layout.heading is None and text:
        problems.append("the content begins without the heading of its kind")
    if layout.heading is None and sheet.told is None:
        problems.append("neither the page's address nor a heading tells which of the project's pages it is")
    if layout.title is None:
        problems.append("the page has no title")
    return _part(sheet, part, layout, text, problems)


def _card_is_told(sheet: _Sheet, layout: Layout) -> bool:
    return bool(layout.labels) or (sheet.told == "card" and layout.title is not None)


def _digest(sheet: _Sheet) -> ScrapedPart:
    if not digest.is_digest(sheet.lines):
        raise UnexpectedPage("a blank page: the summary sheet has neither its rule nor its table")
    prefix = re.search(r"/(en|ru)/", sheet.page.url)
    text = "\n".join(digest.read(sheet.tree, sheet.lines, _label_language(sheet, prefix)))
    head = [line for line in sheet.following or [] if line]
    stop = next((i for i, line in enumerate(head) if digest.is_digest([line])), len(head))
    layout = lay_out(head[:stop], "digest", [])
    return _part(sheet, "digest", layout, text, list(sheet.problems))


def _label_language(sheet: _Sheet, prefix: re.Match[str] | None) -> str:
    if prefix:
        return prefix[1]
    start = next((line for line in sheet.lines if digest.is_digest([line])), "")
    found = language_of(start) or "hy"
    return found if found in digest.PRIVATE else "hy"


def _part(sheet: _Sheet, part: str, layout: Layout, text: str | None, problems: list[str]) -> ScrapedPart:
    problems += refuse_armscii([*filter(None, [layout.title]), *(text or "").splitlines()])
    if text and _CUT.search(text):
        problems.append("the text is not whole: its gaps are marked [cut] or [...]")
    title = layout.title
    status = layout.status
    return ScrapedPart(
        key=sheet.key,
        url=_address(sheet, part),
        part=part,
        origin=sheet.page.origin,
        titles={language_of(title, "hy") or "hy": title} if title else {},
        kind=_kind(title or ""),
        stage_published=status,
        stage=_stage(status or ""),
        language=language_of(text or title or "", "hy"),
        text=text,
        attachments=_attachments(sheet),
        labels=layout.labels,
        links=_related(sheet),
        problems=tuple(problems),
        page=sheet.page,
    )


def _address(sheet: _Sheet, part: str) -> str:
    if sheet.page.url.startswith("http"):
        return sheet.page.url
    return project(sheet.number)[part] if sheet.number else ""


def _stage(status: str) -> Stage | None:
    """Ours for a status, if it is one that we know as a whole: "not adopted" is not "adopted"."""
    said = " ".join(status.lower().split()).rstrip(" ։:.")
    return next((stage for pattern, stage in STAGES if re.fullmatch(pattern, said)), None)


def _kind(title: str) -> Kind | None:
    said = _REMARK.sub("", " ".join(title.lower().split()))
    end = said.rstrip(' »"”)].,:։')
    return next((kind for pattern, kind in KINDS if re.search(rf"{pattern}$", end)), None)


def _attachments(sheet: _Sheet) -> tuple[ScrapedAttachment, ...]:
    """The files that the page links to, each once."""
    found = ((_href(sheet, link), _words(link)) for link in sheet.tree.find_all("a", href=FILE))
    return tuple({url: ScrapedAttachment(url, title) for url, title in found if url}.values())


def _related(sheet: _Sheet) -> tuple[str, ...]:
    """Other projects that the page links to."""
    urls = (canonical(_href(sheet, link)) for link in sheet.tree.find_all("a", href=_PROJECT))
    others = (url for url in urls if (found := _PROJECT.search(url)) and found[1] != sheet.number)
    return tuple(dict.fromkeys(others)) if sheet.number else ()


def _href(sheet: _Sheet, link: Tag) -> str:
    base = sheet.page.url if sheet.page.url.startswith("http") else SITE
    return links.join(base, str(link["href"])) or ""


def _words(link: Tag) -> str:
    return " ".join(blocks.lines(link))

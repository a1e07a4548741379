"""An opinion of the Assembly's staff on a bill, or on all bills of a package."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from crawler.sources.parliament_am import codes
from crawler.sources.parliament_am.addresses import query_of
from crawler.sources.parliament_am.codes import BillCode
from crawler.sources.parliament_am.part import CODE_LABEL, facts
from legislation.errors import UnexpectedPage
from legislation.scraped import Page, ScrapedPart
from legislation.text import language_of

PART = "opinion"
MOST_BILLS = 100
"""A package has a few dozen bills at most."""

SIGN = re.compile(r"փաստաթղթային\s+կոդ", re.IGNORECASE)
_HEADING = re.compile("եզրակացություն|տեղեկանք|վարչություն|բաժին|կարծիք", re.IGNORECASE)
_CUT = re.compile(r"\[(?:cut|\.\.\.|…)\]", re.IGNORECASE)


def is_opinion(page: Page, lines: Sequence[str]) -> bool:
    """Whether the page names bills by their codes, in a sentence or by its address."""
    text = "\n".join(lines)
    asked = query_of(page.url)
    told = asked.get("do") == "showdiveval" or ("NewsID" not in asked and SIGN.search(text))
    return bool(told) and bool(codes.find(text))


def read(page: Page, lines: Sequence[str], problems: Sequence[str]) -> list[ScrapedPart]:
    """The opinion for each bill that it is on, the same text for all; UnexpectedPage for far too many."""
    text = "\n".join(lines[_start(lines) :])
    found = {code.name: code for code in reversed(codes.find(text))}
    ordered = sorted(found.values(), key=lambda code: code.start)
    if len(ordered) > MOST_BILLS:
        raise UnexpectedPage(f"a page that names {len(ordered)} bills is no opinion")
    spans = pairwise([0, *(code.end for code in ordered)])
    titles = [_title(text[start:end], code) for (start, end), code in zip(spans, ordered, strict=True)]
    division = query_of(page.url).get("Div")
    gaps = ["the text is not whole: its gaps are marked [cut] or [...]"] if _CUT.search(text) else []
    whole = ScrapedPart(
        key="",
        url=page.url if page.url.startswith("http") else "",
        part=f"{PART}_{division}" if division else PART,
        origin=page.origin,
        language=language_of(text, "hy"),
        text=text,
        page=page,
    )
    return [
        _part(whole, code, title, ordered, (*problems, *gaps))
        for code, title in zip(ordered, titles, strict=True)
    ]


def _part(
    whole: ScrapedPart,
    code: BillCode,
    title: str | None,
    package: Sequence[BillCode],
    problems: tuple[str, ...],
) -> ScrapedPart:
    told = facts(code)
    others = tuple((CODE_LABEL, other.whole) for other in package if other is not code)
    return replace(
        whole,
        **told | {"labels": (*told["labels"], *others), "problems": (*problems, *told["problems"])},
        titles={"hy": title} if title else {},
    )


def _start(lines: Sequence[str]) -> int:
    """The line with which the opinion begins: its heading, of several lines the first, or the first code."""
    first = next((index for index, line in enumerate(lines) if codes.find(line)), 0)
    heading = (index for index, line in enumerate(lines[:first]) if _HEADING.search(line) and line.isupper())
    return next(heading, first)


def _title(before: str, code: BillCode) -> str | None:
    """What the last quotation marks before a code embrace; there may be others in them."""
    end = before.rfind("»", 0, len(before) - (code.end - code.start))
    depth = 0
    for start in range(end, -1, -1):
        depth += {"»": 1, "«": -1}.get(before[start], 0)
        if not depth:
            return " ".join(before[start : end + 1].split())
    return None

"""The text of a bill on parliament.am: switch of codings, header, document code, kind, title, articles.

Only the text of such pages was seen, so lines are told apart by their words and not by their markup.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crawler.sources.parliament_am import codes
from crawler.sources.parliament_am.addresses import query_of
from crawler.sources.parliament_am.codes import BillCode
from crawler.sources.parliament_am.part import facts, folded
from legislation.scraped import Page, ScrapedPart
from legislation.text import language_of
from legislation.vocabulary import Kind

PARTS = {"0": "introduced", "1": "first_reading", "2": "second_reading", "3": "third_reading"}
ADOPTED = "adopted"
TEXT = "text"
"""The part of a reading that is none of these."""

READINGS = (TEXT, *PARTS.values(), ADOPTED)
"""All parts that are texts of a bill, from the oldest to the newest."""

_SWITCH = re.compile(r"\W*(?:\b(?:Armenian|ARMSCII|Russian|English|French)\b\W*)+", re.IGNORECASE)
_HEADER = re.compile("նախագիծ|ընթերց", re.IGNORECASE)
_HEADER_WORDS = 5
_NAMED = re.compile(r"կոդ[՝`:)\s]*$")
_STRAY = 30
"""So many letters may stand beside a code that has a line of its own."""

_STATE = re.compile("ՀԱՅԱՍՏԱՆԻՀԱՆՐԱՊԵՏՈՒԹՅԱՆ|ՀՀ")
_KINDS = (
    (re.compile("(ՍԱՀՄԱՆԱԴՐԱԿԱՆ)?ՕՐԵՆՔ(ՆԵՐ)?Ը?"), Kind.BILL),
    (re.compile("(ԱԶԳԱՅԻՆԺՈՂՈՎԻ)?ՈՐՈՇՈՒՄԸ?"), Kind.DECISION),
    (re.compile("(ԱԶԳԱՅԻՆԺՈՂՈՎԻ)?(ՀԱՅՏԱՐԱՐՈՒԹՅՈՒՆ|ՈՒՂԵՐՁ)Ը?"), None),
)
_FLAT = re.compile(
    r"\s+(?=ՀԱՅԱՍՏԱՆԻ\s+ՀԱՆՐԱՊԵՏՈՒԹՅԱՆ\s+(?:ՍԱՀՄԱՆԱԴՐԱԿԱՆ\s+)?ՕՐԵՆՔԸ)|(?<=ՕՐԵՆՔԸ)\s+|\s+(?=(?:Հոդված|ԳԼՈՒԽ)\s+1\W)"
)
_BODY = re.compile(r"(հոդված|գլուխ|բաժին|մաս)\s+[\dIVX]", re.IGNORECASE)
_CUT = re.compile(r"\s*\[(?:cut|\.\.\.|…)[^\]]*\]", re.IGNORECASE)
_LETTERS = re.compile("[Ա-Ֆա-և]")
_CAPITALS = re.compile("[Ա-Ֆ]")
_AND = re.compile(r"\b(?:և|եւ)\b")
_MOST_SMALL = 0.2
_ACT = re.compile(r"Հ[ՕOО]\s*-\s*(\d{1,4})(?:\s*-\s*([ՆԱԼN])(?![Ա-Ֆա-և]))?")
_SECOND = re.compile(r"^Հոդված 2\b", re.MULTILINE)


@dataclass(frozen=True)
class _Layout:
    """The lines of a text sorted; ``body`` is the text from the title on."""

    header: str | None
    printed_kind: str | None
    kind: Kind | None
    title: str | None
    body: list[str]


def own_code(lines: Sequence[str]) -> tuple[int, BillCode] | None:
    """The code that has a line of its own, or begins the text, and the line's number; None without one."""
    for index, line in enumerate(lines):
        for code in codes.find(line)[:1]:
            is_alone = len(line) - (code.end - code.start) <= _STRAY
            is_flat = bool(_FLAT.match(line[code.end :]))
            if (is_alone or is_flat) and not _NAMED.search(line[: code.start]):
                return index, code
    return None


def read(page: Page, lines: Sequence[str], problems: Sequence[str]) -> ScrapedPart:
    """The text of a bill; its lines must have a code of their own."""
    found = own_code(lines)
    if found is None:
        raise ValueError("a text of a bill has a code")
    index, code = found
    layout = _laid_out(lines, index, code)
    told = facts(code)
    text = "\n".join(layout.body) or None
    title = layout.title
    identifiers = told["identifiers"] | _ids(page.url, code)
    if title:
        identifiers["title_folded"] = folded(title)
    kind = (("Տեսակ", layout.printed_kind),) if layout.printed_kind else ()
    lacks = [words for words, value in _LACKS if not getattr(layout, value)]
    cut = (
        ["the text is not whole: its gaps are marked [cut] or [...]"] if _CUT.search("\n".join(lines)) else []
    )
    return ScrapedPart(
        **told
        | {
            "identifiers": identifiers,
            "labels": (*told["labels"], *kind),
            "problems": (*problems, *told["problems"], *lacks, *cut),
        },
        url=page.url if page.url.startswith("http") else "",
        part=ADOPTED if code.reading.endswith("ամբ.") else PARTS.get(code.reading, TEXT),
        origin=page.origin,
        titles={"hy": title} if title else {},
        kind=layout.kind,
        stage_published=" ".join(filter(None, (layout.header, f"/{code.reading}"))),
        stage=code.stage,
        language=language_of(text or title or "", "hy"),
        text=text,
        links=_amended(text or ""),
        page=page,
    )


_LACKS = (("the page has no title", "title"), ("a blank page: there is no text", "body"))


def _laid_out(lines: Sequence[str], index: int, code: BillCode) -> _Layout:
    line = lines[index]
    above = [*lines[:index], line[: code.start]]
    following = [*_FLAT.split(line[code.end :].strip(" .")), *lines[index + 1 :]]
    rest = [kept for one in following if (kept := one.strip())]
    printed, kind, taken = _kind(rest)
    body = rest[taken:]
    title, told = _title(body), "".join(body)
    if not _CUT.sub("", told).strip() or "".join(told.split()) == "".join((title or "").split()):
        body = []
    return _Layout(_header(above), printed, kind, title, body)


def _header(above: Sequence[str]) -> str | None:
    """The word for the stage above the code: one that we know, or whatever stands below the switch."""
    words = [one.strip() for one in above if one.strip()]
    if not words:
        return None
    last = words[-1]
    if switch := _SWITCH.match(last):
        return last[switch.end() :].strip() or None
    is_below = len(words) > 1 and bool(_SWITCH.fullmatch(words[-2]))
    is_known = bool(_HEADER.search(last)) and len(last.split()) <= _HEADER_WORDS
    return last if is_below or is_known else None


def _kind(rest: Sequence[str]) -> tuple[str | None, Kind | None, int]:
    """The kind as printed, ours for it, and how many lines they take; letter-spacing does not matter."""
    taken = 0
    for line in rest[:3]:
        shown = _CUT.sub("", line)
        plain = _STATE.sub("", "".join(shown.split()), count=1)
        for pattern, kind in _KINDS:
            if pattern.fullmatch(plain):
                return shown, kind, taken + 1
        if plain:
            break
        taken += 1
    return None, Kind.BILL, taken


def _title(body: Sequence[str]) -> str | None:
    """The lines in capitals before the first article, else the one line that stands before it."""
    head: list[str] = []
    for line in body:
        shown = _CUT.sub("", line).strip()
        if _BODY.match(shown) or not _is_in_capitals(shown):
            break
        head.append(shown)
    if not head and len(body) > 1 and _BODY.match(body[1]) and not _BODY.match(body[0]):
        head = [body[0]]
    return " ".join(filter(None, head)) or None


def _is_in_capitals(line: str) -> bool:
    kept = _AND.sub("", line)
    letters = len(_LETTERS.findall(kept))
    return letters > 0 and letters - len(_CAPITALS.findall(kept)) <= _MOST_SMALL * letters


def _ids(url: str, code: BillCode) -> dict[str, str]:
    """The number of the text on the site; as introduced and at the first reading it is that of the bill."""
    number = query_of(url).get("DraftID")
    scheme = "draft_id" if code.reading in ("0", "1") else "text_id"
    return {scheme: number} if number and number.isdecimal() else {}


def _amended(text: str) -> tuple[str, ...]:
    """The laws whose numbers stand in the first article."""
    second = _SECOND.search(text)
    first = text[: second.start()] if second else text
    found = _ACT.findall(first.translate(codes.FOLDED))
    return tuple(
        dict.fromkeys("-".join(filter(None, ("ՀՕ", *numbers))).replace("N", "Ն") for numbers in found)
    )

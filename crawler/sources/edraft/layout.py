"""How a page of e-draft.am is laid out, by its words: no raw page of the site was seen when this was written.

Order of the lines: banner, the link "remember", a status (may be absent), the title, labels, content.
"""

import re
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag

from crawler import blocks

REMEMBER = ("Հիշել նախագիծը", "Add to favourites", "Добавить в избранное")
BANNER = "Բարի գալուստ կայքի թարմացված տարբերակ"
HEADINGS = {"ՆԱԽԱԳԻԾ": "about", "ՀԻՄՆԱՎՈՐՈՒՄ": "justification", "ՏԵՂԵԿԱՆՔՀԻՄՆԱՎՈՐՈՒՄ": "justification"}
STATUS_WORDS = 8
LABEL_WORDS = 6

_TITLE_END = re.compile(
    r"(նախագ(իծ|ծեր)\w*|փաթեթ\w*|հայեցակարգ\w*|\bdraft|\bproject|проект\w*)[\s»\"”)\].,:։]*$", re.IGNORECASE
)
_LABEL = re.compile(r"(?P<label>[^«»:՝`]{2,60}?)\s*[:՝`](?!//)\s*(?P<value>.*)")
_DATE = re.compile(r"\d{1,2}[.․/]\d{1,2}[.․/]\d{4}")
_ONLY_DATES = re.compile(rf"(\s*{_DATE.pattern}(\s+\d{{1,2}}:\d{{2}}(:\d{{2}})?)?\s*[-–—]?)+")
_BEFORE_DATE = re.compile(rf"(?P<label>\D{{2,60}}?)\s+(?P<value>{_ONLY_DATES.pattern})")
_NO_LETTERS = re.compile(r"[\s\-‐‑‒–—֊\u00ad]")

Pair = tuple[str, str]


@dataclass(frozen=True)
class Layout:
    """The lines of a page sorted; ``heading`` is the kind of page that its content heading tells, if any."""

    status: str | None
    title: str | None
    labels: tuple[Pair, ...]
    heading: str | None
    content: tuple[str, ...]


def after_remember(lines: list[str]) -> list[str] | None:
    """What follows the link "remember", without banner and repetitions; None for a page without it."""
    for index, line in enumerate(lines):
        word = next((word for word in REMEMBER if word in line), None)
        if word:
            rest = [line.partition(word)[2].strip(), *lines[index + 1 :]]
            return [line for line in rest if line and line != BANNER and line not in REMEMBER]
    return None


def heading_kind(line: str) -> str | None:
    """The kind of content that begins with this line; hyphens and letter-spacing do not matter."""
    return HEADINGS.get(_NO_LETTERS.sub("", line))


def lay_out(lines: list[str], told: str | None, pairs: list[Pair]) -> Layout:
    """Sort the lines after "remember". ``told`` is the kind of page by its address, if known."""
    kinds = {index: kind for index, line in enumerate(lines) if (kind := heading_kind(line))}
    own = [index for index, kind in kinds.items() if kind == told]
    start = own[0] if own else min(kinds, default=len(lines))
    head, content = lines[:start], lines[start:]
    status = head.pop(0) if _is_status(head) else None
    title, head = _take_title(head)
    if not content and told in HEADINGS.values():
        labels, content = _labels_then_content(head, pairs)
    else:
        labels = _labels(head, pairs)
    labels += _dated(content, pairs)
    return Layout(status, title, tuple(dict.fromkeys(labels)), kinds.get(start), tuple(content))


def pairs_of(tree: BeautifulSoup) -> list[Pair]:
    """Labels and values that the markup itself pairs: terms of a list, rows of a heading cell and a cell."""
    cells = [(term, term.find_next_sibling("dd")) for term in tree.find_all("dt")]
    for row in tree.find_all("tr"):
        inside = row.find_all(["th", "td"], recursive=False)
        if [cell.name for cell in inside] == ["th", "td"]:
            cells.append((inside[0], inside[1]))
    return [
        (label, value)
        for key, cell in cells
        if isinstance(cell, Tag) and (label := _plain(key)) and (value := _plain(cell))
    ]


def _plain(tag: Tag) -> str:
    return " ".join(blocks.lines(tag)).rstrip(" :՝`")


def _is_status(head: list[str]) -> bool:
    """Whether the first line is short, no title and no label, while a title follows."""
    if len(head) < 2:
        return False
    line = head[0]
    if re.search("[«»]", line) or line.isupper() or _label(line):
        return False
    return (
        len(line.split()) <= STATUS_WORDS and not _TITLE_END.search(line) and not _ONLY_DATES.match(head[1])
    )


def _take_title(head: list[str]) -> tuple[str | None, list[str]]:
    """The title, of as many lines as it needs to come to its end, and the lines after it."""
    for count in range(1, len(head) + 1):
        if _label(head[count - 1]) and not head[count - 1].startswith("«") and count > 1:
            break
        if _TITLE_END.search(head[count - 1]) and (count == 1 or _is_more(head[count - 1])):
            return " ".join(head[:count]), head[count:]
    return (head[0], head[1:]) if head else (None, [])


def _is_more(line: str) -> bool:
    """Whether a line can be the end of a title begun above; a lone word rather names a tab of the page."""
    return len(line.split()) > 1 or line.isupper()


def _labels_then_content(lines: list[str], pairs: list[Pair]) -> tuple[list[Pair], list[str]]:
    """Without a content heading the content begins where the labels end."""
    count = 0
    known = {label for label, _ in pairs}
    while count < len(lines) and (_label(lines[count]) or lines[count] in known):
        count += 1 if _value_on(lines[count]) else 2
    return _labels(lines[:count], pairs), lines[count:]


def _labels(lines: list[str], pairs: list[Pair]) -> list[Pair]:
    """Label and value pairs of the lines; a line that belongs to none is kept under an empty label."""
    found: list[Pair] = []
    spelled = {f"{label} {value}": (label, value) for label, value in pairs}
    rest = list(lines)
    while rest:
        line = rest.pop(0)
        following = rest[0] if rest else ""
        label = line.rstrip(" :՝`")
        if line in spelled:
            found.append(spelled[line])
        elif _value_on(line):
            found.append(_split(line))
        elif following and (
            _ends_as_label(line) or (label, following) in pairs or _ONLY_DATES.fullmatch(following)
        ):
            found.append((label, rest.pop(0)))
        elif dated := _BEFORE_DATE.fullmatch(line):
            found.append((dated["label"], dated["value"]))
        else:
            found.append(("", line))
    return found


def _dated(content: list[str], pairs: list[Pair]) -> list[Pair]:
    """Dates beside a label that stand in or after the content."""
    told = [_split(line) for line in content if _label(line) and _ONLY_DATES.fullmatch(_split(line)[1])]
    return told + [pair for pair in pairs if _ONLY_DATES.fullmatch(pair[1])]


def _label(line: str) -> bool:
    found = _LABEL.fullmatch(line)
    if not found or len(found["label"].split()) > LABEL_WORDS or found["label"].isdigit():
        return False
    return not (found["label"][-1].isdigit() and found["value"][:1].isdigit())  # a time of day


def _split(line: str) -> Pair:
    found = _LABEL.fullmatch(line)
    return (found["label"].strip(), found["value"].strip()) if found else ("", line)


def _value_on(line: str) -> bool:
    return _label(line) and bool(_split(line)[1])


def _ends_as_label(line: str) -> bool:
    return _label(line) and not _split(line)[1]

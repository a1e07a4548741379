"""The summary sheet of e-draft.am: what was proposed on a draft, and what its author answered.

Organisations keep their names; a private person is only called so.
"""

import re

from bs4 import BeautifulSoup, Tag

from crawler import blocks

SIGNS = (
    "Ամփոփաթերթում ներառվում են",
    "Առաջարկության հեղինակը",
    "The summary includes all the content proposals",
    "Suggesion author",
    "Suggestion author",
    "project.digest.no",
)
"""Words of the rule sentence and of the table's heading; the misspelling is the site's."""

PRIVATE = {"hy": "անհատ", "en": "private person", "ru": "частное лицо"}

_AUTHOR_HEADING = re.compile(r"հեղինակ|author|автор", re.IGNORECASE)
_RECEIVED = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}(\s+\d{1,2}:\d{2}(:\d{2})?)?")
_FLAT_ROW = re.compile(rf"(?P<number>\d+)\s+(?P<author>.+?)\s+(?P<received>{_RECEIVED.pattern})(?P<rest>.*)")
_LEGAL_FORM = r"(?:ՀԿ|ՍՊԸ|ՓԲԸ|ԲԲԸ|ՊՈԱԿ|ՀՈԱԿ|ՊՓԲԸ|NGO|LLC|CJSC|OJSC|JSC|ООО|ЗАО|ОАО|НПО|НКО)"
_ORGANISATION = re.compile(
    rf"\b{_LEGAL_FORM}\b"
    r"|\w*(?:նախարարությ|վարչությ|ծառայությ|կոմիտե|հանձնաժողով|համայնք|քաղաքապետարան|մարզպետարան|միությու|միության"
    r"|պալատ|ասոցիացի|կենտրոն|հիմնադրամ|կազմակերպությ|ընկերությ|ակադեմի|համալսարան|ինստիտուտ|բանկ|դատարան"
    r"|դատախազությ|խորհուրդ|խորհրդ|գրասենյակ|տեսչությ|ոստիկանությ|գործակալությ|ֆեդերացի|կուսակցությ|աշխատակազմ"
    r"|կառավարությ)\w*"
    r"|\b(?:ministry|association|union|foundation|centre|center|council|committee|commission|chamber|university"
    r"|institute|organi[sz]ation|company|bank|agency|office|municipality|community|court|federation)\b"
    r"|\b(?:министерств|ассоциаци|союз|фонд|центр|совет|комитет|комисси|палат|университет|институт|организаци"
    r"|компани|банк|агентств|общин|мэри)\w*",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"(?:\b[Ա-Ֆ][ա-և]*[.․]?\s*)?\b[Ա-Ֆ][ա-և]*(?<!ությ)(?:յան|յանց|ունց|ենց)\b"
    r"|(?:\b[A-Z][a-z]*[.]?\s*)?\b[A-Z][a-z]+(?:yan|ian)\b|(?:\b[А-Я][а-я]*[.]?\s*)?\b[А-Я][а-я]+янц?\b"
)
"""An Armenian surname, with the first name or its letter."""

_NAMED = re.compile(rf"[«“\"][^»”\"]+[»”\"](?:\s*{_LEGAL_FORM}\b)?")


def is_digest(lines: list[str]) -> bool:
    """Whether the lines hold the rule sentence or the heading of the summary sheet."""
    return any(sign in line for line in lines for sign in SIGNS)


def read(tree: BeautifulSoup, lines: list[str], language: str) -> list[str]:
    """The summary sheet as lines: the rule, the heading, then a line for each proposal (``a | b | c``).

    ``language`` (hy, en, ru) is that of the page's labels, in which a private person is called so.
    """
    start = next(i for i, line in enumerate(lines) if any(sign in line for sign in SIGNS))
    table = next((t for t in tree.find_all("table") if is_digest(blocks.lines(t))), None)
    if table is None:
        flat = (_flat_row(line, PRIVATE[language]) for line in lines[start:])
        return [line for line in flat if not _is_numbering(line.split())]
    rule = [line for line in lines[start : start + 1] if "Առաջարկության հեղինակը" not in line]
    rule = [line for line in rule if not re.match(r"(h/h|project\.digest)", line)]
    return rule + _table_rows(table, PRIVATE[language])


def author(text: str, private: str) -> str:
    """An author as published if it is an organisation or a body, else the word for a private person."""
    pieces = (piece.strip() for piece in re.split(r"[,;\n()/]", text))
    kept = [organisation for piece in pieces if (organisation := _organisation(piece))]
    return ", ".join(kept) or private


def _organisation(piece: str) -> str | None:
    """The organisation in a piece of text without the people beside it; None where there is none.

    In Armenian the word for what it is comes last, elsewhere first: "Ministry of Justice".
    """
    piece = _PERSON.sub("", piece)
    named = _NAMED.search(piece)
    spans = [match.span() for match in _ORGANISATION.finditer(piece)]
    if named:
        spans.append(named.span())
    if not spans:
        return None
    start = named.start() if named and named.start() == min(start for start, _ in spans) else 0
    last, end = max(spans, key=lambda span: span[1])
    if re.match("[A-Za-zА-я]", piece[last]):
        end = len(piece)
    return " ".join(piece[start:end].split())


def _table_rows(table: Tag, private: str) -> list[str]:
    rows = [
        [" ".join(blocks.lines(cell)) for cell in row.find_all(["td", "th"], recursive=False)]
        for row in table.find_all("tr")
    ]
    heading = next((cells for cells in rows if is_digest(cells)), [])
    column = next((i for i, cell in enumerate(heading) if _AUTHOR_HEADING.search(cell)), 1)
    result = []
    for cells in rows:
        if _is_numbering(cells) or not any(cells):
            continue
        if cells is not heading and column < len(cells):
            cells[column] = _author_cell(cells[column], private)
        result.append(" | ".join(cells).rstrip(" |"))
    return result


def _author_cell(cell: str, private: str) -> str:
    received = _RECEIVED.search(cell)
    name = cell[: received.start()] + cell[received.end() :] if received else cell
    return " ".join(filter(None, (author(name, private), received.group() if received else "")))


def _flat_row(line: str, private: str) -> str:
    """A row whose columns are lost: number, author and date can still be told from the rest."""
    found = _FLAT_ROW.fullmatch(line)
    if not found:
        return line
    return f"{found['number']} {author(found['author'], private)} {found['received']}{found['rest']}"


def _is_numbering(cells: list[str]) -> bool:
    """Whether it is the row 1 2 3 4 under the heading."""
    numbers = [cell.strip() for cell in cells if cell.strip()]
    return len(numbers) > 2 and all(number.isdigit() for number in numbers)

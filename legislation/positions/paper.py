"""The paper to take along: a joint position as a DOCX table, in the form that a ministry asks for."""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell, _Row

from legislation.characters import keepable
from legislation.model import Point, Position
from legislation.places import place_name

FONT = "Sylfaen"
"""Has Armenian, Russian and Latin letters and is on every Windows; LibreOffice puts DejaVu in its place."""


@dataclass(frozen=True)
class _Words:
    columns: tuple[str, str, str, str, str]
    language: str
    position: str
    draft: str
    same: str
    none: str
    made: str
    text: str


_WORDS = {
    "hy": _Words(
        ("N", "Հոդված, կետ", "Նախագծի տեքստը", "Առաջարկվող տեքստը", "Հիմնավորումը"),
        language="hy",
        position="Դիրքորոշում",
        draft="Նախագիծ",
        same="Առանց նոր խմբագրության",
        none="Կետեր դեռ չկան։",
        made="Կազմվել է",
        text="Տեքստի տարբերակ",
    ),
    "en": _Words(
        ("No", "Article, point", "Text of the draft", "Proposed text", "Justification"),
        language="en",
        position="Position",
        draft="Draft",
        same="No new wording",
        none="There are no points yet.",
        made="Made on",
        text="Version of the text",
    ),
    "ru": _Words(
        ("№", "Статья, пункт", "Текст проекта", "Предлагаемый текст", "Обоснование"),
        language="ru",
        position="Позиция",
        draft="Проект",
        same="Без новой редакции",
        none="Пунктов пока нет.",
        made="Составлено",
        text="Редакция текста",
    ),
}
_WIDTHS = (1.0, 3.5, 6.5, 6.5, 8.2)


def to_docx(position: Position, *, association: str, language: str, made: datetime) -> bytes:
    """The position as a DOCX file; ``made`` is a moment in the zone of the readers."""
    words = _WORDS.get(language, _WORDS["hy"])
    paper = docx.Document()
    _set_up(paper)
    paper.add_paragraph(keepable(association))
    paper.add_heading(keepable(f"{words.position}. {position.title}"), level=1)
    paper.add_paragraph(keepable(f"{words.draft}: {position.draft.title(language)}"))
    paper.add_paragraph(keepable(position.draft.url))
    if position.points:
        _add_table(paper, position.points, words)
    else:
        paper.add_paragraph(words.none)
    hashes = sorted({point.anchor.version.fingerprint[:16] for point in position.points})
    paper.add_paragraph(f"{words.text}: {', '.join(hashes) or '–'}")
    paper.add_paragraph(f"{words.made}: {made:%d.%m.%Y %H:%M}")
    file = BytesIO()
    paper.save(file)
    return file.getvalue()


def _set_up(paper: Document) -> None:
    style = paper.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(10)
    style.element.rPr.rFonts.set(qn("w:cs"), FONT)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    heading = paper.styles["Heading 1"]
    heading.font.name, heading.font.size = FONT, Pt(14)
    heading.element.rPr.rFonts.attrib.clear()
    for kind in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        heading.element.rPr.rFonts.set(qn(kind), FONT)
    page = paper.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Cm(29.7), Cm(21.0)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2)


def _add_table(paper: Document, points: list[Point], words: _Words) -> None:
    table: Table = paper.add_table(rows=1, cols=len(words.columns), style="Table Grid")
    table.autofit = False
    for cell, title in zip(table.rows[0].cells, words.columns, strict=True):
        cell.text = title
        cell.paragraphs[0].runs[0].bold = True
    _repeat(table.rows[0])
    for point in points:
        _fill(table.add_row(), point, words)  # type: ignore[no-untyped-call]  # python-docx
    for row in table.rows:
        for cell, width in zip(row.cells, _WIDTHS, strict=True):
            cell.width = Cm(width)


def _fill(row: _Row, point: Point, words: _Words) -> None:
    place = place_name(point.anchor.path, point.anchor.heading, words.language)
    texts = (
        str(point.number),
        place,
        point.current_text or "–",
        point.proposed_text or words.same,
        point.justification,
    )
    for cell, text in zip(row.cells, texts, strict=True):
        _write(cell, text)


def _write(cell: _Cell, text: str) -> None:
    lines = keepable(text).split("\n")
    cell.text = lines[0]
    for line in lines[1:]:
        cell.add_paragraph(line)


def _repeat(row: _Row) -> None:
    """Have the heading row printed again on every page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)  # python-docx has no public way to say this

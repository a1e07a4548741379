"""The paper to take along, read back with python-docx."""

from datetime import datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from legislation.model import Anchor, Draft, Point, Position, Version
from legislation.positions.paper import to_docx

MADE = datetime(2026, 3, 2, 12, 0, tzinfo=ZoneInfo("Asia/Yerevan"))
ASSOCIATION = "Հայաստանի համայնքների միություն"


def a_point(number: int, **facts) -> Point:
    place = {"path": f"art-{number}", "heading": "Համայնքի բյուջեն"} | facts.pop("place", {})
    version = Version(fingerprint="0123456789abcdef" + "0" * 48)
    told = {
        "current_text": "Հոդված 2. Համայնքի բյուջեն\n1. Ավագանին հաստատում է բյուջեն։",
        "proposed_text": "1. Ավագանին բյուջեն հաստատում է մինչև դեկտեմբերի 25-ը։",
        "justification": "Ժամկետը պետք է լինի հստակ։",
    }
    return Point(number=number, anchor=Anchor(version=version, **place), **(told | facts))


def a_position(*points: Point, **facts) -> Position:
    draft = Draft(
        key="edraft:1",
        url="https://www.e-draft.am/projects/1",
        titles={"hy": "Ջրի մասին օրենքի նախագիծ", "en": "Draft law on water"},
        language="hy",
    )
    return Position(**({"title": "Ջրի մասին", "draft": draft, "points": list(points)} | facts))


def written(position: Position, language: str = "hy", association: str = ASSOCIATION) -> Document:
    return docx.Document(BytesIO(to_docx(position, association=association, language=language, made=MADE)))


def rows(paper: Document) -> list[list[str]]:
    (table,) = paper.tables
    return [[cell.text for cell in row.cells] for row in table.rows]


def lines(paper: Document) -> list[str]:
    return [paragraph.text for paragraph in paper.paragraphs]


def test_the_table_has_one_row_a_point_with_place_texts_and_justification():
    assert rows(written(a_position(a_point(1), a_point(2, place={"path": "art-2/p-1", "heading": ""})))) == [
        ["N", "Հոդված, կետ", "Նախագծի տեքստը", "Առաջարկվող տեքստը", "Հիմնավորումը"],
        [
            "1",
            "Հոդված 1. Համայնքի բյուջեն",
            "Հոդված 2. Համայնքի բյուջեն\n1. Ավագանին հաստատում է բյուջեն։",
            "1. Ավագանին բյուջեն հաստատում է մինչև դեկտեմբերի 25-ը։",
            "Ժամկետը պետք է լինի հստակ։",
        ],
        [
            "2",
            "Հոդված 2, մաս 1",
            "Հոդված 2. Համայնքի բյուջեն\n1. Ավագանին հաստատում է բյուջեն։",
            "1. Ավագանին բյուջեն հաստատում է մինչև դեկտեմբերի 25-ը։",
            "Ժամկետը պետք է լինի հստակ։",
        ],
    ]


def test_around_the_table_stands_whose_it_is_about_what_and_which_text_it_quotes():
    paper = written(a_position(a_point(1), a_point(2)))
    assert lines(paper) == [
        ASSOCIATION,
        "Դիրքորոշում. Ջրի մասին",
        "Նախագիծ: Ջրի մասին օրենքի նախագիծ",
        "https://www.e-draft.am/projects/1",
        "Տեքստի տարբերակ: 0123456789abcdef",
        "Կազմվել է: 02.03.2026 12:00",
    ]
    assert paper.paragraphs[1].style.name == "Heading 1"


@pytest.mark.parametrize(
    ("language", "title", "head"),
    [
        ("en", "Draft: Draft law on water", "Article, point"),
        ("ru", "Проект: Ջրի մասին օրենքի նախագիծ", "Статья, пункт"),
        ("fr", "Նախագիծ: Ջրի մասին օրենքի նախագիծ", "Հոդված, կետ"),
    ],
)
def test_the_paper_speaks_the_language_that_was_asked_for(language, title, head):
    paper = written(a_position(a_point(1)), language)
    assert title in lines(paper)
    assert rows(paper)[0][1] == head


def test_a_point_on_the_whole_and_one_without_a_new_wording_say_so():
    point = a_point(1, place={"path": "", "heading": ""}, current_text="", proposed_text="")
    assert rows(written(a_position(point)))[1][1:4] == [
        "Նախագիծն ամբողջությամբ",
        "–",
        "Առանց նոր խմբագրության",
    ]


def test_a_position_without_points_is_a_paper_that_says_so():
    paper = written(a_position())
    assert paper.tables == []
    assert "Կետեր դեռ չկան։" in lines(paper)
    assert "Տեքստի տարբերակ: –" in lines(paper)


def test_characters_that_no_document_can_hold_do_not_stop_the_paper():
    nasty = "ա\x00բ\x0cգ\ud800դ\ufffe"
    point = a_point(1, current_text=nasty, proposed_text=nasty, justification=nasty, place={"heading": nasty})
    paper = written(a_position(point, title=nasty), association=nasty)
    assert rows(paper)[1][2:] == ["աբ\nգդ"] * 3
    assert lines(paper)[0] == "աբ\nգդ"


def test_text_that_looks_like_markup_stays_text():
    point = a_point(1, proposed_text="<w:p/> & «չակերտ» \"'\tտաբ")
    assert rows(written(a_position(point)))[1][3] == "<w:p/> & «չակերտ» \"'\tտաբ"


def test_the_head_of_the_table_is_repeated_on_every_page_and_only_the_head():
    (table,) = written(a_position(a_point(1), a_point(2))).tables
    repeated = [
        row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows
    ]
    assert repeated == [True, False, False]
    assert all(cell.paragraphs[0].runs[0].bold for cell in table.rows[0].cells)


def test_the_page_lies_on_its_side_and_the_table_fits_on_it():
    paper = written(a_position(a_point(1)))
    page = paper.sections[0]
    assert page.orientation == WD_ORIENT.LANDSCAPE
    room = page.page_width - page.left_margin - page.right_margin
    assert sum(cell.width for cell in paper.tables[0].rows[1].cells) <= room


def test_every_script_is_in_a_font_that_has_armenian_letters():
    paper = written(a_position(a_point(1)))
    for name in ("Normal", "Heading 1"):
        fonts = paper.styles[name].element.rPr.rFonts
        assert {fonts.get(qn(kind)) for kind in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia")} == {"Sylfaen"}

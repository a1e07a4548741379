"""Files become text, or say why they do not."""

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from crawler import attachments, recorded
from crawler.attachments import Extracted, text_of


def docx_bytes(document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def zip_of(**files: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


def test_the_paragraphs_of_a_pdf_are_whole_although_its_lines_are_broken():
    pdf = next(row for row in recorded.rows("arlis") if row.file.name == "138920.pdf")
    lines = text_of(pdf.content, "application/pdf").text.splitlines()
    long = next(line for line in lines if line.startswith("1. Սույն օրենքը կարգավորում է"))
    assert long.endswith("պետական-մասնավոր համագործակցության իրավական հիմքերը:")
    assert (
        "Հոդված 3. Հայաստանի Հանրապետության քաղաքացիների, օտարերկրյա քաղաքացիների և քաղաքացիություն չունեցող"
        " անձանց զբաղվածությունը" in lines
    )
    assert lines[-5:] == [
        "Հայաստանի Հանրապետության",
        "Նախագահ Ս. Սարգսյան",
        "2013 թ. դեկտեմբերի 28",
        "Երևան",
        "ՀՕ-152-Ն",
    ]


def test_a_docx_is_read_with_its_tables_in_their_place():
    document = docx.Document()
    document.add_paragraph("ՆԱԽԱԳԻԾ")
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Հոդված 1.", "Կարգավորման առարկան"
    table.cell(1, 0).merge(table.cell(1, 1)).text = "Ամբողջ տող"
    document.add_paragraph("Վերջ\nնոր տող")
    assert text_of(docx_bytes(document)) == Extracted(
        "ՆԱԽԱԳԻԾ\nՀոդված 1. Կարգավորման առարկան\nԱմբողջ տող\nՎերջ\nնոր տող", language="hy"
    )


def test_what_was_inserted_into_a_docx_is_read_and_what_was_deleted_is_not():
    document = docx.Document()
    paragraph = document.add_paragraph("մեկ ")
    for tag, inner in (("ins", "<w:t>երկու</w:t>"), ("del", "<w:delText>երեք</w:delText><w:t>երեք</w:t>")):
        paragraph._p.append(parse_xml(f"<w:{tag} {nsdecls('w')}><w:r>{inner}</w:r></w:{tag}>"))
    assert text_of(docx_bytes(document)).text == "մեկ երկու"


def test_html_and_plain_text_are_read():
    assert text_of("<p>Հոդված 1.</p><p>Հոդված 2.".encode()).text == "Հոդված 1.\nՀոդված 2."
    assert text_of("Հոդված  1.\r\n\r\nՀոդված 2.\n".encode(), "text/plain").text == "Հոդված 1.\nՀոդված 2."
    assert text_of(b"1 < 2", "text/plain").text == "1 < 2"


def test_the_bytes_are_believed_rather_than_the_media_type():
    assert text_of(docx_bytes(docx.Document(None)), "text/html").problem == "the file has no text"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "the file is empty"),
        (b"   ", "the page is empty"),
        (b"%PDF-1.4\nbroken", "the PDF is broken"),
        (b"PK\x03\x04 cut", "the file is broken (BadZipFile)"),
        (
            zip_of(**{"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}),
            "an office file other than DOCX: such files are not read",
        ),
        (b"\xd0\xcf\x11\xe0 old", "an old office file other than DOC: such files are not read"),
        (b"{\\rtf1 }", "the file has no text"),
        (b"\x89PNG\r\n", "an image: such files are not read"),
        (b"<html><body></body></html>", "the file has no text"),
        (
            "ÒµÝµíñµßÉ Òµßóµç½ñã÷ÅÝã÷ß".encode(),
            "the text is in an old Armenian coding (ARMSCII-8), not in Unicode",
        ),
        ("\uf0b7\uf0a7 \ue001".encode(), "the text is in the signs of a font of its own, not in letters"),
        (
            "Проект закона".encode("cp1251"),
            "broken encoding: byte 0 is not UTF-8 (it looks like windows-1251)",
        ),
    ],
)
def test_a_file_that_cannot_be_read_says_why(content, problem):
    assert text_of(content) == Extracted(None, problem)


def test_a_docx_whose_inside_is_broken_is_a_problem_and_no_exception():
    extracted = text_of(zip_of(**{"word/document.xml": b"<w:document>", "[Content_Types].xml": b"<x/>"}))
    assert extracted.text is None
    assert extracted.problem.startswith("the file is broken")


def test_a_file_that_unpacks_to_too_much_is_not_unpacked():
    file = io.BytesIO()
    archive = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED)
    with archive, archive.open("word/document.xml", "w") as document:
        for _ in range(attachments.MOST_UNPACKED // 1_000_000 + 1):
            document.write(bytes(1_000_000))
    assert text_of(file.getvalue()).problem == "the file unpacks to too much"


def test_a_file_that_is_too_large_is_not_read():
    assert text_of(bytes(attachments.MOST_BYTES + 1)).problem == "the file is larger than 50 MB"


def test_a_control_character_does_not_reach_the_text():
    assert text_of("Հոդված\0 1. Տեղական ինքնակառավարման մարմինները".encode()).text.startswith("Հոդված 1.")

"""Lists and texts of the World Bank. No raw answer is known: all here is made up after others' clients."""

import json
from datetime import date

import pytest

from crawler.sources.world_bank import pages
from legislation.errors import UnexpectedPage
from legislation.scraped import Page
from legislation.vocabulary import Origin

URL = pages.listing(date(2025, 11, 3))
MADE_UP = {
    "id": "101",
    "display_title": "Made up:  a road\nproject",
    "docdt": "2026-03-01T05:00:00Z",
    "disclosure_date": "2026-04-02T00:00:00Z",
    "docty": "Project Appraisal Document",
    "count": "Armenia",
    "lang": "English",
    "projectid": "P000001",
    "repnb": "PAD1",
    "pdfurl": "http://documents.worldbank.org/curated/en/1/pdf/made-up.pdf",
    "txturl": "http://documents.worldbank.org/curated/en/1/text/made-up.txt",
    "abstracts": {"cdata!": "Made up\n   abstract."},
    "url": "http://documents.worldbank.org/curated/en/1",
}


def answer(*records, total=None, **more) -> Page:
    documents = {f"D{n}": one for n, one in enumerate(records, start=101)} | {"facets": {"count": {}}} | more
    content = json.dumps({"total": total or len(records), "documents": documents}).encode()
    return Page(url=URL, content=content, media_type="application/json")


def text(content: str | bytes) -> Page:
    return Page(url="https://documents.worldbank.org/curated/en/1/text/made-up.txt", content=_bytes(content))


def _bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def only(*records):
    (part,) = pages.read(answer(*records))
    return part


def test_a_row_tells_its_document():
    part = only(MADE_UP)
    assert (part.key, part.part, part.origin) == ("world_bank:101", "row", Origin.RECORDED)
    assert part.titles == {"en": "Made up: a road project"}
    assert part.url == "https://documents.worldbank.org/curated/en/1"
    assert part.published == date(2026, 4, 2)
    assert part.identifiers == {"project": "P000001", "report": "PAD1"}
    assert [a.url for a in part.attachments] == [
        "https://documents.worldbank.org/curated/en/1/pdf/made-up.pdf"
    ]
    assert ("docty", "Project Appraisal Document") in part.labels
    assert ("docdt", "2026-03-01T05:00:00Z") in part.labels
    assert ("abstract", "Made up abstract.") in part.labels
    assert (part.body, part.problems) == ("World Bank", ())
    assert pages.text_address(part) == "https://documents.worldbank.org/curated/en/1/text/made-up.txt"


@pytest.mark.parametrize(
    ("field", "told", "label"),
    [
        ("count", ["Armenia", "Georgia"], ("count", "Armenia; Georgia")),
        ("count", {"0": {"count": "Armenia"}}, ("count", "Armenia")),
        (
            "keywords",
            {"0": {"keywd": "local\n   roads"}, "1": {"keywd": "water"}},
            ("keywords", "local roads; water"),
        ),
        ("abstracts", "plain", ("abstract", "plain")),
        ("abstracts", ["one", "two"], ("abstract", "one; two")),
        ("volnb", 1.0, ("volnb", "1")),
    ],
)
def test_a_field_may_come_in_any_type(field, told, label):
    assert label in only(MADE_UP | {field: told}).labels


def test_a_document_without_a_title_to_show_has_the_name_of_its_report():
    told = {
        "display_title": "",
        "repnme": {"repnme": "Made up\n report"},
        "authors": {"0": {"author": "A person"}},
    }
    part = only(MADE_UP | told)
    assert part.titles == {"en": "Made up report"}
    assert "A person" not in str(part.labels)


@pytest.mark.parametrize(("told", "key"), [(101.0, "101"), ("101.0", "101"), (None, "101"), (" 101 ", "101")])
def test_an_id_is_a_string_of_digits(told, key):
    assert only(MADE_UP | {"id": told}).key == f"world_bank:{key}"


@pytest.mark.parametrize("field", [name for name in MADE_UP if name != "id"])
def test_a_field_that_is_missing_drops_no_row(field):
    assert only({k: v for k, v in MADE_UP.items() if k != field}).key == "world_bank:101"


@pytest.mark.parametrize(
    ("told", "day", "problems"),
    [
        ({"disclosure_date": "19-Aug-2026"}, date(2026, 8, 19), 0),
        ({"disclosure_date": None}, date(2026, 3, 1), 0),
        ({"disclosure_date": "soon"}, date(2026, 3, 1), 1),
        ({"disclosure_date": "", "docdt": ""}, None, 0),
    ],
)
def test_the_day_of_disclosure_goes_before_that_of_the_document(told, day, problems):
    part = only(MADE_UP | told)
    assert (part.published, len(part.problems)) == (day, problems)


@pytest.mark.parametrize(
    ("lang", "language"),
    [("Armenian", "hy"), ("Russian", "ru"), ("French", "fr"), ("Klingon", "en"), (None, "en")],
)
def test_the_name_of_a_language_becomes_its_code(lang, language):
    assert only(MADE_UP | {"lang": lang}).language == language


@pytest.mark.parametrize(
    ("told", "about"),
    [
        ({"count": "Armenia"}, True),
        ({"count": ["Georgia", "Armenia"]}, True),
        ({"count": "World"}, False),
        ({"count": "World", "countrycode": "AM"}, True),
        ({"count": ""}, None),
        ({"count": None}, None),
    ],
)
def test_a_row_is_about_our_country_if_it_names_it(told, about):
    assert pages.is_about_us(only(MADE_UP | told)) is about


def test_a_document_that_is_listed_twice_is_one_row():
    told = pages.read_listing(answer(MADE_UP, MADE_UP, total=240.0))
    assert ([part.key for part in told.parts], told.total) == (["world_bank:101"], 240)


def test_a_text_is_read_by_its_paragraphs():
    part = pages.read(
        text("\ufeff   Made   up title\r\n\r\n  One line\r\n   and   the next.\r\n\r\n\fA page later, too.")
    )[0]
    assert (part.key, part.part, part.stand_in) == ("world_bank:?", "text", False)
    assert part.text == "Made up title\nOne line and the next.\nA page later, too."


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (
            Page(url=URL, content=b"<html><div class='g-recaptcha'></div></html>"),
            "a captcha or a challenge where JSON",
        ),
        (Page(url=URL, content=b'{"total": 1, "documents": {"D1": {"id"'), "broken JSON"),
        (Page(url=URL, content=b'{"rows": []}'), "it has no documents"),
        (Page(url=URL, content=b"[]"), "it has no documents"),
        (answer(), "the list of documents is empty"),
        (Page(url=URL, content=b'{"documents": [{"display_title": "x"}]}'), "no row names its document"),
        (
            text("The system was not able to generate the text of this document, sorry."),
            "the document has no text to read: the service says so",
        ),
        (text("<html>Just a moment...</html>"), "a captcha or a challenge where a text"),
        (text("  \n 1 2 3 \n"), "the document has no text to read: it is empty"),
        (text(""), "the page is empty"),
        (text(b"%PDF-1.4 broken"), "the document has no text to read: .*broken"),
        (text("Документ о местном самоуправлении".encode("cp1251")), "is not UTF-8"),
    ],
)
def test_what_is_something_else_is_refused_with_its_reason(page, reason):
    with pytest.raises(UnexpectedPage, match=reason):
        pages.read(page)


def test_what_another_project_made_of_a_document_is_no_answer_of_the_service():
    record = json.dumps({"_id": "WB-1", "title": "Made up", "text": "Made up", "country": "Armenia"})
    with pytest.raises(UnexpectedPage, match="it has no documents"):
        pages.read(Page(url="file:record.json", content=record.encode()))


def test_the_abstract_stands_in_while_there_is_no_text():
    draft = pages.assemble([only(MADE_UP)], ["text: not recorded"])
    (part,) = draft.parts
    assert (part.part, part.text, part.stand_in) == ("text", "Made up abstract.", True)
    assert draft.problems == ("text: not recorded", "the text of the document was not had")


def test_row_and_text_are_one_document():
    whole = pages.read(text("A text of the document, long enough to be one of its own."))[0]
    draft = pages.assemble([whole, only(MADE_UP)])
    assert (draft.key, draft.url) == ("world_bank:101", "https://documents.worldbank.org/curated/en/1")
    assert [part.text for part in draft.parts] == [
        "A text of the document, long enough to be one of its own."
    ]
    assert draft.problems == ()


def test_lists_are_alike_whatever_day_they_begin_with():
    first, other = (pages.canonical(pages.listing(date(2025, n, 3), 100)) for n in (1, 2))
    assert first == other != pages.canonical(pages.listing(date(2025, 1, 3), 200))
    assert "count_exact=Armenia" in first

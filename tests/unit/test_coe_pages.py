"""Documents of the Council of Europe. No raw page is known: all here is made up, but for the references."""

import pytest

from crawler.sources.coe import pages
from crawler.sources.coe.reference import of_address, references
from legislation.errors import UnexpectedPage
from legislation.scraped import Page
from legislation.vocabulary import Kind, Stage

URL = "https://rm.coe.int/168071a25f?format=html"
BODY = "<p>This made-up text is long enough to be taken for the text of a document of the Council. " * 3


def page(*lines: str, url: str = URL) -> Page:
    markup = "".join(f"<p>{line}</p>" for line in lines)
    return Page(url=url, content=f"<html><body>{markup}{BODY}</body></html>".encode())


def only(*lines: str, url: str = URL):
    (part,) = pages.read(page(*lines, url=url))
    return part


def test_a_recommendation_of_the_congress_tells_what_it_is():
    part = only(
        "Recommendation 351 (2014)",
        "A made-up title about local democracy",
        "The Congress of Local and Regional Authorities, adopted by the Congress on 27 March 2014",
        "recalls Rec 219 (2007), CDL-AD(2025)003-e and Recommendation 351(2014)",
    )
    assert (part.key, part.part) == ("coe:Recommendation351(2014)", "document")
    assert part.titles == {"en": "A made-up title about local democracy"}
    assert part.body == "Congress of Local and Regional Authorities"
    assert (part.stage, part.stage_published) == (Stage.ADOPTED, "adopted by the Congress on 27 March 2014")
    assert part.published.isoformat() == "2014-03-27"
    assert part.identifiers == {"reference": "Recommendation351(2014)", "rm": "168071a25f"}
    assert [a.url for a in part.attachments] == ["https://rm.coe.int/168071a25f"]
    assert part.labels == (
        ("kind", "recommendation"),
        ("cites", "Recommendation219(2007)"),
        ("cites", "CDL-AD(2025)003"),
    )


@pytest.mark.parametrize(
    ("told", "name", "kind", "body"),
    [
        ("CDL-AD(2025)003-e", "CDL-AD(2025)003", "opinion", "Venice Commission"),
        ("CDL-REF(2024)041", "CDL-REF(2024)041", "text under review", "Venice Commission"),
        ("CPL38(2020)03", "CPL38(2020)03", "report", "Congress of Local and Regional Authorities"),
        ("CG(40)12", "CG(40)12", "report", "Congress of Local and Regional Authorities"),
        ("CM/Rec(2017)5", "CM/Rec(2017)5", "recommendation", "Committee of Ministers"),
        ("CM/ResDH(2020) 12", "CM/ResDH(2020)12", "resolution", "Committee of Ministers"),
        ("Rec. 351 (2014)", "Recommendation351(2014)", "recommendation", None),
        ("Resolution  2198 (2018)", "Resolution2198(2018)", "resolution", None),
        ("ETS No. 122", "ETS122", "treaty", None),
    ],
)
def test_a_reference_has_one_name_however_it_is_written(told, name, kind, body):
    (one,) = references(f"see {told}.")
    assert (one.name, one.kind, one.body) == (name, kind, body)


def test_an_opinion_is_a_kind_of_ours():
    assert only("CDL-AD(2025)003").kind is Kind.OPINION


def test_a_draft_is_one_only_if_the_text_says_so():
    part = only("CDL-REF(2024)041", "PRELIMINARY DRAFT OPINION on a made-up law")
    assert (part.stage, part.stage_published) == (
        Stage.PROPOSED,
        "PRELIMINARY DRAFT OPINION on a made-up law",
    )
    assert only("CDL-REF(2024)041").stage is None


@pytest.mark.parametrize(
    ("url", "key"),
    [
        (URL, "coe:rm:168071a25f"),
        (
            "https://www.venice.coe.int/webforms/documents/default.aspx?pdffile=CDL-AD(2025)003-e",
            "coe:CDL-AD(2025)003",
        ),
        ("file:saved.html", "coe:file:"),
    ],
)
def test_without_a_reference_address_or_file_give_the_key(url, key):
    part = only("A text that names nothing", url=url)
    assert part.key.startswith(key)
    assert len(part.key) > len("coe:")


def test_an_address_of_the_venice_commission_names_its_document():
    url = "https://www.venice.coe.int/webforms/documents/?pdf=x&PDFFILE=CDL-AD%282025%29003-f"
    assert of_address(url).name == "CDL-AD(2025)003"


def test_a_document_without_a_reference_says_so():
    assert only("A text that names nothing").problems == ("the document does not tell its reference",)


def test_plain_text_is_a_document_too():
    text = "CG(40)12\nA made-up report on local finances\n" + "Words of the report. " * 20
    (part,) = pages.read(Page(url="file:a.txt", content=text.encode()))
    assert (part.key, part.titles) == ("coe:CG(40)12", {"en": "A made-up report on local finances"})


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<html><h1>Sorry, you have been blocked</h1></html>", "^blocked: "),
        (b"<title>Attention Required! | Cloudflare</title>", "^blocked: "),
        (b"<title>Just a moment...</title>", "^blocked: "),
        (b"<html><input type='password'></html>", "a login page where a document"),
        (b"<html><p>Short</p></html>", "without the text of a document"),
        (b'{"resultcount": 1}', "JSON where a document"),
        (b"%PDF-1.4 broken", "the PDF gave no text"),
        (b"", "the page is empty"),
    ],
)
def test_what_is_no_document_is_refused_with_its_reason(content, reason):
    with pytest.raises(UnexpectedPage, match=reason):
        pages.read(Page(url=URL, content=content))


def test_all_spellings_of_an_address_are_one():
    assert pages.canonical("http://rm.coe.int/168071a25f/#x") == "https://rm.coe.int/168071a25f"
    assert pages.canonical("https://example.org/1#x") == "https://example.org/1#x"
    assert pages.number_of("https://example.org/168071a25f") is None

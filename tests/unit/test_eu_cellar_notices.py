"""Notices of CELLAR, what is refused, and how a document is put together."""

from datetime import date

import pytest

from crawler import recorded
from crawler.sources.eu_cellar import pages
from legislation.errors import UnexpectedPage
from legislation.scraped import Page
from legislation.vocabulary import Kind, Origin, Stage

NOTICE = "https://publications.europa.eu/resource/celex/52018PC0340"


def recorded_page(name: str) -> Page:
    return next(row for row in recorded.rows("eu_cellar") if row.file.name == name).page()


def test_a_notice_tells_its_document():
    part = pages.read(Page(url="", content=recorded_page("52018PC0340_notice.xml").content))[0]
    assert (part.key, part.part, part.text) == ("eu_cellar:52018PC0340", "notice", None)
    assert part.titles["en"].startswith("Proposal for a DIRECTIVE OF THE EUROPEAN PARLIAMENT")
    assert part.titles["fr"].startswith("Proposition de DIRECTIVE DU PARLEMENT EUROPÉEN")
    assert set(part.titles) == {"en", "fr"}
    assert (part.kind, part.stage, part.body) == (Kind.PROPOSAL, Stage.PROPOSED, "European Commission")
    assert (part.published, part.language) == (date(2018, 5, 28), "en")
    assert part.identifiers["procedure"] == "2018/0172(COD)"
    assert part.identifiers["dossier"] == "2018_172"
    assert part.identifiers["cellar"] == "fc5c74e0-6255-11e8-ab9c-01aa75ed71a1"


def test_a_notice_links_to_opinions_and_to_the_act_that_was_adopted():
    part = pages.read(recorded_page("52018PC0340_notice.xml"))[0]
    links = [link.rpartition("/")[2] for link in part.links]
    assert {"52018AR3652", "52018AE3041", "32019L0904"} <= set(links)
    assert part.identifiers["adopted_by"] == "32019L0904"


def test_a_notice_keeps_service_dates_and_concepts_as_labels():
    labels = pages.read(recorded_page("52018PC0340_notice.xml"))[0].labels
    assert ("SERVICE_RESPONSIBLE", "ENV") in labels
    assert ("LASTMODIFICATIONDATE", "2020-09-27T17:43:28.234+02:00") in labels
    assert {value for label, value in labels if label == "eurovoc"} == {
        *("1707", "3139", "1372", "4880", "2825", "343", "1158", "5794", "2535", "1837")
    }


def test_the_files_of_a_notice_are_those_of_its_best_format():
    part = pages.read(recorded_page("52018PC0340_notice.xml"))[0]
    assert [a.title for a in part.attachments] == [f"DOC_{n} (xhtml)" for n in (1, 2, 3, 4)]
    assert part.attachments[0].url.startswith("https://publications.europa.eu/resource/cellar/fc5c74e0-")


TREE = """<NOTICE type="tree"><DOSSIER>
<PROCEDURE_CODE_INTERINSTITUTIONAL_REFERENCE_PROCEDURE type="data"><VALUE>2013/0449/COD</VALUE>
</PROCEDURE_CODE_INTERINSTITUTIONAL_REFERENCE_PROCEDURE>
<DOSSIER_TITLE type="data"><VALUE>Proposal for the Council on payments</VALUE><LANG>fr</LANG></DOSSIER_TITLE>
<DOSSIER_TITLE type="data"><VALUE>Proposal for a&amp;#13;
REGULATION of the Council</VALUE><LANG>en</LANG></DOSSIER_TITLE>
<DOSSIER_{}-PROPOSAL type="data"><VALUE>true</VALUE></DOSSIER_{}-PROPOSAL>
<DATE type="date"><VALUE>2014-01-09</VALUE></DATE>
<DOSSIER_INITIATED_BY_ACT_PREPARATORY><EMBEDDED_NOTICE><WORK><WORK_HAS_RESOURCE-TYPE><OP-CODE>PROP_REG</OP-CODE>
</WORK_HAS_RESOURCE-TYPE></WORK></EMBEDDED_NOTICE><SAMEAS><URI><IDENTIFIER>52013PC0937</IDENTIFIER><TYPE>celex</TYPE>
</URI></SAMEAS></DOSSIER_INITIATED_BY_ACT_PREPARATORY></DOSSIER></NOTICE>"""


@pytest.mark.parametrize(
    ("end", "stage"),
    [("ADOPTED", Stage.ADOPTED), ("WITHDRAWN", Stage.WITHDRAWN), ("PENDING", Stage.PROPOSED)],
)
def test_the_notice_of_a_procedure_tells_how_the_proposal_fared(end, stage):
    part = pages.read(Page(url="", content=TREE.format(end, end).encode()))[0]
    assert (part.key, part.part, part.stage) == ("eu_cellar:52013PC0937", "procedure", stage)
    assert part.titles == {"en": "Proposal for a REGULATION of the Council"}
    assert (part.published, part.identifiers["procedure"]) == (date(2014, 1, 9), "2013/0449(COD)")


EVENTS = """<EVENT><EVENT_LEGAL_DATE><VALUE>{}</VALUE></EVENT_LEGAL_DATE>
<EVENT_LEGAL_HAS_TYPE_CONCEPT_TYPE_EVENT_LEGAL><PREFLABEL>{}</PREFLABEL>
</EVENT_LEGAL_HAS_TYPE_CONCEPT_TYPE_EVENT_LEGAL><EVENT_LEGAL_INITIATED_BY_INSTITUTION><PREFLABEL>{}</PREFLABEL>
</EVENT_LEGAL_INITIATED_BY_INSTITUTION></EVENT>"""


def test_the_events_of_a_procedure_tell_who_began_it_and_how_far_it_came():
    told = EVENTS.format("2014-02-04", "EP opinion on 1st reading", "European Parliament")
    told += EVENTS.format("2014-01-09", "Adoption by Commission", "European Commission")
    content = TREE.format("PENDING", "PENDING").replace("</NOTICE>", f"{told}</NOTICE>")
    part = pages.read(Page(url="", content=content.encode()))[0]
    assert (part.body, part.stage_published) == ("European Commission", "EP opinion on 1st reading")
    assert part.stage is Stage.PROPOSED
    assert part.labels[-2:] == (
        ("event", "2014-01-09 Adoption by Commission"),
        ("event", "2014-02-04 EP opinion on 1st reading"),
    )


NUMBER = "<RESOURCE_LEGAL_ID_CELEX><VALUE>{}</VALUE></RESOURCE_LEGAL_ID_CELEX>"
ALIAS = "<SAMEAS><URI><IDENTIFIER>{}</IDENTIFIER><TYPE>celex</TYPE></URI></SAMEAS>"


@pytest.mark.parametrize(
    ("url", "numbers", "celex"),
    [
        ("", ("52018PC0340R(01)", "52018PC0340"), "52018PC0340"),
        (NOTICE, ("52018PC0341", "52018PC0340"), "52018PC0340"),
        ("", ("52018PC0341", "52018PC0340"), "52018PC0341"),
    ],
)
def test_of_several_numbers_the_one_that_was_asked_for_is_the_documents(url, numbers, celex):
    work = "".join(map(NUMBER.format, numbers)) + ALIAS.format(numbers[0])
    part = pages.read(Page(url=url, content=f"<NOTICE><WORK>{work}</WORK></NOTICE>".encode()))[0]
    assert (part.key, part.identifiers["celex"]) == (f"eu_cellar:{celex}", celex)
    assert [value for label, value in part.labels if label == "celex"] == [n for n in numbers if n != celex]


BOMB = b'<?xml version="1.0"?><!DOCTYPE n [<!ENTITY b "bb">]><NOTICE><WORK>&b;</WORK></NOTICE>'
ROWLESS = b'{"head": {"vars": ["celex"]}, "results": {"bindings": []}}'
NUMBERLESS = b'{"head": {"vars": ["celex"]}, "results": {"bindings": [{"celex": {"value": "?"}}]}}'
STRANGE = b'{"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"value": "1"}}]}}'


@pytest.mark.parametrize(
    ("url", "content", "reason"),
    [
        (NOTICE, b"", "the page is empty"),
        (NOTICE, b"<html><body><script src='challenge-platform'></script>x</body></html>", "a captcha"),
        (NOTICE, b"<html><body></body></html>", "a blank page"),
        (NOTICE, b"<html><body><p>COM(2025) 11 final</p></body></html>", "has no text"),
        (NOTICE, b'<?xml version="1.0"?><NOTICE><WORK>', "broken XML"),
        (NOTICE, b'<?xml version="1.0"?><rss/>', "XML that is no notice of a document"),
        (NOTICE, BOMB, "a document type of its own"),
        (NOTICE, b"<?xml version='1.0'?><NOTICE><WORK>\xff</WORK></NOTICE>", "byte 35 is not UTF-8"),
        (NOTICE, b"%PDF-1.4", "a PDF where a page was expected"),
        (NOTICE, b"nothing", "plain text"),
        (pages.SPARQL, b"<html><body><p>x</p></body></html>", "another page where JSON was expected"),
        (pages.SPARQL, b'{"head": {"vars"', "broken JSON"),
        (pages.SPARQL, b'{"rows": []}', "no answer of a SPARQL endpoint"),
        (pages.SPARQL, ROWLESS, "the listing is empty"),
        (pages.SPARQL, NUMBERLESS, "no row has a CELEX number"),
        (pages.SPARQL, STRANGE, "an answer to another question: it tells x"),
    ],
)
def test_an_answer_of_cellar_that_is_something_else_is_refused(url, content, reason):
    with pytest.raises(UnexpectedPage, match=reason):
        pages.read(Page(url=url, content=content))


def test_a_document_that_ends_early_says_so():
    content = recorded_page("52025PC0011.xhtml").content[:9000]
    part = pages.read(Page(url="", content=content))[0]
    assert part.key == "eu_cellar:52025PC0011"
    assert "the page ends early: </html> is missing" in part.problems


def test_row_and_text_make_one_document():
    row = next(r for r in pages.read(recorded_page("listing_day1.json")) if r.key.endswith("0006"))
    draft = pages.assemble([pages.read(recorded_page("52025PC0006.xhtml"))[0], row], ["notice: not recorded"])
    assert (draft.key, draft.url) == (
        "eu_cellar:52025PC0006",
        "https://publications.europa.eu/resource/celex/52025PC0006",
    )
    assert draft.body == "European Commission"
    assert [part.part for part in draft.parts] == ["text"]
    assert draft.identifiers == {"celex": "52025PC0006", "procedure": "2025/0002(NLE)"}
    assert draft.problems == ("notice: not recorded",)
    assert draft.origin is Origin.REBUILT


def test_a_notice_alone_is_a_document_whose_text_is_missing():
    draft = pages.assemble(pages.read(recorded_page("52018PC0340_notice.xml")))
    assert draft.problems == ("the text of the document was not had",)
    assert draft.language == "en"


@pytest.mark.parametrize(
    ("url", "one"),
    [
        ("http://publications.europa.eu/resource/celex/52025PC0011", pages.document("52025PC0011")),
        (
            "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:52025PC0011",
            pages.document("52025PC0011"),
        ),
        (
            "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX%3A52025PC0011",
            pages.document("52025PC0011"),
        ),
        ("https://example.eu/resource/celex/1", "https://example.eu/resource/celex/1"),
    ],
)
def test_all_spellings_of_an_address_of_cellar_are_one_page(url, one):
    assert pages.canonical(url) == one


def test_listings_are_one_page_whatever_days_they_ask_for():
    day = pages.canonical(pages.listing(date(2025, 1, 1)))
    assert day == pages.canonical(pages.listing(date(2026, 9, 1), date(2026, 10, 1)))
    assert day != pages.canonical(pages.items("52025PC0011"))


def test_a_listing_asks_for_the_kinds_that_are_read_from_a_day_on():
    url = pages.listing(date(2026, 9, 1))
    assert url.startswith(
        "https://publications.europa.eu/webapi/rdf/sparql?format=application%2Fsparql-results%2Bjson&"
    )
    assert "%3E%3D%20%222026-09-01%22%5E%5Exsd%3Adate" in url
    assert "%28PC%7CDC%7CAR%29" in url
    assert len(url) < 8000

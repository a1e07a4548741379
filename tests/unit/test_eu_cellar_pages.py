"""Documents, acts and notices of CELLAR: recorded ones first, others in the same shapes."""

import json
from datetime import date

import pytest

from crawler import recorded
from crawler.sources.eu_cellar import pages
from crawler.sources.eu_cellar.documents import celex_of_reference, kind_of, procedure
from legislation.errors import UnexpectedPage
from legislation.scraped import Page
from legislation.vocabulary import Deadline, Kind, Stage

DOCUMENT = "https://publications.europa.eu/resource/celex/52025DC0099"


def recorded_page(name: str) -> Page:
    return next(row for row in recorded.rows("eu_cellar") if row.file.name == name).page()


def commission(body: str = "<p>Text</p>", url: str = "", **values: str) -> Page:
    """A document of the Commission whose comment tells ``values``; an underscore stands for a dot."""
    pairs = "".join(f'[name={name.replace("__", ".")};value="{value}"],' for name, value in values.items())
    markup = f'<?xml version="1.0"?><html><body><!--all docVars {pairs}-->{body}</body></html>'
    return Page(url=url, content=markup.encode())


def communication(**more: str) -> Page:
    values = {
        "LW_REF__INST__NEW": "COM",
        "LW_REF__INST__NEW_TEXT": "(2025) 99",
        "LW_STATUT__CP": "UNUSED",
        "LW_TYPE__DOC__CP": "COMMUNICATION FROM THE COMMISSION",
        "LW_TITRE__OBJ__CP": "A Vision for  Cities",
        "LW_EMISSION_ISODATE": "2025-04-02",
        "LW_LANGUE": "EN",
    }
    return commission("<p>COM(2025) 99 final</p><p>Text</p>", **(values | more))


def test_a_proposal_tells_what_it_is():
    part = pages.read(recorded_page("52025PC0011.xhtml"))[0]
    assert (part.key, part.part) == ("eu_cellar:52025PC0011", "text")
    assert part.titles == {
        "en": "Proposal for a COUNCIL DECISION on the position to be taken on behalf of the European Union"
        " at the Board of Governors of the EU-LAC International Foundation on the Staff Regulations of the"
        " EU-LAC International Foundation"
    }
    assert (part.kind, part.stage_published, part.stage) == (Kind.PROPOSAL, "proposal", Stage.PROPOSED)
    assert (part.published, part.body, part.language) == (date(2025, 1, 22), "European Commission", "en")
    assert part.identifiers == {"celex": "52025PC0011", "procedure": "2025/0005(NLE)"}
    assert (part.deadline, part.closes) == (Deadline.UNKNOWN, None)


def test_the_text_has_a_paragraph_a_line_with_room_after_its_number():
    lines = pages.read(recorded_page("52025PC0001.xhtml"))[0].text.splitlines()
    assert lines[:3] == ["EUROPEAN COMMISSION", "Brussels, 26.3.2025", "COM(2025) 1 final"]
    assert lines[9].startswith("1. The rules applicable to financial contributions")
    assert "2. On 29 October 2024, Belgium submitted an application" in "\n".join(lines)
    assert "EGF application EGF/2024/003 BE/Van Hool" in lines


def test_the_number_of_a_footnote_stays_apart_from_the_words():
    text = pages.read(recorded_page("52025PC0001.xhtml"))[0].text
    assert "repealing Regulation (EU) No 1309/2013¹.\n" in text


def test_without_an_address_the_document_names_itself():
    page = Page(url="file:x.xhtml", content=recorded_page("52025PC0006.xhtml").content)
    part = pages.read(page)[0]
    assert (part.key, part.url) == (
        "eu_cellar:52025PC0006",
        "https://publications.europa.eu/resource/celex/52025PC0006",
    )
    assert part.problems == ()


def test_a_communication_is_on_no_way_to_law():
    part = pages.read(communication())[0]
    assert (part.key, part.kind) == ("eu_cellar:52025DC0099", Kind.COMMUNICATION)
    assert (part.stage_published, part.stage) == ("communication", None)
    assert part.titles == {"en": "COMMUNICATION FROM THE COMMISSION A Vision for Cities"}
    assert part.identifiers == {"celex": "52025DC0099"}


def test_a_french_document_has_a_french_title():
    part = pages.read(
        communication(
            LW_LANGUE="FR",
            LW_STATUT__CP="Proposition de",
            LW_TYPE__DOC__CP="DIRECTIVE",
            LW_TITRE__OBJ__CP="sur l’eau",
        )
    )[0]
    assert part.key == "eu_cellar:52025PC0099"
    assert part.titles == {"fr": "Proposition de DIRECTIVE sur l’eau"}
    assert part.language == "fr"


def test_a_document_without_the_comment_is_read_by_its_cover():
    body = (
        '<p class="Emission">Brussels, 2.4.2025</p><p class="Rfrenceinstitutionnelle">COM(2025) 99 final</p>'
        '<p class="Rfrenceinterinstitutionnelle">2025/0002 (NLE)</p>'
        '<p class="Statut">Amended proposal for a</p><p class="Typedudocument_cp">REGULATION</p>'
        '<p class="Titreobjet_cp">on cities</p>'
    )
    part = pages.read(commission(body))[0]
    assert (part.key, part.published) == ("eu_cellar:52025PC0099", date(2025, 4, 2))
    assert part.titles == {"en": "Amended proposal for a REGULATION on cities"}
    assert part.identifiers["procedure"] == "2025/0002(NLE)"


def test_a_document_without_any_classes_is_known_by_the_lines_of_its_cover():
    body = "<p>COM(2010) 7 final</p><p>2010/0002 (COD)</p><p>Proposal for a</p><p>DIRECTIVE on cities</p>"
    part = pages.read(commission(body))[0]
    assert (part.key, part.identifiers["procedure"]) == ("eu_cellar:52010PC0007", "2010/0002(COD)")
    assert part.problems == ("the document has no title", "the document has no date")


def test_a_mention_of_another_document_is_not_the_number_of_this_one():
    values = {"LW_REF__INST__NEW": "COM", "LW_REF__INST__NEW_TEXT": "(2025) 99", "LW_TYPE__DOC__CP": "REPORT"}
    part = pages.read(
        commission("<p>On COM(2018) 340 final, procedure 2018/0172(COD)</p><p>x</p>", **values)
    )[0]
    assert part.identifiers == {"celex": "52025DC0099"}
    mention = b"<html><body><p>News: COM(2018) 340 final</p><p>and 2018/0172(COD)</p></body></html>"
    with pytest.raises(UnexpectedPage, match="no document of the EU"):
        pages.read(Page(url="", content=mention))


def test_an_address_and_a_document_that_differ_are_a_problem():
    part = pages.read(Page(url=DOCUMENT, content=recorded_page("52025PC0011.xhtml").content))[0]
    assert part.key == "eu_cellar:52025DC0099"
    assert part.problems == ("the address says 52025DC0099, the document itself 52025PC0011",)


OJ = """<p class="oj-hd-date">22.3.2024</p><div class="eli-main-title">
<p class="oj-doc-ti">REGULATION (EU) 2024/903 OF THE EUROPEAN PARLIAMENT AND OF THE COUNCIL</p>
<p class="oj-doc-ti">of 13 March 2024</p><p class="oj-doc-ti">(Interoperable Europe Act)</p></div><table><tr>
<td><p class="oj-normal">(1)</p></td><td><p class="oj-normal">It is necessary.</p></td></tr></table>"""


@pytest.mark.parametrize("end", ["<p>ELI: http://data.europa.eu/eli/reg/2024/903/oj</p>", ""])
def test_an_act_of_the_official_journal_names_itself(end):
    part = pages.read(Page(url="", content=f"<html><body>{OJ}{end}</body></html>".encode()))[0]
    assert (part.key, part.kind, part.stage) == ("eu_cellar:32024R0903", Kind.REGULATION, Stage.ADOPTED)
    assert part.titles["en"].endswith("COUNCIL of 13 March 2024 (Interoperable Europe Act)")
    assert (part.published, part.identifiers["adopted"]) == (date(2024, 3, 22), "2024-03-13")
    assert "(1) It is necessary." in part.text.splitlines()
    assert part.body == "European Parliament and Council"


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("COMMISSION IMPLEMENTING REGULATION (EU) 2025/17 of 8 January 2025", "European Commission"),
        ("RÈGLEMENT DÉLÉGUÉ (UE) 2025/17 DE LA COMMISSION du 8 janvier 2025", "European Commission"),
        ("COUNCIL DECISION (EU) 2025/18 of 9 January 2025", "Council of the European Union"),
        (
            "DIRECTIVE 2014/92/EU OF THE EUROPEAN PARLIAMENT AND OF THE COUNCIL",
            "European Parliament and Council",
        ),
        ("Regulation on a proposal from the COMMISSION", None),
    ],
)
def test_the_title_of_an_act_tells_whose_it_is(title, body):
    content = f'<html><body><p class="oj-doc-ti">{title}</p><p class="oj-normal">Text</p></body></html>'
    assert pages.read(Page(url="", content=content.encode()))[0].body == body


def test_a_piece_of_an_act_that_does_not_name_itself_is_kept_with_its_problems():
    content = (
        b'<html><body><p class="oj-ti-art">Article 1</p><p class="oj-normal">Subject matter</p></body></html>'
    )
    part = pages.read(Page(url="", content=content))[0]
    assert (part.key, part.titles, part.text) == ("eu_cellar:?", {}, "Article 1\nSubject matter")
    assert part.problems == (
        "the document does not name its CELEX number: its address is needed",
        "the document has no title",
        "the document has no date",
    )
    saved = pages.read(Page(url="file:act-32024R1689-en.xhtml", content=content))[0]
    assert (saved.key, saved.kind) == ("eu_cellar:32024R1689", Kind.REGULATION)
    assert saved.problems[0] == "the CELEX number is taken from the name of the file"


@pytest.mark.parametrize(
    ("reference", "title", "celex"),
    [
        ("COM(2025) 11 final", "Proposal for a COUNCIL DECISION", "52025PC0011"),
        ("COM(2025)11 final", "Recommendation for a COUNCIL DECISION", "52025PC0011"),
        ("COM(2025) 11 final", "ANNEX to the Proposal for a COUNCIL DECISION", "52025PC0011"),
        ("COM(2025) 11 final", "REPORT FROM THE COMMISSION", "52025DC0011"),
        ("JOIN(2024) 3 final", "JOINT COMMUNICATION", "52024JC0003"),
        ("SWD(2018) 254 final", "COMMISSION STAFF WORKING DOCUMENT", "52018SC0254"),
        ("C(2024) 5", "COMMISSION OPINION", None),
    ],
)
def test_a_reference_and_a_title_give_the_celex_number(reference, title, celex):
    assert celex_of_reference(reference, title) == celex


@pytest.mark.parametrize(
    ("resource_type", "celex", "kind"),
    [
        ("PROP_DIR", None, Kind.PROPOSAL),
        ("AMEND_PROP_REG", None, Kind.PROPOSAL),
        ("COMMUNIC", "52025DC0099", Kind.COMMUNICATION),
        ("OPIN", None, Kind.OPINION),
        (None, "52018AR3652", Kind.OPINION),
        (None, "32016L0680", Kind.DIRECTIVE),
        (None, "52014IR0012", Kind.OPINION),
        ("SOMETHING_NEW", None, None),
    ],
)
def test_the_kind_is_told_by_the_resource_type_or_the_celex_number(resource_type, celex, kind):
    assert kind_of(resource_type, celex) is kind


@pytest.mark.parametrize("spelled", ["2018/0172(COD)", "2018/0172 (COD)", "2018/0172/COD"])
def test_a_procedure_has_one_spelling(spelled):
    assert procedure(f"COM/2018/340 final - {spelled}") == "2018/0172(COD)"


def test_an_opinion_of_the_regions_is_listed_as_an_opinion():
    row = {
        "work": {
            "type": "uri",
            "value": "http://publications.europa.eu/resource/cellar/ebbe9489-04e8-11e9-adde-01aa75ed71a1",
        },
        "celex": {"type": "typed-literal", "value": "52018AR3652"},
        "date": {"type": "literal", "value": "2018-10-10"},
        "type": {
            "type": "uri",
            "value": "http://publications.europa.eu/resource/authority/resource-type/OPIN",
        },
        "title": {"type": "literal", "xml:lang": "en", "value": "Opinion on plastics"},
    }
    french = row | {"title": {"type": "literal", "xml:lang": "fr", "value": "Avis sur les plastiques"}}
    answer = {"head": {"vars": list(row)}, "results": {"bindings": [row, french]}}
    (part,) = pages.read(Page(url=pages.listing(date(2018, 1, 1)), content=json.dumps(answer).encode()))
    assert (part.key, part.kind, part.stage_published) == ("eu_cellar:52018AR3652", Kind.OPINION, "opinion")
    assert part.titles == {"en": "Opinion on plastics", "fr": "Avis sur les plastiques"}
    assert part.identifiers == {"celex": "52018AR3652", "cellar": "ebbe9489-04e8-11e9-adde-01aa75ed71a1"}
    assert part.published == date(2018, 10, 10)


def test_the_rows_of_a_listing_are_documents_without_text():
    rows = pages.read(recorded_page("listing_day2.json"))
    assert [row.key for row in rows] == [f"eu_cellar:52025PC{n:04d}" for n in (6, 11, 1)]
    assert rows[2].titles["en"].startswith("Proposal for a DECISION OF THE EUROPEAN PARLIAMENT")
    assert (rows[2].published, rows[2].stage, rows[2].text) == (date(2025, 3, 26), Stage.PROPOSED, None)


def test_the_files_of_a_document_are_attachments():
    content = recorded_page("items_query_results.json").content
    (part,) = pages.read(Page(url=pages.items("32024R1689"), content=content))
    assert part.key == "eu_cellar:32024R1689"
    assert [a.url[-5:] for a in part.attachments] == ["DOC_1", "DOC_2", "DOC_3", "DOC_4"]
    assert part.identifiers["cellar"] == "e115172d-3ab3-4b14-b0a4-dfdcc9871793"

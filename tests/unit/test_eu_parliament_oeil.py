"""Pages of OEIL, the Parliament's observatory: recorded ones first, then broken and made-up ones."""

from datetime import date

import pytest

from crawler import recorded
from crawler.sources.eu_parliament import pages
from legislation.errors import UnexpectedPage
from legislation.scraped import Page
from legislation.vocabulary import Kind, Stage


def kept(name: str) -> Page:
    return next(row for row in recorded.rows("eu_parliament") if row.file.name == name).page()


def read(name: str):
    return pages.read(Page(url="file:x.html", content=kept(name).content))[0]


def file(basics="", rest="", head="2099/0001(COD)"):
    markup = f"""<html><head><title>Procedure File: {head} | Legislative Observatory</title></head>
    <body><main><h2>{head}</h2><h2>A made-up\u00a0procedure</h2>
    <div id="section1">{basics}</div>{rest}</main></body></html>"""
    return pages.read(Page(url="", content=markup.encode()))[0]


def status(words):
    return f'<p class="font-weight-bold mb-1">Status</p><p class="text-danger">{words}</p>'


def test_a_file_tells_what_the_procedure_is_and_where_it_stands():
    part = read("2025-0229-nle.html")
    assert (part.key, part.part, part.kind) == ("eu_parliament:2025-0229", "file", Kind.PROPOSAL)
    assert part.titles == {"en": "European High Performance Computing Joint Undertaking (EuroHPC)"}
    assert (part.stage_published, part.stage) == ("Awaiting final decision", Stage.PROPOSED)
    assert part.identifiers == {"procedure": "2025/0229(NLE)"}
    assert part.published == date(2025, 7, 15)
    assert part.url == "https://oeil.europarl.europa.eu/oeil/en/procedure-file?reference=2025/0229(NLE)"
    assert ("Subject", "3.30.07 Cybersecurity, cyberspace policy") in part.labels
    assert ("Committee responsible", "ITRE Industry, Research and Energy") in part.labels
    assert ("Legal basis", "Rules of Procedure EP 58") in part.labels


def test_a_file_leads_to_the_proposal_and_to_the_procedures_whose_acts_it_changes():
    links = read("2025-0229-nle.html").links
    assert links[0] == "https://publications.europa.eu/resource/celex/52025PC0414"
    assert pages.procedure_file("2018/0003(NLE)") in links
    assert pages.procedure_file("2020/0260(NLE)") in links
    assert not [link for link in links if "/meps/" in link or "/pdf?" in link or "eur-lex" in link]


def test_the_facts_of_a_file_are_its_text_in_their_order():
    lines = read("2024-0258-cod.html").text.splitlines()
    assert "09/10/2024 Legislative proposal published COM(2024)0469" in lines
    assert lines.index("18/03/2025 Final act signed") > lines.index("10/03/2025 Debate in Parliament")
    assert "Committee opinion INTA PE766.713 16/01/2025" in lines
    assert "Contribution ES_PARLIAMENT COM(2024)0469 18/02/2025" in lines
    assert lines[-2:] == ["Regulation 2025/0535", "OJ OJ L 21.03.2025"]


def test_the_final_act_and_what_the_commission_answered_are_linked():
    part = read("2024-0258-cod.html")
    assert part.identifiers["adopted_by"] == "32025R0535"
    assert "https://publications.europa.eu/resource/celex/32025R0535" in part.links
    assert [file.title for file in part.attachments] == ["SP-2025-04-30-TA-10-2025-0022_en.docx"]
    assert [pages.summary_id(link) for link in part.links if "document-summary" in link] == [
        *("1791828", "1802918", "1806477", "1808028")
    ]


def test_no_member_of_the_parliament_is_kept():
    for name in ("2024-0258-cod.html", "2025-0229-nle.html"):
        assert "MIKSER Sven" in kept("2024-0258-cod.html").content.decode()
        part = read(name)
        assert not {"MIKSER", "BUDKA", "VIRKKUNEN", "KOS Marta"} & set(repr((part.text, part.labels)).split())


def test_a_file_without_key_players_is_read_all_the_same():
    part = read("2022-2852-rsp.html")
    assert (part.key, part.kind, part.stage) == ("eu_parliament:2022-2852", None, Stage.ADOPTED)
    assert [value for label, value in part.labels if label == "Geographical area"] == ["Bulgaria", "Romania"]


def test_a_summary_has_its_true_day_and_its_text():
    part = read("summary_1864147.html")
    assert (part.key, part.part) == ("eu_parliament:2023-0321", "summary-1864147")
    assert part.published == date(2025, 11, 13)
    assert part.titles == {"en": "Business in Europe: Framework for Income Taxation (BEFIT)"}
    assert part.text.startswith("The European Parliament adopted by 370 votes to 160, with 107 abstentions")
    assert ("pay their taxes in the jurisdictions where they make their profits") in part.text
    assert part.url == "https://oeil.europarl.europa.eu/oeil/en/document-summary?id=1864147"


def test_the_file_counts_before_the_api_and_summaries_are_texts_beside_it():
    api = pages.read(kept("2024-2006.json"))[0]
    draft = pages.assemble([api, file(status("Procedure completed"))])
    assert (draft.stage_published, draft.stage) == ("Procedure completed", Stage.ADOPTED)
    parts = [read("summary_1651118.html"), read("2022-2852-rsp.html"), read("summary_1864147.html")]
    assert [part.part for part in pages.assemble(parts).parts] == [
        "file",
        "summary-1864147",
        "summary-1651118",
    ]


@pytest.mark.parametrize(
    ("words", "stage"),
    [
        ("Procedure completed", Stage.ADOPTED),
        ("Procedure completed, awaiting publication in Official Journal", Stage.ADOPTED),
        ("Awaiting signature of act", Stage.ADOPTED),
        ("Procedure lapsed or withdrawn", Stage.LAPSED),
        ("Procedure rejected", Stage.REJECTED),
        ("Awaiting Parliament's position in 1st reading", Stage.FIRST_READING),
        ("Awaiting Council's position at 2nd reading", Stage.SECOND_READING),
        ("Awaiting committee decision", Stage.PROPOSED),
        ("Preparatory phase in Parliament", Stage.PROPOSED),
        ("Something nobody has seen", None),
    ],
)
def test_a_status_is_kept_word_for_word_and_ours_beside_it(words, stage):
    part = file(status(words))
    assert (part.stage_published, part.stage) == (words, stage)


def test_without_a_status_the_stage_of_the_technical_section_counts():
    row = "<tr><th>Stage reached in procedure</th><td>Procedure rejected</td></tr>"
    part = file("<p>nothing</p>", f'<div id="section5"><table>{row}</table></div>')
    assert (part.stage_published, part.stage) == ("Procedure rejected", Stage.REJECTED)
    assert file().stage_published is None


def test_titles_have_no_odd_blanks_and_numbers_may_have_a_letter():
    part = file(head="2099/0356M(NLE)")
    assert (part.key, part.titles) == ("eu_parliament:2099-0356M", {"en": "A made-up procedure"})


def test_a_procedure_without_a_title_is_kept_with_its_problem():
    markup = "<html><body><main><h2>2099/0001(COD)</h2><div id='section1'></div></main></body></html>"
    (part,) = pages.read(Page(url="", content=markup.encode()))
    assert (part.key, part.problems) == ("eu_parliament:2099-0001", ("the procedure has no title",))


WHOLE = kept("2022-2852-rsp.html").content


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (WHOLE[:40000], "ends early"),
        (WHOLE[:9000], "neither the file of a procedure"),
        (b"<html><title>Log in</title><form><input type=password></form></html>", "login"),
        (b"<html><body>Checking your browser</body></html>", "captcha"),
        (b"<html><body><div id='section1'></div></body></html>", "does not say of which"),
        (b"<html><body><div class='es_product-content'> </div></body></html>", "blank page"),
        (WHOLE.replace(b"Subject", b"Subj\xe9t"), "broken encoding"),
    ],
)
def test_a_page_that_is_not_whole_or_another_is_refused_with_a_reason(content, reason):
    with pytest.raises(UnexpectedPage, match=reason):
        pages.read(Page(url=pages.procedure_file("2022/2852(RSP)"), content=content))

"""Procedures and documents of the European Parliament's Open Data API: recorded ones first."""

import json
from datetime import date

import pytest

from crawler import recorded
from crawler.sources.eu_cellar import pages as eu_cellar
from crawler.sources.eu_parliament import pages
from legislation.errors import UnexpectedPage
from legislation.scraped import Page
from legislation.vocabulary import Kind, Stage


def kept(name: str) -> Page:
    return next(row for row in recorded.rows("eu_parliament") if row.file.name == name).page()


def read(*told: object):
    return pages.read(Page(url="", content=json.dumps({"data": list(told)}).encode()))


def process(*events, kind="COD", **more):
    made_up = {"id": "eli/dl/proc/2099-0001", "process_id": "2099-0001", "label": f"2099/0001({kind})"}
    told = {"process_title": {"en": "A made-up procedure"}, "process_type": f"def/ep-procedure-types/{kind}"}
    return made_up | told | {"consists_of": list(events)} | more


def event(day, kind=None, name="x", **more):
    told = {"id": f"eli/dl/event/{name}", "type": "Activity", "activity_date": day, "activity_id": name}
    return told | ({"had_activity_type": f"def/ep-activities/{kind}"} if kind else {}) | more


def decision(day, **more):
    return event(day, name=f"2099-0001-DEC-DCPL-{day}", type="Decision", **more)


def test_a_procedure_tells_what_it_is():
    (part,) = pages.read(kept("2025-0581.json"))
    assert (part.key, part.part, part.kind) == ("eu_parliament:2025-0581", "procedure", Kind.PROPOSAL)
    assert part.titles["en"].startswith("Amending Directive (EU) 2020/262")
    assert set(part.titles) == {"en", "fr"}
    assert (part.body, part.published) == ("European Parliament", date(2025, 12, 15))
    assert part.identifiers == {"procedure": "2025/0581(CNS)"}
    assert ("COMMITTEE_LEAD", "ECON") in part.labels
    assert part.links == tuple(map(pages.document, ("A-10-2026-0160", "TA-10-2026-0212")))


def test_a_procedure_is_named_as_cellar_names_it():
    proposal = recorded.rows("eu_cellar")[0].page()
    named = eu_cellar.read(proposal)[0].identifiers["procedure"]
    (part,) = read(process(label="2025/0002 (NLE)", process_id="2025-0002", kind="NLE"))
    assert part.identifiers["procedure"] == named == "2025/0002(NLE)"
    assert pages.process_id(named) == "2025-0002"


@pytest.mark.parametrize(
    ("name", "published", "stage"),
    [
        ("2016-0132.json", "PUBLICATION_OFFICIAL_JOURNAL", Stage.ADOPTED),
        ("2007-0181.json", "PUBLICATION_OFFICIAL_JOURNAL", Stage.ADOPTED),
        ("2024-2006.json", "Decision", Stage.ADOPTED),
        ("2025-0581.json", "PLENARY_VOTE_RESULTS", Stage.FIRST_READING),
    ],
)
def test_the_stage_is_told_by_the_last_event_and_never_by_current_stage(name, published, stage):
    (part,) = pages.read(kept(name))
    assert (part.stage_published, part.stage) == (published, stage)


def test_a_bare_id_among_the_events_tells_nothing_and_breaks_nothing():
    (part,) = pages.read(kept("2018-2070.json"))
    assert part.identifiers == {"procedure": "2018/2070(ACI)"}
    days = [value[:10] for label, value in part.labels if label == "activity"]
    assert days == sorted(days)
    assert len(days) == 8


@pytest.mark.parametrize(
    ("told", "stage"),
    [
        (process(event("2099-01-01", "REFERRAL")), Stage.PROPOSED),
        (process(decision("2099-02-01"), event("2099-01-01", "REFERRAL")), Stage.FIRST_READING),
        (process(decision("2099-02-01", occured_at_stage="x/procedure-phase/RDG2")), Stage.SECOND_READING),
        (process(decision("2099-02-01"), kind="INI"), Stage.ADOPTED),
        (process(decision("2099-02-01"), event("2099-03-01", "SIGNATURE")), Stage.ADOPTED),
        (process(), None),
    ],
)
def test_a_position_on_a_proposal_is_not_yet_a_law(told, stage):
    assert read(told)[0].stage is stage


def test_no_person_is_kept():
    for row in recorded.rows("eu_parliament"):
        if row.file.suffix == ".json":
            assert "person/" not in repr([(p.labels, p.links, p.text) for p in pages.read(row.page())])


def test_a_report_is_a_part_of_its_procedure_with_its_files_in_english_and_french():
    (part,) = pages.read(kept("A-9-2024-0163.json"))
    assert (part.key, part.part) == ("eu_parliament:2024-2006", "document-A-9-2024-0163")
    assert part.identifiers == {"procedure": "2024/2006(REG)", "document": "A9-0163/2024"}
    assert (part.published, part.text) == (date(2024, 4, 4), None)
    assert [file.title for file in part.attachments] == ["A-9-2024-0163_en.docx", "A-9-2024-0163_fr.docx"]
    assert part.attachments[0].url == (
        "https://data.europarl.europa.eu/distribution/reds_iPlRp/A-9-2024-0163/A-9-2024-0163_en.docx"
    )
    assert [value for label, value in part.labels if label == "eurovoc"][:2] == ["5659", "6613"]
    assert ("creator", "AFCO") in part.labels


def test_a_report_and_its_procedure_are_one_draft():
    parts = [*pages.read(kept("A-9-2024-0163.json")), *pages.read(kept("2024-2006.json"))]
    draft = pages.assemble(parts)
    assert draft.titles["en"].startswith("Amendments to Parliament’s Rules of Procedure")
    assert draft.url == "https://oeil.europarl.europa.eu/oeil/en/procedure-file?reference=2024/2006(REG)"
    assert draft.published == date(2024, 2, 29)
    assert len(draft.attachments) == 2


def text_adopted(**more):
    return {"id": "eli/dl/doc/TA-10-2099-0001", "type": "Work", "identifier": "TA-10-2099-0001"} | more


def test_a_list_of_adopted_texts_names_their_procedures_where_it_tells_them():
    rows = read(
        text_adopted(),
        text_adopted(
            title_dcterms={"en": "Made up", "de": "Erfunden"},
            inverse_created_a_realization_of=[{"id": "eli/dl/proc/2099-0356M"}],
        ),
    )
    assert [(row.key, row.part) for row in rows] == [
        ("eu_parliament:TA-10-2099-0001", "row"),
        ("eu_parliament:2099-0356M", "document-TA-10-2099-0001"),
    ]


def test_a_title_may_stand_with_its_language_only():
    told = text_adopted(
        is_realized_by=[
            {
                "id": "eli/dl/doc/T/fr",
                "title": {"fr": "Texte inventé"},
                "title_alternative": {"fr": "Texte - (2099/0001(RSP)) - Rapporteur: X"},
            }
        ]
    )
    (part,) = read(told)
    assert part.titles == {"fr": "Texte inventé"}
    assert (part.key, part.identifiers["procedure"]) == ("eu_parliament:2099-0001", "2099/0001(RSP)")


def test_a_pdf_is_taken_where_there_is_no_better_file():
    files = [{"is_exemplified_by": f"distribution/x/T_en.{end}"} for end in ("pdf", "xml")]
    told = text_adopted(is_realized_by=[{"id": "eli/dl/doc/T/en", "is_embodied_by": files}])
    assert [file.media_type for file in read(told)[0].attachments] == ["application/pdf"]


def test_a_row_of_the_list_of_procedures_has_no_problem():
    (row,) = read({"id": "eli/dl/proc/2099-0001", "type": "Process", "label": "2099/0001(COD)"})
    assert (row.key, row.part, row.problems) == ("eu_parliament:2099-0001", "row", ())


def test_a_missing_field_drops_no_procedure():
    (part,) = read(process(process_title=None, consists_of=None, had_participation="x", label=None))
    assert (part.key, part.problems) == ("eu_parliament:2099-0001", ("the procedure has no title",))
    assert part.identifiers == {"procedure": "2099/0001(COD)"}
    (other,) = read(process(process_title={"de": "Nur deutsch"}))
    assert other.titles == {"de": "Nur deutsch"}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'{"data": []}', "is empty"),
        (b'{"data": ["eli/dl/proc/2099-0001"]}', "neither procedures"),
        (b'{"error": "x"}', "neither procedures"),
        (b'{"data": [{"id": "eli/dl/proc/unknown"}]}', "no row has an id"),
        (b'{"data": [{"id": "eli/dl/proc/2099-0001", "proc', "broken JSON"),
        (b"<rdf:RDF/>", "neither the file of a procedure"),
        (b"<html><title>Sign in</title></html>", "login"),
        (b"<html><body>Access Denied</body></html>", "block page"),
        (b"", "empty"),
        (b'{"data": [{"label": "\xe9"}]}', "broken encoding"),
    ],
)
def test_anything_else_is_refused_with_a_reason(content, reason):
    with pytest.raises(UnexpectedPage, match=reason):
        pages.read(Page(url="", content=content))


@pytest.mark.parametrize(
    ("url", "same"),
    [
        (pages.process("2024-0258"), pages.process("2024-0258") + "?format=application%2Fld%2Bjson"),
        (
            pages.document("TA-9-2024-0315"),
            "https://data.europarl.europa.eu/api/v2/adopted-texts/TA-9-2024-0315",
        ),
        (
            pages.adopted_texts(date(2026, 1, 1), date(2026, 2, 1)),
            pages.adopted_texts(date(2025, 1, 1), date.max),
        ),
        (
            pages.procedure_file("2024/0258(COD)"),
            "https://oeil.europarl.europa.eu/oeil/fr/procedure-file?reference=2024%2F0258%28COD%29",
        ),
    ],
)
def test_a_page_has_one_address(url, same):
    assert pages.canonical(url) == pages.canonical(same)
    assert pages.is_list(url) == pages.is_list(same)

"""Processes of the Sejm: the recorded one first, then made-up ones in the same shape."""

import json
from datetime import date

import pytest

from crawler import recorded
from crawler.sources.sejm import pages
from legislation.errors import UnexpectedPage
from legislation.scraped import Page
from legislation.vocabulary import Kind, Stage

KEPT = recorded.rows("sejm")[0]


def read(answer: object):
    return pages.read(Page(url="", content=json.dumps(answer).encode()))


def process(*stages, **more):
    told = {
        "number": "9901",
        "term": 10,
        "title": "Poselski projekt ustawy o czymś",
        "documentTypeEnum": "BILL",
    }
    return told | {"processStartDate": "2026-01-01", "stages": list(stages)} | more


def stage(name, day=None, kind="", **more):
    return {"stageName": name, "stageType": kind} | ({"date": day} if day else {}) | more


def test_a_process_tells_what_it_is_and_where_it_stands():
    (part,) = pages.read(KEPT.page())
    assert (part.key, part.part, part.language) == ("sejm:10-3030", "process", "pl")
    assert part.titles["pl"].startswith("Rządowy projekt ustawy o usprawnieniu procesu inwestycyjnego")
    assert (part.kind, part.body, part.published) == (Kind.BILL, "Rada Ministrów", date(2026, 8, 20))
    assert (part.stage_published, part.stage) == ("Praca w komisjach po II czytaniu", Stage.SECOND_READING)
    assert part.identifiers == {"print": "3030", "term": "10", "rcl": "RM-0610-131-26"}
    assert part.text.startswith("projekt dotyczy przyspieszenia")
    assert [file.title for file in part.attachments] == ["3030", "3080", "3080-A"]
    assert dict(part.labels)["stageType"] == "CommitteeWork"


def test_the_same_process_at_each_earlier_day_stands_where_it_stood():
    told = json.loads(KEPT.content)
    stood = [read(told | {"stages": told["stages"][:end]})[0] for end in range(1, 7)]
    assert [(part.stage_published, part.stage) for part in stood] == [
        ("Projekt wpłynął do Sejmu", Stage.PROPOSED),
        ("Skierowano do I czytania w komisjach", Stage.PROPOSED),
        ("I czytanie w komisjach", Stage.FIRST_READING),
        ("Praca w komisjach po I czytaniu", Stage.FIRST_READING),
        ("II czytanie na posiedzeniu Sejmu", Stage.SECOND_READING),
        ("Praca w komisjach po II czytaniu", Stage.SECOND_READING),
    ]


def test_stages_are_ordered_by_day_then_by_place_and_never_by_name():
    late, early = stage("II czytanie", "2026-03-02", "SejmReading"), stage("Z", "2026-03-01")
    same = stage("Praca w komisjach po II czytaniu", "2026-03-02", "CommitteeWork")
    assert read(process(late, same, early))[0].stage_published == "Praca w komisjach po II czytaniu"
    assert read(process(same, late, early))[0].stage_published == "II czytanie"


END = stage("Uchwalono", kind="End")


@pytest.mark.parametrize(
    ("stages", "published", "ours"),
    [
        (
            [
                stage("III czytanie na posiedzeniu Sejmu", "2026-07-17", "SejmReading", decision="uchwalono"),
                END,
            ],
            "III czytanie na posiedzeniu Sejmu",
            Stage.ADOPTED,
        ),
        (
            [stage("Prezydent podpisał ustawę", "2026-08-13", "PresidentSignature"), END],
            "Prezydent podpisał ustawę",
            Stage.ADOPTED,
        ),
        (
            [stage("Praca w komisjach nad stanowiskiem Senatu", "2026-08-13", "CommitteeWork"), END],
            "Praca w komisjach nad stanowiskiem Senatu",
            Stage.ADOPTED,
        ),
        (
            [stage("I czytanie na posiedzeniu Sejmu", "2026-07-17", "SejmReading", decision="odrzucono")],
            "I czytanie na posiedzeniu Sejmu",
            Stage.REJECTED,
        ),
        (
            [stage("II czytanie", "2026-07-17", "SejmReading", decision="odrzucono wniosek o odrzucenie")],
            "II czytanie",
            Stage.SECOND_READING,
        ),
        (
            [stage("I czytanie", "2026-07-17", "SejmReading"), stage("Wycofano", kind="End")],
            "I czytanie",
            Stage.WITHDRAWN,
        ),
        ([stage("Wniosek Prezydenta (weto)", "2026-07-17", "Veto"), END], "Wniosek Prezydenta (weto)", None),
        ([stage("Something new", "2026-07-17", "Unheard")], "Something new", None),
        ([stage("Projekt wpłynął do Sejmu", kind="Start")], "Projekt wpłynął do Sejmu", Stage.PROPOSED),
        ([], None, None),
    ],
)
def test_a_stage_is_kept_word_for_word_and_ours_beside_it(stages, published, ours):
    (part,) = read(process(*stages))
    assert (part.stage_published, part.stage) == (published, ours)


def test_truth_has_three_forms_and_each_is_kept_as_it_is():
    labels = dict(pages.read(KEPT.page())[0].labels)
    assert (labels["UE"], labels["passed"], labels["urgencyStatus"]) == ("NO", "false", "NORMAL")


def test_the_names_of_deputies_are_not_kept():
    assert "Łącki" in KEPT.content.decode()
    (part,) = pages.read(KEPT.page())
    assert "Łącki" not in repr((part.labels, part.text, part.links, part.attachments))


def test_a_list_tells_rows_and_when_each_changed():
    rows = read([process(changeDate="2026-10-07T13:49:46") | {"stages": []}, {"number": 7.0, "term": 10.0}])
    assert [row.key for row in rows] == ["sejm:10-9901", "sejm:10-7"]
    assert (rows[0].part, rows[0].text, pages.changed(rows[0])) == ("row", None, "2026-10-07T13:49:46")
    assert rows[1].problems == ("no title",)


def test_a_missing_field_drops_no_process():
    (part,) = read({"number": "9901", "term": 10, "stages": None})
    assert (part.key, part.titles, part.problems) == ("sejm:10-9901", {}, ("no title", "no stage"))


def test_a_draft_has_the_address_that_people_can_open():
    draft = pages.assemble(pages.read(KEPT.page()))
    assert draft.url == "https://www.sejm.gov.pl/Sejm10.nsf/PrzebiegProc.xsp?nr=3030"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"[]", "is empty"),
        (b"{}", "neither a process"),
        (b'[{"name": "x"}]', "no row is a process"),
        (KEPT.content[:1500], "broken JSON|middle of a letter"),
        (KEPT.content.decode().encode("cp1250"), "broken encoding"),
        (b"<html><title>Login</title></html>", "login"),
        (KEPT.content.replace(b'"date"', b'"day"'), "no stage of the process has a date"),
        (b"%PDF-1.7", "a PDF"),
    ],
)
def test_anything_else_is_refused_with_a_reason(content, reason):
    with pytest.raises(UnexpectedPage, match=reason):
        pages.read(Page(url="", content=content))


def test_a_page_has_one_address():
    one = pages.process("10", "3030")
    assert pages.canonical(f"{one}/") == one
    since, other = date(2026, 1, 1), date(2026, 2, 2)
    assert pages.canonical(pages.listing(since, 0)) == pages.canonical(pages.listing(other, 0))
    assert pages.canonical(pages.listing(since, 100)) != pages.canonical(pages.listing(since, 0))

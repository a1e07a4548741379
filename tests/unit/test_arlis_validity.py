"""From when to when a text of arlis.am is law: validity, repeal, withdrawal."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from crawler import recorded
from crawler.sources.arlis import card, pages
from legislation.scraped import Page
from legislation.vocabulary import Kind, Stage


def recorded_page(name: str) -> Page:
    return next(row for row in recorded.rows("arlis") if row.file.name == name).page()


def item(label: str, value: str) -> str:
    return (
        f'<div class="act-info__item"><div class="act-info__label">{label}</div>'
        f'<div class="act-info__value">{value}</div></div>'
    )


def act_page(*items: str) -> Page:
    body = '<div id="act_body"><p>Հոդված 1. Առարկան</p></div>'
    markup = f'<html><body>{body}<div id="act_sidebar">{"".join(items)}</div></body></html>'
    return Page(url="https://www.arlis.am/hy/acts/5", content=markup.encode())


def test_an_open_range_with_an_act_in_force_is_law():
    part = pages.read(recorded_page("172160.html"))[0]
    assert part.stage_published == "Գործում է; Պաշտոնական Ինկորպորացիա (23.12.2022-մինչ օրս)"
    assert part.stage is Stage.IN_FORCE


def test_a_range_that_has_an_end_is_a_text_that_lapsed_whatever_its_status_says():
    part = pages.read(recorded_page("179718.html"))[0]
    assert part.stage_published == "Գործում է; Պաշտոնական Ինկորպորացիա (30.06.2023-01.04.2026)"
    assert part.stage is Stage.LAPSED
    assert part.kind is Kind.GOVERNMENT_DECISION


@pytest.mark.parametrize(
    ("status", "document", "stage"),
    [
        ("Գործում է", "Հիմնական ակտ (10.09.2024-till now)", Stage.IN_FORCE),
        ("Ուժը կորցրել է", "Հիմնական ակտ (10.09.2024-մինչ օրս)", Stage.LAPSED),
        ("Գործում է", "Ինկորպորացիա (22.02.2020- 27.06.2020)", Stage.LAPSED),
        ("Գործողությունը դադարեցված է", "Հիմնական ակտ (10.09.2024-մինչ օրս)", None),
        ("Կասեցված է", "Հիմնական ակտ (10.09.2024-մինչ օրս)", None),
        ("Գործում է մասնակի", "Հիմնական ակտ (10.09.2024-մինչ օրս)", Stage.IN_FORCE),
        ("Չի գործում", "Հիմնական ակտ (10.09.2024-մինչ օրս)", Stage.LAPSED),
        ("Անվավեր է ճանաչվել", None, Stage.LAPSED),
        ("Հետ է կանչվել", None, Stage.WITHDRAWN),
        ("Ընդունված չէ", None, Stage.REJECTED),
        (None, "Հիմնական ակտ (10.09.2024-մինչ օրս)", Stage.IN_FORCE),
        ("Գործում է", None, Stage.IN_FORCE),
        (None, None, None),
    ],
)
def test_the_range_of_validity_decides_the_stage(status, document, stage):
    assert card.stage(status, document) is stage


@pytest.mark.parametrize(
    ("told", "on", "stage"),
    [
        (("Գործում է", "Ինկորպորացիա (01.01.2026-01.04.2026)", None), "2026-03-31", Stage.IN_FORCE),
        (("Գործում է", "Ինկորպորացիա (01.01.2026-01.04.2026)", None), "2026-04-01", Stage.LAPSED),
        (("Գործում է", "Ինկորպորացիա (01.01.2027-մինչ օրս)", None), "2026-11-03", Stage.ADOPTED),
        (("Գործում է", "Ինկորպորացիա (01.01.2027-մինչ օրս)", None), "2027-01-01", Stage.IN_FORCE),
        (("Գործում է", "Հիմնական ակտ (01.01.2020-մինչ օրս)", "2026-11-01"), "2026-11-03", Stage.LAPSED),
        (("Գործում է", "Հիմնական ակտ (01.01.2020-մինչ օրս)", "2027-01-01"), "2026-11-03", Stage.IN_FORCE),
    ],
)
def test_a_text_is_law_from_its_first_day_until_its_last(told, on, stage):
    status, document, lapsed = told
    day = date.fromisoformat(lapsed) if lapsed else None
    assert card.stage(status, document, day, date.fromisoformat(on)) is stage


def test_the_day_on_which_a_page_came_decides_what_is_law():
    told = act_page(item("Կարգավիճակ", "Գործում է"), item("Ուժը կորցնելու ամսաթիվ", "01.04.2026"))
    stages = [
        pages.read(replace(told, fetched_at=datetime(2026, month, 1, tzinfo=UTC)))[0].stage
        for month in (3, 4)
    ]
    assert stages == [Stage.IN_FORCE, Stage.LAPSED]


def test_a_superseded_text_says_from_when_to_when_it_was_valid():
    told = pages.read(recorded_page("179718.html"))[0].identifiers
    assert (told["valid_from"], told["valid_until"]) == ("2023-06-30", "2026-04-01")

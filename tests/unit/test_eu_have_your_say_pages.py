"""Initiatives of “Have your say”: recorded answers first, then others in the shapes that are documented."""

import json
from datetime import UTC, date, datetime

import pytest

from crawler import recorded
from crawler.sources.eu_have_your_say import pages
from legislation.errors import UnexpectedPage
from legislation.scraped import Page
from legislation.vocabulary import Deadline, Kind, Stage


def page(answer: object, url: str = "") -> Page:
    return Page(url=url, content=json.dumps(answer).encode())


def kept(name: str) -> Page:
    return next(row for row in recorded.rows("eu_have_your_say") if row.file.name == name).page()


def status(
    state="OPEN", stage="PLANNING_WORKFLOW", opens="2026/09/21 12:14:46", closes="2026/12/14 23:59:59", **more
):
    told = {"frontEndStage": stage, "receivingFeedbackStatus": state, "isCurrent": False}
    return told | {"feedbackStartDate": opens, "feedbackEndDate": closes} | more


def row(*statuses, **more):
    made_up = {"id": 99001.0, "shortTitle": "A made-up initiative", "currentStatuses": list(statuses)}
    return made_up | more


def listed(*rows):
    return page({"initiativeResultDtoPage": {"content": list(rows), "totalElements": len(rows)}})


def test_a_row_tells_until_when_feedback_is_taken_in_the_time_of_brussels():
    (part,) = pages.read(kept("searchInitiatives_18805.json"))
    assert (part.key, part.part) == ("eu_have_your_say:18805", "row")
    assert part.titles["en"].startswith("Fitness check of the EU legislation on violence against women")
    assert part.opens == datetime(2026, 8, 31, 6, 24, tzinfo=UTC)
    assert part.closes == datetime(2026, 9, 28, 21, 59, 59, tzinfo=UTC)
    assert part.deadline is Deadline.PUBLISHED
    assert (part.stage_published, part.stage) == ("PLANNING_WORKFLOW", Stage.ANNOUNCED)
    assert part.identifiers == {"initiative": "18805", "reference": "Ares(2026)7014840"}
    assert ("foreseenActType", "REG_DEL") in part.labels
    assert ("topics", "JUST Justice and fundamental rights") in part.labels


def test_the_list_of_what_closes_soon_gives_ends_even_on_the_last_day():
    first, second = pages.read(kept("closingSoon.json"))
    assert (first.key, second.key) == ("eu_have_your_say:14794", "eu_have_your_say:14578")
    assert first.closes == datetime(2026, 5, 7, 21, 59, 59, tzinfo=UTC)
    assert second.titles == {"en": "The EU Cybersecurity Act"}
    assert "daysLeft" not in dict(first.labels)


def test_an_initiative_tells_kind_and_days_and_no_text_where_it_is_cut():
    (part,) = pages.read(kept("14794.json"))
    assert (part.key, part.part) == ("eu_have_your_say:14794", "initiative")
    assert (part.kind, part.published) == (Kind.PROPOSAL, date(2025, 7, 22))
    assert (part.stage_published, part.stage) == ("ADOPTION_WORKFLOW", Stage.PROPOSED)
    assert (part.closes, part.deadline, part.text, part.problems) == (None, Deadline.UNKNOWN, None, ())
    assert dict(part.labels)["modifiedDate"] == "2026/03/13 00:00:56"


def test_of_several_periods_the_open_one_counts_wherever_it_stands():
    closed = status("CLOSED", "PLANNING_WORKFLOW", "2026/01/01 00:00:00", "2026/02/01 23:59:59")
    (part,) = pages.read(listed(row(closed, status("DISABLED"), status("OPEN", "ISC_WORKFLOW"))))
    assert part.stage_published == "ISC_WORKFLOW"
    assert part.closes == datetime(2026, 12, 14, 22, 59, 59, tzinfo=UTC)


def test_a_public_consultation_goes_before_the_call_for_evidence_beside_it():
    both = row(status(stage="OPC_LAUNCHED"), status(stage="PLANNING_WORKFLOW", isCurrent=True))
    assert pages.read(listed(both))[0].stage_published == "OPC_LAUNCHED"


def test_a_period_to_come_tells_its_days_and_a_stage_without_feedback_none():
    upcoming, disabled = pages.read(
        listed(
            row(status("CLOSED", isCurrent=True), status("UPCOMING", opens="2027/01/04 00:00:00")),
            row(status("DISABLED", "INIT_PLANNED"), id=99002),
        )
    )
    assert upcoming.opens == datetime(2027, 1, 3, 23, 0, tzinfo=UTC)
    assert (disabled.opens, disabled.closes, disabled.deadline) == (None, None, Deadline.UNKNOWN)


def test_a_day_without_a_time_is_open_until_its_end():
    (part,) = pages.read(listed(row(status(opens="2026/04/09", closes="2026/05/07"))))
    assert part.opens == datetime(2026, 4, 8, 22, 0, tzinfo=UTC)
    assert part.closes == datetime(2026, 5, 7, 21, 59, 59, tzinfo=UTC)


def test_the_end_of_one_open_row_may_be_missing_but_it_is_said():
    told, silent = pages.read(listed(row(status()), row(status(closes=None), id=99002.0)))
    assert (told.problems, silent.deadline) == ((), Deadline.UNKNOWN)
    assert silent.problems == ("open for feedback, but it is not said until when",)


def test_an_initiative_has_text_translated_titles_publications_and_files():
    answer = {
        "id": 99001,
        "shortTitle": "A made-up initiative",
        "stage": "ISC_WORKFLOW",
        "receivingFeedbackStatus": "OPEN",
        "dossierSummary": "<p>What it is <b>about</b>.</p><p>More.</p>",
        "initiativeTranslations": [
            {"field": "SHORT_TITLE", "language": "FR", "value": "Une initiative inventée"},
            {"field": "SHORT_TITLE", "language": "CS", "value": "Vymyšlená"},
            {"field": "SUMMARY", "language": "FR", "value": "Autre"},
        ],
        "publications": [
            {
                "id": 5.0,
                "type": "PROP_REG",
                "reference": "COM(2026)1",
                "publishedDate": "2026/10/01 10:00:00",
                "frontEndStage": "ISC_WORKFLOW",
                "receivingFeedbackStatus": "OPEN",
                "endDate": "2026/11/26 23:59:59",
                "totalFeedback": 3,
                "attachments": [
                    {"documentId": "090166e5aaaaaaaa", "title": "Draft", "language": "EN"},
                    {"documentId": "090166e5bbbbbbbb", "fileName": "a.pdf", "language": "DE"},
                    {"title": "without an id"},
                ],
            }
        ],
    }
    (part,) = pages.read(page(answer))
    assert part.text == "What it is about.\nMore."
    assert part.titles == {"en": "A made-up initiative", "fr": "Une initiative inventée"}
    assert part.closes == datetime(2026, 11, 26, 22, 59, 59, tzinfo=UTC)
    assert ("publication", "PROP_REG 2026/10/01 10:00:00 COM(2026)1") in part.labels
    (file,) = part.attachments
    assert file.title == "Draft"
    assert file.url == "https://ec.europa.eu/info/law/better-regulation/api/download/090166e5aaaaaaaa"


def test_a_draft_has_the_address_that_people_can_open():
    rows, details = pages.read(listed(row(status()))), pages.read(page({"id": 99001, "shortTitle": "Longer"}))
    draft = pages.assemble([*details, *rows])
    assert draft.url == "https://ec.europa.eu/info/law/better-regulation/have-your-say/initiatives/99001"
    assert (draft.titles, draft.deadline) == ({"en": "A made-up initiative"}, Deadline.PUBLISHED)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<!doctype html><html><title>Have your say</title><app-root>x</app-root></html>", "where JSON was"),
        (b"<html><title>Just a moment...</title><div class=cf-challenge></div></html>", "captcha"),
        (b"<html><form><input type='password'></form></html>", "login"),
        (b'{"initiativeResultDtoPage": {"content": [{"id": 1.0, ', "broken JSON"),
        (b'{"initiativeResultDtoPage": {"content": []}}', "is empty"),
        (b'{"initiativeResultDtoPage": {"content": {"id": 1}}}', "without an array"),
        (b'{"initiativeResultDtoPage": null}', "without an array"),
        (b"[]", "is empty"),
        (b'[{"name": "something else"}]', "no list of initiatives"),
        (b'{"general_error": "bad request"}', "neither a list"),
        (b'{"id": 1, "shortTitle": "\xcf\xf0\xee\xe5\xea\xf2"}', "broken encoding"),
        (b"", "empty"),
    ],
)
def test_anything_else_is_refused_with_a_reason(content, reason):
    with pytest.raises(UnexpectedPage, match=reason):
        pages.read(Page(url=pages.listing(0), content=content))


@pytest.mark.parametrize("field", ["feedbackEndDate", "receivingFeedbackStatus"])
def test_a_field_that_is_gone_from_every_row_is_no_empty_value(field):
    without = {name: value for name, value in status().items() if name != field}
    with pytest.raises(UnexpectedPage, match=field):
        pages.read(listed(row(without), row(without, id=99002)))


def test_rows_without_a_title_or_an_id_are_kept_with_their_problem_unless_all_are_nameless():
    parts = pages.read(listed(row(status(), shortTitle=None), row(status(), id=None)))
    assert [(part.key, part.problems) for part in parts] == [
        ("eu_have_your_say:99001", ("no title",)),
        ("eu_have_your_say:?", ("no id: “None”",)),
    ]
    with pytest.raises(UnexpectedPage, match="no row has an id"):
        pages.read(listed(row(status(), id=None)))


@pytest.mark.parametrize(
    ("url", "same"),
    [
        (pages.listing(0), f"{pages.listing(0)}&sort=x".replace("size=100", "size=50")),
        (pages.initiative("14794"), pages.initiative("14794") + "?language=EN"),
    ],
)
def test_a_page_has_one_address(url, same):
    assert pages.canonical(url) == pages.canonical(same)
    assert pages.canonical(pages.listing(1)) != pages.canonical(pages.listing(0))


@pytest.mark.parametrize(
    ("told", "closes"),
    [
        ("2026-09-17T21:59:59Z", datetime(2026, 9, 17, 21, 59, 59, tzinfo=UTC)),
        ("2026-09-17T23:59:59", datetime(2026, 9, 17, 21, 59, 59, tzinfo=UTC)),
        ("2026-12-17", datetime(2026, 12, 17, 22, 59, 59, tzinfo=UTC)),
    ],
)
def test_an_initiative_may_tell_its_period_itself_and_in_iso(told, closes):
    own = {"stage": "ISC_WORKFLOW", "receivingFeedbackStatus": "OPEN", "feedbackEndDate": told}
    (part,) = pages.read(page({"id": 7, "shortTitle": "Towns", "reference": "Ares(2026)1", **own}))
    assert (part.closes, part.deadline, part.problems) == (closes, Deadline.PUBLISHED, ())


def test_an_initiative_without_a_period_has_no_deadline_and_no_problem():
    (part,) = pages.read(
        page({"id": 7, "shortTitle": "Towns", "stage": "PLANNING_WORKFLOW", "reference": "A"})
    )
    assert (part.stage, part.opens, part.closes) == (Stage.ANNOUNCED, None, None)
    assert (part.deadline, part.problems) == (Deadline.UNKNOWN, ())

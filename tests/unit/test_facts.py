"""What an officer types about a draft, and how it is understood."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from legislation.errors import Invalid
from legislation.facts import Facts, read_facts
from legislation.vocabulary import Deadline, Kind, Stage

YEREVAN = ZoneInfo("Asia/Yerevan")
SOURCES = {"coe": {"hy": "Եվրոպայի խորհուրդ", "en": "Council of Europe", "ru": "Совет Европы"}}
LEAST = {"title": "Վերնագիր", "source": "x"}


def read(**typed: str) -> Facts:
    return read_facts(LEAST | typed, YEREVAN, SOURCES)


def test_a_form_that_is_filled_in_is_understood():
    assert read(
        title="  Մի \n վերնագիր ",
        kind="opinion",
        body="Վենետիկի հանձնաժողով",
        stage="adopted",
        published="2026-03-01",
        deadline="2026-04-01T18:00",
        deadline_is="assumed",
        language="hy",
    ) == Facts(
        title="Մի վերնագիր",
        source="x",
        kind=Kind.OPINION,
        body="Վենետիկի հանձնաժողով",
        stage=Stage.ADOPTED,
        published=date(2026, 3, 1),
        closes=datetime(2026, 4, 1, 14, 0, tzinfo=UTC),
        deadline=Deadline.ASSUMED,
        language="hy",
    )


def test_a_form_with_the_least_says_nothing_more():
    assert read(deadline_is="published") == Facts(title="Վերնագիր", source="x")


@pytest.mark.parametrize("typed", ["coe", "COE", "council of europe", "Եվրոպայի խորհուրդ", " Совет  Европы "])
def test_a_known_source_is_known_by_its_name_and_titles(typed):
    assert read(source=typed).source == "coe"
    assert read(source="Council of Europe, Congress").source == "Council of Europe, Congress"


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2026-04-01", datetime(2026, 4, 1, 19, 59, 59, tzinfo=UTC)),
        (" 2026-04-01 ", datetime(2026, 4, 1, 19, 59, 59, tzinfo=UTC)),
        ("2026-04-01T18:00+00:00", datetime(2026, 4, 1, 18, 0, tzinfo=UTC)),
    ],
)
def test_a_deadline_is_a_moment_or_the_end_of_a_day_here(typed, moment):
    assert read(deadline=typed, deadline_is="published").closes == moment


@pytest.mark.parametrize(
    ("typed", "code", "field"),
    [
        ({"title": " \x00 "}, "title_needed", "title"),
        ({"source": ""}, "source_needed", "source"),
        ({"title": "ա" * 1001}, "too_long", "title"),
        ({"body": "ա" * 201}, "too_long", "body"),
        ({"kind": "poem"}, "unknown_choice", "kind"),
        ({"stage": "Adopted"}, "unknown_choice", "stage"),
        ({"language": "de"}, "unknown_choice", "language"),
        ({"published": "yesterday"}, "bad_date", "published"),
        ({"published": "0001-01-01"}, "bad_date", "published"),
        ({"deadline": "9999-12-31", "deadline_is": "published"}, "bad_date", "deadline"),
        ({"deadline": "9999-12-31T23:59", "deadline_is": "published"}, "bad_date", "deadline"),
        ({"deadline": "2026-04-31T23:59", "deadline_is": "published"}, "bad_date", "deadline"),
        ({"deadline": "2026-04-01"}, "deadline_kind_needed", "deadline_is"),
        ({"deadline": "2026-04-01", "deadline_is": "corrected"}, "deadline_kind_needed", "deadline_is"),
    ],
)
def test_what_cannot_be_is_refused_with_its_field(typed, code, field):
    with pytest.raises(Invalid) as refused:
        read(**typed)
    assert (str(refused.value), refused.value.field) == (code, field)

"""The feedback periods of an initiative: of several, the one that counts."""

from datetime import UTC, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from crawler.fields import Record, records, words
from crawler.moments import end_of, start_of

BRUSSELS = ZoneInfo("Europe/Brussels")
"""The site prints no zone; that it means this one is inferred."""

OPEN, UPCOMING, DISABLED = "OPEN", "UPCOMING", "DISABLED"
_CONSULTATION = "OPC_LAUNCHED"


class Window(NamedTuple):
    """One feedback period as the site prints it; ``is_current`` marks the stage that is reached."""

    stage: str | None
    state: str | None
    opens: str | None
    closes: str | None
    is_current: bool


def of_row(row: Record) -> list[Window]:
    """The periods of a row of a list."""
    return [_window(status) for status in records(row.get("currentStatuses"))]


def of_initiative(told: Record) -> list[Window]:
    """The periods of an initiative: those of its publications, and what it says of itself."""
    own = _window(told)._replace(is_current=True)
    publications = [_window(one) for one in records(told.get("publications"))]
    return [*(one._replace(is_current=one.stage == own.stage) for one in publications if one.state), own]


def counting(windows: list[Window]) -> Window | None:
    """The open period, of several the one that ends last; else one to come; else that of the stage reached.

    A consultation goes before the call for evidence that is open beside it.
    """
    for state in (OPEN, UPCOMING):
        if of_state := [window for window in windows if window.state == state]:
            return max(of_state, key=lambda one: (one.closes or "", one.stage == _CONSULTATION))
    return next((window for window in windows if window.is_current), windows[-1] if windows else None)


def moment(text: str | None, *, ends: bool = False) -> datetime | None:
    """What ``2026/09/28 23:59:59`` means; a day without a time is its start, or its end for what ``ends``.

    The spellings of ISO 8601 are understood too, should the site come to them.
    """
    told = (text or "").replace("/", "-")
    try:
        found = datetime.fromisoformat(told)
    except ValueError:
        return None
    if len(told) > len("2026-09-28"):
        return (found if found.tzinfo else found.replace(tzinfo=BRUSSELS)).astimezone(UTC)
    return end_of(found.date(), BRUSSELS) if ends else start_of(found.date(), BRUSSELS)


def _window(told: Record) -> Window:
    def first(*names: str) -> str | None:
        return next((text for name in names if (text := words(told.get(name)))), None)

    return Window(
        stage=first("frontEndStage", "stage"),
        state=first("receivingFeedbackStatus"),
        opens=first("feedbackStartDate"),
        closes=first("feedbackEndDate", "endDate"),
        is_current=told.get("isCurrent") is True,
    )

"""When a delivery goes out: at once, at the next eight o'clock, or on Monday; on the clock of Yerevan."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from legislation.frequency import due_at
from legislation.vocabulary import Frequency

YEREVAN = ZoneInfo("Asia/Yerevan")


def yerevan(day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """A moment in March 2026, of which the 2nd is a Monday."""
    return datetime(2026, 3, day, hour, minute, second, tzinfo=YEREVAN)


def test_who_wants_it_at_once_gets_it_at_once():
    now = datetime(2026, 3, 2, 23, 59, tzinfo=UTC)
    assert due_at(Frequency.IMMEDIATE, now, YEREVAN) == now


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (yerevan(2, 0), yerevan(2, 8)),
        (yerevan(2, 7, 59, 59), yerevan(2, 8)),
        (yerevan(2, 8), yerevan(3, 8)),
        (yerevan(2, 12), yerevan(3, 8)),
        (yerevan(2, 23, 59, 59), yerevan(3, 8)),
        (yerevan(3, 0), yerevan(3, 8)),
        (yerevan(31, 20), datetime(2026, 4, 1, 8, tzinfo=YEREVAN)),
    ],
)
def test_a_daily_delivery_goes_out_at_the_next_eight_o_clock(now, due):
    assert due_at(Frequency.DAILY, now, YEREVAN) == due


def test_the_day_is_that_of_yerevan_not_that_of_utc():
    """At 21:30 UTC it is 1:30 of the next day in Yerevan, and still before eight."""
    assert due_at(Frequency.DAILY, datetime(2026, 3, 2, 21, 30, tzinfo=UTC), YEREVAN) == yerevan(3, 8)
    assert due_at(Frequency.DAILY, datetime(2026, 3, 2, 19, 30, tzinfo=UTC), YEREVAN) == yerevan(3, 8)
    assert yerevan(3, 8) == datetime(2026, 3, 3, 4, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (yerevan(2, 7, 59), yerevan(2, 8)),
        (yerevan(2, 8), yerevan(9, 8)),
        (yerevan(4, 12), yerevan(9, 8)),
        (yerevan(8, 23, 59), yerevan(9, 8)),
        (datetime(2026, 3, 8, 21, 30, tzinfo=UTC), yerevan(9, 8)),
        (yerevan(9, 0, 30), yerevan(9, 8)),
    ],
)
def test_a_weekly_delivery_goes_out_on_monday_at_eight(now, due):
    assert due_at(Frequency.WEEKLY, now, YEREVAN) == due


@pytest.mark.parametrize("frequency", [Frequency.DAILY, Frequency.WEEKLY])
def test_no_moment_of_a_fortnight_falls_between_two_windows(frequency):
    """Every quarter of an hour is told in the future, and never later than one whole period."""
    longest = timedelta(days=1 if frequency is Frequency.DAILY else 7)
    now = yerevan(1, 0)
    while now < yerevan(15, 0):
        assert timedelta(0) < due_at(frequency, now, YEREVAN) - now <= longest
        now += timedelta(minutes=15)

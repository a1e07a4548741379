"""When people are told: at once, every morning, or on Monday morning."""

from datetime import datetime, time, timedelta, tzinfo

from legislation.vocabulary import Frequency

MORNING = time(8)
"""When daily and weekly mails become due, on the clock of the readers."""


def due_at(frequency: str, now: datetime, zone: tzinfo) -> datetime:
    """When a delivery made at ``now`` goes out: at once, at the next 8:00, or at 8:00 next Monday."""
    if frequency == Frequency.IMMEDIATE:
        return now
    local = now.astimezone(zone)
    day = local.date() + timedelta(days=local.time() >= MORNING)
    if frequency == Frequency.WEEKLY:
        day += timedelta(days=-day.weekday() % 7)
    return datetime.combine(day, MORNING, zone)

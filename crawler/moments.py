"""The moments in UTC that days mean in the zone of a source."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo


def start_of(day: date, zone: ZoneInfo) -> datetime:
    """The moment at which a day begins."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """The last second of a day: until then a closing date without a time is open."""
    return datetime.combine(day, time(23, 59, 59), zone).astimezone(UTC)

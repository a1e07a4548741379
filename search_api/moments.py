"""Days, moments and deadlines as people say them, in the zone of the association."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from babel.dates import format_date

from legislation.model import Draft
from legislation.vocabulary import FINAL_STAGES, Deadline
from search_api.messages import gettext, ngettext

_DAY = {"hy": "y թ. MMMM d", "en": "d MMMM y", "ru": "d MMMM y 'г.'"}


def day(value: date, language: str) -> str:
    """``2025 թ. նոյեմբերի 23``; a moment must be in the reader's zone already."""
    return str(format_date(value, _DAY[language], locale=language))


def moment(value: datetime, language: str, zone: tzinfo) -> str:
    """``2025 թ. նոյեմբերի 23, 18:00``"""
    local = value.astimezone(zone)
    return f"{day(local, language)}, {local:%H:%M}"


@dataclass(frozen=True)
class Closing:
    """When the discussion of a draft ends, in words; ``state`` is open, soon, closed or unknown.

    ``doubt`` says how the date is known where the source itself does not vouch for it.
    """

    state: str
    words: str
    left: str = ""
    doubt: str = ""


SOON_DAYS = 3


def closing(draft: Draft, now: datetime, language: str, zone: tzinfo) -> Closing:
    """The deadline of a draft; a gap in what the source says is told, never filled."""
    if draft.closes is None:
        if draft.stage in FINAL_STAGES:
            return Closing("unknown", gettext("No discussion is open"))
        return Closing("unknown", gettext("The source does not say when the discussion ends"))
    when = moment(draft.closes, language, zone)
    doubt = _doubt(draft)
    if draft.closes <= now:
        return Closing("closed", gettext("The discussion ended on %(when)s", when=when), doubt=doubt)
    days = (draft.closes.astimezone(zone).date() - now.astimezone(zone).date()).days
    words = gettext("Open for discussion until %(when)s", when=when)
    return Closing("soon" if days <= SOON_DAYS else "open", words, _left(days), doubt)


def _left(days: int) -> str:
    if days == 0:
        return gettext("ends today")
    return ngettext("%(num)d day left", "%(num)d days left", days)


def _doubt(draft: Draft) -> str:
    if draft.deadline == Deadline.ASSUMED:
        return gettext("assumed: the source gives no date")
    if draft.deadline == Deadline.CORRECTED:
        return gettext("moved by the source since we first saw it")
    if draft.deadline == Deadline.UNKNOWN:
        return gettext("it is not known where this date comes from")
    return gettext("as published by the source")

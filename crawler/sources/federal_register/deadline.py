"""Until when comments are taken: the register says it in up to three places, which need not agree."""

import re
from datetime import date, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from crawler.days import day_of
from crawler.fields import Record, day, records, words
from legislation.vocabulary import Deadline

WASHINGTON = ZoneInfo("America/New_York")

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = rf"(?:{_MONTHS})\s+\d{{1,2}},\s+\d{{4}}"
_UNTIL = re.compile(
    r"(?<!published )(?<!issued )\b(?:on or before|no later than|not later than|by|until|through|due"
    rf"|to(?= {_DATE})|(?:close|end|expire)s?|deadline (?:is|of|to|for))\b"
    rf"(?:(?!{_DATE}|publish|issue|\bFR\b).){{0,80}}?(?P<date>{_DATE})",
    re.IGNORECASE,
)
"""A word that says until when, and the day soon after it; days of publication are others."""

_ABOUT_COMMENTS = re.compile(r"comment|submission|feedback|written views|petitions?\b", re.IGNORECASE)
_MOVED = re.compile(r"re-?open|exten(?:d|sion)|correct", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-Z])")
_DOTS = re.compile(r"\b([ap])\.m\.", re.IGNORECASE)


class Closing(NamedTuple):
    """The day on which comments close; ``said`` lists what each place says where they differ."""

    day: date | None
    deadline: Deadline
    said: str | None = None


def closing(told: Record) -> Closing:
    """The day that counts.

    It is that of ``comments_close_on`` where the notice's own words have it too. A notice that moves a period
    may still carry the old day there: then the latest is true. Where they differ without such a reason, the
    latest is assumed. The docket's day is that in UTC, in which an evening in Washington is tomorrow already.
    """
    field, named, docket = day(told.get("comments_close_on")), in_words(told), _docket_end(told)
    days = {*([field] if field else []), *named}
    if docket and docket - timedelta(days=1) not in days:
        days.add(docket)
    if not days:
        return Closing(None, Deadline.UNKNOWN)
    if len(days) == 1:
        return Closing(days.pop(), Deadline.PUBLISHED)
    said = _said(field, named, docket)
    if is_moved(told):
        return Closing(max(days), Deadline.CORRECTED, said)
    if field in named:
        return Closing(field, Deadline.PUBLISHED, said)
    return Closing(max(days), Deadline.ASSUMED, said)


def in_words(told: Record) -> list[date]:
    """The days that the sentences about comments name as their end."""
    text = _DOTS.sub(r"\1m", words(told.get("dates")) or "")
    sentences = (one for one in _SENTENCE.split(text) if _ABOUT_COMMENTS.search(one))
    found = [match["date"] for one in sentences for match in _UNTIL.finditer(one)]
    return sorted({named for one in found if (named := day_of(one))})


def is_moved(told: Record) -> bool:
    """Whether the notice is about another end of a period that had one: reopened, extended, corrected."""
    return any(_MOVED.search(words(told.get(name)) or "") for name in ("action", "title", "dates"))


def opening(told: Record) -> date | None:
    """The day from which comments are taken: as the docket has it, else that of the publication."""
    starts = filter(None, (day(one.get("comment_start_date")) for one in _dockets(told)))
    return min(starts, default=None) or day(told.get("publication_date"))


def _docket_end(told: Record) -> date | None:
    return max(filter(None, (day(one.get("comment_end_date")) for one in _dockets(told))), default=None)


def _dockets(told: Record) -> list[Record]:
    """What the dockets know of this very document, if they name it, else of all in them."""
    found = [one for docket in records(told.get("dockets")) for one in records(docket.get("documents"))]
    info = told.get("regulations_dot_gov_info")
    own = info.get("document_id") if isinstance(info, dict) else None
    return [one for one in found if one.get("id") == own] or found


def _said(field: date | None, named: list[date], docket: date | None) -> str:
    places = (("comments_close_on", [field]), ("dates", named), ("comment_end_date", [docket]))
    return "; ".join(f"{place} {one}" for place, days in places for one in days if one)

"""The stages of a process in the Sejm, and what they mean in ours."""

import re

from crawler.fields import Record, day, records, words
from legislation.vocabulary import Stage

_ENDS = (
    (r".*wycofan.*", Stage.WITHDRAWN),
    (r".*(odrzuc|nie uchwal).*", Stage.REJECTED),
)
"""Ends other than adoption, which stands there from the third reading on, with the Senate still ahead."""

_RULES = (
    ("decision", r"uchwalono( ponownie)?", Stage.ADOPTED),
    ("decision", r"nie uchwal.*|odrzucono( projekt.*)?", Stage.REJECTED),
    ("stageName", r".*wycofan.*", Stage.WITHDRAWN),
    ("stageType", r"start|readingreferral|referral", Stage.PROPOSED),
    ("stageType", r"senateposition.*|topresident|presidentsignature", Stage.ADOPTED),
    ("stageName", r".*stanowisk\w* senatu.*", Stage.ADOPTED),
    ("stageName", r".*\biii? czytani.*", Stage.SECOND_READING),
    ("stageName", r".*\bi czytani.*", Stage.FIRST_READING),
)
"""What a field of the stage that was reached says, as a whole, and what that is; the first that fits.

Motions are decided too: ``odrzucono wniosek`` is a motion that failed.
"""

_SHOWN = (
    "date",
    "stageName",
    "stageType",
    "committeeCode",
    "printNumber",
    "decision",
    "position",
    "proposal",
)


def last(process: Record) -> Record | None:
    """The stage that was reached last: by date, of one day the last in the list; without dates the last."""
    stages = records(process.get("stages"))
    dated = [(reached, place) for place, stage in enumerate(stages) if (reached := day(stage.get("date")))]
    if dated:
        return stages[max(dated)[1]]
    return stages[-1] if stages else None


def are_undated(process: Record) -> bool:
    """Whether there are several stages and no date: then nobody knows which is the last."""
    stages = records(process.get("stages"))
    return len(stages) > 1 and not any(day(stage.get("date")) for stage in stages)


def stage_of(process: Record) -> Stage | None:
    """Ours; None for stages that we do not know."""
    stages = records(process.get("stages"))
    end = next((_said(one, "stageName") for one in stages if one.get("stageType") == "End"), "")
    for pattern, ours in _ENDS:
        if re.fullmatch(pattern, end):
            return ours
    reached = last(process) or {}
    fitting = (ours for name, pattern, ours in _RULES if re.fullmatch(pattern, _said(reached, name)))
    return next(fitting, None)


def lines(process: Record) -> list[str]:
    """Every stage, and what belongs to it, as it is printed, each in one line."""
    found = []
    for stage in records(process.get("stages")):
        found += [_line(stage), *(f"— {_line(child)}" for child in records(stage.get("children")))]
    return found


def _said(stage: Record, name: str) -> str:
    return (words(stage.get(name)) or "").lower()


def _line(stage: Record) -> str:
    return " · ".join(text for name in _SHOWN if (text := words(stage.get(name))))

"""The period of a discussion, its stage and its department, told apart by words and not by their place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from crawler.eaeu.portal import DAY, Pair, days
from crawler.moments import end_of, start_of
from legislation.vocabulary import Deadline, Stage

MOSCOW = ZoneInfo("Europe/Moscow")
"""The zone of closing dates; the portal does not say, and this is where the Commission sits."""

STAGES = {
    "создан": Stage.ANNOUNCED,
    "идет обсуждение": Stage.DISCUSSION,
    "обсуждение завершено": Stage.PROPOSED,
}
OPEN = (Stage.ANNOUNCED, Stage.DISCUSSION)

LABEL = "Период обсуждения"
_ASSUMED = "время московское (предположительно)"
_PREFIX = re.compile(r"^[^:\d]{2,40}:\s*")
_UNIT = re.compile(r"департамент|управлени|секретариат|отдел", re.IGNORECASE)
_OTHER_DAY = re.compile(r"^дата\s+(?!начал|окончан|завершен)", re.IGNORECASE)


@dataclass(frozen=True)
class Told:
    """What the lines beside a draft tell; ``rest`` are lines that are none of these."""

    opens: datetime | None = None
    closes: datetime | None = None
    deadline: Deadline = Deadline.UNKNOWN
    stage_published: str | None = None
    stage: Stage | None = None
    unit: str | None = None
    labels: tuple[Pair, ...] = ()
    problems: tuple[str, ...] = ()


def told(lines: Sequence[str]) -> Told:
    """What lines tell in any order: one of the stages, all days together, and what is left the department."""
    lines = _joined(lines)
    dated = [line for line in lines if DAY.search(line) and not _OTHER_DAY.search(line)]
    other_days = [line for line in lines if DAY.search(line) and _OTHER_DAY.search(line)]
    others = [line for line in lines if not DAY.search(line)]
    known = next((line for line in others if stage_of(line)), None)
    left = [line for line in others if line is not known]
    stage = known or (left.pop() if left and not _UNIT.search(left[-1]) else None)
    unit = next((line for line in left if _UNIT.search(line)), left[-1] if left else None)
    rest = [line for line in left if line is not unit]
    return _period(
        dated,
        stage_published=_PREFIX.sub("", stage) if stage else None,
        stage=stage_of(known or ""),
        unit=_PREFIX.sub("", unit) if unit else None,
        rest=(*(_pair(line) for line in other_days), *(("", line) for line in rest)),
    )


def stage_of(line: str) -> Stage | None:
    """Ours for a stage, with or without its label."""
    return STAGES.get(_PREFIX.sub("", line).strip(" .").lower().replace("ё", "е"))


def _period(
    dated: Sequence[str],
    *,
    stage_published: str | None,
    stage: Stage | None,
    unit: str | None,
    rest: tuple[Pair, ...],
) -> Told:
    found = days(" ".join(dated))
    problems = [] if found or not dated else [f"not a date: period “{' '.join(dated)}”"]
    if len(found) == 1:
        problems.append("the closing date is uncertain: only one date is given")
    opens, closes = (found[0] if len(found) > 1 else None), (found[-1] if found else None)
    if opens and closes and closes < opens:
        problems.append("the period ends before it begins")
    shown = ((LABEL, f"{' '.join(dated)}; {_ASSUMED}"),) if dated else ()
    return Told(
        opens=start_of(opens, MOSCOW) if opens else None,
        closes=end_of(closes, MOSCOW) if closes else None,
        deadline=(Deadline.UNKNOWN, Deadline.ASSUMED, Deadline.PUBLISHED)[min(len(found), 2)],
        stage_published=stage_published,
        stage=stage,
        unit=unit,
        labels=(*shown, *rest),
        problems=tuple(problems),
    )


def _joined(lines: Sequence[str]) -> list[str]:
    """The lines, a label that stands alone joined to its value below."""
    joined: list[str] = []
    for line in lines:
        if joined and joined[-1].endswith(":"):
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
    return joined


def _pair(line: str) -> Pair:
    label, _, value = line.partition(":")
    return (label.strip(), value.strip()) if value else ("", line)

"""How fresh what we know of each source is: its last crawl, its silence, and whether it was ever met live."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from legislation.storage import runs
from legislation.vocabulary import RunState

SILENT = "silent"


@dataclass(frozen=True)
class Freshness:
    """One source today. ``silent`` is the number of days without anything new, if that is too many.

    ``met_live`` says whether live pages of it were ever read well; until then its state proves little.
    """

    name: str
    state: RunState
    reason: str | None
    checked_at: datetime | None
    silent: int | None
    met_live: bool

    @property
    def trouble(self) -> str:
        """``ok``, ``doubtful``, ``failed``, ``silent`` or ``never``."""
        return SILENT if self.state == RunState.OK and self.silent else self.state

    @property
    def is_well(self) -> bool:
        return self.trouble == RunState.OK


def look(session: Session, quiet: Mapping[str, int], now: datetime) -> list[Freshness]:
    """The freshness of sources; ``quiet`` gives for each the days that it may go without anything new."""
    return [_look(session, name, days, now) for name, days in quiet.items()]


def _look(session: Session, name: str, quiet: int, now: datetime) -> Freshness:
    last = runs.last(session, name)
    news = runs.last_news(session, name)
    days = (now - news).days if news else 0
    return Freshness(
        name=name,
        state=RunState(last.state) if last and last.state else RunState.NEVER,
        reason=last.reason if last else None,
        checked_at=last.started_at if last else None,
        silent=days if days > quiet else None,
        met_live=runs.met_live(session, name),
    )

"""Questions about crawl runs."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from legislation.model import CrawlRun
from legislation.model.run import CRAWL
from legislation.vocabulary import Origin, RunState

_GOOD = (RunState.OK, RunState.DOUBTFUL)


def start(session: Session, source: str, now: datetime, purpose: str = CRAWL) -> CrawlRun:
    """Note that a run begins; until it is finished its state is null."""
    run = CrawlRun(
        source=source, purpose=purpose, started_at=now, problems=[], pages=0, new=0, changed=0, unchanged=0
    )
    session.add(run)
    session.flush()
    return run


def finish(
    session: Session,
    run_id: int,
    *,
    state: RunState,
    reason: str | None,
    evidence: Origin | None,
    pages: int = 0,
    new: int = 0,
    changed: int = 0,
    unchanged: int = 0,
    problems: list[str] | None = None,
    now: datetime,
) -> None:
    """Note how a run ended."""
    run = session.get_one(CrawlRun, run_id)
    run.finished_at = now
    run.state, run.reason, run.evidence = state, reason, evidence
    run.pages, run.new, run.changed, run.unchanged = pages, new, changed, unchanged
    run.problems = problems or []


def last(session: Session, source: str) -> CrawlRun | None:
    """The latest crawl of a source that has ended."""
    return session.scalar(
        select(CrawlRun)
        .where(CrawlRun.source == source, CrawlRun.purpose == CRAWL, CrawlRun.state.is_not(None))
        .order_by(CrawlRun.id.desc())
        .limit(1)
    )


def has_succeeded(session: Session, source: str) -> bool:
    """Whether any run of the source ended well; until then what it brings is old, not news."""
    found = session.scalar(
        select(CrawlRun.id)
        .where(CrawlRun.source == source, CrawlRun.purpose == CRAWL, CrawlRun.state.in_(_GOOD))
        .limit(1)
    )
    return found is not None


def met_live(session: Session, source: str) -> bool:
    """Whether a crawl or a check has ever read live pages of the source well."""
    query = select(CrawlRun.id).where(CrawlRun.source == source, CrawlRun.state == RunState.OK)
    return session.scalar(query.where(CrawlRun.evidence == Origin.LIVE).limit(1)) is not None


def last_news(session: Session, source: str) -> datetime | None:
    """When a crawl last brought something new or changed."""
    query = select(func.max(CrawlRun.started_at)).where(CrawlRun.source == source)
    return session.scalar(query.where((CrawlRun.new > 0) | (CrawlRun.changed > 0)))


def came(session: Session, source: str, since: datetime) -> int | None:
    """How many new drafts crawls of the living site have brought since a moment; None if none is older."""
    live = select(CrawlRun).where(CrawlRun.source == source, CrawlRun.purpose == CRAWL)
    live = live.where(CrawlRun.evidence == Origin.LIVE)
    if session.scalar(live.where(CrawlRun.started_at <= since).limit(1)) is None:
        return None
    late = live.where(CrawlRun.started_at > since).subquery()
    return session.scalar(select(func.coalesce(func.sum(late.c.new), 0))) or 0


def last_told(session: Session, source: str) -> str | None:
    """What the officers were told last about the source."""
    query = select(CrawlRun.told).where(CrawlRun.source == source, CrawlRun.told.is_not(None))
    return session.scalar(query.order_by(CrawlRun.id.desc()).limit(1))


def note(session: Session, run_id: int, problem: str) -> None:
    """Keep the problem of a draft at once, so that it outlives a kill: ``KEY PART: words``."""
    run = session.get_one(CrawlRun, run_id)
    run.problems = [*run.problems, problem]


def unread(session: Session, source: str, before: int) -> list[str]:
    """Keys of the drafts with problems in the last run that ended well, and in those failed or killed since.

    ``before`` is the run that asks.
    """
    query = select(CrawlRun).where(CrawlRun.source == source, CrawlRun.purpose == CRAWL, CrawlRun.id < before)
    keys: dict[str, None] = {}
    for run in session.scalars(query.order_by(CrawlRun.id.desc())):
        for problem in run.problems:
            key = problem.split(" ", 1)[0].removesuffix(":")
            if key.startswith(f"{source}:"):
                keys[key] = None
        if run.state in _GOOD:
            break
    return sorted(keys)


def ended(session: Session, source: str) -> int:
    """How many crawls of a source have ended."""
    query = select(func.count()).select_from(CrawlRun).where(CrawlRun.purpose == CRAWL)
    return session.scalar(query.where(CrawlRun.source == source, CrawlRun.state.is_not(None))) or 0


def answer(run: CrawlRun | None) -> dict[str, Any]:
    """A run as the answer of ``orakarg round`` tells it."""
    return {
        "state": run.state if run else RunState.NEVER,
        "reason": run.reason if run else None,
        "evidence": run.evidence if run else None,
        "pages": run.pages if run else 0,
        "new": run.new if run else 0,
        "changed": run.changed if run else 0,
    }


def status(run: CrawlRun | None) -> dict[str, Any]:
    """A run as ``orakarg status`` tells it."""
    return {
        "state": run.state if run else RunState.NEVER,
        "reason": run.reason if run else None,
        "evidence": run.evidence if run else None,
        "last_run": run.started_at if run else None,
    }

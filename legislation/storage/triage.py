"""The drafts that wait for an officer to say whether they are for us."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, get_args

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session, selectinload

from legislation.model import Correction, Draft, Position, Tag, Version
from legislation.vocabulary import FINAL_STAGES, Relevant

Closing = Literal["open", "week", "unknown", "past"]
"""By deadline: not past (or not known), within seven days, not known, past."""

CLOSINGS: tuple[Closing, ...] = get_args(Closing)
Questions = Select[*tuple[Any, ...]]
WEEK = timedelta(days=7)
_UNJUDGED = 0.5
"""Where a draft that no model could judge stands among the others."""


@dataclass(frozen=True)
class Wanted:
    """Which of the waiting drafts: those above the bar of the inbox, or with ``rest`` those below it."""

    rest: bool = False
    closing: Closing = "open"
    source: str | None = None


_RANK = case(
    (Version.relevant == Relevant.SURELY, 3),
    (Version.relevant == Relevant.PERHAPS, 2),
    (Version.relevant == Relevant.HARDLY, 1),
    else_=0,
)
_TEXTS = (
    select(
        Version.draft_id,
        func.max(_RANK).label("rank"),
        func.max(Version.relevance).label("relevance"),
        func.max(Version.created_at).label("newest"),
    )
    .where(Version.current)
    .group_by(Version.draft_id)
    .subquery()
)
_LAST = (
    select(Correction.draft_id, func.max(Correction.id).label("id"))
    .where(Correction.topic.is_(None))
    .group_by(Correction.draft_id)
    .subquery()
)


def waiting(session: Session, wanted: Wanted, now: datetime, *, limit: int, offset: int = 0) -> list[Draft]:
    """The drafts that wait, the most relevant first, then those that close first, then the newest."""
    query = _waiting(select(Draft), wanted, now).options(selectinload(Draft.versions))
    relevance = func.coalesce(_TEXTS.c.relevance, _UNJUDGED)
    order = (relevance.desc(), Draft.closes.is_(None), Draft.closes, Draft.id.desc())
    return list(session.scalars(query.order_by(*order).limit(limit).offset(offset)))


def count(session: Session, wanted: Wanted, now: datetime) -> int:
    return session.scalar(_waiting(select(func.count(Draft.id)), wanted, now)) or 0


def sources(session: Session, wanted: Wanted, now: datetime) -> dict[str, int]:
    """How many wait of each source, whichever source is wanted, the most first."""
    everywhere = Wanted(wanted.rest, wanted.closing)
    counted: Questions = select(Draft.source, func.count(Draft.id))
    query = _waiting(counted, everywhere, now).group_by(Draft.source)
    found = [(source, number) for source, number in session.execute(query)]
    return dict(sorted(found, key=lambda pair: (-pair[1], pair[0])))


def _waiting(query: Questions, wanted: Wanted, now: datetime) -> Questions:
    query = query.select_from(Draft).outerjoin(_TEXTS, _TEXTS.c.draft_id == Draft.id)
    query = query.outerjoin(_LAST, _LAST.c.draft_id == Draft.id)
    query = query.outerjoin(Correction, Correction.id == _LAST.c.id)
    above = _above()
    return query.where(
        or_(Draft.stage.is_(None), Draft.stage.not_in(FINAL_STAGES)),
        _unsaid(),
        ~exists().where(Position.dossier_id == Draft.dossier_id),
        ~above if wanted.rest else above,
        *_narrowed(wanted, now),
    )


def _unsaid() -> ColumnElement[bool]:
    """Nobody has said yet, or took it back; or it was said not to be for us, and then came a new text."""
    moved = and_(Correction.verdict.is_(False), _TEXTS.c.newest > Correction.at)
    return or_(Correction.verdict.is_(None), moved)


def _above() -> ColumnElement[bool]:
    """Above the bar of the inbox; where no model could judge, whatever has a topic."""
    topic = exists().where(Tag.version_id == Version.id, Version.draft_id == Draft.id, Version.current)
    rank = func.coalesce(_TEXTS.c.rank, 0)
    return or_(rank >= 2, and_(rank == 0, topic))


def _narrowed(wanted: Wanted, now: datetime) -> Iterator[ColumnElement[bool]]:
    if wanted.source:
        yield Draft.source == wanted.source
    if wanted.closing == "open":
        yield or_(Draft.closes.is_(None), Draft.closes >= now)
    elif wanted.closing == "week":
        yield and_(Draft.closes >= now, Draft.closes < now + WEEK)
    elif wanted.closing == "unknown":
        yield Draft.closes.is_(None)
    else:
        yield Draft.closes < now

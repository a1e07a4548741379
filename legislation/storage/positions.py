"""Questions about comments, positions and points."""

from collections.abc import Iterable

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, selectinload

from legislation.model import Anchor, Comment, Point, Position, Version


def comment_by_nonce(session: Session, person_id: int, nonce: str) -> Comment | None:
    return session.scalar(select(Comment).where(Comment.person_id == person_id, Comment.nonce == nonce))


def add_comment(session: Session, made: Comment) -> Comment:
    """Keep a comment; if the same form was sent at the same instant, the one that was first."""
    try:
        with session.begin_nested():
            session.add(made)
    except IntegrityError:
        twin = comment_by_nonce(session, made.person.id, made.nonce)
        if twin is None:
            raise
        return twin
    return made


def comment_by_id(session: Session, comment_id: int) -> Comment | None:
    return session.get(Comment, comment_id)


def comment_to_change(session: Session, comment_id: int) -> Comment | None:
    """The comment as it is now, held until the transaction ends, so that nobody else changes it meanwhile."""
    return session.get(Comment, comment_id, with_for_update=True, populate_existing=True)


def comments_on(session: Session, draft_id: int) -> list[Comment]:
    """Every comment on a draft in the order of the text, the whole first; rights are not looked at."""
    query = select(Comment).join(Anchor).join(Version).where(Comment.draft_id == draft_id)
    loaded = query.options(
        selectinload(Comment.anchor), selectinload(Comment.person), selectinload(Comment.community)
    )
    return list(session.scalars(loaded.order_by(Version.id, Anchor.start, Comment.id)))


def comments_of(session: Session, person_id: int, draft_id: int) -> list[Comment]:
    return [c for c in comments_on(session, draft_id) if c.person_id == person_id]


def comments_by_ids(session: Session, ids: Iterable[int]) -> list[Comment]:
    return list(session.scalars(select(Comment).where(Comment.id.in_(list(ids))).order_by(Comment.id)))


def position_by_id(session: Session, position_id: int) -> Position | None:
    return session.get(Position, position_id)


def positions_on(session: Session, dossier_id: int) -> list[Position]:
    query = select(Position).where(Position.dossier_id == dossier_id)
    return list(session.scalars(query.order_by(Position.id)))


def move_comments(session: Session, draft_id: int, dossier_id: int) -> None:
    """Have the comments on a draft hang on another dossier."""
    session.execute(update(Comment).where(Comment.draft_id == draft_id).values(dossier_id=dossier_id))


def all_positions(session: Session) -> list[Position]:
    """Every position, newest first; rights are not looked at."""
    return list(session.scalars(select(Position).order_by(Position.id.desc())))


def point_by_id(session: Session, point_id: int) -> Point | None:
    return session.get(Point, point_id)


def next_number(session: Session, position_id: int) -> int:
    highest = session.scalar(select(func.max(Point.number)).where(Point.position_id == position_id))
    return (highest or 0) + 1

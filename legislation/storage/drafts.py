"""Questions about drafts and their versions."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, func, select, update
from sqlalchemy import insert as insert_into
from sqlalchemy.orm import Session, selectinload

from legislation.errors import NotFound
from legislation.model import Base, Change, Dossier, Draft, Event, Identifier, Provision, Reference, Version
from legislation.storage import queues
from legislation.vocabulary import FINAL_STAGES, EventKind

_DAILY = timedelta(days=30)


def by_key(session: Session, key: str) -> Draft | None:
    return session.scalar(select(Draft).where(Draft.key == key))


def named(session: Session, key: str) -> Draft:
    """The draft with this key; NotFound if there is none."""
    draft = by_key(session, key)
    if draft is None:
        raise NotFound("draft")
    return draft


def by_id(session: Session, draft_id: int) -> Draft | None:
    return session.get(Draft, draft_id)


def to_change(session: Session, key: str) -> Draft | None:
    """The draft as it is now, held until the transaction ends, so that nobody else changes it meanwhile."""
    return session.scalar(_HELD_BY_KEY, {"key": key})


def hold(session: Session, draft_id: int) -> Draft:
    """The same by id."""
    return session.scalars(_held(select(Draft).where(Draft.id == draft_id))).one()


def insert(session: Session, draft: Draft, dossier: Dossier, event: Event) -> int:
    """Store a new draft with all that hangs on it; its id.

    It goes past the unit of work: this is most of what a crawl writes, and costs half as much this way.
    """
    dossier_id = dossier.id or _insert(session, dossier)
    draft_id = _insert(session, draft, dossier_id=dossier_id)
    for row in (*draft.identifiers, *draft.versions, *draft.attachments, event):
        _insert(session, row, draft_id=draft_id)
    return draft_id


def _insert(session: Session, row: Base, **keys: int) -> int:
    """Insert a row that is in no session; what is not set takes its default."""
    columns = row.__table__.columns
    values = {name: value for name, value in vars(row).items() if value is not None and name in columns}
    done = session.connection().execute(insert_into(type(row)), values | keys)
    key: tuple[int, ...] = tuple(done.inserted_primary_key or ())
    return key[0]


def _held(query: Select[Draft]) -> Select[Draft]:
    return query.with_for_update().execution_options(populate_existing=True)


_HELD_BY_KEY = _held(select(Draft).where(Draft.key == bindparam("key")))


def by_keys(session: Session, keys: Sequence[str]) -> dict[str, Draft]:
    """The drafts with these keys, by key, their versions and attachments loaded."""
    if not keys:
        return {}
    loaded = selectinload(Draft.versions), selectinload(Draft.attachments)
    query = select(Draft).where(Draft.key.in_(keys)).options(*loaded)
    return {draft.key: draft for draft in session.scalars(query)}


def known_keys(session: Session, keys: Iterable[str]) -> set[str]:
    """Which of these keys are stored."""
    return set(session.scalars(select(Draft.key).where(Draft.key.in_(list(keys)))))


def any_beginning(session: Session, beginning: str) -> bool:
    """Whether there is a draft whose key begins so."""
    query = select(Draft.id).where(Draft.key.startswith(beginning, autoescape=True)).limit(1)
    return session.scalar(query) is not None


def identifiers(session: Session, scheme: str) -> list[str]:
    """All values that drafts of any source have of an identifier, in order."""
    query = select(Identifier.value).where(Identifier.scheme == scheme).distinct()
    return list(session.scalars(query.order_by(Identifier.value)))


def keys_beside(session: Session, keys: Iterable[str], limit: int = 3) -> list[str]:
    """Some keys of stored drafts that are not among these."""
    return list(session.scalars(select(Draft.key).where(Draft.key.not_in(list(keys))).limit(limit)))


def highest_number(session: Session, source: str) -> int | None:
    """The largest number in the keys of a source (``edraft:9105`` gives 9105)."""
    keys = session.scalars(select(Draft.key).where(_crawled(source)))
    numbers = [int(tail) for key in keys if (tail := key.partition(":")[2]).isdecimal()]
    return max(numbers, default=None)


def due_for_reading(session: Session, source: str, now: datetime) -> list[str]:
    """Keys of open drafts to read again: daily in their first 30 days, then weekly."""
    query = select(Draft).where(_crawled(source), Draft.stage.is_(None) | Draft.stage.not_in(FINAL_STAGES))
    return [draft.key for draft in session.scalars(query.order_by(Draft.id)) if _due(draft, now)]


def _crawled(source: str) -> ColumnElement[bool]:
    """Drafts that a crawl of the source has brought: people may have imported others of the publisher."""
    return and_(Draft.source == source, Draft.key.startswith(f"{source}:", autoescape=True))


def _due(draft: Draft, now: datetime) -> bool:
    pause = timedelta(days=1) if now - draft.first_seen < _DAILY else timedelta(days=7)
    return now - draft.last_seen >= pause - timedelta(hours=1)


def count(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Draft)) or 0


def titles(session: Session) -> Iterator[dict[str, str]]:
    """The titles of every draft, by language."""
    return iter(session.scalars(select(Draft.titles)))


def sharing(session: Session, schemes: Sequence[str], identifiers: dict[str, str], key: str) -> Draft | None:
    """The oldest draft beside ``key`` that has one of these identifiers, of the given schemes only."""
    for scheme in schemes:
        if value := identifiers.get(scheme):
            query = select(Draft).join(Identifier).where(Draft.key != key).order_by(Draft.id).limit(1)
            found = session.scalar(query.where(Identifier.scheme == scheme, Identifier.value == value))
            if found:
                return found
    return None


def requeue(draft: Draft, now: datetime) -> None:
    """Have the draft indexed again: it has changed."""
    draft.revision = (draft.revision or 0) + 1
    if draft.indexed_at is not None or draft.queued_at is None:
        draft.queued_at = now
    draft.indexed_at = None
    draft.attempts, draft.last_error, draft.next_try = 0, None, None


def touch(session: Session, draft_id: int, now: datetime) -> None:
    """The same for what hangs on a draft; the row is held until the transaction ends, but not read anew."""
    waits = Draft.indexed_at.is_(None) & Draft.queued_at.is_not(None)
    session.execute(
        update(Draft)
        .where(Draft.id == draft_id)
        .values(
            revision=Draft.revision + 1,
            queued_at=case((waits, Draft.queued_at), else_=now),
            indexed_at=None,
            attempts=0,
            last_error=None,
            next_try=None,
        )
        .execution_options(synchronize_session=False)
    )


def after(session: Session, last: int, limit: int) -> list[Draft]:
    """The next drafts by id, their versions loaded."""
    query = select(Draft).where(Draft.id > last).order_by(Draft.id).limit(limit)
    return list(session.scalars(query.options(selectinload(Draft.versions))))


def listed(session: Session, after: int, limit: int, source: str) -> list[Draft]:
    """The next drafts by id, of one source if it is named."""
    query = select(Draft).where(Draft.id > after).order_by(Draft.id).limit(limit)
    return list(session.scalars(query.where(Draft.source == source) if source else query))


def due_for_index(session: Session, now: datetime, limit: int) -> list[Draft]:
    query = select(Draft).where(queues.due(Draft.indexed_at, now)).order_by(Draft.id).limit(limit)
    return list(session.scalars(query.options(selectinload(Draft.versions))))


def due_for_tagging(session: Session, now: datetime, limit: int) -> list[Version]:
    query = select(Version).where(queues.due(Version.tagged_at, now)).order_by(Version.id).limit(limit)
    return list(session.scalars(query.options(selectinload(Version.draft))))


def changed_at(session: Session, draft_id: int) -> datetime | None:
    """When the text, the stage or the deadline last changed since the draft was first seen."""
    kinds = (EventKind.NEW_VERSION, EventKind.STAGE_CHANGED, EventKind.DEADLINE_CHANGED)
    return session.scalar(select(func.max(Event.at)).where(Event.draft_id == draft_id, Event.kind.in_(kinds)))


def read_again(session: Session, now: datetime) -> None:
    """Have all current texts read again by the tagger."""
    session.execute(
        update(Version)
        .where(Version.current, Version.tagged_at.is_not(None))
        .values(tagged_at=None, queued_at=now, attempts=0, last_error=None, next_try=None)
    )


def awaits_tagging(session: Session, draft_id: int) -> bool:
    """Whether the tagger may still get to one of the draft's current versions."""
    query = select(Version.id).where(
        Version.draft_id == draft_id, Version.current, Version.tagged_at.is_(None), Version.attempts < 5
    )
    return session.scalar(query.limit(1)) is not None


def references(session: Session, draft: Draft) -> list[Reference]:
    ids = [version.id for version in draft.current()]
    query = select(Reference).where(Reference.version_id.in_(ids))
    return list(session.scalars(query.order_by(Reference.version_id, Reference.start)))


def changes(session: Session, draft: Draft) -> list[Change]:
    """What the current versions order to change in other acts, in the order of the texts."""
    ids = [version.id for version in draft.current()]
    query = select(Change).where(Change.version_id.in_(ids))
    return list(session.scalars(query.order_by(Change.version_id, Change.start, Change.id)))


def provisions(session: Session, version_id: int) -> list[Provision]:
    query = select(Provision).where(Provision.version_id == version_id)
    return list(session.scalars(query.order_by(Provision.start, Provision.end.desc())))


@dataclass
class Place:
    """Where a provision lies in its text."""

    path: str
    heading: str
    start: int
    end: int


def places(session: Session, version_ids: Iterable[int]) -> dict[int, list[Place]]:
    """The places of the provisions of several versions, by version."""
    found: dict[int, list[Place]] = {number: [] for number in version_ids}
    columns = (Provision.version_id, *(getattr(Provision, field.name) for field in fields(Place)))
    query = select(*columns).where(Provision.version_id.in_(found))
    for number, *place in session.execute(query.order_by(Provision.start, Provision.end.desc())):
        found[number].append(Place(*place))
    return found


def events(session: Session, draft_id: int) -> list[Event]:
    """What happened to a draft, newest first."""
    return list(session.scalars(select(Event).where(Event.draft_id == draft_id).order_by(Event.id.desc())))

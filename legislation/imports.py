"""Assisted import: an officer gives a file or an address, the crawler reads it, the officer saves a draft.

From there on it is a draft like any other. It is known again by its hash or its address, never by title.
"""

from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from legislation import ingest, rights
from legislation.errors import Conflict, Invalid
from legislation.facts import Facts
from legislation.ingest import Recorded
from legislation.model import Draft, Import, Person
from legislation.scraped import Page, ScrapedAttachment, ScrapedDraft, ScrapedPart
from legislation.storage import audit, drafts, imports, queues
from legislation.storage.database import take_turns
from legislation.text import language_of
from legislation.uploads import Upload
from legislation.vocabulary import INTERFACE_LANGUAGES, Origin

KEPT = timedelta(days=1)
"""How long an import waits for its officer."""
PART = "text"
"""The part that an imported text counts as."""
_LONGEST_URL = 2_000
_TURNSTILE = 734514


@dataclass(frozen=True)
class Had:
    """What was had and read; the fields mean what they mean in ``Import``."""

    fetched_url: str | None = None
    fetched_at: datetime | None = None
    origin: Origin | None = None
    media_type: str | None = None
    sha256: str | None = None
    record: str | None = None
    title: str | None = None
    language: str | None = None
    text: str | None = None
    problem: str | None = None


def give(
    session: Session,
    person: Person | None,
    *,
    url: str = "",
    upload: Upload | None = None,
    now: datetime,
) -> Import:
    """Keep what a person wants imported, for the crawler to read; with a file, ``url`` says where it is from.

    ``person`` is None for the operator at the command line. Raises Forbidden for anybody but an officer,
    Invalid for neither file nor address.
    """
    _need_officer(person)
    given = Import(
        person_id=person.id if person else None,
        url=_address(url),
        file=upload.file if upload else None,
        file_name=upload.name if upload else None,
        given_at=now,
        queued_at=now,
        revision=1,
        attempts=0,
    )
    if given.url is None and upload is None:
        raise Invalid("nothing_given")
    session.add(given)
    audit.note(session, person, "gave_import", given, after={"url": given.url, "file": given.name}, now=now)
    return given


def _address(typed: str) -> str | None:
    """An address in the one way in which it is known again; whether it may be asked the crawler decides."""
    url = typed.strip()
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        raise Invalid("bad_address", "url") from None
    is_plain = len(url) <= _LONGEST_URL and url.isprintable() and " " not in url and "@" not in parts.netloc
    if not is_plain or parts.scheme not in ("http", "https") or not parts.netloc:
        raise Invalid("bad_address", "url")
    return parts._replace(netloc=parts.netloc.lower(), path=parts.path or "/", fragment="").geturl()


def note(session: Session, import_id: int, revision: int, had: Had, now: datetime) -> bool:
    """Keep what was read; False if that was done meanwhile."""
    if not queues.done(session, Import.read_at, import_id, revision, now):
        return False
    row = imports.hold(session, import_id)
    for field in fields(Had):
        setattr(row, field.name, getattr(had, field.name))
    row.file = None
    session.flush()
    return True


def try_again(session: Session, person: Person, import_id: int, *, now: datetime) -> Import:
    """Let the crawler ask once more for an address that it did not get."""
    _need_officer(person)
    row = imports.hold(session, import_id)
    if row.is_open and row.read_at and row.record is None:
        row.read_at, row.queued_at, row.problem = None, now, None
        row.revision += 1
        audit.note(session, person, "tried_import_again", row, now=now)
    return row


def save(
    session: Session, person: Person | None, import_id: int, facts: Facts, *, now: datetime
) -> tuple[Draft, Recorded | None]:
    """Make a draft of an import; one that is a draft already stays as it is, and nothing is recorded.

    Raises Forbidden for anybody but an officer, Conflict for what was not had, or was dropped.
    """
    _need_officer(person)
    take_turns(session, _TURNSTILE)
    row = imports.hold(session, import_id)
    if row.draft_id is not None:
        return drafts.hold(session, row.draft_id), None
    if row.record is None or not row.is_open:
        raise Conflict("import_gone")
    same = known(session, row)
    key = same.key if same else f"{imports.KEYS}{row.id}"
    done = ingest.record(session, _scraped(row, key, facts), now=now, quiet=None)
    draft = drafts.hold(session, done.draft_id)
    row.saved_at, row.draft_id, row.text = now, draft.id, None
    told = {"import": row.id, "outcome": done.outcome, "title": facts.title, "source": facts.source}
    audit.note(session, person, "imported", draft, after=told, now=now)
    return draft, done


def known(session: Session, row: Import) -> Draft | None:
    """The draft that the same file or address was imported as before."""
    return imports.draft_of(session, row.sha256, row.url)


def drop(session: Session, now: datetime) -> list[tuple[str | None, str | None]]:
    """Give up what nobody has made a draft of for a day; the files and records that are of no use any more.

    Who gave what, and what became of it, stays.
    """
    left = []
    for row in imports.unfinished(session):
        if now - row.given_at > KEPT:
            left.append((row.file, row.record))
            row.dropped_at, row.read_at = now, row.read_at or now
            row.file = row.record = row.text = None
    return left


def _need_officer(person: Person | None) -> None:
    if person is not None:
        rights.need_officer(person)


def _scraped(row: Import, key: str, facts: Facts) -> ScrapedDraft:
    """The draft as a source's reader would tell it."""
    origin = Origin(row.origin or Origin.RECORDED)
    language = facts.language or row.language
    spoken = language_of(facts.title, language) or language or INTERFACE_LANGUAGES[0]
    return ScrapedDraft(
        source=facts.source,
        key=key,
        url=row.address,
        origin=origin,
        titles={spoken: facts.title},
        kind=facts.kind,
        body=facts.body,
        stage=facts.stage,
        published=facts.published,
        closes=facts.closes,
        deadline=facts.deadline,
        language=language,
        parts=(_part(row, key, origin, language),) if row.text else (),
        attachments=() if row.text else (_file(row),),
        problems=(f"{PART}: {row.problem}",) if row.problem else (),
    )


def _part(row: Import, key: str, origin: Origin, language: str | None) -> ScrapedPart:
    page = Page(
        url=row.fetched_url or row.address,
        content=b"",  # what is kept of it are its hash and its place in the archive
        media_type=row.media_type or "",
        origin=origin,
        fetched_at=row.fetched_at,
        sha256=row.sha256 or "",
        record=row.record,
    )
    return ScrapedPart(key, row.address, PART, origin, language=language, text=row.text, page=page)


def _file(row: Import) -> ScrapedAttachment:
    """A file without a text: kept, and marked."""
    return ScrapedAttachment(
        url=row.address,
        title=row.name,
        media_type=row.media_type,
        sha256=row.sha256,
        record=row.record,
        problem=row.problem,
    )

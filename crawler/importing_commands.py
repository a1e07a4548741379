"""``orakarg import`` and ``orakarg import-pending``: drafts that officers bring by hand."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import click
from sqlalchemy.orm import Session

from config import settings, sources
from config.settings import Settings
from config.terminal import answer, any_failed, json_option, now_option, progress
from crawler.extraction import Extractor
from crawler.guard import Refused
from crawler.guarded import Fetcher
from crawler.importing import Means, look, read_pending
from crawler.run import refusal
from legislation import imports, locks, rights, uploads
from legislation.archive import Answer
from legislation.errors import Forbidden, Invalid, NotFound
from legislation.facts import Facts, read_facts
from legislation.imports import Had
from legislation.model import Person
from legislation.storage import people
from legislation.storage.database import opened
from legislation.uploads import Upload
from legislation.vocabulary import LANGUAGES, Deadline, Kind, Stage

_DEADLINES = [Deadline.PUBLISHED.value, Deadline.ASSUMED.value]


def run(home: Settings, now: datetime) -> dict[str, int]:
    """Read what officers have given, as the only one who does."""
    with (
        locks.hold(home.locks, "import-pending"),
        opened(home.database) as database,
        Extractor() as extractor,
    ):
        done = read_pending(database, _means(home, extractor), now)
    return {"read": done.done, "failed": done.failed}


def job() -> None:
    """The same, by the scheduler."""
    run(settings.load(), datetime.now(UTC))


def _means(home: Settings, extractor: Extractor) -> Means:
    fetcher = Fetcher(home.user_agent)
    return Means(home.imports, home.archive, partial(_fetch, home, fetcher), extractor.text_of)


def _fetch(home: Settings, fetcher: Fetcher, url: str) -> Answer:
    why_not = refusal(home.contact, None)
    if why_not:
        raise Refused(why_not)
    return fetcher.fetch(url)


@click.command("import-pending")
@now_option
@json_option
def import_pending(now: datetime, as_json: bool) -> None:
    """Fetch and read what officers have given on the pages; the worker does it every minute.

    The answer is {"read", "failed"}.
    """
    result = run(settings.load(), now)
    answer(result, as_json, any_failed(result))


@click.command("import")
@click.argument("given", metavar="FILE_OR_URL")
@click.option("--title", required=True, help="What the draft is called.")
@click.option("--source", required=True, help="A known source, or the name of the publisher.")
@click.option("--stage", type=click.Choice([one.value for one in Stage]), help="Where it stands.")
@click.option("--deadline", help="When its discussion ends: 2026-05-01 or 2026-05-01T18:00, in our zone.")
@click.option("--deadline-is", type=click.Choice(_DEADLINES), default=_DEADLINES[0], show_default=True)
@click.option("--language", type=click.Choice(LANGUAGES), help="Read from the text where it is not given.")
@click.option("--kind", type=click.Choice([one.value for one in Kind]), help="What sort of text it is.")
@click.option("--body", help="Who issues it.")
@click.option("--published", help="The day of its publication, 2026-04-01.")
@click.option("--url", help="Where a file is published.")
@click.option("--by", metavar="EMAIL", help="The officer who imports it; without it, the operator.")
@now_option
@json_option
def import_(given: str, url: str | None, by: str | None, now: datetime, as_json: bool, **typed: str) -> None:
    """Take in a draft from a file or an address, as if it had been crawled.

    The same file or address again is the same draft. What has to be done with it then (tags, index, mails)
    is done as for any other. The answer is {"key", "outcome", "url", "title", "language", "problem"}.
    """
    home = settings.load()
    known = {name: source.titles for name, source in sources.load().items()}
    try:
        facts = read_facts({name: value for name, value in typed.items() if value}, home.zone, known)
    except Invalid as error:
        raise click.BadParameter(str(error).replace("_", " "), param_hint=f"--{error.field}") from error
    with progress(f"import {given}"):
        answer(_imported(home, given, url, facts, by, now), as_json)


def _imported(
    home: Settings, given: str, url: str | None, facts: Facts, by: str | None, now: datetime
) -> dict[str, Any]:
    """Read first, then keep it all in one transaction: the worker never meets it."""
    is_address = given.lower().startswith(("http://", "https://"))
    with opened(home.database) as database:
        with database.read() as session:
            _officer(session, by)
        upload = None if is_address else _upload(home, given)
        try:
            had = _look(home, given, upload, now)
            with database.write() as session:
                officer = _officer(session, by)
                row = imports.give(
                    session, officer, url=given if is_address else url or "", upload=upload, now=now
                )
                session.flush()
                imports.note(session, row.id, row.revision, had, now)
                draft, done = imports.save(session, officer, row.id, facts, now=now)
        finally:
            if upload:
                uploads.remove(home.imports, upload.file)
    return {
        "key": draft.key,
        "outcome": done.outcome if done else "unchanged",
        "url": f"{home.base_url}/drafts/{draft.key}",
        "title": draft.title(facts.language or "hy"),
        "language": draft.language,
        "problem": had.problem,
    }


def _look(home: Settings, given: str, upload: Upload | None, now: datetime) -> Had:
    """What was had. Raises Refused where there is nothing."""
    with Extractor() as extractor:
        file, name = (upload.file, upload.name) if upload else (None, None)
        had = look(_means(home, extractor), given, file, name, now)
    if had.record is None:
        raise Refused(f"{given}: {had.problem}")
    return had


def _officer(session: Session, email: str | None) -> Person | None:
    """The officer of this address. Raises NotFound, Forbidden."""
    if email is None:
        return None
    person = people.by_email(session, email)
    if person is None:
        raise NotFound(f"there is no person with the address {email}")
    if not rights.is_officer(person):
        raise Forbidden(f"{email} is no policy officer, and they alone import drafts")
    return person


def _upload(home: Settings, given: str) -> Upload:
    path = Path(given)
    try:
        with path.open("rb") as stream:
            return uploads.keep(home.imports, stream, path.name)
    except OSError as error:
        raise click.BadParameter(f"{given}: {error.strerror}", param_hint="FILE_OR_URL") from error
    except Invalid as error:
        raise click.BadParameter(f"{given}: {str(error).replace('_', ' ')}") from error


COMMANDS = (import_, import_pending)

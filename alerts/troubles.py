"""Tells the officers, once and at once, when a source is in trouble, and when it is well again."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from alerts.message import Sender, language_of, mail_of, translations
from legislation import freshness
from legislation.freshness import Freshness
from legislation.model import Mail, Person
from legislation.storage import people, runs
from legislation.storage.database import Database
from legislation.vocabulary import RoleName, RunState


def tell_troubles(database: Database, sender: Sender, now: datetime) -> int:
    """Make the mails to the officers about every source whose trouble began or ended; how many mails.

    What was told is kept with the crawl that it was told of, in the same transaction as the mails.
    """
    with database.write() as session:
        changed = [one for one in freshness.look(session, sender.quiet, now) if _changed(session, one)]
        if not changed:
            return 0
        for one in changed:
            run = runs.last(session, one.name)
            if run is not None:
                run.told = one.trouble
        officers = [person for person in people.everyone(session) if person.has_role(RoleName.OFFICER)]
        session.add_all(compose(officer, changed, sender, now) for officer in officers)
        return len(officers)


def compose(officer: Person, changed: Sequence[Freshness], sender: Sender, now: datetime) -> Mail:
    """The mail about sources that are in trouble or well again."""
    language = language_of(officer)
    subject = _subject(changed, sender, language)
    words = {
        "person": officer,
        "changed": changed,
        "language": language,
        "sender": sender,
        "subject": subject,
        "url": f"{sender.base_url}/status",
    }
    return mail_of(officer, "troubles", subject, words, sender, now)


def _changed(session: Session, one: Freshness) -> bool:
    """Whether the trouble of a source is another than was told last; nothing told means it was well."""
    if one.state == RunState.NEVER:
        return False
    return one.trouble != (runs.last_told(session, one.name) or RunState.OK)


def _subject(changed: Sequence[Freshness], sender: Sender, language: str) -> str:
    gettext = translations(language).gettext
    names = ", ".join(sender.sources.get(one.name, {}).get(language, one.name) for one in changed[:3])
    names += "…" if len(changed) > 3 else ""
    if all(one.is_well for one in changed):
        return gettext("Sources well again: %(names)s") % {"names": names}
    return gettext("Sources in trouble: %(names)s") % {"names": names}

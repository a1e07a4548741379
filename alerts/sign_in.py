"""Answers who asked for a sign-in link: one mail to a person that is known, nothing to anybody else."""

import logging
from datetime import datetime

from sqlalchemy.orm import Session

from alerts.message import Sender, language_of, mail_of, translations
from legislation import links
from legislation.asking import KEPT
from legislation.errors import SetupError
from legislation.model import Mail, Person, SignInRequest
from legislation.storage import audit, people, queues
from legislation.storage import links as stored
from legislation.storage.database import Database
from legislation.vocabulary import Purpose

log = logging.getLogger(__name__)


def answer_requests(database: Database, sender: Sender, key: str, now: datetime) -> int:
    """Make the mails for all requests that wait, each in one transaction with it; how many failed."""
    with database.read() as session:
        waiting = stored.requests_due(session, now)
    failed = sum(not _answered(database, request, sender, key, now) for request in waiting)
    if waiting:
        with database.write() as session:
            stored.forget_requests(session, now - KEPT)
    return failed


def _answered(database: Database, request: SignInRequest, sender: Sender, key: str, now: datetime) -> bool:
    try:
        with database.write() as session:
            if queues.done(session, SignInRequest.answered_at, request.id, request.revision, now):
                _answer(session, request.email, sender, key, now)
    except SetupError:
        raise
    except Exception as error:
        log.exception("request %s for a sign-in link could not be answered", request.id)
        with database.write() as session:
            queues.failed(session, SignInRequest.answered_at, request.id, request.revision, repr(error), now)
        return False
    return True


def _answer(session: Session, email: str, sender: Sender, key: str, now: datetime) -> None:
    person = people.by_email(session, email)
    if person is None or person.disabled_at is not None:
        return
    token = links.give(session, key, person, Purpose.SIGN_IN, None, now=now)
    audit.note(session, person, "asked_for_sign_in_link", person, now=now)
    session.add(compose(person, token, sender, now))


def compose(person: Person, token: str, sender: Sender, now: datetime) -> Mail:
    """The mail with the link that signs a person in, once."""
    language = language_of(person)
    subject = translations(language).gettext("Your sign-in link")
    words = {
        "person": person,
        "language": language,
        "sender": sender,
        "subject": subject,
        "url": f"{sender.base_url}/sign-in/{token}",
        "until": now + links.LIFETIME[Purpose.SIGN_IN],
    }
    return mail_of(person, "sign_in", subject, words, sender, now)

"""Gathers each person's due deliveries into one mail and sends it, once.

A mail is whole and committed before its first byte goes out, and claimed by compare-and-set, so a retry
sends the same mail or nothing. Call ``deliver_due`` with the lock ``deliver`` held.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parseaddr
from typing import Any

from sqlalchemy.orm import Session

from alerts import digest
from alerts.mailer import Mailer, MailerDown, MailRefused
from alerts.message import Sender, language_of
from legislation import freshness, links, reasons, rights
from legislation.errors import SetupError
from legislation.model import Delivery, Draft, Mail, Person
from legislation.storage import drafts, people, queues, subscriptions, tags
from legislation.storage.database import Database
from legislation.vocabulary import Purpose

log = logging.getLogger(__name__)

CLAIM = timedelta(minutes=10)
UNSUBSCRIBED, DISABLED, RULED_OUT = "unsubscribed", "disabled", "ruled out"


@dataclass(frozen=True)
class Delivered:
    """How many mails went out, how many could not this time, and why none could, if none could."""

    sent: int
    failed: int
    down: str | None = None


def deliver_due(
    database: Database,
    mailer: Mailer,
    sender: Sender,
    key: str,
    now: datetime,
    owner: str,
    progress: Callable[[int], object] = lambda n: None,
) -> Delivered:
    """Make the mails that are due and send every mail that waits.

    ``owner`` names this installation: claims that it holds are left over from a deliverer that was killed,
    and are taken back. ``key`` signs the links in the mails.
    """
    began = time.monotonic()
    with database.write() as session:
        subscriptions.release(session, owner)
    with database.read() as session:
        recipients = subscriptions.people_with_due_deliveries(session, now)
    failed = sum(not _make_mail(database, person_id, sender, key, now) for person_id in recipients)
    with database.read() as session:
        waiting = subscriptions.mails_to_send(session, now)
    sent = 0
    try:
        for mail_id in waiting:
            # A long run goes on claiming: its later claims must not have expired before they begin.
            claimed_at = now + timedelta(seconds=time.monotonic() - began)
            outcome = _send(database, mailer, sender, mail_id, owner, now, claimed_at)
            sent += outcome is True
            failed += outcome is False
            progress(1)
    except MailerDown as error:
        log.error("mails wait: %s", error)
        return Delivered(sent, failed, str(error))
    finally:
        mailer.close()
    return Delivered(sent, failed)


def _make_mail(database: Database, person_id: int, sender: Sender, key: str, now: datetime) -> bool:
    """Put everything that is due to a person into one mail; False if that failed, this time."""
    try:
        with database.write() as session:
            _compose(session, person_id, sender, key, now)
    except SetupError:
        raise
    except Exception as error:
        log.exception("no mail could be made for person %s", person_id)
        with database.write() as session:
            for delivery in subscriptions.due_deliveries(session, person_id, now):
                queues.failed(session, Delivery.mail_id, delivery.id, delivery.revision, repr(error), now)
        return False
    return True


def _compose(session: Session, person_id: int, sender: Sender, key: str, now: datetime) -> None:
    """One mail of everything that is due to a person; nothing if all of it was unsubscribed since."""
    person = people.by_id(session, person_id)
    running = {one.id for one in subscriptions.of_person(session, person_id)}
    wanted = []
    for delivery in subscriptions.due_deliveries(session, person_id, now):
        asked = [reason for reason in delivery.reasons if reason["subscription_id"] in running]
        reasons = _after_corrections(session, delivery, asked)
        if person and reasons:
            delivery.reasons = reasons
            wanted.append(delivery)
        else:
            delivery.dropped = (RULED_OUT if asked else UNSUBSCRIBED) if person else DISABLED
    if person and wanted:
        mail = digest.compose(
            person, wanted, _material(session, person, wanted, sender, key, now), sender, now
        )
        subscriptions.assign(session, wanted, mail)


def _after_corrections(
    session: Session, delivery: Delivery, reasons: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """The reasons without those that rest on topics alone, if an officer has since ruled the draft out."""
    if not any(reason.get("topics") for reason in reasons):
        return reasons
    said = tags.about(session, delivery.event.draft).correction
    return [reason for reason in reasons if not reason.get("topics") or not said or said.verdict]


def _material(
    session: Session, person: Person, deliveries: list[Delivery], sender: Sender, key: str, now: datetime
) -> digest.Material:
    told = {delivery.event.draft_id: delivery.event.draft for delivery in deliveries}
    speaks = rights.may_comment(person)
    return digest.Material(
        unsubscribe=links.give(session, key, person, Purpose.UNSUBSCRIBE, None, now=now),
        comment={i: links.give(session, key, person, Purpose.COMMENT, i, now=now) for i in told if speaks},
        topics={i: tags.topics(session, draft) for i, draft in told.items()},
        sources=freshness.look(session, sender.quiet, now),
        why={i: _why(session, draft, sender, language_of(person)) for i, draft in told.items()},
    )


def _why(session: Session, draft: Draft, sender: Sender, language: str) -> str:
    about = tags.about(session, draft)
    telling = about.telling
    references = [r for r in drafts.references(session, draft) if telling and r.version_id == telling.id]
    acts = reasons.acts_named(references, sender.laws, language)
    signals = telling.signals or [] if telling else []
    return reasons.line(about.relevant, signals, acts, language, by_officer=about.correction is not None)


def _send(
    database: Database,
    mailer: Mailer,
    sender: Sender,
    mail_id: int,
    owner: str,
    now: datetime,
    claimed_at: datetime,
) -> bool | None:
    """True if the mail went out, False if it was refused, None if it is not ours to send."""
    with database.write() as session:
        mail = subscriptions.claim(session, mail_id, owner, claimed_at, CLAIM)
        if mail is None:
            return None
        mail.dropped = _unwanted(session, mail)
    if mail.dropped:
        return None
    try:
        mailer.send(mail.message_id, parseaddr(sender.address)[1], mail.recipient, mail.content)
    except MailRefused as error:
        log.warning("mail %s was refused: %s", mail.message_id, error)
        with database.write() as session:
            queues.failed(session, Mail.sent_at, mail.id, mail.revision, str(error), now)
            subscriptions.release(session, owner)
        return False
    except MailerDown:
        with database.write() as session:
            subscriptions.release(session, owner)
        raise
    with database.write() as session:
        queues.done(session, Mail.sent_at, mail.id, mail.revision, now)
    return True


def _unwanted(session: Session, mail: Mail) -> str | None:
    """Why a finished mail is not to go out: its person is disabled, or has ended all that it speaks of.

    A mail without deliveries is not about subscriptions.
    """
    if people.by_id(session, mail.person_id) is None:
        return DISABLED
    running = {one.id for one in subscriptions.of_person(session, mail.person_id)}
    asked = {reason["subscription_id"] for told in mail.deliveries for reason in told.reasons}
    return UNSUBSCRIBED if asked and not asked & running else None

"""People who follow a search, a draft that it finds, and the delivery of what they are told."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from zoneinfo import ZoneInfo

from factories import NOW, make_draft, make_person
from fake_mailer import FakeMailer
from sqlalchemy import select

from alerts.deliver import Delivered, deliver_due
from alerts.mailer import Mailer
from alerts.message import Sender
from alerts.notify import notify_pending
from legislation.model import Delivery, Mail
from legislation.storage.database import Database
from legislation.subscribe import subscribe
from legislation.vocabulary import Frequency, RoleName

KEY = "a key of a test, long enough to sign with"
YEREVAN = ZoneInfo("Asia/Yerevan")
QUERY = "տեղական ինքնակառավարում"
SENDER = Sender(
    address="Orakarg <orakarg@example.am>",
    base_url="https://orakarg.example.am",
    association="Հայաստանի համայնքների միություն",
    zone=YEREVAN,
    sources={},
    topics={},
)


@dataclass
class Office:
    """An installation's alerts, with a mailer of our own."""

    database: Database
    mailer: Mailer = field(default_factory=FakeMailer)

    def reader(
        self,
        email: str = "aram@example.am",
        *queries: str,
        language: str = "hy",
        frequency: Frequency = Frequency.IMMEDIATE,
        role: RoleName = RoleName.COMMENTER,
    ) -> int:
        """A person who follows searches since yesterday; the person's id."""
        with self.database.write() as session:
            person = make_person(session, role, email=email, language=language)
            for query in queries or (QUERY,):
                subscribe(session, person, query, frequency=frequency, now=NOW - timedelta(days=1))
            return person.id

    def draft(self, key: str = "edraft:1", **facts) -> None:
        with self.database.write() as session:
            make_draft(session, key, **facts)

    def notify(self, now: datetime = NOW) -> int:
        return notify_pending(self.database, now, YEREVAN).deliveries

    def deliver(self, now: datetime = NOW, owner: str = "here", mailer: Mailer | None = None) -> Delivered:
        return deliver_due(self.database, mailer or self.mailer, SENDER, KEY, now, owner)

    def mails(self) -> list[Mail]:
        with self.database.read() as session:
            return list(session.scalars(select(Mail).order_by(Mail.id)))

    def deliveries(self) -> list[Delivery]:
        with self.database.read() as session:
            return list(session.scalars(select(Delivery).order_by(Delivery.id)))

    def received(self) -> list[EmailMessage]:
        """What the fake mailer accepted, read."""
        return [message_from_bytes(one[3], policy=policy.default) for one in self.mailer.accepted]

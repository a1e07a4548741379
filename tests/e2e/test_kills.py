"""Programs are killed (SIGKILL) in the midst of their work and run again: nothing lost, no mail twice."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from factories import BILL, make_draft, make_person
from fake_tagger import read
from mail_server import MailServer, running_mail_server
from sqlalchemy import func, select

from alerts.notify import notify_pending
from legislation.model import Delivery, Draft, Event, Mail, Provision, Tag, Version
from legislation.query import parse
from legislation.storage import queues
from legislation.storage.database import Database, open_database
from legislation.subscribe import subscribe
from legislation.vocabulary import Frequency, RoleName
from nlp.tagging import tag_pending
from search_api.engine import open_engine

NOW = datetime.now(UTC) - timedelta(hours=1)
DRAFTS, PEOPLE = 8, 10
TAG, INDEX = ("nlp",), ("search_api", "index")
NOTIFY, DELIVER = ("alerts", "notify"), ("alerts", "deliver")
PATIENCE = 60
SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@dataclass(frozen=True)
class Home:
    """A data folder with drafts that wait and people who follow them."""

    data: Path
    database_url: str
    database: Database
    mailer: str

    def start(self, program: tuple[str, ...]) -> "subprocess.Popen[bytes]":
        environment = {k: v for k, v in os.environ.items() if not k.startswith("ORAKARG_")}
        environment |= {
            "ORAKARG_DATA": str(self.data),
            "ORAKARG_DATABASE": self.database_url,
            "ORAKARG_MAILER": self.mailer,
        }
        return subprocess.Popen(
            [sys.executable, "-m", *program],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )

    def run(self, program: tuple[str, ...]) -> None:
        """Run a program to its end."""
        with self.start(program) as process:
            _, told = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, told.decode()

    def kill(self, program: tuple[str, ...], when: Callable[[], bool]) -> bool:
        """Kill a program as soon as something is true; False if it had ended before."""
        limit = time.monotonic() + PATIENCE
        with self.start(program) as process:
            while process.poll() is None and not when() and time.monotonic() < limit:
                time.sleep(0.001)
            process.kill()
        return process.returncode == -signal.SIGKILL

    def count(self, thing: type, *conditions: object) -> int:
        with self.database.read() as session:
            return session.scalar(select(func.count()).select_from(thing).where(*conditions)) or 0

    def waiting(self) -> dict[str, tuple[int, int]]:
        with self.database.read() as session:
            found = queues.states(session, datetime.now(UTC))
        return {name: (state.waiting, state.failed) for name, state in found.items()}

    def files(self) -> list[Path]:
        return sorted((self.data / "mail").glob("*.eml"))


@pytest.fixture
def home(database_url: str, tmp_path: Path) -> Iterator[Home]:
    with closing(open_database(database_url)) as database:
        with database.write() as session:
            for number in range(PEOPLE):
                person = make_person(session, RoleName.COMMENTER, email=f"person{number}@example.am", now=NOW)
                query = "տեղական ինքնակառավարում"
                subscribe(session, person, query, frequency=Frequency.IMMEDIATE, now=NOW)
            for number in range(DRAFTS):
                text = f"{BILL}\n{number}\n" * 20
                make_draft(session, f"edraft:{number}", texts={"about": text}, tagged=False, now=NOW)
        yield Home(tmp_path / "data", database_url, database, f"folder:{tmp_path / 'data' / 'mail'}")


def messages(home: Home) -> Counter[str]:
    """How often the folder holds each Message-ID; each file is whole."""
    with home.database.read() as session:
        kept = {mail.message_id: mail.content for mail in session.scalars(select(Mail))}
    found = [(message_from_bytes(path.read_bytes(), policy=policy.default), path) for path in home.files()]
    assert all(kept[message["Message-ID"]] == path.read_bytes() for message, path in found)
    return Counter(message["Message-ID"] for message, _ in found)


def assert_all_are_told_once(home: Home) -> None:
    """Everybody was told of every draft, in exactly one mail; nothing waits and nothing has failed."""
    waiting = home.waiting()
    assert (waiting["tag"], waiting["notify"], waiting["deliver"]) == ((0, 0), (0, 0), (0, 0))
    assert home.count(Delivery) == DRAFTS * PEOPLE
    assert home.count(Delivery, Delivery.mail_id.is_(None)) == 0
    with home.database.read() as session:
        told = session.execute(select(Mail.person_id, Delivery.event_id).join(Mail.deliveries)).all()
        assert Counter(told).most_common(1)[0][1] == 1
        assert session.scalars(select(Mail.id).where(Mail.sent_at.is_(None))).all() == []


def tagged(home: Home) -> Home:
    """The same with all texts tagged, as when the other programs take over."""
    assert tag_pending(home.database, read, NOW).done == DRAFTS
    return home


@SQLITE
def test_a_tagger_that_is_killed_leaves_each_text_tagged_wholly_or_not_at_all(home):
    assert home.kill(TAG, lambda: home.count(Version, Version.tagged_at.is_not(None)) >= 1)
    with home.database.read() as session:
        for version in session.scalars(select(Version)):
            pieces = session.scalar(select(func.count()).where(Provision.version_id == version.id))
            assert bool(pieces) == (version.tagged_at is not None)
    home.run(TAG)
    assert home.count(Version, Version.tagged_at.is_not(None)) == DRAFTS
    assert home.count(Event, Event.kind == "tagged") == DRAFTS
    with home.database.read() as session:
        tags = Counter(session.execute(select(Tag.version_id, Tag.topic, Tag.origin)).all())
        assert set(tags.values()) == {1}


@SQLITE
def test_an_indexer_that_is_killed_leaves_an_index_that_the_next_one_completes(home):
    index = home.data / "index"
    for moment in (index.exists, lambda: any(index.rglob("*.term"))):
        home.kill(INDEX, moment)
    home.run(INDEX)
    assert home.count(Draft, Draft.indexed_at.is_(None)) == 0
    with closing(open_engine(f"embedded:{index}")) as engine:
        assert engine.count(parse("բյուջե", NOW, UTC)) == DRAFTS


def test_notifiers_and_deliverers_that_are_killed_tell_everybody_once(home):
    tagged(home)
    assert home.kill(NOTIFY, lambda: home.count(Delivery) >= 1)
    home.run(NOTIFY)
    assert home.kill(DELIVER, lambda: home.count(Mail) >= 1), "in the midst of making mails"
    assert home.kill(DELIVER, lambda: len(home.files()) >= 1), "between writing a file and saying so"
    for program in (DELIVER, NOTIFY, DELIVER):
        home.run(program)
    assert set(messages(home).values()) == {1}
    assert len(home.files()) == home.count(Mail) == PEOPLE
    assert_all_are_told_once(home)


@SQLITE
def test_programs_that_are_killed_at_any_instant_lose_and_repeat_nothing(home):
    chance = random.Random(9105)
    programs = (TAG, INDEX, NOTIFY, DELIVER)
    for program in programs:
        limit = time.monotonic() + chance.uniform(0.3, 1.0)
        home.kill(program, lambda limit=limit: time.monotonic() > limit)
    for program in programs:
        home.run(program)
    assert home.waiting()["index"] == (0, 0)
    assert set(messages(home).values()) == {1}
    assert_all_are_told_once(home)


@pytest.fixture
def server() -> Iterator[MailServer]:
    with running_mail_server() as server:
        yield server


@SQLITE
def test_over_smtp_only_the_mail_at_hand_can_come_twice_and_then_it_is_the_same_mail(home, server):
    """The deliverer is killed when the server has a mail in its hands and has not yet answered."""
    home = Home(home.data, home.database_url, home.database, server.url)
    notify_pending(tagged(home).database, NOW, ZoneInfo("Asia/Yerevan"))
    for number in (1, 4):
        running = []

        def end_it(number: int = number, running: list = running) -> None:
            if len(server.envelopes) == number:
                running[0].kill()

        server.after_data = end_it
        with home.start(DELIVER) as process:
            running.append(process)
        assert process.returncode == -signal.SIGKILL
    server.after_data = lambda: None
    home.run(DELIVER)
    home.run(DELIVER)
    received = Counter(envelope.original_content for envelope in server.envelopes)
    with home.database.read() as session:
        assert set(received) == set(session.scalars(select(Mail.content)))
    assert sorted(received.values()) == [1] * (PEOPLE - 2) + [2, 2]
    assert_all_are_told_once(home)

"""The schema and the transactions, on SQLite and on PostgreSQL."""

import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from factories import make_draft, make_person
from sqlalchemy import inspect, select
from sqlalchemy.exc import IntegrityError, StatementError

from legislation.errors import SetupError
from legislation.model import Base, Draft, Person
from legislation.storage import drafts, people
from legislation.storage.database import open_database, opened, upgrade

UPGRADE = """
import sys
from legislation.storage.database import opened
with opened(sys.argv[1]):
    pass
"""


def test_the_migrations_make_exactly_what_the_models_say(empty_database_url):
    with opened(empty_database_url) as database, database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
        made = inspect(connection)
        assert set(made.get_table_names()) == {*Base.metadata.tables, "alembic_version"}
        for table in Base.metadata.tables.values():
            wanted = {
                tuple(c.name for c in one.columns)
                for one in table.constraints
                if one.__visit_name__ == "unique_constraint"
            }
            found = {tuple(one["column_names"]) for one in made.get_unique_constraints(table.name)}
            assert found == wanted, table.name


def test_processes_that_upgrade_at_once_all_find_the_schema_made(empty_database_url):
    running = [
        subprocess.Popen([sys.executable, "-c", UPGRADE, empty_database_url], stderr=subprocess.PIPE)
        for _ in range(4)
    ]
    told = [process.communicate(timeout=60)[1].decode() for process in running]
    assert [process.returncode for process in running] == [0, 0, 0, 0], told
    with opened(empty_database_url) as database, database.write() as session:
        make_person(session, email="ani@example.am")


def test_an_upgrade_of_what_is_up_to_date_changes_nothing(database):
    with database.write() as session:
        make_person(session, email="ani@example.am")
    upgrade(database)
    with database.read() as session:
        assert [person.email for person in people.everyone(session)] == ["ani@example.am"]


def test_a_database_that_cannot_be_reached_is_said_so_in_its_own_words(tmp_path):
    database = open_database(f"sqlite:///{tmp_path / 'no' / 'such' / 'folder.sqlite'}")
    with pytest.raises(SetupError, match="unable to open database file"):
        upgrade(database)
    database.close()


def test_a_transaction_that_fails_leaves_nothing(database):
    def fail_halfway() -> None:
        with database.write() as session:
            make_draft(session, "edraft:1")
            raise RuntimeError("the power went")

    with pytest.raises(RuntimeError):
        fail_halfway()
    with database.read() as session:
        assert drafts.count(session) == 0


def test_a_moment_comes_back_in_utc_whatever_zone_it_came_in(database):
    yerevan = timezone(timedelta(hours=4))
    with database.write() as session:
        make_draft(session, "edraft:1", closes=datetime(2026, 3, 17, 23, 59, 59, tzinfo=yerevan))
    with database.read() as session:
        closes = session.scalars(select(Draft.closes)).one()
    assert closes == datetime(2026, 3, 17, 19, 59, 59, tzinfo=UTC)
    assert closes.tzinfo is UTC


def test_a_moment_without_a_zone_is_refused(database):
    with pytest.raises(StatementError, match="time zone"), database.write() as session:
        make_person(session, now=datetime(2026, 3, 2))  # noqa: DTZ001 - the mistake that is tested


def test_what_no_database_can_hold_is_left_out_of_texts_and_of_questions(database):
    with database.write() as session:
        make_person(session, email="ani@example.am", name="Անի\x00 \ud800Պետրոսյան\x0c")
    with database.read() as session:
        found = people.by_email(session, "ani\x00@example.am")
        assert found.name == "Անի Պետրոսյան\n"
        assert drafts.by_key(session, "edraft:\x00\udfff9105") is None


def test_a_reader_is_not_kept_waiting_by_a_writer(database):
    with database.write() as session:
        make_person(session, email="ani@example.am")
        with database.read() as reader:
            assert people.everyone(reader) == []


def test_writers_that_come_at_once_wait_for_each_other(database):
    with database.write() as session:
        person_id = make_person(session).id
    start = threading.Barrier(6)
    failures = []

    def add_one() -> None:
        try:
            start.wait()
            with database.write() as session:
                person = session.get_one(Person, person_id)
                people.hold(session, person)
                person.name += "."
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=add_one) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with database.read() as session:
        assert session.get_one(Person, person_id).name == "Արամ Հակոբյան......"


def test_a_draft_cannot_belong_to_a_dossier_that_is_not_there(session):
    draft = make_draft(session, "edraft:1")
    draft.dossier_id = 4711
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
        session.flush()

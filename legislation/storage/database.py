"""The one place that opens a database: SQLite (WAL) by default, PostgreSQL when several machines share it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import sqlalchemy
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from legislation.errors import SetupError

WRITER_WAITS = timedelta(seconds=30)
"""How long a writer waits for another one on SQLite."""

_UPGRADE = 734512


@dataclass(frozen=True)
class Database:
    """An open database. Each ``with`` is one transaction: kept at its end, undone by an exception."""

    engine: Engine

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A transaction that may change rows."""
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A transaction that only looks; on SQLite it waits for no writer."""
        engine = self.engine.execution_options(reading=True)
        with Session(engine, expire_on_commit=False) as session, session.begin():
            yield session

    def close(self) -> None:
        self.engine.dispose()


def open_database(url: str) -> Database:
    """The database at ``sqlite:///PATH`` or ``postgresql://…``; nothing is created or changed yet."""
    target = sqlalchemy.make_url(url)
    if target.drivername == "postgresql":
        target = target.set(drivername="postgresql+psycopg")
    engine = sqlalchemy.create_engine(target, pool_pre_ping=target.drivername != "sqlite")
    if target.drivername == "sqlite":
        _prepare_sqlite(engine)
    return Database(engine)


@contextmanager
def opened(url: str) -> Iterator[Database]:
    """The database at ``url``, its schema up to date, for as long as a program needs it."""
    database = open_database(url)
    try:
        upgrade(database)
        yield database
    finally:
        database.close()


def upgrade(database: Database) -> None:
    """Bring the schema to the newest migration; safe to call again and from two programs at once.

    Raises SetupError with the database's own words if it cannot be reached.
    """
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    try:
        with database.engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(sqlalchemy.select(sqlalchemy.func.pg_advisory_xact_lock(_UPGRADE)))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except OperationalError as error:
        raise SetupError(f"the database cannot be used: {error.orig}") from error


def take_turns(session: Session, turnstile: int) -> None:
    """Let through one transaction at a time that names this number; SQLite has but one writer anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(sqlalchemy.select(sqlalchemy.func.pg_advisory_xact_lock(turnstile)))


def _prepare_sqlite(engine: Engine) -> None:
    """WAL, full sync, foreign keys, and write transactions that take their lock at the start.

    A transaction that reads first and writes later would fail at once when another writer came between;
    BEGIN IMMEDIATE makes it wait instead.
    """

    @event.listens_for(engine, "connect")
    def connect(connection, record):  # type: ignore[no-untyped-def]  # the driver's own objects
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {int(WRITER_WAITS.total_seconds() * 1000)}")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection):  # type: ignore[no-untyped-def]  # SQLAlchemy's own object
        reading = connection.get_execution_options().get("reading", False)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

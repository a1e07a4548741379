"""What all tests share: databases of both kinds, programs of the system, and what counts as a failure.

A test that asks for ``database_url`` (or ``database``, or ``session``, which stand on it) runs twice, on
SQLite and on a real PostgreSQL server; ``@pytest.mark.parametrize("database_url", ["sqlite"],
indirect=True)`` keeps it to one. Each test has a database of its own, with the tables of today's schema;
``empty_database_url`` has none.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from elasticsearch_node import Missing
from elasticsearch_server import Server as Elasticsearch
from elasticsearch_server import running_server as running_elasticsearch
from playwright.sync_api import Browser, sync_playwright
from postgresql import Server, running_server
from sqlalchemy.orm import Session

from legislation.storage.database import Database, open_database, upgrade

hypothesis.settings.register_profile("untimed", deadline=None)  # a busy machine is no failure
hypothesis.settings.load_profile("untimed")

CI = os.environ.get("CI", "").lower() in {"1", "true"}
KINDS = ("sqlite", "postgresql")
QUIET = ("--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A PostgreSQL server of this test run alone."""
    with running_server() as server:
        if server is None:
            pytest.skip("needs a PostgreSQL server: apt-get install postgresql")
        yield server


@pytest.fixture(scope="session")
def postgresql_template(postgresql: Server) -> str:
    """The name of a database with all tables and no rows, to be copied."""
    _make_tables(postgresql.create("template"))
    return "template"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same as a file."""
    path = tmp_path_factory.mktemp("template") / "template.sqlite"
    _make_tables(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def elasticsearch() -> Iterator[Elasticsearch]:
    """An Elasticsearch server of this test run alone, or the one that ``ELASTICSEARCH_URL`` names."""
    try:
        with running_elasticsearch() as server:
            yield server
    except Missing as what:
        pytest.skip(str(what))


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database that has all tables and no rows."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "test.sqlite")
        yield f"sqlite:///{tmp_path / 'test.sqlite'}"
    else:
        template = request.getfixturevalue("postgresql_template")
        with request.getfixturevalue("postgresql").database(template) as url:
            yield url


@pytest.fixture(params=KINDS)
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without any table."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.sqlite'}"
    else:
        with request.getfixturevalue("postgresql").database("template0") as url:
            yield url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An open database; ``with database.write() as session:`` is one transaction."""
    database = open_database(database_url)
    yield database
    database.close()


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """A session that may commit, or leave it: what is not committed is undone at the end.

    On SQLite it is the only writer from its first statement to its commit.
    """
    with Session(database.engine, expire_on_commit=False) as session:
        yield session


def _make_tables(url: str) -> None:
    database = open_database(url)
    upgrade(database)
    database.close()


@pytest.fixture(scope="session")
def libreoffice() -> str:
    """The path of LibreOffice's program."""
    return _program("soffice", package="libreoffice-writer-nogui")


@pytest.fixture(scope="session")
def tesseract() -> str:
    """The path of Tesseract, which reads Armenian, Russian and English."""
    path = _program("tesseract", package="tesseract-ocr tesseract-ocr-hye tesseract-ocr-rus")
    known = subprocess.run([path, "--list-langs"], capture_output=True, text=True, check=True).stdout.split()
    for language in ("hye", "rus"):
        if language not in known:
            pytest.skip(f"needs Tesseract's {language}: apt-get install tesseract-ocr-{language}")
    return path


@pytest.fixture(scope="session")
def catdoc() -> str:
    """The path of the program that reads old Word files."""
    return _program("catdoc", package="catdoc")


@pytest.fixture(scope="session")
def antiword() -> str:
    """The path of another one."""
    return _program("antiword", package="antiword")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A headless Chromium; ``browser.new_page()`` is a fresh person without cookies."""
    path = _program("chromium", package="chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, chromium_sandbox=os.geteuid() != 0, args=[*QUIET, "--disable-gpu"]
        )
        yield browser
        browser.close()


def _program(name: str, *, package: str) -> str:
    path = shutil.which(name)
    if path is None:
        pytest.skip(f"needs {name}: apt-get install {package}")
    return path


class NetworkInUnitTest(AssertionError):
    """A unit test reached for the network."""


_unit_test_runs = False


def _no_network(event: str, _arguments: object) -> None:
    if _unit_test_runs and event in {"socket.connect", "socket.getaddrinfo"}:
        raise NetworkInUnitTest("tests/unit use no network: this belongs in tests/contract or tests/e2e")


sys.addaudithook(_no_network)  # it cannot be taken away again, only told to rest


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    global _unit_test_runs
    _unit_test_runs = "unit" in item.path.parts
    try:
        return (yield)
    finally:
        _unit_test_runs = False


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Iterator[None]:
    report = yield
    return _failed_if_skipped_in_ci(report)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Iterator[None]:
    report = yield
    return _failed_if_skipped_in_ci(report)


def _failed_if_skipped_in_ci(report):
    """CI has everything: what it skips would never be tried anywhere."""
    if CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, which is a failure in CI: {report.longrepr[2]}"
    return report

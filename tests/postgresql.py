"""A PostgreSQL server for one test run: a temporary folder, a socket in it, no network, gone afterwards."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from urllib.parse import quote

import psycopg

# The data may be lost with the machine: nothing needs to be on the disk before a commit returns.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off", "jit=off")
MEMORY = Path("/dev/shm")
ROOM = 512 * 1024 * 1024
PATIENCE_SECONDS = 60


@dataclass(frozen=True)
class Server:
    """A server that listens on a socket in ``folder``, for its only user ``orakarg``."""

    folder: Path
    _names = count(1)

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://orakarg@/{database}?host={quote(str(self.folder))}"

    def create(self, database: str, template: str = "template0") -> str:
        """Make a database as a copy of ``template``; its address."""
        self._run(f'CREATE DATABASE "{database}" TEMPLATE "{template}" STRATEGY file_copy')
        return self.url(database)

    @contextmanager
    def database(self, template: str) -> Iterator[str]:
        """The address of a new copy of ``template``, which is dropped afterwards."""
        name = f"test{next(self._names)}"
        yield self.create(name, template)
        self._run(f'DROP DATABASE "{name}" WITH (FORCE)')

    def _run(self, statement: str) -> None:
        with self.connect() as connection:
            connection.execute(statement)

    def connect(self) -> "psycopg.Connection[tuple[object, ...]]":
        return psycopg.connect(host=str(self.folder), user="orakarg", dbname="postgres", autocommit=True)


@contextmanager
def running_server() -> Iterator[Server | None]:
    """A server while the block lasts; None where no PostgreSQL is installed."""
    programs = _programs()
    if programs is None:
        yield None
        return
    # A database is hundreds of small files: five times faster to copy in memory, where there is some.
    roomy = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM
    folder = Path(tempfile.mkdtemp(prefix="orakarg-pg-", dir=MEMORY if roomy else None))
    # The server refuses to run as root: there its package has made a user for it.
    account = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
    if account:
        shutil.chown(folder, "postgres", "postgres")
    process = None
    try:
        process = _start(programs, folder, account)
        yield Server(folder)
    finally:
        if process is not None:
            process.send_signal(signal.SIGINT)  # the fast way to stop: open connections are cut
            process.wait(PATIENCE_SECONDS)
        shutil.rmtree(folder)


def _programs() -> Path | None:
    """The folder of the newest server's programs."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]), reverse=True
    )
    path = str(found[0]) if found else shutil.which("postgres")
    return Path(path).parent if path else None


def _start(programs: Path, folder: Path, account: dict[str, object]) -> "subprocess.Popen[bytes]":
    data = folder / "data"
    options = ["--auth=trust", "--username=orakarg", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
    subprocess.run(
        [programs / "initdb", *options, "--pgdata", data], check=True, capture_output=True, cwd="/", **account
    )
    settings = ("listen_addresses=", f"unix_socket_directories={folder}", "max_connections=50", *FAST)
    command = [programs / "postgres", "-D", data, *(word for setting in settings for word in ("-c", setting))]
    if shutil.which("setpriv"):  # a killed test run takes its server along
        command = ["setpriv", "--pdeathsig", "INT", *command]
    log = folder / "log"
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, cwd="/", **account)
    _wait(Server(folder), process, log)
    return process


def _wait(server: Server, process: "subprocess.Popen[bytes]", log: Path) -> None:
    limit = time.monotonic() + PATIENCE_SECONDS
    while process.poll() is None and time.monotonic() < limit:
        try:
            server.connect().close()
            return
        except psycopg.OperationalError:
            time.sleep(0.05)
    process.kill()
    process.wait()
    raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text()}")

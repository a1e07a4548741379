"""The process that reads files, seen from outside: asked over pipes, never waited for without end."""

import os
import selectors
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import crawler
from crawler import decoding, wire

MOST_ANSWERED = 64 << 20
"""Bytes of the longest answer that is taken."""
PATIENCE = 60.0
"""Seconds in which the process must be ready for its first file."""
NO_SENSE = "the reader of files gave no answer that makes sense"
FRUGAL = {"MALLOC_ARENA_MAX": "1", "MALLOC_MMAP_THRESHOLD_": "1000000", "MALLOC_TRIM_THRESHOLD_": "1000000"}
"""Environment of a process that gives large pieces of memory back as soon as they are free (with glibc)."""
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Limits:
    """What reading one file may take: ``memory`` is in bytes, beyond what the empty process has.

    ``seconds`` pass on the wall (``ocr_seconds`` while Tesseract reads), ``cpu`` in the process itself. One
    process serves so many ``files``, or ``pages`` of text.
    """

    seconds: float = 90
    ocr_seconds: float = 900
    cpu: int = 60
    memory: int = 160 << 20
    files: int = 50
    pages: int = 1000


LIMITS = Limits()


class Breach(Exception):
    """The reader of files died of a file, or had to be killed; the words say why."""


class Child:
    """One process that reads files. It has a session and a folder of its own, and none of our environment."""

    def __init__(self, reader: Sequence[str], limits: Limits) -> None:
        self._limits = limits
        self._wear = 0
        self._received = bytearray()
        self._folder = tempfile.TemporaryDirectory(prefix="orakarg-files-", ignore_cleanup_errors=True)
        folder = self._folder.name
        self._errors = Path(folder) / "errors"
        root = str(Path(crawler.__file__).parents[1])
        paths = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
        with self._errors.open("wb") as errors:
            self._process = subprocess.Popen(  # noqa: S603 - ourselves
                [*reader, str(limits.cpu), str(limits.memory)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                env={
                    "PATH": os.environ.get("PATH", os.defpath),
                    "PYTHONPATH": paths,
                    "LANG": "C.UTF-8",
                    "HOME": folder,
                    "TMPDIR": folder,
                    **FRUGAL,
                },
                cwd=folder,
                start_new_session=True,
            )
        self._in, self._out = _pipe(self._process.stdin), _pipe(self._process.stdout)

    @property
    def process_id(self) -> int:
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    @property
    def is_worn(self) -> bool:
        """Whether it has served as many files as one process may, or says so itself."""
        return self._wear >= self._limits.pages

    def greet(self) -> None:
        """Wait until it is ready. Raises Breach."""
        self._exchange(b"", b"", PATIENCE)

    def ask(self, order: Mapping[str, Any], content: bytes, seconds: float) -> dict[str, Any]:
        """Raises Breach: it died, took too long, or answered what cannot be an answer."""
        is_page = order["do"] == "read" and not decoding.file_kind(content)
        self._wear += 1 if is_page else max(self._limits.pages // self._limits.files, 1)
        head = wire.frame(order) + wire.HEAD.pack(len(content))
        try:
            answer = wire.value(self._exchange(head, content, seconds))
        except (ValueError, RecursionError) as error:
            raise Breach(NO_SENSE) from error
        if not isinstance(answer, dict):
            raise Breach(NO_SENSE)
        if answer.pop("worn", False):
            self._wear = self._limits.pages
        return answer

    def _exchange(self, head: bytes, content: bytes, seconds: float) -> bytes:
        """Send, and take one frame, at the same time: neither side can make the other wait for ever."""
        until = time.monotonic() + seconds
        unsent = [memoryview(part) for part in (head, content) if part]
        with selectors.DefaultSelector() as waiting:
            waiting.register(self._out, selectors.EVENT_READ)
            if unsent:
                waiting.register(self._in, selectors.EVENT_WRITE)
            while (body := self._taken()) is None:
                left = until - time.monotonic()
                ready = waiting.select(left) if left > 0 else []
                if not ready:
                    raise Breach(f"reading the file took longer than {seconds:g} seconds")
                for key, _ in ready:
                    if key.fd == self._out:
                        self._receive()
                    elif not self._send(unsent):
                        waiting.unregister(self._in)
        if unsent:
            raise Breach("the reader of files answered before it was asked")
        return body

    def _send(self, unsent: list[memoryview]) -> bool:
        """Send what the pipe takes; False once there is nothing more to send, or nobody to take it."""
        try:
            sent = os.write(self._in, unsent[0][:_CHUNK])
        except BlockingIOError:
            return True
        except BrokenPipeError:  # it has died, and the end of its answers says so
            return False
        unsent[0] = unsent[0][sent:]
        if not unsent[0]:
            del unsent[0]
        return bool(unsent)

    def _receive(self) -> None:
        with suppress(BlockingIOError):
            data = os.read(self._out, _CHUNK)
            if not data:
                raise Breach(self._death())
            self._received += data

    def _taken(self) -> bytes | None:
        """The first whole frame of what was received; None while there is none."""
        if len(self._received) < wire.HEAD.size:
            return None
        (size,) = wire.HEAD.unpack(self._received[: wire.HEAD.size])
        if size > MOST_ANSWERED:
            raise Breach("the reader of files has too much to say about the file")
        end = wire.HEAD.size + size
        if len(self._received) < end:
            return None
        body = bytes(self._received[wire.HEAD.size : end])
        if len(self._received) > end:
            raise Breach("the reader of files says more than it was asked")
        self._received.clear()
        return body

    def _death(self) -> str:
        """In words, what the process died of."""
        try:
            code = self._process.wait(1)
        except subprocess.TimeoutExpired:
            return "the reader of files says nothing any more"
        if code == -signal.SIGXCPU:
            return f"reading the file took more than {self._limits.cpu} seconds of processor time"
        if code < 0:
            return f"the reader of files died of it ({signal.Signals(-code).name})"
        return f"the reader of files failed ({code}): {self._last_words()}"

    def _last_words(self) -> str:
        with self._errors.open("rb") as errors:
            lines = errors.read(1 << 20).decode("utf-8", "replace").split("\n")
        return next((line.strip() for line in reversed(lines) if line.strip()), "no word")[:300]

    def close(self) -> None:
        """Kill it with all that it started, and remove what it wrote."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        for file in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                if file:
                    file.close()
        self._folder.cleanup()


def _pipe(file: IO[bytes] | None) -> int:
    """The number of a pipe that never makes us wait."""
    if file is None:
        raise RuntimeError("a pipe was asked for")
    os.set_blocking(file.fileno(), False)
    return file.fileno()

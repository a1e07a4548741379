"""Files and pages are read in a process of their own, which may die of them; the crawl goes on.

The process (``crawler.extractor``) has limits on time and memory; it serves a number of files, then makes way
for a fresh one. At any breach it is killed with all that it started, and the file counts as unreadable.
"""

import logging
import os
import selectors
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import crawler
from crawler import wire
from crawler.attachments import Extracted
from legislation.errors import UnexpectedPage
from legislation.scraped import Page, ScrapedPart

MOST_ANSWERED = 64 << 20
"""Bytes of the longest answer that is taken."""
_CHUNK = 1 << 20

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Limits:
    """What reading one file may take: ``memory`` is in bytes, beyond what the empty process has.

    ``seconds`` pass on the wall (``ocr_seconds`` while Tesseract reads), ``cpu`` in the process itself. One
    process serves so many ``files``.
    """

    seconds: float = 90
    ocr_seconds: float = 900
    cpu: int = 60
    memory: int = 192 << 20
    files: int = 50


class Breach(Exception):
    """The reader of files died of a file, or had to be killed; the words say why."""


class Extractor:
    """Reads files and pages by a process that it starts when there is something to read.

    Use it in a ``with`` block, from one thread at a time; at its end nothing of the process is left.
    """

    def __init__(self, limits: Limits = Limits()) -> None:
        self._limits = limits
        self._child: _Child | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        if self._child:
            self._child.close()
            self._child = None

    def text_of(self, content: bytes, media_type: str | None = None) -> Extracted:
        """The text of a file as ``attachments.text_of`` reads it, with OCR if Tesseract is installed."""
        order = {"do": "text", "media_type": media_type, "ocr": False}
        found = self._text_of(order, content, self._limits.seconds)
        if found.is_scan and shutil.which("tesseract"):
            seen = self._text_of({**order, "ocr": True}, content, self._limits.ocr_seconds)
            found = found if seen.text is None and found.text else seen
        return found

    def parts(self, source: str, page: Page) -> list[ScrapedPart]:
        """What a page tells, as the ``pages`` of its source read it. Raises UnexpectedPage."""
        facts = {name: value for name, value in wire.plain(page).items() if name != "content"}
        order = {"do": "read", "source": source, "page": facts}
        try:
            answer = self._ask(order, page.content, self._limits.seconds)
            if "parts" in answer:
                return _parts(answer, page)
        except (Breach, ValueError) as error:
            raise UnexpectedPage(str(error)) from error
        if "broke" in answer:
            _log.error("the reader broke on %s: %s", page.url, answer.get("trace"))
            raise UnexpectedPage(f"the reader broke: {answer['broke']}")
        raise UnexpectedPage(str(answer.get("unexpected")))

    def _text_of(self, order: Mapping[str, Any], content: bytes, seconds: float) -> Extracted:
        try:
            answer = self._ask(order, content, seconds)
            if "unexpected" in answer or "broke" in answer:
                return Extracted(None, str(answer.get("unexpected") or answer["broke"]))
            found: Extracted = wire.typed(Extracted, answer)
        except (Breach, ValueError) as error:
            return Extracted(None, str(error))
        return found

    def _ask(self, order: Mapping[str, Any], content: bytes, seconds: float) -> dict[str, Any]:
        """The answer to an order. Raises Breach; then the process is gone, and a new one takes the next."""
        try:
            if self._child and not self._child.is_alive:
                self.close()
            if not self._child:
                self._child = _Child(self._limits)
                self._child.greet()
            answer = self._child.ask(order, content, seconds)
        except OSError as error:
            self.close()
            raise Breach(f"the reader of files cannot be had: {error}") from error
        except BaseException:
            self.close()
            raise
        if self._child.asked >= self._limits.files:
            self.close()
        return answer


def _parts(answer: Mapping[str, Any], page: Page) -> list[ScrapedPart]:
    parts: list[ScrapedPart] = [wire.typed(ScrapedPart, told) for told in answer["parts"]]
    return [
        replace(part, page=page) if paged else part
        for part, paged in zip(parts, answer["paged"], strict=True)
    ]


class _Child:
    """One process that reads files. It has a session and a folder of its own, and none of our environment."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.asked = 0
        self._received = bytearray()
        self._folder = tempfile.TemporaryDirectory(prefix="orakarg-files-", ignore_cleanup_errors=True)
        folder = self._folder.name
        self._errors = Path(folder) / "errors"
        root = str(Path(crawler.__file__).parents[1])
        paths = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
        with self._errors.open("wb") as errors:
            self._process = subprocess.Popen(  # noqa: S603 - ourselves
                [sys.executable, "-m", "crawler.extractor", str(limits.cpu), str(limits.memory)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                env={
                    "PATH": os.environ.get("PATH", os.defpath),
                    "PYTHONPATH": paths,
                    "LANG": "C.UTF-8",
                    "HOME": folder,
                    "TMPDIR": folder,
                },
                cwd=folder,
                start_new_session=True,
            )
        self._in, self._out = _pipe(self._process.stdin), _pipe(self._process.stdout)

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def greet(self) -> None:
        """Wait until it is ready. Raises Breach."""
        self._exchange(b"", b"", self._limits.seconds)

    def ask(self, order: Mapping[str, Any], content: bytes, seconds: float) -> dict[str, Any]:
        """Raises Breach: it died, took too long, or answered what cannot be an answer."""
        self.asked += 1
        head = wire.frame(order) + wire.HEAD.pack(len(content))
        try:
            answer = wire.value(self._exchange(head, content, seconds))
        except (ValueError, RecursionError) as error:
            raise Breach("the reader of files gave no answer that makes sense") from error
        if not isinstance(answer, dict):
            raise Breach("the reader of files gave no answer that makes sense")
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
                ready = waiting.select(max(until - time.monotonic(), 0))
                if not ready:
                    raise Breach(f"reading the file took longer than {seconds:g} seconds")
                for key, _ in ready:
                    if key.fd == self._out:
                        self._receive()
                    elif not self._send(unsent):
                        waiting.unregister(self._in)
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
            return "the reader of files closed its mouth"
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

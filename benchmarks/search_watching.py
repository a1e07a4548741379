"""How much memory of its own a process needs at most."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

STEP = 0.02
"""Seconds between two looks."""


@dataclass
class Peak:
    """Bytes of anonymous memory (files that are mapped do not count): at first, and at most since."""

    before: int = 0
    most: int = 0

    @property
    def grown(self) -> int:
        return self.most - self.before


def anonymous(process: int) -> int:
    """Bytes of anonymous memory of a process, 0 if it has ended."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("RssAnon:")), 0)


@contextmanager
def watching(process: int | None = None) -> Iterator[Peak]:
    """The peak of a process, our own if none is named, while the block lasts."""
    number = process or os.getpid()
    peak = Peak(anonymous(number))
    done = threading.Event()

    def watch() -> None:
        while not done.wait(STEP):
            peak.most = max(peak.most, anonymous(number))

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield peak
    finally:
        done.set()
        thread.join()
        peak.most = max(peak.most, anonymous(number))

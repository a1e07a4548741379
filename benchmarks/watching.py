"""How much memory a process and all that it started hold together."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple


class Peak:
    """The most that was seen, in bytes."""

    bytes = 0


class Held(NamedTuple):
    """Resident memory of one process, in bytes: what is its alone, and what others have in common with it."""

    private: int
    shared: int


@contextmanager
def memory(process: int, every: float = 0.005) -> Iterator[Peak]:
    """Look ``every`` so many seconds while the block lasts, and remember the most.

    What several processes have in common (the code of Python and of libraries) counts once.
    """
    peak, done = Peak(), threading.Event()

    def look() -> None:
        while not done.wait(every):
            family = [_held(one) for one in _family(process)]
            now = sum(held.private for held in family) + max(held.shared for held in family)
            peak.bytes = max(peak.bytes, now)

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield peak
    finally:
        done.set()
        thread.join()


def _family(process: int) -> list[int]:
    """A process, its children, and theirs."""
    family = [process]
    for one in family:
        with suppress(OSError):
            for task in Path(f"/proc/{one}/task").iterdir():
                family += map(int, (task / "children").read_text().split())
    return family


def _held(process: int) -> Held:
    private = shared = 0
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            name, _, told = line.partition(":")
            if name in ("Private_Clean", "Private_Dirty"):
                private += int(told.split()[0]) * 1024
            elif name in ("Shared_Clean", "Shared_Dirty"):
                shared += int(told.split()[0]) * 1024
    return Held(private, shared)

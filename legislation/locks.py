"""One writer a stage: two commands that would write the same thing take turns.

The lock is a file in the data folder that the system gives back when its holder dies.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from legislation.errors import Busy

PATIENCE = 10.0
"""Seconds that a command waits for another one."""


@contextmanager
def hold(folder: Path, *stages: str, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the locks of stages (``crawl-edraft``, ``tag``, ``index`` …); Busy if one stays taken."""
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        for stage in sorted(stages):
            try:
                stack.enter_context(FileLock(folder / f"{stage}.lock").acquire(timeout=patience))
            except Timeout as error:
                raise Busy(f"another program is busy with “{stage}”; try again in a moment") from error
        yield

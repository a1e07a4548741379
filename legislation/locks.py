"""One writer a stage: two commands that would write the same thing take turns.

The lock is a file in the data folder that the system gives back when its holder dies.
"""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from legislation.errors import Busy

PATIENCE = 10.0
"""Seconds that a command waits for another one."""


@contextmanager
def hold(folder: Path, *stages: str, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the locks of stages (``crawl-edraft``, ``tag``, ``index`` …); Busy if one stays taken.

    ``patience`` is for all of them together, in seconds.
    """
    folder.mkdir(parents=True, exist_ok=True)
    limit = time.monotonic() + patience
    with ExitStack() as stack:
        for stage in sorted(stages):
            left = max(0.0, limit - time.monotonic())
            try:
                stack.enter_context(FileLock(folder / f"{stage}.lock").acquire(timeout=left))
            except Timeout as error:
                raise Busy(f"another program is busy with “{stage}”; try again in a moment") from error
        yield

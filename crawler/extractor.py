"""The reader of files: a process that opens what strangers made, with limits that it cannot lift.

``python -m crawler.extractor CPU MEMORY`` takes frames on standard input, an order (JSON) and the bytes, and
answers each pair with one frame. Orders are ``{"do": "text", "media_type", "ocr"}`` and ``{"do": "read",
"source", "page"}``. An answer that is ``worn`` says that the process has grown too large for another file. It
ends with its input, and by the hand of the system when its time is up.
"""

import gc
import os
import resource
import sys
import time
import traceback
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from crawler import attachments, wire
from crawler.reading import SOURCES
from legislation.errors import UnexpectedPage
from legislation.scraped import Page

_PROGRAMS_MEMORY = 4 << 30
"""Bytes that a program of the system may have that we start: LibreOffice reserves more than it uses."""
_WRITTEN = 200 << 20
Answer = dict[str, Any]


def main() -> None:
    cpu, memory = map(int, sys.argv[1:])
    answers = _private_output()
    begun_with = _reserved()
    _lower(resource.RLIMIT_AS, begun_with + memory, _PROGRAMS_MEMORY)
    _lower(resource.RLIMIT_FSIZE, _WRITTEN, _WRITTEN)
    _lower(resource.RLIMIT_CORE, 0, 0)
    gc.freeze()
    gc.disable()  # once after each file is enough, and a large tree is built in half the time
    answers.write(wire.frame({"ready": True}))
    while True:
        answers.flush()
        try:
            order = wire.value(wire.read(sys.stdin.buffer))
            content = wire.read(sys.stdin.buffer)
        except EOFError:
            return
        _lower(resource.RLIMIT_CPU, int(time.process_time()) + cpu + 1, resource.RLIM_INFINITY)
        answer = _answered(order, content)
        del content
        gc.collect()
        worn = _reserved() - begun_with > memory / 2
        answers.write(wire.frame({**answer, "worn": worn}))


def _private_output() -> BinaryIO:
    """Standard output for ourselves; what libraries print goes nowhere."""
    ours = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    return ours


def _reserved() -> int:
    """Bytes of address space that this process has; 0 where the system does not tell."""
    told = Path("/proc/self/statm")
    return int(told.read_text().split()[0]) * resource.getpagesize() if told.exists() else 0


def _lower(what: int, soft: int, hard: int) -> None:
    """Set a limit, or leave it where it is lower already."""
    most = resource.getrlimit(what)[1]
    if most != resource.RLIM_INFINITY:
        soft, hard = min(soft, most), most if hard == resource.RLIM_INFINITY else min(hard, most)
    resource.setrlimit(what, (soft, hard))


def _answered(order: Answer, content: bytes) -> Answer:
    try:
        return _carried_out(order, content)
    except UnexpectedPage as error:
        return {"unexpected": str(error)}
    except MemoryError:
        return {"unexpected": attachments.TOO_MUCH_MEMORY}
    except Exception as error:
        return {"broke": f"{type(error).__name__}: {error}", "trace": traceback.format_exc()[-5000:]}


def _carried_out(order: Answer, content: bytes) -> Answer:
    if order["do"] == "text":
        text: Answer = wire.plain(attachments.text_of(content, order["media_type"], ocr=order["ocr"]))
        return text
    page: Page = wire.typed(Page, {**order["page"], "content": b""})
    parts = SOURCES[order["source"]].read(replace(page, content=content))
    return {
        "parts": [wire.plain(replace(part, page=None)) for part in parts],
        "paged": [part.page is not None for part in parts],
    }


if __name__ == "__main__":
    main()

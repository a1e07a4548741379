"""Files and pages are read in a process of their own, which may die of them; the crawl goes on.

The process (``crawler.extractor``) has limits on time and memory; it serves a number of files, then makes way
for a fresh one. At any breach it is killed with all that it started, and the file counts as unreadable.
"""

import logging
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import TracebackType
from typing import Any, Self, TypeVar

from crawler import wire
from crawler.attachments import Extracted
from crawler.child import LIMITS, NO_SENSE, Breach, Child, Limits
from legislation.errors import UnexpectedPage
from legislation.scraped import Page, ScrapedPart

READER = (sys.executable, "-m", "crawler.extractor")

_T = TypeVar("_T")
_log = logging.getLogger(__name__)


class Extractor:
    """Reads files and pages by a process that it starts when there is something to read.

    Use it in a ``with`` block, from one thread at a time; at its end nothing of the process is left.
    ``reader`` is the command that starts one.
    """

    def __init__(self, limits: Limits = LIMITS, reader: Sequence[str] = READER) -> None:
        self._limits, self._reader = limits, reader
        self._child: Child | None = None

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

    @property
    def process_id(self) -> int | None:
        """The process that takes the next file; None if one is still to be started."""
        return self._child.process_id if self._child else None

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
                return self._understood(_parts, answer, page)
        except Breach as error:
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
            found: Extracted = self._understood(wire.typed, Extracted, answer)
        except Breach as error:
            return Extracted(None, str(error))
        return found

    def _understood(self, understand: Callable[..., _T], *told: Any) -> _T:
        """What an answer means. Raises Breach for one without sense: its process gets no other file."""
        try:
            return understand(*told)
        except (ValueError, TypeError, KeyError) as error:
            self.close()
            raise Breach(NO_SENSE) from error

    def _ask(self, order: Mapping[str, Any], content: bytes, seconds: float) -> dict[str, Any]:
        """The answer to an order. Raises Breach; then the process is gone, and a new one takes the next."""
        try:
            if self._child and not self._child.is_alive:
                self.close()
            if not self._child:
                self._child = Child(self._reader, self._limits)
                self._child.greet()
            answer = self._child.ask(order, content, seconds)
        except OSError as error:
            self.close()
            raise Breach(f"the reader of files cannot be had: {error}") from error
        except BaseException:
            self.close()
            raise
        if self._child.is_worn:
            self.close()
        return answer


def _parts(answer: Mapping[str, Any], page: Page) -> list[ScrapedPart]:
    parts: list[ScrapedPart] = [wire.typed(ScrapedPart, told) for told in answer["parts"]]
    return [
        replace(part, page=page) if paged else part
        for part, paged in zip(parts, answer["paged"], strict=True)
    ]

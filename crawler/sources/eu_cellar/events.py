"""What has happened in a procedure, by the events of a tree notice."""

from collections.abc import Sequence
from typing import NamedTuple

from lxml import etree


class Event(NamedTuple):
    """One event: its day as written (``2014-01-09``), its name in words, and the institution that acted."""

    day: str
    name: str
    institution: str | None

    @property
    def label(self) -> tuple[str, str]:
        return "event", f"{self.day} {self.name}"


def read(root: etree._Element) -> list[Event]:
    """The events of a notice that tell a day and a name, by their days."""
    told = [
        Event(
            (event.findtext("EVENT_LEGAL_DATE/VALUE") or "").strip()[:10],
            " ".join((event.findtext(f"{_TYPE}/PREFLABEL") or "").split()),
            (event.findtext("EVENT_LEGAL_INITIATED_BY_INSTITUTION/PREFLABEL") or "").strip() or None,
        )
        for event in root.findall("EVENT")
    ]
    return sorted((event for event in told if event.day and event.name), key=lambda event: event.day)


_TYPE = "EVENT_LEGAL_HAS_TYPE_CONCEPT_TYPE_EVENT_LEGAL"


def begun_by(events: Sequence[Event]) -> str | None:
    """The institution that acted first."""
    return next((event.institution for event in events if event.institution), None)

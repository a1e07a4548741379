"""The sources that are read, from ``sources.toml``: typed facts, no behaviour."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

LANGUAGES = ("hy", "en", "ru")


@dataclass(frozen=True)
class Source:
    """One source. ``delay`` is in seconds, ``schedule`` a cron line in the time of Yerevan.

    ``quiet`` is the number of days without anything new after which somebody should look at it.
    """

    name: str
    titles: Mapping[str, str]
    publisher: str
    address: str
    licence: str
    language: str
    schedule: str
    delay: float
    hosts: tuple[str, ...]
    quiet: int
    on: bool
    first_id: int = 1


def load(path: Path = Path(__file__).parent / "sources.toml") -> dict[str, Source]:
    """The sources by name, in the file's order. Raises ``ValueError`` naming the entry that is wrong."""
    tables = tomllib.loads(path.read_text("utf-8"))
    return {name: _source(name, table) for name, table in tables.items()}


def _source(name: str, table: dict[str, Any]) -> Source:
    try:
        source = Source(name=name, **{**table, "hosts": tuple(table["hosts"])})
        _check(source)
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"sources.toml, [{name}]: {error}") from error
    return Source(**{**vars(source), "titles": MappingProxyType(dict(source.titles))})


def _check(source: Source) -> None:
    missing = [language for language in LANGUAGES if not source.titles.get(language)]
    if missing:
        raise ValueError(f"no title in {', '.join(missing)}")
    if source.delay < 1:
        raise ValueError("delay must be at least one second")
    if not source.hosts:
        raise ValueError("hosts must name at least one host")
    if not re.fullmatch(r"\S+( \S+){4}", source.schedule):
        raise ValueError("schedule must be a cron line of five fields")

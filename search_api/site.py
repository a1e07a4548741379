"""What all views share: the open database, the engine, the clock and a few settings."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import cast
from zoneinfo import ZoneInfo

from flask import current_app

from config.lexicon import Law
from config.sources import Source
from legislation.storage.database import Database
from search_api.engine import Engine
from search_api.related import Thesaurus
from search_api.spelling import Speller

Clock = Callable[[], datetime]
"""Tells the time as an aware moment in UTC."""

STAYS_SIGNED_IN = timedelta(days=14)
MOST_BYTES = 1_000_000
"""The largest form or request that is taken."""


@dataclass(frozen=True)
class Site:
    """The parts that one application is made of.

    ``key`` signs links and sessions; ``secure`` means that people come by https; ``topics`` gives
    titles by key and language, ``laws`` the acts that we know by key; ``archive`` is the folder of what
    was fetched, ``imports`` that of files which people gave; ``address`` is where people find the pages;
    ``quality`` and ``models`` are where figures and models are.
    """

    database: Database
    engine: Engine
    clock: Clock
    key: str
    zone: ZoneInfo
    association: str
    address: str
    secure: bool
    sources: Mapping[str, Source]
    topics: Mapping[str, Mapping[str, str]]
    laws: Mapping[str, Law]
    thesaurus: Thesaurus
    speller: Speller
    archive: Path
    imports: Path
    quality: Sequence[Path]
    models: Sequence[Path]


def site() -> Site:
    """The parts of the application that answers this request."""
    return cast(Site, current_app.extensions["orakarg"])


def now() -> datetime:
    return site().clock()

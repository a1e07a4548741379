"""The communities that are members, from ``communities.toml``."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LANGUAGES = ("hy", "en", "ru")
CHAMBERS = ("urban", "rural")
LISTED = Path(__file__).with_name("communities.toml")
_KEY = re.compile(r"[a-z]+(?:-[a-z]+)*")


@dataclass(frozen=True)
class Community:
    """One community: its key, which never changes, its names, its chamber and its marz, if it has one."""

    key: str
    names: Mapping[str, str]
    chamber: str
    marz: str | None


def load(path: Path = LISTED) -> tuple[Community, ...]:
    """The list in its own order; raises ``ValueError`` naming the entry that is wrong."""
    entries = tomllib.loads(path.read_text(encoding="utf-8"))
    listed = tuple(_community(key, entry) for key, entry in entries.items())
    keys: dict[str, str] = {}
    for one in listed:
        for name in one.names.values():
            if keys.setdefault(name, one.key) != one.key:
                raise ValueError(f"the communities {keys[name]} and {one.key} are both called {name}")
    return listed


def _community(key: str, entry: Mapping[str, Any]) -> Community:
    if not _KEY.fullmatch(key):
        raise ValueError(f"community {key}: a key is made of small Latin letters and hyphens")
    missing = [language for language in LANGUAGES if not entry.get(language)]
    if missing:
        raise ValueError(f"community {key} has no name in {', '.join(missing)}")
    if entry.get("chamber") not in CHAMBERS:
        raise ValueError(f"community {key}: chamber must be {' or '.join(CHAMBERS)}")
    unknown = set(entry) - {*LANGUAGES, "chamber", "marz"}
    if unknown:
        raise ValueError(f"community {key}: there is nothing called {', '.join(sorted(unknown))}")
    names = {language: entry[language] for language in LANGUAGES}
    return Community(key, names, entry["chamber"], entry.get("marz"))

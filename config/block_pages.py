"""How pages are known that stand in the way of others, from ``block_pages.toml``: patterns, no behaviour."""

import re
import tomllib
from functools import cache
from pathlib import Path

_KEYS = ("marks", "en", "ru", "hy")


@cache
def patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What a page may be, the surest first, each with what one searches for in its markup."""
    tables = tomllib.loads((Path(__file__).parent / "block_pages.toml").read_text("utf-8"))
    signs = {kind: [sign for key in _KEYS for sign in table[key]] for kind, table in tables.items()}
    return tuple((kind, re.compile("|".join(found), re.IGNORECASE)) for kind, found in signs.items())

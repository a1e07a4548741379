"""The addresses of the OECD's legal instruments that are asked, and the one spelling of each."""

import re
from urllib.parse import quote

from crawler import links

SOURCE = "oecd"
UNKNOWN = f"{SOURCE}:?"
SITE = "https://legalinstruments.oecd.org"
JSON_ACCEPT = "application/json"

KEY = re.compile(r"OECD[/-]LEGAL[/-](\d{4})(?!\d)")
"""An instrument as texts name it, and as addresses do."""


def instruments(language: str) -> str:
    """The address that lists all instruments, whole."""
    return f"{SITE}/api/instruments?lang={language}"


def recent(language: str) -> str:
    """The address that lists what happened lately."""
    return f"{SITE}/api/recent-developments?lang={language}"


def detail(number: str, language: str = "en") -> str:
    """The address of all that is told about an instrument, by its numeric id."""
    return f"{SITE}/api/instruments/{quote(number)}?lang={language}"


def page(key: str) -> str:
    """The public page of an instrument: the slashes of its key are hyphens there."""
    return f"{SITE}/en/instruments/{key.replace('/', '-')}"


def text(uri: str) -> str:
    """The address of a file that a detail names, which it may do without the site."""
    return links.join(SITE, uri) or ""


def canonical(url: str) -> str:
    """The one address of a page: https, no fragment, no last slash."""
    pieces = links.split(url)
    if pieces.hostname != "legalinstruments.oecd.org":
        return url
    return f"{SITE}{pieces.path.rstrip('/')}" + (f"?{pieces.query}" if pieces.query else "")

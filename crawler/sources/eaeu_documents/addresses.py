"""The addresses of docs.eaeunion.org that are asked, and the one spelling of each."""

import re
from urllib.parse import parse_qs

from crawler import links

SOURCE = "eaeu_documents"
UNKNOWN = f"{SOURCE}:?"
SITE = "https://docs.eaeunion.org"

_HOSTS = ("docs.eaeunion.org", "www.docs.eaeunion.org")
_DOCUMENT = re.compile(r"^(?:/(?:hy|be|kk|kg|en))?/documents/(\d+)/(\d+)/?$")
_LIST = re.compile(r"^/documents/?$")


def listing(number: int) -> str:
    """The address of a page of all acts, from 1, the newest first."""
    return f"{SITE}/documents/?PAGEN_1={number}"


def key_of(url: str) -> str | None:
    """The act that an address shows; a section is a body and a year, and an act's number is its own in it."""
    pieces = links.split(url)
    found = _DOCUMENT.match(pieces.path) if pieces.hostname in _HOSTS else None
    return f"{SOURCE}:{found[1]}/{found[2]}" if found else None


def url_of(key: str) -> str | None:
    """The address of an act; None for what is no key of one."""
    tail = key.removeprefix(f"{SOURCE}:")
    return f"{SITE}/documents/{tail}/" if re.fullmatch(r"\d+/\d+", tail) else None


def is_list(url: str) -> bool:
    """Whether an address is that of the list of acts."""
    pieces = links.split(url)
    return pieces.hostname in _HOSTS and bool(_LIST.match(pieces.path))


def canonical(url: str) -> str:
    """The one address of a page: Russian labels, no query but the number of a list's page."""
    pieces = links.split(url)
    if pieces.hostname not in _HOSTS:
        return url
    key = key_of(url)
    if key and (address := url_of(key)):
        return address
    if is_list(url):
        asked = parse_qs(pieces.query)
        plain = not {name for name in asked if name.startswith("filter_")}
        if plain:
            return listing(int(asked["PAGEN_1"][0]) if asked.get("PAGEN_1", [""])[0].isdecimal() else 1)
    return f"{SITE}{pieces.path}" + (f"?{pieces.query}" if pieces.query else "")

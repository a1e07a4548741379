"""The addresses of regulation.eaeunion.org that are asked, and the one spelling of each."""

import re
from urllib.parse import parse_qs

from crawler import links

SOURCE = "eaeu_consultations"
UNKNOWN = f"{SOURCE}:?"
SITE = "https://regulation.eaeunion.org"

_HOSTS = ("regulation.eaeunion.org", "www.regulation.eaeunion.org")
_NO_DRAFT = re.compile(r"^/(?:upload/|bitrix/|api/|$)|\.(?!php$|html?$)\w+$")
_LANGUAGE = re.compile(r"^/(?:hy|be|kk|kg|en)(?=/)")


def listing(number: int) -> str:
    """The address of a page of all drafts, from 1; that it is paged like the sister site is inferred."""
    return f"{SITE}/pd/?PAGEN_1={number}"


def key_of(url: str) -> str | None:
    """The draft that an address shows: by the number in its path, else by the path itself, or its query."""
    pieces = links.split(canonical(url))
    if pieces.hostname not in _HOSTS or _NO_DRAFT.search(pieces.path) or is_list(url):
        return None
    path = pieces.path.removeprefix("/pd/").strip("/")
    numbers = re.findall(r"(?<!\w)\d+(?!\w)", path)
    asked = parse_qs(pieces.query)
    named = next((values[0] for name, values in asked.items() if name.lower() == "id"), None)
    return f"{SOURCE}:{'/'.join(numbers) or named or path}"


def is_list(url: str) -> bool:
    """Whether an address is that of the list of drafts."""
    pieces = links.split(url)
    is_plain = not parse_qs(pieces.query).keys() - {"PAGEN_1"}
    return pieces.hostname in _HOSTS and _path(pieces.path) == "/pd/" and is_plain


def canonical(url: str) -> str:
    """The one address of a page: https, Russian labels, a last slash, of a list no query but its page."""
    pieces = links.split(url)
    if pieces.hostname not in _HOSTS:
        return url
    if is_list(url):
        number = parse_qs(pieces.query).get("PAGEN_1", ["1"])[0]
        return listing(int(number) if number.isdecimal() else 1)
    return f"{SITE}{_path(pieces.path)}" + (f"?{pieces.query}" if pieces.query else "")


def _path(path: str) -> str:
    plain = _LANGUAGE.sub("", path)
    return plain if "." in plain.rpartition("/")[2] else f"{plain.rstrip('/')}/"

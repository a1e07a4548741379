"""The addresses of “Have your say” that are asked, and the one spelling of each."""

import re
from urllib.parse import parse_qs, urlencode

from crawler import links

SOURCE = "eu_have_your_say"
UNKNOWN = f"{SOURCE}:?"
SITE = "https://ec.europa.eu/info/law/better-regulation"
API = f"{SITE}/brpapi"

HEADERS = {"Accept": "application/json"}

PAGE_SIZE = 100
"""The most rows that the site gives at once."""

INITIATIVE = re.compile(r"/brpapi/groupInitiatives/(\d+)")
_PUBLIC = re.compile(r"/have-your-say/initiatives/(\d+)")
_WHICH = ("feedbackStatus", "page", "text", "topic")
"""What decides which rows a list holds; others decide only how many there are to a page, and their words."""


def listing(number: int) -> str:
    """The address of a page, from 0, of the initiatives that are open for feedback."""
    return f"{API}/searchInitiatives?page={number}&size={PAGE_SIZE}&language=EN&feedbackStatus=OPEN"


def initiative(number: str) -> str:
    """The address of all that is known of an initiative."""
    return f"{API}/groupInitiatives/{number}"


def public(number: str) -> str:
    """The page of an initiative for people."""
    return f"{SITE}/have-your-say/initiatives/{number}"


def file(document: str) -> str:
    """The address of a file."""
    return f"{SITE}/api/download/{document}"


def is_page(url: str) -> bool:
    """Whether an address is that of a list or of an initiative."""
    return is_list(url) or bool(INITIATIVE.search(links.split(url).path))


def is_list(url: str) -> bool:
    return "/brpapi/searchInitiatives" in url or "/brpapi/closingSoon" in url


def canonical(url: str) -> str:
    """The one address of a page: no slug, no language, and of a list's query what decides its rows."""
    pieces = links.split(url)
    if pieces.hostname != "ec.europa.eu":
        return url
    if found := INITIATIVE.search(pieces.path):
        return initiative(found[1])
    if found := _PUBLIC.search(pieces.path):
        return public(found[1])
    query = {name: values[0] for name, values in parse_qs(pieces.query).items() if name in _WHICH}
    plain = f"https://ec.europa.eu{pieces.path.rstrip('/')}"
    return f"{plain}?{urlencode(sorted(query.items()))}" if query else plain

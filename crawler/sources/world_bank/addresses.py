"""The addresses of the World Bank's documents that are asked, and the one spelling of each."""

import re
from datetime import date
from urllib.parse import urlencode

from crawler import links

SOURCE = "world_bank"
UNKNOWN = f"{SOURCE}:?"
API = "https://search.worldbank.org/api/v3/wds"
COUNTRY = "Armenia"
LISTING_ACCEPT = "application/json"

ROWS = 100
"""Rows that are asked for; the service may give fewer."""

_FIELDS = (
    "id,display_title,docdt,docty,count,lang,projectid,repnb,pdfurl,txturl,abstracts,disclosure_date"
    ",url,owner"
)
_MOVING = re.compile(r"(?:^|&)strdate=[^&]*")


def listing(since: date, offset: int = 0) -> str:
    """The address that lists the documents on our country dated from a day on, newest first."""
    asked = {
        "format": "json",
        "count_exact": COUNTRY,
        "strdate": since.isoformat(),
        "rows": ROWS,
        "os": offset,
        "srt": "docdt",
        "order": "desc",
        "fl": _FIELDS,
    }
    return f"{API}?{urlencode(asked, safe=',')}"


def canonical(url: str) -> str:
    """The one address of a page: https, no fragment; lists are alike whatever day they begin with."""
    pieces = links.split(url)
    if pieces.scheme not in ("http", "https"):
        return url
    query = _MOVING.sub("", pieces.query).lstrip("&") if pieces.path.endswith("/wds") else pieces.query
    return pieces._replace(scheme="https", netloc=pieces.netloc.lower(), query=query, fragment="").geturl()


def secure(url: str | None) -> str | None:
    """An address as it is asked for: by https, whatever the record says; None for what is no address."""
    found = re.fullmatch(r"(?:https?:)?//(\S+)", (url or "").strip(), re.IGNORECASE)
    return f"https://{found[1]}" if found else None

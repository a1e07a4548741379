"""The addresses of arlis.am that are asked, and the one spelling of each."""

import json
import re
from collections.abc import Mapping
from urllib.parse import parse_qs, quote

from crawler import links

SOURCE = "arlis"
SITE = "https://www.arlis.am"

UNKNOWN = f"{SOURCE}:?"
RECENTS_HEADERS = {"X-Requested-With": "XMLHttpRequest", "Accept": "application/json"}
"""Without the first of them the site refuses a list."""

PDF_TYPE = "application/pdf"
HOSTS = ("arlis.am", "www.arlis.am", "new.arlis.am", "pdf.arlis.am")

ACT = re.compile(r"/acts/(\d+)(?P<rest>/[a-z_/]*)?")


def recents(number: int) -> str:
    """The address of a page of the newest acts, from 1; to be asked with ``RECENTS_HEADERS``."""
    return f"{SITE}/hy/acts/recents/page/{number}"


def search(asked: Mapping[str, str], number: int, order: str = "") -> str:
    """The address of a page of what a search finds, from 1; to be asked with ``RECENTS_HEADERS``.

    ``asked`` are filters of the site: ``year``, ``act_type``, ``number`` … ``order`` is a field and ASC or
    DESC. The site's own page posts the filters first; the answer depends on this address alone.
    """
    filters = quote(json.dumps(asked, ensure_ascii=False, separators=(",", ":")), safe="")
    return f"{SITE}/hy/search/page/{number}?{filters}&order_by={quote(order)}"


def act(number: int | str) -> str:
    """The address of exactly that version of an act."""
    return f"{SITE}/hy/acts/{number}"


def pdf(number: int | str) -> str:
    """The address of the act's PDF."""
    return f"{SITE}/hy/acts/{number}/download/act"


def canonical(url: str) -> str:
    """The one address of a page: one host, Armenian labels, no last slash; older addresses by their id."""
    pieces = links.split(url)
    if pieces.hostname not in HOSTS:
        return url
    path = pieces.path.rstrip("/")
    if pieces.hostname == "pdf.arlis.am" and path[1:].isdigit():
        return pdf(path[1:])
    if path.lower().endswith("/documentview.aspx"):
        numbers = [v for k, v in parse_qs(pieces.query).items() if k.lower() == "docid"]
        return act(numbers[0][0]) if numbers else url
    path = re.sub(r"^/(?:hy|en|ru)(?=/)", "/hy", path)
    return f"{SITE}{path}" + (f"?{pieces.query}" if pieces.query else "")

"""The addresses of the Federal Register's API that are asked, and the one spelling of each."""

import re
from datetime import date
from urllib.parse import parse_qsl, urlencode

from crawler import links

SOURCE = "federal_register"
UNKNOWN = f"{SOURCE}:?"
API = "https://www.federalregister.gov/api/v1"
HEADERS = {"Accept": "application/json"}

DOCUMENT = re.compile(r"/api/v1/documents/([A-Z0-9-]*\d)(?:\.json)?$")
_SEARCH = re.compile(r"/api/v1/documents(?:\.json)?$")

_FIELDS = (
    "title document_number publication_date type abstract agencies docket_ids regulation_id_numbers"
    " comment_url comments_close_on html_url pdf_url dates effective_on action correction_of"
).split()
_DAYS = ("conditions[publication_date]", "conditions[comment_date]")
_IDLE = frozenset(("fields[]", "order", "per_page"))
"""What decides only the look of a list."""


def published(since: date) -> str:
    """The address of the proposed rules published since a day, newest first."""
    return _search([("conditions[publication_date][gte]", since.isoformat())])


def open_for_comment(day: date) -> str:
    """The address of the proposed rules that take comments on a day and after it."""
    return _search([("conditions[comment_date][gte]", day.isoformat())])


def document(number: str) -> str:
    """The address of all that is known of a document."""
    return f"{API}/documents/{number}.json"


def is_page(url: str) -> bool:
    """Whether an address is that of a list or of a document."""
    return is_list(url) or bool(DOCUMENT.search(links.split(url).path))


def is_list(url: str) -> bool:
    return bool(_SEARCH.search(links.split(url).path))


def canonical(url: str) -> str:
    """The one address of a page: of a list what it is about, whatever days and fields it asks for."""
    pieces = links.split(url)
    if pieces.hostname != "www.federalregister.gov":
        return url
    if found := DOCUMENT.search(pieces.path):
        return document(found[1])
    asked = [(name, value) for name, value in parse_qsl(pieces.query) if name not in _IDLE]
    query = [(name, "" if name.startswith(_DAYS) else value) for name, value in asked]
    plain = f"https://www.federalregister.gov{pieces.path.rstrip('/')}"
    return f"{plain}?{urlencode(sorted(query))}" if query else plain


def _search(conditions: list[tuple[str, str]]) -> str:
    query = [*conditions, ("conditions[type][]", "PRORULE"), ("order", "newest"), ("per_page", "100")]
    return f"{API}/documents.json?{urlencode([*query, *(('fields[]', name) for name in _FIELDS)])}"

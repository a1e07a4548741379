"""The addresses of the European Parliament that are asked: its Open Data API, and OEIL, its observatory."""

import re
from datetime import date
from urllib.parse import parse_qs, quote, unquote, urlencode

from crawler import links
from crawler.sources.eu_cellar.documents import procedure

SOURCE = "eu_parliament"
UNKNOWN = f"{SOURCE}:?"
DATA = "https://data.europarl.europa.eu/"
API = f"{DATA}api/v2"
OEIL = "https://oeil.europarl.europa.eu/oeil/en"

PAGE_SIZE = 100

PROCESS = re.compile(r"\d{4}-\d{4}[A-Z]?")
"""The id of a procedure in the API; 2024/0258(COD) is 2024-0258."""

_ITEM = re.compile(r"/api/v2/(?P<kind>procedures|[a-z-]*documents|adopted-texts)/(?P<id>[^/]+)$")
_READABLE = re.compile(r"^https://oeil\.europarl\.europa\.eu/oeil/\w+/(procedure-file|document-summary)\?")
_LIST = re.compile(r"/api/v2/adopted-texts$")


def adopted_texts(since: date, until: date, offset: int = 0) -> str:
    """The address of a page of the texts adopted from a day to a day; without the second only one day's."""
    query = {
        "sitting-date": since.isoformat(),
        "sitting-date-end": until.isoformat(),
        "sort-by": "sitting-date:asc",
        "view": "adopted-texts-dsd",
        "offset": offset,
        "limit": PAGE_SIZE,
    }
    return f"{API}/adopted-texts?{urlencode(query)}"


def process(number: str) -> str:
    """The address of a procedure in the API."""
    return f"{API}/procedures/{number}"


def document(number: str) -> str:
    """The address of a report, a motion or an adopted text in the API."""
    return f"{API}/documents/{number}"


def procedure_file(reference: str) -> str:
    """The address of a procedure's file in OEIL, which people can read."""
    return f"{OEIL}/procedure-file?reference={quote(reference, safe='/()')}"


def summary(number: str) -> str:
    """The address of OEIL's summary of a document."""
    return f"{OEIL}/document-summary?id={number}"


def process_id(reference: str) -> str:
    """The id in the API of a procedure in its one spelling."""
    return reference.partition("(")[0].replace("/", "-")


def summary_id(url: str) -> str | None:
    """The number of the summary at an address, or of its PDF."""
    found = re.search(r"document-summary(?:/pdf)?\?(?:.*&)?id=(\d+)", url)
    return found[1] if found else None


def is_page(url: str) -> bool:
    """Whether an address is that of a list, a procedure or a document, or of a page of OEIL."""
    return bool(is_list(url) or _ITEM.search(links.split(url).path) or _READABLE.search(url))


def is_list(url: str) -> bool:
    return bool(_LIST.search(links.split(url).path))


def absolute(url: str) -> str:
    """The address to which a link of OEIL leads, in its one spelling."""
    return canonical(links.join(OEIL, url) or "")


def canonical(url: str) -> str:
    """The one address of a page: OEIL in English, documents of all sorts alike, lists whatever their days."""
    pieces = links.split(url)
    if pieces.hostname == "oeil.europarl.europa.eu":
        return _in_oeil(url)
    if pieces.hostname != "data.europarl.europa.eu":
        return url
    path = unquote(pieces.path).rstrip("/")
    if found := _ITEM.search(path):
        return process(found["id"]) if found["kind"] == "procedures" else document(found["id"])
    if is_list(url):
        return f"{API}/adopted-texts?offset={parse_qs(pieces.query).get('offset', ['0'])[0]}"
    return f"https://data.europarl.europa.eu{path}"


def _in_oeil(url: str) -> str:
    if "/procedure-file?" in url and (reference := procedure(unquote(url))):
        return procedure_file(reference)
    number = summary_id(url)
    return summary(number) if number and "/pdf" not in url else url

"""The addresses of the Sejm's API that are asked, and the one spelling of each."""

import re
from datetime import date
from urllib.parse import parse_qs

from crawler import links

SOURCE = "sejm"
UNKNOWN = f"{SOURCE}:?"
SITE = "https://api.sejm.gov.pl/sejm"
HEADERS = {"Accept": "application/json"}

TERM = 10
"""The term of the Sejm whose processes are listed."""

PAGE_SIZE = 100

PROCESS = re.compile(r"/sejm/term(\d+)/processes/([\w-]+)$")
_LIST = re.compile(r"/sejm/term(\d+)/processes$")


def listing(since: date, offset: int) -> str:
    """The address of a page of the processes that changed since a day."""
    query = f"limit={PAGE_SIZE}&offset={offset}&modifiedSince={since.isoformat()}T00:00:00"
    return f"{SITE}/term{TERM}/processes?{query}"


def process(term: str, number: str) -> str:
    """The address of one process."""
    return f"{SITE}/term{term}/processes/{number}"


def public(term: str, number: str) -> str:
    """The page of a process for people."""
    return f"https://www.sejm.gov.pl/Sejm{term}.nsf/PrzebiegProc.xsp?nr={number}"


def print_file(term: str, number: str) -> str:
    """The address of a print: the text of a bill, or of a report on it."""
    return f"{SITE}/term{term}/prints/{number}/{number}.pdf"


def is_page(url: str) -> bool:
    """Whether an address is that of a list or of a process."""
    return is_list(url) or bool(PROCESS.search(links.split(url).path))


def is_list(url: str) -> bool:
    return bool(_LIST.search(links.split(url).path))


def canonical(url: str) -> str:
    """The one address of a page; of a list's query only the place in it counts, whatever days it asks for."""
    pieces = links.split(url)
    if pieces.hostname != "api.sejm.gov.pl":
        return url
    plain = f"https://api.sejm.gov.pl{pieces.path.rstrip('/')}"
    offset = parse_qs(pieces.query).get("offset", ["0"])[0]
    return f"{plain}?offset={offset}" if is_list(plain) and offset != "0" else plain

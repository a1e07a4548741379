"""The addresses of parliament.am that are asked, old pages and new API, and the one spelling of each."""

from urllib.parse import parse_qsl, urlencode

from crawler import links

SOURCE = "parliament_am"
SITE = "https://www.parliament.am"
UNKNOWN = f"{SOURCE}:?"
HOSTS = ("parliament.am", "www.parliament.am")

DIVISIONS = (3, 5)
"""Departments of the staff whose opinions have been seen; what the numbers mean is not known."""

READINGS = (0, 1)
"""The texts that an id of a bill has: as introduced, and of the first reading. Later texts have other ids."""

IN_ARMENIAN = {"lang": "arm", "enc": "utf8"}
_SUFFIX = urlencode(IN_ARMENIAN)
_TELLING = {
    "/drafts.php": ("sel", "DraftID", "Reading"),
    "/draft_history.php": ("do", "Div", "ID", "id"),
    "/legislation.php": ("sel", "ID", "lang"),
    "/news.php": ("NewsID", "cat_id"),
}
"""What in a query decides what a page shows; the rest is its coding, its language and its looks."""

APPROVED = f"{SITE}/drafts.php?sel=approved&{_SUFFIX}"
"""Bills adopted in full. No list of bills under consideration is known."""

NEWS = f"{SITE}/news.php?cat_id=2&{_SUFFIX}"
API_HEADERS = {"Accept": "application/json"}


def draft(number: int | str, reading: int | None = None) -> str:
    """The address of a text of a bill."""
    which = f"&Reading={reading}" if reading is not None else ""
    return f"{SITE}/drafts.php?sel=showdraft&DraftID={number}{which}&{_SUFFIX}"


def opinion(number: int | str, division: int) -> str:
    """The address of what a department of the staff says about a bill."""
    return f"{SITE}/draft_history.php?do=showdiveval&Div={division}&ID={number}&{_SUFFIX}"


def api(resource: str, mode: str = "all", language: str = "en", number: str = "", **query: int) -> str:
    """An address of the new site: ``mode`` is all, all-short or full, ``number`` that of one record."""
    pieces = [resource, "website", mode, language, *filter(None, [number])]
    asked = f"?{urlencode(query)}" if query else ""
    return f"{SITE}/api/v1/{'/'.join(pieces)}{asked}"


def absolute(href: str) -> str:
    """The address that a link of the site leads to; empty for what is no address."""
    return links.join(SITE, href) or ""


def query_of(url: str) -> dict[str, str]:
    """The query of an address of the site by name; empty for addresses elsewhere."""
    pieces = links.split(url)
    return dict(parse_qsl(pieces.query)) if pieces.hostname in HOSTS else {}


def is_list(url: str) -> bool:
    """Whether an address is that of a list."""
    asked = query_of(url)
    is_news = links.split(url).path == "/news.php" and "NewsID" not in asked
    return asked.get("sel") == "approved" or is_news


def is_page(url: str) -> bool:
    """Whether an address is that of a bill, an opinion, a law, news, or of the API, and of no list."""
    path = links.split(url).path
    return bool(query_of(url) and path in _TELLING and not is_list(url)) or path.startswith("/api/v1/")


def canonical(url: str) -> str:
    """The one address of a page, with nothing but what decides what it shows."""
    if links.host(url) not in HOSTS:
        return url
    path, asked = links.split(url).path, query_of(url)
    names = _TELLING.get(path, sorted(asked))
    if path == "/news.php" and "NewsID" in asked:
        names = ("NewsID",)
    kept = [(name, asked[name]) for name in names if name in asked]
    return f"{SITE}{path}" + (f"?{urlencode(kept)}" if kept else "")

"""Addresses as pages write them: anything may stand in a link, and what is no address breaks nothing."""

from urllib.parse import SplitResult, urljoin, urlsplit

from bs4 import Tag

_NOTHING = urlsplit("")
_LONGEST = 80


def join(base: str, link: str) -> str | None:
    """The address to which a link leads; None for what is no address (``http://[x``)."""
    try:
        return urljoin(base, link.strip())
    except ValueError:
        return None


def split(url: str) -> SplitResult:
    """The pieces of an address; all empty for what is no address."""
    try:
        pieces = urlsplit(url)
        _ = pieces.hostname
    except ValueError:
        return _NOTHING
    return pieces


def host(url: str) -> str:
    """The host of an address; empty where there is none."""
    return split(url).hostname or ""


def problems(place: Tag) -> tuple[str, ...]:
    """A problem if links of a page are no addresses, naming the first."""
    said = (str(link["href"]) for link in place.find_all("a", href=True))
    bad = [link for link in said if join("https://any.example", link) is None]
    if not bad:
        return ()
    many = f" (and {len(bad) - 1} more)" if len(bad) > 1 else ""
    return (f"a link of the page is no address: “{bad[0][:_LONGEST]}”{many}",)

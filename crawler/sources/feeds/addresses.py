"""Addresses in feeds: what becomes a key, what may be followed."""

import hashlib
from urllib.parse import urljoin, urlsplit

SOURCE = "feeds"
UNKNOWN = f"{SOURCE}:?"
HTTP = ("http://", "https://")


def canonical(url: str) -> str:
    """The one spelling of an address: https, host in small letters, no fragment."""
    pieces = urlsplit(url)
    if pieces.scheme not in ("http", "https"):
        return url
    return pieces._replace(scheme="https", netloc=pieces.netloc.lower(), fragment="").geturl()


def key(feed: str, identity: str) -> str:
    """The key of an entry by its id, or its address; an http id is that of its https twin."""
    told = "".join(identity.split()) if identity.lower().startswith(HTTP) else "-".join(identity.split())
    if told.lower().startswith("http://"):
        told = f"https://{told[len('http://') :]}"
    return f"{SOURCE}:{feed}:{told}"


def digest(link: str) -> str:
    """The id of an entry that has none but its address."""
    return hashlib.sha256(canonical(link).encode()).hexdigest()


def absolute(base: str | None, url: str) -> str | None:
    """The address of the web that a link means; None for what is none (``mailto:``, ``javascript:``)."""
    try:
        joined = urljoin(base or "", "".join(url.split()))
        return joined if joined.lower().startswith(HTTP) and urlsplit(joined).hostname else None
    except ValueError:
        return None


def host(url: str | None) -> str:
    """The host of an address without ``www``; empty where there is none."""
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""

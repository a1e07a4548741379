"""How documents of the Council of Europe call themselves and each other, and where they are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote

from crawler import links

SOURCE = "coe"
UNKNOWN = f"{SOURCE}:?"
SITE = "https://rm.coe.int"

CONGRESS = "Congress of Local and Regional Authorities"
VENICE = "Venice Commission"
MINISTERS = "Committee of Ministers"
ASSEMBLY = "Parliamentary Assembly"

_SIGNS = (
    ("opinion", VENICE, r"CDL-AD\(\d{4}\)\d{3}"),
    ("text under review", VENICE, r"CDL-REF\(\d{4}\)\d{3}"),
    ("document", VENICE, r"CDL(?:-[A-Z]{2,4})?\(\d{4}\)\d{3}"),
    ("recommendation", MINISTERS, r"CM/Rec\(\d{4}\)\s?\d+"),
    ("resolution", MINISTERS, r"CM/Res[A-Z]*\(\d{4}\)\s?\d+"),
    ("report", CONGRESS, r"C(?:PL|PR|G)\d{0,2}\((?:\d{4}|\d{2})\)\d+"),
    ("treaty", None, r"(?:CETS|ETS)\s+(?:No\.?\s*)?\d{3}"),
    ("recommendation", None, r"Rec(?:ommendation|\.)?\s*\d+\s*\(\d{4}\)"),
    ("resolution", None, r"Res(?:olution|\.)?\s*\d+\s*\(\d{4}\)"),
)
"""What a reference is of, and whose, where it tells; the first that fits counts."""

_PATTERNS = tuple((kind, body, re.compile(rf"(?<![\w-]){sign}")) for kind, body, sign in _SIGNS)
_LONG = (("Rec.", "Recommendation"), ("Res.", "Resolution"), ("Rec", "Recommendation"), ("Res", "Resolution"))
_HEX = re.compile(r"/([0-9a-f]{8,32})/?$", re.IGNORECASE)
_LANGUAGE = re.compile(r"-([a-z])$")


@dataclass(frozen=True)
class Reference:
    """One name of a document; ``name`` has no blanks, and is the same however it was written."""

    name: str
    kind: str
    body: str | None


def references(text: str) -> Iterator[Reference]:
    """The references of a text in order, each once."""
    found: dict[int, Reference] = {}
    for kind, body, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            found.setdefault(match.start(), Reference(_normal(match[0]), kind, body))
    seen: set[str] = set()
    for place in sorted(found):
        if found[place].name not in seen:
            seen.add(found[place].name)
            yield found[place]


def of_address(url: str) -> Reference | None:
    """The document that an address of the Venice Commission names."""
    asked = parse_qs(links.split(url).query)
    named = next((v[0] for k, v in asked.items() if k.lower() == "pdffile"), "")
    return next(references(_LANGUAGE.sub("", unquote(named))), None)


def number_of(url: str) -> str | None:
    """The hexadecimal id by which rm.coe.int keeps a document."""
    pieces = links.split(url)
    found = _HEX.search(pieces.path) if pieces.hostname == "rm.coe.int" else None
    return found[1].lower() if found else None


def document(number: str) -> str:
    """The address of a document as HTML; without the question it is the PDF."""
    return f"{pdf(number)}?format=html"


def pdf(number: str) -> str:
    """The address of a document's authentic file."""
    return f"{SITE}/{number}"


def canonical(url: str) -> str:
    """The one address of a page: https, no fragment, no last slash."""
    pieces = links.split(url)
    if not (pieces.hostname or "").endswith("coe.int"):
        return url
    return f"https://{pieces.hostname}{pieces.path.rstrip('/')}" + (
        f"?{pieces.query}" if pieces.query else ""
    )


def _normal(name: str) -> str:
    name = "".join(name.split())
    for short, long in _LONG:
        if name.startswith(short) and not name.startswith(long):
            return long + name[len(short) :]
    return re.sub(r"^(C?ETS)(?:No\.?)?", r"\1", name)

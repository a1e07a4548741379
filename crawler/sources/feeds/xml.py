"""From the bytes of a feed to its elements: entities off, broken XML read as far as it goes, and named."""

import html
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from crawler import doubts
from crawler.decoding import decode_declared
from legislation.errors import UnexpectedPage
from legislation.scraped import Page

MOST_BYTES = 10_000_000

ROOTS = ("rss", "rdf", "feed", "urlset", "sitemapindex")

_NAMESPACES = {
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://www.w3.org/2005/Atom": "atom",
    "http://purl.org/atom/ns#": "atom",
    "http://search.yahoo.com/mrss/": "media",
    "http://www.google.com/schemas/sitemap-news/0.9": "news",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
}
"""How we call elements of other namespaces, whatever prefix a feed has for them."""

_DECLARATION = re.compile(r"<\?xml[^>]*\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_XML_ENTITIES = frozenset(("amp", "lt", "gt", "quot", "apos"))
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]*);")
_BARE = re.compile(r"&(?!#\d+;|#x[0-9a-fA-F]+;|[A-Za-z]\w*;)")
_CDATA, _CDATA_END = "<![CDATA[", "]]>"
_PREFIX = re.compile(r"<([A-Za-z][\w-]*):[A-Za-z]")
_DECLARED = re.compile(r"xmlns:([A-Za-z][\w-]*)\s*=")
_START = 2000
MENDED = ", mended"
_WAYS = (("", False), (MENDED, False), (", read as far as possible", True))
"""How XML is read: as it is; with what everybody gets wrong put right, which loses nothing; with gaps."""

_ROOT = re.compile(rf"<(?:\w+:)?(?:{'|'.join(ROOTS)})\b", re.IGNORECASE)
_ROOT_END = re.compile(rf"</(?:\w+:)?(?:{'|'.join(ROOTS)})\s*>", re.IGNORECASE)
_ENTRY = re.compile(r"<(/?)(?:\w+:)?(?:item|entry|url|sitemap)[\s>]")
_TEXT_LIST = re.compile(r"https?://\S+", re.IGNORECASE)


@dataclass(frozen=True)
class Document:
    """The root of a feed, and what was wrong with its XML. ``torn`` is one whose last entry is not whole."""

    root: etree._Element
    problems: tuple[str, ...] = ()
    torn: bool = False


def parse(page: Page) -> Document:
    """The document that a page is. Raises UnexpectedPage for what is no feed and no sitemap."""
    page, cut = _unpacked(page)
    decoded = decode_declared(page)
    text = decoded.text.lstrip("\ufeff \t\r\n")
    if not text.startswith("<"):
        text = _listed(text)
    if _HTML.search(text[:_START]):
        raise UnexpectedPage(f"{doubts.guess(text)} where a feed was expected")
    text, problems = _without_doctype(_DECLARATION.sub("", text, count=1).lstrip())
    root, broken = _tree(text, page.url)
    if root is None or local(root) not in ROOTS:
        found = f"XML that is no feed: its root is {local(root)}" if root is not None else broken[0]
        raise UnexpectedPage(found)
    ends = bool(_ROOT_END.search(text)) or not broken
    if not ends:
        broken = ("the feed ends early",)
    return Document(root, (*decoded.problems, *cut, *problems, *broken), not ends and _is_torn(text))


def local(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return _split(element)[1].rpartition(":")[2].lower()


def name(element: etree._Element, core: str | None) -> str:
    """How we call an element: plain in the feed's own namespace, ``dc:date`` in others."""
    space, plain = _split(element)
    prefix = None if space in (None, core) else _NAMESPACES.get(space or "") or element.prefix
    return f"{prefix}:{plain}" if prefix else plain


def namespace(element: etree._Element) -> str | None:
    """The namespace of an element."""
    return _split(element)[0]


def _split(element: etree._Element) -> tuple[str | None, str]:
    """Namespace and name; a prefix that nobody declared is part of the name."""
    space, _, plain = str(element.tag).rpartition("}")
    return space.removeprefix("{") or None, plain


def text(element: etree._Element) -> str:
    """The words of an element and all that is in it, in one line."""
    return " ".join("".join(map(str, element.itertext())).split())


def _unpacked(page: Page) -> tuple[Page, tuple[str, ...]]:
    """The page out of its gzip wrapping, where it has one, up to the size that we take."""
    content = page.content
    problems: tuple[str, ...] = ()
    if content.startswith(b"\x1f\x8b"):
        unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        try:
            content = unpacker.decompress(content, MOST_BYTES + 1)
        except zlib.error as error:
            raise UnexpectedPage(f"a compressed file that is broken: {error}") from error
        if not unpacker.eof and len(content) <= MOST_BYTES:
            problems = ("the compressed file ends early",)
    if len(content) > MOST_BYTES:
        raise UnexpectedPage(f"the feed is larger than {MOST_BYTES // 1_000_000} MB")
    return replace(page, content=content), problems


def _listed(text: str) -> str:
    """A sitemap of plain text, an address a line, as XML; UnexpectedPage for any other text."""
    told = [line.strip() for line in text.splitlines() if line.strip()]
    if not told or not all(_TEXT_LIST.fullmatch(line) for line in told):
        raise UnexpectedPage(f"{doubts.guess(text)} where a feed was expected")
    return f"<urlset>{''.join(f'<url><loc>{html.escape(line)}</loc></url>' for line in told)}</urlset>"


def _without_doctype(text: str) -> tuple[str, tuple[str, ...]]:
    """Without a document type no entity means anything, and none can grow or reach out."""
    start = text.upper().find("<!DOCTYPE")
    root = _ROOT.search(text)
    found = _DOCTYPE.match(text, start) if root and 0 <= start < root.start() else None
    if not found:
        return text, ()
    problems = ("entities of the feed's own are not read",) if "<!ENTITY" in found[0].upper() else ()
    return text[: found.start()] + text[found.end() :], problems


def _tree(text: str, base: str) -> tuple[etree._Element | None, tuple[str, ...]]:
    """The root, and what was wrong; text that is not well-formed is mended, then read leniently."""
    problem = ""
    for words, recover in _WAYS:
        try:
            root = _parsed(text, base, recover=recover)
            if root is not None:
                return root, (f"broken XML{words}: {problem}",) if problem else ()
        except etree.XMLSyntaxError as error:
            problem = problem or str(error.msg)
        text = _with_prefixes("".join(_mended_around_cdata(text)))
    return None, (f"broken XML: {problem}",)


def _parsed(text: str, base: str, *, recover: bool) -> etree._Element | None:
    parser = etree.XMLParser(
        recover=recover,
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    return etree.fromstring(text.encode(), parser, base_url=base)


def _with_prefixes(text: str) -> str:
    """The text with the prefixes declared that it uses and forgot to declare."""
    used, declared = set(_PREFIX.findall(text)), set(_DECLARED.findall(text))
    known = {prefix: space for space, prefix in _NAMESPACES.items()}
    forgotten = "".join(f' xmlns:{p}="{known.get(p, p)}"' for p in sorted(used - declared - {"xml"}))
    return _ROOT.sub(lambda found: found[0] + forgotten, text, count=1)


def _mended_around_cdata(text: str) -> Iterator[str]:
    """The text in pieces, mended where it is XML, as it was where it is something else."""
    done = 0
    while (start := text.find(_CDATA, done)) >= 0 and (end := text.find(_CDATA_END, start)) >= 0:
        yield _mended(text[done:start])
        done = end + len(_CDATA_END)
        yield text[start:done]
    yield _mended(text[done:])


def _mended(text: str) -> str:
    """Entities of HTML as their characters, and bare ampersands escaped."""
    text = _NAMED.sub(lambda found: _character(found[0], found[1]), text)
    return _BARE.sub("&amp;", text)


def _character(entity: str, named: str) -> str:
    return entity if named in _XML_ENTITIES else html.unescape(entity).replace("&", "&amp;")


def _is_torn(text: str) -> bool:
    """Whether the last entry begins, and does not end."""
    tags = list(_ENTRY.finditer(text))
    return bool(tags) and not tags[-1][1]

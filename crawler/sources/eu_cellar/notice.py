"""Notices of CELLAR: what it knows about a document, and about the procedure that the document is part of."""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape

from lxml import etree

from crawler.decoding import decode
from crawler.sources.eu_cellar import events
from crawler.sources.eu_cellar.addresses import SOURCE, UNKNOWN, canonical, celex_in, document
from crawler.sources.eu_cellar.documents import PUBLISHED_STAGES, kind_of, procedure, stage_of
from crawler.sources.eu_cellar.sparql import media_type
from legislation.errors import UnexpectedPage
from legislation.scraped import Page, ScrapedAttachment, ScrapedPart
from legislation.text import language_of
from legislation.vocabulary import LANGUAGES, Kind, Stage

BEGAN = "DOSSIER_INITIATED_BY_ACT_PREPARATORY"
PRODUCED = "DOSSIER_PRODUCES_RESOURCE_LEGAL"
RELATIONS = (
    "RESOURCE_LEGAL_COR_OPINION_CONTAINED_IN_RESOURCE_LEGAL",
    "RESOURCE_LEGAL_EESC_OPINION_CONTAINED_IN_RESOURCE_LEGAL",
    "RESOURCE_LEGAL_ADOPTED_BY_RESOURCE_LEGAL",
    "RESOURCE_LEGAL_BASED_ON_RESOURCE_LEGAL",
    "WORK_RELATED_TO_WORK",
    PRODUCED,
)
"""The relations that become links; citations are in the text."""

NAMES = ("eli", "comnat", "immc", "cellar")
"""The schemes of CELLAR that become identifiers, beside the CELEX number."""

FORMATS = ("xhtml", "html", "docx", "pdf")
"""The formats in which a document's files are wanted, the best first."""

_LEGACY = frozenset(
    "TITLE IDENTIFIER DATE YEAR ID_CELEX ID_SECTOR DATE_DOCUMENT DATE_CREATION_LEGACY NUMBER_PROCEDURE"
    " REFERENCE_PROCEDURE".split()
)
"""Names under which CELLAR repeats what it says under others."""

_NO_DAY = "1001-01-01"
"""What CELLAR writes for a day that it does not know."""

_INSTITUTIONS = ("COM", "COR", "EESC", "EP", "CONSIL")
_XML = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def read(page: Page) -> list[ScrapedPart]:
    """The document that a notice is about, as a part without text. Raises UnexpectedPage."""
    decode(page)
    root = _root(page.content)
    work, dossier = root.find("WORK"), root.find("DOSSIER")
    if root.tag != "NOTICE" or (work is None and dossier is None):
        raise UnexpectedPage(f"XML that is no notice of a document: its root is {root.tag}")
    if work is not None:
        return [_document(page, root, work)]
    return [_procedure(page, root, dossier)] if dossier is not None else []


def _root(content: bytes) -> etree._Element:
    try:
        root = etree.fromstring(content, _XML)
    except etree.XMLSyntaxError as error:
        raise UnexpectedPage(f"broken XML: {error}") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnexpectedPage("XML with a document type of its own")
    return root


def _document(page: Page, root: etree._Element, work: etree._Element) -> ScrapedPart:
    identifiers = _identifiers(work)
    celex, others = _numbers(work, page.url)
    kind = kind_of(work.findtext("WORK_HAS_RESOURCE-TYPE/OP-CODE"), celex)
    titles = _titles(root)
    published, problems = _day(_value(work, "WORK_DATE_DOCUMENT"))
    if not celex:
        problems.append("the notice does not name a CELEX number")
    if not titles:
        problems.append("the notice has no title in a language that we read")
    for scheme, value in _matter(work).items():
        identifiers.setdefault(scheme, value)
    adopted = [_name(link, "celex") for link in work.findall("RESOURCE_LEGAL_ADOPTED_BY_RESOURCE_LEGAL")]
    if adopted and adopted[0]:
        identifiers["adopted_by"] = adopted[0]
    return ScrapedPart(
        key=f"{SOURCE}:{celex}" if celex else UNKNOWN,
        url=_url(page, celex),
        part="notice",
        origin=page.origin,
        titles=titles,
        kind=kind,
        body=_agent(work),
        stage_published=PUBLISHED_STAGES.get(kind) if kind else None,
        stage=stage_of(kind),
        published=published,
        identifiers=({"celex": celex} if celex else {}) | identifiers,
        language=(root.findtext("EXPRESSION/EXPRESSION_TITLE/LANG") or "en").lower(),
        attachments=_files(root),
        labels=(*_labels(work), *_concepts(work), *(("celex", other) for other in others)),
        links=_links(work),
        problems=tuple(problems),
        page=page,
    )


def _procedure(page: Page, root: etree._Element, dossier: etree._Element) -> ScrapedPart:
    """A tree notice is about a procedure: it is told as the proposal with which the procedure began."""
    began = dossier.find(BEGAN)
    celex = _name(began, "celex") if began is not None else None
    work = next(iter(dossier.findall(f"{BEGAN}/EMBEDDED_NOTICE/WORK")), etree.Element("WORK"))
    kind = kind_of(work.findtext("WORK_HAS_RESOURCE-TYPE/OP-CODE"), celex)
    published, problems = _day(_value(work, "WORK_DATE_DOCUMENT") or _value(dossier, "DATE"))
    if not celex:
        problems.append("the notice does not name the document with which the procedure began")
    happened = events.read(root)
    matter = procedure(_value(dossier, "PROCEDURE_CODE_INTERINSTITUTIONAL_REFERENCE_PROCEDURE") or "")
    identifiers = {
        "celex": celex,
        "procedure": matter,
        "dossier": _name(dossier, "procedure"),
        "adopted_by": next((_name(e, "celex") for e in dossier.findall(PRODUCED) if _name(e, "celex")), None),
    }
    return ScrapedPart(
        key=f"{SOURCE}:{celex}" if celex else UNKNOWN,
        url=_url(page, celex),
        part="procedure",
        origin=page.origin,
        titles=_dossier_titles(dossier),
        kind=kind,
        body=_agent(work) or events.begun_by(happened),
        stage_published=happened[-1].name if happened else PUBLISHED_STAGES.get(kind) if kind else None,
        stage=_stage(dossier, kind),
        published=published,
        identifiers={scheme: name for scheme, name in identifiers.items() if name},
        language="en",
        labels=(*_labels(dossier), *_concepts(work), *(event.label for event in happened)),
        links=_links(dossier),
        problems=tuple(problems),
        page=page,
    )


def _stage(dossier: etree._Element, kind: Kind | None) -> Stage | None:
    """How the procedure ended, else where the document with which it began stands."""
    if _value(dossier, "DOSSIER_WITHDRAWN-PROPOSAL") == "true":
        return Stage.WITHDRAWN
    return Stage.ADOPTED if _value(dossier, "DOSSIER_ADOPTED-PROPOSAL") == "true" else stage_of(kind)


def _value(element: etree._Element, tag: str) -> str | None:
    return (element.findtext(f"{tag}/VALUE") or "").strip() or None


def _url(page: Page, celex: str | None) -> str:
    if page.url.startswith("http"):
        return page.url
    return document(celex) if celex else ""


def _names(element: etree._Element) -> Iterator[tuple[str, str, str]]:
    """Scheme, identifier and address of a thing, under all its names."""
    for uri in (*element.findall("URI"), *element.findall("SAMEAS/URI")):
        scheme, name, value = (uri.findtext(tag) or "" for tag in ("TYPE", "IDENTIFIER", "VALUE"))
        if scheme and name:
            yield scheme, name, value


def _name(element: etree._Element, scheme: str) -> str | None:
    return next((name for kind, name, _ in _names(element) if kind == scheme), None)


def _identifiers(work: etree._Element) -> dict[str, str]:
    return {scheme: name for scheme, name, _ in _names(work) if scheme in NAMES}


def _numbers(work: etree._Element, url: str) -> tuple[str | None, list[str]]:
    """The CELEX number of the document, and others that it has: a corrigendum, say, shares its notice.

    It is the one that was asked for, else the first that is no corrigendum, else that of the address.
    """
    told = [(e.findtext("VALUE") or "").strip() for e in work.findall("RESOURCE_LEGAL_ID_CELEX")]
    told += [name for scheme, name, _ in _names(work) if scheme == "celex"]
    numbers = list(dict.fromkeys(filter(None, told)))
    asked = celex_in(url)
    celex = asked if asked in numbers else next((n for n in numbers if "R(" not in n), None)
    celex = celex or next(iter(numbers), None) or asked
    return celex, [number for number in numbers if number != celex]


def _matter(work: etree._Element) -> dict[str, str]:
    """The procedure that the document is part of: ``2018_172`` and ``2018/0172(COD)``."""
    found = {}
    for dossier in work.findall("WORK_PART_OF_DOSSIER"):
        if name := _name(dossier, "procedure"):
            found["dossier"] = name
        tag = "EMBEDDED_NOTICE/DOSSIER/PROCEDURE_CODE_INTERINSTITUTIONAL_REFERENCE_PROCEDURE"
        if number := procedure(_value(dossier, tag) or ""):
            found["procedure"] = number
    return found


def _titles(element: etree._Element) -> dict[str, str]:
    """Titles of the expressions; ``TITLE`` is passed over, as it may be in any language."""
    found: dict[str, str] = {}
    for title in element.iter("EXPRESSION_TITLE"):
        language = (title.findtext("LANG") or "").lower()
        words = " ".join((title.findtext("VALUE") or "").split())
        if language in LANGUAGES and words:
            found.setdefault(language, words)
    return dict(sorted(found.items()))


def _dossier_titles(dossier: etree._Element) -> dict[str, str]:
    """Titles of the procedure that are in the language that they say: an English one may say French."""
    found: dict[str, str] = {}
    for title in dossier.findall("DOSSIER_TITLE"):
        words = " ".join(unescape(title.findtext("VALUE") or "").split())
        if words and language_of(words) == title.findtext("LANG"):
            found.setdefault(language_of(words) or "", words)
    return found


def _agent(work: etree._Element) -> str | None:
    """Who made it: the institution rather than its service."""
    agents = {a.findtext("OP-CODE"): a.findtext("PREFLABEL") for a in work.findall("WORK_CREATED_BY_AGENT")}
    institution = next((agents[code] for code in _INSTITUTIONS if agents.get(code)), None)
    return institution or next(filter(None, agents.values()), None)


def _labels(element: etree._Element) -> list[tuple[str, str]]:
    """All plain values and dates of the element, under the names that CELLAR gives them."""
    return [
        (child.tag, " ".join(unescape(value).split()))
        for child in element
        if child.get("type") in ("data", "date")
        and child.tag not in _LEGACY
        and (value := child.findtext("VALUE"))
        and not value.startswith(_NO_DAY)
    ]


def _concepts(work: etree._Element) -> list[tuple[str, str]]:
    """The ids of the EuroVoc concepts."""
    path = "WORK_IS_ABOUT_CONCEPT_EUROVOC/WORK_IS_ABOUT_CONCEPT_EUROVOC_CONCEPT/IDENTIFIER"
    return [("eurovoc", concept.text) for concept in work.findall(path) if concept.text]


def _links(element: etree._Element) -> tuple[str, ...]:
    """The documents that relations lead to, by CELEX where they have one."""
    found = []
    for relation in RELATIONS:
        for link in element.findall(relation):
            names = list(_names(link))
            by_celex = [document(name) for scheme, name, _ in names if scheme == "celex"]
            found += by_celex[:1] or [canonical(address) for _, _, address in names[:1]]
    return tuple(dict.fromkeys(found))


def _files(root: etree._Element) -> tuple[ScrapedAttachment, ...]:
    """The files of the document in the best of its formats."""
    by_format = {m.get("manifestation-type"): m for m in root.findall("MANIFESTATION")}
    best = next((form for form in FORMATS if form in by_format), None)
    if best is None:
        return ()
    urls = [item.findtext("URI/VALUE") for item in by_format[best].findall("MANIFESTATION_HAS_ITEM")]
    return tuple(
        ScrapedAttachment(canonical(url), f"{url.rpartition('/')[2]} ({best})", media_type(best))
        for url in sorted(filter(None, urls), key=_natural)
    )


def _natural(url: str) -> list[int]:
    return [int(number) for number in re.findall(r"DOC_(\d+)", url)]


def _day(value: str | None) -> tuple[date | None, list[str]]:
    try:
        return date.fromisoformat((value or "")[:10]), []
    except ValueError:
        return None, ["the notice has no date of the document"]

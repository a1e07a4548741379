"""The addresses of CELLAR that are asked, and the one spelling of each."""

import re
from datetime import date
from urllib.parse import parse_qs, quote, unquote

from crawler import links

SOURCE = "eu_cellar"
UNKNOWN = f"{SOURCE}:?"
SITE = "https://publications.europa.eu"
SPARQL = f"{SITE}/webapi/rdf/sparql"

LISTING_ACCEPT = "application/sparql-results+json"
DOCUMENT_ACCEPT = "application/xhtml+xml"
NOTICE_ACCEPT = "application/xml;notice=branch"
ACCEPT_LANGUAGE = "eng"
"""Document and notice have one address: the Accept header says which is wanted, and this the language."""

MOST_ROWS = 1000
"""A listing with so many rows has more: ask for shorter times."""

CELEX = re.compile(r"[0-9CE]\d{4}[A-Z]{1,2}\d{4}(?:\(\d{2}\))?(?![\dA-Z])")

_PREFIXES = "PREFIX cdm: <http://publications.europa.eu/ontology/cdm#>"
_LISTING = """PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT DISTINCT ?work ?celex ?date ?type ?title WHERE {{
  ?work cdm:work_has_resource-type ?type ; cdm:resource_legal_id_celex ?celex ; cdm:work_date_document ?date .
  {when}
  FILTER(REGEX(STR(?celex), "^5[0-9]{{4}}(PC|DC|AR)[0-9]{{4}}$"))
  ?exp cdm:expression_belongs_to_work ?work ; cdm:expression_title ?title ;
       cdm:expression_uses_language <http://publications.europa.eu/resource/authority/language/ENG> .
}} ORDER BY ?date ?celex LIMIT {most}"""
_ITEMS = """SELECT DISTINCT ?cellarURIs ?manif ?format ?expr WHERE {{
  ?work cdm:resource_legal_id_celex ?celex . FILTER(STR(?celex) = "{celex}")
  ?expr cdm:expression_belongs_to_work ?work ;
        cdm:expression_uses_language <http://publications.europa.eu/resource/authority/language/ENG> .
  ?manif cdm:manifestation_manifests_expression ?expr ; cdm:manifestation_type ?format .
  ?cellarURIs cdm:item_belongs_to_manifestation ?manif .
}} ORDER BY ?cellarURIs"""
_SINCE = re.compile(r'FILTER\(\?date [<>]=? "[\d-]+"\^\^xsd:date\)\s*')


def listing(since: date, until: date | None = None) -> str:
    """The address that lists proposals, communications and opinions dated from a day on.

    With ``until`` only those before that day.
    """
    when = [f'FILTER(?date >= "{since.isoformat()}"^^xsd:date)']
    if until:
        when.append(f'FILTER(?date < "{until.isoformat()}"^^xsd:date)')
    return _query(_LISTING.format(when=" ".join(when), most=MOST_ROWS))


def items(celex: str) -> str:
    """The address that lists the files of a document."""
    return _query(_ITEMS.format(celex=celex))


def document(celex: str) -> str:
    """The address of a document's text, to be asked with ``DOCUMENT_ACCEPT``."""
    return f"{SITE}/resource/celex/{celex}"


def notice(celex: str) -> str:
    """The address of what CELLAR knows about a document, to be asked with ``NOTICE_ACCEPT``."""
    return document(celex)


def canonical(url: str) -> str:
    """The one address of a page: https, CELEX aliases alike, one spelling of a query.

    Listings are one page whatever the days they ask for: a recorded one answers for any, as its rows
    tell their days themselves.
    """
    pieces = links.split(url)
    if pieces.hostname == "eur-lex.europa.eu":
        celex = celex_in(url)
        return document(celex) if celex else url
    if pieces.hostname != "publications.europa.eu":
        return url
    if pieces.path.endswith("/sparql"):
        query = " ".join(parse_qs(pieces.query).get("query", [""])[0].split())
        return f"{SPARQL}?query={quote(_SINCE.sub('', query))}"
    return SITE + unquote(pieces.path).rstrip("/")


def celex_in(url: str) -> str | None:
    """The CELEX number that an address names, or a query asks for."""
    plain = unquote(url).replace("+", " ")
    found = re.search(rf"(?:celex/|celex:|STR\(\?celex\) = \")({CELEX.pattern})", plain, re.IGNORECASE)
    return found[1] if found else None


def _query(query: str) -> str:
    return f"{SPARQL}?format={quote(LISTING_ACCEPT, safe='')}&query={quote(f'{_PREFIXES} {query}')}"

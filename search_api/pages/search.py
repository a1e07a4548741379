"""The search page: one box, what was understood, what was found, and how to narrow it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast, get_args
from urllib.parse import urlencode

from flask import Blueprint, render_template, request, url_for
from flask_babel import get_locale
from sqlalchemy.orm import Session

from legislation.conditions import Clause, Field, Term, Words
from legislation.query import Query, parse
from legislation.storage import drafts
from legislation.vocabulary import DocumentType
from search_api.engine import DEEPEST, Sort
from search_api.findings import Findings
from search_api.foretelling import Foretold, foretell
from search_api.pages.paging import Paging
from search_api.searching import find
from search_api.signed_in import me, viewer_here
from search_api.site import now, site
from search_api.wording import named

blueprint = Blueprint("search", __name__)

PER_PAGE = 10
SHOWN_FACETS = ("topic", "source", "stage", "kind", "language")
SHOWN_VALUES = 12


@dataclass(frozen=True)
class Asked:
    """What the address of the page asks for."""

    typed: str
    query: Query
    sort: Sort
    page: int

    @classmethod
    def here(cls) -> "Asked":
        typed = request.args.get("q", "").strip()
        query = parse(typed, now(), site().zone)
        sort = request.args.get("sort", "")
        usual: Sort = "relevance" if query.patterns else "newest"
        chosen = cast(Sort, sort) if sort in get_args(Sort) else usual
        page = request.args.get("page", 1, type=int)
        return cls(typed, query, chosen, min(max(page, 1), DEEPEST // PER_PAGE))

    def address(
        self,
        *,
        typed: str | None = None,
        sort: str | None = None,
        page: int = 1,
        at: str = "search.page",
        **more: Any,
    ) -> str:
        """The address of this search with something changed, from its first page; ``at`` is an endpoint."""
        wanted = {
            "q": self.typed if typed is None else typed,
            "sort": sort or (self.sort if "sort" in request.args else ""),
            "page": str(page) if page > 1 else "",
        }
        kept = {name: value for name, value in wanted.items() if value}
        return f"{url_for(at, **more)}{'?' if kept else ''}{urlencode(kept)}"


@dataclass(frozen=True)
class Choice:
    """A value of a facet; the address adds it to the search, or takes it out again if it is chosen."""

    value: str
    label: str
    count: int | None
    address: str
    chosen: bool = False


@blueprint.get("/")
def page() -> str:
    asked = Asked.here()
    with site().database.read() as session:
        asked, findings = _found(session, asked)
        spoken = str(get_locale())
        return render_template(
            "search.html",
            asked=asked,
            findings=findings,
            foretold=_foretold(session, asked),
            meant=_meant(session, asked, findings),
            wider=_wider(asked, findings),
            loose=_loose(asked, findings),
            types=_chosen(asked.query, "type").keys() - {DocumentType.DRAFT},
            facets=dict(_facets(asked, findings.facets)),
            dropping=list(_dropping(asked)),
            understood=asked.query.understood(spoken, named) if asked.typed else "",
            others=list(_others(asked, findings)),
            related=[
                (one, asked.address(typed=str(one.query))) for one in site().thesaurus.related(asked.query)
            ],
            remarks=asked.query.remarks(spoken),
            paging=Paging(asked.page, PER_PAGE, min(findings.total, DEEPEST), asked.address),
            anything=bool(findings.total) or drafts.count(session) > 0,
        )


def _found(session: Session, asked: Asked) -> tuple[Asked, Findings]:
    """What was found; behind the last page it is the last one that is shown."""
    findings = find(
        session,
        site().engine,
        asked.query,
        viewer_here(),
        limit=PER_PAGE,
        offset=(asked.page - 1) * PER_PAGE,
        sort=asked.sort,
        now=now(),
    )
    last = -(-min(findings.total, DEEPEST) // PER_PAGE)
    return (
        (asked, findings) if asked.page <= max(last, 1) else _found(session, replace(asked, page=last or 1))
    )


def _meant(session: Session, asked: Asked, findings: Findings) -> list[tuple[Query, str]]:
    """For a search that found nothing: the same with misspelt words put right."""
    if findings.total or not asked.typed:
        return []
    meant = site().speller.meant(session, site().engine, asked.query, viewer_here(), now())
    return [(one, asked.address(typed=str(one))) for one in meant]


def _wider(asked: Asked, findings: Findings) -> Choice | None:
    """For a search that found little: the same with any of its words."""
    wider = asked.query.wider
    if not wider or asked.page > 1 or findings.total >= PER_PAGE:
        return None
    count = site().engine.count(wider.of(DocumentType.DRAFT), viewer_here())
    return Choice("", "", count, asked.address(typed=str(wider))) if count > findings.total else None


def _loose(asked: Asked, findings: Findings) -> Choice | None:
    """For a search that found nothing: the same with the words of its phrases in any order."""
    typed = " ".join(map(_unquoted, asked.query.clauses))
    if findings.total or typed == str(asked.query):
        return None
    count = site().engine.count(parse(typed, now(), site().zone).of(DocumentType.DRAFT), viewer_here())
    return Choice("", "", count, asked.address(typed=typed)) if count else None


def _unquoted(clause: Clause) -> str:
    match clause:
        case (Term(condition=Words(text=text, quoted=True), negated=False),):
            return text
    return " OR ".join(map(str, clause))


def _foretold(session: Session, asked: Asked) -> Foretold | None:
    """For who could save this search: what it would have sent; mails tell of drafts alone."""
    if not (me() and asked.typed and asked.query.clauses) or any(map(_names_type, asked.query.clauses)):
        return None
    return foretell(session, site().engine, asked.query, viewer_here(), now=now(), zone=site().zone)


def _others(asked: Asked, findings: Findings) -> Iterator[Choice]:
    """The types of documents among which this finds something, if that is not drafts alone."""
    rest = Query(tuple(clause for clause in asked.query.clauses if not _names_type(clause)))
    counted = {one: site().engine.count(rest.of(one), viewer_here()) for one in DocumentType}
    if asked.query.words and any(counted[one] for one in DocumentType if one != DocumentType.DRAFT):
        here = {hit.type for hit in findings.hits} or {DocumentType.DRAFT}
        for one, count in counted.items():
            typed = str(rest if one == DocumentType.DRAFT else rest.of(one))
            if count:
                yield Choice(one, named("type", one), count, asked.address(typed=typed), chosen=one in here)


def _names_type(clause: Clause) -> bool:
    return any(isinstance(term.condition, Field) and term.condition.name == "type" for term in clause)


def _facets(asked: Asked, counted: Mapping[str, Mapping[str, int]]) -> Iterator[tuple[str, list[Choice]]]:
    for name in SHOWN_FACETS:
        chosen = _chosen(asked.query, name)
        choices = [
            _choice(asked, name, value, count, chosen) for value, count in counted.get(name, {}).items()
        ]
        if any(choice.chosen for choice in choices) or len(choices) > 1:
            yield name, sorted(choices, key=lambda choice: not choice.chosen)[:SHOWN_VALUES]


def _choice(asked: Asked, name: str, value: str, count: int, chosen: Mapping[str, Clause]) -> Choice:
    if value in chosen:
        typed = str(Query(tuple(clause for clause in asked.query.clauses if clause != chosen[value])))
        return Choice(value, named(name, value), count, asked.address(typed=typed), chosen=True)
    typed = f"{asked.typed} {Field(name, (value,))}".strip()
    return Choice(value, named(name, value), count, asked.address(typed=typed))


def _chosen(query: Query, name: str) -> dict[str, Clause]:
    """The values that the query asks of a field, each with the clause that does."""
    return {
        value: clause
        for clause in query.clauses
        if len(clause) == 1 and not clause[0].negated
        for condition in [clause[0].condition]
        if isinstance(condition, Field) and condition.name == name
        for value in condition.folded
    }


def _dropping(asked: Asked) -> Iterator[Choice]:
    """For a search that found nothing: the same with one of its conditions left out."""
    clauses = asked.query.clauses
    if len(clauses) > 1:
        for clause in clauses:
            rest = Query(tuple(other for other in clauses if other != clause))
            said = Query((clause,)).understood(str(get_locale()), named)
            yield Choice("", said.partition(" — ")[2], None, asked.address(typed=str(rest)))

"""``GET /api/v1/search`` and ``GET /api/v1/suggest``"""

from typing import Any, get_args

from apiflask import APIBlueprint
from apiflask.fields import String
from apiflask.validators import Length, OneOf

from legislation.parsing import LONGEST
from legislation.query import parse
from legislation.vocabulary import INTERFACE_LANGUAGES
from search_api.api import cursors
from search_api.api.access import asker
from search_api.api.schemas import FindingsShape, SuggestionsShape
from search_api.engine import DEEPEST, Sort
from search_api.searching import search_drafts
from search_api.site import now, site

blueprint = APIBlueprint("search_api", __name__, url_prefix="/api/v1", tag="Search")

DOWN = {503: "The search engine does not answer now"}


class Asked(cursors.Paged):
    """The arguments of a search."""

    q = String(
        load_default="",
        validate=Length(max=LONGEST),
        metadata={"description": "As typed in the search box.", "example": "«տեղական վճար» deadline:<7d"},
    )
    sort = String(load_default="relevance", validate=OneOf(get_args(Sort)))
    lang = String(
        load_default=INTERFACE_LANGUAGES[0],
        validate=OneOf(INTERFACE_LANGUAGES),
        metadata={"description": "The language of titles, where there is one."},
    )


@blueprint.get("/search")
@blueprint.input(Asked, location="query", arg_name="asked")
@blueprint.output(FindingsShape)
@blueprint.doc(summary="Search drafts", responses=DOWN)
def search(asked: dict[str, Any]) -> dict[str, Any]:
    """All words must occur, in any form; a long row of plain words finds what has most of them.

    Drafts are searched, unless `type:version`, `type:position` or `type:comment` stands in the search.
    """
    offset = cursors.place(asked["cursor"])
    found = search_drafts(
        site().database,
        site().engine,
        asked["q"],
        viewer=asker(),
        now=now(),
        zone=site().zone,
        language=asked["lang"],
        limit=asked["limit"],
        offset=offset,
        sort=asked["sort"],
    )
    end = offset + asked["limit"]
    more = end < found["total"] and end + asked["limit"] <= DEEPEST
    return found | {"next": cursors.after(end) if more else None}


class Typed(Asked):
    """The arguments of a suggestion."""

    class Meta:
        fields = ("q", "lang")


@blueprint.get("/suggest")
@blueprint.input(Typed, location="query", arg_name="asked")
@blueprint.output(SuggestionsShape)
@blueprint.doc(summary="What was understood, and what was perhaps meant", responses=DOWN)
def suggest(asked: dict[str, Any]) -> dict[str, Any]:
    """Corrections of words that nothing has, and the terms of the search in other languages."""
    query = parse(asked["q"], now(), site().zone)
    with site().database.read() as session:
        meant = site().speller.meant(session, site().engine, query, asker(), now())
    return {
        "understood": query.understood(asked["lang"]),
        "remarks": query.remarks(asked["lang"]),
        "meant": [str(one) for one in meant],
        "related": [
            {"language": one.language, "text": one.text, "query": str(one.query), "on": one.on}
            for one in site().thesaurus.related(query)
        ],
    }

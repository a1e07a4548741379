"""``GET /api/v1/search``"""

from typing import Any, get_args

from apiflask import APIBlueprint, Schema
from apiflask.fields import Integer, String
from apiflask.validators import Length, OneOf, Range

from legislation.parsing import LONGEST
from legislation.vocabulary import INTERFACE_LANGUAGES
from search_api.api.schemas import FindingsShape
from search_api.engine import DEEPEST, Sort
from search_api.searching import search_drafts
from search_api.site import now, site

blueprint = APIBlueprint("search_api", __name__, url_prefix="/api/v1", tag="Search")

MOST = 100


class Asked(Schema):
    """The arguments of a search."""

    q = String(
        load_default="", validate=Length(max=LONGEST), metadata={"description": "As typed in the search box."}
    )
    page = Integer(load_default=1, validate=Range(1, DEEPEST))
    per_page = Integer(load_default=10, validate=Range(1, MOST))
    sort = String(load_default="relevance", validate=OneOf(get_args(Sort)))
    lang = String(
        load_default=INTERFACE_LANGUAGES[0],
        validate=OneOf(INTERFACE_LANGUAGES),
        metadata={"description": "The language of titles, where there is one."},
    )


@blueprint.get("/search")
@blueprint.input(Asked, location="query", arg_name="asked")
@blueprint.output(FindingsShape)
@blueprint.doc(summary="Search drafts", responses={503: "The search engine does not answer now"})
def search(asked: dict[str, Any]) -> dict[str, Any]:
    """All words must occur, in any form; see the help of the search box for the rest."""
    return search_drafts(
        site().database,
        site().engine,
        asked["q"],
        now=now(),
        zone=site().zone,
        language=asked["lang"],
        limit=asked["per_page"],
        offset=(asked["page"] - 1) * asked["per_page"],
        sort=asked["sort"],
    )

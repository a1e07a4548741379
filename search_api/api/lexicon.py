"""``/api/v1/topics`` and ``/api/v1/laws``: the words of the fields ``topic:`` and ``law:``."""

from typing import Any

from apiflask import APIBlueprint

from legislation.errors import NotFound
from legislation.query import parse
from search_api import serialize
from search_api.api.access import asker
from search_api.api.schemas import LawShape, LawsShape, TopicsShape
from search_api.api.search import DOWN
from search_api.site import now, site

blueprint = APIBlueprint("lexicon_api", __name__, url_prefix="/api/v1", tag="Topics and laws")


@blueprint.get("/topics")
@blueprint.output(TopicsShape)
@blueprint.doc(summary="The topics by which drafts are tagged")
def topics() -> dict[str, Any]:
    """`topic:KEY` in a search finds the drafts of one."""
    return {"topics": [{"key": key, "titles": dict(titles)} for key, titles in site().topics.items()]}


@blueprint.get("/laws")
@blueprint.output(LawsShape)
@blueprint.doc(summary="The acts that are recognised when a draft amends or cites them")
def laws() -> dict[str, Any]:
    """`law:KEY` in a search finds the drafts; a number is told only where it was verified."""
    return {"laws": [serialize.law(one) for one in site().laws.values()]}


@blueprint.get("/laws/<path:key>")
@blueprint.output(LawShape)
@blueprint.doc(summary="One act", responses={404: "It is not one that we know"} | DOWN)
def law(key: str) -> dict[str, Any]:
    """With the number of drafts that amend or cite it."""
    known = site().laws.get(key)
    if known is None:
        raise NotFound("law")
    query = parse(f'law:"{key}" type:draft', now(), site().zone)
    return serialize.law(known) | {"drafts": site().engine.count(query, asker())}

"""``GET /api/v1/sources``"""

from typing import Any

from apiflask import APIBlueprint

from legislation.storage import runs
from search_api import serialize
from search_api.api.schemas import SourcesShape
from search_api.site import site

blueprint = APIBlueprint("source_api", __name__, url_prefix="/api/v1", tag="Sources")


@blueprint.get("/sources")
@blueprint.output(SourcesShape)
@blueprint.doc(summary="The sources and how they are read")
def sources() -> dict[str, Any]:
    """Every source with how its last run ended."""
    with site().database.read() as session:
        every = [
            serialize.source(source, runs.last(session, name)) for name, source in site().sources.items()
        ]
    return {"sources": every}

"""``GET /api/v1/drafts/KEY``"""

from typing import Any

from apiflask import APIBlueprint

from legislation.storage import drafts
from search_api import serialize
from search_api.api.schemas import DraftShape
from search_api.site import site

blueprint = APIBlueprint("draft_api", __name__, url_prefix="/api/v1", tag="Drafts")


@blueprint.get("/drafts/<path:key>")
@blueprint.output(DraftShape)
@blueprint.doc(summary="One draft, whole", responses={404: "There is no draft with this key"})
def draft(key: str) -> dict[str, Any]:
    """The draft with its current texts, provisions, topics with their evidence, and references."""
    with site().database.read() as session:
        return serialize.draft(session, drafts.named(session, key))

"""``/api/v1/drafts``, ``/dossiers``, ``/versions``: what is stored, as it is public."""

from typing import Any

from apiflask import APIBlueprint
from apiflask.fields import String

from legislation.storage import dossiers, drafts, provenance
from search_api import serialize
from search_api.api import cursors
from search_api.api.schemas import (
    DossierShape,
    DossiersShape,
    DraftShape,
    DraftsShape,
    VersionShape,
)
from search_api.site import site

blueprint = APIBlueprint("draft_api", __name__, url_prefix="/api/v1", tag="Drafts")


class Listed(cursors.Paged):
    """The arguments of the list of drafts."""

    source = String(
        load_default="", metadata={"description": "Only drafts of this source.", "example": "edraft"}
    )


@blueprint.get("/drafts")
@blueprint.input(Listed, location="query", arg_name="asked")
@blueprint.output(DraftsShape)
@blueprint.doc(summary="All drafts, in the order in which they were first seen")
def every(asked: dict[str, Any]) -> dict[str, Any]:
    """To keep a copy: go on from the last cursor, and what is new comes."""
    with site().database.read() as session:
        page = drafts.listed(session, cursors.place(asked["cursor"]), asked["limit"] + 1, asked["source"])
        shown, more = page[: asked["limit"]], len(page) > asked["limit"]
        return {
            "drafts": [serialize.summary(one) for one in shown],
            "next": cursors.after(shown[-1].id) if more else None,
        }


@blueprint.get("/drafts/<path:key>")
@blueprint.output(DraftShape)
@blueprint.doc(summary="One draft, whole", responses={404: "There is no draft with this key"})
def draft(key: str) -> dict[str, Any]:
    """The draft with its current texts, provisions, topics with their evidence, and references."""
    with site().database.read() as session:
        return serialize.draft(session, drafts.named(session, key))


@blueprint.get("/dossiers")
@blueprint.input(cursors.Paged, location="query", arg_name="asked")
@blueprint.output(DossiersShape)
@blueprint.doc(summary="All matters, each with its drafts")
def matters(asked: dict[str, Any]) -> dict[str, Any]:
    """A dossier is one matter across all its stages and sources."""
    with site().database.read() as session:
        page = dossiers.listed(session, cursors.place(asked["cursor"]), asked["limit"] + 1)
        shown, more = page[: asked["limit"]], len(page) > asked["limit"]
        return {
            "dossiers": [serialize.dossier(session, one) for one in shown],
            "next": cursors.after(shown[-1].id) if more else None,
        }


@blueprint.get("/dossiers/<row:dossier_id>")
@blueprint.output(DossierShape)
@blueprint.doc(summary="One matter", responses={404: "There is no such dossier"})
def matter(dossier_id: int) -> dict[str, Any]:
    """Its drafts, and the positions on it that are published."""
    with site().database.read() as session:
        return serialize.dossier(session, dossiers.named(session, dossier_id))


@blueprint.get("/versions/<row:version_id>")
@blueprint.output(VersionShape)
@blueprint.doc(summary="One version of a text", responses={404: "There is no such version"})
def version(version_id: int) -> dict[str, Any]:
    """Also an earlier one, with the bytes that it was read from (address, hash, time)."""
    with site().database.read() as session:
        return serialize.version(session, provenance.version(session, version_id))

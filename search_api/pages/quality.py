"""How well the machine reads, for everybody: figures in plain words, and what officers corrected."""

from datetime import timedelta

from flask import Blueprint, render_template

from legislation.errors import NotFound
from legislation.storage import tags
from search_api import quality
from search_api.site import now, site

blueprint = Blueprint("quality", __name__, url_prefix="/quality")

DAYS = 90


@blueprint.get("")
def page() -> str:
    with site().database.read() as session:
        said = tags.said_since(session, now() - timedelta(days=DAYS))
    figures = quality.measured(site().quality)
    return render_template(
        "quality.html",
        figures=figures,
        measures=quality.MEASURES,
        said=said,
        days=DAYS,
        card=quality.card(site().models),
    )


@blueprint.get("/card")
def card() -> str:
    """The model's card as its makers wrote it."""
    text = quality.card(site().models)
    if text is None:
        raise NotFound("page")
    return render_template("card.html", text=text)

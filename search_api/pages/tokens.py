"""The tokens with which a person's programs use the interface: made, shown once, ended."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from legislation import links
from legislation.errors import Invalid
from legislation.storage import links as stored
from search_api.api.access import SCOPES
from search_api.signed_in import person_in
from search_api.site import now, site

blueprint = Blueprint("tokens", __name__, url_prefix="/tokens")

MOST = 20
"""A person's tokens, at most."""


@blueprint.get("")
def own() -> str:
    return _page()


@blueprint.post("")
def make() -> str:
    """Shows the token, this once: it is not kept."""
    scope = request.form.get("scope", "")
    if scope not in SCOPES:
        raise Invalid("unknown_scope", "scope")
    with site().database.write() as session:
        person = person_in(session)
        if len(stored.running(session, person, list(SCOPES.values()), now())) >= MOST:
            raise Invalid("too_many_tokens")
        token = links.give(session, site().key, person, SCOPES[scope], None, now=now())
    return _page(f"{scope}:{token}")


@blueprint.post("/<row:link_id>/end")
def end(link_id: int) -> Response:
    with site().database.write() as session:
        links.end(session, person_in(session), link_id, now=now())
    return redirect(url_for("tokens.own"), 303)


def _page(made: str = "") -> str:
    with site().database.read() as session:
        person = person_in(session)
        running = stored.running(session, person, list(SCOPES.values()), now())
        scopes = {purpose: scope for scope, purpose in SCOPES.items()}
        return render_template(
            "tokens.html", running=running, scopes=scopes, made=made, address=site().address
        )

"""Who asks the interface: nobody in particular, or the bearer of a token that a person made.

The cookie of a session counts for nothing here. A token of the scope ``public`` finds what everybody finds,
and may ask more often; one of the scope ``own`` finds what its person may read.
"""

from flask import Flask, Response, g, request

from legislation import links
from legislation.documents import viewer
from legislation.errors import BadLink
from legislation.query import PUBLIC, Viewer
from legislation.vocabulary import Purpose
from search_api.site import now, site

SCOPES = {"public": Purpose.API_PUBLIC, "own": Purpose.API_OWN}
PREFIX = "/api/v1/"


def set_up(app: Flask) -> None:
    app.before_request(_recognise)
    app.after_request(_spare)


def asker() -> Viewer:
    """Whose eyes count for this request."""
    eyes: Viewer = g.get("asker", PUBLIC)
    return eyes


def token_number() -> int | None:
    """The number of the token that came with this request, None without one."""
    number: int | None = g.get("token_number")
    return number


def _recognise() -> None:
    """Raises BadLink for a token that is not good (any more)."""
    kind, _, word = request.headers.get("Authorization", "").partition(" ")
    if not request.path.startswith(PREFIX) or not kind:
        return
    if kind.lower() != "bearer":
        raise BadLink("forged")
    scope, _, token = word.strip().partition(":")
    if scope not in SCOPES:
        raise BadLink("forged")
    with site().database.read() as session:
        link = links.look(session, site().key, token, SCOPES[scope], now=now())
        g.token_number = link.id
        if scope == "own":
            g.asker = viewer(link.person)


def _spare(response: Response) -> Response:
    """Send an answer that the asker has already (ETag) without its body."""
    if request.path.startswith(PREFIX) and response.status_code == 200 and request.method == "GET":
        response.headers.setdefault("Cache-Control", "no-cache" if asker() == PUBLIC else "private, no-cache")
        response.vary.add("Authorization")
        response.add_etag()
        response.make_conditional(request)
    return response

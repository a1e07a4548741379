"""What a person, or a program, is told when something does not go as wished."""

import logging
from http import HTTPStatus
from typing import Any

from apiflask.exceptions import HTTPError
from flask import Flask, Response, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from legislation.errors import BadLink, Busy, Conflict, Forbidden, Invalid, NotFound, OrakargError
from search_api.engine import EngineDown
from search_api.messages import _, gettext
from search_api.signed_in import forget_person
from search_api.troubles import reason, refusal

log = logging.getLogger(__name__)

STATUS: dict[type[OrakargError], int] = {
    NotFound: 404,
    Forbidden: 403,
    Invalid: 400,
    Conflict: 409,
    EngineDown: 503,
    Busy: 503,
}
LINK_STATUS = {"forged": 404, "expired": 410, "revoked": 410, "used": 410, "disabled": 403}


EXPIRED = _(
    "This form is no longer good: go back, copy what you have written, open the page anew and send it again."
)


def set_up(app: Flask) -> None:
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(OrakargError, _ours)
    app.register_error_handler(Exception, _unforeseen)


def problem(status: int, detail: str, **more: Any) -> Response:
    """A problem document (RFC 9457)."""
    title = HTTPStatus(status).phrase
    response = make_response(
        {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    )
    response.status_code = status
    response.content_type = "application/problem+json"
    return response


def api_problem(error: HTTPError) -> Response:
    """What APIFlask found wrong with a request, as a problem document."""
    fields = error.detail if isinstance(error.detail, dict) else {}
    return problem(error.status_code, error.message or "", **({"errors": fields} if fields else {}))


def _ours(error: OrakargError) -> Response:
    if isinstance(error, BadLink):
        return _bad_link(error)
    status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 500)
    if status >= 500:
        log.error("%s: %s", type(error).__name__, error)
    return _answer(status, refusal(str(error)) if status in (400, 403, 409) else "", str(error))


def _bad_link(error: BadLink) -> Response:
    if request.path.startswith("/api/"):
        refused = problem(401, f"the token is {error}")
        refused.headers["WWW-Authenticate"] = 'Bearer error="invalid_token"'
        return refused
    page = render_template("bad_link.html", reason=reason(str(error)))
    return make_response(page, LINK_STATUS.get(str(error), 404))


def _http(error: HTTPException) -> Response:
    if error.response is not None or error.code is None or error.code < 400:
        return make_response(error.get_response())
    said = EXPIRED.spoken() if isinstance(error, CSRFError) else ""
    response = _answer(error.code, said, error.description or "")
    for name, value in error.get_headers():
        if name not in ("Content-Type", "Content-Length"):
            response.headers[name] = value
    return response


def _unforeseen(error: Exception) -> Response:
    """Logged with the rule of the address, never the address: it may hold a token."""
    log.error("%s %s failed", request.method, request.url_rule, exc_info=error)
    forget_person()
    return _answer(500, "", "")


def _answer(status: int, said: str, detail: str) -> Response:
    if request.path.startswith("/api/"):
        return problem(status, detail or HTTPStatus(status).phrase)
    title, advice = _words(status)
    return make_response(
        render_template("fault.html", status=status, title=title, advice=said or advice), status
    )


def _words(status: int) -> tuple[str, str]:
    words = {
        400: (
            gettext("This could not be understood"),
            gettext("Please go back and try it in another way: what you typed is still there."),
        ),
        401: (
            gettext("Please sign in"),
            gettext("This page is for members. Sign in with a link that we send you by mail."),
        ),
        403: (gettext("This is not yours to do"), gettext("Your role does not allow it.")),
        404: (
            gettext("There is no such page"),
            gettext("It may have moved, or it is not for you to see. Try a search."),
        ),
        405: (gettext("This page cannot do that"), gettext("Go back and use the button on the page.")),
        409: (gettext("Somebody was faster"), gettext("Nothing was overwritten.")),
        413: (gettext("This is too much at once"), gettext("The text is too long to be sent.")),
        429: (gettext("Too many requests"), gettext("Please wait a minute and try again.")),
        503: (
            gettext("Search is not available now"),
            gettext(
                "Drafts, comments and positions can be read as usual. Please try again in a few minutes."
            ),
        ),
    }
    unforeseen = (
        gettext("Something went wrong with us"),
        gettext("It was noted. Please try again in a few minutes."),
    )
    return words.get(status, unforeseen)

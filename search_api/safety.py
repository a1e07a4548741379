"""What protects people: headers, forms that only our pages can send, and limits on haste."""

from collections.abc import Callable
from typing import Any

from flask import Flask, abort, request
from flask.wrappers import Response
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf.csrf import CSRFProtect
from secure import (
    ContentSecurityPolicy,
    CrossOriginOpenerPolicy,
    CrossOriginResourcePolicy,
    PermissionsPolicy,
    ReferrerPolicy,
    Secure,
    StrictTransportSecurity,
    XContentTypeOptions,
    XFrameOptions,
)

from search_api import api
from search_api.api.access import token_number
from search_api.signed_in import me

_HTTPS_YEAR = 31_536_000
PRIVATE = frozenset({"links", "comment_link"})
"""Blueprints whose addresses hold a token."""
LIMITS = {
    "search.page": ("GET", "240 per minute"),
    "export.table": ("GET", "20 per minute"),
    "export.feed": ("GET", "60 per minute"),
    "tokens.make": ("POST", "10 per minute"),
    "provenance.page": ("GET", "60 per minute"),
    "provenance.file": ("GET", "60 per minute"),
    "links.ask": ("POST", "10 per minute"),
    "links.sign_in": ("POST", "10 per minute"),
    "links.look_at_sign_in": ("GET", "30 per minute"),
    "imports.give": ("POST", "30 per minute"),
    "comments.new": ("POST", "30 per minute"),
    "comment_link.new": ("POST", "30 per minute"),
    "comment_link.home": ("GET", "120 per minute"),
}
"""How often one address may ask, by endpoint."""


def set_up(app: Flask, *, csrf_exempt: list[str], https: bool) -> None:
    """Headers on every answer, a CSRF token on every form but those whose address is the right."""
    csrf = CSRFProtect(app)
    for name in csrf_exempt:
        csrf.exempt(app.blueprints[name])
    limiter = Limiter(get_remote_address, app=app, storage_uri="memory://")
    for endpoint, (method, limit) in LIMITS.items():
        view: Callable[..., Any] = app.view_functions[endpoint]
        limited: Callable[..., Any] = limiter.limit(limit, methods=[method])(view)
        app.view_functions[endpoint] = limited
    shared = limiter.shared_limit(_api_limit, scope="api", key_func=_asks_for)
    for endpoint in [name for name in app.view_functions if name.partition(".")[0] in api.BLUEPRINTS]:
        answer: Callable[..., Any] = app.view_functions[endpoint]
        counted: Callable[..., Any] = shared(answer)
        app.view_functions[endpoint] = counted
    app.before_request(_refuse_nul)
    headers = _headers(https=https)

    @app.after_request
    def protect(response: Response) -> Response:
        for name, value in headers.header_items():
            response.headers.setdefault(name, value)
        if request.blueprint in PRIVATE or me():
            response.headers["Cache-Control"] = "no-store"
        return response


def _api_limit() -> str:
    return "600 per minute" if token_number() else "120 per minute"


def _asks_for() -> str:
    """Programs with a token are counted by it, all others by their address."""
    return f"token {number}" if (number := token_number()) else get_remote_address()


def _refuse_nul() -> None:
    """The character 0 stands in no text, and not every database takes it."""
    if "\0" in request.path or any("\0" in value for _, value in request.values.items(multi=True)):
        abort(400)


def _headers(*, https: bool) -> Secure:
    """Our own files only, no frame, nothing from elsewhere; and nobody is told where a reader came from."""
    policy = (
        ContentSecurityPolicy()
        .default_src("'none'")
        .script_src("'self'")
        .connect_src("'self'")
        .style_src("'self'")
        .img_src("'self'")
        .form_action("'self'")
        .base_uri("'none'")
        .frame_ancestors("'none'")
    )
    return Secure(
        csp=policy,
        referrer=ReferrerPolicy().no_referrer(),
        xcto=XContentTypeOptions(),
        xfo=XFrameOptions().deny(),
        coop=CrossOriginOpenerPolicy().same_origin(),
        corp=CrossOriginResourcePolicy().same_origin(),
        permissions=PermissionsPolicy().geolocation().camera().microphone(),
        hsts=StrictTransportSecurity().max_age(_HTTPS_YEAR) if https else None,
    )

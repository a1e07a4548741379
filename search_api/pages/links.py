"""Signing in by a link that works once, and out again."""

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from legislation import links
from legislation.vocabulary import Purpose
from search_api.signed_in import sign_in as begin
from search_api.signed_in import sign_out as finish
from search_api.site import now, site
from search_api.speech import speak_to

blueprint = Blueprint("links", __name__)


@blueprint.get("/sign-in")
def about_sign_in() -> str:
    return render_template("sign_in.html", person=None)


@blueprint.get("/sign-in/<token>")
def look_at_sign_in(token: str) -> str:
    """Uses nothing up: programs that check mails for harm open links too."""
    with site().database.read() as session:
        link = links.look(session, site().key, token, Purpose.SIGN_IN, now=now())
        speak_to(link.person.language)
        return render_template("sign_in.html", person=link.person)


@blueprint.post("/sign-in/<token>")
def sign_in(token: str) -> Response:
    with site().database.write() as session:
        link = links.use_once(session, site().key, token, Purpose.SIGN_IN, now=now())
    begin(link.person_id)
    return redirect(url_for("search.page"), 303)


@blueprint.post("/sign-out")
def sign_out() -> Response:
    finish()
    return redirect(url_for("search.page"), 303)

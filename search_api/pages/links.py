"""Signing in by a link that works once and comes by mail, and out again."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from legislation import links
from legislation.asking import ask_for_link
from legislation.vocabulary import Purpose
from search_api.signed_in import sign_in as begin
from search_api.signed_in import sign_out as finish
from search_api.site import now, site
from search_api.speech import speak_to

blueprint = Blueprint("links", __name__)


@blueprint.get("/sign-in")
def about_sign_in() -> str:
    return render_template("sign_in.html", person=None, asked="asked" in request.args)


@blueprint.post("/sign-in")
def ask() -> Response:
    """Answers the same whoever asks, as often as they ask: the page tells nobody which addresses we know."""
    with site().database.write() as session:
        ask_for_link(session, request.form.get("email", ""), now=now())
    return redirect(url_for("links.about_sign_in", asked=1), 303)


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

"""``/u/TOKEN``: ending mails, from the mail itself, without signing in."""

from flask import Blueprint, render_template, request
from sqlalchemy.orm import Session

from legislation import links
from legislation.model import Link
from legislation.storage import subscriptions
from legislation.subscribe import unsubscribe, unsubscribe_all
from legislation.vocabulary import Purpose
from search_api.numbers import row_id
from search_api.site import now, site
from search_api.speech import speak_to

blueprint = Blueprint("unsubscribe", __name__, url_prefix="/u")


@blueprint.get("/<token>")
def ask(token: str) -> str:
    with site().database.read() as session:
        link = _link(session, token)
        followed = subscriptions.of_person(session, link.person_id)
        return render_template("unsubscribe.html", followed=followed, token=token, ended=None)


@blueprint.post("/<token>")
def end(token: str) -> str:
    """End one search, or all: so do mail programs by themselves (RFC 8058). Again is no error."""
    with site().database.write() as session:
        link = _link(session, token)
        one = "subscription" in request.form
        if one:
            unsubscribe(session, link.person, request.form.get("subscription", 0, type=row_id), now=now())
        else:
            unsubscribe_all(session, link.person, now=now())
        followed = subscriptions.of_person(session, link.person_id)
        ended = "one" if one else "all"
        return render_template("unsubscribe.html", followed=followed, token=token, ended=ended)


def _link(session: Session, token: str) -> Link:
    link = links.look(session, site().key, token, Purpose.UNSUBSCRIBE, now=now())
    speak_to(link.person.language)
    return link

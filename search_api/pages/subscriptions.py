"""What a person follows: saved searches, each to be ended with one button."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from legislation.errors import Invalid
from legislation.storage import subscriptions
from legislation.subscribe import subscribe, unsubscribe
from legislation.vocabulary import Frequency
from search_api.signed_in import person_in
from search_api.site import now, site

blueprint = Blueprint("subscriptions", __name__, url_prefix="/subscriptions")


@blueprint.get("")
def own() -> str:
    with site().database.read() as session:
        person = person_in(session)
        followed = subscriptions.of_person(session, person.id)
        saved = request.args.get("saved", type=int)
        return render_template("subscriptions.html", followed=followed, person=person, saved=saved)


@blueprint.post("")
def save() -> Response:
    frequency = request.form.get("frequency", Frequency.DAILY)
    if frequency not in set(Frequency):
        raise Invalid("unknown_frequency", "frequency")
    with site().database.write() as session:
        saved = subscribe(
            session,
            person_in(session),
            request.form.get("q", ""),
            name=request.form.get("name", ""),
            frequency=Frequency(frequency),
            now=now(),
        )
        return redirect(url_for("subscriptions.own", saved=saved.id, _anchor=f"s{saved.id}"), 303)


@blueprint.post("/<row:subscription_id>/end")
def end(subscription_id: int) -> Response:
    with site().database.write() as session:
        unsubscribe(session, person_in(session), subscription_id, now=now())
    return redirect(url_for("subscriptions.own"), 303)

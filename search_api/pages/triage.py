"""What officers decide on a draft: its topics, what becomes of a comment, whether a position is opened."""

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from legislation.corrections import correct
from legislation.errors import Invalid
from legislation.positions import comments, drafting
from legislation.storage import drafts
from legislation.vocabulary import Fate
from search_api.signed_in import person_in
from search_api.site import now, site

blueprint = Blueprint("triage", __name__)


VERDICTS = {"yes": True, "no": False, "back": None}
"""What the buttons say; ``back`` takes back what was said."""


@blueprint.post("/drafts/<path:key>/about")
def correct_draft(key: str) -> Response:
    """One click on a topic or, without one, on relevance as a whole."""
    topic, verdict = request.form.get("topic") or None, verdict_sent()
    if verdict and topic and topic not in site().topics:
        raise Invalid("unknown_topic", "topic")
    with site().database.write() as session:
        officer = person_in(session)
        draft = drafts.named(session, key)
        correct(session, officer, draft.id, topic, verdict, now=now())
    place = f"topic-{topic}" if topic else "relevance"
    return redirect(url_for("drafts.page", key=key, _anchor=place), 303)


def verdict_sent() -> bool | None:
    sent = request.form.get("verdict", "")
    if sent not in VERDICTS:
        raise Invalid("unknown_verdict", "verdict")
    return VERDICTS[sent]


@blueprint.post("/comments/<row:comment_id>/fate")
def decide(comment_id: int) -> Response:
    fate = request.form.get("fate", "")
    if fate not in set(Fate):
        raise Invalid("unknown_fate", "fate")
    with site().database.write() as session:
        officer = person_in(session)
        reason = request.form.get("reason", "")
        comment = comments.decide(session, officer, comment_id, Fate(fate), reason, now=now())
        return redirect(url_for("drafts.page", key=comment.draft.key, _anchor=f"c{comment.id}"), 303)


@blueprint.post("/drafts/<path:key>/position")
def open_position(key: str) -> Response:
    with site().database.write() as session:
        officer = person_in(session)
        draft = drafts.named(session, key)
        position = drafting.open_position(session, officer, draft, request.form.get("title", ""), now=now())
        session.flush()
        return redirect(url_for("positions.page", position_id=position.id), 303)

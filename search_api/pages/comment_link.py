"""``/c/TOKEN``: the link of a mail, with which one person comments on one draft without a password."""

from flask import Blueprint
from sqlalchemy.orm import Session

from legislation import links
from legislation.errors import BadLink
from legislation.storage import drafts
from legislation.vocabulary import Purpose
from search_api.pages.desk import Answer, Desk, Finder, edit_comment, new_comment
from search_api.pages.reading import draft_page
from search_api.site import now, site
from search_api.speech import speak_to

blueprint = Blueprint("comment_link", __name__, url_prefix="/c")


@blueprint.get("/<token>")
def home(token: str) -> str:
    with site().database.read() as session:
        desk = _desk(session, token)
        return draft_page(session, desk.draft, desk)


@blueprint.route("/<token>/comment", methods=["GET", "POST"])
def new(token: str) -> Answer:
    return new_comment(_finder(token))


@blueprint.route("/<token>/comments/<row:comment_id>", methods=["GET", "POST"])
def edit(token: str, comment_id: int) -> Answer:
    return edit_comment(_finder(token), comment_id)


def _finder(token: str) -> Finder:
    return lambda session: _desk(session, token)


def _desk(session: Session, token: str) -> Desk:
    """The person and the draft that the link names; raises BadLink."""
    link = links.look(session, site().key, token, Purpose.COMMENT, now=now())
    draft = drafts.by_id(session, link.object_id) if link.object_id is not None else None
    if draft is None:
        raise BadLink("revoked")
    speak_to(link.person.language)
    return Desk(link.person, draft, token)

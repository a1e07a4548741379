"""Comments of a person who is signed in."""

from flask import Blueprint
from sqlalchemy.orm import Session

from legislation.model import Draft
from legislation.positions import comments
from legislation.storage import drafts
from search_api.pages.desk import Answer, Desk, edit_comment, new_comment
from search_api.signed_in import person_in

blueprint = Blueprint("comments", __name__)


@blueprint.route("/drafts/<path:key>/comment", methods=["GET", "POST"])
def new(key: str) -> Answer:
    def find(session: Session) -> Desk:
        person = person_in(session)
        return Desk(person, drafts.named(session, key))

    return new_comment(find)


@blueprint.route("/comments/<row:comment_id>", methods=["GET", "POST"])
def edit(comment_id: int) -> Answer:
    def find(session: Session) -> Desk:
        person = person_in(session)
        draft: Draft = comments.own(session, person, comment_id).draft
        return Desk(person, draft)

    return edit_comment(find, comment_id)

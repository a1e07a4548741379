"""The page of one draft, for the public and for who is signed in."""

from flask import Blueprint

from legislation.storage import drafts
from search_api.pages.desk import Desk
from search_api.pages.reading import draft_page
from search_api.signed_in import person_or_none
from search_api.site import site

blueprint = Blueprint("drafts", __name__)


@blueprint.get("/drafts/<path:key>")
def page(key: str) -> str:
    with site().database.read() as session:
        draft = drafts.named(session, key)
        person = person_or_none(session)
        return draft_page(session, draft, Desk(person, draft) if person else None)

"""Joint positions: what members said, gathered into numbered points."""

from io import BytesIO
from itertools import groupby

from flask import Blueprint, render_template, send_file
from flask_babel import get_locale
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from legislation import rights
from legislation.model import Anchor, Comment, Person, Position
from legislation.positions import comments, drafting
from legislation.positions.paper import to_docx
from legislation.storage import positions
from legislation.vocabulary import Fate
from search_api.signed_in import person_or_none
from search_api.site import now, site

blueprint = Blueprint("positions", __name__, url_prefix="/positions")

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@blueprint.get("")
def every() -> str:
    """All positions for officers, the published ones for everybody else."""
    with site().database.read() as session:
        person = person_or_none(session)
        shown = [p for p in positions.all_positions(session) if rights.may_read_position(person, p)]
        return render_template("positions.html", positions=shown)


@blueprint.get("/<row:position_id>")
def page(position_id: int) -> str:
    with site().database.read() as session:
        person = person_or_none(session)
        position = drafting.readable(session, person, position_id)
        said = readable_comments(session, person, position)
        return render_template(
            "position.html",
            position=position,
            editable=rights.is_officer(person) and position.state in drafting.EDITABLE,
            places=by_place([comment for comment in said if comment.fate == Fate.OPEN]),
            decided=[comment for comment in said if comment.fate in (Fate.ANSWERED, Fate.OUT_OF_SCOPE)],
        )


@blueprint.get("/<row:position_id>.docx")
def paper(position_id: int) -> Response:
    with site().database.read() as session:
        position = drafting.readable(session, person_or_none(session), position_id)
        content = to_docx(
            position,
            association=site().association,
            language=str(get_locale()),
            made=now().astimezone(site().zone),
        )
    return send_file(BytesIO(content), DOCX, as_attachment=True, download_name=f"orakarg-{position_id}.docx")


def readable_comments(session: Session, person: Person | None, position: Position) -> list[Comment]:
    """What was said on all drafts of the position's matter, as far as an officer may read it."""
    if not rights.is_officer(person):
        return []
    return [c for draft in position.dossier.drafts for c in comments.readable(session, person, draft)]


def by_place(said: list[Comment]) -> list[tuple[Anchor, list[Comment]]]:
    """The comments place by place, in the order of the text."""

    def place(comment: Comment) -> tuple[int, int, str]:
        return comment.anchor.version_id, comment.anchor.start, comment.anchor.path

    grouped = [list(group) for _, group in groupby(sorted(said, key=place), place)]
    return [(group[0].anchor, group) for group in grouped]

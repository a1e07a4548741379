"""Assisted import: an officer gives an address or a file, corrects what was read of it, and saves a draft."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from legislation import imports, rights, uploads
from legislation.errors import Conflict, Invalid
from legislation.facts import read_facts
from legislation.model import Draft, Import
from legislation.storage import drafts
from legislation.storage import imports as kept
from legislation.vocabulary import LANGUAGES, Deadline, Kind, Stage
from search_api.pages.desk import Answer, status_of
from search_api.signed_in import me, person_in
from search_api.site import now, site

blueprint = Blueprint("imports", __name__, url_prefix="/imports")

PREVIEW = 4_000
"""Letters of the text that are shown before it is saved."""
SLOW = timedelta(minutes=3)
"""After so long somebody should look whether the worker runs."""
_MOST_SENT = uploads.MOST_BYTES + 5_000_000
"""A file that is only a little too large is refused in words of its own."""


@blueprint.before_app_request
def _let_officers_send_files() -> None:
    person = me() if request.endpoint == "imports.give" and request.method == "POST" else None
    if person and person.officer:
        request.max_content_length = _MOST_SENT


@blueprint.get("")
def start() -> Answer:
    return _start(request.args.get("url", ""), None)


@blueprint.post("")
def give() -> Answer:
    with site().database.read() as session:
        rights.need_officer(person_in(session))
    url, sent = request.form.get("url", ""), request.files.get("file")
    try:
        upload = uploads.keep(site().imports, sent.stream, sent.filename) if sent and sent.filename else None
        try:
            with site().database.write() as session:
                row = imports.give(session, person_in(session), url=url, upload=upload, now=now())
                session.flush()
                return redirect(url_for("imports.page", import_id=row.id), 303)
        except BaseException:
            if upload:
                uploads.remove(site().imports, upload.file)
            raise
    except Invalid as error:
        return _start(url, error)


def _start(url: str, refused: Invalid | None) -> Answer:
    with site().database.read() as session:
        rights.need_officer(person_in(session))
        page = render_template(
            "imports.html", url=url, refused=refused, waiting=kept.unfinished(session), kept=imports.KEPT
        )
    return page, status_of(refused)


@blueprint.get("/<row:import_id>")
def page(import_id: int) -> Answer:
    return _page(import_id, None, None)


@blueprint.post("/<row:import_id>")
def save(import_id: int) -> Answer:
    typed = {name: value for name, value in request.form.items() if name != "csrf_token"}
    try:
        with site().database.write() as session:
            officer = person_in(session)
            rights.need_officer(officer)
            titles = {name: source.titles for name, source in site().sources.items()}
            facts = read_facts(_joined(typed), site().zone, titles)
            draft, _ = imports.save(session, officer, import_id, facts, now=now())
            return redirect(url_for("drafts.page", key=draft.key), 303)
    except (Invalid, Conflict) as error:
        return _page(import_id, typed, error)


@blueprint.post("/<row:import_id>/again")
def again(import_id: int) -> Response:
    with site().database.write() as session:
        imports.try_again(session, person_in(session), import_id, now=now())
    return redirect(url_for("imports.page", import_id=import_id), 303)


def _page(import_id: int, typed: Mapping[str, str] | None, refused: Invalid | Conflict | None) -> Answer:
    with site().database.read() as session:
        rights.need_officer(person_in(session))
        row = kept.named(session, import_id)
        if row.draft_id is not None and refused is None:
            draft = drafts.by_id(session, row.draft_id)
            return redirect(url_for("drafts.page", key=draft.key if draft else ""), 303)
        same = imports.known(session, row) if row.record else None
        shown = render_template(
            "import.html",
            row=row,
            typed=typed or _known(session, row, same),
            refused=refused,
            same=same,
            elsewhere=kept.elsewhere(session, row.url),
            slow=now() - row.queued_at > SLOW,
            preview=(row.text or "")[:PREVIEW],
            choices=_CHOICES,
            sources=site().sources,
        )
    return shown, status_of(refused)


_CHOICES: dict[str, list[str]] = {
    "kind": [one.value for one in Kind],
    "stage": [one.value for one in Stage],
    "language": list(LANGUAGES),
}


def _joined(typed: Mapping[str, str]) -> dict[str, str]:
    """The form with the deadline's day and time in one."""
    day, time = typed.get("deadline", "").strip(), typed.get("deadline_time", "").strip()
    return {**typed, "deadline": f"{day}T{time}" if day and time else day}


def _known(session: Session, row: Import, same: Draft | None) -> dict[str, Any]:
    """What the form begins with: what the draft says that this was before, else what could be read."""
    if same is None:
        return {"title": row.title or row.name, "language": row.language or ""}
    closes = same.closes.astimezone(site().zone) if same.closes else None
    assumed = same.deadline == Deadline.ASSUMED
    return {
        "title": same.title(row.language or "hy"),
        "source": same.source,
        "kind": same.kind or "",
        "body": same.body or "",
        "stage": same.stage or "",
        "published": same.published.isoformat() if same.published else "",
        "deadline": f"{closes:%Y-%m-%d}" if closes else "",
        "deadline_time": _time(closes),
        "deadline_is": (Deadline.ASSUMED if assumed else Deadline.PUBLISHED) if closes else "",
        "language": same.language or row.language or "",
    }


def _time(closes: datetime | None) -> str:
    """The time of a deadline; a day that is open to its end has none."""
    return f"{closes:%H:%M}" if closes and f"{closes:%H:%M:%S}" != "23:59:59" else ""

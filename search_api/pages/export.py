"""A search to take along: as a table, or as a feed that a reader program follows."""

from collections.abc import Callable
from datetime import datetime, time
from typing import Any

from flask import Blueprint, Response, make_response, render_template, url_for
from flask_babel import get_locale

from legislation.query import PUBLIC
from legislation.writings import readables
from search_api import exporting
from search_api.exporting import Columns, Row
from search_api.findings import Found
from search_api.messages import _, gettext
from search_api.pages.search import Asked
from search_api.searching import find
from search_api.signed_in import viewer_here
from search_api.site import now, site
from search_api.wording import named

blueprint = Blueprint("export", __name__)

COLUMNS = {
    "id": _("Identifier"),
    "title": _("Title"),
    "text": _("Text"),
    "source": _("Source"),
    "kind": _("Kind"),
    "body": _("Issuing body"),
    "stage": _("Stage"),
    "published": _("Published"),
    "closes": _("Discussion ends"),
    "topics": _("Topics"),
    "url": _("The original at the source"),
    "address": _("Page in Orakarg"),
}
FORMATS: dict[str, tuple[str, Callable[[list[Row], Columns], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", exporting.as_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", exporting.as_xlsx),
    "json": ("application/json", exporting.as_json),
}


@blueprint.get("/search.<any(csv, xlsx, json):format>")
def table(format: str) -> Response:
    """What the search finds, in the order of the page; ``exporting.MOST`` rows at most."""
    media_type, write = FORMATS[format]
    values = _as_it_is if format == "json" else _in_words
    asked = Asked.here()
    with site().database.read() as session:
        found = find(
            session,
            site().engine,
            asked.query,
            viewer_here(),
            limit=exporting.MOST,
            sort=asked.sort,
            now=now(),
            passages=False,
        )
        rows: list[Row] = [values(one) for one in found.hits]
    headings = {column: column if format == "json" else said.spoken() for column, said in COLUMNS.items()}
    answer = make_response(write(rows, headings))
    answer.headers["Content-Type"] = media_type
    answer.headers["Content-Disposition"] = f"attachment; filename=orakarg-{_today():%Y-%m-%d}.{format}"
    return answer


@blueprint.get("/search.atom")
def feed() -> Response:
    """What the search found last, for everybody: a program that follows a feed has not signed in."""
    asked = Asked.here()
    with site().database.read() as session:
        found = find(
            session,
            site().engine,
            asked.query,
            PUBLIC,
            limit=exporting.LATEST,
            sort="newest",
            now=now(),
            passages=False,
        )
        entries = [_entry(one) for one in found.hits]
    spoken = asked.query.understood(str(get_locale()), named) if asked.typed else gettext("All drafts")
    query = {"q": asked.typed} if asked.typed else {}
    answer = make_response(
        exporting.as_atom(
            title=f"{site().association} · {spoken}",
            address=_address("export.feed", **query),
            page=_address("search.page", **query),
            language=str(get_locale()),
            updated=max((one["updated"] for one in entries), default=now()),
            entries=entries,
        )
    )
    answer.headers["Content-Type"] = "application/atom+xml; charset=utf-8"
    return answer


def _as_it_is(one: Found) -> Row:
    draft = one.draft
    values: dict[str, Any] = {name: getattr(draft, name, None) for name in COLUMNS}
    return values | {
        "id": one.id,
        "title": draft.title(str(get_locale())),
        "text": "\n\n".join(text.text for text in readables(one.written)) if one.written else None,
        "topics": list(one.topics),
        "address": _address("drafts.page", key=draft.key),
    }


def _in_words(one: Found) -> Row:
    draft, zone = one.draft, site().zone
    return {
        **_as_it_is(one),
        **{name: named(name, getattr(draft, name) or "") for name in ("source", "kind", "stage")},
        "closes": f"{draft.closes.astimezone(zone):%Y-%m-%d %H:%M}" if draft.closes else "",
        "topics": [named("topic", topic) for topic in one.topics],
    }


def _entry(one: Found) -> Row:
    draft = one.draft
    return {
        "title": draft.title(str(get_locale())),
        "updated": datetime.combine(draft.published, time(), site().zone)
        if draft.published
        else draft.first_seen,
        "address": _address("drafts.page", key=draft.key),
        "summary": render_template("entry.txt", draft=draft, topics=one.topics),
    }


def _address(endpoint: str, **values: Any) -> str:
    return f"{site().address}{url_for(endpoint, **values)}"


def _today() -> datetime:
    return now().astimezone(site().zone)

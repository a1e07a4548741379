"""From a text to the bytes that it was read from: where they came from, and whether they are whole."""

import mimetypes
import re
from dataclasses import dataclass
from io import BytesIO

from flask import Blueprint, render_template, send_file
from werkzeug.wrappers import Response

from legislation import rights
from legislation.archive import LostRecord, read_record
from legislation.errors import Forbidden, NotFound
from legislation.model import Person, Version
from legislation.scraped import Page
from legislation.storage import provenance
from search_api.signed_in import person_or_none
from search_api.site import site

blueprint = Blueprint("provenance", __name__, url_prefix="/versions")

NO_POWERS = "sandbox; default-src 'none'"
"""What a foreign file may do in a browser that shows it all the same: nothing."""


@dataclass(frozen=True)
class Held:
    """What the archive holds for a version now: ``same`` bytes, ``other`` ones, ``lost``, or ``none``."""

    state: str
    page: Page | None = None


@blueprint.get("/<row:version_id>/bytes")
def page(version_id: int) -> str:
    with site().database.read() as session:
        version = provenance.version(session, version_id)
        return render_template(
            "provenance.html",
            version=version,
            draft=version.draft,
            held=_held(version),
            may_take=_may_take(person_or_none(session), version),
        )


@blueprint.get("/<row:version_id>/bytes/file")
def file(version_id: int) -> Response:
    """The bytes as a file to keep, never as a page of ours."""
    with site().database.read() as session:
        version = provenance.version(session, version_id)
        if not _may_take(person_or_none(session), version):
            raise Forbidden("officers_only")
        held = _held(version)
        name = _file_name(version)
    if held.state != "same" or held.page is None:
        raise NotFound("bytes")
    content = BytesIO(held.page.content)
    response = send_file(content, "application/octet-stream", as_attachment=True, download_name=name)
    response.headers["Content-Security-Policy"] = NO_POWERS
    return response


def _may_take(person: Person | None, version: Version) -> bool:
    """What people proposed stands in the original with their names: that is for officers."""
    source = site().sources.get(version.draft.source)
    return rights.is_officer(person) or not (source and version.part in source.proposals)


def _held(version: Version) -> Held:
    if not version.record:
        return Held("none")
    try:
        found = read_record(site().archive, version.record)
    except LostRecord:
        return Held("lost")
    return Held("same" if found.sha256 == version.sha256 else "other", found)


def _file_name(version: Version) -> str:
    plain = re.sub(r"[^A-Za-z0-9]+", "-", f"{version.draft.key}-{version.part}-{version.number}")
    return plain + (mimetypes.guess_extension(version.media_type) or ".bin")

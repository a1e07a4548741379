"""The officers' inbox: drafts that nobody has judged yet, the most relevant first; one click judges."""

from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from legislation import rights
from legislation.corrections import correct
from legislation.model import Draft
from legislation.storage import drafts, tags, triage
from legislation.storage.triage import CLOSINGS, Wanted
from search_api.pages.paging import Paging
from search_api.pages.triage import verdict_sent
from search_api.pages.why import level_of, spoken_signals, topic_reason
from search_api.signed_in import person_in
from search_api.site import now, site

blueprint = Blueprint("inbox", __name__, url_prefix="/inbox")

PER_PAGE = 20
DEEPEST = 10_000
MOST_REASONS = 2


@dataclass(frozen=True)
class Asked:
    """Which drafts the address of the page asks for."""

    wanted: Wanted
    page: int

    @classmethod
    def here(cls) -> "Asked":
        closing = request.values.get("closing", "")
        wanted = Wanted(
            rest=request.values.get("rest") == "1",
            closing=closing if closing in CLOSINGS else "open",
            source=request.values.get("source") or None,
        )
        page = request.values.get("page", 1, type=int)
        return cls(wanted, min(max(page, 1), DEEPEST // PER_PAGE))

    @property
    def fields(self) -> dict[str, str]:
        """What a form must send along, so that it leads back to the same list."""
        wanted = self.wanted
        told = {
            "rest": "1" if wanted.rest else "",
            "closing": "" if wanted.closing == "open" else wanted.closing,
            "source": wanted.source or "",
            "page": str(self.page) if self.page > 1 else "",
        }
        return {name: value for name, value in told.items() if value}

    def address(self, **changed: str | int) -> str:
        told = {name: value for name, value in (self.fields | changed).items() if value not in ("", 1)}
        if "page" not in changed:
            told.pop("page", None)
        return url_for("inbox.page") + (f"?{urlencode(told)}" if told else "")


@dataclass(frozen=True)
class Row:
    """A draft that waits, how surely it matters, why in a line, and who said before that it does not."""

    draft: Draft
    about: tags.About
    level: str
    reason: str


@blueprint.get("")
def page() -> str:
    asked = Asked.here()
    with site().database.read() as session:
        rights.need_officer(person_in(session))
        total = triage.count(session, asked.wanted, now())
        found = triage.waiting(
            session, asked.wanted, now(), limit=PER_PAGE, offset=(asked.page - 1) * PER_PAGE
        )
        done = drafts.by_key(session, request.args.get("done", ""))
        return render_template(
            "inbox.html",
            asked=asked,
            rows=[_row(session, draft) for draft in found],
            total=total,
            sources=triage.sources(session, asked.wanted, now()),
            rest=triage.count(session, Wanted(not asked.wanted.rest, asked.wanted.closing), now()),
            paging=Paging(asked.page, PER_PAGE, min(total, DEEPEST), asked.address),
            done=done,
            said=tags.about(session, done).correction if done else None,
            closings=CLOSINGS,
        )


def _row(session: Session, draft: Draft) -> Row:
    about = tags.about(session, draft)
    told = spoken_signals(about, drafts.references(session, draft))
    said = [one.words for one in told if one.weight > 0][:MOST_REASONS]
    if not said and (subject := next((one for one in about.subjects if one.holds and one.tags), None)):
        said = [topic_reason(subject.tags[0])]
    return Row(draft, about, level_of(about), "; ".join(said))


@blueprint.post("/<path:key>")
def judge(key: str) -> Response:
    asked = Asked.here()
    with site().database.write() as session:
        officer = person_in(session)
        draft = drafts.named(session, key)
        correct(session, officer, draft.id, None, verdict_sent(), now=now())
    return redirect(asked.address(page=asked.page, done=key), 303)

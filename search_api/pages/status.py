"""Whether the sources are being read, for everybody; whether we are alive, for machines."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, render_template

from config.sources import Source
from legislation.freshness import Freshness, look
from legislation.model import CrawlRun
from legislation.storage import drafts, runs
from legislation.vocabulary import RunState
from search_api.site import now, site

blueprint = Blueprint("status", __name__)


@dataclass(frozen=True)
class Shown:
    """A source with its last crawl that has ended, and how fresh what we know of it is."""

    source: Source
    run: CrawlRun | None
    fresh: Freshness

    @property
    def name(self) -> str:
        return self.source.name

    @property
    def state(self) -> str:
        return self.fresh.trouble if self.source.on else RunState.OFF

    @property
    def reason(self) -> str | None:
        return self.run.reason if self.run else None


@blueprint.get("/status")
def page() -> str:
    known = site().sources
    with site().database.read() as session:
        fresh = look(session, {name: source.quiet for name, source in known.items()}, now())
        shown = [Shown(known[one.name], runs.last(session, one.name), one) for one in fresh]
        followed = [one for one in shown if one.source.on]
        checked = max((one.fresh.checked_at for one in followed if one.fresh.checked_at), default=None)
        return render_template("status.html", sources=shown, followed=followed, checked=checked)


@blueprint.get("/healthz")
def health() -> dict[str, Any]:
    """Fails if the database does not answer; a search engine that is down is told, and is no failure."""
    with site().database.read() as session:
        drafts.count(session)
    return {"database": "ok", "engine": site().engine.health()["state"]}

"""Whether the sources are being read, for everybody; whether we are alive, for machines."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, render_template

from config.sources import Source
from legislation.model import CrawlRun
from legislation.storage import drafts, runs
from legislation.vocabulary import RunState
from search_api.site import site

blueprint = Blueprint("status", __name__)


@dataclass(frozen=True)
class Shown:
    """A source with its last run that has ended."""

    source: Source
    run: CrawlRun | None

    @property
    def name(self) -> str:
        return self.source.name

    @property
    def state(self) -> str:
        if not self.source.on:
            return RunState.OFF
        return (self.run.state if self.run else None) or RunState.NEVER

    @property
    def reason(self) -> str | None:
        return self.run.reason if self.run else None


@blueprint.get("/status")
def page() -> str:
    with site().database.read() as session:
        shown = [Shown(source, runs.last(session, name)) for name, source in site().sources.items()]
        return render_template("status.html", sources=shown)


@blueprint.get("/healthz")
def health() -> dict[str, Any]:
    """Fails if the database does not answer; a search engine that is down is told, and is no failure."""
    with site().database.read() as session:
        drafts.count(session)
    return {"database": "ok", "engine": site().engine.health()["state"]}

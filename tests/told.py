"""What a source tells, for tests of taking it in: a draft of parts, and what came of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from factories import BILL, NOW, scraped_part
from sqlalchemy import select

from legislation import ingest
from legislation.model import Draft, Event
from legislation.scraped import ScrapedDraft, ScrapedPart, merge

KEY = "edraft:9105"
LATER = NOW + timedelta(days=1)
CLOSES = datetime(2026, 3, 17, 19, 59, 59, tzinfo=UTC)


def part(text: str = BILL, name: str = "about", **facts) -> ScrapedPart:
    """A part of the draft ``KEY``, unless another key is given."""
    given = {"titles": {"hy": "Օրենքի նախագիծ"}, "key": KEY} | facts
    return replace(scraped_part("", name, key=given.pop("key")), text=text, **given)


def told(*parts: ScrapedPart, **more) -> ScrapedDraft:
    """The draft of these parts; of one with a bill, for none."""
    return merge("edraft", parts or (part(),), **more)


def keep(session, scraped: ScrapedDraft, now: datetime = NOW, quiet: str | None = None) -> ingest.Recorded:
    return ingest.record(session, scraped, now=now, quiet=quiet)


def news(session) -> list[tuple[str, dict]]:
    """The events so far, as kind and details, oldest first."""
    return [(event.kind, event.details) for event in session.scalars(select(Event).order_by(Event.id))]


def index_all(session) -> None:
    for draft in session.scalars(select(Draft)):
        draft.indexed_at = NOW
    session.flush()


def waits_for_index(session) -> bool:
    return session.scalars(select(Draft.indexed_at)).one() is None

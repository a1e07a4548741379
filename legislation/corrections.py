"""Officers correct the machine: a topic is right, wrong or missing; a draft matters to us, or does not."""

from datetime import datetime

from sqlalchemy.orm import Session

from legislation import rights
from legislation.model import Correction, Draft, Event, Person
from legislation.storage import audit, drafts, tags
from legislation.vocabulary import EventKind, Relevant


def correct(
    session: Session,
    officer: Person,
    draft_id: int,
    topic: str | None,
    verdict: bool | None,
    *,
    now: datetime,
) -> Correction | None:
    """Keep what an officer says of a draft's topic or, for None, of its relevance as a whole.

    ``verdict`` None takes back what was said last. What holds already is not said again: None is
    returned. A draft that becomes relevant is an event, so that those who wait for it are told.
    """
    rights.need_officer(officer)
    draft = drafts.hold(session, draft_id)
    before = tags.about(session, draft)
    said = _ruling(before, topic)
    if verdict == said:
        return None
    made = Correction(draft_id=draft.id, topic=topic, verdict=verdict, person_id=officer.id, at=now)
    tags.add_correction(session, made)
    drafts.requeue(draft, now)
    after = {"draft": draft.key, "topic": topic, "verdict": verdict}
    audit.note(session, officer, "corrected", made, before={"verdict": said}, after=after, now=now)
    if verdict and _is_news(before, topic):
        _announce(session, draft, topic, now)
    return made


def _is_news(before: tags.About, topic: str | None) -> bool:
    """Whether a yes can reach somebody whom the machine's word did not."""
    if topic is None:
        return before.relevant != Relevant.SURELY
    held_back = before.relevant in (Relevant.PERHAPS, Relevant.HARDLY) and not before.correction
    return topic not in before.topics or held_back


def _ruling(about: tags.About, topic: str | None) -> bool | None:
    if topic is None:
        return about.correction.verdict if about.correction else None
    found = next((one.correction for one in about.subjects if one.topic == topic), None)
    return found.verdict if found else None


def _announce(session: Session, draft: Draft, topic: str | None, now: datetime) -> None:
    """Tell those who were not told of it yet; of a draft that never was news, nobody."""
    details = {"topic": topic} if topic else {}
    events = drafts.events(session, draft.id)
    waiting = (one.details for one in events if one.kind == EventKind.CONFIRMED and not one.notified_at)
    if details in waiting:
        return
    news = any(one.quiet is None for one in events)
    session.add(
        Event(
            draft_id=draft.id,
            kind=EventKind.CONFIRMED,
            at=now,
            details=details,
            quiet=None if news else "the draft itself was never news",
            notified_at=None if news else now,
            queued_at=now,
        )
    )
    session.flush()

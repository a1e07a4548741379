"""Taking in what a source says: finds or makes Dossier, Draft and Version, and notes what changed."""

import hashlib
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy.orm import Session

from legislation import linking
from legislation.model import Attachment, Draft, Event, Identifier, Version
from legislation.scraped import ScrapedAttachment, ScrapedDraft, ScrapedPart
from legislation.storage import drafts
from legislation.vocabulary import AttachmentState, Deadline, EventKind, Origin

Outcome = Literal["new", "changed", "unchanged"]


@dataclass(frozen=True)
class Recorded:
    """What became of a scraped draft."""

    draft: Draft
    outcome: Outcome


def record(session: Session, scraped: ScrapedDraft, *, now: datetime, quiet: str | None) -> Recorded:
    """Keep what a source says about a draft; the caller's transaction makes it whole or nothing.

    What a crawl does not tell this time stays as it was. ``quiet`` is the reason why this is no news (a
    first crawl); its events are born notified.
    """
    draft = drafts.by_key(session, scraped.key)
    news: list[tuple[EventKind, Version | None, dict[str, Any]]] = []
    if draft is None:
        draft = _new_draft(session, scraped, now)
        news.append((EventKind.SEEN, None, {}))
        _take_versions(session, draft, scraped, now)
    else:
        news += _take_facts(draft, scraped)
        news += [
            (EventKind.NEW_VERSION, v, {"part": v.part}) for v in _take_versions(session, draft, scraped, now)
        ]
    touched = _take_rest(draft, scraped)
    draft.last_seen = now
    if news or touched:
        drafts.requeue(draft, now)
    session.flush()
    for kind, version, details in news:
        session.add(_event(draft, kind, version, details, now, quiet))
    session.flush()
    first = bool(news) and news[0][0] is EventKind.SEEN
    return Recorded(draft, "new" if first else "changed" if news or touched else "unchanged")


def fingerprint(text: str) -> str:
    """A hash of a text's characters without white space and invisible marks: layout makes no version."""
    plain = unicodedata.normalize("NFC", text)
    kept = "".join(c for c in plain if not c.isspace() and unicodedata.category(c) not in {"Cf", "Cc"})
    return hashlib.sha256(kept.encode("utf-8", "surrogatepass")).hexdigest()


def _new_draft(session: Session, scraped: ScrapedDraft, now: datetime) -> Draft:
    draft = Draft(
        dossier=linking.dossier_for(session, scraped, now),
        source=scraped.source,
        key=scraped.key,
        url=scraped.url,
        titles=dict(scraped.titles),
        language=scraped.language,
        kind=scraped.kind,
        body=scraped.body,
        stage_published=scraped.stage_published,
        stage=scraped.stage,
        published=scraped.published,
        opens=scraped.opens,
        closes=scraped.closes,
        deadline=scraped.deadline,
        labels=[],
        links=[],
        problems=[],
        origin=scraped.origin,
        first_seen=now,
        last_seen=now,
        queued_at=now,
        revision=0,
        attempts=0,
    )
    session.add(draft)
    return draft


def _take_facts(
    draft: Draft, scraped: ScrapedDraft
) -> list[tuple[EventKind, Version | None, dict[str, Any]]]:
    """Take over stage and deadline; each change is an event of its own."""
    news: list[tuple[EventKind, Version | None, dict[str, Any]]] = []
    stages = (draft.stage_published, draft.stage)
    told = (scraped.stage_published, scraped.stage)
    if any(told) and told != stages:
        draft.stage_published, draft.stage = told
        news.append((EventKind.STAGE_CHANGED, None, {"from": stages[0], "to": told[0]}))
    if scraped.closes is not None and scraped.closes != draft.closes:
        before = draft.closes.isoformat() if draft.closes else None
        draft.closes, draft.deadline = scraped.closes, scraped.deadline
        if before and scraped.deadline == Deadline.PUBLISHED:
            draft.deadline = Deadline.CORRECTED
        news.append((EventKind.DEADLINE_CHANGED, None, {"from": before, "to": scraped.closes.isoformat()}))
    return news


_FACTS = ("url", "language", "kind", "body", "published", "opens")


def _take_rest(draft: Draft, scraped: ScrapedDraft) -> bool:
    """Take over everything that is worth keeping but is no news; whether anything changed."""
    before = draft.revision, _state(draft)
    for name in _FACTS:
        if (told := getattr(scraped, name)) is not None:
            setattr(draft, name, told)
    draft.titles = {**draft.titles, **scraped.titles}
    told_labels = {label for label, _ in scraped.labels}
    kept_labels = [pair for pair in draft.labels if pair[0] not in told_labels]
    draft.labels = kept_labels + [list(pair) for pair in scraped.labels]
    draft.links = list(dict.fromkeys([*draft.links, *scraped.links]))
    draft.problems = list(scraped.problems)
    draft.origin = Origin.weakest([Origin(v.origin) for v in draft.current()] or [scraped.origin]) or ""
    known = {identifier.scheme: identifier for identifier in draft.identifiers}
    for scheme, value in scraped.identifiers.items():
        if scheme in known:
            known[scheme].value = value
        else:
            draft.identifiers.append(Identifier(scheme=scheme, value=value))
    for attachment in scraped.attachments:
        _take_attachment(draft, attachment)
    return before != (draft.revision, _state(draft))


def _state(draft: Draft) -> tuple[Any, ...]:
    return (
        *(getattr(draft, name) for name in _FACTS),
        draft.titles,
        draft.labels,
        draft.links,
        draft.problems,
        draft.origin,
        {identifier.scheme: identifier.value for identifier in draft.identifiers},
        [(a.url, a.sha256, a.state) for a in draft.attachments],
    )


def _take_attachment(draft: Draft, scraped: ScrapedAttachment) -> None:
    kept = next((a for a in draft.attachments if a.url == scraped.url), None)
    if kept is None:
        kept = Attachment(url=scraped.url, title=scraped.title, state=AttachmentState.LINKED)
        draft.attachments.append(kept)
    if scraped.sha256 is None or scraped.sha256 == kept.sha256:
        return
    kept.media_type, kept.sha256, kept.record = scraped.media_type, scraped.sha256, scraped.record
    kept.text, kept.problem = scraped.text, scraped.problem
    kept.state = AttachmentState.UNREADABLE if scraped.text is None else AttachmentState.READ


def _take_versions(session: Session, draft: Draft, scraped: ScrapedDraft, now: datetime) -> list[Version]:
    """The versions that are new; a text that comes back (A, B, A) is current again, and not new."""
    fresh = []
    for part in scraped.parts:
        siblings = [v for v in draft.versions if v.part == part.part]
        mark = fingerprint(part.text or "")
        same = next((v for v in siblings if v.fingerprint == mark), None)
        version = same or _new_version(part, mark, len(siblings) + 1, now)
        for sibling in siblings:
            sibling.current = sibling is version
        if same is None:
            draft.versions.append(version)
            fresh.append(version)
    return fresh


def _new_version(part: ScrapedPart, mark: str, number: int, now: datetime) -> Version:
    page = part.page
    return Version(
        part=part.part,
        number=number,
        current=True,
        language=part.language,
        text=part.text or "",
        fingerprint=mark,
        origin=part.origin,
        url=part.url,
        sha256=page.sha256 if page else "",
        media_type=page.media_type if page else "",
        fetched_at=page.fetched_at if page else None,
        record=page.record if page else None,
        created_at=now,
        queued_at=now,
    )


def _event(
    draft: Draft,
    kind: EventKind,
    version: Version | None,
    details: dict[str, Any],
    now: datetime,
    quiet: str | None,
) -> Event:
    return Event(
        draft_id=draft.id,
        version_id=version.id if version else None,
        kind=kind,
        at=now,
        details=details,
        quiet=quiet,
        notified_at=now if quiet else None,
        queued_at=now,
    )

"""Taking in what a source says: finds or makes Dossier, Draft and Version, and notes what changed."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy.orm import Session

from legislation import linking
from legislation.model import Attachment, Draft, Event, Identifier, Version
from legislation.scraped import ScrapedAttachment, ScrapedDraft, ScrapedPart, storable
from legislation.storage import drafts
from legislation.storage.database import take_turns
from legislation.vocabulary import AttachmentState, Deadline, EventKind, Origin

Outcome = Literal["new", "changed", "unchanged"]

_TURNSTILE = 734513
_TOLD = frozenset({Deadline.PUBLISHED, Deadline.CORRECTED})

_INVISIBLE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U00013438"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f]+"
)
"""Control and format characters (Cc and Cf); written out, as fingerprints outlive a version of Unicode."""


@dataclass(frozen=True)
class Recorded:
    """What became of a scraped draft."""

    draft_id: int
    outcome: Outcome


@dataclass(frozen=True)
class _News:
    """Something that readers are told of."""

    kind: EventKind
    details: dict[str, Any]
    version: Version | None = None


def record(session: Session, scraped: ScrapedDraft, *, now: datetime, quiet: str | None) -> Recorded:
    """Keep what a source says about a draft; the caller's transaction makes it whole or nothing.

    What a crawl does not tell this time stays as it was. ``quiet`` is the reason why this is no news (a
    first crawl); its events are born notified.
    """
    take_turns(session, _TURNSTILE)
    scraped = storable(scraped)
    draft = drafts.to_change(session, scraped.key)
    if draft is None:
        return Recorded(_record_first(session, scraped, now, quiet), "new")
    before = _state(draft)
    news = _take_facts(draft, scraped)
    news += [*_take_versions(draft, scraped, now), *_take_attachments(draft, scraped)]
    _take_rest(draft, scraped)
    linking.join(session, draft, scraped.identifiers)
    draft.last_seen = now
    changed = bool(news) or before != _state(draft)
    if changed:
        drafts.requeue(draft, now)
    session.flush()
    session.add_all([_event(draft, one, now, quiet) for one in news])
    session.flush()
    return Recorded(draft.id, "changed" if changed else "unchanged")


def fingerprint(text: str) -> str:
    """A hash of a text's characters without white space and invisible marks: layout makes no version."""
    kept = "".join(unicodedata.normalize("NFC", text).split())
    if not kept.isprintable():
        kept = _INVISIBLE.sub("", kept)
    return hashlib.sha256(kept.encode("utf-8", "surrogatepass")).hexdigest()


_BLANK = fingerprint("")


def _record_first(session: Session, scraped: ScrapedDraft, now: datetime, quiet: str | None) -> int:
    """Store a draft that was never seen before; its id."""
    draft = _new_draft(scraped, now)
    _take_versions(draft, scraped, now)
    _take_attachments(draft, scraped)
    _take_rest(draft, scraped)
    drafts.requeue(draft, now)
    event = _event(draft, _News(EventKind.SEEN, {}), now, quiet)
    return drafts.insert(session, draft, linking.dossier_for(session, scraped, now), event)


def _new_draft(scraped: ScrapedDraft, now: datetime) -> Draft:
    return Draft(
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


def _take_facts(draft: Draft, scraped: ScrapedDraft) -> list[_News]:
    """Take over stage and deadline; each change is an event of its own."""
    return [*_take_stage(draft, scraped), *_take_deadline(draft, scraped)]


def _take_stage(draft: Draft, scraped: ScrapedDraft) -> list[_News]:
    """News if the source says another stage; that we understand the same words better is none."""
    published, stage = draft.stage_published, draft.stage
    if scraped.stage_published is not None:
        draft.stage_published, draft.stage = scraped.stage_published, scraped.stage
    elif scraped.stage is not None and scraped.stage != stage:
        draft.stage_published, draft.stage = None, scraped.stage
    if (published, draft.stage_published) == (None, None):
        moved = stage != draft.stage
    else:
        moved = published != draft.stage_published
    if not moved:
        return []
    details = {"from": published or stage, "to": draft.stage_published or draft.stage}
    return [_News(EventKind.STAGE_CHANGED, details)]


def _take_deadline(draft: Draft, scraped: ScrapedDraft) -> list[_News]:
    """News if it moved; a date that we assume never takes the place of one that the source told."""
    before, known = draft.closes, draft.deadline
    if scraped.closes is None or (known in _TOLD and scraped.deadline not in _TOLD):
        return []
    draft.closes = scraped.closes
    if known not in _TOLD:
        draft.deadline = scraped.deadline
    if before == scraped.closes:
        return []
    if known in _TOLD:
        draft.deadline = Deadline.CORRECTED
    details = {"from": before.isoformat() if before else None, "to": scraped.closes.isoformat()}
    return [_News(EventKind.DEADLINE_CHANGED, details)]


_FACTS = ("url", "language", "kind", "body", "published", "opens")


def _take_rest(draft: Draft, scraped: ScrapedDraft) -> None:
    """Take over everything that is worth keeping but is no news."""
    for name in _FACTS:
        if (told := getattr(scraped, name)) is not None:
            setattr(draft, name, told)
    draft.titles = {**draft.titles, **scraped.titles}
    told_labels = {label for label, _ in scraped.labels}
    kept_labels = [pair for pair in draft.labels if pair[0] not in told_labels]
    draft.labels = kept_labels + [list(pair) for pair in scraped.labels]
    draft.links = list(dict.fromkeys([*draft.links, *scraped.links]))
    draft.problems = list(scraped.problems)
    draft.origin = Origin.weakest([Origin(v.origin) for v in draft.current()]) or scraped.origin
    known = {identifier.scheme: identifier for identifier in draft.identifiers}
    for scheme, value in scraped.identifiers.items():
        if scheme in known:
            known[scheme].value = value
        else:
            draft.identifiers.append(Identifier(scheme=scheme, value=value))


def _state(draft: Draft) -> tuple[Any, ...]:
    """Everything that a reader can see of a draft; labels in any order are the same."""
    return (
        *(getattr(draft, name) for name in _FACTS),
        (draft.stage_published, draft.stage, draft.closes, draft.deadline),
        (draft.titles, sorted(draft.labels), draft.links, draft.problems, draft.origin),
        {identifier.scheme: identifier.value for identifier in draft.identifiers},
        [version.fingerprint for version in draft.current()],
        [(a.url, a.title, a.sha256, a.state, a.text, a.problem) for a in draft.attachments],
    )


def _take_attachments(draft: Draft, scraped: ScrapedDraft) -> list[_News]:
    """News for each file that was replaced: another text under the same address."""
    news = []
    for told in scraped.attachments:
        kept = next((a for a in draft.attachments if a.url == told.url), None)
        if kept is None:
            kept = Attachment(url=told.url, title=told.title, state=AttachmentState.LINKED)
            draft.attachments.append(kept)
        known, before = kept.sha256, fingerprint(kept.text or "")
        _take_file(kept, told)
        if known and fingerprint(kept.text or "") != before:
            news.append(_News(EventKind.NEW_VERSION, {"attachment": kept.url}))
    return news


def _take_file(kept: Attachment, told: ScrapedAttachment) -> None:
    """What is known of a file; a failed fetch, or reading, of the same file takes nothing away."""
    kept.title = told.title or kept.title
    if told.sha256 is None or (told.sha256 == kept.sha256 and told.text is None):
        if kept.text is None:
            kept.problem = told.problem
        return
    kept.media_type, kept.sha256, kept.record = told.media_type, told.sha256, told.record
    kept.text, kept.problem = told.text, told.problem
    kept.method, kept.language = told.method, told.language
    kept.state = AttachmentState.UNREADABLE if told.text is None else AttachmentState.READ


def _take_versions(draft: Draft, scraped: ScrapedDraft, now: datetime) -> list[_News]:
    """News for each new text; one that comes back (A, B, A) is current again, and a blank one is none."""
    news = []
    for part in scraped.parts:
        siblings = [v for v in draft.versions if v.part == part.part]
        mark = fingerprint(part.text or "")
        if mark == _BLANK or (part.stand_in and not all(v.stand_in for v in siblings)):
            continue
        same = next((v for v in siblings if v.fingerprint == mark), None)
        version = same or _new_version(part, mark, len(siblings) + 1, now)
        stood_in = not part.stand_in and any(v.current and v.stand_in for v in siblings)
        for sibling in siblings:
            sibling.current = sibling is version
        version.stand_in = part.stand_in
        if same is None:
            draft.versions.append(version)
        if same is None and not stood_in:
            news.append(_News(EventKind.NEW_VERSION, {"part": part.part}, version))
    return news


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


def _event(draft: Draft, news: _News, now: datetime, quiet: str | None) -> Event:
    return Event(
        draft_id=draft.id,
        version_id=news.version.id if news.version else None,
        kind=news.kind,
        at=now,
        details=news.details,
        quiet=quiet,
        notified_at=now if quiet else None,
        queued_at=now,
    )

"""The JSON shapes of the interface; moments are ISO 8601 in UTC, null where not known."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from config.lexicon import Law
from config.sources import Source
from legislation import linking
from legislation.excerpts import Excerpt
from legislation.model import Attachment, Change, CrawlRun, Dossier, Draft, Reference, Tag, Version
from legislation.storage import drafts, positions, runs, tags
from legislation.vocabulary import RunState, TagOrigin
from search_api.findings import Findings, Found


def findings(found: Findings, language: str) -> dict[str, Any]:
    """The answer of a search, here and at the command line."""
    return {
        "total": found.total,
        "hits": [_hit(one, language) for one in found.hits],
        "facets": {name: dict(counts) for name, counts in found.facets.items()},
    }


def _hit(one: Found, language: str) -> dict[str, Any]:
    draft = one.draft
    return {
        "id": one.id,
        "type": one.type,
        "draft": draft.key,
        "title": draft.title(language),
        "source": draft.source,
        "url": draft.url,
        "stage": draft.stage,
        "deadline": draft.deadline,
        "score": one.score,
        "passages": [_passage(passage) for passage in one.excerpts],
        "closes": _iso(draft.closes),
        "kind": draft.kind,
        "body": draft.body,
        "published": _iso(draft.published),
        "topics": list(one.topics),
        "origin": draft.origin,
    }


def _passage(excerpt: Excerpt) -> dict[str, Any]:
    return {
        "part": excerpt.part,
        "path": excerpt.path,
        "heading": excerpt.heading,
        "text": excerpt.text,
        "marks": [list(mark) for mark in excerpt.marks],
    }


def summary(one: Draft) -> dict[str, Any]:
    """A draft in a list."""
    names = ("source", "url", "titles", "kind", "body", "stage", "deadline", "origin")
    return {
        "id": one.key,
        "dossier": one.dossier_id,
        **{name: getattr(one, name) for name in names},
        "published": _iso(one.published),
        "closes": _iso(one.closes),
        "first_seen": _iso(one.first_seen),
        "last_seen": _iso(one.last_seen),
    }


def dossier(session: Session, one: Dossier) -> dict[str, Any]:
    """One matter: its drafts, and the positions on it that are published."""
    published = [p for p in positions.positions_on(session, one.id) if p.published_at]
    return {
        "id": one.id,
        "created_at": _iso(one.created_at),
        "drafts": [summary(draft) for draft in one.drafts],
        "positions": [
            {"id": p.id, "title": p.title, "state": p.state, "published_at": _iso(p.published_at)}
            for p in published
        ],
    }


def version(session: Session, one: Version) -> dict[str, Any]:
    """One version of a text, current or not."""
    return {
        "draft": one.draft.key,
        "current": one.current,
        "created_at": _iso(one.created_at),
        **_text(session, one),
    }


def law(one: Law) -> dict[str, Any]:
    """An act that we know; its number only if it is verified."""
    return {
        "key": one.key,
        "number": one.number if one.verified else None,
        "titles": {language: list(titles) for language, titles in one.titles.items()},
        "topic": one.topic,
        "adopted": one.adopted,
    }


def draft(session: Session, one: Draft) -> dict[str, Any]:
    """Everything public about a draft, with the current version of each text."""
    return {
        "id": one.key,
        "source": one.source,
        "url": one.url,
        "titles": one.titles,
        "language": one.language,
        "kind": one.kind,
        "body": one.body,
        "stage_published": one.stage_published,
        "stage": one.stage,
        "published": _iso(one.published),
        "opens": _iso(one.opens),
        "closes": _iso(one.closes),
        "deadline": one.deadline,
        "identifiers": {i.scheme: i.value for i in one.identifiers},
        "labels": one.labels,
        "links": one.links,
        "problems": one.problems,
        "origin": one.origin,
        "first_seen": _iso(one.first_seen),
        "last_seen": _iso(one.last_seen),
        "texts": [_text(session, version) for version in one.current()],
        **_about(tags.about(session, one)),
        "references": _references(session, one),
        "changes": [_change(change) for change in drafts.changes(session, one)],
        "attachments": [_attachment(file) for file in one.attachments],
    }


def _text(session: Session, version: Version) -> dict[str, Any]:
    places = drafts.provisions(session, version.id)
    names = ("path", "kind", "number", "heading", "start", "end")
    return {
        "version": version.id,
        "part": version.part,
        "number": version.number,
        "language": version.language,
        "origin": version.origin,
        "url": version.url,
        "sha256": version.sha256,
        "media_type": version.media_type,
        "fetched_at": _iso(version.fetched_at),
        "text": version.text,
        "provisions": [{name: getattr(place, name) for name in names} for place in places],
    }


def _about(about: tags.About) -> dict[str, Any]:
    """Topics and relevance, as the machine reads them and officers correct them."""
    return {
        "relevance": _relevance(about),
        "topics": [topic for one in about.subjects if one.holds for topic in _subject(one)],
        "rejected_topics": [one.topic for one in about.subjects if not one.holds],
    }


def _relevance(about: tags.About) -> dict[str, Any]:
    by_machine = TagOrigin.MODEL if about.telling else None
    telling = about.telling
    return {
        "score": about.relevance,
        "relevant": about.relevant,
        "origin": TagOrigin.PERSON if about.correction else by_machine,
        "version": telling.id if telling else None,
        "signals": telling.signals or [] if telling else [],
        "words": telling.words or [] if telling else [],
    }


def _subject(one: tags.Subject) -> list[dict[str, Any]]:
    """A topic once for each text that shows it; one that only an officer sees has no passage."""
    ruling = {"origin": TagOrigin.PERSON, "score": 1.0} if one.correction else {}
    bare: dict[str, Any] = {"version": None, "topic": one.topic, "score": 1.0, "reason": "", "evidence": []}
    return [_tag(tag) | ruling for tag in one.tags] or [bare | ruling]


def _tag(tag: Tag) -> dict[str, Any]:
    names = ("version_id", "topic", "score", "origin", "reason", "evidence")
    return {name.removesuffix("_id"): getattr(tag, name) for name in names}


def _references(session: Session, one: Draft) -> list[dict[str, Any]]:
    found = drafts.references(session, one)
    meant = linking.meant(session, found)
    return [_reference(each) | {"draft": meant[each.id].key if each.id in meant else None} for each in found]


def _reference(reference: Reference) -> dict[str, Any]:
    names = (
        "version_id",
        "kind",
        "law",
        "number",
        "title",
        "article",
        "part",
        "point",
        "start",
        "end",
        "text",
    )
    return {name.removesuffix("_id"): getattr(reference, name) for name in names}


def _change(change: Change) -> dict[str, Any]:
    names = (
        "version_id",
        "operation",
        "law",
        "number",
        "title",
        "annex",
        "chapter",
        "article",
        "part",
        "point",
    )
    words = ("old", "new", "start", "end", "provision")
    return {name.removesuffix("_id"): getattr(change, name) for name in (*names, *words)}


def _attachment(file: Attachment) -> dict[str, Any]:
    names = ("url", "title", "media_type", "state", "problem", "sha256", "method", "language")
    return {name: getattr(file, name) for name in names}


def source(one: Source, run: CrawlRun | None) -> dict[str, Any]:
    """A source with how its last run ended."""
    last = runs.status(run)
    return {
        "name": one.name,
        "titles": dict(one.titles),
        "publisher": one.publisher,
        "address": one.address,
        "state": last["state"] if one.on else RunState.OFF,
        "reason": last["reason"],
        "evidence": run.evidence if run else None,
        "last_run": _iso(last["last_run"]),
    }


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None

"""From stored drafts to what is searched and matched."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from legislation.anchors import Placed
from legislation.excerpts import TITLE, Excerpt, Readable, show
from legislation.hits import hit
from legislation.model import Draft, Person, Version
from legislation.query import Document, Query, Text, Viewer
from legislation.rights import is_officer
from legislation.searched import folded
from legislation.storage import drafts, positions, tags

FILE = "attachment"
"""The part that an attachment counts as."""


def document(session: Session, draft: Draft) -> Document:
    """The draft as search and alerts see it: its current texts, whole, with topics and laws.

    A published position counts as ``has:position``; an unpublished one is not told, not even so.
    """
    laws = dict.fromkeys(
        key
        for reference in drafts.references(session, draft)
        if (law := reference.law or reference.number)
        for key in ((law, f"{law}/{reference.article}") if reference.article else (law,))
    )
    published = any(p.published_at for p in positions.positions_on(session, draft.dossier_id))
    texts = [Text(version.part, version.language, version.text) for version in draft.current()]
    files = [Text(FILE, a.language or draft.language, a.text) for a in draft.attachments if a.text]
    return Document(
        id=draft.key,
        titles=draft.titles,
        source=draft.source,
        url=draft.url,
        first_seen=draft.first_seen,
        texts=(*texts, *files),
        stage=draft.stage,
        kind=draft.kind,
        body=draft.body,
        language=draft.language,
        topics=tags.topics(session, draft) or (),
        laws=tuple(laws),
        published=draft.published,
        communities=tuple(
            name for one in hit(session, draft).communities for name in (one.key, *one.names.values())
        ),
        closes=draft.closes,
        changed=drafts.changed_at(session, draft.id),
        deadline=draft.deadline,
        has=frozenset({"position"} if published else ()),
    )


def viewer(person: Person | None) -> Viewer:
    """The reader names that a person answers to."""
    if person is None or person.disabled_at is not None:
        return Viewer()
    names = {"members", f"person:{person.id}", *(f"community:{c.id}" for c in person.communities())}
    return Viewer(frozenset(names | ({"officers"} if is_officer(person) else set())))


def readables(session: Session, draft: Draft) -> list[Readable]:
    """The current texts of a draft with their provisions, and the files beside it, for excerpts."""
    return readables_of(session, [draft])[draft.id]


def readables_of(session: Session, several: Sequence[Draft]) -> dict[int, list[Readable]]:
    """The same for several drafts at once, by id."""
    places = drafts.places(session, [version.id for draft in several for version in draft.current()])
    return {
        draft.id: [
            *(_readable(version, places[version.id]) for version in draft.current()),
            *(
                Readable(FILE, file.language or draft.language, file.text)
                for file in draft.attachments
                if file.text
            ),
        ]
        for draft in several
    }


def _readable(version: Version, places: Sequence[Placed]) -> Readable:
    return Readable(version.part, version.language, version.text, places)


def evidence(session: Session, draft: Draft, query: Query, limit: int = 3) -> list[Excerpt]:
    """The passages for which the draft has the topics and laws that a query names, without its words."""
    named = {
        feature for clause in query.required for term in clause for options in term for feature in options
    }
    spans: dict[int, set[tuple[int, int]]] = {}
    for subject in tags.about(session, draft).subjects:
        if subject.holds and ("topic", folded("topic", subject.topic)) in named:
            for tag in subject.tags:
                found = {(e["start"], e["end"]) for e in tag.evidence if e["provision"] != TITLE}
                spans.setdefault(tag.version_id, set()).update(found)
    for reference in drafts.references(session, draft):
        law = reference.law or reference.number or ""
        keys = {law, f"{law}/{reference.article}"}
        if named & {("law", folded("law", key)) for key in keys}:
            spans.setdefault(reference.version_id, set()).add((reference.start, reference.end))
    versions = {version.id: version for version in draft.current()}
    places = drafts.places(session, versions)
    texts = {number: _readable(version, places[number]) for number, version in versions.items()}
    shown = [show(texts[number], sorted(marks), limit) for number, marks in spans.items()]
    return [excerpt for group in shown for excerpt in group][:limit]

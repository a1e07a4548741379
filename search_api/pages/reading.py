"""The page of one draft: its texts by provision, why it has its topics, and what was said where."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask import render_template, request
from sqlalchemy.orm import Session

from legislation import linking, rights
from legislation.hits import Hit, hit
from legislation.model import Comment, Draft, Event, Person, Position, Provision, Reference, Tag, Version
from legislation.places import element_id
from legislation.positions import comments as commenting
from legislation.query import Query, parse
from legislation.storage import drafts, positions
from legislation.storage import tags as storage
from legislation.text import find, tokens
from legislation.vocabulary import EventKind
from search_api.layout import Block, Mark, around, blocks
from search_api.numbers import row_id
from search_api.pages.desk import Desk
from search_api.pages.ordered import Changed, ordered
from search_api.pages.why import IN_TITLE, Why, why
from search_api.site import now, site
from search_api.wording import named


@dataclass(frozen=True)
class Part:
    """One current text of the draft as the page shows it, with the comments by path."""

    version: Version
    provisions: Sequence[Provision]
    blocks: Sequence[Block]
    comments: dict[str, list[Comment]]

    def places(self) -> set[str]:
        """The paths where a comment is asked for: articles, else the outermost numbered points."""
        asked, covered = set(), 0
        for piece in self.provisions:
            if piece.kind == "article" or (piece.kind == "point" and piece.start >= covered):
                asked.add(piece.path)
                covered = max(covered, piece.end)
        return asked

    def rows(self) -> list[tuple[Block, list[str]]]:
        """Each block with the paths of the provisions that end with it: there stands what was said."""
        last: dict[str, int] = {}
        for index, block in enumerate(self.blocks):
            steps = block.path.split("/") if block.path else []
            last |= {"/".join(steps[: n + 1]): index for n in range(len(steps))}
        ending: defaultdict[int, list[str]] = defaultdict(list)
        for path, index in last.items():
            ending[index].insert(0, path)
        return [(block, ending[index]) for index, block in enumerate(self.blocks)]

    def headings(self) -> list[Block]:
        """What a list of contents names."""
        return [block for block in self.blocks if block.heading]

    def element(self, path: str) -> str:
        return element_id(self.version.id, path)


@dataclass(frozen=True)
class Reading:
    """All that the template of a draft needs."""

    draft: Draft
    parts: Sequence[Part]
    why: Why
    hit: Hit
    references: dict[str, list[tuple[Reference, str]]]
    acts: Mapping[int, Draft]
    changes: Sequence[Changed]
    said: Sequence[Comment]
    elsewhere: Sequence[Comment]
    positions: Sequence[Position]

    def places_said(self) -> list[tuple[str, list[Comment]]]:
        """The places that were commented on, in the order of the text, with their comments."""
        found: dict[str, list[Comment]] = {}
        for comment in self.said:
            found.setdefault(comment.anchor.path, []).append(comment)
        return list(found.items())


def draft_page(session: Session, draft: Draft, desk: Desk | None) -> str:
    """The page for this person, or for the public."""
    said = _comments(session, draft, desk)
    reading = read(session, draft, said, desk)
    wanted = request.args.get("kept", type=row_id)
    kept = next((c for c in said if c.id == wanted and desk and desk.mine(c)), None)
    return render_template(
        "draft.html",
        reading=reading,
        draft=draft,
        desk=desk,
        kept=kept,
        events=_events(session, draft, reading),
    )


def _events(session: Session, draft: Draft, reading: Reading) -> list[Event]:
    """What happened to the draft; that a position was opened is told only to who may read the position."""
    hidden = () if reading.positions else (EventKind.POSITION_OPENED,)
    return [event for event in drafts.events(session, draft.id) if event.kind not in hidden]


def read(session: Session, draft: Draft, said: Sequence[Comment], desk: Desk | None) -> Reading:
    """Everything about a draft; ``said`` are the comments that this person may read."""
    query = parse(request.args.get("q", ""), now(), site().zone)
    about = storage.about(session, draft)
    tags = [tag for one in about.subjects if one.holds for tag in one.tags]
    references = drafts.references(session, draft)
    parts = [_part(session, version, query, tags, references, said) for version in draft.current()]
    shown = {part.version.id for part in parts}
    by_id = {part.version.id: part for part in parts}
    return Reading(
        draft=draft,
        parts=parts,
        why=why(draft, about, references, by_id),
        hit=hit(session, draft),
        references=_by_kind(references, by_id),
        acts=linking.meant(session, references),
        changes=ordered(drafts.changes(session, draft)),
        said=said,
        elsewhere=[comment for comment in said if comment.anchor.version_id not in shown],
        positions=_positions(session, draft, desk.person if desk and not desk.token else None),
    )


def _comments(session: Session, draft: Draft, desk: Desk | None) -> list[Comment]:
    if desk is None:
        return []
    if desk.token:
        return positions.comments_of(session, desk.person.id, draft.id)
    return commenting.readable(session, desk.person, draft)


def _positions(session: Session, draft: Draft, person: Person | None) -> list[Position]:
    every = positions.positions_on(session, draft.dossier_id)
    return [position for position in every if rights.may_read_position(person, position)]


def _part(
    session: Session,
    version: Version,
    query: Query,
    tags: Iterable[Tag],
    references: Iterable[Reference],
    said: Iterable[Comment],
) -> Part:
    provisions = drafts.provisions(session, version.id)
    marks = [
        *_found(version, query),
        *(
            Mark(e["start"], e["end"], "topic", named("topic", tag.topic))
            for tag in tags
            for e in tag.evidence
            if tag.version_id == version.id and e.get("provision") != IN_TITLE
        ),
        *(Mark(r.start, r.end, "law") for r in references if r.version_id == version.id),
    ]
    here: defaultdict[str, list[Comment]] = defaultdict(list)
    for comment in said:
        if comment.anchor.version_id == version.id:
            here[comment.anchor.path].append(comment)
    return Part(version, provisions, blocks(version.text, provisions, marks), dict(here))


def _found(version: Version, query: Query) -> list[Mark]:
    """What the search that led here found in the text."""
    if not query.patterns:
        return []
    words = tokens(version.text, version.language)
    return [Mark(words[a].start, words[b - 1].end, "found") for a, b in find(words, query.patterns)]


def _by_kind(
    references: Iterable[Reference], parts: dict[int, Part]
) -> dict[str, list[tuple[Reference, str]]]:
    """The references of each kind, each act and article once, with the id of the place that names it."""
    kinds: dict[str, dict[tuple[str, str | None], tuple[Reference, str]]] = {}
    for one in references:
        act = one.law or one.number or one.title or one.text
        part = parts[one.version_id]
        element = element_id(one.version_id, around(part.provisions, one.start))
        kinds.setdefault(one.kind, {}).setdefault((act, one.article), (one, element))
    return {kind: list(found.values()) for kind, found in kinds.items()}

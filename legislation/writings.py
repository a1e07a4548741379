"""What hangs on a draft, as search sees it: its earlier versions, the comments on it, its positions.

Each takes the facts of its draft (source, stage, topics …), so that the same fields narrow all of them,
and names its own readers.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any, cast

from sqlalchemy.orm import Session

from legislation.documents import document
from legislation.excerpts import Readable
from legislation.model import Comment, Draft, Position, Version
from legislation.query import Document, Text, Viewer
from legislation.storage import positions
from legislation.vocabulary import DocumentType, Visibility

Written = Version | Comment | Position
_TYPES: dict[DocumentType, type[Written]] = {
    DocumentType.VERSION: Version,
    DocumentType.COMMENT: Comment,
    DocumentType.POSITION: Position,
}


def documents(session: Session, draft: Draft) -> tuple[list[Document], list[str]]:
    """The draft and all that hangs on it; and the ids of what is not to be found any more."""
    whole = document(session, draft)
    found = [
        whole,
        *(_hung(whole, one, one.created_at) for one in draft.versions if not one.current),
        *(_hung(whole, one, one.created_at, titles={}) for one in positions.comments_on(session, draft.id)),
        *(
            _hung(whole, one, one.opened_at, titles={"hy": one.title})
            for one in positions.positions_on(session, draft.dossier_id)
            if one.draft_id == draft.id
        ),
    ]
    came_back = draft.current() if len(draft.versions) > len(draft.current()) else []
    return found, [document_id(version) for version in came_back]


def type_of(of: Written) -> DocumentType:
    return next(name for name, kind in _TYPES.items() if isinstance(of, kind))


def document_id(of: Written) -> str:
    """``comment:7``"""
    return f"{type_of(of)}:{of.id}"


def named(session: Session, document_id: str, viewer: Viewer) -> Written | None:
    """What hangs on a draft by the id of its document, if it is there still and this viewer may read it."""
    name, _, number = document_id.partition(":")
    kind = _TYPES.get(DocumentType(name)) if name in set(DocumentType) else None
    found = cast(Written | None, session.get(kind, int(number))) if kind else None
    return found if found and not viewer.names.isdisjoint(_readers(found)) else None


def readables(of: Written) -> list[Readable]:
    """The texts of what hangs on a draft, for excerpts."""
    return [Readable(text.part, text.language, text.text) for text in _texts(of)]


def _readers(of: Written) -> frozenset[str]:
    match of:
        case Version():
            return frozenset({"public"})
        case Position():
            return frozenset({"public" if of.published_at else "officers"})
        case Comment():
            shared = {"officers"} if of.visibility == Visibility.ASSOCIATION else set()
            return frozenset({f"person:{of.person_id}", *shared})


def _texts(of: Written) -> tuple[Text, ...]:
    match of:
        case Version():
            return (Text(of.part, of.language, of.text),)
        case Position():
            said = [text for point in of.points for text in (point.proposed_text, point.justification)]
        case Comment():
            said = [of.proposed_text, of.reasons]
    return tuple(Text(type_of(of), None, text) for text in said if text)


def _hung(whole: Document, of: Written, first_seen: datetime, **facts: Any) -> Document:
    """Found by its own words, and by the facts of its draft."""
    return replace(
        whole,
        id=document_id(of),
        type=type_of(of),
        about=whole.id,
        texts=_texts(of),
        first_seen=first_seen,
        has=frozenset(),
        readers=_readers(of),
        **({"published": None} | facts),
    )

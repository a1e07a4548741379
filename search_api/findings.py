"""What a search found."""

from collections.abc import Mapping
from dataclasses import dataclass

from legislation.excerpts import Excerpt
from legislation.model import Draft
from legislation.places import element_id
from legislation.vocabulary import DocumentType
from legislation.writings import Written, document_id, type_of


@dataclass(frozen=True)
class Found:
    """A draft, or what is written on it; topics surest first, and the passages that show why it was found."""

    draft: Draft
    score: float
    topics: tuple[str, ...]
    excerpts: tuple[Excerpt, ...]
    written: Written | None = None

    @property
    def id(self) -> str:
        return document_id(self.written) if self.written else self.draft.key

    @property
    def type(self) -> DocumentType:
        return type_of(self.written) if self.written else DocumentType.DRAFT

    def element(self, excerpt: Excerpt) -> str | None:
        """The id of the passage's place on the page of the draft."""
        version = next((v for v in self.draft.current() if v.part == excerpt.part), None)
        return element_id(version.id, excerpt.path) if version else None


@dataclass(frozen=True)
class Findings:
    """``total`` and ``facets`` (field → value → drafts) count everything that was found."""

    total: int
    hits: tuple[Found, ...]
    facets: Mapping[str, Mapping[str, int]]

"""What a person searches for or follows: one value for the search box, the API, saved searches, alerts.

``accepts`` is its meaning; every engine must give the same documents. ``str(query)`` is its written
form, which ``parse`` reads back to the same query.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo
from functools import cached_property

from legislation import parsing, spoken
from legislation.conditions import Clause, Feature, Field, Prefix, Term, Words, sought, weighty
from legislation.parsing import Note
from legislation.searched import FACETS, PUBLIC, Document, Text, Viewer
from legislation.text import Pattern
from legislation.vocabulary import DocumentType

__all__ = ["FACETS", "PUBLIC", "Document", "Note", "Query", "Text", "Viewer", "parse"]


@dataclass(frozen=True)
class Query:
    """All ``clauses`` must hold; no clauses accept every document.

    ``notes`` say what of the typing was not understood or was left out; they are no part of the value.
    """

    clauses: tuple[Clause, ...] = ()
    notes: tuple[Note, ...] = field(default=(), compare=False)

    def accepts(self, document: Document, viewer: Viewer = PUBLIC) -> bool:
        """Whether this viewer, searching for this, finds the document."""
        return viewer.may_read(document) and all(
            any(term.holds(document) for term in clause) for clause in self.clauses
        )

    def of(self, type: DocumentType) -> "Query":
        """The same among documents of one type, unless it names a type itself."""
        named = any(
            isinstance(term.condition, Field) and term.condition.name == "type"
            for clause in self.clauses
            for term in clause
        )
        return self if named else replace(self, clauses=(*self.clauses, (Term(Field("type", (type,))),)))

    @cached_property
    def patterns(self) -> tuple[Pattern, ...]:
        """The words and phrases to mark in a text that was found (for ``text.find``)."""
        return tuple(dict.fromkeys(one.pattern for one in self._sought))

    @cached_property
    def words(self) -> tuple[Words, ...]:
        """The words and phrases that rank what was found."""
        return tuple(dict.fromkeys(one for one in self._sought if isinstance(one, Words)))

    @property
    def _sought(self) -> Iterator[Words | Prefix]:
        for clause in self.clauses:
            for term in clause:
                yield from () if term.negated else sought(term.condition)

    @property
    def wider(self) -> "Query | None":
        """The same with any one of the words, where words were typed without signs; else None."""
        words, rest = parsing.apart(self.clauses)
        return Query((*rest, tuple(map(Term, weighty(words))))) if len(weighty(words)) > 1 else None

    @property
    def required(self) -> list[list[tuple[frozenset[Feature], ...]]]:
        """Per clause that can be looked up by features: per term its options (see ``conditions``)."""
        ways = (
            [() if term.negated else term.condition.options for term in clause] for clause in self.clauses
        )
        return [clause for clause in ways if all(clause)]

    def understood(self, language: str, label: Callable[[str, str], str] = lambda name, value: value) -> str:
        """What will be searched, as a sentence in hy, en or ru; ``label(field, value)`` names a value."""
        return spoken.sentence(self.clauses, language, label)

    def remarks(self, language: str) -> list[str]:
        """The notes, each as a sentence."""
        return [spoken.remark(note, language) for note in self.notes]

    def __str__(self) -> str:
        return " ".join(" OR ".join(str(term) for term in clause) for clause in self.clauses)


def parse(typed: str, now: datetime, zone: tzinfo) -> Query:
    """The query that a person typed; any string gives one. ``now`` and ``zone`` settle ``deadline:<7d``."""
    clauses, notes = parsing.read(typed, now, zone)
    return Query(clauses, notes)

"""How a language orders a change of an act: what the readers of amendments share."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from legislation.pinpoints import Pinpoint
from legislation.vocabulary import Operation


@dataclass(frozen=True)
class Command:
    """Words that order a change. ``words_follow``: what goes is told after them; ``number``: a new number."""

    operation: Operation
    start: int
    end: int
    words_follow: bool = False
    number: str | None = None


@dataclass(frozen=True)
class Told:
    """The places that words tell; ``annex`` is "" for the only one, None for none."""

    annex: str | None = None
    chapter: str | None = None
    places: tuple[Pinpoint, ...] = ()


@dataclass(frozen=True)
class Grammar:
    """What a language says.

    ``prepared`` makes quotation marks readable. ``told`` reads the places that words tell, given the place
    in which they stand, per annex that they name; ``added`` those of what is to be added there. ``item``
    has a group for each level of items, the outermost first; ``head`` is what stands before an order and is
    no part of it. ``respectively`` says that several words are replaced by as many others.
    """

    prepared: Callable[[str], str]
    commands: Callable[[str, int], Iterable[Command]]
    told: Callable[[str, int, Pinpoint], Sequence[Told]]
    added: Callable[[str, int, Pinpoint], Told]
    item: re.Pattern[str]
    stop: re.Pattern[str]
    stem: re.Pattern[str]
    head: re.Pattern[str]
    respectively: re.Pattern[str]

    def units(self, bare: str) -> Iterator[tuple[int, int]]:
        """The clauses of a text, each with the mark that ends it."""
        start = 0
        for stop in self.stop.finditer(bare):
            yield start, stop.end()
            start = stop.end()
        if start < len(bare):
            yield start, len(bare)

    def begins(self, words: str) -> tuple[int | None, int]:
        """The level of the item that a clause begins, None if it begins none, and where its words start."""
        match = self.item.match(words)
        return ((match.lastindex or 1) - 1, match.end()) if match else (None, 0)

    def is_stem(self, words: str) -> bool:
        """Whether a clause ends so that items follow it."""
        return self.stem.search(words, max(0, len(words) - 12)) is not None

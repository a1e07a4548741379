"""What a text orders to change in other acts: «12-րդ հոդվածում «…» բառերը փոխարինել «…» բառերով».

A text is read clause by clause. A clause without a command that ends in a colon (in Armenian ՝) tells the
act and place for the items that follow; an item adds what it tells itself. The act is the one that was last
named as amended.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Protocol

from legislation import armenian_commands, clauses, english_commands, russian_commands
from legislation.clauses import Clauses, Quote
from legislation.commands import Command, Grammar, Told
from legislation.pinpoints import Pinpoint
from legislation.structure import Piece
from legislation.vocabulary import Operation, ReferenceKind

MOST_CHANGES = 1_000
LONGEST_WORDS = 20_000
_GRAMMARS = {"hy": armenian_commands.GRAMMAR, "ru": russian_commands.GRAMMAR, "en": english_commands.GRAMMAR}
_LISTED = re.compile(r"(?:,|,? +(?:և|եւ|ու|and|or|и)) *")
_NOWHERE = Pinpoint(None, None, None, 0)


class Named(Protocol):
    """What is needed of a reference: the act, what is done to it, and where that is said."""

    @property
    def kind(self) -> ReferenceKind: ...
    @property
    def law(self) -> str | None: ...
    @property
    def number(self) -> str | None: ...
    @property
    def title(self) -> str | None: ...
    @property
    def article(self) -> str | None: ...
    @property
    def part(self) -> str | None: ...
    @property
    def point(self) -> str | None: ...
    @property
    def start(self) -> int: ...


@dataclass(frozen=True)
class Change:
    """One ordered change: in which act and place, what is done, with which words; the span orders it.

    ``law`` is a key of our list. ``annex`` and ``chapter`` are numbers, an annex "" if it is the only one.
    ``old`` are words that go or after which others come, ``new`` what comes. ``provision`` is the path of
    the piece of the amending text in which the order stands.
    """

    operation: Operation
    law: str | None
    number: str | None
    title: str | None
    annex: str | None
    chapter: str | None
    article: str | None
    part: str | None
    point: str | None
    old: str | None
    new: str | None
    start: int
    end: int
    provision: str


@dataclass(frozen=True)
class _Context:
    """What earlier words told: the place, and what is to be done to each item of a list."""

    level: int = -1
    place: Pinpoint = _NOWHERE
    annex: str | None = None
    chapter: str | None = None
    operation: Operation | None = None

    def within(self, told: Told) -> "_Context":
        """The context of words that tell more."""
        place = told.places[-1] if told.places else self.place
        if told.annex is not None or told.chapter is not None:
            place = told.places[-1] if told.places else _NOWHERE
            annex = self.annex if told.annex is None else told.annex
            return replace(self, place=place, annex=annex, chapter=told.chapter)
        return replace(self, place=place, chapter=None if told.places else self.chapter)


def changes(
    text: str, pieces: Sequence[Piece], references: Sequence[Named], language: str | None
) -> tuple[Change, ...]:
    """The changes that a text in Armenian, Russian or English orders; other languages have none yet.

    ``references`` are all of the text in order, repeated ones too; ``pieces`` are the text's.
    """
    grammar = _GRAMMARS.get(language or "")
    if grammar is None:
        return ()
    read = clauses.read(grammar.prepared(text))
    amended = [one for one in references if one.kind is ReferenceKind.AMENDS and read.depth(one.start) == 0]
    return tuple(islice(_Reading(text, read, grammar, amended, pieces).changes(), MOST_CHANGES))


class _Reading:
    """Goes through a text, and remembers what it told so far."""

    def __init__(
        self,
        text: str,
        read: Clauses,
        grammar: Grammar,
        amended: Sequence[Named],
        pieces: Sequence[Piece],
    ) -> None:
        self.text, self.read, self.grammar, self.amended = text, read, grammar, amended
        self.pieces = pieces
        self.quotes = [quote for quote in read.quotes if quote.depth == 0 and quote.end - quote.start > 4]
        self.act: Named | None = None
        self.stems: list[_Context] = []
        self.level = 0

    def changes(self) -> Iterator[Change]:
        for start, end in self.grammar.units(self.read.bare):
            yield from self._unit(start, end)

    def _unit(self, start: int, end: int) -> Iterator[Change]:
        level, marker = self.grammar.begins(self.read.bare[start:end])
        start += marker
        words = self.read.bare[start:end]
        if level is not None:
            self.level = level
            self.stems = [stem for stem in self.stems if stem.level < level]
        context = self.stems[-1] if self.stems else _Context()
        acts = self._acts(start, end)
        if acts:
            context = replace(context, place=_NOWHERE, annex=None, chapter=None)
        commands = list(self.grammar.commands(words, start))
        at = start
        for index, command in enumerate(commands):
            until = commands[index + 1].start if index + 1 < len(commands) else end
            context, found = self._obey(at, command, until, context, acts)
            yield from found
            at = max((one.end for one in found), default=command.end)
        if not commands:
            yield from self._listed(acts, context, end)
            context = context.within(self.grammar.told(words, start, context.place)[-1])
        if acts:
            self.act = acts[-1]
        if self.grammar.is_stem(words):
            repeal = bool(commands) and commands[-1].operation is Operation.REPEAL
            self.stems.append(
                replace(context, level=self.level, operation=Operation.REPEAL if repeal else None)
            )

    def _acts(self, start: int, end: int) -> Sequence[Named]:
        first = bisect_left(self.amended, start, key=lambda one: one.start)
        return self.amended[first : bisect_left(self.amended, end, key=lambda one: one.start)]

    def _listed(self, acts: Sequence[Named], context: _Context, end: int) -> Iterator[Change]:
        """Acts that stand in a list under a command to repeal."""
        if context.operation is Operation.REPEAL:
            for one in acts:
                place = Pinpoint(one.article, one.part, one.point, one.start)
                yield self._change(Operation.REPEAL, one, _Context(), place, None, None, one.start, end)

    def _obey(
        self, at: int, command: Command, until: int, context: _Context, acts: Sequence[Named]
    ) -> tuple[_Context, list[Change]]:
        """What one command changes, and the context of the next."""
        before = [one for one in acts if one.start < command.start]
        if command.operation is Operation.REPEAL and acts and not before:
            repealed = _Context(operation=Operation.REPEAL)
            return context, list(self._listed(acts, repealed, until))
        act = before[-1] if before else self.act
        told = self.grammar.told(self.read.bare[at : command.start], at, context.place)
        if command.operation is Operation.REPEAL and told == [Told()] and not before:
            return context, []
        found = []
        for operation, old, new, end in self._words(at, command, until):
            words = (self._text(old), self._text(new) or command.number)
            for one in told:
                inside = context.within(one)
                added = self._added(operation, command, new.start if new else until, inside)
                places = added.places or one.places or (inside.place,)
                inside = inside.within(added) if added.chapter else inside
                found += [self._change(operation, act, inside, place, *words, at, end) for place in places]
        return context.within(told[-1]), found

    def _added(self, operation: Operation, command: Command, end: int, context: _Context) -> Told:
        """The places of what is added: told after the command, within those told before it."""
        if operation is not Operation.ADD:
            return Told()
        return self.grammar.added(self.read.bare[command.end : end], command.end, context.place)

    def _words(
        self, at: int, command: Command, until: int
    ) -> Iterator[tuple[Operation, Quote | None, Quote | None, int]]:
        """Old and new words of a command, and where it ends; of a replacement there may be several."""
        before, after = self._between(at, command.start), self._between(command.end, until)
        operation, new = command.operation, after[0] if after else None
        end = max(command.end, new.end if new else 0)
        if operation is Operation.REMOVE_WORDS:
            yield from self._removed(after[:1] if command.words_follow else before, command)
        elif operation is Operation.REPLACE_WORDS and before:
            yield from self._replaced(before, after, command, end)
        elif operation is Operation.INSERT_AFTER and before:
            yield operation, before[-1], new, end
        elif operation in (Operation.REPEAL, Operation.RENUMBER):
            yield operation, None, None, command.end
        else:
            replaces = operation in (Operation.REPLACE, Operation.REPLACE_WORDS)
            yield Operation.REPLACE if replaces else Operation.ADD, None, new, end

    def _removed(
        self, gone: Sequence[Quote], command: Command
    ) -> Iterator[tuple[Operation, Quote | None, Quote | None, int]]:
        for one in gone:
            yield Operation.REMOVE_WORDS, one, None, max(one.end, command.end)
        if not gone:
            yield Operation.REPEAL, None, None, command.end

    def _replaced(
        self, before: Sequence[Quote], after: Sequence[Quote], command: Command, end: int
    ) -> Iterator[tuple[Operation, Quote | None, Quote | None, int]]:
        """Each of the old words with its new ones, then what is told in pairs without a verb."""
        operation, old = Operation.REPLACE_WORDS, self._listed_quotes(before)
        each = self.grammar.respectively.match(self.read.bare, command.end + 1) or (
            self.grammar.respectively.search(self.read.bare, command.end, min(command.end + 30, end))
        )
        if each and len(after) >= len(old) > 1:
            yield from ((operation, *pair, pair[1].end) for pair in zip(old, after, strict=False))
            return
        for one in old:
            yield operation, one, after[0] if after else None, end
        for gone, instead in zip(after[1::2], after[2::2], strict=False):
            yield operation, gone, instead, instead.end

    def _listed_quotes(self, quotes: Sequence[Quote]) -> list[Quote]:
        """The last quotation and those that are listed with it."""
        listed = [quotes[-1]]
        for one in reversed(quotes[:-1]):
            if not _LISTED.fullmatch(self.read.bare, one.end, listed[0].start):
                break
            listed.insert(0, one)
        return listed

    def _between(self, start: int, end: int) -> list[Quote]:
        first = bisect_left(self.quotes, start, key=lambda one: one.start)
        return self.quotes[first : bisect_left(self.quotes, end, key=lambda one: one.start)]

    def _text(self, quote: Quote | None) -> str | None:
        if quote is None:
            return None
        return self.text[quote.start + 1 : quote.end - 1].strip()[:LONGEST_WORDS]

    def _change(
        self,
        operation: Operation,
        act: Named | None,
        context: _Context,
        place: Pinpoint,
        old: str | None,
        new: str | None,
        start: int,
        end: int,
    ) -> Change:
        head = self.grammar.head.match(self.read.bare, start, end)
        start = head.end() if head else start
        return Change(
            operation=operation,
            law=act.law if act else None,
            number=act.number if act else None,
            title=act.title if act else None,
            annex=context.annex,
            chapter=context.chapter,
            article=place.article,
            part=place.part,
            point=place.point,
            old=old,
            new=new,
            start=start,
            end=end,
            provision=self._provision(start),
        )

    def _provision(self, place: int) -> str:
        index = bisect_left(self.pieces, place + 1, key=lambda one: one.start) - 1
        while index >= 0 and self.pieces[index].end <= place:
            index -= 1
        return self.pieces[index].path if index >= 0 else ""

"""From a person's typing to the clauses of a query; nothing typed is an error.

All words must occur, of a long row or a question only half (``Most``); ``"in quotes"`` or «so» in this
order; ``-without``; ``this OR that`` (also ԿԱՄ, ИЛИ); ``begin*``; ``field:value``, ``field:one,"or
another"``. What is not understood becomes a note.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from legislation.conditions import (
    OR_WORDS,
    Clause,
    Condition,
    Field,
    Most,
    Prefix,
    Published,
    Term,
    Within,
    Words,
)
from legislation.function_words import QUESTION_WORDS
from legislation.text import BARRIER, exact_keys, tokens
from legislation.typed import Piece, pieces
from legislation.vocabulary import LANGUAGES, DocumentType, Kind, Stage

LONGEST = 10_000
MOST_TERMS = 1_000
LONG = 6
"""From so many plain words on, not all need occur."""
LONG_QUESTION = 3
"""The same if a question word is among them."""

KNOWN_VALUES: dict[str, frozenset[str]] = {
    "stage": frozenset(Stage),
    "kind": frozenset(Kind),
    "language": frozenset(LANGUAGES),
    "has": frozenset({"position"}),
    "type": frozenset(DocumentType),
}
SINGLE = frozenset({"type", "source", "stage", "kind", "language", "body", "draft"})
"""Fields with one value a document: named twice, either value will do."""


class Note(NamedTuple):
    """Something in the typing that was left out or not understood; ``spoken.remark`` says it."""

    code: str
    value: str = ""


def read(typed: str, now: datetime, zone: tzinfo) -> tuple[tuple[Clause, ...], tuple[Note, ...]]:
    """The clauses and the notes; ``now`` is aware and settles what ``deadline:<7d`` means."""
    text = typed.encode("utf-8", "replace").decode()
    notes = [Note("cut", str(LONGEST))] if len(text) > LONGEST else []
    clauses: list[Clause] = []
    joining = False
    for term in _terms(text[:LONGEST], now, zone, notes):
        if term is None:
            joining = bool(clauses)
        elif joining:
            clauses[-1] = tuple(dict.fromkeys((*clauses[-1], term)))
            joining = False
        else:
            clauses.append((term,))
    if text.strip() and not clauses:
        notes.append(Note("nothing"))
    return _gathered(_merged(clauses)), tuple(dict.fromkeys(notes))


def _terms(text: str, now: datetime, zone: tzinfo, notes: list[Note]) -> Iterator[Term | None]:
    """The terms in order, None for an OR between them; at most ``MOST_TERMS``."""
    count = 0
    for piece in pieces(text):
        if piece.kind == "or":
            if "(" in text:
                notes.append(Note("brackets"))
            yield None
            continue
        if piece.open:
            notes.append(Note("quote"))
        for condition in _conditions(piece, now, zone, notes):
            if count == MOST_TERMS:
                notes.append(Note("terms", str(MOST_TERMS)))
                return
            count += 1
            yield Term(condition, piece.negated)


def _conditions(piece: Piece, now: datetime, zone: tzinfo, notes: list[Note]) -> Iterator[Condition]:
    if piece.kind == "phrase":
        if "*" in piece.text:
            notes.append(Note("star", piece.text))
        yield from _phrase(piece.text.replace("*", " "))
    elif piece.kind == "chunk" or not piece.values:
        yield from _chunk(piece.text, notes)
    elif piece.kind in ("from", "to"):
        yield from _published(piece, zone, notes)
    elif piece.kind in ("deadline", "changed"):
        yield from _within(piece, now, zone, notes)
    else:
        yield from _field(piece, notes)


def _phrase(text: str) -> Iterator[Words]:
    words = tokens(" ".join(text.split()))
    if words:
        yield Words(" ".join(text.split())[words[0].start : words[-1].end], quoted=True)


_PART = re.compile(r"[\w./'’\-‐‑֊՚-՟\u00ad\u2060]+")


def _chunk(text: str, notes: list[Note]) -> Iterator[Condition]:
    """The words of a chunk without blanks; a star after the last of them makes it a beginning."""
    begun, star, rest = text.lstrip("*").partition("*")
    if text.startswith("*") or re.search(r"\w", rest):
        notes.append(Note("star", text))
    words = [word for part in _PART.findall(begun) for word in _words(part)]
    if star and words and begun.endswith(words[-1]):
        yield from map(_word, words[:-1])
        yield Prefix(words[-1])
    else:
        yield from map(_word, words)


def _word(text: str) -> Words:
    return Words(text, quoted=text in OR_WORDS)  # as it stood, it would join


def _words(part: str) -> Iterator[str]:
    """The words in a stretch of letters, marks and hyphens: one, unless a sentence ends inside."""
    start = end = None
    for token in tokens(part):
        if token.key == BARRIER:
            if start is not None:
                yield part[start:end]
            start = None
        else:
            start, end = token.start if start is None else start, token.end
    if start is not None:
        yield part[start:end]


def _field(piece: Piece, notes: list[Note]) -> Iterator[Field]:
    known = KNOWN_VALUES.get(piece.kind)
    values = piece.values
    if known is not None:
        values = tuple(dict.fromkeys(re.sub(r"[\s-]+", "_", value.casefold()) for value in values))
        notes.extend(Note("value", f"{piece.kind}:{value}") for value in values if value not in known)
    if piece.kind == "body":
        values = tuple(value for value in values if tokens(value))
    if values:
        yield Field(piece.kind, values)


def _published(piece: Piece, zone: tzinfo, notes: list[Note]) -> Iterator[Published]:
    day = _date(piece.values[0])
    if day is None:
        notes.append(Note("date", f"{piece.kind}:{piece.values[0]}"))
    else:
        last = piece.kind == "to"
        yield Published(day, _midnight(day + timedelta(days=last), zone), last)


_DAYS = {"d": 1, "day": 1, "days": 1, "օ": 1, "օր": 1, "д": 1, "дн": 1}
_WEEKS = {"w": 7, "week": 7, "weeks": 7, "շ": 7, "շաբաթ": 7, "н": 7, "нед": 7}
_WITHIN = re.compile(r"(\d{1,3})([^\W\d]+)")


def _within(piece: Piece, now: datetime, zone: tzinfo, notes: list[Note]) -> Iterator[Within]:
    """``deadline`` looks forward from now, up to the day that is named; ``changed`` back to it."""
    back = piece.kind == "changed"
    wanted = piece.values[0].lstrip("<=≤")
    within = _WITHIN.fullmatch(wanted)
    unit = (_DAYS | _WEEKS).get(within[2].lower()) if within else None
    day = _date(wanted)
    if within and unit:
        days = int(within[1]) * unit
        span = timedelta(days=days)
        first, last = (now - span, now + _MOMENT) if back else (now, now + span)
        yield Within(piece.kind, f"<{days}d", first, last)
    elif day and back:
        yield Within(piece.kind, day.isoformat(), _midnight(day, zone), now + _MOMENT)
    elif day:
        yield Within(piece.kind, day.isoformat(), now, _midnight(day + timedelta(days=1), zone))
    else:
        notes.append(Note("date", f"{piece.kind}:{piece.values[0]}"))


_MOMENT = timedelta(microseconds=1)


_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d?)-(?P<day>\d\d?)")
_DOTTED = re.compile(r"(?P<day>\d\d?)[./](?P<month>\d\d?)[./](?P<year>\d{4})")


def _date(text: str) -> date | None:
    """An ISO date or DD.MM.YYYY, if it is one of this or a neighbouring century."""
    match = _ISO.fullmatch(text) or _DOTTED.fullmatch(text)
    if not match or not 1800 <= int(match["year"]) <= 2200:
        return None
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


def _merged(clauses: list[Clause]) -> tuple[Clause, ...]:
    """Without repetitions; fields that have one value a document are alternatives when named twice."""
    result: dict[object, Clause] = {}
    for clause in clauses:
        field = _lone_field(clause)
        if field is None:
            result[clause] = clause
            continue
        before = _lone_field(result.get(field.name, ()))
        values = (*before.values, *field.values) if before else field.values
        result[field.name] = (Term(Field(field.name, tuple(dict.fromkeys(values)))),)
    return tuple(result.values())


def _gathered(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """The words of a question or of a long row made one clause, unless a sign says that each counts."""
    words, rest = apart(clauses)
    return (*rest, (Term(Most.of(words)),)) if _is_long(words) else clauses


def apart(clauses: Sequence[Clause]) -> tuple[tuple[Words, ...], tuple[Clause, ...]]:
    """The words that were typed without any sign, and the fields; no words if there is anything else."""
    words: list[Words] = []
    rest: list[Clause] = []
    for clause in clauses:
        match clause:
            case (Term(Words(quoted=False) as word, negated=False),):
                words.append(word)
            case (Term(Most(words=several), negated=False),):
                words.extend(several)
            case (Term(Field() | Published() | Within()),):
                rest.append(clause)
            case _:
                return (), tuple(clauses)
    return tuple(words), tuple(rest)


def _is_long(words: Sequence[Words]) -> bool:
    asks = any(QUESTION_WORDS.issuperset(exact_keys(word.meant)) for word in words)
    return len(words) >= (LONG_QUESTION if asks else LONG)


def _lone_field(clause: Clause) -> Field | None:
    """The field that a clause consists of, if it is one of the single-valued ones."""
    if len(clause) != 1 or clause[0].negated:
        return None
    condition = clause[0].condition
    return condition if isinstance(condition, Field) and condition.name in SINGLE else None

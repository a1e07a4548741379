"""What is searched: a document, its texts, who may read it, and the words it is made of.

A document is one draft, whole, in its current versions. Its *reading* is what ``legislation.text``
makes of it, once: titles and texts one after the other with barriers between, so that a phrase never
runs from one into the next while the words of a search may stand anywhere in the document.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import cached_property

from legislation.text import BARRIER, Pattern, Token, tokens

FACETS = ("source", "stage", "topic", "kind", "language", "body")
"""Fields whose values are counted over the hits of a search."""


OPENING = 15
"""So many words of a text may be its heading."""


_BORDER = Token(0, 0, BARRIER, BARRIER)


@dataclass(frozen=True)
class Text:
    """One text of a document; ``part`` names the page it stood on (``about``, ``act`` …)."""

    part: str
    language: str | None
    text: str

    @property
    def is_summary(self) -> bool:
        return self.part.startswith("summary")


@dataclass(frozen=True)
class Document:
    """One draft as search and alerts see it; times are UTC, ``readers`` are names (see ``Viewer``).

    ``id`` is the draft's key (``edraft:9105``); what hangs on a draft has another ``type`` (``comment``),
    an id of its own (``comment:7``) and is ``about`` the draft's key. ``laws`` are act keys, with and
    without article (``ՀՕ-337``, ``ՀՕ-337/12``), ``has`` what hangs on it (``position``, ``comment``),
    ``communities`` the keys and names of those it names, ``changed`` when its text, stage or deadline last
    did.
    """

    id: str
    titles: dict[str, str]
    source: str
    url: str
    first_seen: datetime
    type: str = "draft"
    about: str = ""
    texts: tuple[Text, ...] = ()
    stage: str | None = None
    kind: str | None = None
    body: str | None = None
    language: str | None = None
    topics: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()
    communities: tuple[str, ...] = ()
    published: date | None = None
    closes: datetime | None = None
    changed: datetime | None = None
    deadline: str = "unknown"
    has: frozenset[str] = frozenset()
    readers: frozenset[str] = frozenset({"public"})

    @cached_property
    def reading(self) -> "Reading":
        """All words, titles first."""
        return Reading([*self._title_tokens, *self._text_tokens])

    @cached_property
    def opening(self) -> "Reading":
        """The titles and the first words of each text, where its heading stands."""
        return Reading([*self._title_tokens, *(text[:OPENING] for text in self._text_tokens)])

    @cached_property
    def summaries(self) -> "Reading":
        """The texts that say in short what the draft is about."""
        short = [words for text, words in zip(self.texts, self._text_tokens, strict=True) if text.is_summary]
        return Reading([[_BORDER, *words] for words in short])

    @cached_property
    def body_reading(self) -> "Reading":
        return Reading([tokens(self.body)] if self.body else [])

    @cached_property
    def _title_tokens(self) -> list[list[Token]]:
        return [tokens(title, language) for language, title in self.titles.items()]

    @cached_property
    def _text_tokens(self) -> list[list[Token]]:
        return [tokens(text.text, text.language or self.language) for text in self.texts]

    @cached_property
    def values(self) -> dict[str, tuple[str, ...]]:
        """The values of every field that a search can name, as they stand."""
        one = {
            "type": self.type,
            "draft": self.about or self.id,
            "source": self.source,
            "stage": self.stage,
            "kind": self.kind,
            "language": self.language,
            "body": self.body,
        }
        many = {"topic": self.topics, "law": self.laws, "has": tuple(sorted(self.has))}
        many["community"] = self.communities
        return many | {name: (value,) if value else () for name, value in one.items()}

    @cached_property
    def features(self) -> frozenset[tuple[str, str]]:
        """All (field, folded value) pairs: what the fields of a search are compared with."""
        return frozenset(
            (name, folded(name, value)) for name, values in self.values.items() for value in values
        )

    def all_features(self) -> Iterable[tuple[str, str]]:
        """The features and all words (``("word", KEY)``): by these, saved searches are looked up."""
        yield from self.features
        for key in self.reading.places:
            yield "word", key

    @property
    def newest(self) -> datetime:
        """The moment by which newer comes before older: published, or else first seen."""
        return datetime.combine(self.published, time(), UTC) if self.published else self.first_seen


@dataclass(frozen=True)
class Viewer:
    """Who looks: the reader names that this person answers to (``members``, ``person:12`` …).

    Everybody answers to ``public``.
    """

    names: frozenset[str] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", self.names | {"public"})

    def may_read(self, document: Document) -> bool:
        return not self.names.isdisjoint(document.readers)


PUBLIC = Viewer()


class Reading:
    """The words of some texts in a row: keys and exact forms side by side, barriers between texts."""

    def __init__(self, texts: Iterable[Sequence[Token]]) -> None:
        self.keys: list[str] = []
        self.exact: list[str] = []
        for text in texts:
            if self.keys:
                self.keys.append(BARRIER)
                self.exact.append(BARRIER)
            self.keys += [token.key for token in text]
            self.exact += [token.exact for token in text]

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where each key stands."""
        found: dict[str, list[int]] = {}
        for place, key in enumerate(self.keys):
            found.setdefault(key, []).append(place)
        return found

    @cached_property
    def forms(self) -> list[str]:
        """The distinct exact forms in order."""
        return sorted(set(self.exact))

    def has(self, pattern: Pattern) -> bool:
        """Whether the keys of ``pattern`` stand here, one behind the other."""
        if len(pattern) == 1:
            return any(key in self.places for key in pattern[0])
        rarest = min(
            range(len(pattern)), key=lambda at: sum(len(self.places.get(k, ())) for k in pattern[at])
        )
        starts = (place - rarest for key in pattern[rarest] for place in self.places.get(key, ()))
        return any(self._stands(pattern, start) for start in starts)

    def _stands(self, pattern: Pattern, start: int) -> bool:
        end = start + len(pattern)
        if start < 0 or end > len(self.keys):
            return False
        return all(key in fitting for key, fitting in zip(self.keys[start:end], pattern, strict=True))

    def has_prefix(self, forms: Sequence[str]) -> bool:
        """Whether these exact forms stand here one behind the other, the last being only begun."""
        *before, begun = forms
        at = bisect_left(self.forms, begun)
        if at == len(self.forms) or not self.forms[at].startswith(begun):
            return False
        if not before:
            return True
        width = len(before)
        return any(
            form.startswith(begun) and self.exact[max(0, place - width) : place] == before
            for place, form in enumerate(self.exact)
        )


_LAW = re.compile(r"(?:ՀՕ|HO|ZR|ЗР|ՀO|HՕ)-?(\d+)(?:-[ՆԱԼNALНАЛ])?(/.+)?")
_DASHES = str.maketrans("–—‑‐−֊", "------")


def folded(name: str, value: str) -> str:
    """The form in which values of the field ``name`` are compared."""
    if name == "law":
        return law_key(value)
    return value.strip().casefold().replace("-", "_") if name == "topic" else value.strip().casefold()


def law_key(number: str) -> str:
    """One form for the many spellings of an act's number: ``ՀՕ – 337-Ն/12`` is ``ՀՕ-337/12``."""
    plain = "".join(number.translate(_DASHES).upper().split())
    law = _LAW.fullmatch(plain)
    return f"ՀՕ-{law[1]}{law[2] or ''}" if law else plain

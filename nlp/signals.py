"""Named signs for or against relevance that a text gives, whatever its language.

They rest on what the pipeline marked: the acts that are amended or cited, the terms of the topics, and in
Armenian what communities have to do (``nlp.duties``). All values lie between 0 and 1.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import prod
from typing import cast

from spacy.tokens import Doc, Span

from config.lexicon import Law, Topic
from legislation.text import language_of, tokens
from legislation.vocabulary import ReferenceKind
from nlp import pipeline
from nlp.duties import Duties
from nlp.references import FoundReference
from nlp.roles import Duty, Role

Spans = tuple[tuple[int, int], ...]

LOCAL = (
    "local_self_government",
    "administrative_territorial",
    "municipal_finance",
    "local_taxes_fees",
    "municipal_service",
)
"""Topics that are about communities themselves, and not about something that they do."""

NAMES = (
    "title_amends_core_law",
    "title_cites_core_law",
    "title_terms",
    "title_topics",
    "amends_core_law",
    "cites_core_law",
    "terms",
    "terms_often",
    "weak_terms",
    "topics",
    *(f"topic_{topic}" for topic in LOCAL),
    *(f"duty_{role}" for role in Role),
    "touches",
    "duty_all",
    "mention_only",
)

TRUST = {"touches": 5.0, **{f"duty_{role}": 0.3 for role in Role}}
"""How freely a signal's weight may grow where examples are few, 1 unless said: a rule that rests on the
guideline freely, a role that only few acts have hardly."""

MOST_SPANS = 20
DUTIES = "duties"
SURELY = 0.9
"""How strong it is that the title names communities or one of their laws, or that the text changes one."""


@dataclass(frozen=True)
class Signal:
    """A sign and how strong it is, 0 to 1.

    ``spans`` are places in the text, in the title for a name that begins with ``title_``.
    """

    name: str
    value: float
    spans: Spans = ()


class Listener:
    """Hears the signs in a title and a text; built once, used for many."""

    def __init__(self, topics: Sequence[Topic], laws: Sequence[Law]) -> None:
        self._core = frozenset(law.key for law in laws if law.core)
        self._terms = {(topic.key, term.name): term for topic in topics for term in topic.terms}
        self._duties = Duties()
        self._local = {key for key in self._terms if self._duties.find(tokens(key[1], "hy"))}

    def signals(self, title: Doc, text: Doc) -> tuple[Signal, ...]:
        """The signs of a title and its text, both read by ``nlp.pipeline``; none that says nothing."""
        acts = [*self._of_acts("title_", title), *self._of_acts("", text)]
        headed = list(self._of_title(title))
        duties = self.duties(text)
        surely = any(one.value for one in (*acts[:3], headed[0]))
        strongest = max((one.strength for one in duties), default=0.0)
        found = [*acts, *headed, *self._of_terms(text), *_roles(duties)]
        found.append(Signal("touches", max(strongest, SURELY * surely), _spans(duties)))
        found.append(Signal("mention_only", float(bool(duties) and not strongest and not surely), ()))
        return tuple(one for one in found if one.value > 0)

    def duties(self, text: Doc) -> list[Duty]:
        """What communities are in an Armenian text, the strongest first; looked for once."""
        if DUTIES not in text.user_data:
            armenian = (pipeline.language_of(text) or language_of(text.text)) == "hy"
            found = self._duties.find(pipeline.words_of(text)) if armenian else []
            text.user_data[DUTIES] = sorted(found, key=lambda one: -one.strength)
        return cast(list[Duty], text.user_data[DUTIES])

    def _of_acts(self, prefix: str, doc: Doc) -> Iterator[Signal]:
        told = [one for one in pipeline.references_of(doc) if one.law in self._core]
        yield _acts(f"{prefix}amends_core_law", told, lambda one: one.kind == ReferenceKind.AMENDS)
        yield _acts(f"{prefix}cites_core_law", told, lambda one: one.kind == ReferenceKind.CITES)

    def _terms_of(self, doc: Doc, decides: bool) -> list[Span]:
        language = pipeline.language_of(doc)
        spans = doc.spans[pipeline.TERMS]
        return [one for one in spans if self._terms[one.label_, one.id_].decides(language) == decides]

    def _is_local(self, span: Span) -> bool:
        """Whether a term, in whatever language, names communities, their bodies, money or taxes."""
        return (span.label_, span.id_) in self._local

    def _of_title(self, title: Doc) -> Iterator[Signal]:
        told = self._terms_of(title, decides=True)
        yield _some("title_terms", [one for one in told if self._is_local(one)], 1)
        yield _some("title_topics", [one for one in told if not self._is_local(one)], 2)

    def _of_terms(self, text: Doc) -> Iterator[Signal]:
        told = self._terms_of(text, decides=True)
        local = [one for one in told if self._is_local(one)]
        yield _some("terms", local, 3)
        often = len(local) * 1000 / max(200, len(pipeline.words_of(text)))
        yield Signal("terms_often", _full(often, 5), _places(local))
        yield _some("weak_terms", self._terms_of(text, decides=False), 3)
        others = {one.label_: one for one in told if not self._is_local(one)}
        yield Signal("topics", _full(len(others), 3), _places(others.values()))
        for topic in LOCAL:
            yield _some(f"topic_{topic}", [one for one in told if one.label_ == topic], 2)


def _roles(duties: Sequence[Duty]) -> Iterator[Signal]:
    for role in Role:
        same = [one for one in duties if one.role == role]
        yield Signal(f"duty_{role}", _full(len(same), 1), _spans(same))
    yield Signal("duty_all", 1 - prod(1 - one.strength for one in duties[:MOST_SPANS]), _spans(duties))


def _spans(duties: Sequence[Duty]) -> Spans:
    return tuple((one.start, one.end) for one in duties[:MOST_SPANS] if one.strength)


def _acts(name: str, told: Iterable[FoundReference], fits: Callable[[FoundReference], bool]) -> Signal:
    spans = tuple((one.start, one.end) for one in told if fits(one))
    return Signal(name, float(bool(spans)), spans[:MOST_SPANS])


def _some(name: str, spans: Sequence[Span], half: float) -> Signal:
    """A sign that is the stronger the more different terms there are."""
    return Signal(name, _full(len({one.id for one in spans}), half), _places(spans))


def _full(count: float, half: float) -> float:
    """0 for none, near 1 for many; ``half``: how many make one half."""
    return count / (count + half)


def _places(spans: Iterable[Span]) -> Spans:
    return tuple((one.start_char, one.end_char) for one in spans)[:MOST_SPANS]

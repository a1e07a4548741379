"""What a text is about, and why: topics by the acts that it amends, its duties and its terms.

The score of a topic, from 0 to 1, says how strong the best of these signs is:

- .95: the title amends an act of the topic; .85: the text does. Reason ``amends ՀՕ-337``.
- .75: a term of the topic stands in the title. Reason ``term in title``.
- .55 to .8: communities have something to do in it (see ``nlp.roles``). Reason ``duty``.
- .50 to .70: within about a page of the text stand two different terms, or one term three times; more
  terms raise the score. Reason ``terms``.
- .50: the whole text is shorter than a page, and one phrase of the topic stands in it. Reason ``one term``.

Terms that are weak or not attested (see ``Term.decides``) raise a score a little and never give a tag.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from spacy.tokens import Doc

from config.lexicon import Law, Topic
from legislation.structure import Piece
from legislation.vocabulary import ReferenceKind, TagOrigin
from nlp import pipeline
from nlp.references import FoundReference
from nlp.roles import Duty, Role

MOST_EVIDENCE = 10
PAGE = 2_000  # characters
TITLE = "title"

TOPIC_OF_ROLE = {
    Role.TAX: "local_taxes_fees",
    Role.TAX_BASE: "local_taxes_fees",
    Role.RECEIVER: "municipal_finance",
    Role.PAYER: "municipal_finance",
    Role.OWNER: "property_land",
    Role.DIVISION: "administrative_territorial",
    Role.STAFF: "municipal_service",
}
"""What a duty is about; any other is about self-government itself."""

NEVER_BY_ONE_TERM = frozenset(("local_self_government", "administrative_territorial"))
"""Topics whose terms stand in many texts by the way: bodies that are listed, places of residence."""

LEAST_DUTY = 0.55
"""Strength of a duty from which on it gives a tag."""


@dataclass(frozen=True)
class Evidence:
    """A passage that speaks for a topic: ``text`` is what stands at ``start``, ``term`` what it is.

    ``provision`` is the path of the innermost piece around it, "" for none. With ``title`` for a
    provision the offsets are places in the title.
    """

    start: int
    end: int
    text: str
    term: str
    provision: str


@dataclass(frozen=True)
class FoundTag:
    """A topic with how sure we are (0 to 1), why, and at least one passage."""

    topic: str
    score: float
    origin: TagOrigin
    reason: str
    evidence: tuple[Evidence, ...]


class _Hit(NamedTuple):
    """A term where it stands."""

    start: int
    end: int
    term: str
    decides: bool


@dataclass(frozen=True)
class Source:
    """A title or a text with what the pipeline found in it; ``pieces`` is None for a title."""

    text: str
    doc: Doc
    pieces: Sequence[Piece] | None = None

    def evidence(self, start: int, end: int, term: str) -> Evidence:
        provision = TITLE if self.pieces is None else _path(self.pieces, start)
        return Evidence(start, end, self.text[start:end], term, provision)


class Topics:
    """Tells the topics of a text by the rules above; built once, used for many."""

    def __init__(self, topics: Sequence[Topic], laws: Sequence[Law]) -> None:
        self._topic_of_law = {law.key: law.topic for law in laws if law.topic}
        self._terms = {(topic.key, term.name): term for topic in topics for term in topic.terms}

    def tags(self, head: Source, body: Source, duties: Sequence[Duty]) -> Iterator[FoundTag]:
        """The topics of a title and a text in which communities have these duties, by key."""
        in_title = _Signs(self._amended(head.doc), self._hits(head.doc), {})
        in_text = _Signs(self._amended(body.doc), self._hits(body.doc), _by_topic(duties))
        for topic in sorted(in_title.topics() | in_text.topics()):
            signs = list(_signs(topic, head, body, in_title, in_text))
            if signs:
                score, reason, _ = max(signs, key=lambda sign: sign[0])
                evidence = [passage for *_, passages in signs for passage in passages]
                yield FoundTag(topic, score, TagOrigin.RULE, reason, tuple(evidence[:MOST_EVIDENCE]))

    def _hits(self, doc: Doc) -> dict[str, list[_Hit]]:
        """The terms of each topic in order; one inside a longer one of the same topic is left out."""
        found: dict[str, list[_Hit]] = {}
        language = pipeline.language_of(doc)
        for span in doc.spans[pipeline.TERMS]:
            hits = found.setdefault(span.label_, [])
            decides = self._terms[span.label_, span.id_].decides(language)
            hit = _Hit(span.start_char, span.end_char, span.id_, decides)
            if hits and hits[-1].start == hit.start:
                hits[-1] = hit  # the same first word, and longer
            elif not hits or hit.end > hits[-1].end:
                hits.append(hit)
        return found

    def _amended(self, doc: Doc) -> dict[str, list[FoundReference]]:
        """The references of each topic that amend one of its acts."""
        found: dict[str, list[FoundReference]] = {}
        for one in pipeline.references_of(doc):
            topic = self._topic_of_law.get(one.law or "")
            if topic and one.kind == ReferenceKind.AMENDS:
                found.setdefault(topic, []).append(one)
        return found


class _Signs(NamedTuple):
    """What speaks for topics in a title or a text, by topic."""

    acts: Mapping[str, Sequence[FoundReference]]
    hits: Mapping[str, Sequence[_Hit]]
    duties: Mapping[str, Sequence[Duty]]

    def topics(self) -> set[str]:
        return {*self.acts, *self.hits, *self.duties}


_Sign = tuple[float, str, list[Evidence]]


def _signs(topic: str, head: Source, body: Source, title: _Signs, text: _Signs) -> Iterator[_Sign]:
    """What speaks for a topic: score, reason, passages."""
    acts = [*title.acts.get(topic, ()), *text.acts.get(topic, ())]
    amends = "amends " + ", ".join(dict.fromkeys(one.law or "" for one in acts))
    for score, source, told in ((0.95, head, title), (0.85, body, text)):
        if topic in told.acts:
            yield score, amends, [_of_act(source, one) for one in told.acts[topic]]
    decisive = [hit for hit in title.hits.get(topic, ()) if hit.decides]
    if decisive:
        yield 0.75, "term in title", _shown(head, decisive)
    if topic in text.duties:
        best = text.duties[topic]
        score = round(0.8 * max(duty.strength for duty in best), 2)
        yield max(LEAST_DUTY, score), "duty", [body.evidence(one.start, one.end, "duty") for one in best]
    hits = text.hits.get(topic, ())
    page, score = _fullest_page(hits)
    if score:
        yield score, "terms", _shown(body, _telling_first(page))
    elif len(body.text) <= PAGE and topic not in NEVER_BY_ONE_TERM:
        phrases = [hit for hit in hits if hit.decides and " " in hit.term]
        if phrases:
            yield 0.5, "one term", _shown(body, phrases)


def _of_act(source: Source, act: FoundReference) -> Evidence:
    return source.evidence(act.start, act.end, f"amends {act.law}")


def _shown(source: Source, hits: Iterable[_Hit]) -> list[Evidence]:
    return [source.evidence(hit.start, hit.end, hit.term) for hit in hits]


def _by_topic(duties: Sequence[Duty]) -> dict[str, list[Duty]]:
    """Duties that are strong enough by what they are about, the strongest first."""
    found: dict[str, list[Duty]] = {}
    for duty in sorted(duties, key=lambda one: -one.strength):
        if duty.strength >= LEAST_DUTY:
            found.setdefault(TOPIC_OF_ROLE.get(duty.role, "local_self_government"), []).append(duty)
    return found


def _fullest_page(hits: Sequence[_Hit]) -> tuple[Sequence[_Hit], float]:
    """The hits of the page with most terms that decide, and its score: 0 if they do not suffice."""
    best_first, best_end, best = 0, 0, 0.0
    inside: Counter[str] = Counter()
    first = 0
    for last, hit in enumerate(hits):
        inside[hit.term] += hit.decides
        while hit.end - hits[first].start > PAGE:
            inside[hits[first].term] -= hits[first].decides
            first += 1
        deciding = len(+inside)
        if deciding >= 2 or inside[hit.term] >= 3:
            others = len(inside.keys() - (+inside).keys())
            score = round(min(0.7, 0.5 + 0.05 * max(0, deciding - 2) + 0.01 * others), 2)
            if score > best or (score == best and first == best_first):
                best_first, best_end, best = first, last + 1, score
    return hits[best_first:best_end], best


def _telling_first(hits: Sequence[_Hit]) -> list[_Hit]:
    """Each term once before any comes again, those that decide first."""
    times: Counter[str] = Counter()
    ranked = []
    for hit in hits:
        times[hit.term] += 1
        ranked.append((not hit.decides, times[hit.term], hit))
    return [hit for _, _, hit in sorted(ranked)]


def _path(found: Sequence[Piece], place: int) -> str:
    """Path of the innermost piece at a place, "" for none."""
    index = bisect_right(found, place, key=lambda piece: piece.start) - 1
    while index >= 0 and found[index].end <= place:
        index -= 1
    return found[index].path if index >= 0 else ""

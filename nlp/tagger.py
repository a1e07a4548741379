"""What a draft is about: its pieces, the acts it refers to, its topics with score, reason and evidence.

The score of a topic, from 0 to 1, says how strong the best of these signs is:

- .95: the title amends an act of the topic; .85: the text does. Reason ``amends ՀՕ-337``.
- .75: a term of the topic stands in the title. Reason ``term in title``.
- .50 to .70: within about a page of the text stand two different terms, or one term three times; more
  terms raise the score. Reason ``terms``.

Terms that are weak or not attested (see ``Term.decides``) raise a score a little and never give a tag.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from spacy.tokens import Doc

from config.lexicon import Law, Topic
from legislation.structure import Piece, pieces
from legislation.text import language_of
from legislation.vocabulary import ReferenceKind, TagOrigin
from nlp import pipeline
from nlp.model import Models
from nlp.references import FoundReference
from nlp.relevance import Relevance
from nlp.signals import Listener

MOST_EVIDENCE = 10
PAGE = 2_000  # characters
TITLE = "title"


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


@dataclass(frozen=True)
class Reading:
    """All that the tagger says of one text. References of the title have an empty span at 0."""

    language: str | None
    pieces: tuple[Piece, ...]
    references: tuple[FoundReference, ...]
    tags: tuple[FoundTag, ...]
    relevance: Relevance | None = None


class _Hit(NamedTuple):
    """A term where it stands."""

    start: int
    end: int
    term: str
    decides: bool


@dataclass(frozen=True)
class _Source:
    """A title or a text with what the pipeline found in it; ``pieces`` is None for a title."""

    text: str
    doc: Doc
    pieces: Sequence[Piece] | None = None

    def evidence(self, start: int, end: int, term: str) -> Evidence:
        provision = TITLE if self.pieces is None else _path(self.pieces, start)
        return Evidence(start, end, self.text[start:end], term, provision)


class Tagger:
    """Reads texts by the rules above and a model; built once, used for many."""

    def __init__(self, topics: Sequence[Topic], laws: Sequence[Law], models: Models | None = None) -> None:
        self._nlp = pipeline.build(topics, laws)
        self._models = models or Models()
        self._listener = Listener(topics, laws)
        self._topic_of_law = {law.key: law.topic for law in laws if law.topic}
        self._terms = {(topic.key, term.name): term for topic in topics for term in topic.terms}

    def read(self, text: str, language: str | None, title: str) -> Reading:
        """Read one text and its title; ``language`` None has it found out."""
        language = language or language_of(text or title)
        found = tuple(pieces(text))
        head = _Source(title, pipeline.read(self._nlp, title, language_of(title, language)))
        body = _Source(text, pipeline.read(self._nlp, text, language), found)
        in_text = pipeline.references_of(body.doc)
        said = {(one.kind, one.law, one.number or one.title) for one in in_text}
        in_title = [
            replace(one, start=0, end=0)
            for one in pipeline.references_of(head.doc)
            if (one.kind, one.law, one.number or one.title) not in said
        ]
        return Reading(
            language,
            found,
            (*in_title, *in_text),
            tuple(self._tags(head, body)),
            self._relevance(head.doc, body.doc, language),
        )

    def _relevance(self, head: Doc, body: Doc, language: str | None) -> Relevance | None:
        told = self._listener.signals(head, body)
        return self._models.assess(pipeline.words_of(head), pipeline.words_of(body), told, language)

    def _tags(self, head: _Source, body: _Source) -> Iterator[FoundTag]:
        title_hits, text_hits = self._hits(head.doc), self._hits(body.doc)
        title_acts, text_acts = self._amended(head.doc), self._amended(body.doc)
        for topic in sorted({*title_hits, *text_hits, *title_acts, *text_acts}):
            page, page_score = _fullest_page(text_hits.get(topic, []))
            decisive = [hit for hit in title_hits.get(topic, []) if hit.decides]
            acts = [*title_acts.get(topic, []), *text_acts.get(topic, [])]
            amends = "amends " + ", ".join(dict.fromkeys(one.law or "" for one in acts))
            signs = (
                (0.95, amends, topic in title_acts),
                (0.85, amends, topic in text_acts),
                (0.75, "term in title", bool(decisive)),
                (page_score, "terms", page_score > 0),
            )
            evidence = [
                *(
                    head.evidence(one.start, one.end, f"amends {one.law}")
                    for one in title_acts.get(topic, [])
                ),
                *(body.evidence(one.start, one.end, f"amends {one.law}") for one in text_acts.get(topic, [])),
                *(head.evidence(hit.start, hit.end, hit.term) for hit in decisive),
                *(body.evidence(hit.start, hit.end, hit.term) for hit in _telling_first(page)),
            ]
            for score, reason, is_so in signs:
                if is_so:
                    yield FoundTag(topic, score, TagOrigin.RULE, reason, tuple(evidence[:MOST_EVIDENCE]))
                    break

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

"""Why a draft counts as touching us, and has its topics: in words, with the passages, and who said so."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from flask_babel import get_locale

from legislation import reasons
from legislation.model import Draft, Provision, Reference, Tag, Version
from legislation.places import element_id
from legislation.storage.tags import About, Subject
from legislation.text import Passage, passages
from search_api.layout import Line, Mark, around, runs
from search_api.messages import gettext
from search_api.site import site
from search_api.wording import named

SHOWN_PASSAGES = 2
NARROW = 140
"""Letters of a passage beside one of many reasons."""
MOST_FOR, MOST_AGAINST, MOST_TERMS = 5, 3, 4
IN_TITLE = "title"
"""The ``provision`` of evidence that stands in the title."""
AMENDS = "amends "


class Text(Protocol):
    """A text of the draft with its provisions."""

    @property
    def version(self) -> Version: ...

    @property
    def provisions(self) -> Sequence[Provision]: ...


@dataclass(frozen=True)
class Shown:
    """A passage with its marks, the place that it stands in, and the id of that place's element.

    ``again``: it was shown already.
    """

    passage: Passage
    language: str | None
    path: str = ""
    element: str = ""
    again: bool = False

    @property
    def line(self) -> Line:
        marks = [Mark(start, end, "topic") for start, end in self.passage.marks]
        return runs(self.passage.text, 0, len(self.passage.text), marks)


@dataclass(frozen=True)
class Because:
    """A topic, why it has it, and the passages that say so; ``more`` of them are not shown here."""

    subject: Subject
    words: str
    sure: str
    shown: tuple[Shown, ...]
    more: int


@dataclass(frozen=True)
class Spoken:
    """A reason for or against relevance, with the passages that say so."""

    words: str
    shown: tuple[Shown, ...]


@dataclass(frozen=True)
class Why:
    """All that is told of a draft's relevance and topics; ``others`` are topics that it might have."""

    about: About
    level: str
    sure: str
    speaks_for: tuple[Spoken, ...]
    speaks_against: tuple[Spoken, ...]
    subjects: tuple[Because, ...]
    rejected: tuple[Subject, ...]
    others: tuple[tuple[str, str], ...]


def why(draft: Draft, about: About, references: Iterable[Reference], texts: Mapping[int, Text]) -> Why:
    """The reasons of a draft; ``texts`` are its current ones by id of their version."""
    language = str(get_locale())
    told = spoken_signals(about, references)
    spoken = _spoken(told, about.telling, texts)
    score = about.telling.relevance if about.telling else None
    return Why(
        about=about,
        level=level_of(about),
        sure=reasons.sureness(score, language) if score is not None else "",
        speaks_for=tuple(one for one, why in zip(spoken, told, strict=True) if why.weight > 0)[:MOST_FOR],
        speaks_against=tuple(one for one, why in zip(spoken, told, strict=True) if why.weight < 0)[
            :MOST_AGAINST
        ],
        subjects=tuple(_because(one, texts) for one in about.subjects if one.holds),
        rejected=tuple(one for one in about.subjects if not one.holds),
        others=_others(about),
    )


def spoken_signals(about: About, references: Iterable[Reference]) -> list[reasons.Reason]:
    """What spoke for and against the draft's most telling text, in the reader's language."""
    if about.telling is None:
        return []
    core = {key: law for key, law in site().laws.items() if law.core}
    mine = [one for one in references if one.version_id == about.telling.id]
    language = str(get_locale())
    acts = reasons.acts_named(mine, core, language)
    return reasons.reasons(about.telling.signals or [], acts, language)


def level_of(about: About) -> str:
    """How surely the draft matters, as a sentence."""
    return reasons.level(about.relevant, str(get_locale()))


def _others(about: About) -> tuple[tuple[str, str], ...]:
    """The topics that the draft has not, as key and name, by name."""
    left = site().topics.keys() - set(about.topics)
    return tuple(sorted(((key, named("topic", key)) for key in left), key=lambda pair: pair[1]))


def _spoken(
    told: Iterable[reasons.Reason], telling: Version | None, texts: Mapping[int, Text]
) -> list[Spoken]:
    """Each reason with its best passage; one that stands there already is only pointed to."""
    text = texts.get(telling.id) if telling else None
    seen: set[str] = set()
    spoken = []
    for one in told:
        shown = _passages(text, one.spans, 1, NARROW) if text and not one.in_title else []
        spoken.append(Spoken(one.words, tuple(replace(s, again=s.passage.text in seen) for s in shown)))
        seen.update(s.passage.text for s in shown)
    return spoken


def _because(subject: Subject, texts: Mapping[int, Text]) -> Because:
    sure = "" if subject.correction else reasons.sureness(subject.score, str(get_locale()))
    if not subject.tags:
        return Because(subject, "", sure, (), 0)
    tag = subject.tags[0]
    in_text = [(e["start"], e["end"]) for e in tag.evidence if e.get("provision") != IN_TITLE]
    shown = _passages(texts[tag.version_id], in_text)
    if not shown:
        titles = [e["text"] for e in tag.evidence]
        shown = [Shown(Passage(0, len(t), t, ((0, len(t)),)), None) for t in titles[:SHOWN_PASSAGES]]
    told = sum(len(one.passage.marks) for one in shown)
    return Because(subject, topic_reason(tag), sure, tuple(shown), max(0, len(in_text) - told))


def topic_reason(tag: Tag) -> str:
    """Why the machine gave the tag, in words; the reasons are those of ``nlp.topics``."""
    said = _terms(tag.evidence)
    if tag.reason.startswith(AMENDS):
        return gettext("amends %(acts)s", acts=_titles(tag.reason.removeprefix(AMENDS).split(", ")))
    if tag.reason == "term in title":
        in_title = [e for e in tag.evidence if e.get("provision") == IN_TITLE]
        return gettext("a term of the topic stands in the title: %(terms)s", terms=_terms(in_title))
    if tag.reason == "duty":
        return gettext("communities have something to do here: %(terms)s", terms=said)
    if tag.reason == "one term":
        return gettext("a phrase of the topic stands in this short text: %(terms)s", terms=said)
    return gettext("terms of the topic stand together: %(terms)s", terms=said) if said else ""


def _terms(evidence: Iterable[Mapping[str, Any]]) -> str:
    terms = dict.fromkeys(" ".join(e["text"].split()).lower() for e in evidence)
    return ", ".join(list(terms)[:MOST_TERMS])


def _titles(keys: Iterable[str]) -> str:
    language = str(get_locale())
    laws = site().laws
    titles = (laws[key].titles if key in laws else {} for key in keys)
    return ", ".join(f"«{(one.get(language) or one['hy'])[0]}»" for one in titles if one)


def _passages(
    text: Text, spans: Sequence[tuple[int, int]], limit: int = SHOWN_PASSAGES, width: int = 240
) -> list[Shown]:
    version = text.version
    whole = [(start, end) for start, end in spans if 0 <= start < end <= len(version.text)]
    found = passages(version.text, whole, limit, width)
    return [_shown(passage, text) for passage in found]


def _shown(passage: Passage, text: Text) -> Shown:
    at = passage.start + (passage.marks[0][0] if passage.marks else 0)
    path = around(text.provisions, at)
    return Shown(passage, text.version.language, path, element_id(text.version.id, path))

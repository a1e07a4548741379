"""What a draft is about: the machine's reading of its texts, and what officers say of it, in one place."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session, joinedload

from legislation.model import Change, Correction, Draft, Provision, Reference, Tag, Version
from legislation.vocabulary import Relevant, TagOrigin


@dataclass(frozen=True)
class Subject:
    """A topic of a draft: the tags of its texts, surest first, and an officer's word, which rules."""

    topic: str
    tags: tuple[Tag, ...] = ()
    correction: Correction | None = None

    @property
    def holds(self) -> bool:
        """Whether the draft counts as being about it."""
        said = _verdict(self.correction)
        return bool(self.tags) if said is None else said

    @property
    def score(self) -> float:
        """How sure it is, 0 to 1; 1 where an officer says so."""
        return 1.0 if self.correction else max((tag.score for tag in self.tags), default=0.0)

    @property
    def origin(self) -> str:
        return TagOrigin.PERSON if self.correction else self.tags[0].origin


@dataclass(frozen=True)
class About:
    """What a draft is about. ``telling`` is the text that most probably touches local self-government.

    ``subjects`` are all topics that the machine or an officer named, the surest first; ``tagged`` is
    False while one of the texts was not read yet, or there is none.
    """

    subjects: tuple[Subject, ...]
    tagged: bool
    telling: Version | None = None
    correction: Correction | None = None

    @property
    def topics(self) -> tuple[str, ...]:
        return tuple(one.topic for one in self.subjects if one.holds)

    @property
    def confirmed(self) -> frozenset[str]:
        """The topics that an officer vouches for."""
        return frozenset(one.topic for one in self.subjects if one.correction and one.holds)

    @property
    def relevance(self) -> float | None:
        """The machine's probability, 0 to 1; 1 or 0 where an officer says; None where neither does."""
        said = _verdict(self.correction)
        return float(said) if said is not None else self.telling.relevance if self.telling else None

    @property
    def relevant(self) -> Relevant | None:
        """How surely the draft matters, after all that was said."""
        said = _verdict(self.correction)
        if said is not None:
            return Relevant.SURELY if said else Relevant.HARDLY
        return Relevant(self.telling.relevant) if self.telling and self.telling.relevant else None


def _verdict(correction: Correction | None) -> bool | None:
    return correction.verdict if correction else None


def about(session: Session, draft: Draft) -> About:
    """What the current texts of a draft are about, after all corrections."""
    return abouts(session, [draft])[draft.id]


def abouts(session: Session, drafts: Sequence[Draft]) -> dict[int, About]:
    """The same for several drafts at once, by id."""
    of = {version.id: draft.id for draft in drafts for version in draft.current()}
    found: dict[int, list[Tag]] = {draft.id: [] for draft in drafts}
    query = select(Tag).where(Tag.version_id.in_(of)).order_by(Tag.score.desc(), Tag.id)
    for tag in session.scalars(query):
        found[of[tag.version_id]].append(tag)
    said: dict[int, dict[str | None, Correction]] = {draft.id: {} for draft in drafts}
    for one in newest(session, list(said)):
        said[one.draft_id][one.topic] = one
    return {draft.id: _about(draft, found[draft.id], said[draft.id]) for draft in drafts}


def _about(draft: Draft, tags: Iterable[Tag], said: dict[str | None, Correction]) -> About:
    texts = draft.current()
    judged = [version for version in texts if version.relevance is not None]
    return About(
        subjects=_subjects(tags, said),
        tagged=bool(texts) and all(version.tagged_at for version in texts),
        telling=max(judged, key=lambda version: version.relevance or 0.0, default=None),
        correction=said.get(None),
    )


def topics(session: Session, draft: Draft) -> tuple[str, ...] | None:
    """The topics of a draft, surest first; while not all is read, what officers say, or None."""
    return topics_of(session, [draft])[draft.id]


def topics_of(session: Session, drafts: Sequence[Draft]) -> dict[int, tuple[str, ...] | None]:
    """The same for several drafts at once, by id."""
    return {
        number: found.topics
        if found.tagged
        else tuple(topic for topic in found.topics if topic in found.confirmed) or None
        for number, found in abouts(session, drafts).items()
    }


def _subjects(tags: Iterable[Tag], said: dict[str | None, Correction]) -> tuple[Subject, ...]:
    by_topic: dict[str, list[Tag]] = {topic: [] for topic in said if topic is not None}
    for tag in tags:
        by_topic.setdefault(tag.topic, []).append(tag)
    found = (Subject(topic, tuple(some), said.get(topic)) for topic, some in by_topic.items())
    return tuple(sorted(found, key=lambda one: -one.score))


def newest(session: Session, draft_ids: Sequence[int]) -> list[Correction]:
    """The words that rule on these drafts, one for each topic that was corrected and not taken back."""
    last = select(func.max(Correction.id)).where(Correction.draft_id.in_(draft_ids))
    query = select(Correction).where(
        Correction.id.in_(last.group_by(Correction.draft_id, Correction.topic)),
        Correction.verdict.is_not(None),
    )
    return list(session.scalars(query.options(joinedload(Correction.person))))


class Labelled(NamedTuple):
    """A correction as a row to learn from: the text that it is about, and what an officer said.

    ``topic`` is None for relevance as a whole; ``draft_id`` keeps rows of one draft together.
    """

    draft_id: int
    title: str
    text: str
    language: str | None
    topic: str | None
    verdict: bool
    at: datetime


def corrections(session: Session) -> Iterator[Labelled]:
    """All corrections that rule today, oldest first; the text is that of the draft's current versions."""
    last = select(func.max(Correction.id)).group_by(Correction.draft_id, Correction.topic)
    query = select(Correction).where(Correction.id.in_(last), Correction.verdict.is_not(None))
    for one in session.scalars(query.order_by(Correction.id).options(joinedload(Correction.draft))):
        texts = one.draft.current()
        language = next((text.language for text in texts if text.language), one.draft.language)
        yield Labelled(
            draft_id=one.draft_id,
            title=one.draft.title(language or "hy") if one.draft.titles else "",
            text="\n\n".join(text.text for text in texts),
            language=language,
            topic=one.topic,
            verdict=bool(one.verdict),
            at=one.at,
        )


class Said(NamedTuple):
    """How many words of officers rule, by what they say."""

    topics_right: int
    topics_wrong: int
    drafts_right: int
    drafts_wrong: int


def said_since(session: Session, since: datetime) -> Said:
    """What officers have said since then and not taken back or changed."""
    last = select(func.max(Correction.id)).group_by(Correction.draft_id, Correction.topic)
    on_topic = Correction.topic.is_not(None)
    query = select(on_topic, Correction.verdict, func.count()).where(
        Correction.id.in_(last), Correction.verdict.is_not(None), Correction.at >= since
    )
    counted = {
        (bool(topic), bool(verdict)): number
        for topic, verdict, number in session.execute(query.group_by(on_topic, Correction.verdict))
    }
    return Said(
        *(counted.get(key, 0) for key in ((True, True), (True, False), (False, True), (False, False)))
    )


def add_correction(session: Session, correction: Correction) -> None:
    session.add(correction)
    session.flush()


def replace(
    session: Session,
    version: Version,
    provisions: Sequence[Provision],
    references: Sequence[Reference],
    tags: Sequence[Tag],
    changes: Sequence[Change] = (),
) -> None:
    """Put a new reading in the place of the earlier one."""
    kinds: tuple[Any, ...] = (Provision, Reference, Tag, Change)
    for kind in kinds:
        session.execute(delete(kind).where(kind.version_id == version.id))
    session.add_all([*provisions, *references, *tags, *changes])
    session.flush()

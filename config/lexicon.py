"""The words of our topics and the acts that we know: ``topics.toml`` and ``laws.toml`` as values."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

LANGUAGES = ("hy", "en", "ru", "fr")

Forms = Mapping[str, tuple[str, ...]]
"""Per language the ways to say it; a language that is not known is missing."""


@dataclass(frozen=True)
class Term:
    """One concept. ``attested`` is yes, no or own, as ``topics.toml`` explains."""

    name: str
    forms: Forms
    attested: str
    weak: bool

    def decides(self, language: str | None) -> bool:
        """Whether it may give a tag to a text in this language, or only add to one that others give."""
        return not self.weak and (self.attested == "yes" or (self.attested == "no" and language != "hy"))


@dataclass(frozen=True)
class Topic:
    """A topic with its label per language and the terms that speak for it."""

    key: str
    titles: Mapping[str, str]
    terms: tuple[Term, ...]


@dataclass(frozen=True)
class Law:
    """An act that drafts amend or cite. Its ``number`` may be shown, and looked up, only if ``verified``.

    ``core``: it is itself about communities, so that whatever changes it touches them.
    ``constitutional``: it is a constitutional law, and so named.
    """

    key: str
    titles: Forms
    number: str | None
    topic: str | None
    verified: bool
    adopted: str | None
    core: bool = False
    constitutional: bool = False


class Lexicon(NamedTuple):
    topics: tuple[Topic, ...]
    laws: tuple[Law, ...]


def load(folder: Path = Path(__file__).parent) -> Lexicon:
    """The two lists of a folder; raises ``ValueError`` naming the entry that is wrong."""
    topics = tuple(_topic(key, entry) for key, entry in _tables(folder / "topics.toml"))
    keys = {topic.key for topic in topics}
    laws = tuple(_law(key, entry, keys) for key, entry in _tables(folder / "laws.toml"))
    return Lexicon(topics, laws)


def _tables(path: Path) -> list[tuple[str, Mapping[str, Any]]]:
    return list(tomllib.loads(path.read_text(encoding="utf-8")).items())


def _topic(key: str, entry: Mapping[str, Any]) -> Topic:
    missing = [language for language in LANGUAGES if not entry.get(language)]
    if missing:
        raise ValueError(f"topic {key} has no label in {', '.join(missing)}")
    terms = tuple(_term(key, term) for term in entry["terms"])
    return Topic(key, {language: entry[language] for language in LANGUAGES}, terms)


def _term(topic: str, entry: Mapping[str, Any]) -> Term:
    forms = _forms(entry)
    if not forms.get("hy"):
        raise ValueError(f"a term of topic {topic} has no Armenian form: {dict(entry)}")
    if entry["attested"] not in ("yes", "no", "own"):
        raise ValueError(f"{forms['hy'][0]}: attested must be yes, no or own")
    return Term(forms["hy"][0], forms, entry["attested"], bool(entry.get("weak")))


def _law(key: str, entry: Mapping[str, Any], topics: set[str]) -> Law:
    topic = entry.get("topic")
    if topic is not None and topic not in topics:
        raise ValueError(f"law {key} names the topic {topic}, which does not exist")
    verified = bool(entry.get("verified"))
    return Law(
        key,
        _forms(entry),
        entry.get("number"),
        topic,
        verified,
        entry.get("adopted"),
        bool(entry.get("core")),
        bool(entry.get("constitutional")),
    )


def _forms(entry: Mapping[str, Any]) -> Forms:
    return {language: tuple(entry[language]) for language in LANGUAGES if entry.get(language)}

"""Why a text counts as touching local self-government, and how surely, as a person would say it.

Pages and mails say the same, in hy, en and ru.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from legislation.signal_words import PARTS, SIGNALS, WHOLES
from legislation.vocabulary import ReferenceKind, Relevant

Signal = Mapping[str, Any]
"""A signal as a version keeps it: ``name``, ``value``, ``weight``, ``spans``."""

_LEVELS: dict[str, dict[str | None, str]] = {
    "hy": {
        Relevant.SURELY: "Վերաբերում է տեղական ինքնակառավարմանը",
        Relevant.PERHAPS: "Հնարավոր է՝ վերաբերում է տեղական ինքնակառավարմանը",
        Relevant.HARDLY: "Հազիվ թե վերաբերում է տեղական ինքնակառավարմանը",
        None: "Հնարավոր չեղավ գնահատել, թե արդյոք վերաբերում է տեղական ինքնակառավարմանը",
    },
    "en": {
        Relevant.SURELY: "Touches local self-government",
        Relevant.PERHAPS: "May touch local self-government",
        Relevant.HARDLY: "Hardly touches local self-government",
        None: "It could not be judged whether it touches local self-government",
    },
    "ru": {
        Relevant.SURELY: "Касается местного самоуправления",
        Relevant.PERHAPS: "Возможно, касается местного самоуправления",
        Relevant.HARDLY: "Вряд ли касается местного самоуправления",
        None: "Не удалось оценить, касается ли местного самоуправления",
    },
}

_SURENESS = (0.9, 0.75, 0.5, 0.25)
_SURE = {
    "hy": ("գրեթե անկասկած", "հավանական է", "հնարավոր է", "քիչ հավանական է", "գրեթե բացառվում է"),
    "en": ("almost certain", "probable", "possible", "not very probable", "almost excluded"),
    "ru": ("почти наверняка", "вероятно", "возможно", "маловероятно", "почти исключено"),
}

_LANGUAGES = ("hy", "en", "ru")
_COLON = {"hy": "՝", "en": ":", "ru": ":"}
_ARTICLES = {"hy": ("հոդված", "հոդվածներ"), "en": ("article", "articles"), "ru": ("статья", "статьи")}
_OFFICER = {
    "hy": "այդպես է գնահատել միության պատասխանատուն",
    "en": "so an officer of the association judged",
    "ru": "так оценил сотрудник ассоциации",
}
_MOST_ARTICLES = 6
_FAINT = 0.05
"""A signal that weighs less than this share of the strongest one is not told."""


class Act(Protocol):
    """An act that texts refer to (``config.lexicon.Law``)."""

    @property
    def titles(self) -> Mapping[str, Sequence[str]]: ...


class Referring(Protocol):
    """A reference as it is kept."""

    kind: Any
    law: Any
    article: Any


@dataclass(frozen=True)
class Reason:
    """What spoke, in words, and where it stands: spans in the text, or in the title."""

    words: str
    spans: tuple[tuple[int, int], ...]
    in_title: bool
    weight: float


def level(relevant: str | None, language: str) -> str:
    """How surely a draft matters, as a sentence; None: it could not be judged."""
    return _LEVELS[language][Relevant(relevant) if relevant else None]


def sureness(score: float, language: str) -> str:
    """A probability in words."""
    return _SURE[language][sum(score < bound for bound in _SURENESS)]


def reasons(signals: Sequence[Signal], acts: Mapping[str, str], language: str) -> list[Reason]:
    """What the signals say, the strongest first, each sentence once; those that hardly weighed are left out.

    ``acts`` says for ``amends`` and ``cites`` which acts about communities it is (``acts_named``).
    """
    shown = _taken_apart(signals)
    strongest = max((abs(one["weight"]) for one in shown), default=0.0)
    told: dict[tuple[str, bool], Reason] = {}
    for one in shown:
        if abs(one["weight"]) < strongest * _FAINT:
            continue
        words, in_title = _words(one["name"], acts, language), one["name"].startswith("title_")
        spans = tuple((start, end) for start, end in one["spans"])
        told.setdefault((words, one["weight"] > 0), Reason(words, spans, in_title, one["weight"]))
    return [one for one in told.values() if one.words]


def _taken_apart(signals: Sequence[Signal]) -> list[Signal]:
    """The signals with those that sum up others replaced by what they sum up, which shares their weight."""
    wholes = [one for one in signals if one["name"] in WHOLES and one["weight"] > 0]
    parts = [one for one in signals if one["name"] in PARTS]
    if not wholes or not parts:
        return list(signals)
    weight = sum(one["weight"] for one in wholes)
    shared = [{**one, "weight": max(one["weight"], 0.0) + weight * one["value"]} for one in parts]
    others = [one for one in signals if one["name"] not in PARTS and one not in wholes]
    return sorted([*shared, *others], key=lambda one: -abs(one["weight"]))


def line(
    relevant: str | None,
    signals: Sequence[Signal],
    acts: Mapping[str, str],
    language: str,
    *,
    by_officer: bool = False,
    most: int = 2,
) -> str:
    """How surely a draft matters, and what said so, in a line; empty where nobody could judge."""
    if relevant is None:
        return ""
    told = [one.words for one in reasons(signals, acts, language) if one.weight > 0][:most]
    said = [_OFFICER[language]] if by_officer else told
    return (
        f"{level(relevant, language)}{_COLON[language]} {'; '.join(said)}"
        if said
        else level(relevant, language)
    )


def _words(name: str, acts: Mapping[str, str], language: str) -> str:
    """The sentence of a signal, with the acts that it is about; empty for one that we have no words for."""
    if name not in SIGNALS:
        return ""
    said = SIGNALS[name][_LANGUAGES.index(language)]
    kind = next((kind for kind in ReferenceKind if name.endswith(f"{kind}_core_law")), None)
    named = acts.get(kind, "") if kind else ""
    return f"{said}{_COLON[language]} {named}" if named else said


def acts_named(
    references: Iterable[Referring], laws: Mapping[str, Act], language: str, most: int = 3
) -> dict[str, str]:
    """Per kind of reference the acts among ``laws``, by title and article."""
    found: dict[str, dict[str, list[str]]] = {}
    for one in references:
        if one.law in laws:
            articles = found.setdefault(one.kind, {}).setdefault(one.law, [])
            if one.article and one.article not in articles:
                articles.append(one.article)
    return {
        kind: "; ".join(_act(laws[key], articles, language) for key, articles in list(some.items())[:most])
        for kind, some in found.items()
    }


def _act(law: Act, articles: Sequence[str], language: str) -> str:
    title = next(law.titles[one][0] for one in (language, *_LANGUAGES) if law.titles.get(one))
    named = f"“{title}”" if language == "en" else f"«{title}»"
    if not articles:
        return named
    one, many = _ARTICLES[language]
    more = "…" if len(articles) > _MOST_ARTICLES else ""
    return f"{named}, {many if len(articles) > 1 else one} {', '.join(articles[:_MOST_ARTICLES])}{more}"

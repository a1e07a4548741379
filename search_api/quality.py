"""How well the machine reads, as it was measured: what ``orakarg evaluate`` wrote, set by set.

A file holds one answer of the command, or a list of them. Beside the answer's keys, ``at`` (a moment or a
day) and ``model`` say when, and which model, was measured.
"""

import json
import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)

MEASURES = ("p", "r", "f1", "ap", "ece")


@dataclass(frozen=True)
class Label:
    """How well one label is found; a measure that was not taken is missing. ``positive`` rows have it."""

    name: str
    measures: Mapping[str, float]
    rows: int | None = None
    positive: int | None = None


@dataclass(frozen=True)
class Measured:
    """One set: ``kind`` is classification or retrieval, ``languages`` those of its rows with their labels.

    ``inbox`` and ``mail`` say what is found, and how much of what is shown is right, above the two bars.
    """

    name: str
    kind: str
    rows: int | None
    languages: Mapping[str, tuple[Label, ...]]
    labels: tuple[Label, ...]
    inbox: Mapping[str, float]
    mail: Mapping[str, float]
    search: Mapping[str, float]
    at: datetime | None
    model: str
    questions: int | None = None

    def by_language(self, name: str) -> dict[str, Label]:
        """A label as it is found in each language, where there are several."""
        found = {code: one for code, labels in self.languages.items() for one in labels if one.name == name}
        return found if len(self.languages) > 1 else {}


def measured(paths: Iterable[Path]) -> list[Measured]:
    """The latest figures of each set, from files and folders of files; what cannot be read is left out."""
    latest: dict[str, Measured] = {}
    for one in (found for path in paths for found in _of(path)):
        known = latest.get(one.name)
        if known is None or _moment(one) >= _moment(known):
            latest[one.name] = one
    return sorted(latest.values(), key=lambda one: (one.kind, one.name))


def _moment(one: Measured) -> datetime:
    return one.at or datetime.min.replace(tzinfo=UTC)


def _of(path: Path) -> Iterator[Measured]:
    files = sorted(path.glob("*.json")) if path.is_dir() else [path] if path.exists() else []
    for file in files:
        try:
            told = json.loads(file.read_text(encoding="utf-8"))
            yield from [_measured(entry) for entry in (told if isinstance(told, list) else [told])]
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            log.exception("%s is no answer of evaluate", file)


def _measured(entry: Mapping[str, Any]) -> Measured:
    languages = entry.get("languages") or {}
    return Measured(
        name=str(entry["set"]),
        kind=str(entry["kind"]),
        rows=entry.get("rows"),
        languages={code: _labels(languages[code]) for code in sorted(languages)},
        labels=_labels(entry.get("labels") or {}),
        inbox=_numbers(entry.get("inbox"), ("recall", "precision")),
        mail=_numbers(entry.get("mail"), ("recall", "precision")),
        search=_numbers(entry, ("ndcg@10", "mrr", "recall@100")),
        at=_at(entry.get("at")),
        model=str(entry.get("model") or ""),
        questions=entry.get("queries"),
    )


def _labels(told: Mapping[str, Any]) -> tuple[Label, ...]:
    return tuple(
        Label(name, _numbers(one, MEASURES), one.get("rows"), one.get("positive"))
        for name, one in told.items()
    )


def _numbers(told: Mapping[str, Any] | None, names: Iterable[str]) -> dict[str, float]:
    return {name: float(told[name]) for name in names if told and told.get(name) is not None}


def _at(told: str | None) -> datetime | None:
    if not told:
        return None
    moment = datetime.fromisoformat(told)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def card(folders: Iterable[Path]) -> str | None:
    """The text of the model's card, from the first folder that has one."""
    cards = (file for folder in folders for file in sorted(folder.glob("*.md")))
    return next((file.read_text(encoding="utf-8") for file in cards), None)

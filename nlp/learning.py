"""One run of training: which models are made, which are kept, and the card that says what they are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from config.lexicon import Lexicon
from legislation.labelled import RELEVANT, Row
from legislation.storage.tags import Labelled
from nlp import card, training
from nlp.model import OTHER, Models, write
from nlp.training import LAWS, OFFICERS, Rows, Trained

LANGUAGES = ("hy", "en", "fr", "ru", OTHER)


@dataclass(frozen=True)
class Place:
    """Where new models go, and where those in use are: none, if all are to be made anew."""

    into: Path
    in_use: Sequence[Path]


def train(
    place: Place,
    carried: Rows,
    said: Sequence[Labelled],
    languages: Sequence[str],
    lexicon: Lexicon,
    now: datetime,
    step: Callable[[int], object],
) -> dict[str, Any]:
    """Train what there is something new for, from the rows that we carry and what officers said.

    The answer is that of the command.
    """
    officers = [_row(one) for one in said if one.topic is None]
    sets = {**carried, LAWS: list(training.named(lexicon.laws)), OFFICERS: officers}
    told: dict[str, Any] = {}
    for language in languages or LANGUAGES:
        rows = training.of_language(sets, language)
        current = Models(*place.in_use).of(language) if place.in_use else None
        known = frozenset(current.learned if current else ())
        fresh = [row for row in rows.get(OFFICERS, ()) if row.id not in known]
        counts = {"rows": sum(map(len, rows.values())), "corrections": len(fresh)}
        if not rows or (place.in_use and not fresh):
            told[language] = counts | _kept("old", "there is nothing new to learn from")
            continue
        trained = training.train(sets, language, lexicon, known, step)
        told[language] = counts | _decided(place, trained)
    if any(one["kept"] == "new" for one in told.values()):
        card.write(place.into, now)
    return {"models": told}


def _decided(place: Place, trained: Trained) -> dict[str, Any]:
    after = round(trained.figures["ap"], 4)
    if not trained.is_better:
        why = "the new one is not better on rows held out"
        return _kept("old", why, trained.before, after)
    write(place.into / f"{trained.language}.npz", replace(trained.model, card=card.section(trained)))
    why = "it is better on rows held out" if place.in_use else "made anew"
    return _kept("new", why, trained.before, after)


def _kept(which: str, why: str, before: float | None = None, after: float | None = None) -> dict[str, Any]:
    return {
        "before": round(before, 4) if before is not None else None,
        "after": after,
        "kept": which,
        "why": why,
    }


def _row(said: Labelled) -> Row:
    """An officer's word as a row; another word on the same draft is another row."""
    name = f"draft:{said.draft_id}:{said.verdict}"
    return Row(name, said.language, said.title, said.text, {RELEVANT: said.verdict})

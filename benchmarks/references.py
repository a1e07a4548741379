"""How well are references read? ``python -m benchmarks.references [--held-out | --seen] [--wrong] [--json]``.

The rules of ``nlp.references`` against 200 sentences labelled by hand (``tests/references``). A reference is
right if kind, act, article, part and point are.
"""

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

from config import lexicon
from legislation.text import tokens
from nlp.acts import Acts, title_keys
from nlp.references import find_references

SENTENCES = Path(__file__).parents[1] / "tests" / "references" / "sentences.jsonl"

Row = dict[str, Any]


class Place(NamedTuple):
    """What a reference says, in a form that can be compared."""

    kind: str
    act: str
    article: str | None
    part: str | None
    point: str | None


class Found(NamedTuple):
    place: Place
    start: int


Read = Callable[[str, str], Iterable[Found]]
"""``read(text, language)``: the references of a text with their places in it."""


def rows() -> list[Row]:
    return [json.loads(line) for line in SENTENCES.read_text("utf-8").splitlines()]


def act(law: str | None, number: str | None, name: str | None) -> str:
    """The act by the first of the three that is known; a name in whatever inflection."""
    return law or number or " ".join(sorted(title_keys(name or "")))


def ours() -> Read:
    """Our rules, with the acts of ``config/laws.toml``."""
    acts = Acts(lexicon.load().laws)

    def read(text: str, language: str) -> Iterable[Found]:
        for one in find_references(text, tokens(text, language), acts, language):
            point = getattr(one, "point", None)
            place = Place(one.kind, act(one.law, one.number, one.title), one.article, one.part, point)
            yield Found(place, one.start)

    return read


def compare(row: Row, read: Read) -> tuple[set[Place], set[Place], set[Place]]:
    """What is right, wrong and missed in a sentence; what is amended counts as amended only."""
    begin = len(row["before"]) + 1 if row["before"] else 0
    text = f"{row['before']}\n{row['text']}" if row["before"] else row["text"]
    expected = {
        Place(
            one["kind"],
            act(one["law"], one["number"], one["name"]),
            one["article"],
            one["part"],
            one["point"],
        )
        for one in row["references"]
    }
    found = list(read(text, row["language"]))
    inside = {one.place for one in found if one.start >= begin}
    inside -= {place._replace(kind="cites") for place in inside if place.kind == "amends"}
    right = expected & {one.place for one in found}
    return right, inside - expected, expected - right


def score(chosen: Iterable[Row], read: Read) -> tuple[Counter[str], list[Row]]:
    """Counts of right, wrong and missed references, and the rows with something wrong or missed."""
    counts: Counter[str] = Counter()
    faults: list[Row] = []
    for row in chosen:
        right, wrong, missed = compare(row, read)
        counts.update(right=len(right), wrong=len(wrong), missed=len(missed), sentences=1)
        if wrong or missed:
            faults.append({"id": row["id"], "text": row["text"], "wrong": wrong, "missed": missed})
    return counts, faults


def ratios(counts: Counter[str]) -> dict[str, float]:
    """Precision, recall and what they come from."""
    right, wrong, missed = counts["right"], counts["wrong"], counts["missed"]
    return {
        "precision": right / max(1, right + wrong),
        "recall": right / max(1, right + missed),
        "sentences": counts["sentences"],
        "references": right + missed,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    half = parser.add_mutually_exclusive_group()
    half.add_argument("--held-out", action="store_true", help="only the 100 sentences drawn by lot")
    half.add_argument("--seen", action="store_true", help="only the other 100")
    parser.add_argument("--wrong", action="store_true", help="show the sentences that are not read right")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    wanted = {True} if options.held_out else {False} if options.seen else {True, False}
    chosen = [row for row in rows() if row["held_out"] in wanted]
    read = ours()
    groups = {"all": chosen, **{name: _of(chosen, name) for name in ("hy", "en", "ru", "fr")}}
    figures = {name: ratios(score(group, read)[0]) for name, group in groups.items()}
    if options.json:
        print(json.dumps(figures))
        return
    for name, one in figures.items():
        print(
            f"{name}: P {one['precision']:.3f}, R {one['recall']:.3f}"
            f" ({one['references']} references in {one['sentences']} sentences)"
        )
    for fault in score(chosen, read)[1] if options.wrong else []:
        print(f"\n{fault['id']} {fault['text']}")
        for what in ("wrong", "missed"):
            for place in sorted(fault[what], key=str):
                print(f"  {what}: {' '.join(str(word or '-') for word in place)}")


def _of(chosen: list[Row], language: str) -> list[Row]:
    return [row for row in chosen if row["language"] == language]


if __name__ == "__main__":
    main()

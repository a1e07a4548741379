"""What ``orakarg evaluate`` answers: put together, shown, and kept for the site."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from legislation.labelled import Questions

MEASURES = ("ap", "p", "r", "f1", "ece", "threshold")
_EMPTY: dict[str, Any] = {
    "labels": {},
    "inbox": None,
    "mail": None,
    "ndcg@10": None,
    "mrr": None,
    "recall@100": None,
    "seconds": None,
    "skipped": [],
    "left_out": 0,
    "languages": {},
    "model": None,
}


def of_search(measured: Mapping[str, float], asked: Questions) -> dict[str, Any]:
    """The measures of a search as an answer."""
    languages = sorted({entry["lang"] for entry in asked.queries if entry.get("lang")})
    names = ("ndcg@10", "mrr", "recall@100")
    return {
        "kind": "retrieval",
        "rows": len(asked.corpus),
        "queries": measured["queries"],
        "languages": {language: {} for language in languages},
    } | {name: measured[name] for name in names}


def answer(folder: Path, measured: dict[str, Any], begin: datetime) -> dict[str, Any]:
    """The whole answer; what does not apply is null."""
    now = datetime.now(UTC)
    head = {"set": folder.resolve().name, "kind": "classification", "rows": 0}
    timed = {"seconds": (now - begin).total_seconds(), "at": now.isoformat(timespec="seconds")}
    result: dict[str, Any] = _rounded(head | _EMPTY | measured | timed)
    return result


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _rounded(one) for key, one in value.items()}
    return round(value, 4) if isinstance(value, float) else value


def keep(folder: Path, result: Mapping[str, Any]) -> None:
    """Put an answer where the site finds the latest of each set; one that measured nothing is not kept."""
    if result["kind"] == "classification" and not result["labels"]:
        return
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{result['set']}.json"
    fresh = path.with_suffix(".fresh")
    fresh.write_text(json.dumps(result, ensure_ascii=False, indent=1), encoding="utf-8")
    fresh.replace(path)


def show(result: Mapping[str, Any]) -> None:
    """Print an answer as tables."""
    console = Console(highlight=False, markup=False)
    console.print(f"{result['set']}: {result['kind']}, {result['rows']} rows, {result['seconds']:.1f} s")
    if result["left_out"]:
        console.print(f"left out, since the models have learned from them: {result['left_out']} rows")
    if result["labels"]:
        console.print(_table(result))
    for name in ("inbox", "mail"):
        if result[name]:
            bar = result[name]
            console.print(f"{name}: recall {bar['recall']:.3f}, precision {bar['precision']:.3f}")
    for name in ("ndcg@10", "mrr", "recall@100"):
        if result[name] is not None:
            console.print(f"{name}: {result[name]:.3f}")
    if result["skipped"]:
        console.print("not scored: " + ", ".join(result["skipped"]))


def _table(result: Mapping[str, Any]) -> Table:
    table = Table(box=box.SIMPLE, padding=(0, 1), collapse_padding=True)
    table.add_column("label", no_wrap=True)
    for column in (*MEASURES[:-1], "bar", "rows", "yes"):
        table.add_column(column, justify="right", no_wrap=True)
    for name, measured in result["labels"].items():
        table.add_row(name, *_cells(measured))
        if len(result["languages"]) > 1:
            for language, labels in result["languages"].items():
                if name in labels:
                    table.add_row(f"  {language}", *_cells(labels[name]))
    return table


def _cells(measured: Mapping[str, Any]) -> list[str]:
    counts = (str(measured[name]) for name in ("rows", "positive"))
    return [*(f"{measured[name]:.3f}" for name in MEASURES), *counts]

"""How commands speak: the options they share, progress on a terminal, answers for people and programs."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import click
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

err = Console(stderr=True, highlight=False, markup=False)


def _moment(context: click.Context, parameter: click.Parameter, value: str | None) -> datetime:
    if value is None:
        return datetime.now(UTC)
    try:
        given = datetime.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter("not a moment such as 2026-11-02T09:00+04:00") from error
    return given if given.tzinfo else given.replace(tzinfo=UTC)


json_option = click.option("--json", "as_json", is_flag=True, help="Answer in JSON, for programs.")
now_option = click.option(
    "--now", callback=_moment, help="Take this moment for now; without a zone it is UTC."
)


@contextmanager
def progress(label: str) -> Iterator[Callable[[int], object]]:
    """A progress line on the terminal, nothing where there is none; call what it gives with each step."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as shown:
        task = shown.add_task(label, total=None)
        yield lambda steps: shown.advance(task, steps)


def answer(result: Any, as_json: bool, failed: bool = False) -> None:
    """Print a command's answer and end the program with 1 if something failed."""
    if as_json:
        click.echo(json.dumps(result, ensure_ascii=False, indent=2, default=_plain))
    else:
        _show(result)
    if failed:
        sys.exit(1)


def any_failed(result: Mapping[str, Any]) -> bool:
    """Whether an answer tells of a row or a source that failed."""
    states = [source["state"] for source in result.get("sources", {}).values()]
    return bool(result.get("failed")) or "failed" in states


def _show(result: Any) -> None:
    """A table for each group of named rows, a line for each plain value, JSON for anything deeper."""
    console = Console(highlight=False, markup=False)
    if not isinstance(result, dict) or any(isinstance(value, list) for value in result.values()):
        console.print_json(json.dumps(result, default=_plain), ensure_ascii=False)
        return
    for name, value in result.items():
        if isinstance(value, dict):
            console.print(_table(name, value))
        else:
            console.print(f"{name}: {_cell(value)}")


def _table(title: str, rows: dict[str, dict[str, Any]]) -> Table:
    table = Table(title=title, title_justify="left")
    columns = list(dict.fromkeys(column for row in rows.values() for column in row))
    for column in ("", *columns):
        table.add_column(column, overflow="fold")
    for name, row in rows.items():
        table.add_row(name, *(_cell(row.get(column)) for column in columns))
    return table


def _cell(value: Any) -> str:
    return "–" if value is None else _plain(value)


def _plain(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)

"""The commands of the crawler that store no draft: read, check, source, archive."""

import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from config import settings, sources
from config.settings import Settings
from config.terminal import answer, err, json_option, now_option, progress
from crawler import links, new_source, reading, retention, run
from legislation.storage.database import opened
from legislation.vocabulary import Origin, RunState

replay_option = click.option("--replay", help="Read from the WARC files of this folder, not from the net.")


def chosen(names: Sequence[str], replay: str | None = None) -> list[str]:
    """The sources to crawl: those named, else all that are on, and in a replay all that there are."""
    known = sources.load()
    for name in names:
        if name not in known:
            raise click.BadParameter(f"there is no source {name}; there are {', '.join(known)}")
    return list(names) or [name for name, source in known.items() if source.on or replay]


def _address(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None and not (value.startswith(("http://", "https://")) and links.host(value)):
        raise click.BadParameter("not an address such as https://www.arlis.am/hy/acts/1")
    return value


@click.command()
@click.argument("source")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--url", callback=_address, help="The address that the pages came from.")
@json_option
def read(source: str, files: tuple[Path, ...], url: str | None, as_json: bool) -> None:
    """Show what a source's reader makes of saved pages; nothing is stored.

    The answer is a list with one row for each part of a draft, or each row of a list page. A file that
    is no page of the source is named with the reason, the others are shown, and the exit code is 1.
    """
    chosen((source,))
    parts, failed = reading.read_files(source, list(files), url)
    for line in failed:
        err.print(line, soft_wrap=True)
    if parts or as_json:
        answer([reading.as_json(part) for part in parts], as_json)
    if failed:
        sys.exit(1)


@click.command()
@click.argument("source")
@click.option("--items", type=click.IntRange(1, 20), default=3, show_default=True, help="Drafts to look at.")
@replay_option
@now_option
@json_option
def check(source: str, items: int, replay: str | None, now: datetime, as_json: bool) -> None:
    """Take one polite live look at SOURCE and say field by field what was found; no draft is stored.

    Every answer of the site is kept in a WARC file, which “--replay FOLDER” reads again. Exit code 0 means
    that the source has passed, 1 that it has not.

    The answer is {"source", "state", "reason", "evidence", "pages", "parts": {KIND: {"count", "found":
    {FIELD: example}, "missing": [FIELD], "required": [FIELD], "new_labels": [LABEL]}}, "problems", "warc"}:
    "missing" are fields that no part of the kind tells, and those of "required", which every part of it
    must tell and one does not.
    """
    chosen((source,))
    home = settings.load()
    with opened(home.database):  # its tables must be there
        pass
    with progress(f"check {source}"):
        seen = run.check(source, settings=home, now=now, items=items, replay=replay)
    if not as_json:
        _show(seen)
    answer(seen if as_json else {}, as_json, seen["state"] != RunState.OK)


def _show(seen: dict[str, Any]) -> None:
    """A check for people: each kind of page with its fields, then what is wrong, then the verdict."""
    out = Console(highlight=False, markup=False, soft_wrap=True)
    for kind, told in seen["parts"].items():
        out.print(f"{kind}: {told['count']} read", style="bold")
        for name, example in told["found"].items():
            out.print(f"  {name}: {example}")
        missing = [f"{n} (required)" if n in told["required"] else n for n in told["missing"]]
        out.print(f"  not found: {', '.join(missing) or 'nothing'}")
        out.print(f"  new labels: {', '.join(told['new_labels']) or 'none'}")
    for problem in seen["problems"]:
        out.print(f"problem: {problem}")
    out.print(f"pages: {seen['pages']}; kept in: {seen['warc'] or 'no file'}")
    verdict = "passed" if seen["state"] == RunState.OK else f"not passed, {seen['state']}"
    if seen["evidence"] and seen["evidence"] != Origin.LIVE:
        verdict += f", on pages that are {seen['evidence']}: what the live site gives is not known by that"
    out.print(
        f"{seen['source']}: {verdict}{'; ' + seen['reason'] if seen['reason'] else ''}".strip(), style="bold"
    )


@click.group()
def source() -> None:
    """Look after the readers of the sources."""


@source.command("new")
@click.argument("name")
@click.option("--title", help="What people call it; the name where it is not said.")
@click.option("--url", default="https://www.example.org", show_default=True, help="The address of its site.")
def source_new(name: str, title: str | None, url: str) -> None:
    """Begin a source: folder, facts (off) and a test that passes; docs/adding-a-source.md goes on."""
    root = Path(__file__).parents[1]
    for path in new_source.begin(root, name, title or name, url):
        click.echo(path.relative_to(root))


@click.group()
def archive() -> None:
    """Look after the record of what was fetched."""


@archive.command("prune")
@click.option("--dry-run", is_flag=True, help="Only say what would go.")
@now_option
@json_option
def archive_prune(dry_run: bool, now: datetime, as_json: bool) -> None:
    """Remove the answers that are older than their source keeps them; what a version stands on stays.

    Of imports those go that no draft was made of. A source that is crawled meanwhile is “busy” and left as
    it is. The answer is {"sources": {NAME: {"removed", "bytes", "cited", "busy"}}, "imports": {…}, "removed",
    "bytes"}.
    """
    answer(pruned(settings.load(), now, dry_run=dry_run), as_json)


def pruned(home: Settings, now: datetime, *, dry_run: bool = False) -> dict[str, Any]:
    """Prune the archive, source by source: the answer of ``orakarg archive prune``."""
    with opened(home.database) as database:
        told = {
            name: asdict(retention.prune(database, home, source, now, dry_run=dry_run))
            for name, source in sources.load().items()
        }
        imports = asdict(retention.prune_imports(database, home, now, dry_run=dry_run))
    all_of = (*told.values(), imports)
    return {"sources": told, "imports": imports} | {
        key: sum(one[key] for one in all_of) for key in ("removed", "bytes")
    }


COMMANDS = (read, check, source, archive)

"""Texts that people have labelled: sets to measure by, and the rows that the project carries to learn from.

A set is a folder of ``*.jsonl`` files with one row a line: ``id, lang, labels`` and fields of text, and where
rows of one kind were drawn more often than others ``sampling_weight``.
"""

import hashlib
import json
import lzma
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from legislation.errors import OrakargError

RELEVANT = "local_gov"
"""The label that says whether a text touches local self-government."""

FIELDS = ("title", "summary", "text")


class BadSet(OrakargError):
    """A folder, a row or a field that cannot be used; the message says where."""


@dataclass(frozen=True)
class Row:
    """A text with what is said of it; ``labels`` are those that are true or false."""

    id: str
    language: str | None
    title: str
    text: str
    labels: Mapping[str, bool]
    weight: float = 1.0
    skipped: frozenset[str] = frozenset()
    """Labels of another kind, or that nobody decided."""

    mark: str = ""
    """The same for rows of one text, whichever fields of it are read."""

    @property
    def group(self) -> str:
        """Rows that are much the same text, or parts of one act, have one group."""
        return self.title.casefold() or fingerprint(self.text)


def fingerprint(text: str) -> str:
    """The same for texts that differ in white space and capitals only."""
    return hashlib.sha256(" ".join(text.casefold().split()).encode()).hexdigest()[:20]


def read_set(folder: Path, fields: Sequence[str] = FIELDS) -> list[Row]:
    """All rows of a folder with only the named fields; ``title`` is the title, the others make the text.

    Raises BadSet, which names the file and line.
    """
    return list(_unique(row(where, entry, fields) for where, entry in _checked(folder, fields)))


def _unique(rows: Iterable[Row]) -> Iterator[Row]:
    seen: set[str] = set()
    for one in rows:
        if one.id in seen:
            raise BadSet(f"there are two rows with the id {one.id}")
        seen.add(one.id)
        yield one


def _checked(folder: Path, fields: Sequence[str]) -> list[tuple[str, dict[str, Any]]]:
    entries = [pair for path in files(folder) for pair in lines(path)]
    if not entries:
        raise BadSet(f"{folder} has no rows: it needs *.jsonl files with one row a line")
    known = {name for _, entry in entries for name in entry}
    for name in fields:
        if name not in (*known, *FIELDS) or not known.intersection(fields):
            raise BadSet(f"no row of {folder} has a field {name}; there are {', '.join(sorted(known))}")
    return entries


def files(folder: Path) -> list[Path]:
    """The files of rows in a folder; raises BadSet if it is none."""
    if not folder.is_dir():
        raise BadSet(f"{folder} is not a folder")
    return sorted(folder.glob("*.jsonl"))


def lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each row with the words that say where it stands."""
    opened = lzma.open if path.suffix == ".xz" else open
    with opened(path, "rt", encoding="utf-8") as stream:
        try:
            for number, line in enumerate(stream, start=1):
                where = f"{path.name}, line {number}"
                if line.strip():
                    yield where, _entry(where, line)
        except (UnicodeDecodeError, lzma.LZMAError, EOFError, OSError) as error:
            raise BadSet(f"{path} cannot be read: {error}") from error


def _entry(where: str, line: str) -> dict[str, Any]:
    try:
        entry = json.loads(line)
    except ValueError as error:
        raise BadSet(f"{where}: not JSON: {error}") from error
    if not isinstance(entry, dict) or not isinstance(entry.get("id"), str | int):
        raise BadSet(f"{where}: a row is an object with an id")
    return entry


def row(where: str, entry: Mapping[str, Any], fields: Sequence[str]) -> Row:
    """An entry as a row; raises BadSet, which says ``where`` and what is wrong."""
    labels = entry.get("labels")
    if not isinstance(labels, dict):
        raise BadSet(f"{where}: the row has no labels")
    texts = {name: entry.get(name) or "" for name in (*FIELDS, *fields) if name in fields}
    if not all(isinstance(text, str) for text in texts.values()):
        raise BadSet(f"{where}: {', '.join(texts)} must be texts")
    title = texts.pop("title", "")
    plain = {name: value for name, value in labels.items() if isinstance(value, bool)}
    return Row(
        id=str(entry["id"]),
        language=entry.get("lang"),
        title=title,
        text="\n\n".join(filter(None, texts.values())),
        labels=plain,
        weight=_weight(where, entry.get("sampling_weight")),
        skipped=frozenset(labels.keys() - plain.keys()),
        mark=fingerprint(entry.get("text") or entry.get("title") or title),
    )


def _weight(where: str, given: Any) -> float:
    if given is None:
        return 1.0
    if not isinstance(given, int | float) or isinstance(given, bool) or not 0 < given < 1e9:
        raise BadSet(f"{where}: sampling_weight must be a number above 0")
    return float(given)


Judgements = Mapping[str, Mapping[str, int]]
"""Question → document → relevance (0: not relevant)."""


class Questions(NamedTuple):
    """A corpus, what is asked of it, and what is relevant to each question."""

    corpus: Sequence[Mapping[str, Any]]
    queries: Sequence[Mapping[str, Any]]
    judgements: Judgements


def is_retrieval(folder: Path) -> bool:
    """Whether a folder is a set of questions."""
    return bool(list(folder.glob("qrels*.tsv")))


def read_questions(folder: Path, corpus: Path | None) -> Questions:
    """A set of questions; ``corpus`` where its texts lie elsewhere. Raises BadSet."""
    queries = [entry for path in files(folder) if path.name.startswith("queries") for _, entry in lines(path)]
    path = corpus or folder / "corpus.jsonl"
    if not path.is_file():
        raise BadSet(f"there is no {path}: --corpus names the file with the texts")
    texts = [entry for _, entry in lines(path)]
    judged = _judgements(sorted(folder.glob("qrels*.tsv")))
    if not all(isinstance(entry.get("text"), str) for entry in queries):
        raise BadSet(f"a question of {folder} has no text")
    asked = {entry["id"] for entry in queries}
    if not texts or not asked.intersection(judged):
        raise BadSet(f"{folder} has no question whose answers are known, or no texts")
    return Questions(texts, queries, judged)


def _judgements(paths: Iterable[Path]) -> Judgements:
    judged: dict[str, dict[str, int]] = {}
    for path in paths:
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            parts = line.split("\t")
            if len(parts) >= 3 and parts[-1].strip().lstrip("-").isdigit():
                judged.setdefault(parts[0], {})[parts[-2]] = int(parts[-1])
            elif line.strip() and number > 1:
                raise BadSet(f"{path.name}, line {number}: not query, 0, document, relevance")
    return judged

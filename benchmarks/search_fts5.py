"""The peer: SQLite's FTS5 with the same analysed words, filters and facets in tables beside it."""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path

from legislation.conditions import Condition, Field, Most, Prefix, Published, Within, Words, sought
from legislation.query import Document, Query
from legislation.text import BARRIER
from search_api.engine import Results

_TABLES = f"""
pragma journal_mode = wal; pragma synchronous = normal; pragma cache_size = -256000;
create virtual table words using fts5(
    title, keys, exact, content = '', tokenize = "unicode61 remove_diacritics 0 tokenchars '{BARRIER}'");
create table draft (
    id text, source text, stage text, kind text, language text, body text, day integer, public integer);
create table topic (draft integer, topic text);
create index by_topic on topic (draft);
"""
_FACETS = [
    "select source, count(*) from hit group by 1",
    "select stage, count(*) from hit group by 1",
    "select kind, count(*) from hit group by 1",
    "select language, count(*) from hit group by 1",
    "select body, count(*) from hit group by 1",
    "select topic, count(*) from hit join topic using (draft) group by 1",
]


class Fts5:
    """As much of the port as the benchmark asks for."""

    def __init__(self, file: Path) -> None:
        self._sqlite = sqlite3.connect(file)
        if not self._sqlite.execute("select name from sqlite_master").fetchall():
            self._sqlite.executescript(_TABLES)

    def rebuild(self, documents: Iterable[Document]) -> None:
        with self._sqlite as sqlite:
            for number, one in enumerate(documents, 1):
                words = one.opening.keys, one.reading.keys, one.reading.exact
                joined = [" ".join(keys) for keys in words]
                sqlite.execute(
                    "insert into words (rowid, title, keys, exact) values (?, ?, ?, ?)", (number, *joined)
                )
                row = (one.id, one.source, one.stage, one.kind, one.language, one.body)
                public = "public" in one.readers
                sqlite.execute(
                    "insert into draft values (?, ?, ?, ?, ?, ?, ?, ?)",
                    (*row, one.newest.date().toordinal(), public),
                )
                sqlite.executemany("insert into topic values (?, ?)", [(number, t) for t in one.topics])

    def close(self) -> None:
        self._sqlite.close()

    def search(self, query: Query, *, facets: bool = False) -> Results:
        """Fetches the ten best and counts all."""
        return Results(self._search(query, facets), ())

    def _search(self, query: Query, facets: bool) -> int:
        where, values = _where(query)
        matching = f"from words join draft on draft.rowid = words.rowid where {where}"
        best = f"select draft.id, bm25(words, 2, 1, 0) as score {matching} order by score limit 10"
        self._sqlite.execute(best, values).fetchall()
        if not facets:
            return int(self._sqlite.execute(f"select count(*) {matching}", values).fetchone()[0])
        self._sqlite.execute(
            f"create temp table hit as select draft.rowid as draft, draft.* {matching}", values
        )
        total = self._sqlite.execute("select count(*) from hit").fetchone()[0]
        for counting in _FACETS:
            self._sqlite.execute(counting).fetchall()
        self._sqlite.execute("drop table hit")
        return int(total)


def _where(query: Query) -> tuple[str, list[str | int]]:
    conditions = [clause[0].condition for clause in query.clauses]
    match = " AND ".join(_match(one) for condition in conditions for one in sought(condition))
    parts: list[str] = ["words match ?", "public"]
    values: list[str | int] = [match]
    for one in conditions:
        for part, value in _filters(one):
            parts.append(part)
            values.append(value)
    return " and ".join(parts), values


def _filters(condition: Condition) -> Iterator[tuple[str, str | int]]:
    match condition:
        case Field(name, (value,)):
            yield f"draft.{name} = ?", value
        case Published(day):
            yield "draft.day >= ?", day.toordinal()
        case Most(counted=counted, least=least) if least < len(counted):
            raise NotImplementedError("the benchmark asks no long questions")
        case Within():
            raise NotImplementedError("the benchmark asks for no moments")


def _match(condition: Words | Prefix) -> str:
    if isinstance(condition, Prefix):
        return f'exact : "{condition.forms[-1]}"*'
    wordings = product(*(sorted(keys) for keys in condition.pattern))
    return "{title keys} : (" + " OR ".join(f'"{" ".join(keys)}"' for keys in wordings) + ")"

"""The engine in a folder of this machine: Tantivy, any number of readers, one writer at a time.

``FOLDER/current`` names the folder with today's index; a rebuild fills a fresh one and then switches
the name, so a kill at any instant leaves a whole index. A reader looks before each search whether the
name or the index has changed, which costs two looks at the file system.
"""

import json
import os
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

import tantivy

from legislation.errors import Invalid
from legislation.locks import PATIENCE, hold
from legislation.query import PUBLIC, Document, Query, Viewer
from legislation.text import ANALYSIS
from search_api.engine import embedded_hits
from search_api.engine.embedded_fields import LAYOUT, entry, schema
from search_api.engine.embedded_hits import engine_errors
from search_api.engine.embedded_query import Translator
from search_api.engine.port import DEEPEST, OTHER_VERSION, EngineDown, NeedsRebuild, Results, Sort

VERSION = {"analysis": ANALYSIS, "layout": LAYOUT}
ATTEMPTS = 3
"""How often opening is tried: a rebuild may switch folders between two looks."""
MEMORY = 64_000_000
"""Bytes that a writer gathers before it writes."""


class _State(NamedTuple):
    """An index as it was when these files looked so."""

    seen: tuple[object, ...]
    folder: Path
    opened: tantivy.Index
    searcher: tantivy.Searcher
    version: dict[str, Any]


class EmbeddedEngine:
    """The port over an index in ``folder``; may be used by several threads."""

    def __init__(self, folder: Path, *, patience: float = PATIENCE) -> None:
        self._folder = folder
        self._patience = patience
        self._state: _State | None = None
        self._opening = Lock()

    def put(self, documents: Iterable[Document]) -> None:
        def write(writer: tantivy.IndexWriter) -> None:
            for document in documents:
                writer.delete_documents_by_term("id", document.id)
                _add(writer, document)

        self._change(write)

    def delete(self, ids: Iterable[str]) -> None:
        def write(writer: tantivy.IndexWriter) -> None:
            for one in ids:
                writer.delete_documents_by_term("id", one)

        self._change(write)

    def rebuild(self, documents: Iterable[Document]) -> None:
        with self._locked():
            folder = self._folder / f"index-{secrets.token_hex(8)}"
            try:
                _build(folder, documents)
            except BaseException:
                shutil.rmtree(folder, ignore_errors=True)
                raise
            with engine_errors():
                _write_down(self._folder / "current", folder.name)
            for other in self._folder.glob("index-*"):
                if other != folder:
                    shutil.rmtree(other, ignore_errors=True)

    def search(
        self,
        query: Query,
        viewer: Viewer = PUBLIC,
        *,
        limit: int = 10,
        offset: int = 0,
        sort: Sort = "relevance",
        now: datetime | None = None,
        facets: bool = False,
    ) -> Results:
        if offset < 0 or limit < 1 or offset + limit > DEEPEST:
            raise Invalid(f"results can be seen up to number {DEEPEST}")
        state = self._current()
        translator = Translator(state.opened.schema, state.searcher)
        with engine_errors():
            wanted = translator.query(query, viewer)
            if sort == "deadline" and now:
                total, hits = embedded_hits.by_deadline(
                    state.searcher, wanted, translator, limit, offset, now
                )
            elif sort == "relevance" and query.words:
                scored = translator.ranked(query, viewer)
                total, hits = embedded_hits.ranked(state.searcher, scored, limit, offset)
            else:
                total, hits = embedded_hits.in_order(state.searcher, wanted, "newest", limit, offset)
            counts = embedded_hits.facets(state.searcher, wanted) if facets else {}
        return Results(total, tuple(hits), counts)

    def count(self, query: Query, viewer: Viewer = PUBLIC) -> int:
        state = self._current()
        with engine_errors():
            return embedded_hits.counted(
                state.searcher, Translator(state.opened.schema, state.searcher).query(query, viewer)
            )

    def health(self) -> dict[str, Any]:
        try:
            state = self._current()
        except EngineDown as error:
            missing = not (self._folder / "current").exists()
            cause = f" ({error.__cause__})" if error.__cause__ else ""
            state_name = "missing" if missing else "needs rebuild"
            return {"state": state_name, "reason": f"{error}{cause}", "documents": 0}
        documents = state.searcher.num_docs
        if state.version != VERSION:
            return {"state": "needs rebuild", "reason": OTHER_VERSION, "documents": documents}
        return {"state": "ok", "documents": documents}

    def close(self) -> None:
        self._state = None

    def _change(self, write: Callable[[tantivy.IndexWriter], None]) -> None:
        with self._locked():
            state = self._current()
            if state.version != VERSION:
                raise NeedsRebuild(OTHER_VERSION)
            with engine_errors():
                index = tantivy.Index.open(str(state.folder))
            with _writer(index) as writer:
                write(writer)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with ExitStack() as held:
            with engine_errors():
                held.enter_context(hold(self._folder, "index", patience=self._patience))
            yield

    def _current(self) -> _State:
        """The index as it is now, opened anew only if it has changed."""
        state = self._state
        if state and state.seen == self._look(state.folder):
            return state
        with self._opening:
            problem: Exception | None = None
            for _attempt in range(ATTEMPTS):
                try:
                    self._state = self._opened(self._state)
                    return self._state
                except (OSError, ValueError) as error:
                    problem = error
        if isinstance(problem, FileNotFoundError):
            raise NeedsRebuild("there is no search index yet, or it was deleted") from problem
        raise NeedsRebuild("the search index cannot be opened") from problem

    def _opened(self, before: _State | None) -> _State:
        folder = self._folder / (self._folder / "current").read_text()
        seen = self._look(folder)
        if None in seen:
            raise FileNotFoundError(folder)
        if before and before.folder == folder:
            index, version = before.opened, before.version
        else:
            version = json.loads((folder / "version.json").read_text())
            if version["layout"] != LAYOUT:
                raise NeedsRebuild(OTHER_VERSION)
            index = tantivy.Index.open(str(folder))
            index.config_reader("manual")
        index.reload()
        return _State(seen, folder, index, index.searcher(), version)

    def _look(self, folder: Path) -> tuple[object, ...]:
        return _signature(self._folder / "current"), _signature(folder / "meta.json")


def _build(folder: Path, documents: Iterable[Document]) -> None:
    """Make a whole index of its own in a fresh folder."""
    with engine_errors():
        folder.mkdir()
        index = tantivy.Index(schema(), path=str(folder))
    with _writer(index) as writer:
        for document in documents:
            _add(writer, document)
    with engine_errors():
        _write_down(folder / "version.json", json.dumps(VERSION))


def _add(writer: tantivy.IndexWriter, document: Document) -> None:
    ready = entry(document)
    with engine_errors():
        writer.add_document(ready)


@contextmanager
def _writer(index: tantivy.Index) -> Iterator[tantivy.IndexWriter]:
    """A writer whose work counts as a whole, or not at all if anything is raised meanwhile."""
    with engine_errors():
        writer = index.writer(MEMORY, 1)
    try:
        yield writer
        with engine_errors():
            writer.commit()
    except BaseException:
        with suppress(ValueError, OSError):
            writer.rollback()
        raise
    finally:
        with suppress(ValueError, OSError):
            writer.wait_merging_threads()


def _signature(path: Path) -> tuple[int, int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns, status.st_size


def _write_down(path: Path, text: str) -> None:
    """Put ``text`` into the file for good, in one step."""
    fresh = path.with_suffix(".new")
    with fresh.open("w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)

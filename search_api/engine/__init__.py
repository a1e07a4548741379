"""The search engine behind its port: ``open_engine("embedded:PATH")``."""

from pathlib import Path

from legislation.errors import SetupError
from search_api.engine.embedded import EmbeddedEngine
from search_api.engine.port import DEEPEST, Engine, EngineDown, Hit, NeedsRebuild, Results, Sort

__all__ = ["DEEPEST", "Engine", "EngineDown", "Hit", "NeedsRebuild", "Results", "Sort", "open_engine"]


def open_engine(url: str) -> Engine:
    """The engine at ``url``; it need not hold an index yet. SetupError for an address of no known kind."""
    kind, _, place = url.partition(":")
    if kind == "embedded" and place:
        return EmbeddedEngine(Path(place))
    raise SetupError(f"no search engine is known for “{url}”: use embedded:FOLDER")

"""The search engine behind its port: ``open_engine("embedded:PATH")`` or ``open_engine("http://HOST:9200")``."""

from pathlib import Path

from config.engines import Access
from legislation.errors import SetupError
from search_api.engine.embedded import EmbeddedEngine
from search_api.engine.port import DEEPEST, Engine, EngineDown, Hit, NeedsRebuild, Results, Sort

__all__ = ["DEEPEST", "Engine", "EngineDown", "Hit", "NeedsRebuild", "Results", "Sort", "open_engine"]


def open_engine(url: str, access: Access | None = None) -> Engine:
    """The engine at ``url``; it need not hold an index yet. SetupError for an address of no known kind.

    ``access`` is for Elasticsearch: ``http(s)://[USER:PASSWORD@]HOST[:PORT][,HOST…][/NAME]``, where NAME,
    by default ``orakarg``, is what its indices are called.
    """
    kind, _, place = url.partition(":")
    if kind == "embedded" and place:
        return EmbeddedEngine(Path(place))
    if kind in ("http", "https"):
        from search_api.engine.elastic import ElasticEngine  # half a second that other engines need not wait

        return ElasticEngine(url, access or Access())
    raise SetupError(f"no search engine is known for “{url}”: use embedded:FOLDER or http://HOST:9200")

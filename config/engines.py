"""How a search engine that is a server of its own is reached and laid out."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Access:
    """What an address alone does not tell.

    ``ca`` is a file of certificates to trust; ``shards`` and ``replicas`` are those of the next index
    that is made; ``patience`` is how many seconds a search may take.
    """

    api_key: str = field(default="", repr=False)
    ca: Path | None = None
    shards: int = 1
    replicas: int = 0
    patience: float = 1.7

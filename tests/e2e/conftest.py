"""The web application over each kind of database."""

from pathlib import Path

import pytest
from web import Web, make_web

from legislation.storage.database import Database


@pytest.fixture
def web(database: Database, tmp_path: Path) -> Web:
    """An application without any draft or person yet."""
    return make_web(database, str(tmp_path / "data"))

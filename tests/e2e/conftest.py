"""The web application over each kind of database."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import Visits, served
from playwright.sync_api import Browser
from web import Web, make_web

from legislation.storage.database import Database


@pytest.fixture
def web(database: Database, tmp_path: Path) -> Web:
    """An application without any draft or person yet."""
    return make_web(database, str(tmp_path / "data"))


@pytest.fixture
def visits(web: Web, browser: Browser) -> Iterator[Visits]:
    """People at the browser, before the application; whatever the browser complains of fails the test."""
    with served(web.app) as address:
        visits = Visits(browser, address)
        yield visits
        visits.end()
    assert visits.complaints == []

"""The site and the command line over Elasticsearch: in trouble they say so, and all else goes on."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from command import ORAKARG
from factories import NOW, add_drafts, make_draft
from fake_elasticsearch import answering
from web import Clock, Reader

from config import settings
from config.engines import Access
from legislation.storage.database import Database, open_database, upgrade
from search_api.app import create_app
from search_api.engine import Engine, open_engine
from search_api.indexing import index_pending

SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

TORN = 503, {"error": {"type": "search_phase_execution_exception", "reason": "all shards failed"}}
GONE = 404, {"error": {"type": "index_not_found_exception"}}


def reader(database: Database, engine: Engine, tmp_path: Path, language: str = "en") -> Reader:
    app = create_app(
        settings.load({"ORAKARG_DATA": str(tmp_path / "data")}), Clock(), database=database, engine=engine
    )
    return Reader(app.test_client(), language)


@SQLITE
@pytest.mark.parametrize("answer", ["silence", "drip", "nonsense", TORN, GONE, (401, {}), (429, {})])
def test_search_says_that_it_is_not_available_and_everything_else_goes_on(database, tmp_path, answer):
    with database.write() as session:
        make_draft(session, "edraft:1")
    with answering(lambda asked: answer) as fake:
        engine = open_engine(fake.url, Access(patience=0.3))
        for language, words in {
            "hy": "Որոնումն այժմ չի գործում",
            "en": "Search is not available now",
            "ru": "Поиск сейчас недоступен",
        }.items():
            person = reader(database, engine, tmp_path, language)
            assert words in person.open("/?q=ջուր", status=503).get_text()
            assert words in person.open("/?sort=deadline", status=503).get_text()
            for address in ("/drafts/edraft:1", "/status", "/sign-in", "/healthz", "/api/v1/drafts/edraft:1"):
                person.open(address)
        person.open("/api/v1/search?q=ջուր", status=503)
        assert person.answer.content_type == "application/problem+json"


@SQLITE
def test_the_site_over_a_real_server_finds_a_new_draft_at_once(database, elasticsearch, tmp_path):
    engine = open_engine(elasticsearch.fresh())
    add_drafts(database, "edraft:1")
    index_pending(database, engine, NOW)
    person = reader(database, engine, tmp_path)
    assert len(person.open("/").select(".hit")) == 1
    add_drafts(database, "edraft:2", "edraft:3")
    index_pending(database, engine, NOW)
    assert len(person.open("/").select(".hit")) == 3
    engine.close()


def test_the_command_line_makes_the_index_and_makes_it_again(elasticsearch, tmp_path):
    url = elasticsearch.fresh()
    database = open_database(f"sqlite:///{tmp_path / 'orakarg.sqlite'}")
    upgrade(database)
    add_drafts(database, "edraft:1", "edraft:2")

    def run(*arguments: str) -> tuple[int, Any]:
        told = subprocess.run(
            [ORAKARG, *arguments, "--json"],
            env={**os.environ, "ORAKARG_DATA": str(tmp_path), "ORAKARG_ENGINE": url},
            capture_output=True,
            text=True,
            check=False,
        )
        return told.returncode, json.loads(told.stdout) if told.returncode == 0 else told.stderr

    assert run("index") == (0, {"indexed": 2, "failed": 0})
    assert run("search", "")[1]["total"] == 2
    elasticsearch.clean()
    code, said = run("search", "")
    assert (code, "no search index" in said) == (1, True)
    assert run("index") == (0, {"indexed": 2, "failed": 0})
    assert run("index", "--rebuild") == (0, {"indexed": 2, "failed": 0})
    assert run("search", "")[1]["total"] == 2
    database.close()

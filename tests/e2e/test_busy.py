"""Two commands that would write the same thing, and an engine that does not answer, at the command line."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from factories import make_draft, make_person
from fake_tagger import read

from legislation import locks
from legislation.storage.database import opened
from legislation.subscribe import subscribe
from legislation.vocabulary import Frequency, RoleName
from nlp.tagging import tag_pending

ORAKARG = Path(sys.executable).with_name("orakarg")
NOW = datetime.now(UTC) - timedelta(hours=1)


def start(data: Path, *arguments: str, **settings: str) -> "subprocess.Popen[str]":
    environment = {k: v for k, v in os.environ.items() if not k.startswith("ORAKARG_")}
    environment |= {"ORAKARG_DATA": str(data)} | settings
    return subprocess.Popen(
        [ORAKARG, *arguments, "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )


def news_for_one(data: Path) -> Path:
    """A data folder in which one tagged draft waits to be told to one person."""
    with opened(f"sqlite:///{data / 'orakarg.sqlite'}") as database:
        with database.write() as session:
            person = make_person(session, RoleName.COMMENTER, now=NOW)
            subscribe(session, person, "բյուջե", frequency=Frequency.IMMEDIATE, now=NOW)
            make_draft(session, "edraft:1", tagged=False, now=NOW)
        tag_pending(database, read, NOW)
    return data


def test_who_comes_second_is_told_so_by_word_and_code_and_a_round_does_the_rest(tmp_path):
    """Ten seconds of patience are waited for by all at once."""
    busy, rest = tmp_path / "busy", news_for_one(tmp_path)
    stages = ("tag", "index", "notify", "deliver")
    with locks.hold(busy / "locks", *stages), locks.hold(rest / "locks", "index"):
        running = {stage: start(busy, stage) for stage in stages}
        round_ = start(rest, "round")
        told = {stage: process.communicate(timeout=120) for stage, process in running.items()}
        told_by_round = round_.communicate(timeout=120)
    for stage, process in running.items():
        assert process.returncode == 75, told[stage]
        assert f"busy with “{stage}”" in told[stage][1]
        assert told[stage][0] == ""
    assert round_.returncode == 75
    assert "busy with “index”" in told_by_round[1]
    assert len(list((rest / "mail").glob("*.eml"))) == 1


def test_mails_go_out_while_the_engine_does_not_answer(tmp_path):
    data = news_for_one(tmp_path)
    (data / "index").write_text("a file where the index should be")
    process = start(data, "round")
    told, said = process.communicate(timeout=120)
    assert process.returncode == 1
    answer = json.loads(told)
    assert (answer["sent"], answer["indexed"], answer["failed"]) == (1, 0, 1)
    assert "index" in said
    status = start(data, "status")
    queues = json.loads(status.communicate(timeout=60)[0])["queues"]
    assert (queues["index"]["waiting"], queues["deliver"]["waiting"]) == (1, 0)

"""The demonstration from end to end, as a person starts it: by the command line, on a fresh folder."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from command import Place

from crawler import recorded


@dataclass(frozen=True)
class Demonstrated:
    place: Place
    answer: Any


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demonstrated:
    place = Place(tmp_path_factory.mktemp("demo"))
    return Demonstrated(place, place.json("demo"))


def test_both_days_are_told_in_one_sum(demo: Demonstrated) -> None:
    answer = demo.answer
    assert set(answer["sources"]) == set(recorded.sources()) >= {"arlis", "edraft", "eu_cellar"}
    assert {s["state"] for s in answer["sources"].values()} == {"ok"}
    assert answer["new"] == sum(s["new"] for s in answer["sources"].values()) > 10
    assert answer["indexed"] >= answer["new"]
    assert answer["tagged"] > 10
    assert answer["sent"] == len(demo.place.mails()) > 0
    assert answer["failed"] == 0


def test_no_source_claims_better_evidence_than_its_pages(demo: Demonstrated) -> None:
    evidence = {name: source["evidence"] for name, source in demo.answer["sources"].items()}
    assert {evidence[name] for name in ("arlis", "edraft", "eu_cellar")} == {"rebuilt"}
    for name in recorded.sources():
        assert evidence[name] in {row.origin for row in recorded.rows(name)}, name


def test_the_saved_search_is_answered_by_a_mail_on_the_inflected_title(demo: Demonstrated) -> None:
    (mail,) = [m for m in demo.place.mails() if m["To"].startswith("member@")]
    assert "տեղական ինքնակառավարում" in mail["Subject"]
    text = mail.get_body(("plain",)).get_content()
    assert "https://www.e-draft.am/projects/9105" in text
    assert "ՏԵՂԱԿԱՆ ԻՆՔՆԱԿԱՌԱՎԱՐՄԱՆ" in text
    assert "«տեղական ինքնակառավարում»" in text
    assert "Առաջարկությունների վերջնաժամկետ՝ աղբյուրը չի նշում" in text
    assert "վերակազմված է" in text


def test_the_mail_of_a_person_who_reads_english_is_english(demo: Demonstrated) -> None:
    (mail,) = [m for m in demo.place.mails() if m["To"].startswith("board@")]
    assert mail["Content-Language"] == "en"
    assert "Why you get this" in mail.get_body(("plain",)).get_content()


def test_nothing_of_the_first_day_is_mailed(demo: Demonstrated) -> None:
    for mail in demo.place.mails():
        assert "projects/532" not in mail.get_body(("plain",)).get_content()


def test_an_inflected_word_is_found(demo: Demonstrated) -> None:
    found = demo.place.json("search", "տեղական վճարի դրույքաչափ")
    hit = next(hit for hit in found["hits"] if hit["id"] == "edraft:532")
    assert hit["url"] == "https://www.e-draft.am/projects/532"
    assert any("դրույքաչափերը" in passage["text"].lower() for passage in hit["passages"])
    assert found["facets"]["source"]["edraft"] >= 1


def test_run_again_it_changes_nothing(demo: Demonstrated) -> None:
    before = {file.name for file in (demo.place.data / "mail").iterdir()}
    again = demo.place.json("demo")
    assert (again["new"], again["changed"], again["deliveries"], again["sent"]) == (0, 0, 0, 0)
    assert {file.name for file in (demo.place.data / "mail").iterdir()} == before


def test_nothing_is_left_in_any_queue(demo: Demonstrated) -> None:
    status = demo.place.json("status")
    assert {name: (q["waiting"], q["failed"]) for name, q in status["queues"].items()} == dict.fromkeys(
        ("import-pending", "tag", "index", "notify", "deliver"), (0, 0)
    )
    assert {name for name, one in status["sources"].items() if one["state"] == "ok"} == set(
        recorded.sources()
    )


def test_a_replay_of_known_pages_brings_nothing_new(demo: Demonstrated) -> None:
    archive = demo.place.data / "archive"
    again = demo.place.json("round", "--replay", str(archive))
    assert (again["new"], again["changed"], again["sent"]) == (0, 0, 0)


def test_a_live_crawl_without_a_contact_is_refused_and_says_so(demo: Demonstrated) -> None:
    done = demo.place.run("crawl", "--source", "edraft", "--json")
    source = json.loads(done.stdout)["sources"]["edraft"]
    assert source["state"] == "off"
    assert "ORAKARG_CONTACT" in source["reason"]


def test_the_demonstration_keeps_off_a_database_that_it_did_not_make(tmp_path: Path) -> None:
    place = Place(tmp_path)
    assert place.run("db", "upgrade").returncode == 0
    script = (
        "import sys; from datetime import UTC, datetime\n"
        "from legislation.storage.database import opened\n"
        "from legislation.storage import people\n"
        "with opened(sys.argv[1]) as database, database.write() as session:\n"
        "    people.add(session, 'mayor@gyumri.am', 'Քաղաքապետ', 'hy', now=datetime.now(UTC))\n"
    )
    url = f"sqlite:///{tmp_path / 'orakarg.sqlite'}"
    subprocess.run([sys.executable, "-c", script, url], check=True, timeout=60)
    done = place.run("demo")
    assert done.returncode == 1
    assert "mayor@gyumri.am" in done.stderr


def test_a_sign_in_link_is_for_somebody_who_exists(demo: Demonstrated) -> None:
    link = demo.place.run("sign-in", "officer@demo.orakarg.example")
    assert link.stdout.startswith("http://127.0.0.1:8000/sign-in/")
    stranger = demo.place.run("sign-in", "nobody@demo.orakarg.example")
    assert stranger.returncode == 1
    assert "nobody@demo.orakarg.example" in stranger.stderr

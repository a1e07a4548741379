"""A new source begins with code that passes everything that ours has to pass."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from config import sources
from crawler import new_source
from legislation.errors import Invalid

ROOT = Path(__file__).parents[2]
LEFT = shutil.ignore_patterns("__pycache__", ".*", "var", "*.egg-info")
COPIED = ("config", "crawler", "legislation", "search_api", "alerts", "nlp", "tests")


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    """A copy of the project, in which a source was begun by the command."""
    copy = tmp_path_factory.mktemp("project")
    for folder in COPIED:
        shutil.copytree(ROOT / folder, copy / folder, ignore=LEFT)
    for file in ("orakarg.py", "pyproject.toml"):
        shutil.copy(ROOT / file, copy / file)
    made = run(copy, "orakarg", "source", "new", "city_council", "--title", 'Ավագանի «Նոր "Ա"»')
    assert made.returncode == 0, made.stderr
    assert "crawler/sources/city_council/pages.py" in made.stdout.splitlines()
    return copy


def run(project, module, *arguments):
    environment = {**os.environ, "PYTHONPATH": str(project), "ORAKARG_DATA": str(project / "data")}
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True)


def test_its_code_is_formatted_and_clean(project):
    made = ["crawler/sources/city_council", "tests/unit/test_city_council_source.py"]
    for command in (["format", "--check"], ["check"]):
        done = run(project, "ruff", *command, *made)
        assert done.returncode == 0, done.stdout


def test_its_types_are_right(project):
    done = run(project, "mypy", "crawler/sources/city_council")
    assert done.returncode == 0, done.stdout


def test_its_test_passes_and_so_do_those_of_all_sources(project):
    tests = ["tests/unit/test_city_council_source.py", "tests/unit/test_sources.py"]
    done = run(project, "pytest", "-q", "-p", "no:cacheprovider", *tests)
    assert done.returncode == 0, done.stdout


def test_it_is_off_and_not_taken_for_recorded(project):
    facts = sources.load(project / "config" / "sources.toml")["city_council"]
    assert (facts.on, facts.titles["hy"]) == (False, 'Ավագանի «Նոր "Ա"»')
    done = run(project, "orakarg", "check", "city_council", "--replay", "demo:1", "--json")
    assert done.returncode == 1
    assert '"evidence": null' in done.stdout


def test_it_is_not_begun_twice(project):
    before = (project / "config" / "sources.toml").read_text()
    done = run(project, "orakarg", "source", "new", "city_council")
    assert done.returncode == 1
    assert "there is something called city_council already" in done.stderr
    assert (project / "config" / "sources.toml").read_text() == before


@pytest.mark.parametrize(
    ("name", "title", "url", "reason"),
    [
        ("edraft", "T", "https://a.am", "already"),
        ("feeds", "T", "https://a.am", "already"),
        ("Yerevan", "T", "https://a.am", "no name"),
        ("../yerevan", "T", "https://a.am", "no name"),
        ("two__lines", "T", "https://a.am", "no name"),
        ("class", "T", "https://a.am", "no name"),
        ("a" * 31, "T", "https://a.am", "no name"),
        ("", "T", "https://a.am", "no name"),
        ("yerevan", "one\ntwo", "https://a.am", "one line"),
        ("yerevan", " ", "https://a.am", "one line"),
        ("yerevan", "T", "ftp://a.am", "no address"),
        ("yerevan", "T", 'https://a.am"', "no address"),
        ("yerevan", "T", "https://" + "a" * 70, "no address"),
    ],
)
def test_what_cannot_be_a_source_is_refused_before_anything_is_written(project, name, title, url, reason):
    before = sorted(project.rglob("*.py"))
    with pytest.raises(Invalid, match=reason):
        new_source.begin(project, name, title, url)
    assert sorted(project.rglob("*.py")) == before


def test_an_address_of_a_page_gives_its_site(project):
    new_source.begin(project, "deep", "Deep", "https://www.city.am/hy/council?page=2")
    assert 'SITE = "https://www.city.am"\n' in (project / "crawler/sources/deep/pages.py").read_text()
    assert sources.load(project / "config" / "sources.toml")["deep"].hosts == ("www.city.am",)

"""What the documentation quotes is what stands in the tree."""

import re
import tomllib
from pathlib import Path

from orakarg import main

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "adding-a-source.md").read_text("utf-8")
QUOTED = re.findall(r"`([\w/.]+\.py)`:\n\n```python\n(.*?)```", GUIDE, re.DOTALL)


def test_the_quoted_code_is_the_code_in_the_tree():
    assert {path for path, _ in QUOTED} == {
        f"crawler/sources/sejm/{name}.py" for name in ("addresses", "pages", "spider")
    }
    for path, code in QUOTED:
        text = (ROOT / path).read_text("utf-8")
        pieces = [piece for piece in code.split("\n\n\n") if piece.strip()]
        assert [piece for piece in pieces if piece.strip() not in text] == [], path


def test_the_example_is_a_small_one():
    lines = [line for _, code in QUOTED for line in code.splitlines() if line.strip()]
    assert 100 < len(lines) < 150


def test_the_quoted_facts_are_those_of_the_source():
    (quoted,) = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)
    facts = tomllib.loads((ROOT / "config" / "sources.toml").read_text("utf-8"))
    assert tomllib.loads(quoted) == {"sejm": facts["sejm"]}


def test_every_command_that_the_guide_names_is_there():
    named = set(re.findall(r"orakarg ([a-z]+)", GUIDE))
    assert {"check", "read", "round", "source"} <= named <= set(main.commands)


def test_the_readme_has_a_row_for_every_command():
    rows = re.findall(r"^\| (`.*?) \|", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    named = {quoted.split()[0] for row in rows for quoted in re.findall(r"`([^`]+)`", row)}
    assert set(main.commands) <= named

"""The rules of the house that no tool checks for us; who may import whom is in ``pyproject.toml``."""

import ast
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILE_LINES = 300
FUNCTION_LINES = 40
NAMELESS = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}
SQL = ("legislation/model/", "legislation/storage/", "tests/", "benchmarks/")
NO_SQL = {"IntegrityError", "Session"}
"""What others may know of SQLAlchemy: a session to pass on, and that somebody was first."""


def _tracked() -> list[Path]:
    listed = subprocess.run(
        [shutil.which("git") or "git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    )
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]


TRACKED = _tracked()
PYTHON = [path for path in TRACKED if path.suffix == ".py" and "versions" not in path.parts]
TREES = {path: ast.parse(path.read_bytes()) for path in PYTHON}


def _place(path: Path, line: int | None = None) -> str:
    return f"{path.relative_to(ROOT)}{f':{line}' if line else ''}"


def test_the_whole_house_is_looked_at():
    assert {"orakarg.py", "legislation/vocabulary.py", "tests/unit/test_house.py"} <= {
        _place(path) for path in PYTHON
    }


def test_a_file_fits_into_a_head():
    lines = {_place(path): len(path.read_text().splitlines()) for path in PYTHON}
    assert {place: n for place, n in lines.items() if n > FILE_LINES} == {}


def test_a_function_fits_on_a_screen():
    long = {
        _place(path, node.lineno): length
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION_LINES
    }
    assert long == {}


def test_a_file_is_named_after_what_is_in_it():
    nameless = [
        _place(path) for path in TRACKED if NAMELESS & {*path.relative_to(ROOT).parts[:-1], path.stem}
    ]
    assert nameless == []


def test_test_files_have_names_of_their_own():
    names = [path.name for path in PYTHON if path.name.startswith("test_")]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("place", ["../" + "shared", "/work" + "/", "/tmp" + "/plan"])
def test_the_project_needs_nothing_beside_it(place):
    assert [_place(path) for path in TRACKED if place.encode() in path.read_bytes()] == []


def test_the_lock_names_no_package_index():
    lock = (ROOT / "requirements.lock").read_text()
    assert "--hash=sha256:" in lock
    assert [line for line in lock.splitlines() if "://" in line or line.startswith("-")] == []


def test_every_setting_is_explained():
    variable = re.compile(r"ORAKARG_[A-Z_]+")
    read = set(variable.findall((ROOT / "config/settings.py").read_text()))
    assert set(re.findall(r"(?m)^#(ORAKARG_[A-Z_]+)=", (ROOT / ".env.example").read_text())) == read


def test_every_package_is_under_the_import_contracts():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    tops = {path.relative_to(ROOT).parts[0] for path in PYTHON}
    assert tops - set(contracts["root_packages"]) == {"benchmarks", "orakarg.py", "tests"}


def test_every_folder_of_code_is_a_package():
    scripts = {ROOT, ROOT / "legislation/storage/migrations"}
    folders = {path.parent for path in PYTHON if path.relative_to(ROOT).parts[0] != "tests"} - scripts
    assert [_place(folder) for folder in folders if not (folder / "__init__.py").exists()] == []


def test_storage_alone_writes_sql():
    found = [
        f"{_place(path, node.lineno)} {alias.name}"
        for path, tree in TREES.items()
        if not _place(path).startswith(SQL)
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
        if _root(node, alias) in {"sqlalchemy", "sqlite3", "psycopg"} and alias.name not in NO_SQL
    ]
    assert found == []


def test_one_file_opens_the_database():
    opening = {_place(path) for path, tree in TREES.items() if "create_engine" in _names(tree)}
    assert opening - {"tests/unit/test_house.py"} == {"legislation/storage/database.py"}


def test_our_own_code_is_never_patched_in_tests():
    patching = [
        _place(path, node.lineno)
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        and any("unittest" in (_root(node, alias), alias.name) for alias in node.names)
    ]
    assert patching == []


def _root(node: ast.Import | ast.ImportFrom, alias: ast.alias) -> str:
    name = alias.name if isinstance(node, ast.Import) else node.module or ""
    return name.split(".")[0]


def _names(tree: ast.AST) -> set[str]:
    return {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)} | {
        node.id for node in ast.walk(tree) if isinstance(node, ast.Name)
    }

"""Begins a new source: its folder, its facts and its test, from the files in ``skeleton``."""

import json
import keyword
import re
from pathlib import Path
from urllib.parse import urlsplit

from legislation.errors import Invalid

SKELETON = Path(__file__).parent / "skeleton"
LONGEST_NAME = 30
LONGEST_SITE = 70
_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_SITE = re.compile(r"https?://[a-z0-9.-]+(:\d+)?")


def begin(root: Path, name: str, title: str, url: str, language: str = "hy") -> list[Path]:
    """Write the files of a source that is off, and give their paths; ``root`` is the folder of the project.

    Nothing is written, and Invalid raised, for a name that is taken or no name, or an address that is none.
    """
    site = "/".join(url.split("/")[:3])
    _check(root, name, title, site)
    folder = root / "crawler" / "sources" / name
    words = {
        "name": name,
        "class": "".join(word.capitalize() for word in name.split("_")) + "Spider",
        "site": site,
        "host": urlsplit(site).hostname or "",
        "title": json.dumps(title, ensure_ascii=False),
        "language": language,
    }
    files = {
        folder / "__init__.py": "",
        folder / "pages.py": _filled("pages", words),
        folder / "spider.py": _filled("spider", words),
        folder / "recorded" / "manifest.json": "[]\n",
        root / "tests" / "unit" / f"test_{name}_source.py": _filled("test", words),
    }
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    facts = root / "config" / "sources.toml"
    with facts.open("a", encoding="utf-8") as file:
        file.write(_filled("section", words))
    return [*files, facts]


def _check(root: Path, name: str, title: str, site: str) -> None:
    if not _NAME.fullmatch(name) or len(name) > LONGEST_NAME or keyword.iskeyword(name):
        raise Invalid(f"“{name}” is no name for a source: small letters, digits and _, such as city_council")
    facts = (root / "config" / "sources.toml").read_text("utf-8")
    taken = (root / "crawler" / "sources" / name, root / "tests" / "unit" / f"test_{name}_source.py")
    if re.search(rf"(?m)^\[+\s*{name}\b", facts) or any(path.exists() for path in taken):
        raise Invalid(f"there is something called {name} already")
    if not title.strip() or not title.isprintable():
        raise Invalid("the title must be one line of words")
    if not _SITE.fullmatch(site) or len(site) > LONGEST_SITE:
        raise Invalid(f"“{site}” is no address of a site, such as https://www.example.org")


def _filled(name: str, words: dict[str, str]) -> str:
    text = (SKELETON / f"{name}.txt").read_text("utf-8")
    return re.sub(r"@(\w+)@", lambda found: words[found[1]], text)

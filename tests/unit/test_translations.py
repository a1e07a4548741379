"""Every message of the pages is there in Armenian and Russian."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

HERE = Path(__file__).parents[2] / "search_api"
FILLED_IN = re.compile(r"%\(\w+\)[sd]")


def catalogue(language: str) -> Catalog:
    with (HERE / "translations" / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file)


def strings(messages: Catalog) -> dict[str, tuple[str, ...]]:
    """Each message's translation, or its forms by number."""
    return {
        m.id if isinstance(m.id, str) else m.id[0]: (m.string,)
        if isinstance(m.string, str)
        else tuple(m.string)
        for m in messages
        if m.id
    }


@pytest.fixture(scope="module")
def wanted() -> set[str]:
    """The messages in code and templates."""
    methods = [("**.py", "python"), ("templates/**.html", "jinja2")]
    keywords = {"_": None, "gettext": None, "ngettext": (1, 2)}
    found = extract_from_dir(HERE, methods, keywords=keywords)
    return {message if isinstance(message, str) else message[0] for _, _, message, *_ in found}


@pytest.mark.parametrize("language", ["hy", "ru"])
def test_no_message_is_missing_empty_or_left_over(language, wanted):
    kept = {m.id if isinstance(m.id, str) else m.id[0]: m for m in catalogue(language) if m.id}
    assert sorted(wanted - kept.keys()) == []
    assert sorted(kept.keys() - wanted) == []
    empty = [
        key
        for key, m in kept.items()
        if m.fuzzy or not all([m.string] if isinstance(m.string, str) else m.string)
    ]
    assert empty == []


@pytest.mark.parametrize("language", ["hy", "ru"])
def test_what_is_filled_in_is_the_same_in_every_language(language):
    for message in catalogue(language):
        if not message.id:
            continue
        ids, strings = ([m] if isinstance(m, str) else list(m) for m in (message.id, message.string))
        for string in strings:
            assert set(FILLED_IN.findall(string)) == set(FILLED_IN.findall(ids[-1])), string


def test_armenian_is_written_in_armenian_letters():
    latin = re.compile(r"[A-Za-z]{2,}")
    names = {"PDF", "CELEX", "CELLAR", "API", "DOCX", "Word", "orakarg", "demo", "round", "evaluate"}
    for message in filter(lambda one: one.id, catalogue("hy")):
        for string in [message.string] if isinstance(message.string, str) else message.string:
            plain = FILLED_IN.sub("", string)
            assert not set(latin.findall(plain)) - names, string
            assert not re.search("[А-Яа-я]", plain), string
            assert ":" not in plain, f"{string}: the Armenian full stop is ։"


@pytest.mark.parametrize("language", ["hy", "ru"])
def test_what_is_compiled_is_what_is_written(language):
    with (HERE / "translations" / language / "LC_MESSAGES" / "messages.mo").open("rb") as file:
        compiled = read_mo(file)
    assert strings(compiled) == strings(catalogue(language))

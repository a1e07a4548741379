"""The facts of the sources, as the programs read them."""

import tomllib
from importlib import import_module

import pytest

from config import sources
from config.sources import load
from crawler.reading import SOURCES

FACTS = """
[one]
titles = {hy = "Մեկ", en = "One", ru = "Один"}
publisher = "P"
address = "https://one.am"
licence = "L"
language = "hy"
schedule = "0 7 * * *"
delay = 3.0
hosts = ["one.am"]
quiet = 7
on = true
"""


@pytest.mark.parametrize("name", list(load()))
def test_every_source_that_has_its_facts_can_be_read_and_walked(name):
    assert name == SOURCES[name].SOURCE
    assert name == import_module(f"crawler.sources.{name}.spider").SPIDER.pages.SOURCE


def test_nothing_but_a_source_has_a_reader():
    assert "nobody" not in SOURCES
    assert len(SOURCES) == len(load())


def test_sites_are_asked_slowly():
    delays = {name: source.delay for name, source in load().items()}
    assert [delays[name] for name in ("edraft", "arlis", "eu_cellar", "feeds")] == [3, 3, 1, 10]


def test_the_walk_over_edraft_has_a_first_number():
    assert load()["edraft"].first_id == 9105
    assert "www.e-draft.am" in load()["edraft"].hosts


def test_facts_are_typed(tmp_path):
    path = tmp_path / "sources.toml"
    path.write_text(FACTS)
    one = load(path)["one"]
    assert (one.name, one.titles["ru"], one.hosts, one.first_id, one.on) == (
        "one",
        "Один",
        ("one.am",),
        1,
        True,
    )


def test_what_is_not_said_is_usual(tmp_path):
    path = tmp_path / "sources.toml"
    path.write_text(FACTS)
    one = load(path)["one"]
    assert (one.keep_days, one.proposals, one.labels) == (400, (), ())
    path.write_text(FACTS + 'keep_days = 30\nproposals = ["digest"]\n')
    assert (load(path)["one"].keep_days, load(path)["one"].proposals) == (30, ("digest",))


def test_what_people_proposed_on_edraft_is_named():
    assert load()["edraft"].proposals == ("digest",)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('ru = "Один"', 'ru = ""', r"\[one\]: no title in ru"),
        ("delay = 3.0", "delay = 0.1", "at least one second"),
        ('hosts = ["one.am"]', "hosts = []", "at least one host"),
        ('"0 7 * * *"', '"daily"', "cron line"),
        ("quiet = 7", "", "quiet"),
        ("quiet = 7", "quiet = 7\nkeep_days = 0", "at least one day"),
        ("quiet = 7", "quiet = 7\nspeed = 9", "speed"),
    ],
)
def test_a_wrong_fact_is_named(tmp_path, old, new, reason):
    path = tmp_path / "sources.toml"
    path.write_text(FACTS.replace(old, new))
    with pytest.raises(ValueError, match=reason):
        load(path)


FEED = """
[[one.feeds]]
name = "news"
title = "News"
url = "https://www.news.am/rss"
language = "hy"
body = "News"
licence = "L"
"""


def test_a_feed_brings_its_hosts_along(tmp_path):
    path = tmp_path / "sources.toml"
    path.write_text(FACTS.replace('hosts = ["one.am"]\n', "") + FEED)
    one = load(path)["one"]
    assert [feed.name for feed in one.feeds] == ["news"]
    assert one.hosts == ("www.news.am", "news.am")


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('"news"', '"Լուրեր"', r"\[one\]: feed “Լուրեր”: the name"),
        ("https://www.news.am", "file://", "feed “news”: url"),
        ('licence = "L"\n', "", "licence"),
    ],
)
def test_a_wrong_fact_of_a_feed_is_named(tmp_path, old, new, reason):
    path = tmp_path / "sources.toml"
    path.write_text(FACTS + FEED.replace(old, new))
    with pytest.raises(ValueError, match=reason):
        load(path)


def test_two_feeds_cannot_share_a_name(tmp_path):
    path = tmp_path / "sources.toml"
    path.write_text(FACTS + FEED + FEED)
    with pytest.raises(ValueError, match="feed “news”: the name"):
        load(path)


def test_the_file_is_plain_data():
    assert set(tomllib.loads((sources.Path(sources.__file__).parent / "sources.toml").read_text())) == set(
        load()
    )

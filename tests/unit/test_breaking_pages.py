"""No source breaks in silence: whatever happens to its pages, its run says so in words."""

import re
from importlib import import_module
from typing import Any

import pytest
from breaking import LOGIN, NOW, WAYS, BadDay, Breakage, Change
from broken_sources import EMPTY_LIVE, LEFT_OUT, breakages, kinds, of_kind
from fake_site import FakeSite
from fake_store import FakeStore
from walking import crawl

from config import sources
from crawler import recorded
from crawler.expectations import judge
from legislation.vocabulary import RunState

WORDS = {
    "a login page": "a login page",
    "a captcha": "a captcha",
    "an empty list": "is empty|no entries",
    "another kind of document": "expected|names no bill|another page",
    "a wrong charset": "broken encoding",
    "cut off": "early|damaged|blank|middle of a letter|no page could be read|missing|looks? like",
    "a label renamed": "«|does not|do not|no |none|neither|another question",
    "a field gone": "«|does not|do not|no |none|neither|empty|blank",
}
"""What the reason of a run says, way by way."""


def replay(source: str, change: Change) -> tuple[RunState, str | None, FakeStore]:
    """What a replay of the source makes of its recorded pages on a bad day."""
    spider = import_module(f"crawler.sources.{source}.spider").SPIDER
    known = sources.load()[source]
    facts: dict[str, Any] = {"requires": known.requires, "usual": known.usual}
    day = BadDay(source, change)
    store, tally = crawl(spider, day, facts=facts, now=NOW, recordings=day)
    return *judge(tally), store


@pytest.mark.parametrize("source", recorded.sources())
def test_a_source_whose_pages_are_as_recorded_is_well(source):
    state, reason, store = replay(source, lambda row: None)
    assert (state, reason) == (RunState.OK, None)
    assert store.drafts


@pytest.mark.parametrize("broken", breakages(), ids=str)
def test_a_source_that_breaks_says_so(broken: Breakage):
    assert BadDay(broken.source, broken.change).count(), "nothing was broken"
    state, reason, _ = replay(broken.source, broken.change)
    assert state in (RunState.FAILED, RunState.DOUBTFUL)
    assert reason
    assert re.search(WORDS[broken.way], reason)
    assert len(reason.partition(";")[0]) < 250


@pytest.mark.parametrize(("source", "kind"), kinds())
def test_one_kind_of_page_that_breaks_is_enough(source, kind):
    """The list is well, and all that it leads to is a login page; or the other way round."""
    state, reason, _ = replay(source, of_kind(kind, LOGIN))
    assert state in (RunState.FAILED, RunState.DOUBTFUL)
    assert reason
    assert "a login page" in reason


@pytest.mark.parametrize("source", EMPTY_LIVE)
def test_an_empty_list_of_the_living_site_is_told(source):
    spider = import_module(f"crawler.sources.{source}.spider").SPIDER
    _, tally = crawl(spider, FakeSite(EMPTY_LIVE[source]), now=NOW, first_id=7)
    state, reason = judge(tally)
    assert state in (RunState.FAILED, RunState.DOUBTFUL)
    assert "is empty" in str(reason)


def test_every_source_breaks_in_every_way_or_it_is_said_why_not():
    tried = {(broken.source, broken.way) for broken in breakages()}
    assert tried | LEFT_OUT.keys() == {(source, way) for source in recorded.sources() for way in WAYS}
    assert not tried & LEFT_OUT.keys()

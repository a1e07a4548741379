"""A whole crawl of a site that answers with everything hostile that we know: it goes on, and stays small."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from crawling import Place
from hostile_files import FILES
from hostile_pages import PAGES
from loopback import Sites, serving
from site_pages import project
from sqlalchemy import select

from benchmarks.watching import memory
from crawler.sources.edraft import pages
from legislation.model import Attachment, CrawlRun
from legislation.vocabulary import AttachmentState

FIRST = 7
LEAST_MEMORY, MOST_MEMORY = 100_000_000, 400_000_000
"""Bytes: with less, nothing was seen."""


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with serving(Sites({}, tmp_path), "www.e-draft.am", "e-draft.am") as sites:
        yield Place(tmp_path / "data", sites)


def file_of(number: int) -> str:
    return f"{pages.SITE}/files/{number}.pdf"


def fill(place: Place) -> list[int]:
    """By turns a hostile page and a good one that links to a hostile file; the numbers of the good ones."""
    good = []
    wrong, harmful = list(PAGES.values()), list(FILES.values())
    for turn in range(max(len(wrong), len(harmful))):
        bad, fine = FIRST + 2 * turn, FIRST + 2 * turn + 1
        if turn < len(wrong):
            place.sites.pages[pages.project(bad)["about"]] = wrong[turn]()
        body = project(fine)
        if turn < len(harmful):
            place.sites.pages[file_of(fine)] = harmful[turn].make()
            body = body.replace("</body>", f'<div><a href="{file_of(fine)}">ֆայլ</a></div></body>')
        place.sites.pages[pages.project(fine)["about"]] = body
        good.append(fine)
    return good


def test_a_site_that_answers_with_everything_hostile_is_crawled_to_its_end_in_little_memory(place, catdoc):
    good = fill(place)
    child = place.start()
    with memory(child.pid) as peak:
        out, err = child.communicate(timeout=900)
    assert out, err
    told = json.loads(out.splitlines()[-1])
    assert told["state"] in ("doubtful", "failed")
    assert "could not be read" in told["reason"]
    assert {f"edraft:{number}" for number in good} <= set(place.drafts())
    assert LEAST_MEMORY < peak.bytes < MOST_MEMORY

    files = {file.url: file for file in place.rows(select(Attachment))}
    for number, hostile in zip(good, FILES.values(), strict=False):
        file = files[file_of(number)]
        assert file.state in (AttachmentState.READ, AttachmentState.UNREADABLE)
        assert (file.text is None) == (hostile.text is None)
        assert file.text or file.problem
    (run,) = place.rows(select(CrawlRun))
    assert run.finished_at
    assert len(run.problems) >= len(PAGES) / 2

"""How a crawl is judged by what it counted."""

import pytest

from crawler.expectations import Tally, judge, look_over, unstored_rows
from legislation.scraped import ScrapedPart
from legislation.vocabulary import Origin, RunState


def test_a_crawl_with_pages_and_without_problems_is_ok():
    assert judge(Tally(pages=3, new=1)) == (RunState.OK, None)


def test_nothing_new_is_a_state_and_no_error():
    assert judge(Tally(pages=1, unchanged=1)) == (RunState.OK, None)


def test_a_crawl_without_a_page_is_never_a_success():
    assert judge(Tally()) == (RunState.FAILED, "no page could be read")


def test_a_crawl_without_a_page_says_what_it_saw_instead():
    tally = Tally(unread=["edraft:7 about: the site refuses us (403)"])
    assert judge(tally) == (
        RunState.FAILED,
        "no page could be read: edraft:7 about: the site refuses us (403)",
    )


def test_a_crawl_that_was_stopped_has_failed_whatever_it_brought():
    tally = Tally(pages=9, new=9, stopped="the listing is empty")
    assert judge(tally) == (RunState.FAILED, "the listing is empty")


def test_one_bad_draft_among_good_ones_is_a_doubt():
    state, reason = judge(Tally(pages=4, new=3, unread=["edraft:7 about: a login page"]))
    assert state is RunState.DOUBTFUL
    assert reason == "1 of 4 drafts could not be read; edraft:7 about: a login page"


def test_nothing_but_bad_drafts_is_a_failure():
    state, reason = judge(Tally(pages=1, unread=["arlis:1 act: a captcha", "arlis:2 act: a captcha"]))
    assert state is RunState.FAILED
    assert reason == "none of 2 drafts could be read: arlis:1 act: a captcha"


def test_a_draft_that_lacks_a_part_by_a_failure_is_a_doubt():
    state, reason = judge(Tally(pages=1, new=1, incomplete=["edraft:7 digest: the site is in trouble (503)"]))
    assert state is RunState.DOUBTFUL
    assert reason == "1 draft lacks a part; edraft:7 digest: the site is in trouble (503)"


def test_a_doubt_about_the_crawl_itself_is_told():
    assert judge(Tally(pages=1, doubts=["the list goes on"])) == (RunState.DOUBTFUL, "the list goes on")


@pytest.mark.parametrize(
    ("origins", "weakest"),
    [
        (set(), None),
        ({Origin.LIVE}, Origin.LIVE),
        ({Origin.RECORDED, Origin.REBUILT, Origin.TRANSCRIBED}, Origin.REBUILT),
    ],
)
def test_the_evidence_is_that_of_the_weakest_page(origins, weakest):
    assert Tally(origins=origins).evidence is weakest


REQUIRES = {"act": ("titles", "identifiers.act_number")}


def act(number, **more):
    told = {"titles": {"hy": "Օրենք"}, "identifiers": {"act_number": f"ՀՕ-{number}-Ն"}} | more
    return ScrapedPart(
        f"arlis:{number}", f"https://www.arlis.am/hy/acts/{number}", "act", Origin.LIVE, **told
    )


def looked_over(*parts):
    tally = Tally(pages=len(parts), new=len(parts))
    look_over(tally, parts, REQUIRES)
    return judge(tally)


def test_pages_that_tell_all_they_should_are_ok():
    assert looked_over(*map(act, range(3))) == (RunState.OK, None)


def test_a_field_that_is_missing_everywhere_is_a_failure():
    state, reason = looked_over(*(act(n, identifiers={}) for n in range(3)))
    assert state is RunState.FAILED
    assert reason == "«identifiers.act_number» is missing on 3 of 3 pages of the kind act"


def test_a_field_that_is_missing_here_and_there_is_a_doubt():
    state, reason = looked_over(act(1), act(2), act(3, titles={}))
    assert state is RunState.DOUBTFUL
    assert reason == "«titles» is missing on 1 of 3 pages of the kind act"


def test_one_poor_page_among_many_is_no_doubt():
    assert looked_over(act(0, titles={}), *map(act, range(1, 30))) == (RunState.OK, None)


def test_a_page_that_came_broken_is_a_doubt():
    state, reason = looked_over(act(1), act(2, problems=("the page ends early: </html> is missing",)))
    assert state is RunState.DOUBTFUL
    assert reason == "1 of 2 parts are damaged: arlis:2 act: the page ends early: </html> is missing"


def test_what_is_listed_and_neither_stored_nor_failed_is_found():
    tally = Tally(listed={"arlis:1", "arlis:2", "arlis:3"}, unread=["arlis:2 act: a login page"])
    assert unstored_rows(tally, ["arlis:1"]) == ["arlis:3"]

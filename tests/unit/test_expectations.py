"""How a crawl is judged by what it counted."""

from collections import Counter
from dataclasses import replace

import pytest

from config import sources
from crawler.expectations import Tally, judge, look_at_files, look_back, look_over, unstored_rows
from legislation.scraped import ScrapedAttachment, ScrapedPart
from legislation.vocabulary import Origin, RunState, Stage


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


FACTS = replace(
    sources.load()["arlis"],
    requires={"act": ("titles", "identifiers.act_number")},
    usual={"act": ("labels.Համար",)},
    least={"row": 10},
    weekly=10,
)


def act(number, **more):
    told = {
        "titles": {"hy": "Օրենք"},
        "identifiers": {"act_number": f"ՀՕ-{number}-Ն"},
        "labels": (("Համար", "1"),),
        **more,
    }
    return ScrapedPart(
        f"arlis:{number}", f"https://www.arlis.am/hy/acts/{number}", "act", Origin.LIVE, **told
    )


def looked_over(*parts):
    tally = Tally(pages=len(parts), new=len(parts))
    look_over(tally, parts, FACTS)
    return judge(tally)


def test_pages_that_tell_all_they_should_are_ok():
    assert looked_over(*map(act, range(3))) == (RunState.OK, None)


def test_a_field_that_is_missing_everywhere_is_a_failure():
    state, reason = looked_over(*(act(n, identifiers={}) for n in range(3)))
    assert state is RunState.FAILED
    assert reason == "«act number» is missing on 3 of 3 pages of the kind act"


def test_a_field_that_is_missing_here_and_there_is_a_doubt():
    state, reason = looked_over(act(1), act(2), act(3, titles={}))
    assert state is RunState.DOUBTFUL
    assert reason == "«title» is missing on 1 of 3 pages of the kind act"


def test_one_poor_page_among_many_is_no_doubt():
    assert looked_over(act(0, titles={}), *map(act, range(1, 30))) == (RunState.OK, None)


def test_a_page_that_came_broken_is_a_doubt():
    state, reason = looked_over(act(1), act(2, problems=("the page ends early: </html> is missing",)))
    assert state is RunState.DOUBTFUL
    assert reason == "1 of 2 parts are damaged: arlis:2 act: the page ends early: </html> is missing"


def test_what_is_listed_and_neither_stored_nor_failed_is_found():
    tally = Tally(listed={"arlis:1", "arlis:2", "arlis:3"}, unread=["arlis:2 act: a login page"])
    assert unstored_rows(tally, ["arlis:1"]) == ["arlis:3"]


def test_what_is_usual_may_be_missing_on_half_of_the_pages():
    assert looked_over(act(1), act(2, labels=())) == (RunState.OK, None)
    state, reason = looked_over(act(1), act(2, labels=()), act(3, labels=()))
    assert state is RunState.DOUBTFUL
    assert reason == "«Համար» is missing on 2 of 3 pages of the kind act, though most should tell it"


def test_a_title_for_which_something_else_stands_in_is_missing():
    state, reason = looked_over(
        *(act(n, problems=("the entry has no title: its first words",)) for n in "123")
    )
    assert (state, reason) == (RunState.FAILED, "«title» is missing on 3 of 3 pages of the kind act")


def test_parts_with_a_number_in_their_name_are_of_one_kind():
    parts = [replace(act(n, titles={}), part=f"act-{n}") for n in range(3)]
    assert looked_over(*parts)[1] == "«title» is missing on 3 of 3 pages of the kind act"


def test_a_group_is_judged_for_itself():
    tally = Tally(pages=2, new=90)
    look_over(tally, map(act, range(80)), FACTS, "one")
    look_over(tally, [act(n, titles={}) for n in range(3)], FACTS, "two")
    state, reason = judge(tally)
    assert (state, reason) == (RunState.FAILED, "«title» is missing on 3 of 3 pages of the kind act (two)")


def test_a_reason_names_a_few_fields_only():
    nothing = {"titles": {}, "identifiers": {}, "labels": ()}
    facts = replace(FACTS, requires={"act": ("titles", "identifiers", "labels", "body", "kind")})
    tally = Tally(pages=3, new=3)
    look_over(tally, (act(n, **nothing) for n in range(3)), facts)
    assert str(judge(tally)[1]).endswith(
        "«kind» is missing on 3 of 3 pages of the kind act; 3 more fields are missing"
    )


def looked_back(tally, known=(), came=None, **facts):
    look_back(tally, replace(FACTS, **facts), known, came)
    return judge(tally)


def rows(number):
    return Tally(pages=1, unchanged=1, seen=Counter(row=number))


def test_a_run_with_fewer_items_than_ever_is_a_doubt():
    assert looked_back(rows(10)) == (RunState.OK, None)
    state, reason = looked_back(rows(1))
    assert (state, reason) == (RunState.DOUBTFUL, "1 item of the kind row in a run, at least 10 expected")


def test_a_week_with_fewer_items_than_expected_is_a_doubt():
    tally = replace(rows(10), new=2)
    assert looked_back(replace(tally), came=8) == (RunState.OK, None)
    state, reason = looked_back(tally, came=0)
    assert (state, reason) == (RunState.DOUBTFUL, "2 items in a week, at least 10 expected")


def test_a_source_that_was_not_read_for_a_week_yet_and_a_quiet_one_owe_nothing():
    assert looked_back(rows(10), came=None) == (RunState.OK, None)
    assert looked_back(rows(10), came=0, weekly=0) == (RunState.OK, None)


def files(*texts):
    return [
        ScrapedAttachment(
            f"https://one.am/{n}.pdf", sha256="a", text=text, problem=None if text else "a scan"
        )
        for n, text in enumerate(texts)
    ]


def test_many_files_without_a_text_are_a_doubt():
    tally = rows(10)
    look_at_files(tally, "arlis:1", files("Ա", None, "Գ", "Դ"))
    assert looked_back(replace(tally, breaches=[])) == (RunState.OK, None)
    look_at_files(tally, "arlis:2", files(None, None))
    state, reason = looked_back(tally)
    assert state is RunState.DOUBTFUL
    assert reason == "3 of 6 files could not be read: arlis:1 https://one.am/1.pdf: a scan"


def test_files_that_nobody_asked_for_are_not_counted():
    tally = rows(10)
    look_at_files(tally, "arlis:1", [ScrapedAttachment("https://one.am/1.pdf")] * 9)
    assert (tally.files, tally.unreadable) == (0, [])


def met(*parts):
    tally = rows(10)
    look_over(tally, parts, FACTS)
    return tally


def test_a_label_that_is_new_is_worth_a_line():
    tally = met(act(1), act(2, labels=(("Համար", "2"), ("Վիճակ", "Նոր"))))
    assert looked_back(tally, known=["Համար"]) == (RunState.OK, "new label: «Վիճակ»")


def test_many_new_labels_are_counted():
    tally = met(act(1, labels=(("Համար", "1"), *((f"l{n}", "1") for n in range(9)))))
    assert looked_back(tally, known=["Համար"])[1] == "new labels: «l0», «l1», «l2» and 6 more"


def test_a_stage_that_is_new_is_a_doubt_where_the_source_says_that_there_are_no_others():
    parts = [act(1, stage_published="Կասեցված է"), act(2, stage_published="Գործում է", stage=Stage.IN_FORCE)]
    assert looked_back(met(*parts), ["Համար"]) == (RunState.OK, "new stage: «Կասեցված է»")
    state, reason = looked_back(met(*parts), ["Համար"], closed=("stages",))
    assert (state, reason) == (RunState.DOUBTFUL, "new stage: «Կասեցված է»")

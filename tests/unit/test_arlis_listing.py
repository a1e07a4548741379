"""Lists of acts on arlis.am: JSON that carries HTML. No raw answer is known; the markup is from clients."""

import json

import pytest

from crawler import recorded
from crawler.sources.arlis import pages
from legislation.errors import UnexpectedPage
from legislation.scraped import Page

RECENTS = "https://www.arlis.am/hy/acts/recents/page/1"


def recorded_page(name: str) -> Page:
    return next(row for row in recorded.rows("arlis") if row.file.name == name).page()


def list_page(html: str, status: object = 0, url: str = RECENTS) -> Page:
    answer = {"status": status, "message": "սխալ", "html": html}
    return Page(url=url, content=json.dumps(answer).encode(), media_type="application/json")


def test_the_rows_of_a_list_are_acts_without_text():
    rows = pages.read(recorded_page("recents_1_day2.json"))
    assert [row.key for row in rows] == [f"arlis:{n}" for n in (199679, 179718, 172160, 183771, 138920)]
    assert rows[0].url == "https://www.arlis.am/hy/acts/199679"
    assert rows[0].identifiers == {
        "act_number": "ՀՕ-407-Ն",
        "adopted": "2024-10-24",
        "in_force": "2024-11-14",
    }
    assert (rows[0].stage_published, rows[0].text) == ("Գործում է", None)


def test_one_row_that_names_no_act_does_not_hide_the_others():
    cards = (
        '<div class="act-card">?</div><div class="act-card"><a class="title" href="/hy/acts/9">Ա</a></div>'
    )
    rows = pages.read(list_page(cards))
    assert [row.key for row in rows] == ["arlis:?", "arlis:9"]
    assert rows[0].problems == ("the row does not name its act",)


@pytest.mark.parametrize(
    ("paging", "number"),
    [('<a data-page="2">2</a>', 2), ('{"text":"2","value":"2"}', 2), ('<a data-page="3">', None)],
)
def test_the_next_page_is_the_one_that_the_list_offers(paging, number):
    assert pages.next_page(list_page(f'<div class="act-card"></div>{paging}')) == number


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (list_page("x", status=-1), "the site answered with an error: սխալ"),
        (list_page(""), "the list of acts is empty"),
        (list_page('<div class="act-card"></div>'), "no row names its act"),
        (Page(url=RECENTS, content=b"<html><input type='password'></html>"), "a login page where JSON"),
        (Page(url=RECENTS, content=b'{"status":0,"html":"<div'), "broken JSON"),
        (Page(url=RECENTS, content=b'{"rows": []}'), "it has no html"),
        (Page(url=RECENTS, content=b"[" * 100_000), "broken JSON"),
    ],
)
def test_an_answer_that_is_no_list_is_refused_with_its_reason(page, reason):
    with pytest.raises(UnexpectedPage, match=reason):
        pages.read(page)


def test_a_row_alone_is_a_draft_whose_text_is_missing():
    draft = pages.assemble([pages.read(recorded_page("recents_1_day1.json"))[1]], ["act: status 503"])
    assert draft.key == "arlis:183771"
    assert draft.problems == ("act: status 503", "the text of the act was not had")

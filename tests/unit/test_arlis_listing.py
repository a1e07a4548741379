"""Lists of acts on arlis.am: JSON that carries HTML. No raw answer is known; the markup is from clients."""

import json
from urllib.parse import unquote

import pytest

from crawler import recorded
from crawler.sources.arlis import pages
from legislation.errors import UnexpectedPage
from legislation.scraped import Page
from legislation.vocabulary import Stage

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
    [
        ('<a data-page="2">2</a>', 2),
        ('{"text":"2","value":"2"}', 2),
        ('x="{&quot;value&quot;:&quot;2&quot;}"', 2),
        ('<a data-page="3">', None),
    ],
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


SEARCHED = (
    '<div class="act-card"><div class="act-card__title"><a href="/hy/acts/{n}/latest">'
    '<span class="text-content">Օրենք <b>համայնքների</b> մասին</span></a></div>'
    '<div class="act-card__about-item"><div class="act-card__about-title">Ակտի համար`</div>'
    '<div class="act-card__about-value">ՀՕ-{n}-Ն</div></div>'
    '<div class="act-card__about-item"><div class="act-card__about-title">Կարգավիճակ`</div>'
    '<div class="act-card__status">Չի գործում</div></div></div>'
)


def test_the_rows_of_a_search_are_acts_like_those_of_the_list():
    url = pages.search({"simple_text": "համայնք", "year": "2026"}, 2, "title ASC")
    (row,) = pages.read(list_page(SEARCHED.format(n=7), url=url))
    assert (row.key, row.url) == ("arlis:7", "https://www.arlis.am/hy/acts/7")
    assert row.titles == {"hy": "Օրենք համայնքների մասին"}
    assert row.identifiers == {"act_number": "ՀՕ-7-Ն"}
    assert (row.stage_published, row.stage) == ("Չի գործում", Stage.LAPSED)


def test_a_search_is_asked_by_its_filters_as_json_in_the_address():
    url = pages.search({"act_type": "7", "simple_text": "հող & ջուր"}, 3, "enactment_date DESC")
    path, _, query = url.partition("?")
    assert path == "https://www.arlis.am/hy/search/page/3"
    filters, _, order = query.partition("&order_by=")
    assert json.loads(unquote(filters)) == {"act_type": "7", "simple_text": "հող & ջուր"}
    assert unquote(order) == "enactment_date DESC"
    assert pages.canonical(url) == url


def test_a_row_alone_is_a_draft_whose_text_is_missing():
    draft = pages.assemble([pages.read(recorded_page("recents_1_day1.json"))[1]], ["act: status 503"])
    assert draft.key == "arlis:183771"
    assert draft.problems == ("act: status 503", "the text of the act was not had")

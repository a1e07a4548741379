"""Pages of arlis.am in other layouts and languages: the old site, English labels, a form within the act."""

import pytest

from crawler.sources.arlis import pages
from legislation.scraped import Page
from legislation.vocabulary import Kind, Stage

OLD = "http://www.arlis.am/DocumentView.aspx?DocID=115462"
ROWS = (
    ("Համարը", "N 572-Ա", "Տեսակը", "Ինկորպորացիա"),
    ("Տիպը", "Որոշում", "Կարգավիճակը", "Գործում է"),
    ("Ընդունող մարմինը", "ՀՀ վարչապետ", "Ընդունման ամսաթիվը", "30.06.2016"),
    ("Վավերացնող մարմինը", "", "Վավերացման ամսաթիվը", ""),
    ("Ուժի մեջ մտնելու ամսաթիվը", "01.07.2016", "Ուժը կորցնելու ամսաթիվը", ""),
)
AFTER = "<div>Փոփոխողներ և ինկորպորացիաներ</div><div>ՀՀ ՎԱՐՉԱՊԵՏԻ ՈՐՈՇՈՒՄԸ</div><p>1. Հաստատել ցանկը:</p>"


def shown(markup: str, url: str = OLD) -> Page:
    return Page(url=url, content=f"<html><title>ARLIS</title><body>{markup}</body></html>".encode())


def row(cells: tuple[str, ...]) -> str:
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


@pytest.mark.parametrize("in_a_row", [2, 4])
def test_the_card_of_the_old_site_has_one_or_two_labels_in_a_row(in_a_row):
    cells = [row(told[at : at + in_a_row]) for told in ROWS for at in range(0, 4, in_a_row)]
    part = pages.read(shown(f"<table>{''.join(cells)}</table>{AFTER}"))[0]
    assert (part.key, part.kind, part.body, part.stage) == (
        *("arlis:115462", Kind.DECISION, "ՀՀ վարչապետ"),
        Stage.IN_FORCE,
    )
    assert part.identifiers == {
        "act_number": "N 572-Ա",
        "adopted": "2016-06-30",
        "in_force": "2016-07-01",
    }
    assert part.titles == {"hy": "ՀՀ ՎԱՐՉԱՊԵՏԻ ՈՐՈՇՈՒՄԸ"}
    assert part.text == "ՀՀ ՎԱՐՉԱՊԵՏԻ ՈՐՈՇՈՒՄԸ\n1. Հաստատել ցանկը:"
    assert part.problems == ()


def test_an_act_whose_title_is_nowhere_says_so():
    part = pages.read(shown(f"<table>{''.join(map(row, ROWS))}</table><p>1. Հաստատել ցանկը:</p>"))[0]
    assert part.titles == {}
    assert part.problems == ("the page does not tell the title of the act",)


def test_a_form_within_the_act_is_no_card():
    lines = ("Համար", "N 5-Ն", "Տիպ", "Որոշում", "Ընդունման ամսաթիվ", "01.02.2020", "1. Հաստատել ձևը:")
    form = ("Համարը", "Տեսակը N 4")
    part = pages.read(shown("".join(f"<div>{line}</div>" for line in lines + form)))[0]
    assert part.identifiers == {"act_number": "N 5-Ն", "adopted": "2020-02-01"}
    assert part.text == "1. Հաստատել ձևը:\nՀամարը\nՏեսակը N 4"


def item(label: str, value: str) -> str:
    return (
        f'<div class="act-info__item"><div class="act-info__label">{label}</div>'
        f'<div class="act-info__value">{value}</div></div>'
    )


def test_the_labels_of_the_english_pages_are_known():
    told = {
        "Number": "ՀՕ-66-Ն",
        "Type": "Օրենք",
        "Act type": "Official Incorporation (23.12.2022-till now)",
        "Status": "Գործում է",
        "Enactment body": "ՀՀ Ազգային ժողով",
        "Enactment date": "17.12.2003",
        "Signing date": "29.12.2003",
        "Effective date": "01.01.2004",
    }
    side = "".join(item(label, value) for label, value in told.items())
    page = shown(f'<div id="act_body"><p>Հոդված 1.</p></div><div id="act_sidebar">{side}</div>')
    part = pages.read(page)[0]
    assert (part.kind, part.body, part.stage) == (Kind.LAW, "ՀՀ Ազգային ժողով", Stage.IN_FORCE)
    assert part.identifiers == {
        "act_number": "ՀՕ-66-Ն",
        "adopted": "2003-12-17",
        "signed": "2003-12-29",
        "in_force": "2004-01-01",
        "valid_from": "2022-12-23",
    }


def test_of_two_rows_with_one_name_the_range_tells_which_is_the_document():
    side = item("Тип", "Որոշում") + item("Тип", "Պաշտոնական Ինկորպորացիա (05.03.2011-04.08.2018)")
    page = shown(f'<div id="act_body"><p>Հոդված 1.</p></div><div id="act_sidebar">{side}</div>')
    assert pages.read(page)[0].stage is Stage.LAPSED


@pytest.mark.parametrize(
    ("told", "day"),
    [("17.12.2003", "2003-12-17"), ("2003-12-17", "2003-12-17"), ("17 դեկտեմբերի 2003 թ.", "2003-12-17")],
)
def test_a_day_may_be_written_in_other_ways(told, day):
    side = item("Ընդունման ամսաթիվ", told)
    page = shown(f'<div id="act_body"><p>Հոդված 1.</p></div><div id="act_sidebar">{side}</div>')
    assert pages.read(page)[0].identifiers["adopted"] == day


def test_an_address_that_is_not_the_pages_own_is_a_problem():
    markup = '<div id="act_body"><p>Հոդված 1.</p></div><a href="/hy/acts/812/download/act">PDF</a>'
    part = pages.read(shown(markup, "https://www.arlis.am/hy/acts/99"))[0]
    assert (part.key, part.problems[0]) == ("arlis:99", "the address says 99, the page's own links 812")

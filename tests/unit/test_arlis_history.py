"""What an act of arlis.am changed and was changed by: links that can be followed."""

import pytest

from crawler.sources.arlis import pages
from legislation.scraped import Page

FIRST = ("Փոփոխող ակտ", "Ինկորպորացիա")
SECOND = (
    "Փոփոխություններ է կատարել հետևյալ ակտերում",
    "Յուրաքանչյուր փոփոխվողին համապատասխանող ինկորպորացիան",
)


def cell(number: int | None, name: str = "") -> str:
    link = f'<a href="/hy/acts/{number}" class="act-link"><span>{name or number}</span></a>' if number else ""
    return f'<div class="act-changes-history__item">{link}</div>'


def table(headings: tuple[str, ...], *couples: tuple[int | None, int | None], current: int = -1) -> str:
    heads = "".join(f"<span>{heading}</span>" for heading in headings)
    rows = "".join(
        f'<div class="act-changes-history__couple {"current-act" if place == current else ""}">'
        f"{cell(left)}{cell(right)}</div>"
        for place, (left, right) in enumerate(couples)
    )
    return (
        f'<div class="act-changes-history"><div class="act-changes-history__heading">{heads}</div>'
        f'<div class="act-changes-history__couples">{rows}</div></div>'
    )


def read(*side: str):
    body = '<div id="act_body"><p>Հոդված 1. Առարկան</p></div>'
    markup = f'<html><body>{body}<div id="act_sidebar">{"".join(side)}</div></body></html>'
    return pages.read(Page(url="https://www.arlis.am/hy/acts/900", content=markup.encode()))[0]


def test_an_amending_act_leads_to_the_acts_that_it_changed_and_to_how_they_read_since():
    part = read(table(FIRST), table(SECOND, (501, 601), (502, 602), (501, 603)))
    assert part.identifiers == {
        "amends": "arlis:501 arlis:502",
        "consolidated": "arlis:601 arlis:602 arlis:603",
    }
    assert part.links == tuple(f"https://www.arlis.am/hy/acts/{n}" for n in (501, 601, 502, 602, 603))
    assert part.labels[:2] == ((SECOND[0], "501 (arlis:501)"), (SECOND[1], "601 (arlis:601)"))


def test_a_consolidated_text_leads_to_its_base_and_to_the_act_that_brought_it():
    base = (
        '<a class="act-changes-primary" href="/hy/acts/100">'
        '<span class="act-changes-primary__title">Հիմնական ակտ</span>'
        '<span class="act-changes-primary__date">01.01.2020, ՀՕ-1-Ն</span></a>'
    )
    part = read(base, table(FIRST, (503, 901), (502, 900), (501, 899), current=1), table(SECOND))
    assert part.identifiers == {"act_base": "100", "amended_by": "arlis:502"}
    assert ("Հիմնական ակտ", "01.01.2020, ՀՕ-1-Ն (arlis:100)") in part.labels
    assert "https://www.arlis.am/hy/acts/900" not in part.links


def test_a_change_without_a_consolidated_text_yet_is_no_shift_of_columns():
    part = read(table(FIRST), table(SECOND, (501, None), (None, 602)))
    assert (part.identifiers["amends"], part.identifiers["consolidated"]) == ("arlis:501", "arlis:602")


@pytest.mark.parametrize("headings", [(), ("Ա", "Բ"), ("Փոփոխված ակտ",)])
def test_columns_whose_headings_are_new_are_known_by_their_place(headings):
    part = read(table(FIRST), table(headings, (501, 601)))
    assert (part.identifiers["amends"], part.identifiers["consolidated"]) == ("arlis:501", "arlis:601")


def test_other_connections_stand_under_their_names():
    tabs = "".join(
        f'<div class="nested-tab"><span>{name}</span></div>' for name in ("Ընդհանուր կապեր", "Կապեր")
    )
    boxes = "".join(
        f'<div class="nested-tab-container"><a href="/hy/acts/{n}">Ակտ {n}</a></div>' for n in (701, 702)
    )
    part = read(f'<div class="act-conection">{tabs}{boxes}</div>')
    assert part.labels == (("Ընդհանուր կապեր", "Ակտ 701 (arlis:701)"), ("Կապեր", "Ակտ 702 (arlis:702)"))
    assert part.identifiers == {}

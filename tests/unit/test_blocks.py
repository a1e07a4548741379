"""HTML becomes lines as a reader sees them."""

import pytest

from crawler import blocks


def lines(markup: str, **more) -> list[str]:
    return blocks.lines(blocks.soup(markup), **more)


@pytest.mark.parametrize(
    ("markup", "told"),
    [
        ("<p>մեկ</p><p>երկու</p>", ["մեկ", "երկու"]),
        ("<P>Վ<B>ԱՎԵՐԱՑ</B>ՆՈՒՄ  &nbsp; եմ</P>", ["ՎԱՎԵՐԱՑՆՈՒՄ եմ"]),
        ("<p>դեկտ<em><b>եմբերի</b></em></p>", ["դեկտեմբերի"]),
        ("մեկ<br>երկու<div>երեք</div>չորս", ["մեկ", "երկու", "երեք", "չորս"]),
        ("<pre>մեկ\n  երկու</pre>", ["մեկ", "երկու"]),
        ("<p>մեկ\nնույն տողը</p>", ["մեկ նույն տողը"]),
        ("<body>մեկ\nերկու\n\nերեք</body>", ["մեկ", "երկու", "երեք"]),
        ("<ul><li>1. մեկ<li>2. երկու</ul>", ["1. մեկ", "2. երկու"]),
        ("<script>x</script><style>y</style><!-- z --><p>մեկ</p>", ["մեկ"]),
        ('<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><p>one</p></html>', ["one"]),
    ],
)
def test_a_block_is_a_line(markup, told):
    assert lines(markup) == told


@pytest.mark.parametrize(
    ("markup", "told"),
    [
        ("<ol><li>մեկ<li><p>երկու</p><p>և</p></ol>", ["1. մեկ", "2. երկու", "և"]),
        ("<ol start=3><li>ա<li value=7>բ<li>գ</ol>", ["3. ա", "7. բ", "8. գ"]),
        ("<ol type=a><li>one<li>two</ol>", ["a. one", "b. two"]),
        ("<ol><li>1. մեկ<li>2) երկու</ol>", ["1. մեկ", "2) երկու"]),
        ("<ol><li>ա<ul><li>նշան</ul><li>բ</ol>", ["1. ա", "նշան", "2. բ"]),
        ('<ol style="list-style: none"><li>մեկ</ol>', ["մեկ"]),
        ("<ol><li></li><li>երկու</ol><p>երեք</p>", ["2. երկու", "երեք"]),
    ],
)
def test_the_items_of_a_numbered_list_keep_their_numbers(markup, told):
    assert lines(markup) == told


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("<td>Հոդված 1.</td><td>Առարկան</td>", ["Հոդված 1. Առարկան"]),
        ("<td><p>(a)</p></td><td><p>one</p><p>two</p></td>", ["(a) one", "two"]),
        ("<td>Հանրապետության<br>Նախագահ</td><td>Ռ. Ք.</td>", ["Հանրապետության", "Նախագահ", "Ռ. Ք."]),
        ("<td></td><td>մեկ</td><td> </td><td>երկու</td>", ["մեկ երկու"]),
        ("<td>1</td><td><table><tr><td>ա</td><td>բ</td></tr></table></td>", ["1 ա բ"]),
    ],
)
def test_the_row_of_a_table_is_a_line_where_its_cells_are(row, told):
    assert lines(f"<table><tr>{row}</tr></table>") == told


def test_a_page_laid_out_as_a_table_is_not_glued_to_its_menu():
    page = "<br>".join(f"տող {n}" for n in range(20))
    assert lines(f"<table><tr><td>Գլխավոր</td><td>{page}</td></tr></table>")[:2] == ["Գլխավոր", "տող 0"]


def test_a_raised_number_is_told_from_the_number_before_it():
    assert lines("<p>195<sup>1</sup> հոդված</p>") == ["195¹ հոդված"]


def test_elements_can_be_passed_over():
    assert lines("<nav>մենյու</nav><p>մեկ</p>", skip=frozenset(["nav"])) == ["մեկ"]


def test_a_cell_without_a_row_is_a_line():
    cell = blocks.soup("<table><tr><td>մեկ<p>երկու</p></td></tr></table>").td
    assert blocks.lines(cell) == ["մեկ", "երկու"]


def test_markup_of_any_depth_is_read():
    assert lines("<div>" * 5000 + "մեկ" + "</div>" * 5000 + "<p>երկու") == ["մեկ", "երկու"]

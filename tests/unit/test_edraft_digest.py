"""The summary sheet of e-draft.am: a line a proposal, no private person by name. The names are made up."""

import pytest

from crawler.sources.edraft import digest, pages
from legislation.scraped import Page

TITLE = "«Տեղական ինքնակառավարման մասին» օրենքում փոփոխություն կատարելու մասին» օրենքի նախագիծ"


def page(body: str, url: str) -> Page:
    return Page(url=url, content=f"<!doctype html><html><body>{body}</body></html>".encode())


def lines(*words: str) -> str:
    return "".join(f"<div>{word}</div>" for word in words)


HEADING = (
    "<tr><th>h/h</th><th>Առաջարկության հեղինակը, ստացման ամսաթիվը</th><th>Առաջարկության բովանդակությունը</th>"
    "<th>Եզրակացություն</th><th>Կատարված փոփոխությունը</th></tr>"
    "<tr><td></td><td>1</td><td>2</td><td>3</td><td>4</td></tr>"
)
RULE = "Ամփոփաթերթում ներառվում են նախագծի վերաբերյալ ներկայացված բոլոր առաջարկությունները"
DIGEST = "https://www.e-draft.am/projects/77/digest"


def digest_of(*rows: tuple[str, ...], url: str = DIGEST, heading: str = HEADING) -> list[str]:
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    body = f"{lines('Հիշել նախագիծը', TITLE, RULE)}<table>{heading}{table}</table>"
    part = pages.read(page(body, url=url))[0]
    assert (part.key, part.part, part.titles) == ("edraft:77", "digest", {"hy": TITLE})
    return part.text.splitlines()


def test_a_row_of_the_summary_sheet_is_a_line_of_its_columns():
    told = digest_of(
        ("1", "«Թվային Հայաստան» ՀԿ<br>03.08.2022 22:36:47", "<p>Ա</p><p>Բ</p>", "Ընդունվել է", "Փոխվեց")
    )
    assert told[0] == RULE
    assert told[2:] == ["1 | «Թվային Հայաստան» ՀԿ 03.08.2022 22:36:47 | Ա Բ | Ընդունվել է | Փոխվեց"]


def test_a_private_person_is_not_named_in_the_summary_sheet():
    told = digest_of(("1", "Անահիտ Սարոյան 03.08.2022 22:36:47", "Ա", "Չի ընդունվել", ""))
    assert told[2:] == ["1 | անհատ 03.08.2022 22:36:47 | Ա | Չի ընդունվել"]


def test_a_private_person_is_called_so_in_the_language_of_the_labels():
    heading = HEADING.replace("Առաջարկության հեղինակը, ստացման ամսաթիվը", "Suggesion author, date of receipt")
    told = digest_of(
        ("1", "Anahit Saroyan 03.08.2022", "x"), url=DIGEST.replace("am/", "am/en/", 1), heading=heading
    )
    assert told[2:] == ["1 | private person 03.08.2022 | x"]


def test_a_summary_sheet_whose_columns_are_lost_is_read_line_by_line():
    row = "1 Անահիտ Սարոյան 03.08.2022 22:36:47 Առաջարկում ենք փոխել 2-րդ կետը"
    part = pages.read(
        page(lines(RULE, "h/h Առաջարկության հեղինակը, ստացման ամսաթիվը", "1 2 3 4", row), url=DIGEST)
    )[0]
    assert part.text.splitlines()[2:] == ["1 անհատ 03.08.2022 22:36:47 Առաջարկում ենք փոխել 2-րդ կետը"]


@pytest.mark.parametrize(
    ("author", "told"),
    [
        ("«Թվային Հայաստան» ՀԿ", "«Թվային Հայաստան» ՀԿ"),
        ("«Թվային Հայաստան» ՀԿ նախագահ Արմեն Սարոյան", "«Թվային Հայաստան» ՀԿ"),
        ("Արմեն Սարոյան, «Հույս» հիմնադրամ", "«Հույս» հիմնադրամ"),
        ("ՀՀ արդարադատության նախարարություն", "ՀՀ արդարադատության նախարարություն"),
        ("Հայաստանի համայնքների միություն", "Հայաստանի համայնքների միություն"),
        ("Union of Communities of Armenia", "Union of Communities of Armenia"),
        ("ՀՀ քաղաքացի Արմեն Սարոյան", "անհատ"),
        ("Ա. Սարոյան", "անհատ"),
        ("Պողոս", "անհատ"),
        ("a.saroyan@example.am", "անհատ"),
        ("", "անհատ"),
    ],
)
def test_organisations_keep_their_names_and_people_do_not(author, told):
    assert digest.author(author, "անհատ") == told

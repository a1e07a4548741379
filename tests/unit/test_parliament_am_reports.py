"""What else parliament.am tells: opinions, laws, news, lists, and the new site; the frames here are ours."""

import json

import pytest

from crawler import recorded
from crawler.sources.parliament_am import pages
from legislation.errors import UnexpectedPage
from legislation.scraped import Page
from legislation.vocabulary import Kind, Stage

CODE = "Կ-99-01.02.2024-ՏՏ-011/0"
TITLE = "ՏԵՂԱԿԱՆ ԻՆՔՆԱԿԱՌԱՎԱՐՄԱՆ ՄԱՍԻՆ"
STATE, LAW = "ՀԱՅԱՍՏԱՆԻ ՀԱՆՐԱՊԵՏՈՒԹՅԱՆ", "ՕՐԵՆՔԸ"


def html(*lines: str) -> bytes:
    body = "".join(f"<div>{line}</div>" for line in lines)
    return f"<!doctype html><html><body>{body}</body></html>".encode()


def read(*lines: str, url: str):
    return pages.read(Page(url=url, content=html(*lines)))


def recorded_parts(name: str):
    row = next(row for row in recorded.rows("parliament_am") if row.file.name == f"{name}.html")
    return pages.read(row.page())


def test_an_opinion_is_told_for_every_bill_of_its_package():
    parts = recorded_parts("opinion_11442_5")
    assert [part.key.rpartition(":")[2] for part in parts] == [
        "Պ-527-25.03.2020",
        "Պ-5271-25.03.2020",
        "Պ-5272-25.03.2020",
    ]
    assert {part.part for part in parts} == {"opinion_5"}
    assert parts[1].titles["hy"].startswith("««Հանրային ծառայության մասին» Հայաստանի")
    assert [part.stage for part in parts] == [None] * 3
    assert ["uncertain" in " ".join(part.problems) for part in parts] == [False, True, True]


def test_a_law_that_no_longer_holds_says_so_above_its_heading():
    lapsed = "Օրենքը չի գործում մայր օրենքի չգործելու պատճառով:"
    url = "https://www.parliament.am/legislation.php?sel=show&ID=99002&lang=arm"
    (part,) = read(lapsed, "Armenian", STATE, LAW, TITLE, "Ընդունվել է 24.12.2004", "Հոդված 1.", url=url)
    assert (part.key, part.kind, part.stage) == ("parliament_am:law-99002", Kind.LAW, Stage.LAPSED)
    assert (part.stage_published, part.identifiers) == (lapsed, {"adopted": "2004-12-24"})
    assert part.titles == {"hy": TITLE}


def test_the_day_of_a_law_may_be_in_words():
    url = "https://www.parliament.am/legislation.php?sel=show&ID=99002&lang=arm"
    (part,) = read(STATE, LAW, TITLE, "Ընդունված է 2003 թվականի դեկտեմբերի 17-ին", "Հոդված 1.", url=url)
    assert part.identifiers == {"adopted": "2003-12-17"}


def test_a_translation_of_a_law_is_a_law_in_its_language():
    part = recorded_parts("law_1305_eng")[0]
    assert (part.key, part.titles) == ("parliament_am:law-1305", {"en": "ON LOCAL SELF-GOVERNMENT"})
    assert part.identifiers == {"adopted": "2002-05-07"}


NEWS = "https://www.parliament.am/news.php?NewsID=99003&cat_id=2&day=6&month=12&year=2025&lang=eng"
FRAME = "National Assembly of the Republic of Armenia | Official Web Page | www.parliament.am"


def test_news_names_the_readings_and_leaves_out_the_frame_and_other_news():
    (part,) = read(
        FRAME, "Mon Tue", "02 03 04 05 06 07 08", "23 24 25 26 27 28 29", "Regular Sittings Begin", "1 / 8",
        "The draft law on communities was debated in the first reading.", "Another one", "It begins so...",
        url=NEWS,
    )  # fmt: skip
    assert (part.key, part.part, part.titles) == (
        "parliament_am:news-99003",
        "news",
        {"en": "Regular Sittings Begin"},
    )
    assert part.text == "The draft law on communities was debated in the first reading."
    assert part.labels == (("Ընթերցում", "first reading"),)
    assert pages.of_reading(part)
    assert part.published is not None
    assert part.published.isoformat() == "2025-12-06"


def test_news_of_one_bill_belongs_to_its_matter():
    (part,) = read("Վերնագիր", f"Երկրորդ ընթերցմամբ քննարկվեց նախագիծը ({CODE})։", url=NEWS)
    assert part.identifiers == {"bill_code": "Կ-99-01.02.2024"}


def test_news_whose_address_has_no_day_has_none():
    (part,) = read("Headline", "Text of it", url=NEWS.replace("day=6", "day=%7B%24Day%7D"))
    assert (part.published, pages.of_reading(part)) == (None, False)


def test_a_list_is_whatever_links_to_bills():
    rows = """<table><tr><td>Կ-99<sup>1</sup>-01.02.2024-ՏՏ-011/2ամբ.</td>
    <td><a href="/drafts.php?sel=showdraft&DraftID=70001">Առաջին</a></td></tr>
    <tr><td><a href="drafts.php?DraftID=70002&sel=showdraft&lang=rus">Երկրորդ</a></td></tr></table>
    <a href="news.php?NewsID=7&day=1&month=2&year=2024">Լուր</a><a href="/{"x"}">այլ</a>"""
    parts = read(rows, url=pages.APPROVED)
    assert [part.key for part in parts] == [
        "parliament_am:Կ-99-1-01.02.2024",
        "parliament_am:draft-70002",
        "parliament_am:news-7",
    ]
    assert (
        parts[1].url == "https://www.parliament.am/drafts.php?sel=showdraft&DraftID=70002&lang=arm&enc=utf8"
    )
    assert "day=1&month=2&year=2024" in parts[2].url


def test_records_of_the_new_site_are_bills_where_they_have_a_code():
    answer = {
        "items": [
            {"id": 17.0, "docCode": CODE, "titleHy": "Նախագիծ", "status": {"code": 1}, "x": "y"},
            {"id": 2},
        ]
    }
    (part,) = pages.read(Page(url=pages.api("anything"), content=json.dumps(answer).encode()))
    assert (part.key, part.part, part.titles) == (
        "parliament_am:Կ-99-01.02.2024",
        "record",
        {"hy": "Նախագիծ"},
    )
    assert part.identifiers["api_id"] == "17"
    assert ("x", "y") in part.labels


def test_the_addresses_of_the_new_site_follow_its_pattern():
    url = pages.api("parliamentMembers", limit=200, offset=0, convocationId=9)
    assert url == (
        "https://www.parliament.am/api/v1/parliamentMembers/website/all/en?limit=200&offset=0&convocationId=9"
    )
    assert pages.api("parliamentMembers", "full", number="1570").endswith(
        "/parliamentMembers/website/full/en/1570"
    )


def test_the_convocations_of_the_new_site_are_numbers():
    answer = b'[{"id": 9.0, "name": "x"}, {"id": "8"}, {"id": null}]'
    assert pages.convocations(Page(url="", content=answer)) == [8, 9]
    with pytest.raises(UnexpectedPage, match="no list of convocations"):
        pages.convocations(Page(url="", content=b'{"a": 1}'))


@pytest.mark.parametrize(
    ("url", "content", "reason"),
    [
        (pages.APPROVED, html("Նախագծեր"), "the list is empty"),
        (pages.NEWS, html("Լուրեր"), "the list is empty"),
        (pages.api("x"), b'{"a": 1}', "names no bill"),
        (pages.api("x"), b"[]", "an empty answer of the API"),
        (pages.api("x"), html("Հավելված"), "where JSON was expected"),
        (pages.api("x"), b'[{"a"', "broken JSON"),
        (
            pages.opinion_address(1, 5),
            html(*(f"Կ-{number}-01.02.2024-ՏՏ-011/0, կից" * 2 for number in range(101))),
            "names 101 bills",
        ),
    ],
)
def test_what_is_no_list_and_no_record_is_refused_with_its_reason(url, content, reason):
    with pytest.raises(UnexpectedPage, match=reason):
        pages.read(Page(url=url, content=content))


def test_a_bill_of_which_only_an_opinion_is_known_says_so():
    draft = pages.assemble(recorded_parts("opinion_12281_5"))
    assert draft.problems[-1] == "the text of the bill was not had"
    assert (draft.stage, [part.part for part in draft.parts]) == (None, ["opinion_5"])

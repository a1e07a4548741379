"""Texts of bills are read by their words. The frames here are ours: no raw page of the site is known."""

import pytest

from crawler import decoding, recorded
from crawler.sources.parliament_am import pages
from legislation.errors import UnexpectedPage
from legislation.scraped import Page
from legislation.vocabulary import Deadline, Kind, Origin, Stage

TEXT = "https://www.parliament.am/drafts.php?sel=showdraft&DraftID=99001&Reading=0&lang=arm&enc=utf8"
SWITCH = "Armenian ARMSCII Armenian"
CODE = "Կ-99-01.02.2024-ՏՏ-011/0"
TITLE = "«ՏԵՂԱԿԱՆ ԻՆՔՆԱԿԱՌԱՎԱՐՄԱՆ ՄԱՍԻՆ» ՕՐԵՆՔՈՒՄ ՓՈՓՈԽՈՒԹՅՈՒՆՆԵՐ եւ ԼՐԱՑՈՒՄՆԵՐ ԿԱՏԱՐԵԼՈՒ ՄԱՍԻՆ"
ARTICLE = "Հոդված 1. «Տեղական ինքնակառավարման մասին» 2002 թվականի մայիսի 7-ի ՀO-337-Ն oրենքի 12-րդ հոդվածը"
STATE, LAW = "ՀԱՅԱՍՏԱՆԻ ՀԱՆՐԱՊԵՏՈՒԹՅԱՆ", "ՕՐԵՆՔԸ"


def html(*lines: str, tag: str = "div") -> bytes:
    body = "".join(f"<{tag}>{line}</{tag}>" for line in lines)
    return f"<!doctype html><html><head><title>x</title></head><body>{body}</body></html>".encode()


def read(*lines: str, url: str = TEXT):
    return pages.read(Page(url=url, content=html(*lines)))


def bill(*, header="ՆԱԽԱԳԻԾ", code=CODE, kind=LAW, title=TITLE):
    (part,) = read(SWITCH, header, code, STATE, kind, title, ARTICLE, "Հոդված 2. Ուժի մեջ մտնելը")
    return part


def recorded_parts(name: str):
    row = next(row for row in recorded.rows("parliament_am") if row.file.name == f"{name}.html")
    return pages.read(row.page())


def test_a_bill_is_introduced_by_whom_its_code_says_and_lies_with_its_committees():
    part = recorded_parts("draft_77_0")[0]
    assert (part.body, part.kind, part.stage) == ("ՀՀ կառավարություն", Kind.BILL, Stage.PROPOSED)
    assert part.stage_published == "ՆԱԽԱԳԻԾ /0"
    assert [value[:2] for label, value in part.labels if label == "Հանձնաժողով"] == ["ՖՎ", "ՊԻ"]
    assert part.links == ("ՀՕ-185",)
    assert part.published is not None
    assert part.published.isoformat() == "2003-07-15"
    assert (part.opens, part.closes, part.deadline) == (None, None, Deadline.UNKNOWN)


def test_the_readings_of_a_bill_are_one_bill():
    first, second = recorded_parts("draft_77_0")[0], recorded_parts("draft_77_1")[0]
    assert first.key == second.key == "parliament_am:Կ-0321-15.07.2003"
    assert first.identifiers["bill_code"] == second.identifiers["bill_code"]
    assert (first.part, second.part) == ("introduced", "first_reading")
    assert second.stage_published == "Առաջին ընթերցում /1"


def test_a_bill_is_the_same_though_the_kind_in_its_code_differs():
    (other,) = read(
        SWITCH, "Առաջին ընթերցում", "Կ-2068-07.12.2017,19.12.2017-ՊԻՄԻ-011/1", STATE, f"ՍԱՀՄԱՆԱԴՐԱԿԱՆ {LAW}"
    )
    assert other.key == recorded_parts("draft_9416_1")[0].key
    assert "a blank page: there is no text" in other.problems


def test_a_text_without_a_header_tells_its_stage_by_its_code():
    part = recorded_parts("draft_71316")[0]
    assert (part.part, part.stage_published, part.stage) == ("adopted", "/2ամբ.", Stage.ADOPTED)
    assert part.identifiers["text_id"] == "71316"
    assert "draft_id" not in part.identifiers


def test_a_title_ends_where_the_first_chapter_begins():
    assert recorded_parts("draft_46151")[0].titles == {"hy": "ՀԱՆՐԱԳՐԵՐԻ ՄԱՍԻՆ"}


def test_a_title_is_kept_as_printed_and_folded_beside():
    part = bill()
    assert part.titles == {"hy": TITLE}
    assert part.identifiers["title_folded"].startswith(
        "տեղական ինքնակառավարման մասին օրենքում փոփոխություններ և"
    )
    assert part.text.startswith(f"{TITLE}\n{ARTICLE}")
    assert part.links == ("ՀՕ-337-Ն",)
    assert part.problems == ()


def test_an_index_in_a_package_is_read_from_its_superscript():
    part = bill(code="Կ-195<sup>3</sup>-19.06.2019-ՊԱ-011/0")
    assert part.key == "parliament_am:Կ-195-3-19.06.2019"
    assert part.identifiers["bill_code"] == "Կ-195-19.06.2019"
    assert part.problems == ()


def test_a_number_without_a_superscript_that_may_have_had_one_is_uncertain():
    part = recorded_parts("draft_4305_1")[0]
    assert part.key == "parliament_am:Կ-9683-30.08.2010"
    assert part.problems[0].startswith("the number 9683 is uncertain")


@pytest.mark.parametrize(
    ("kind", "told", "label"),
    [
        (LAW, Kind.BILL, LAW),
        ("Օ Ր Ե Ն Ք Ը", Kind.BILL, "Օ Ր Ե Ն Ք Ը"),
        (f"ՍԱՀՄԱՆԱԴՐԱԿԱՆ {LAW}", Kind.BILL, f"ՍԱՀՄԱՆԱԴՐԱԿԱՆ {LAW}"),
        ("ԱԶԳԱՅԻՆ ԺՈՂՈՎԻ ՈՐՈՇՈՒՄԸ", Kind.DECISION, "ԱԶԳԱՅԻՆ ԺՈՂՈՎԻ ՈՐՈՇՈՒՄԸ"),
        ("ՀԱՅՏԱՐԱՐՈՒԹՅՈՒՆԸ", None, "ՀԱՅՏԱՐԱՐՈՒԹՅՈՒՆԸ"),
    ],
)
def test_the_kind_is_the_line_above_the_title(kind, told, label):
    part = bill(kind=kind)
    assert (part.kind, part.titles["hy"]) == (told, TITLE)
    assert ("Տեսակ", label) in part.labels


def test_an_unknown_header_and_an_unknown_initiator_are_kept():
    part = bill(header="Լրամշակված", code="Խ-99-01.02.2024-ՔՔ-011/3")
    assert (part.stage_published, part.stage, part.body) == ("Լրամշակված /3", None, None)
    assert ("Հանձնաժողով", "ՔՔ") in part.labels


def test_a_text_is_found_between_menus_and_in_one_line():
    menu = "<a href='/'>ԳԼԽԱՎՈՐ</a> | <a href='news.php'>Նորություններ</a>"
    (part,) = read(menu, "Որոնում", f"{SWITCH} ՆԱԽԱԳԻԾ {CODE} {STATE} {LAW} {TITLE} {ARTICLE}")
    assert (part.key, part.titles) == ("parliament_am:Կ-99-01.02.2024", {"hy": TITLE})
    assert part.stage_published == "ՆԱԽԱԳԻԾ /0"
    assert part.text == f"{TITLE}\n{ARTICLE}"


@pytest.mark.parametrize("break_", ["\n\n", "<br>", "</p><p>"])
def test_lines_may_be_parted_in_any_way(break_):
    body = break_.join([SWITCH, "ՆԱԽԱԳԻԾ", CODE, STATE, LAW, TITLE, ARTICLE])
    page = Page(url=TEXT, content=f"<html><body><p>{body}</p></body></html>".encode())
    assert pages.read(page)[0].titles == {"hy": TITLE}


@pytest.mark.parametrize("coding", ["latin-1", "utf-8"])
def test_a_page_in_armscii_is_the_same_bill(coding):
    codes = {value: chr(code) for code, value in decoding.ARMSCII_8.items() if value not in ".,()-"}
    old = html(SWITCH, "ՆԱԽԱԳԻԾ", CODE, STATE, LAW, TITLE, ARTICLE).decode().translate(str.maketrans(codes))
    (part,) = pages.read(Page(url=TEXT, content=old.encode(coding)))
    assert (part.key, part.titles, part.stage) == (
        "parliament_am:Կ-99-01.02.2024",
        {"hy": TITLE},
        Stage.PROPOSED,
    )
    assert part.problems == (decoding.CONVERTED,)


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (Page(url=TEXT, content=html("<form><input type='password'></form>")), "a login page"),
        (Page(url=TEXT, content=html("<div class='g-recaptcha'></div>")), "a captcha"),
        (Page(url=TEXT, content=html("<h1>Access denied</h1>")), "a block page"),
        (Page(url=TEXT, content=b"<html><body></body></html>"), "a blank page"),
        (Page(url=TEXT, content=html("ՆԱԽԱԳԻԾ", "Հոդված 1. Առանց կոդի")), "no document code"),
        (Page(url=TEXT, content=b""), "the page is empty"),
        (Page(url=TEXT, content=b"%PDF-1.4"), "a PDF where a page was expected"),
        (Page(url=TEXT, content="Обычный текст законопроекта".encode("cp1251")), "windows-1251"),
        (Page(url=TEXT, content=html("ÒµÝµíñµßÉ Òµßóµç½ñã")), "ARMSCII-8"),
        (Page(url=TEXT, content=html(SWITCH), status=503), "status 503"),
    ],
)
def test_a_page_that_is_something_else_is_refused_with_its_reason(page, reason):
    with pytest.raises(UnexpectedPage, match=reason):
        pages.read(page)


def test_a_page_that_ends_early_says_so():
    whole = html(SWITCH, "ՆԱԽԱԳԻԾ", CODE, STATE, LAW, TITLE, ARTICLE)
    (part,) = pages.read(Page(url=TEXT, content=whole[:-30]))
    assert part.problems == ("the page ends early: </html> is missing",)


@pytest.mark.parametrize(
    ("lines", "absent"), [((SWITCH,), True), ((SWITCH, "ՆԱԽԱԳԻԾ"), False), (("x",), False)]
)
def test_a_frame_without_a_text_is_no_bill(lines, absent):
    assert pages.is_absent(Page(url=TEXT, content=html(*lines))) is absent


@pytest.mark.parametrize(
    "url",
    [
        "http://parliament.am/drafts.php?DraftID=77&Reading=1&sel=showdraft",
        "http://www.parliament.am/drafts.php?DraftID=77&Reading=1&lang=arm&mode=save&mode=save&sel=showdraft&view=print",
        "https://www.parliament.am/drafts.php?sel=showdraft&DraftID=77&Reading=1&lang=rus&enc=armscii",
    ],
)
def test_all_spellings_of_an_address_are_one_page(url):
    assert pages.canonical(url) == pages.canonical(pages.draft(77, 1))
    assert pages.canonical(url).endswith("/drafts.php?sel=showdraft&DraftID=77&Reading=1")


def test_the_address_of_another_site_stays():
    assert (
        pages.canonical("https://example.am/drafts.php?lang=arm") == "https://example.am/drafts.php?lang=arm"
    )


def test_the_newest_reading_is_believed_and_the_older_texts_are_its_versions():
    first, second = recorded_parts("draft_77_0")[0], recorded_parts("draft_77_1")[0]
    draft = pages.assemble([first, second], ["opinion: status 403"])
    assert (draft.key, draft.stage, draft.url) == (first.key, Stage.FIRST_READING, second.url)
    assert [(part.part, part.text) for part in draft.parts] == [("text", first.text), ("text", second.text)]
    assert draft.origin is Origin.REBUILT
    assert draft.problems[-1] == "opinion: status 403"

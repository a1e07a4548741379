"""Pages of e-draft.am are read by their words. The frames here are ours: no raw page of the site is known."""

import pytest

from crawler import recorded
from crawler.sources.edraft import pages
from legislation.errors import UnexpectedPage
from legislation.scraped import Page
from legislation.vocabulary import Deadline, Kind, Origin, Stage

TITLE = "«Տեղական ինքնակառավարման մասին» օրենքում փոփոխություն կատարելու մասին» օրենքի նախագիծ"
REMEMBER = "<a href='#'>Հիշել նախագիծը</a>"
ABOUT = "https://www.e-draft.am/projects/77/about"


def html(body: str) -> bytes:
    return f"<!doctype html><html><body>{body}</body></html>".encode()


def page(body: str, url: str = ABOUT) -> Page:
    return Page(url=url, content=html(body))


def lines(*words: str) -> str:
    return "".join(f"<div>{word}</div>" for word in words)


def recorded_part(name: str):
    row = next(row for row in recorded.rows("edraft") if row.file.name == f"{name}.html")
    return pages.read(row.page())[0]


def test_a_status_that_is_published_is_kept_and_understood():
    part = recorded_part("532_justification")
    assert (part.key, part.part) == ("edraft:532", "justification")
    assert (part.stage_published, part.stage) == ("Նախագիծը ընդունվել է", Stage.ADOPTED)
    assert part.kind is Kind.COUNCIL_DECISION
    assert part.titles["hy"].endswith("Երևան քաղաքի ավագանու որոշման նախագիծ")
    assert part.text.startswith("ՏԵՂԵԿԱՆՔՀԻՄՆԱՎՈՐՈՒՄ\n«ԵՐԵՎԱՆԻ")


def test_an_english_status_stands_before_an_armenian_title():
    part = recorded_part("7191_about_en")
    assert (part.stage_published, part.stage) == ("Located in RA Government", Stage.GOVERNMENT)
    assert part.kind is Kind.GOVERNMENT_DECISION
    assert part.language == "hy"
    assert part.text.startswith("ՆԱԽԱԳԻԾ\nՀԱՅԱՍՏԱՆԻ ՀԱՆՐԱՊԵՏՈՒԹՅԱՆ ԿԱՌԱՎԱՐՈՒԹՅՈՒՆ\nՈՐՈՇՈՒՄ")


def test_a_page_without_a_status_has_none():
    part = recorded_part("9105_justification_ru")
    assert (part.stage_published, part.stage, part.kind) == (None, None, Kind.PACKAGE)
    assert "Բարի գալուստ" not in part.text + part.titles["hy"]
    assert "Добавить" not in part.text


def test_nothing_is_known_of_a_deadline_that_no_page_shows():
    part = recorded_part("9105_justification_ru")
    assert (part.opens, part.closes, part.deadline, part.published) == (None, None, Deadline.UNKNOWN, None)


def test_a_text_with_gaps_says_so():
    assert (
        "the text is not whole: its gaps are marked [cut] or [...]"
        in recorded_part("532_justification").problems
    )


@pytest.mark.parametrize("remember", ["Հիշել նախագիծը", "Add to favourites", "Добавить в избранное"])
def test_the_link_to_remember_is_the_anchor_in_every_language(remember):
    part = pages.read(page(lines("մենյու", remember, TITLE, "ՆԱԽԱԳԻԾ", "Հոդված 1. Առարկան")))[0]
    assert part.titles == {"hy": TITLE}
    assert part.text == "ՆԱԽԱԳԻԾ\nՀոդված 1. Առարկան"


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("ՆԱԽԱԳԻԾ", "about"),
        ("ՀԻՄՆԱՎՈՐՈՒՄ", "justification"),
        ("Հ Ի Մ Ն Ա Վ Ո Ր ՈՒ Մ", "justification"),
        ("ՏԵՂԵԿԱՆՔ-ՀԻՄՆԱՎՈՐՈՒՄ", "justification"),
        ("ՏԵՂԵԿԱՆՔՀԻՄՆԱՎՈՐՈՒՄ", "justification"),
        ("ՏԵՂԵԿԱՆՔ – ՀԻՄՆԱՎՈՐՈՒՄ", "justification"),
    ],
)
def test_the_kind_of_page_is_told_by_its_heading(heading, kind):
    part = pages.read(page(lines("Հիշել նախագիծը", TITLE, heading, "Առկա իրավիճակը"), url=""))[0]
    assert part.part == kind
    assert part.text.endswith("Առկա իրավիճակը")


def test_without_an_address_the_project_is_that_of_the_pages_own_tabs():
    body = lines("Հիշել նախագիծը", TITLE, "ՆԱԽԱԳԻԾ", "Հոդված 1.") + "<a href='/projects/812/digest'>x</a>"
    assert pages.read(page(body, url=""))[0].key == "edraft:812"


def test_without_address_and_tabs_the_project_is_a_named_problem():
    part = pages.read(page(lines("Հիշել նախագիծը", TITLE, "ՆԱԽԱԳԻԾ", "Հոդված 1."), url=""))[0]
    assert (part.key, part.url) == ("edraft:?", "")
    assert part.problems == ("the page does not name its project: its address is needed",)


def test_a_status_that_is_not_known_is_kept_word_for_word():
    part = pages.read(page(lines("Հիշել նախագիծը", "Ուղարկվել է աշխատակազմ", TITLE, "ՆԱԽԱԳԻԾ", "Հոդված 1.")))[
        0
    ]
    assert (part.stage_published, part.stage) == ("Ուղարկվել է աշխատակազմ", None)
    assert part.titles == {"hy": TITLE}


@pytest.mark.parametrize("status", ["Գտնվում է ՀՀ կառավարությունում", "Находится в Правительстве РА"])
def test_a_status_that_is_known_in_one_language_is_known_in_the_others(status):
    part = pages.read(page(lines("Հիշել նախագիծը", status, TITLE, "ՆԱԽԱԳԻԾ", "Հոդված 1.")))[0]
    assert (part.stage_published, part.stage) == (status, Stage.GOVERNMENT)


def test_a_draft_that_was_not_adopted_is_not_adopted():
    part = pages.read(page(lines("Հիշել նախագիծը", "Նախագիծը չի ընդունվել", TITLE, "ՆԱԽԱԳԻԾ", "Հոդված 1.")))[
        0
    ]
    assert (part.stage_published, part.stage) == ("Նախագիծը չի ընդունվել", None)


def test_new_labels_are_kept_and_break_nothing():
    body = (
        lines("Հիշել նախագիծը", TITLE, "Նախարարություն: Արդարադատության", "Ավարտ", "27.03.2025 18:00")
        + "<dl><dt>Ոլորտ</dt><dd>ՏԻՄ</dd></dl><table><tr><th>Փուլ</th><td>Վաղ</td></tr></table>"
        + lines("Հրապարակվել է 12.03.2025", "Անհայտ տող", "ՆԱԽԱԳԻԾ", "Հոդված 1. Ժամկետը՝ 15 օր")
    )
    part = pages.read(page(body))[0]
    assert part.labels == (
        ("Նախարարություն", "Արդարադատության"),
        ("Ավարտ", "27.03.2025 18:00"),
        ("Ոլորտ", "ՏԻՄ"),
        ("Փուլ", "Վաղ"),
        ("Հրապարակվել է", "12.03.2025"),
        ("", "Անհայտ տող"),
    )
    assert part.text == "ՆԱԽԱԳԻԾ\nՀոդված 1. Ժամկետը՝ 15 օր"
    assert part.deadline is Deadline.UNKNOWN


@pytest.mark.parametrize(
    ("ending", "kind"),
    [
        ("օրենքի նախագիծ", Kind.BILL),
        ("օրենքների նախագծեր", Kind.BILL),
        ("Հայաստանի Հանրապետության կառավարության որոշման նախագիծ", Kind.GOVERNMENT_DECISION),
        ("կառավարության որոշումների նախագծեր", Kind.GOVERNMENT_DECISION),
        ("նախարարի հրամանի նախագիծ", Kind.ORDER),
        ("ԱՎԱԳԱՆՈՒ ՈՐՈՇՄԱՆ ՆԱԽԱԳԻԾ", Kind.COUNCIL_DECISION),
        ("ՀԱՐԱԿԻՑ ՕՐԵՆՔՆԵՐԻ ՆԱԽԱԳԾԵՐԻ ՓԱԹԵԹ", Kind.PACKAGE),
        ("վարչապետի որոշման նախագիծ", Kind.DECISION),
        ("կառավարության արձանագրային որոշման նախագիծ", Kind.GOVERNMENT_DECISION),
        ("օրենքի նախագիծ (լրամշակված)", Kind.BILL),
        ("կառավարության որոշման նախագծի", Kind.GOVERNMENT_DECISION),
        ("ռազմավարություն", None),
    ],
)
def test_the_kind_of_draft_is_told_by_the_end_of_its_title(ending, kind):
    part = pages.read(page(lines("Հիշել նախագիծը", f"«Ա» {ending}", "ՆԱԽԱԳԻԾ", "Հոդված 1.")))[0]
    assert part.kind is kind


def test_a_title_may_take_several_lines():
    part = pages.read(
        page(lines("Հիշել նախագիծը", "ՀԱՄԱՅՆՔՆԵՐԻ ՄԱՍԻՆ", "ՕՐԵՆՔԻ ՆԱԽԱԳԻԾ", "ՆԱԽԱԳԻԾ", "Հոդված 1."))
    )[0]
    assert part.titles == {"hy": "ՀԱՄԱՅՆՔՆԵՐԻ ՄԱՍԻՆ ՕՐԵՆՔԻ ՆԱԽԱԳԻԾ"}
    assert part.text == "ՆԱԽԱԳԻԾ\nՀոդված 1."


def test_a_card_tells_labels_files_and_related_drafts():
    body = (
        lines("Հիշել նախագիծը", TITLE, "Տեսակ՝ օրենք")
        + "<a href='/files/a.docx'>Ֆայլ</a><a href='/en/projects/78'>այլ</a>"
        + "<a href='/projects/77/about'>ես</a>"
    )
    part = pages.read(page(body, url="https://www.e-draft.am/projects/77"))[0]
    assert (part.part, part.text) == ("card", None)
    assert ("Տեսակ", "օրենք") in part.labels
    assert [(a.url, a.title) for a in part.attachments] == [("https://www.e-draft.am/files/a.docx", "Ֆայլ")]
    assert part.links == ("https://www.e-draft.am/projects/78",)


def test_the_address_tells_the_kind_where_the_heading_is_missing():
    part = pages.read_about(page(lines("Հիշել նախագիծը", TITLE, "Հոդված 1. Առարկան", "Հոդված 2. Ուժը")))
    assert part.text == "Հոդված 1. Առարկան\nՀոդված 2. Ուժը"
    assert part.problems == ("the content begins without the heading of its kind",)


def test_a_page_of_another_kind_is_not_taken_for_the_one_that_was_wanted():
    with pytest.raises(UnexpectedPage, match="kind about where digest"):
        pages.read_digest(page(lines("Հիշել նախագիծը", TITLE, "ՆԱԽԱԳԻԾ", "Հոդված 1.")))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (html("<form><input type='password'></form>"), "a login page"),
        (html("<div class='g-recaptcha'></div>"), "a captcha"),
        (html("<h1>Access denied</h1>"), "a block page"),
        (html("<p>Բարի գալուստ</p>"), "no anchor words"),
        (html(""), "a blank page"),
        (html(f"{REMEMBER}"), "a blank page"),
        (html(f"{REMEMBER}<h1>{TITLE}</h1>"), "content column is empty"),
        (html(f"{REMEMBER}<h1>{TITLE}</h1><p>ՆԱԽԱԳԻԾ</p>"), "content column is empty"),
        (b"", "the page is empty"),
        (b'{"message": "ok"}', "JSON where an HTML page was expected"),
        (b"%PDF-1.4", "a PDF where a page was expected"),
        ("<html>Добавить в избранное</html>".encode("cp1251"), "windows-1251"),
        (html(REMEMBER).replace("նախագիծը".encode(), b"\xff\xfe\xff"), "is not UTF-8"),
        (html(f"{REMEMBER}<p>ÒµÝµíñµßÉ Òµßóµç½ñã÷ÅÝã÷ß</p><p>ՆԱԽԱԳԻԾ</p><p>ÒµÝµíñµßÉ Òµßó</p>"), "ARMSCII-8"),
        (b"<html>" + b"\0" * 100, "too many characters that no text has"),
    ],
)
def test_a_page_that_is_something_else_is_refused_with_its_reason(content, reason):
    with pytest.raises(UnexpectedPage, match=reason):
        pages.read(Page(url=ABOUT, content=content))


def test_an_answer_that_is_no_success_is_refused():
    with pytest.raises(UnexpectedPage, match="status 503"):
        pages.read(Page(url=ABOUT, content=html(REMEMBER), status=503))


def test_a_page_that_ends_early_says_so():
    whole = html(lines("Հիշել նախագիծը", TITLE, "ՆԱԽԱԳԻԾ", "Հոդված 1. Առարկան", "Հոդված 2."))
    part = pages.read(Page(url=ABOUT, content=whole[:-40]))[0]
    assert "the page ends early: </html> is missing" in part.problems
    assert "Հոդված 1. Առարկան" in part.text


def test_a_stray_control_character_is_left_out_and_named():
    part = pages.read(page(lines("Հիշել նախագիծը", TITLE, "ՆԱԽԱԳԻԾ", "Հոդ\0ված 1.")))[0]
    assert part.text == "ՆԱԽԱԳԻԾ\nՀոդված 1."
    assert part.problems == ("1 control characters (such as U+0000) were left out",)


def test_parts_make_a_draft_and_a_missing_part_is_a_problem():
    draft = pages.assemble(
        [recorded_part("9105_justification_ru")], ["about: not recorded", "digest: status 503"]
    )
    assert (draft.key, draft.url, draft.origin) == (
        "edraft:9105",
        "https://www.e-draft.am/projects/9105",
        Origin.REBUILT,
    )
    assert [part.part for part in draft.parts] == ["justification"]
    assert draft.titles["hy"].endswith("ՆԱԽԱԳԾԵՐԻ ՓԱԹԵԹ")
    assert draft.problems[1:] == (
        "about: not recorded",
        "digest: status 503",
        "the draft's own text (page about) was not had",
    )
    assert draft.deadline is Deadline.UNKNOWN


def test_the_text_of_the_draft_goes_before_its_justification():
    about = pages.read(page(lines("Հիշել նախագիծը", TITLE, "ՆԱԽԱԳԻԾ", "Հոդված 1.")))[0]
    reasons = pages.read(
        page(
            lines("Հիշել նախագիծը", "Այլ օրենքի նախագիծ", "ՀԻՄՆԱՎՈՐՈՒՄ", "Ա"),
            url=ABOUT.replace("about", "justification"),
        )
    )[0]
    draft = pages.assemble([reasons, about])
    assert [part.part for part in draft.parts] == ["about", "justification"]
    assert draft.titles == {"hy": TITLE}
    assert draft.problems == ("the summary sheet (page digest) was not had",)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.e-draft.am/projects/9105/about",
        "http://e-draft.am/ru/projects/9105/about/",
        "https://www.e-draft.am/en/projects/9105/about?page=1#top",
    ],
)
def test_all_spellings_of_an_address_are_one_page(url):
    assert (
        pages.canonical(url) == pages.project(9105)["about"] == "https://www.e-draft.am/projects/9105/about"
    )


def test_the_address_of_another_site_stays():
    assert pages.canonical("https://example.am/en/projects/1/") == "https://example.am/en/projects/1/"

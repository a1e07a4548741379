"""Pages, PDFs and lists of arlis.am: recorded ones first, and frames of ours with the site's own classes."""

import pytest

from crawler import recorded
from crawler.sources.arlis import pages
from legislation.errors import UnexpectedPage
from legislation.scraped import Page
from legislation.vocabulary import Kind, Origin, Stage

ACT = "https://www.arlis.am/hy/acts/5"
BODY = '<div id="act_body"><P><STRONG>Հոդված 1.</STRONG> Առարկան</P></div>'


def recorded_page(name: str) -> Page:
    return next(row for row in recorded.rows("arlis") if row.file.name == name).page()


def item(label: str, value: str) -> str:
    return (
        f'<div class="act-info__item"><div class="act-info__label">{label}</div>'
        f'<div class="act-info__value">{value}</div></div>'
    )


def act_page(*items: str, body: str = BODY, url: str = ACT, after: str = "") -> Page:
    title = '<div class="act-info__title">ՀՀ ՕՐԵՆՔԸ ՀԱՄԱՅՆՔՆԵՐԻ ՄԱՍԻՆ</div>'
    side = f'<div id="act_sidebar">{title}{"".join(items)}</div>' if items else ""
    return Page(url=url, content=f"<html><body>{body}{side}{after}</body></html>".encode())


def test_an_act_tells_its_card():
    part = pages.read(recorded_page("172160.html"))[0]
    assert (part.key, part.part, part.origin) == ("arlis:172160", "act", Origin.TRANSCRIBED)
    assert part.titles == {"hy": "ՀՀ ՕՐԵՆՔԸ ՆՎԱԶԱԳՈՒՅՆ ԱՄՍԱԿԱՆ ԱՇԽԱՏԱՎԱՐՁԻ ՄԱՍԻՆ"}
    assert (part.kind, part.body) == (Kind.LAW, "ՀՀ Ազգային ժողով")
    assert part.identifiers == {
        "act_number": "ՀՕ-66-Ն",
        "adopted": "2003-12-17",
        "signed": "2003-12-29",
        "in_force": "2004-01-01",
        "valid_from": "2022-12-23",
        "act_base": "1457",
        "amended_by": "arlis:172110",
    }
    assert ("Ընդունման վայր", "Երևան") in part.labels


def test_an_act_links_to_its_base_its_history_and_its_translation():
    part = pages.read(recorded_page("172160.html"))[0]
    assert part.links[:3] == tuple(f"https://www.arlis.am/hy/acts/{n}" for n in (191632, 1457, 172110))
    assert "https://www.arlis.am/hy/acts/172160" not in part.links
    assert ("Հիմնական ակտ", "17.12.2003, ՀՕ-66-Ն (arlis:1457)") in part.labels
    assert ("Փոփոխող ակտ", "07.12.2022, ՀՕ-501-Ն (arlis:172110)") in part.labels
    assert [a.url for a in part.attachments] == ["https://www.arlis.am/hy/acts/172160/download/act"]


def test_paragraphs_are_lines_although_tags_are_unbalanced():
    lines = pages.read(recorded_page("172160.html"))[0].text.splitlines()
    assert "Հոդված 5. Սույն օրենքն ուժի մեջ մտնելու պահից ուժը կորցրած ճանաչել" in "\n".join(lines)
    assert lines[:2] == ["ՀԱՅԱՍՏԱՆԻ ՀԱՆՐԱՊԵՏՈՒԹՅԱՆ", "Օ Ր Ե Ն Ք Ը"]
    assert lines[-1] == "ՀՕ-66-Ն"


def test_the_heading_of_an_article_in_a_table_is_one_line():
    lines = pages.read(recorded_page("230168_latest.html"))[0].text.splitlines()
    assert "Հոդված 1. Օրենքի կարգավորման առարկան" in lines
    assert "Հոդված 5.1. Միասնական սոցիալական ծառայությունը" in lines
    assert "Հոդված 6. Պետական նպաստի տրամադրումը" in lines


def test_a_raised_number_stays_apart_from_the_number_before_it():
    page = act_page(item("Համար", "1"), body='<div id="act_body"><p>Հոդված 35<sup>1</sup>. Ա</p></div>')
    assert pages.read(page)[0].text == "Հոդված 35¹. Ա"


def test_notes_before_the_text_are_kept_beside_it():
    part = pages.read(recorded_page("179718.html"))[0]
    notes = [value for label, value in part.labels if label == "note"]
    assert notes[0] == "08.09.22 N 1404-Ն որոշումն ունի անցումային դրույթ:"
    assert len(notes) == 4
    assert "1404" not in part.text


def test_words_of_the_card_do_not_leak_into_the_last_article():
    open_body = BODY.removesuffix("</div>")
    part = pages.read(act_page(item("Համար", "ՀՕ-1-Ն"), body=open_body))[0]
    assert part.text == "Հոդված 1. Առարկան"
    assert part.identifiers["act_number"] == "ՀՕ-1-Ն"


def test_a_card_of_other_rows_is_read_too():
    part = pages.read(
        act_page(
            item("Համար", "N 194-Ն"),
            item("Տիպ", "Որոշում"),
            item("Փաստաթղթի տեսակ", "Հիմնական ակտ (11.09.2024-մինչ օրս)"),
            item("Սկզբնաղբյուր", "Միասնական կայք 2024.09.02 Պաշտոնական հրապարակման օրը 11.09.2024"),
            item("Ընդունող մարմին", "Աշտարակ համայնքի ավագանի"),
            item("Վավերացման ամսաթիվ", "05.09.2024"),
            item("Ուժը կորցնելու ամսաթիվ", "31.02.2025"),
            item("Նոր պիտակ", "Արժեք"),
        )
    )[0]
    assert part.kind is Kind.COUNCIL_DECISION
    assert part.published.isoformat() == "2024-09-11"
    assert part.identifiers == {
        "act_number": "N 194-Ն",
        "ratified": "2024-09-05",
        "valid_from": "2024-09-11",
        "act_base": "5",
    }
    assert ("Նոր պիտակ", "Արժեք") in part.labels
    assert part.problems == ("not a date: lapsed “31.02.2025”",)


def test_a_page_without_a_card_keeps_its_text():
    part = pages.read(act_page())[0]
    assert (part.key, part.text, part.titles) == ("arlis:5", "Հոդված 1. Առարկան", {})
    assert part.problems == ("the page has no card: number, dates and body of the act are not known",)


@pytest.mark.parametrize(
    ("url", "after", "key"),
    [
        ("", '<div data-request-url="/hy/acts/812/compare/7">', "arlis:812"),
        ("", "<a onclick='location.href=\"/hy/acts/812/download/act\"'>x</a>", "arlis:812"),
        ("https://www.arlis.am/hy/acts/7/latest", '<a href="/hy/acts/812/print/act">x</a>', "arlis:812"),
        ("https://arlis.am/DocumentView.aspx?DocID=812", "", "arlis:812"),
        ("file:act_812.html", "", "arlis:812"),
        ("file:act.html", "", "arlis:?"),
    ],
)
def test_the_act_is_known_by_its_address_or_by_the_pages_own_links(url, after, key):
    assert pages.read(act_page(item("Համար", "1"), url=url, after=after))[0].key == key


def test_an_id_that_is_doubtful_says_so():
    part = pages.read(act_page(item("Համար", "1"), url="https://www.arlis.am/hy/acts/7/latest"))[0]
    assert part.key == "arlis:7"
    assert part.problems == ("the address is that of the newest version: the page does not say which it is",)


PRINT = (
    "ՀՀ ՍԱՀՄԱՆԱԴՐԱԿԱՆ ԴԱՏԱՐԱՆԻ ՈՐՈՇՈՒՄԸ|Գլխավոր տեղեկություն|Համար|ՍԴՈ-1748|Տիպ|Որոշում|Ակտի տիպ"
    "|Base act (10.09.2024-till now)|Статус|Գործում է|Ընդունող մարմին|ՀՀ Սահմանադրական դատարան"
    "|Дата принятия|10.09.2024|Ուժի մեջ մտնելու ամսաթիվ|10.09.2024|Սահմանադրական դատարանը որոշեց"
)


def test_a_print_view_is_read_by_its_lines():
    markup = "".join(f"<div>{line}</div>" for line in PRINT.split("|"))
    url = "https://new.arlis.am/en/acts/180213/print/act"
    part = pages.read(Page(url=url, content=f"<html><body>{markup}</body></html>".encode()))[0]
    assert (part.key, part.kind, part.stage) == ("arlis:180213", Kind.DECISION, Stage.IN_FORCE)
    assert part.titles == {"hy": "ՀՀ ՍԱՀՄԱՆԱԴՐԱԿԱՆ ԴԱՏԱՐԱՆԻ ՈՐՈՇՈՒՄԸ"}
    assert part.identifiers == {
        "act_number": "ՍԴՈ-1748",
        "adopted": "2024-09-10",
        "in_force": "2024-09-10",
        "valid_from": "2024-09-10",
        "act_base": "180213",
    }
    assert part.text == "Սահմանադրական դատարանը որոշեց"


def test_a_pdf_tells_the_card_of_its_first_page_and_the_text_after_it():
    part = pages.read(recorded_page("199679.pdf"))[0]
    assert (part.key, part.part) == ("arlis:199679", "pdf")
    assert part.titles["hy"].endswith("ԼՐԱՑՈՒՄՆԵՐ ԿԱՏԱՐԵԼՈՒ ՄԱՍԻՆ")
    assert part.published.isoformat() == "2024-11-13"
    assert part.identifiers["act_base"] == "199679"
    assert part.text.startswith("ՀԱՅԱՍՏԱՆԻ ՀԱՆՐԱՊԵՏՈՒԹՅԱՆ\nՕ Ր Ե Ն Ք Ը\nԸնդունված է 2024 թվականի")
    assert "Կարգավիճակ" not in part.text


def test_a_value_that_a_pdf_breaks_over_lines_is_whole():
    part = pages.read(recorded_page("138920.pdf"))[0]
    assert ("Ակտի տիպ", "Պաշտոնական Ինկորպորացիա (22.02.2020-27.06.2020)") in part.labels
    assert part.stage is Stage.LAPSED


def test_a_pdf_without_an_address_is_known_by_its_file_name_and_says_so():
    page = Page(url="file:arlis-183771.pdf", content=recorded_page("183771.pdf").content)
    part = pages.read(page)[0]
    assert part.key == "arlis:183771"
    assert part.problems == ("the id of the act is taken from the name of the file",)


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (Page(url=ACT, content=b"<html><div class='h-captcha'></div></html>"), "a captcha"),
        (Page(url=ACT, content=b'{"a": 1}'), "JSON that is no list of acts"),
        (Page(url=ACT, content=b'<html><div id="act_body"></div></html>'), "the act has no text"),
        (Page(url=ACT, content=b""), "the page is empty"),
        (Page(url=ACT, content=BODY.encode("cp1251", "ignore") + b"\xc0\xe0\xf2\xee"), "is not UTF-8"),
        (Page(url=ACT, content="<div id=act_body><p>ÒµÝµíñµßÉ Òµßóµç</p></div>".encode()), "ARMSCII-8"),
        (Page(url=ACT, content=b"%PDF-1.4 broken"), "the PDF is broken"),
    ],
)
def test_an_answer_that_is_something_else_is_refused_with_its_reason(page, reason):
    with pytest.raises(UnexpectedPage, match=reason):
        pages.read(page)


def test_the_text_of_the_pdf_counts_where_the_page_was_not_had():
    row = pages.read(recorded_page("recents_1_day2.json"))[0]
    draft = pages.assemble([row, pages.read(recorded_page("199679.pdf"))[0]])
    assert (draft.key, draft.url) == ("arlis:199679", "https://www.arlis.am/hy/acts/199679")
    assert [(part.part, part.stand_in) for part in draft.parts] == [("act", True)]
    assert draft.problems == ("the page of the act was not had: the text is that of its PDF",)


def test_the_text_of_the_page_goes_before_that_of_the_pdf():
    page = pages.read(act_page(item("Համար", "1"), url="https://www.arlis.am/hy/acts/199679"))[0]
    draft = pages.assemble([pages.read(recorded_page("199679.pdf"))[0], page])
    assert [part.part for part in draft.parts] == ["act"]
    assert draft.identifiers["adopted"] == "2024-10-24"
    assert draft.problems == ()


@pytest.mark.parametrize(
    ("url", "one"),
    [
        ("https://www.arlis.am/ru/acts/5/", "https://www.arlis.am/hy/acts/5"),
        ("http://arlis.am/DocumentView.aspx?DocID=5", "https://www.arlis.am/hy/acts/5"),
        ("https://pdf.arlis.am/5", "https://www.arlis.am/hy/acts/5/download/act"),
        ("https://new.arlis.am/en/acts/5/latest", "https://www.arlis.am/hy/acts/5/latest"),
        ("https://example.am/hy/acts/5", "https://example.am/hy/acts/5"),
    ],
)
def test_all_spellings_of_an_address_are_one_page_of_the_site(url, one):
    assert pages.canonical(url) == one


def test_what_is_asked_for_is_canonical_already():
    for url in (pages.act(5), pages.pdf(5), pages.recents(3)):
        assert pages.canonical(url) == url

"""Discussions of the EAEU: all pages are made up in the markup that clients and the sister site describe."""

import pytest

from crawler.sources.eaeu_consultations import pages, period
from legislation.errors import UnexpectedPage
from legislation.scraped import Page
from legislation.vocabulary import Deadline, Kind, Stage

LIST = pages.listing(1)
DRAFT = "https://regulation.eaeunion.org/pd/4321/"
TITLE = "О проекте решения Коллегии Комиссии «О выдуманном предмете»"
UNIT = "Департамент технического регулирования"


def html(body: str) -> bytes:
    return f"<!doctype html><html><body>{body}</body></html>".encode()


def item(
    *,
    left=("Комиссия", UNIT),
    right=("01.02.2030 – 03.03.2030", "Идет обсуждение"),
    href="/pd/4321/",
    kind="",
):
    sides = [
        f"<div class='DocSearchResult_Item__Dates{side}'>{''.join(map('<div>{}</div>'.format, lines))}</div>"
        for side, lines in (("Left", left), ("Right", right))
    ]
    return f"""<div class="DocSearchResult_Item"><div class="DocSearchResult_Item__Date">
    {kind or "Общественное обсуждение"}</div><a class="DocSearchResult_Item__Link" href="{href}">Имя</a>
    <div class="DocSearchResult_Item__Text">{TITLE}</div>
    <div class="DocSearchResult_Item__Dates">{"".join(sides)}</div></div>"""


def row(**how):
    (part,) = pages.read(Page(url=LIST, content=html(item(**how))))
    return part


def card(*pairs, url=DRAFT):
    rows = "".join(
        f"<div class='DocDetail_Row'><div class='DocDetail_Col _title'>{label}</div>"
        f"<div class='DocDetail_Col _value'>{value}</div></div>"
        for label, value in pairs
    )
    (part,) = pages.read(Page(url=url, content=html(rows)))
    return part


def test_a_row_tells_when_a_discussion_is_open_and_who_holds_it():
    part = row()
    assert (part.key, part.url, part.titles) == ("eaeu_consultations:4321", DRAFT, {"ru": TITLE})
    assert (part.kind, part.body) == (Kind.DECISION, "Евразийская экономическая комиссия")
    assert (part.stage_published, part.stage) == ("Идет обсуждение", Stage.DISCUSSION)
    assert part.deadline is Deadline.PUBLISHED
    assert ("Вид обсуждения", "Общественное обсуждение") in part.labels
    assert ("Департамент", UNIT) in part.labels


def test_a_closing_date_is_the_end_of_that_day_in_moscow_and_says_that_this_is_assumed():
    part = row()
    assert part.opens.isoformat() == "2030-01-31T21:00:00+00:00"
    assert part.closes.isoformat() == "2030-03-03T20:59:59+00:00"
    assert (
        dict(part.labels)["Период обсуждения"]
        == "01.02.2030 – 03.03.2030; время московское (предположительно)"
    )


@pytest.mark.parametrize(
    ("published", "stage"),
    [
        ("Создан", Stage.ANNOUNCED),
        ("Идёт обсуждение", Stage.DISCUSSION),
        ("Обсуждение завершено", Stage.PROPOSED),
        ("Этап: Идет обсуждение", Stage.DISCUSSION),
        ("Отозван", None),
    ],
)
def test_a_stage_is_kept_as_published_and_an_unknown_one_too(published, stage):
    part = row(right=("01.02.2030 – 03.03.2030", published))
    assert (part.stage_published, part.stage) == (published.removeprefix("Этап: "), stage)
    assert pages.is_open(part) is (published != "Обсуждение завершено")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ((UNIT,), ("01.02.2030 – 03.03.2030", "Идет обсуждение")),
        ((), (UNIT, "Идет обсуждение", "с 01.02.2030 по 03.03.2030")),
        (("Департамент:", UNIT), ("Период:", "01.02.2030", "03.03.2030", "Этап:", "Идет обсуждение")),
        (("01.02.2030-03.03.2030",), ("Идет обсуждение", f"Департамент: {UNIT}")),
    ],
)
def test_the_lines_are_told_apart_by_their_words_and_not_by_their_place(left, right):
    part = row(left=left, right=right)
    assert (part.opens.isoformat()[:10], part.closes.isoformat()[:10]) == ("2030-01-31", "2030-03-03")
    assert part.stage is Stage.DISCUSSION
    assert ("Департамент", UNIT) in part.labels
    assert part.problems == ()


def test_a_single_date_is_taken_for_the_closing_one_and_is_uncertain():
    part = row(right=("до 03.03.2030", "Идет обсуждение"))
    assert (part.opens, part.deadline) == (None, Deadline.ASSUMED)
    assert part.closes.isoformat() == "2030-03-03T20:59:59+00:00"
    assert part.problems == ("the closing date is uncertain: only one date is given",)


def test_a_row_without_period_stage_and_department_is_kept():
    part = row(left=(), right=())
    assert (part.key, part.closes, part.deadline) == ("eaeu_consultations:4321", None, Deadline.UNKNOWN)
    assert (part.stage_published, part.stage) == (None, None)


def test_a_period_that_is_none_is_named():
    assert period.told(["31.02.2030 – 32.03.2030"]).problems == (
        "not a date: period “31.02.2030 – 32.03.2030”",
    )
    assert period.told(["05.02.2030 – 03.02.2030"]).problems == ("the period ends before it begins",)


def test_days_of_other_things_are_no_period():
    part = row(right=("Дата принятия документа: 01.02.2030", "Дата вступления в силу: 03.03.2030"))
    assert (part.opens, part.closes, part.deadline) == (None, None, Deadline.UNKNOWN)
    assert ("Дата принятия документа", "01.02.2030") in part.labels
    told = period.told(["Дата начала обсуждения: 01.02.2030", "Дата окончания обсуждения: 03.03.2030"])
    assert told.deadline is Deadline.PUBLISHED


def test_one_draft_in_both_kinds_of_discussion_is_linked():
    other = item(href="/pd/4322/", kind="Оценка регулирующего воздействия")
    first, second = pages.read(Page(url=LIST, content=html(item() + other)))
    assert (first.links, second.links) == ((second.url,), (first.url,))
    assert ("Вид обсуждения", "Оценка регулирующего воздействия") in second.labels


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("О проекте решения Совета", Kind.DECISION),
        ("О проекте распоряжения Коллегии", Kind.ORDER),
        ("О проекте рекомендации Коллегии", None),
        ("О проекте международного договора", Kind.TREATY),
        ("Проект Соглашения о предмете", Kind.TREATY),
        ("О предмете", None),
    ],
)
def test_the_kind_of_act_is_told_by_the_title(title, kind):
    assert card(("Наименование проекта", title)).kind is kind


def test_a_card_is_read_by_the_words_of_its_labels_and_keeps_unknown_ones():
    part = card(
        ("Наименование проекта", TITLE),
        ("Период обсуждения", "01.02.2030 - 10.03.2030"),
        ("Этап", "Идет обсуждение"),
        ("Ответственный департамент", UNIT),
        ("Дата создания", "15.01.2030"),
        ("Новая графа", "значение"),
    )
    assert (part.key, part.part, part.titles) == ("eaeu_consultations:4321", "document", {"ru": TITLE})
    assert part.closes.isoformat() == "2030-03-10T20:59:59+00:00"
    assert (part.stage, part.published.isoformat()) == (Stage.DISCUSSION, "2030-01-15")
    assert ("Департамент", UNIT) in part.labels
    assert part.labels[-2:] == (("Дата создания", "15.01.2030"), ("Новая графа", "значение"))


def test_a_card_that_knows_nothing_is_kept():
    part = card(("Новая графа", "значение"), url="file:x.html")
    assert (part.key, part.labels) == ("eaeu_consultations:?", (("Новая графа", "значение"),))
    assert "the page does not name its draft: its address is needed" in part.problems


def test_what_the_list_tells_goes_before_the_card():
    draft = pages.assemble([card(("Этап", "Создан")), row()])
    assert (draft.stage, draft.url, draft.language) == (Stage.DISCUSSION, DRAFT, "ru")
    assert draft.problems[-1] == "the text of the document was not had"


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (Page(url=LIST, content=html("<div id='app'></div><script>draw()</script>")), "a script may draw it"),
        (Page(url=LIST, content=html(item(href=""))), "no row names its draft"),
        (Page(url=DRAFT, content=html("<form><input type='password'></form>")), "a login page"),
        (Page(url=DRAFT, content=html("<h1>Access denied</h1>")), "a block page"),
        (Page(url=DRAFT, content=b"[]"), "JSON where an HTML page was expected"),
        (Page(url=DRAFT, content=b""), "the page is empty"),
        (Page(url=DRAFT, content=b"%PDF-1.4"), "the file has no text to read: the PDF is broken"),
    ],
)
def test_a_page_that_is_something_else_is_refused_with_its_reason(page, reason):
    with pytest.raises(UnexpectedPage, match=reason):
        pages.read(page)


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://regulation.eaeunion.org/pd/4321/", "4321"),
        ("http://regulation.eaeunion.org/hy/pd/4321", "4321"),
        ("https://regulation.eaeunion.org/pd/12/4321/", "12/4321"),
        ("https://regulation.eaeunion.org/pd/detail.php?ID=4321", "4321"),
        ("https://regulation.eaeunion.org/pd/proekt-resheniya/", "proekt-resheniya"),
        ("https://regulation.eaeunion.org/drafts/4321/", "4321"),
    ],
)
def test_the_key_is_the_number_in_the_path_or_the_path(url, key):
    assert pages.key_of(url) == f"eaeu_consultations:{key}"


@pytest.mark.parametrize(
    "url", ["https://regulation.eaeunion.org/pd/", "https://regulation.eaeunion.org/pd/?PAGEN_1=1"]
)
def test_a_list_is_no_draft(url):
    assert pages.key_of(url) is None
    assert pages.canonical(url) == LIST


@pytest.mark.parametrize("path", ["/", "/upload/iblock/12/a.docx", "/robots.txt", "/api/"])
def test_what_is_no_page_of_a_draft_is_none(path):
    assert pages.key_of(f"https://regulation.eaeunion.org{path}") is None


def test_the_address_of_another_site_stays():
    assert pages.canonical("https://example.org/pd/1/") == "https://example.org/pd/1/"
    assert pages.key_of("https://example.org/pd/1/") is None

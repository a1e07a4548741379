"""Acts of the EAEU: the card of a real page, and rows made up in the markup that clients describe."""

import io
import zipfile

import docx
import pytest

from crawler import recorded
from crawler.eaeu import portal
from crawler.sources.eaeu_documents import pages
from legislation.errors import UnexpectedPage
from legislation.scraped import Page
from legislation.vocabulary import Deadline, Kind, Origin, Stage

LIST = pages.listing(1)
ACT = "https://docs.eaeunion.org/documents/900/77/"
PATH = "Акты ЕЭК &ndash; Коллегия &ndash; Решения &ndash; 2030"


def html(body: str) -> bytes:
    return f"<!doctype html><html><body><div class='Wrapper'>{body}</div></body></html>".encode()


def row(
    number=77, *, path=PATH, name="Решение Коллегии ЕЭК № 7", dates=("01.02.2030", "03.02.2030", "04.03.2030")
):
    labels = ("Дата принятия документа", "Дата опубликования документа", "Дата вступления в силу")
    *left, right = [f"<div>{label}: {day}</div>" for label, day in zip(labels, dates, strict=True)]
    return f"""<div class="DocSearchResult_Item"><div class="DocSearchResult_Item__Date"> {path} </div>
    <a target="_blank" href="/documents/900/{number}/" class="DocSearchResult_Item__Link"> {name}  </a>
    <div class="DocSearchResult_Item__Text">   О выдуманном
       предмете {number}   </div><div class="DocSearchResult_Item__Dates">
    <div class="DocSearchResult_Item__DatesLeft">{"".join(left)}</div>
    <div class="DocSearchResult_Item__DatesRight">{right if dates[2] else ""}</div></div></div>"""


def card(*pairs: tuple[str, str], files: str = "", url: str = ACT):
    rows = "".join(
        f'<div class="DocDetail_Row"><div class="DocDetail_Col _title"> {label} </div>'
        f'<div class="DocDetail_Col _value"> {value} </div></div>'
        for label, value in pairs
    )
    content = html(f'<div class="DocDetail">{rows}<div class="DocDetail_Files">{files}</div></div>')
    (part,) = pages.read(Page(url=url, content=content))
    return part


def group(title: str, *links: tuple[str, str], name: str = "Файл") -> str:
    listed = "".join(f'<a href="/upload/{file}">{language}</a>' for language, file in links)
    first = links[0][1]
    return f"""<div class="DocDetail_Files_Group"><div class="DocDetail_Files_Title"> {title} </div>
    <div class="DocSearchResult_Item__File"><div class="DocSearchResult_Item__FileInfo"><div>{listed}
    <div class="DocSearchResult_Item__FileType">pdf</div></div><a href="/upload/{first}">{name}</a></div>
    <div class="DocSearchResult_Item__FileLinks"><a download href="/upload/{first}">Скачать</a></div></div>
    </div>"""


def recorded_part():
    (part,) = pages.read(recorded.rows("eaeu_documents")[0].page())
    return part


def test_the_card_of_an_act_tells_its_body_number_and_days():
    part = recorded_part()
    assert (part.key, part.part, part.origin) == ("eaeu_documents:399/6620", "document", Origin.TRANSCRIBED)
    assert part.body == "Коллегия Евразийской экономической комиссии"
    assert (part.kind, part.stage, part.stage_published) == (Kind.DECISION, Stage.ADOPTED, None)
    assert part.identifiers == {"act_number": "66", "adopted": "2022-04-19", "in_force": "2022-05-08"}
    assert part.published is not None
    assert part.published.isoformat() == "2022-04-28"
    assert (part.opens, part.closes, part.deadline) == (None, None, Deadline.UNKNOWN)
    assert part.titles["ru"].startswith("Об установлении ставок ввозных таможенных пошлин Единого")


def test_what_has_no_field_is_kept_under_its_label():
    assert dict(recorded_part().labels)["Комментарий"].startswith("Вступает в силу по истечении 10")


def test_the_files_have_group_language_and_the_ending_of_their_link():
    files = recorded_part().attachments
    assert [(file.language, file.url.rpartition(".")[2]) for file in files] == [
        ("ru", "pdf"),
        ("hy", "docx"),
        ("be", "doc"),
        ("kk", "doc"),
        ("ky", "docx"),
        ("ru", "zip"),
        ("ru", "docx"),
    ]
    assert files[1].title == "Документ: Решение Коллегии №66 от 19 апреля 2022 г (Հայ)"
    assert files[6].title == "Приложения: РАЗЪЯСНЕНИЕ (Рус)"
    assert [portal.texts(files, language) for language in ("hy", "ru")] == [[files[1].url], [files[0].url]]


def test_of_several_files_of_a_language_the_best_to_read_is_first():
    part = card(
        ("Номер документа", "7"),
        files=group("Документ", ("Рус", "a.pdf"), ("Рус", "b.docx"), ("Рус", "c.xlsx"), ("Eng", "d.docx")),
    )
    site = "https://docs.eaeunion.org/upload"
    assert portal.texts(part.attachments, "ru") == [f"{site}/b.docx", f"{site}/a.pdf"]
    assert portal.texts(part.attachments, "hy") == []


def test_a_row_tells_what_the_card_tells():
    first, second = pages.read(
        Page(
            url=LIST,
            content=html(row() + row(78, path=PATH.replace("ЕЭК", "Евразийской экономической комиссии"))),
        )
    )
    assert (first.key, first.url) == ("eaeu_documents:900/77", ACT)
    assert first.titles == {"ru": "О выдуманном предмете 77"}
    assert first.identifiers == {"act_number": "7", "adopted": "2030-02-01", "in_force": "2030-03-04"}
    assert first.body == second.body == "Коллегия Евразийской экономической комиссии"
    assert (first.kind, first.text) == (Kind.DECISION, None)
    assert ("Короткий заголовок документа", "Решение Коллегии ЕЭК № 7") in first.labels


def test_a_row_without_a_day_of_force_or_with_one_that_is_none_is_kept():
    later, odd = pages.read(
        Page(
            url=LIST,
            content=html(
                row(dates=("01.02.2030", "03.02.2030", "")) + row(78, dates=("31.02.2030", "x", ""))
            ),
        )
    )
    assert "in_force" not in later.identifiers
    assert later.problems == ()
    assert (odd.key, odd.published) == ("eaeu_documents:900/78", None)
    assert odd.problems == ("not a date: adopted “31.02.2030”", "not a date: published “x”")


@pytest.mark.parametrize(
    ("path", "kind", "body"),
    [
        ("Акты ЕЭК – Совет – Рекомендации – 2030", None, "Совет Евразийской экономической комиссии"),
        (
            "Акты ЕЭК – Коллегия – Распоряжения – 2030",
            Kind.ORDER,
            "Коллегия Евразийской экономической комиссии",
        ),
        (
            "Акты Высшего Евразийского экономического совета – Решения – 2030",
            Kind.DECISION,
            "Высший Евразийский экономический совет",
        ),
        ("Международные договоры – Договоры в рамках ЕАЭС", Kind.TREATY, None),
        (
            "Акты Суда Евразийского экономического союза – Решения",
            *(Kind.DECISION, "Суд Евразийского экономического союза"),
        ),
        ("Что-то новое", None, None),
        ("", None, None),
    ],
)
def test_kind_and_body_are_the_steps_of_the_path(path, kind, body):
    part = card(("Полный заголовок документа", "О предмете"), ("Вид документа", path))
    assert (part.kind, part.body) == (kind, body)


def test_an_act_that_is_amended_is_a_link():
    part = card(
        (
            "Полный заголовок документа",
            "О внесении изменения в Решение Коллегии Комиссии от 20 декабря 2022 г. № 197",
        )
    )
    assert part.links == ("Решение Коллегии Комиссии от 20 декабря 2022 г. № 197",)


def test_missing_fields_drop_nothing():
    part = card(("Номер документа", ""), ("Новая графа", "значение"))
    assert part.key == "eaeu_documents:900/77"
    assert part.labels == (("Новая графа", "значение"),)
    assert part.problems == ("the page has no title",)


def test_a_card_without_an_address_says_so():
    part = card(("Полный заголовок документа", "О предмете"), url="file:x.html")
    assert (part.key, part.url) == ("eaeu_documents:?", "")
    assert part.problems == ("the page does not name its act: its address is needed",)


@pytest.mark.parametrize(
    ("name", "key"), [("act_900_77.html", "eaeu_documents:900/77"), ("act_901_77.html", "eaeu_documents:?")]
)
def test_a_saved_card_may_be_named_by_its_file_if_it_links_to_that_section(name, key):
    back = '<a href="/documents/900/">Возврат к списку</a>'
    part = card(("Полный заголовок документа", "О предмете"), files=back, url=f"file:{name}")
    assert part.key == key
    assert len(part.problems) == 1


def test_a_day_may_be_in_words():
    told = ("Полный заголовок документа", "О предмете"), ("Дата опубликования", "«28» апреля 2022 г.")
    part = card(*told)
    assert (part.published.isoformat(), part.problems) == ("2022-04-28", ())


def docx_of(text: str) -> bytes:
    document = docx.Document()
    document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Եվրասիական տնտեսական հանձնաժողովի կոլեգիան որոշեց փոփոխություններ կատարել", "text_hy"),
        ("Коллегия Евразийской экономической комиссии решила внести изменения", "text_ru"),
    ],
)
def test_a_file_is_a_text_in_its_language(text, part):
    (told,) = pages.read(Page(url="https://docs.eaeunion.org/upload/x.docx", content=docx_of(text)))
    assert (told.part, told.text, told.key) == (part, text, pages.UNKNOWN)


def test_both_texts_stand_in_one_act_and_russian_is_its_language():
    texts = [
        pages.read(Page(url=f"https://docs.eaeunion.org/upload/{n}.docx", content=docx_of(words)))[0]
        for n, words in enumerate(
            ("Եվրասիական տնտեսական հանձնաժողովը որոշեց", "Комиссия решила внести изменения")
        )
    ]
    act = recorded_part()
    draft = pages.assemble([*texts, act])
    assert [(part.part, part.language) for part in draft.parts] == [("text_ru", "ru"), ("text_hy", "hy")]
    assert (draft.language, draft.url) == ("ru", act.url)
    assert draft.problems == ()
    assert pages.assemble([act]).problems == ("the text of the act was not had",)


def locked_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("picture.png", b"\x89PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (Page(url=ACT, content=html("<form><input type='password'></form>")), "a login page"),
        (Page(url=ACT, content=html("<div class='g-recaptcha'></div>")), "a captcha"),
        (
            Page(url=LIST, content=html("<div class='DocSearchResult_Items'></div>")),
            "the list of acts is empty",
        ),
        (Page(url=LIST, content=html(row().replace("href", "data-href"))), "no row names its act"),
        (Page(url=ACT, content=b"{}"), "JSON where an HTML page was expected"),
        (Page(url=ACT, content=b""), "the page is empty"),
        (Page(url=ACT, content=html("Правовой портал").decode().encode("cp1251")), "windows-1251"),
        (
            Page(url="https://docs.eaeunion.org/upload/x.zip", content=locked_zip()),
            "the file has no text to read",
        ),
        (Page(url="https://docs.eaeunion.org/upload/x.pdf", content=b"%PDF-1.4"), "the PDF is broken"),
    ],
)
def test_a_page_that_is_something_else_is_refused_with_its_reason(page, reason):
    with pytest.raises(UnexpectedPage, match=reason):
        pages.read(page)


@pytest.mark.parametrize(
    "url",
    [
        ACT,
        "https://docs.eaeunion.org/hy/documents/900/77",
        "http://docs.eaeunion.org/documents/900/77/?x=1#a",
    ],
)
def test_all_spellings_of_an_address_are_one_act(url):
    assert pages.canonical(url) == ACT
    assert pages.key_of(url) == "eaeu_documents:900/77"
    assert pages.url_of("eaeu_documents:900/77") == ACT


def test_a_list_is_its_page_unless_it_is_filtered():
    assert pages.canonical("https://docs.eaeunion.org/documents/") == pages.canonical(LIST) == LIST
    filtered = "https://docs.eaeunion.org/documents/?filter_sphere[0]=110&set_filter=Y"
    assert pages.canonical(filtered) == filtered
    assert pages.canonical("https://example.org/documents/1/2/") == "https://example.org/documents/1/2/"
    assert pages.url_of("eaeu_documents:?") is None

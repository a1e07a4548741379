"""The way down the lists of the EAEU's two portals, on sites that are as they should be and on others."""

import pytest
from fake_site import FakeSite
from fake_store import FakeStore
from walking import LOGIN, Urls, crawl

from crawler.download import NotRecorded
from crawler.expectations import judge
from crawler.sources.eaeu_consultations import pages as consultations
from crawler.sources.eaeu_consultations.spider import EaeuConsultationsSpider
from crawler.sources.eaeu_documents import pages as documents
from crawler.sources.eaeu_documents.spider import EaeuDocumentsSpider
from legislation.scraped import ScrapedDraft
from legislation.vocabulary import Origin, RunState, Stage

NEW, OLD = "01.11.2026", "01.06.2026"
RTF = r"{\rtf1\ansi " + "".join(rf"\u{ord(letter)}?" for letter in "Комиссия решила") + "}"


def page(*rows):
    return f"<html><body>{''.join(rows)}</body></html>"


def item(href, above, *lines):
    dates = "".join(f"<div>{line}</div>" for line in lines)
    return f"""<div class="DocSearchResult_Item"><div class="DocSearchResult_Item__Date">{above}</div>
    <a class="DocSearchResult_Item__Link" href="{href}">Имя {href}</a>
    <div class="DocSearchResult_Item__Text">О {href}</div>
    <div class="DocSearchResult_Item__Dates">{dates}</div></div>"""


def act_row(number, day=NEW):
    return item(
        f"/documents/900/{number}/",
        "Акты ЕЭК – Совет – Решения – 2026",
        f"Дата опубликования документа: {day}",
    )


def card(*files):
    links = "".join(f'<a href="/upload/{file}">{language}</a>' for language, file in files)
    return page(
        '<div class="DocDetail_Row"><div class="DocDetail_Col _title">Полный заголовок документа</div>'
        '<div class="DocDetail_Col _value">О предмете</div></div><div class="DocDetail_Files_Group">'
        '<div class="DocDetail_Files_Title">Документ</div>'
        f'<div class="DocSearchResult_Item__File">{links}</div></div>'
    )


def act(number):
    return f"https://docs.eaeunion.org/documents/900/{number}/"


def acts_site(*lists, **more):
    """Pages of rows ``(number, day)``, each act with a card; past the last page the site repeats it."""
    found = {
        documents.listing(n): page(*(act_row(*row) for row in rows)) for n, rows in enumerate(lists, start=1)
    }
    found |= {documents.listing(len(lists) + 1): found[documents.listing(len(lists))]}
    return FakeSite(found | {act(row[0]): card() for rows in lists for row in rows}, **more)


def kept(*numbers):
    return [
        ScrapedDraft("eaeu_documents", f"eaeu_documents:900/{n}", act(n), Origin.LIVE, {"ru": "О"})
        for n in numbers
    ]


def asked_pages(site):
    return [int(url.rpartition("=")[2]) for url in site.asked if "PAGEN_1" in url]


def asked_acts(site):
    return [int(url.split("/")[5]) for url in site.asked if "/documents/900/" in url]


def test_a_first_crawl_takes_the_acts_of_these_weeks_and_the_rest_of_their_page():
    site = acts_site([(5, NEW), (4, NEW)], [(3, NEW), (2, OLD)], [(1, OLD), (0, OLD)])
    store, tally = crawl(EaeuDocumentsSpider, site)
    assert asked_pages(site) == [1, 2, 3]
    assert asked_acts(site) == [0, 1, 2, 3, 4, 5]
    assert judge(tally) == (RunState.OK, None)
    assert store.drafts["eaeu_documents:900/5"].titles == {"ru": "О предмете"}


def test_a_later_crawl_goes_down_to_what_is_stored():
    site = acts_site([(5, OLD)], [(4, OLD)], [(3, OLD)], [(2, OLD)])
    crawl(EaeuDocumentsSpider, site, FakeStore(kept(2, 3)))
    assert asked_pages(site) == [1, 2, 3]
    assert asked_acts(site) == [4, 5]


def test_acts_of_these_weeks_are_read_again_for_their_armenian_text_may_come_later():
    site = acts_site([(5, NEW), (4, OLD)])
    crawl(
        EaeuDocumentsSpider, site, FakeStore(kept(4, 5), unread=["eaeu_documents:900/1", "eaeu_documents:?"])
    )
    assert asked_acts(site) == [1, 5]


def test_a_list_that_repeats_its_last_page_comes_to_an_end():
    site = acts_site([(5, NEW)], [(4, NEW)])
    _, tally = crawl(EaeuDocumentsSpider, site)
    assert asked_pages(site) == [1, 2, 3]
    assert judge(tally) == (RunState.OK, None)


def test_an_act_has_a_text_for_each_of_our_languages_that_can_be_read():
    site = acts_site([(5, NEW)])
    site.pages |= {
        act(5): card(("Рус", "a.rtf"), ("Հայ", "b.docx"), ("Бел", "c.docx")),
        "https://docs.eaeunion.org/upload/a.rtf": RTF,
        "https://docs.eaeunion.org/upload/b.docx": "%PDF-1.4 broken",
    }
    store, tally = crawl(EaeuDocumentsSpider, site)
    draft = store.drafts["eaeu_documents:900/5"]
    assert [(part.part, part.text) for part in draft.parts] == [("text_ru", "Комиссия решила")]
    assert "text_hy: the file has no text to read: the PDF is broken" in draft.problems
    assert not any(url.endswith("c.docx") for url in site.asked)
    assert judge(tally) == (RunState.OK, None)


def test_a_page_in_the_place_of_a_file_is_a_failure_and_the_act_is_kept():
    site = acts_site([(5, NEW)])
    site.pages |= {act(5): card(("Рус", "a.rtf")), "https://docs.eaeunion.org/upload/a.rtf": card()}
    store, tally = crawl(EaeuDocumentsSpider, site)
    assert "text_ru: a page where a file was expected" in store.drafts["eaeu_documents:900/5"].problems
    assert judge(tally)[0] is RunState.DOUBTFUL


def test_an_act_whose_card_cannot_be_had_is_kept_as_its_row_and_tried_again():
    site = acts_site([(5, NEW)])
    site.pages |= {act(5): LOGIN}
    store, tally = crawl(EaeuDocumentsSpider, site)
    assert store.drafts["eaeu_documents:900/5"].titles == {"ru": "О /documents/900/5/"}
    assert store.problems[0].startswith("eaeu_documents:900/5 document: ")
    assert judge(tally)[0] is RunState.DOUBTFUL


@pytest.mark.parametrize("answer", [LOGIN, page(), "{}", 403])
@pytest.mark.parametrize(
    ("spider", "pages"), [(EaeuDocumentsSpider, documents), (EaeuConsultationsSpider, consultations)]
)
def test_a_list_that_is_none_is_a_failure(spider, pages, answer):
    store, tally = crawl(spider, FakeSite({pages.listing(1): answer}))
    state, reason = judge(tally)
    assert (state, store.drafts) == (RunState.FAILED, {})
    assert reason.startswith("the list, page 1: ")


def test_a_replay_reads_recorded_cards_and_lists():
    site = acts_site([(5, OLD)], absent=NotRecorded(""))
    site.pages |= {act(9): card()}
    urls = Urls(documents.listing(1), act(9), "https://docs.eaeunion.org/upload/a.rtf")
    store, tally = crawl(EaeuDocumentsSpider, site, recordings=urls)
    assert set(store.drafts) == {"eaeu_documents:900/5", "eaeu_documents:900/9"}
    assert judge(tally) == (RunState.OK, None)


STAGES = {"new": "Создан", "open": "Идет обсуждение", "over": "Обсуждение завершено"}


def draft(number):
    return f"https://regulation.eaeunion.org/pd/{number}/"


def drafts_site(*lists):
    found = {
        consultations.listing(page_number): page(
            *(
                item(
                    f"/pd/{n}/",
                    "Общественное обсуждение",
                    "Департамент труда",
                    "01.10.2026 – 30.11.2026",
                    STAGES[s],
                )
                for n, s in rows
            )
        )
        for page_number, rows in enumerate(lists, start=1)
    }
    found |= {consultations.listing(len(lists) + 1): found[consultations.listing(len(lists))]}
    return FakeSite(found | {draft(n): card() for rows in lists for n, _ in rows})


def kept_drafts(*numbers):
    return [
        ScrapedDraft("eaeu_consultations", f"eaeu_consultations:{n}", draft(n), Origin.LIVE, {"ru": "О"})
        for n in numbers
    ]


def asked_drafts(site):
    return [int(url.split("/")[4]) for url in site.asked if "PAGEN_1" not in url]


def test_open_discussions_are_read_and_one_page_of_those_that_are_over():
    site = drafts_site([(9, "new"), (8, "over")], [(7, "open")], [(6, "over")], [(5, "over")])
    store, tally = crawl(EaeuConsultationsSpider, site)
    assert asked_pages(site) == [1, 2, 3]
    assert {key.rpartition(":")[2]: one.stage for key, one in store.drafts.items()} == {
        "6": Stage.PROPOSED,
        "7": Stage.DISCUSSION,
        "8": Stage.PROPOSED,
        "9": Stage.ANNOUNCED,
    }
    assert judge(tally) == (RunState.OK, None)


def test_what_is_over_is_read_again_only_when_it_is_due():
    site = drafts_site([(9, "open"), (8, "over"), (7, "over"), (6, "over")])
    store = FakeStore(
        kept_drafts(6, 7, 8, 9),
        due=["eaeu_consultations:8"],
        unread=["eaeu_consultations:7", "eaeu_consultations:1"],
    )
    crawl(EaeuConsultationsSpider, site, store)
    assert asked_drafts(site) == [7, 8, 9]


def test_a_draft_whose_card_is_not_there_is_kept_as_its_row():
    site = drafts_site([(9, "open")])
    site.pages[draft(9)] = 404
    store, tally = crawl(EaeuConsultationsSpider, site)
    one = store.drafts["eaeu_consultations:9"]
    assert (one.stage_published, one.closes.isoformat()) == ("Идет обсуждение", "2026-11-30T20:59:59+00:00")
    assert judge(tally) == (RunState.OK, None)

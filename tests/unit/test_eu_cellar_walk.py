"""The way through CELLAR, on sites that are as they should be and on others."""

import json
from datetime import timedelta

import pytest
from fake_site import NOW, FakeSite
from fake_store import FakeStore
from walking import Urls, crawl

from crawler.download import NotRecorded
from crawler.expectations import judge
from crawler.sources.eu_cellar import pages as eu_cellar
from crawler.sources.eu_cellar.spider import EuCellarSpider
from legislation.scraped import ScrapedDraft
from legislation.vocabulary import Origin, RunState


def listing(*celexes):
    rows = [
        {
            "celex": {"value": celex},
            "date": {"value": "2026-10-20"},
            "type": {"value": "http://publications.europa.eu/resource/authority/resource-type/PROP_DEC"},
            "title": {"value": f"Proposal {celex}", "xml:lang": "en"},
        }
        for celex in celexes
    ]
    return json.dumps({"head": {"vars": list(rows[0]) if rows else ["celex"]}, "results": {"bindings": rows}})


def text(celex):
    return f"""<?xml version="1.0"?>
    <html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>
    <p class="Rfrenceinstitutionnelle">COM(2026) {int(celex[-4:])} final</p>
    <p class="Typedudocument_cp">Proposal</p>
    <p class="Titreobjet_cp">on something</p><p class="Normal">The text of {celex}.</p></body></html>"""


def notice(celex):
    return f"""<?xml version="1.0"?><NOTICE><WORK><RESOURCE_LEGAL_ID_CELEX><VALUE>{celex}</VALUE>
    </RESOURCE_LEGAL_ID_CELEX><WORK_DATE_DOCUMENT><VALUE>2026-10-20</VALUE></WORK_DATE_DOCUMENT></WORK></NOTICE>"""


SINCE = eu_cellar.listing((NOW - timedelta(days=60)).date())


def cellar_site(*celexes, **more):
    pages = {SINCE: listing(*celexes)}
    for celex in celexes:
        pages[eu_cellar.document(celex), eu_cellar.DOCUMENT_ACCEPT] = text(celex)
        pages[eu_cellar.notice(celex), eu_cellar.NOTICE_ACCEPT] = notice(celex)
    return FakeSite(pages, **more)


def kept_cellar(*celexes):
    return [
        ScrapedDraft("eu_cellar", f"eu_cellar:{c}", eu_cellar.document(c), Origin.LIVE, {"en": c})
        for c in celexes
    ]


def test_the_last_sixty_days_are_listed_and_what_is_stored_is_dropped():
    site = cellar_site("52026PC0001", "52026PC0002")
    store, tally = crawl(EuCellarSpider, site, FakeStore(kept_cellar("52026PC0001")))
    assert site.asked == [SINCE] + [eu_cellar.document("52026PC0002")] * 2
    assert (tally.new, tally.pages) == (1, 3)
    assert "The text of 52026PC0002." in store.drafts["eu_cellar:52026PC0002"].parts[0].text


def test_text_and_notice_are_asked_for_in_english():
    site = cellar_site("52026PC0001")
    crawl(EuCellarSpider, site)
    assert [headers["Accept-Language"] for headers in site.headers[1:]] == ["eng", "eng"]


def test_a_listed_document_that_is_due_is_read_again():
    site = cellar_site("52026PC0001", "52026PC0002")
    store = FakeStore(kept_cellar("52026PC0001", "52026PC0002"), due=["eu_cellar:52026PC0001"])
    crawl(EuCellarSpider, site, store)
    assert site.asked == [SINCE] + [eu_cellar.document("52026PC0001")] * 2


def test_a_redirect_to_the_file_keeps_the_name_of_the_document():
    file = "https://publications.europa.eu/resource/cellar/0000-11.0001.03/DOC_1"
    site = cellar_site("52026PC0001")
    site.pages |= {
        (eu_cellar.document("52026PC0001"), eu_cellar.DOCUMENT_ACCEPT): f"-> {file}",
        file: text("52026PC0001"),
    }
    store, tally = crawl(EuCellarSpider, site)
    assert store.drafts["eu_cellar:52026PC0001"].parts[0].url == eu_cellar.document("52026PC0001")
    assert judge(tally) == (RunState.OK, None)


@pytest.mark.parametrize("answer", [listing(), "<html>maintenance</html>", 403])
def test_a_listing_without_rows_is_a_failure(answer):
    _, tally = crawl(EuCellarSpider, FakeSite({SINCE: answer}))
    state, reason = judge(tally)
    assert state is RunState.FAILED
    assert reason.startswith("the listing since 2026-09-04: ")


def test_a_listing_that_is_full_is_asked_for_in_halves():
    full = [f"5{year}PC{number:04}" for year in (2025, 2026) for number in range(500)]
    site = FakeSite({SINCE: listing(*full)}, absent=listing("52026PC0001", "52026PC0002"))
    crawl(EuCellarSpider, site, FakeStore(kept_cellar("52026PC0001", "52026PC0002")))
    listings = [url for url in site.asked if "sparql" in url]
    middle = (NOW - timedelta(days=60) + timedelta(days=61) / 2).date()
    begin = (NOW - timedelta(days=60)).date()
    assert listings == [SINCE, eu_cellar.listing(begin, middle), eu_cellar.listing(middle)]


def test_a_replay_reads_listed_and_recorded_documents():
    site = cellar_site("52026PC0001", absent=NotRecorded(""))
    site.pages[eu_cellar.notice("52018PC0340"), eu_cellar.NOTICE_ACCEPT] = notice("52018PC0340")
    recorded = Urls(SINCE, eu_cellar.document("52018PC0340"))
    store, tally = crawl(EuCellarSpider, site, FakeStore(kept_cellar("52026PC0001")), recordings=recorded)
    assert sorted(store.drafts) == ["eu_cellar:52018PC0340", "eu_cellar:52026PC0001"]
    assert "text: not recorded" in store.drafts["eu_cellar:52018PC0340"].problems
    assert judge(tally) == (RunState.OK, None)

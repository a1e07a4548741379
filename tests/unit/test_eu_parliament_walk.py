"""The way through the European Parliament: its API and OEIL, as they should be and otherwise."""

import json
from datetime import date

import pytest
from fake_site import FakeSite
from fake_store import FakeStore
from walking import LOGIN, Urls, crawl

from crawler.download import NotRecorded
from crawler.expectations import judge
from crawler.sources.eu_parliament import pages as parliament
from crawler.sources.eu_parliament.spider import EuParliamentSpider
from legislation.scraped import ScrapedAttachment, ScrapedDraft
from legislation.vocabulary import Origin, RunState

LIST = parliament.adopted_texts(date(2026, 10, 20), date(2026, 11, 3))


def reference(number):
    return f"{number.replace('-', '/')}(COD)"


def process(number, day="2026-01-05", texts=()):
    event = {"id": "e", "activity_date": day, "had_activity_type": "def/ep-activities/REFERRAL"}
    told = {"process_id": number, "label": reference(number), "process_title": {"en": f"Procedure {number}"}}
    created = [f"eli/dl/doc/{text}" for text in texts]
    return json.dumps({"data": [told | {"consists_of": [event], "created_a_realization_of": created}]})


def file(number, summary=None):
    link = f'<a href="/oeil/en/document-summary?id={summary}">Summary</a>' if summary else ""
    row = f"<tr><td>01/10/2026</td><td>Vote</td><td></td><td>{link}</td></tr>"
    basics = '<p class="font-weight-bold">Status</p><p>Awaiting committee decision</p>'
    return f"""<html><main><h2>{reference(number)}</h2><h2>Procedure {number}</h2>
    <div id="section1">{basics}</div>
    <div id="section3"><table><tbody>{row}</tbody></table></div></main></html>"""


def summary(number, text="What was decided."):
    return f"""<html><div class="es_product-subtitle">{reference(number)}</div>
    <div class="es_product-content"><p>{text}</p></div></html>"""


def adopted(*pairs):
    return json.dumps({"data": [json.loads(text(*pair))["data"][0] for pair in pairs]})


def text(name, number):
    told = {"id": f"eli/dl/doc/{name}", "identifier": name, "title_dcterms": {"en": name}}
    return json.dumps({"data": [told | {"inverse_created_a_realization_of": [f"eli/dl/proc/{number}"]}]})


def ep_site(*numbers, **more):
    pages = {LIST: (204, {})}
    for number in numbers:
        pages[parliament.process(number)] = process(number)
        pages[parliament.procedure_file(reference(number))] = file(number)
    return FakeSite(pages, **more)


def kept(key, **more):
    return ScrapedDraft(key.partition(":")[0], key, "", Origin.LIVE, {"en": "x"}, **more)


def watched(number):
    """A proposal of the Commission in another source, which names its procedure."""
    return kept(f"eu_cellar:5{number}", identifiers={"procedure": reference(number)})


def test_procedures_that_another_source_names_are_followed():
    site = ep_site("2026-0001")
    store, tally = crawl(EuParliamentSpider, site, FakeStore([watched("2026-0001")]))
    assert site.asked == [
        LIST,
        parliament.process("2026-0001"),
        parliament.procedure_file("2026/0001(COD)"),
    ]
    draft = store.drafts["eu_parliament:2026-0001"]
    assert draft.stage_published == "Awaiting committee decision"
    assert draft.identifiers["procedure"] == "2026/0001(COD)"
    assert judge(tally) == (RunState.OK, None)


def test_a_known_procedure_is_read_again_when_it_is_due_and_not_before():
    site = ep_site("2026-0001", "2026-0002")
    known = [kept("eu_parliament:2026-0001"), kept("eu_parliament:2026-0002"), watched("2026-0002")]
    crawl(EuParliamentSpider, site, FakeStore(known, due=["eu_parliament:2026-0001"]))
    assert site.asked[1:] == [parliament.process("2026-0001"), parliament.procedure_file("2026/0001(COD)")]


def test_the_procedures_of_newly_adopted_texts_are_followed():
    site = ep_site("2026-0003")
    site.pages[LIST] = adopted(("TA-10-2026-0009", "2026-0003"), ("TA-10-2026-0008", "2026-0004"))
    store, _ = crawl(EuParliamentSpider, site, FakeStore([kept("eu_parliament:2026-0004")]))
    assert "eu_parliament:2026-0003" in store.drafts
    assert parliament.process("2026-0004") not in site.asked


def test_a_new_procedure_is_read_with_its_summaries_and_texts_a_quiet_one_without():
    for day, is_known, is_read in (("2020-01-05", 0, 1), ("2020-01-05", 1, 0), ("2026-10-30", 1, 1)):
        site = ep_site("2026-0001")
        site.pages |= {
            parliament.process("2026-0001"): process("2026-0001", day, ["TA-10-2026-0009", "B-10-2026-0001"]),
            parliament.procedure_file("2026/0001(COD)"): file("2026-0001", summary=77),
            "https://oeil.europarl.europa.eu/oeil/en/document-summary?id=77": summary("2026-0001"),
            parliament.document("TA-10-2026-0009"): text("TA-10-2026-0009", "2026-0001"),
        }
        before = [kept("eu_parliament:2026-0001")] if is_known else [watched("2026-0001")]
        store, tally = crawl(
            EuParliamentSpider, site, FakeStore(before, due=["eu_parliament:2026-0001"] if is_known else [])
        )
        parts = [part.part for part in store.drafts["eu_parliament:2026-0001"].parts]
        assert parts == (["file", "summary-77"] if is_read else ["file"])
        assert (parliament.document("TA-10-2026-0009") in site.asked) == bool(is_read)
        assert judge(tally) == (RunState.OK, None)


def test_a_text_that_is_listed_but_not_there_yet_is_no_failure():
    site = ep_site("2026-0001")
    site.pages[parliament.process("2026-0001")] = process("2026-0001", texts=["TA-10-2026-0009"])
    store, tally = crawl(EuParliamentSpider, site, FakeStore([watched("2026-0001")]))
    assert judge(tally) == (RunState.OK, None)
    assert store.drafts["eu_parliament:2026-0001"].problems == ("document: the site has no such page (404)",)


def test_a_file_that_failed_today_does_not_change_the_stage():
    site = ep_site("2026-0001")
    site.pages[parliament.procedure_file("2026/0001(COD)")] = LOGIN
    store, tally = crawl(EuParliamentSpider, site, FakeStore([watched("2026-0001")]))
    draft = store.drafts["eu_parliament:2026-0001"]
    assert (draft.stage_published, draft.stage) == (None, None)
    assert judge(tally)[0] is RunState.DOUBTFUL


def test_an_adopted_text_of_no_procedure_is_a_draft_of_its_own():
    site = ep_site()
    told = {"id": "eli/dl/doc/TA-10-2026-0001", "type": "Work"}
    site.pages[LIST] = json.dumps({"data": [told]})
    site.pages[parliament.document("TA-10-2026-0001")] = json.dumps(
        {"data": [told | {"title_dcterms": {"en": "Made up"}}]}
    )
    store, tally = crawl(EuParliamentSpider, site)
    assert store.drafts["eu_parliament:TA-10-2026-0001"].titles == {"en": "Made up"}
    assert judge(tally) == (RunState.OK, None)


def test_the_site_is_told_the_name_of_the_project_and_no_address():
    site = ep_site("2026-0001")
    crawl(EuParliamentSpider, site, FakeStore([watched("2026-0001")]))
    assert {headers["User-Agent"] for headers in site.headers} == {"orakarg-prd-0.1"}
    assert site.headers[0]["Accept"].startswith("application/ld+json")


@pytest.mark.parametrize("answer", [LOGIN, '{"data": []}', "<rdf:RDF/>", 403, 500])
def test_a_list_that_is_none_is_a_failure(answer):
    site = ep_site("2026-0001")
    site.pages[LIST] = answer
    store, tally = crawl(EuParliamentSpider, site, FakeStore([watched("2026-0001")]))
    assert judge(tally)[0] is RunState.FAILED
    assert judge(tally)[1].startswith("the list of adopted texts: ")
    assert "eu_parliament:2026-0001" not in store.drafts


def test_a_replay_reads_every_recorded_page_with_or_without_its_procedure():
    site = ep_site("2026-0001", "2026-0002", absent="%PDF-1.7")
    site.pages[parliament.document("TA-2")] = NotRecorded("")
    seventy = "https://oeil.europarl.europa.eu/oeil/en/document-summary?id=70"
    site.pages |= {
        seventy: summary("2026-0005"),
        parliament.document("TA-1"): text("TA-1", "2026-0001"),
    }
    recorded = Urls(
        parliament.process("2026-0001"),
        parliament.document("TA-1"),
        parliament.procedure_file("2026/0002(COD)"),
        seventy,
        parliament.document("TA-2"),
        "https://data.europarl.europa.eu/robots.txt",
        "https://data.europarl.europa.eu/distribution/x/A-9-2024-0163_en.docx",
        "https://oeil.europarl.europa.eu/oeil/en/procedure-file/pdf?reference=2026/0001(COD)",
    )
    store, tally = crawl(EuParliamentSpider, site, recordings=recorded)
    assert sorted(store.drafts) == [f"eu_parliament:2026-000{n}" for n in (1, 2, 5)]
    assert judge(tally) == (RunState.OK, None)


def test_reports_and_texts_are_read_and_answers_of_the_commission_are_linked_only():
    names = ("TA-10-2026-0001_en.docx", "SP-2022-720-TA-9-2022-0364_en.docx")
    wanted = [EuParliamentSpider.wants(None, ScrapedAttachment(f"https://x/{n}", n)) for n in names]
    assert wanted == [True, False]

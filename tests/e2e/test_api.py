"""The JSON interface, and the document that describes it."""

from datetime import timedelta

import pytest
from factories import NOW, make_comment, make_draft, make_reference, make_tag
from web import Web

from legislation.storage import runs
from legislation.vocabulary import Origin, Purpose, RoleName, RunState
from search_api.api import cursors
from search_api.searching import search_drafts

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def test_a_search_answers_as_the_command_line_does(web: Web):
    with web.writing() as session:
        bill = make_draft(session, "edraft:9200", closes=NOW + timedelta(days=9))
        make_tag(session, bill.current()[0], "local_taxes_fees", "տեղական վճարների")
        make_draft(session, "edraft:9201", title="Անտառներ", texts={"about": "Անտառը պահպանվում է։"})
    answer = web.app.test_client().get("/api/v1/search?q=տեղական վճար")
    found = answer.get_json()
    assert answer.content_type == "application/json"
    assert found == {"next": None} | search_drafts(
        web.database, web.engine, "տեղական վճար", now=NOW, zone=web.app.extensions["orakarg"].zone
    )
    (hit,) = found["hits"]
    assert {"id", "title", "source", "url", "stage", "deadline", "score", "passages"} <= hit.keys()
    assert (hit["id"], hit["deadline"], hit["closes"]) == (
        "edraft:9200",
        "published",
        "2026-03-11T08:00:00+00:00",
    )
    assert (found["total"], found["facets"]["topic"]) == (1, {"local_taxes_fees": 1})
    passage = hit["passages"][0]
    assert passage["path"] == "art-1/2"
    assert "տեղական" in [passage["text"][start:end] for start, end in passage["marks"]]


def test_a_search_goes_page_by_page_in_an_order(web: Web):
    with web.writing() as session:
        for number in range(5):
            make_draft(session, f"edraft:{number}", published=None, now=NOW - timedelta(days=number))
    client = web.app.test_client()
    pages, cursor = [], ""
    while cursor is not None:
        pages.append(client.get(f"/api/v1/search?sort=newest&limit=2&cursor={cursor}").get_json())
        cursor = pages[-1]["next"]
    assert [[hit["id"] for hit in page["hits"]] for page in pages] == [
        ["edraft:0", "edraft:1"],
        ["edraft:2", "edraft:3"],
        ["edraft:4"],
    ]
    assert {page["total"] for page in pages} == {5}


def test_a_draft_comes_whole_and_without_what_members_say(web: Web):
    person = web.somebody(RoleName.COMMENTER)
    with web.writing() as session:
        bill = make_draft(session, "edraft:9200")
        version = bill.current()[0]
        make_tag(session, version, "local_taxes_fees", "տեղական վճարների")
        make_reference(session, version, "օրենքի (այսուհետ՝ Օրենք) 12-րդ", law="ՀՕ-337", article="12")
        make_comment(session, person, bill, "Գաղտնի խոսք")
    client = web.app.test_client()
    client.post(f"/sign-in/{web.link(person, Purpose.SIGN_IN)}")
    answer = client.get("/api/v1/drafts/edraft:9200")
    draft = answer.get_json()
    assert "Գաղտնի" not in answer.get_data(as_text=True)
    (text,) = draft["texts"]
    assert (text["part"], text["sha256"], text["origin"]) == ("about", "5e" * 32, "recorded")
    by_path = {place["path"]: place for place in text["provisions"]}
    assert text["text"][by_path["art-2"]["start"] :].startswith("Հոդված 2. Համայնքի բյուջեն")
    (topic,) = draft["topics"]
    evidence = topic["evidence"][0]
    assert text["text"][evidence["start"] : evidence["end"]] == "տեղական վճարների"
    assert (draft["references"][0]["law"], draft["references"][0]["article"]) == ("ՀՕ-337", "12")
    assert (draft["deadline"], draft["closes"], draft["stage"]) == ("unknown", None, "discussion")


def test_the_sources_come_with_how_they_were_read(web: Web):
    with web.writing() as session:
        run = runs.start(session, "edraft", NOW)
        runs.finish(
            session, run.id, state=RunState.OK, reason=None, evidence=Origin.REBUILT, pages=3, now=NOW
        )
    answer = web.app.test_client().get("/api/v1/sources").get_json()
    by_name = {source["name"]: source for source in answer["sources"]}
    assert (by_name["edraft"]["state"], by_name["edraft"]["evidence"]) == ("ok", "rebuilt")
    assert (by_name["arlis"]["state"], by_name["arlis"]["last_run"]) == ("never", None)
    assert set(by_name["edraft"]["titles"]) == {"hy", "en", "ru"}


@pytest.mark.parametrize(
    ("address", "status", "detail"),
    [
        ("/api/v1/drafts/edraft:404", 404, "draft"),
        ("/api/v1/nothing", 404, None),
        ("/api/v1/search?limit=0", 422, None),
        ("/api/v1/search?sort=best", 422, None),
        ("/api/v1/search?cursor=zzz", 400, None),
        (f"/api/v1/search?cursor={cursors.after(10_000)}", 400, None),
        (f"/api/v1/drafts?cursor={cursors.after(2**62)}a", 400, None),
        ("/api/v1/dossiers/404", 404, "dossier"),
        ("/api/v1/versions/404", 404, "version"),
        ("/api/v1/laws/ՀՕ-0", 404, "law"),
    ],
)
def test_what_goes_wrong_is_a_problem_document(web: Web, address, status, detail):
    answer = web.app.test_client().get(address)
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")
    problem = answer.get_json()
    assert problem["status"] == status
    assert problem["detail"]
    assert detail in (None, problem["detail"])


def test_an_engine_that_is_down_is_a_problem_too(web: Web):
    web.engine.down = True
    answer = web.app.test_client().get("/api/v1/search")
    assert (answer.status_code, answer.content_type) == (503, "application/problem+json")


def test_the_document_describes_every_address_of_the_interface_and_no_page(web: Web):
    document = web.app.test_client().get("/api/v1/openapi.json").get_json()
    assert document["openapi"].startswith("3.1")
    assert set(document["paths"]) == {
        f"/api/v1/{path}"
        for path in (
            *("search", "suggest", "sources", "topics", "laws", "laws/{key}"),
            *("drafts", "drafts/{key}", "dossiers", "dossiers/{dossier_id}", "versions/{version_id}"),
        )
    }
    hit = document["components"]["schemas"]["HitShape"]["properties"]
    assert {"id", "title", "source", "url", "stage", "deadline", "score", "passages"} <= hit.keys()
    arguments = document["paths"]["/api/v1/search"]["get"]["parameters"]
    assert {argument["name"] for argument in arguments} == {"q", "cursor", "limit", "sort", "lang"}

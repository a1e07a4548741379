"""Why a draft has its topics, for everybody; one click corrects them, for officers."""

from datetime import timedelta

import pytest
from browsing import NARROW, SMALLEST, sign_in
from factories import NOW, make_community, make_draft, make_person, make_reference, make_tag
from playwright.sync_api import expect
from web import Reader, Web

from config import communities
from legislation.model import Draft, Person
from legislation.people import bring_communities
from legislation.storage import drafts, tags
from legislation.vocabulary import Purpose, Relevant, RoleName

ONLY_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
TOPIC, FEES = "local_self_government", "local_taxes_fees"


def signal(text: str, name: str, weight: float, *words: str) -> dict:
    spans = [[text.index(word), text.index(word) + len(word)] for word in words]
    return {"name": name, "value": 1.0, "weight": weight, "spans": spans}


@pytest.fixture
def bill(web: Web) -> Draft:
    """A bill that the machine has judged, with two topics."""
    with web.writing() as session:
        bill = make_draft(session, "edraft:9200", closes=NOW + timedelta(days=9))
        (version,) = bill.current()
        make_tag(session, version, TOPIC, "Համայնքի ավագանին")
        make_tag(session, version, FEES, "տեղական վճարների", score=0.6)
        make_reference(session, version, "«Տեղական ինքնակառավարման մասին» օրենքի", law="ՀՕ-337", article="12")
        version.relevance, version.relevant, version.words = 0.42, Relevant.PERHAPS, []
        version.signals = [
            signal(version.text, "amends_core_law", 2.0, "«Տեղական ինքնակառավարման մասին» օրենքի"),
            signal(version.text, "duty_doer", 1.5, "Համայնքի ավագանին"),
            signal(version.text, "duty_place", -0.7, "Համայնքի բյուջեն"),
        ]
        return bill


@pytest.fixture
def officer(web: Web) -> Person:
    with web.writing() as session:
        return make_person(session, RoleName.OFFICER, name="Անի Պետրոսյան")


def topics(web: Web) -> tuple[str, ...]:
    with web.database.read() as session:
        return tags.about(session, drafts.named(session, "edraft:9200")).topics


def press(reader: Reader, button: str, within: str) -> None:
    reader.press(button, within=within)


@ONLY_SQLITE
def test_everybody_reads_why_in_words_with_the_passages(web: Web, bill):
    reader = web.anyone()
    reader.open("/drafts/edraft:9200")
    section = reader.page.select_one("#relevance")
    told = " ".join(section.get_text(" ").split())
    assert section.h2.get_text() == "May touch local self-government"
    assert "not very probable (42 of 100)" in told
    assert "amends an act about communities: “On Local Self-Government”, article 12" in told
    assert [h.get_text() for h in section.select("h3")] == ["What speaks for it", "What speaks against it"]
    place = section.select(".reasons")[0].select(".place")[1]
    assert place.get_text() == "Article 2, part 1"
    assert reader.page.find(id=place["href"].removeprefix("#")).get_text().strip().startswith("1. Համայնքի")
    against = section.select(".reasons")[1].get_text(" ", strip=True)
    assert against.startswith("a community stands there only as a place or an address")
    fees = reader.page.find(id=f"topic-{FEES}").get_text(" ", strip=True)
    assert "by rule: possible" in fees
    assert "terms of the topic stand together: տեղական վճարների" in fees


@ONLY_SQLITE
def test_who_is_no_officer_reads_why_and_has_no_buttons(web: Web, bill):
    with web.writing() as session:
        member = make_person(session, RoleName.HEAD, community=make_community(session), language="en")
    for reader, address in (
        (web.anyone(), "/drafts/edraft:9200"),
        (web.signed_in(member), "/drafts/edraft:9200"),
        (web.anyone(), f"/c/{web.link(member, Purpose.COMMENT, bill.id)}"),
    ):
        reader.open(address)
        assert "What speaks for it" in reader.text
        assert reader.page.select("form.correct") == []
    reader = web.signed_in(member)
    token = reader.page.select_one("[name=csrf_token]")["value"]
    reader.send("/drafts/edraft:9200/about", 403, csrf_token=token, topic=TOPIC, verdict="no")
    assert topics(web) == (TOPIC, FEES)


@ONLY_SQLITE
def test_a_correction_needs_the_token_of_our_own_form(web: Web, bill, officer):
    reader = web.signed_in(officer)
    reader.send("/drafts/edraft:9200/about", 400, topic=TOPIC, verdict="no")
    assert topics(web) == (TOPIC, FEES)


def test_an_officer_takes_a_wrong_topic_out_and_back_in_with_one_click_each(web: Web, bill, officer):
    reader = web.signed_in(officer)
    reader.open("/drafts/edraft:9200")
    press(reader, "Not this", f"#topic-{TOPIC}")
    assert topics(web) == (FEES,)
    rejected = reader.page.select_one(".rejected")
    assert rejected.get_text(" ", strip=True).startswith(
        "Local self-government Անի Պետրոսյան, 2 March 2026, 12:00"
    )
    public = web.anyone()
    public.open("/drafts/edraft:9200")
    assert public.page.find(id=f"topic-{TOPIC}") is None
    press(reader, "Take back", f"#topic-{TOPIC}")
    assert topics(web) == (TOPIC, FEES)
    press(reader, "Confirm", f"#topic-{TOPIC}")
    assert "by a person: Անի Պետրոսյան" in reader.page.find(id=f"topic-{TOPIC}").get_text(" ", strip=True)
    public.open("/drafts/edraft:9200")
    told = public.page.find(id=f"topic-{TOPIC}").get_text(" ", strip=True)
    assert "an officer of the association, 2 March 2026" in told
    assert "Անի" not in told


@ONLY_SQLITE
def test_an_officer_adds_a_topic_and_says_that_the_draft_is_for_us(web: Web, bill, officer):
    reader = web.signed_in(officer)
    reader.open("/drafts/edraft:9200")
    offered = {option["value"] for option in reader.page.select("#topic option")}
    assert "education_culture_sport" in offered
    assert TOPIC not in offered
    reader.press("Add", within=".correct.add", topic="education_culture_sport")
    assert topics(web) == ("education_culture_sport", TOPIC, FEES)
    press(reader, "It is for us", "#relevance")
    section = reader.page.select_one("#relevance")
    assert section.h2.get_text() == "Touches local self-government"
    assert "Confirmed by: Անի Պետրոսյան, 2 March 2026, 12:00" in " ".join(section.get_text(" ").split())
    assert [b.get_text() for b in section.select("button")] == ["Not for us", "Take back"]


@ONLY_SQLITE
@pytest.mark.parametrize("sent", [{"verdict": "maybe"}, {}, {"topic": "no such", "verdict": "yes"}])
def test_what_no_button_says_is_refused(web: Web, bill, officer, sent):
    reader = web.signed_in(officer)
    reader.open("/drafts/edraft:9200")
    token = reader.page.select_one("[name=csrf_token]")["value"]
    reader.send("/drafts/edraft:9200/about", 400, csrf_token=token, **sent)
    assert topics(web) == (TOPIC, FEES)


@ONLY_SQLITE
def test_a_program_reads_the_same(web: Web, bill, officer):
    reader = web.signed_in(officer)
    reader.open("/drafts/edraft:9200")
    press(reader, "Not this", f"#topic-{TOPIC}")
    told = web.app.test_client().get("/api/v1/drafts/edraft:9200").get_json()
    assert told["relevance"]["score"] == 0.42
    assert told["relevance"]["relevant"] == "perhaps"
    assert told["relevance"]["origin"] == "model"
    assert [one["name"] for one in told["relevance"]["signals"]] == [
        "amends_core_law",
        "duty_doer",
        "duty_place",
    ]
    assert [(one["topic"], one["origin"]) for one in told["topics"]] == [(FEES, "rule")]
    assert told["topics"][0]["evidence"][0]["text"] == "տեղական վճարների"
    assert told["rejected_topics"] == [TOPIC]
    press(reader, "Not for us", "#relevance")
    told = web.app.test_client().get("/api/v1/drafts/edraft:9200").get_json()
    assert (told["relevance"]["score"], told["relevance"]["relevant"]) == (0.0, "hardly")
    assert told["relevance"]["origin"] == "person"
    assert "Անի" not in web.app.test_client().get("/api/v1/drafts/edraft:9200").get_data(as_text=True)


@ONLY_SQLITE
@pytest.mark.parametrize("screen", [NARROW, SMALLEST])
def test_an_officer_corrects_on_a_telephone_without_scripts(web: Web, visits, bill, officer, screen):
    page = visits.start(screen, java_script_enabled=False).new_page()
    sign_in(page, web, officer)
    page.goto("/drafts/edraft:9200")
    page.locator(f"#topic-{FEES}").get_by_role("button", name="Այս թեման չէ").click()
    expect(page.locator(f"#topic-{FEES}")).to_contain_text("Անի Պետրոսյան")
    assert topics(web) == (TOPIC,)
    box = page.locator("#relevance").get_by_role("button", name="Մեզ վերաբերում է").bounding_box()
    assert box["height"] >= 40
    assert box["x"] + box["width"] <= screen[0]


@ONLY_SQLITE
def test_the_page_says_which_members_a_draft_names(web: Web):
    with web.writing() as session:
        make_community(session, "goris", names={"hy": "Գորիս", "en": "Goris"}, province="Սյունիք")
        make_community(session, "kapan", names={"hy": "Կապան", "en": "Kapan"}, province="Սյունիք")
        make_community(session, "gyumri", names={"hy": "Գյումրի", "en": "Gyumri"}, province="Շիրակ")
        text = "Սյունիքի մարզի համայնքներին, Գորիս համայնքին և սահմանամերձ համայնքներին տրամադրել սուբվենցիա։"
        make_draft(session, "edraft:1", texts={"about": text})
        make_draft(session, "edraft:2", title="Անտառների մասին", texts={"about": "Անտառը պահպանվում է։"})
    reader = web.anyone()
    reader.open("/drafts/edraft:1")
    told = [p.get_text(" ", strip=True) for p in reader.page.select("#hits p")]
    assert told[:3] == ["Named: Goris", "In a marz that is named: Kapan", "It speaks of: border communities"]
    reader.open("/drafts/edraft:2")
    assert reader.page.find(id="hits") is None


@ONLY_SQLITE
def test_many_members_are_counted_and_folded(web: Web):
    with web.writing() as session:
        bring_communities(session, communities.load(), now=web.clock())
        text = "Շիրակի, Լոռու և Կոտայքի մարզերին տրամադրել սուբվենցիա։"
        make_draft(session, "edraft:1", texts={"about": text})
    reader = web.anyone()
    reader.open("/drafts/edraft:1")
    folded = reader.page.select_one("#hits details")
    assert folded.summary.get_text(" ", strip=True) == "In a marz that is named: 26"
    assert "Gyumri" in folded.p.get_text()


@ONLY_SQLITE
def test_only_what_stands_in_the_title_is_said_to_stand_there(web: Web):
    with web.writing() as session:
        (version,) = make_draft(session, "edraft:9200", title="Ավագանու մասին").current()
        tag = make_tag(session, version, FEES, "տեղական վճարների")
        tag.reason = "term in title"
        in_title = {"start": 0, "end": 8, "text": "Ավագանու", "term": "ավագանի", "provision": "title"}
        tag.evidence = [*tag.evidence, in_title]
    reader = web.anyone()
    reader.open("/drafts/edraft:9200")
    said = reader.page.select_one(f"#topic-{FEES}")
    assert "a term of the topic stands in the title: ավագանու" in said.get_text()
    assert "ավագանու, " not in said.get_text()
    assert [mark.get_text() for mark in said.select("mark")] == ["տեղական վճարների"]

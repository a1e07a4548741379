"""What everybody may read: search, drafts, the state of the sources."""

from datetime import timedelta

import pytest
from factories import NOW, make_attachment, make_draft, make_person, make_reference, make_tag
from web import Web

from legislation.model import Attachment
from legislation.storage import runs
from legislation.vocabulary import Deadline, Origin, Purpose, RoleName, RunState, Stage

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def test_a_search_shows_what_was_found_where_and_until_when(web: Web):
    with web.writing() as session:
        bill = make_draft(
            session,
            "edraft:9200",
            closes=NOW + timedelta(days=9),
            body="Տարածքային կառավարման նախարարություն",
        )
        make_tag(session, bill.current()[0], "local_taxes_fees", "տեղական վճարների")
        make_draft(session, "edraft:9201", title="Անտառների մասին", texts={"about": "Անտառը պահպանվում է։"})
    reader = web.anyone("hy")
    reader.open("/?q=տեղական+վճար")
    assert [h.get_text(strip=True) for h in reader.page.select(".hit h2")] == [bill.title()]
    assert {m.get_text() for m in reader.page.select(".passage mark")} >= {"տեղական", "վճարների"}
    assert "Հոդված 1, կետ 2" in reader.text
    assert "Քննարկումը բաց է մինչև 2026 թ. մարտի 11, 12:00 (ինչպես հրապարակել է աղբյուրը)" in reader.text
    assert "մնացել է 9 օր" in reader.text
    assert "Տարածքային կառավարման նախարարություն" in reader.text
    assert "Տեղական հարկեր, տուրքեր և վճարներ" in reader.page.select_one(".topics").get_text()
    assert "Պահպանված էջ" in reader.text
    assert "բառերը՝ տեղական, վճար" in reader.page.select_one(".understood").get_text()


def test_a_passage_leads_to_its_provision_on_the_page_of_the_draft(web: Web):
    with web.writing() as session:
        make_draft(session, "edraft:9200")
    reader = web.anyone()
    reader.open("/?q=ներկայացնել+ղեկավար")
    place = reader.page.select_one(".passage a.place")
    path, _, element = place["href"].partition("#")
    reader.open(path)
    paragraph = reader.page.find(id=element)
    assert paragraph.get_text(strip=True).startswith("2. Տեղական վճարների դրույքաչափերը")
    assert [mark.get_text() for mark in paragraph.select("mark")] == ["ներկայացնում", "ղեկավարը"]


def test_a_search_that_finds_little_offers_what_has_some_of_its_words(web: Web):
    with web.writing() as session:
        make_draft(session, "edraft:9201", title="Անտառների մասին", texts={"about": "Անտառը պահպանվում է։"})
    reader = web.anyone()
    reader.open("/?q=antarneri+lchi")
    assert "antarneri (անտառների), lchi (լճի)" in reader.page.select_one(".understood").get_text()
    assert not reader.page.select(".hit")
    reader.follow("Drafts with some of these words: 1")
    assert [h.get_text(strip=True) for h in reader.page.select(".hit h2")] == ["Անտառների մասին"]


def test_a_term_is_searched_in_another_language_as_well_and_no_more(web: Web):
    with web.writing() as session:
        make_draft(session, "eaeu:1", title="О бюджете общины", texts={"about": "Бюджет общины."})
    reader = web.anyone()
    reader.open("/?q=համայնքի+բյուջե")
    assert not reader.page.select(".hit")
    reader.follow("Russian: бюджет общины")
    assert [h.get_text(strip=True) for h in reader.page.select(".hit h2")] == ["О бюджете общины"]
    reader.follow("Russian: бюджет общины")
    assert not reader.page.select(".hit")


def test_facets_narrow_a_search_and_can_be_taken_out_again(web: Web):
    with web.writing() as session:
        make_draft(session, "edraft:1", stage=Stage.ADOPTED)
        make_draft(session, "edraft:2")
        make_draft(session, "edraft:3")
    reader = web.anyone()
    reader.open("/?q=համայնք")
    assert [a.get_text(" ", strip=True) for a in reader.page.select(".facets a")] == [
        "Public discussion 2",
        "Adopted 1",
    ]
    reader.follow("Adopted")
    assert reader.page.find(id="q")["value"] == "համայնք stage:adopted"
    assert [a["href"] for a in reader.page.select(".hit h2 a")] == [
        "/drafts/edraft:1?q=համայնք+stage:adopted".replace(
            "համայնք", "%D5%B0%D5%A1%D5%B4%D5%A1%D5%B5%D5%B6%D6%84"
        )
    ]
    reader.follow("Adopted")
    assert reader.page.find(id="q")["value"] == "համայնք"


def test_a_long_list_has_pages_and_an_order(web: Web):
    with web.writing() as session:
        for number in range(12):
            make_draft(
                session,
                f"edraft:{number}",
                title=f"Նախագիծ {number}",
                published=None,
                now=NOW - timedelta(days=number),
                closes=NOW + timedelta(days=number) if number in (5, 7) else None,
            )
    reader = web.anyone()
    reader.open("/")
    titles = [h.get_text(strip=True) for h in reader.page.select(".hit h2")]
    assert titles == [f"Նախագիծ {number}" for number in range(10)]
    reader.follow("Next")
    assert [h.get_text(strip=True) for h in reader.page.select(".hit h2")] == ["Նախագիծ 10", "Նախագիծ 11"]
    assert "Page 2 of 2" in reader.text
    reader.follow("By deadline")
    assert [h.get_text(strip=True) for h in reader.page.select(".hit h2")][:2] == ["Նախագիծ 5", "Նախագիծ 7"]


def test_empty_pages_say_what_to_do_next(web: Web):
    reader = web.anyone()
    reader.open("/")
    assert "Nothing has been collected yet" in reader.text
    with web.writing() as session:
        make_draft(session, "edraft:1")
    reader.open("/?q=տիեզերք+stage:adopted")
    assert "No draft was found" in reader.text
    reader.follow("Leave out: with the words տիեզերք")
    assert reader.page.find(id="q")["value"] == "stage:adopted"
    reader.open("/?q=(((")
    assert "There is no word to search for." in reader.text


def test_a_search_engine_that_is_down_takes_nothing_else_down(web: Web):
    with web.writing() as session:
        make_draft(session, "edraft:1")
    web.engine.down = True
    reader = web.anyone()
    reader.open("/?q=համայնք", status=503)
    assert "Search is not available now" in reader.text
    reader.open("/drafts/edraft:1")
    assert reader.open("/healthz").get_text() == '{"database":"ok","engine":"down"}\n'


def test_a_draft_is_shown_by_provision_with_its_reasons(web: Web):
    with web.writing() as session:
        bill = make_draft(
            session,
            "edraft:9200",
            labels=(("Պատասխանատու", "Իրավաբանական վարչություն"),),
            identifiers={"bill_code": "Կ-1021"},
            attachments=(make_attachment(),),
        )
        version = bill.current()[0]
        make_tag(session, version, "local_self_government", "Համայնքի ավագանին")
        make_reference(session, version, "«Տեղական ինքնակառավարման մասին» օրենքի", law="ՀՕ-337", article="12")
    reader = web.anyone()
    reader.open("/drafts/edraft:9200")
    assert [h.get_text() for h in reader.page.select(".provisions h3")] == [
        "Հոդված 1.",
        "Հոդված 2. Համայնքի բյուջեն",
        "Հոդված 3. Եզրափակիչ մաս",
    ]
    cause = reader.page.select_one(".because .place")
    assert cause.get_text() == "Article 2, part 1"
    assert reader.page.select_one(cause["href"].replace(".", r"\.")).mark.get_text() == "Համայնքի ավագանին"
    assert "Amends «Տեղական ինքնակառավարման մասին» օրենքի" in reader.text
    assert "Stage, as published Գտնվում է հանրային քննարկման փուլում" in reader.text
    assert "All that the source says (1) Պատասխանատու Իրավաբանական վարչություն" in reader.text
    assert "Code of the bill Կ-1021" in reader.text
    assert "Հավելված known by its address only" in reader.text
    assert "SHA-256 " + "5e" * 32 in reader.text
    assert reader.page.select_one(".text-part .provisions")["lang"] == "hy"


def test_a_draft_says_in_words_what_is_not_known(web: Web):
    with web.writing() as session:
        make_draft(
            session,
            "edraft:9105",
            texts={"justification": "ՀԻՄՆԱՎՈՐՈՒՄ\nՏԵՂԱԿԱՆ ԻՆՔՆԱԿԱՌԱՎԱՐՄԱՆ ՄԱՍԻՆ"},
            origin=Origin.REBUILT,
            stage=None,
            stage_published=None,
            titles={},
            problems=(
                "the draft's own text (page about) was not had",
                "digest: not recorded",
                "card: the site is in trouble (503)",
                "something new went wrong",
            ),
        )
    reader = web.anyone("hy")
    reader.open("/drafts/edraft:9105")
    assert [li.get_text() for li in reader.page.select(".notice li")] == [
        "Նախագծի տեքստը չի ստացվել։",
        "Ամփոփաթերթ: այս էջը պահպանվածների մեջ չէ",
        "Քարտ: կայքը խնդիրներ ունի",
        "something new went wrong",
    ]
    assert reader.page.h1.get_text() == "Առանց վերնագրի (edraft:9105)"
    assert "այս տեքստը վերակազմված է հայտնի հատվածից" in reader.text
    assert "Աղբյուրը չի նշում, թե երբ է ավարտվում քննարկումը" in reader.text
    assert "աղբյուրը չի նշում" in reader.text


@pytest.mark.parametrize(
    ("days", "deadline", "words"),
    [
        (
            9,
            Deadline.PUBLISHED,
            "Open for discussion until 11 March 2026, 12:00 (as published by the source) 9 days left",
        ),
        (1, Deadline.CORRECTED, "(moved by the source since we first saw it) 1 day left"),
        (0.2, Deadline.PUBLISHED, "ends today"),
        (13, Deadline.ASSUMED, "(assumed: the source gives no date) 13 days left"),
        (-1, Deadline.PUBLISHED, "The discussion ended on 1 March 2026, 12:00"),
    ],
)
def test_a_deadline_is_told_with_how_it_is_known(web: Web, days, deadline, words):
    with web.writing() as session:
        make_draft(session, "edraft:1", closes=NOW + timedelta(days=days), deadline=deadline)
    reader = web.anyone()
    reader.open("/drafts/edraft:1")
    assert words in reader.text


def test_what_a_source_says_is_text_and_never_markup(web: Web):
    evil = "<script>alert(1)</script><b>թավ</b>"
    with web.writing() as session:
        bill = make_draft(
            session, "edraft:1", title=evil, texts={"about": f"Հոդված 1. {evil}\n{evil}"}, body=evil
        )
        session.add(Attachment(draft_id=bill.id, url="javascript:alert(1)", title=evil, state="linked"))
    reader = web.anyone()
    for address in ("/drafts/edraft:1", "/?q=թավ"):
        reader.open(address)
        assert not reader.page.select("script:not([src]), main b")
        assert evil in reader.page.get_text()
        assert not [a for a in reader.page.select("a[href]") if str(a["href"]).startswith("javascript:")]


def test_everyone_sees_how_the_sources_are_read(web: Web):
    with web.writing() as session:
        run = runs.start(session, "edraft", NOW)
        runs.finish(
            session,
            run.id,
            state=RunState.FAILED,
            reason="3 of 3 pages failed: a login page",
            evidence=Origin.REBUILT,
            pages=3,
            now=NOW,
        )
    reader = web.anyone()
    reader.open("/status")
    failed = " ".join(reader.page.select_one(".sources .failed").get_text(" ").split())
    assert (
        "Failed: a login page came instead Last run 2 March 2026, 12:00 Pages 3 Origin Rebuilt page" in failed
    )
    assert "Never read" in reader.text


def test_the_language_is_chosen_by_address_then_cookie_then_browser(web: Web):
    reader = web.anyone("ru")
    assert reader.open("/").html["lang"] == "ru"
    assert reader.open("/?lang=en").html["lang"] == "en"
    assert reader.open("/").html["lang"] == "en"
    assert reader.open("/?lang=xx").html["lang"] == "en"
    assert web.anyone("de").open("/").html["lang"] == "hy"
    with web.writing() as session:
        person = make_person(session, RoleName.READER, language="ru")
    russian = web.anyone("en")
    russian.open(f"/sign-in/{web.link(person, Purpose.SIGN_IN)}")
    russian.press("Войти")
    assert russian.page.html["lang"] == "ru"


def test_links_to_other_languages_keep_the_search(web: Web):
    reader = web.anyone()
    reader.open("/?q=a+b&sort=newest")
    links = {a["hreflang"]: a["href"] for a in reader.page.select(".languages a")}
    assert links == {"hy": "/?q=a+b&sort=newest&lang=hy", "ru": "/?q=a+b&sort=newest&lang=ru"}


def test_a_page_that_is_not_there_says_so_in_the_readers_language(web: Web):
    reader = web.anyone("hy")
    reader.open("/drafts/edraft:404", status=404)
    assert "Այդպիսի էջ չկա" in reader.text
    reader.open("/nothing", status=404)
    assert "Այդպիսի էջ չկա" in reader.text

"""The officers' inbox: what waits, why, and one click."""

from datetime import timedelta

import pytest
from browsing import NARROW, WIDE, sign_in
from factories import NOW, make_community, make_draft, make_person
from playwright.sync_api import expect
from web import Reader, Web

from legislation.model import Person
from legislation.storage import drafts, tags
from legislation.vocabulary import Relevant, RoleName

ONLY_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def officer(web: Web) -> Person:
    with web.writing() as session:
        return make_person(session, RoleName.OFFICER, name="Անի Պետրոսյան")


def judged(web: Web, number: int, score: float, level: Relevant, name: str = "duty_doer", **facts) -> None:
    with web.writing() as session:
        draft = make_draft(session, f"edraft:{number}", title=f"Նախագիծ {number}", **facts)
        (version,) = draft.current()
        version.relevance, version.relevant = score, level
        version.signals = [{"name": name, "value": 1.0, "weight": 1.5, "spans": [[0, 9]]}]


def titles(reader: Reader) -> list[str]:
    return [heading.get_text(strip=True) for heading in reader.page.select(".waiting h2")]


def verdict(web: Web, key: str) -> bool | None:
    with web.database.read() as session:
        said = tags.about(session, drafts.named(session, key)).correction
        return said.verdict if said else None


def test_one_click_judges_and_another_takes_it_back(web: Web, officer):
    judged(web, 1, 0.4, Relevant.PERHAPS, closes=NOW + timedelta(days=2))
    judged(web, 2, 0.9, Relevant.SURELY)
    reader = web.signed_in(officer)
    reader.open("/inbox")
    assert titles(reader) == ["Նախագիծ 2", "Նախագիծ 1"]
    row = " ".join(reader.page.select(".waiting .hit")[1].get_text(" ").split())
    assert "May touch local self-government : a community or its body has to act" in row
    assert "Open for discussion until 4 March 2026, 12:00 (as published by the source) 2 days left" in row
    assert "Unified website of draft legal acts" in row
    reader.press("Not for us: Նախագիծ 1")
    assert (titles(reader), verdict(web, "edraft:1")) == (["Նախագիծ 2"], False)
    assert "Not for us: Նախագիծ 1" in " ".join(reader.page.select_one(".notice").get_text(" ").split())
    reader.press("Take back")
    assert (titles(reader), verdict(web, "edraft:1")) == (["Նախագիծ 2", "Նախագիծ 1"], None)
    reader.press("It is for us: Նախագիծ 2")
    assert (titles(reader), verdict(web, "edraft:2")) == (["Նախագիծ 1"], True)


@ONLY_SQLITE
def test_the_rest_is_a_link_away_and_judged_in_the_same_way(web: Web, officer):
    judged(web, 1, 0.1, Relevant.HARDLY)
    judged(web, 2, 0.05, Relevant.HARDLY)
    reader = web.signed_in(officer)
    reader.open("/inbox")
    assert "Nothing waits here" in reader.text
    reader.follow("The rest (2)")
    assert titles(reader) == ["Նախագիծ 1", "Նախագիծ 2"]
    reader.press("It is for us: Նախագիծ 2")
    assert titles(reader) == ["Նախագիծ 1"]
    assert "rest=1" in reader.address


@ONLY_SQLITE
def test_an_empty_inbox_says_what_to_do(web: Web, officer):
    reader = web.signed_in(officer)
    reader.open("/inbox?source=arlis&closing=week")
    assert [a.get_text(strip=True) for a in reader.page.select(".empty a")] == [
        "Show all sources and deadlines",
        "The rest (0)",
        "See whether the sources are being read",
        "Add a draft",
    ]
    reader.follow("Show all sources and deadlines")
    assert reader.address == "/inbox"


@ONLY_SQLITE
def test_a_long_inbox_has_pages_and_filters_that_stay(web: Web, officer):
    for number in range(1, 24):
        judged(web, number, 0.9 - number / 100, Relevant.SURELY, closes=NOW + timedelta(days=3))
    reader = web.signed_in(officer)
    reader.open("/inbox?closing=week&source=edraft")
    assert "23 drafts wait" in reader.text
    reader.follow("Next")
    assert titles(reader) == ["Նախագիծ 21", "Նախագիծ 22", "Նախագիծ 23"]
    reader.press("Not for us: Նախագիծ 22")
    assert titles(reader) == ["Նախագիծ 21", "Նախագիծ 23"]
    assert reader.page.select_one("[name=closing] [selected]")["value"] == "week"
    assert reader.page.select_one("[name=source] [selected]")["value"] == "edraft"


@ONLY_SQLITE
def test_a_draft_that_changed_after_it_was_put_aside_says_who_put_it_aside(web: Web, officer):
    judged(web, 1, 0.9, Relevant.SURELY)
    reader = web.signed_in(officer)
    reader.open("/inbox")
    reader.press("Not for us")
    web.clock.advance(days=1)
    judged(web, 1, 0.9, Relevant.SURELY, texts={"about": "Համայնքը վճարում է։"}, now=web.clock())
    reader.open("/inbox")
    assert (
        "Its text has changed since Անի Պետրոսյան said, on 2 March 2026, 12:00, that it is not for us."
        in reader.text
    )


@ONLY_SQLITE
def test_the_inbox_is_for_officers(web: Web, officer):
    judged(web, 1, 0.9, Relevant.SURELY)
    with web.writing() as session:
        member = make_person(session, RoleName.HEAD, community=make_community(session), language="en")
    nobody = web.anyone()
    nobody.open("/inbox", 401)
    assert nobody.page.select('.menu a[href="/inbox"]') == []
    reader = web.signed_in(member)
    reader.open("/inbox", 403)
    token = reader.open("/subscriptions").select_one("[name=csrf_token]")["value"]
    reader.send("/inbox/edraft:1", 403, csrf_token=token, verdict="yes")
    assert verdict(web, "edraft:1") is None
    mine = web.signed_in(officer)
    mine.send("/inbox/edraft:1", 400, verdict="yes")
    mine.open("/")
    assert len(mine.page.select('.menu a[href="/inbox"]')) == 1


@ONLY_SQLITE
def test_the_inbox_is_worked_through_by_keyboard(web: Web, visits, officer):
    for number in (1, 2, 3):
        judged(web, number, 1 - number / 10, Relevant.SURELY)
    page = visits.start(WIDE).new_page()
    sign_in(page, web, officer)
    page.goto("/inbox")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("n")
    expect(page.get_by_role("status")).to_contain_text("Նախագիծ 2")
    assert verdict(web, "edraft:2") is False
    page.keyboard.press("y")
    expect(page.get_by_role("status")).to_contain_text("Նախագիծ 1")
    assert verdict(web, "edraft:1") is True
    assert verdict(web, "edraft:3") is None


@ONLY_SQLITE
def test_the_inbox_fits_a_telephone_and_needs_no_scripts(web: Web, visits, officer):
    judged(web, 1, 0.9, Relevant.SURELY, closes=NOW + timedelta(days=2))
    page = visits.start(NARROW, java_script_enabled=False).new_page()
    sign_in(page, web, officer)
    page.goto("/inbox")
    assert page.locator("main").bounding_box()["width"] <= NARROW[0]
    page.get_by_role("button", name="Մեզ չի վերաբերում").click()
    expect(page.get_by_role("heading", name="Այստեղ ոչինչ չի սպասում")).to_be_visible()
    assert verdict(web, "edraft:1") is False

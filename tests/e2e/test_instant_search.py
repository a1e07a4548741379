"""Searching in a real browser as people do: typing, waiting a moment, going through the results."""

import pytest
from factories import make_draft
from playwright.sync_api import Page, expect
from web import Web

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
SLOW_3G = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 400_000 / 8,
    "uploadThroughput": 400_000 / 8,
}
ARTICLE_12 = "".join(f"Հոդված {n}. Կարգ\n\nՏեքստ {n}։\n\n" for n in range(1, 12)) + (
    "Հոդված 12. Աղբահանություն\n\nՀամայնքի ղեկավարն ապահովում է աղբահանության վճարի գանձումը։\n"
)


@pytest.fixture
def page(web: Web, visits) -> Page:
    with web.writing() as session:
        make_draft(session, "edraft:9200")
        make_draft(session, "edraft:9201", title="Աղբահանության մասին", texts={"about": ARTICLE_12})
    return visits.start().new_page()


def test_an_inflected_phrase_inside_article_12_is_found_while_typing_and_one_click_away_on_slow_3g(page):
    devices = page.context.new_cdp_session(page)
    page.goto("/")
    devices.send("Network.enable")
    devices.send("Network.emulateNetworkConditions", SLOW_3G)
    page.get_by_label("Որոնվող բառերը").press_sequentially("«աղբահանության վճարը»", delay=30)
    place = page.get_by_role("link", name="Հոդված 12")
    expect(place).to_be_visible()
    expect(page.locator(".hit")).to_have_count(1)
    place.click()
    expect(page.get_by_text("ապահովում է աղբահանության վճարի գանձումը")).to_be_in_viewport()


def test_the_address_holds_the_search_so_that_it_can_be_shared(page):
    page.goto("/")
    page.get_by_label("Որոնվող բառերը").press_sequentially("աղբահանություն")
    expect(page.locator(".hit")).to_have_count(1)
    page.reload()
    expect(page.get_by_label("Որոնվող բառերը")).to_have_value("աղբահանություն")
    expect(page.locator(".hit")).to_have_count(1)


def test_the_keyboard_goes_through_the_results_and_back(page):
    page.goto("/?q=հոդված")
    page.keyboard.press("/")
    expect(page.get_by_label("Որոնվող բառերը")).to_be_focused()
    page.keyboard.press("ArrowDown")
    links = page.locator(".hit h2 a")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_label("Որոնվող բառերը")).to_be_focused()


def test_who_types_on_is_shown_the_last_word_only(page):
    asked = []
    page.on("requestfinished", lambda request: asked.append(request.url))
    page.goto("/")
    page.get_by_label("Որոնվող բառերը").press_sequentially("աղբահանություն", delay=20)
    expect(page.locator(".hit")).to_have_count(1)
    assert sum("?q=" in url for url in asked) == 1


def test_a_server_that_does_not_answer_is_said_and_the_list_stays(page, visits):
    page.goto("/?q=հոդված")
    page.route("**/?q=*", lambda route: route.abort())
    page.get_by_label("Որոնվող բառերը").press_sequentially("ներ")
    expect(page.get_by_role("status")).to_have_text("Սերվերը չի պատասխանում։ Ձեր առջև նախորդ ցանկն է։")
    expect(page.locator(".hit")).to_have_count(2)
    visits.complaints.remove("Failed to load resource: net::ERR_FAILED")

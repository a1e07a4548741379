"""The pages in a real browser, on a wide and on a narrow screen."""

import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from browsing import NARROW, SMALLEST, WIDE, sign_in
from factories import NOW, make_community, make_draft, make_person, make_tag
from playwright.sync_api import expect
from web import Web

from legislation.model import Draft, Person
from legislation.vocabulary import Purpose, RoleName

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def bill(web: Web) -> Draft:
    with web.writing() as session:
        bill = make_draft(session, "edraft:9200", closes=NOW + timedelta(days=9))
        make_tag(session, bill.current()[0], "local_taxes_fees", "տեղական վճարների")
        return bill


@pytest.fixture
def member(web: Web) -> Person:
    with web.writing() as session:
        return make_person(session, RoleName.COMMENTER, community=make_community(session))


@pytest.fixture
def officer(web: Web) -> Person:
    with web.writing() as session:
        return make_person(session, RoleName.OFFICER, name="Անի Պետրոսյան")


@pytest.mark.parametrize("screen", [WIDE, NARROW], ids=["wide", "narrow"])
def test_from_the_mail_to_a_word_file(
    web: Web, visits, bill, member, officer, screen, tmp_path: Path, libreoffice: str
):
    phone = visits.start(screen).new_page()
    phone.goto(f"/c/{web.link(member, Purpose.COMMENT, bill.id)}")
    phone.get_by_role("link", name="Կարծիք հայտնել. Հոդված 2").click()
    phone.get_by_label("Պատճառներ").fill("Ժամկետը չի համընկնում պետական բյուջեի ժամկետի հետ։")
    phone.get_by_role("button", name="Պահել միության համար").click()
    expect(phone.get_by_role("status")).to_contain_text("Ձեր կարծիքը պահպանված է։")
    expect(phone.get_by_role("article", name="Կարծիք")).to_be_in_viewport()

    context = visits.start(screen)
    desk = context.new_page()
    sign_in(desk, web, officer)
    desk.get_by_label("Որոնվող բառերը").fill("տեղական վճար")
    desk.get_by_label("Որոնվող բառերը").press("Enter")
    desk.get_by_role("article").get_by_role("link", name="օրենքի նախագիծ").click()
    expect(desk.get_by_text("Ժամկետը չի համընկնում")).to_be_visible()
    desk.get_by_role("button", name="Բացել դիրքորոշում").click()
    desk.get_by_label("Արամ Հակոբյան").check()
    desk.get_by_role("button", name="Կետ կազմել նշված կարծիքներից").click()
    expect(desk.get_by_label("Հիմնավորում")).to_have_value(
        "Ժամկետը չի համընկնում պետական բյուջեի ժամկետի հետ։"
    )
    desk.get_by_role("button", name="Պահել կետը").click()
    with desk.expect_download() as download:
        desk.get_by_role("link", name="Ներբեռնել Word ֆայլը").click()
    paper = tmp_path / "position.docx"
    download.value.save_as(paper)
    assert "Ժամկետը չի համընկնում" in as_text(libreoffice, paper)


def as_text(libreoffice: str, paper: Path) -> str:
    """What LibreOffice reads in a file; a file that needs repair fails."""
    home = f"-env:UserInstallation=file://{paper.parent / 'office'}"
    command = [
        libreoffice,
        home,
        "--headless",
        "--convert-to",
        "txt:Text (encoded):UTF8",
        "--outdir",
        paper.parent,
    ]
    subprocess.run([*command, paper], check=True, capture_output=True, timeout=120)
    return paper.with_suffix(".txt").read_text("utf-8-sig")


@pytest.mark.parametrize("screen", [WIDE, NARROW, SMALLEST], ids=["wide", "narrow", "smallest"])
def test_no_page_is_wider_than_the_screen_or_too_small_to_touch(
    web: Web, visits, bill, member, officer, screen
):
    token = web.link(member, Purpose.COMMENT, bill.id)
    version = bill.current()[0].id
    page = visits.start(screen).new_page()
    sign_in(page, web, officer)
    page.goto("/drafts/edraft:9200")
    page.get_by_role("button", name="Բացել դիրքորոշում").click()
    for path in (
        "/",
        "/?q=տեղական վճար topic:local_taxes_fees",
        "/?q=տիեզերք",
        "/drafts/edraft:9200",
        "/positions",
        "/positions/1",
        "/positions/1/points/new",
        "/subscriptions",
        "/status",
        f"/c/{token}",
        f"/c/{token}/comment?version={version}&path=art-2",
        f"/u/{web.link(member, Purpose.UNSUBSCRIBE)}",
    ):
        page.goto(path)
        wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wider) == 0, path
        assert page.evaluate(TOO_SMALL) == [], path


TOO_SMALL = """
[...document.querySelectorAll("button, input, select, summary, nav a, .say a, .facets a, .button")]
    .filter(one => one.getClientRects().length && !one.closest("[hidden]") && one.type !== "hidden")
    .filter(one => {
        const label = one.type === "radio" || one.type === "checkbox" ? one.closest("label") || one : one;
        return label.getBoundingClientRect().height < 24;
    }).map(one => one.outerHTML)"""


def test_the_keyboard_comes_first_to_the_way_past_the_menu(web: Web, visits, bill):
    page = visits.start().new_page()
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Անցնել բովանդակությանը")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Որոնվող բառերը")).to_be_focused()


def test_every_text_can_be_told_from_its_ground(web: Web, visits, bill, member, officer):
    """WCAG AA: 4.5 to 1, computed for every text of the main pages as it is shown."""
    page = visits.start().new_page()
    sign_in(page, web, officer)
    for path in (
        "/?q=տեղական վճար topic:local_taxes_fees",
        "/drafts/edraft:9200",
        "/status",
        "/subscriptions",
    ):
        page.goto(path)
        assert page.evaluate(CONTRAST) == [], path


CONTRAST = """(() => {
    const parts = colour => colour.match(/[\\d.]+/g).map(Number);
    const light = colour => colour.slice(0, 3)
        .map(c => (c /= 255) <= .03928 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
        .reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
    const ground = one => {
        for (; one; one = one.parentElement) {
            const colour = parts(getComputedStyle(one).backgroundColor);
            if (colour.length === 3 || colour[3] === 1) return colour;
        }
        return [255, 255, 255];
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const poor = [];
    while (walker.nextNode()) {
        const one = walker.currentNode.parentElement;
        if (!walker.currentNode.data.trim() || !one.getClientRects().length) continue;
        const [a, b] = [light(parts(getComputedStyle(one).color)), light(ground(one))].sort((x, y) => y - x);
        if ((a + .05) / (b + .05) < 4.5) poor.push(walker.currentNode.data.trim());
    }
    return poor;
})()"""

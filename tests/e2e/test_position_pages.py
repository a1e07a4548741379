"""From what members say to a joint position that can be taken along."""

from io import BytesIO

import docx
import pytest
from factories import make_comment, make_community, make_draft, make_person
from web import Web

from legislation.model import Draft, Person, Position
from legislation.storage import positions
from legislation.vocabulary import RoleName, Visibility

ONLY_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
MAKE = "Make a point of the ticked comments"


@pytest.fixture
def draft(web: Web) -> Draft:
    with web.writing() as session:
        return make_draft(session, "edraft:9200", title="Նախագիծ համայնքների մասին")


@pytest.fixture
def officer(web: Web) -> Person:
    with web.writing() as session:
        return make_person(session, RoleName.OFFICER, email="officer@example.am", name="Անի Պետրոսյան")


@pytest.fixture
def said(web: Web, draft: Draft) -> list[int]:
    """Two comments on article 2, one on article 1, and one that its author keeps to himself; their ids."""
    with web.writing() as session:
        member = make_person(session, RoleName.COMMENTER, community=make_community(session))
        wording = "1. Մինչև դեկտեմբերի 25-ը։"
        given = (
            make_comment(session, member, draft, "Ժամկետը կարճ է։", path="art-2", proposed_text=wording),
            make_comment(session, member, draft, "Համաձայն չենք։", path="art-2"),
            make_comment(session, member, draft, "Երեսուն օրը լավ է։", path="art-1"),
            make_comment(session, member, draft, "Գաղտնի", path="", visibility=Visibility.ME),
        )
        return [comment.id for comment in given]


def position_of(web: Web, draft: Draft) -> Position:
    with web.database.read() as session:
        (position,) = positions.positions_on(session, draft.dossier_id)
        for point in position.points:
            assert point.anchor is not None
            assert point.comments is not None
        return position


def test_comments_become_a_numbered_point_and_a_word_file(
    web: Web, draft: Draft, officer: Person, said: list[int]
):
    desk = web.signed_in(officer)
    desk.open("/drafts/edraft:9200")
    assert "Գաղտնի" not in desk.text
    desk.press("Open a position")
    assert [legend.get_text() for legend in desk.page.select("legend")] == [
        "Article 1",
        "Article 2. Համայնքի բյուջեն",
    ]
    desk.press(MAKE, comment=said[:2])
    assert desk.page.select_one("option[selected]").get_text() == "Article 2. Համայնքի բյուջեն"
    assert "հաստատում է մինչև տարվա ավարտը" in desk.page.select_one("blockquote.current").get_text()
    assert (
        desk.page.find("textarea", {"name": "justification"}).get_text(strip=True)
        == "Ժամկետը կարճ է։\n\nՀամաձայն չենք։"
    )
    desk.press("Keep this point", stance="support_if_amended")
    assert "1 Article 2. Համայնքի բյուջեն Support if amended" in desk.text
    (point,) = position_of(web, draft).points
    assert [comment.id for comment in point.comments] == said[:2]
    assert [legend.get_text() for legend in desk.page.select("legend")] == ["Article 1"]

    paper = docx.Document(BytesIO(desk.fetch(f"/positions/{point.position_id}.docx")))
    rows = [[cell.text for cell in row.cells] for row in paper.tables[0].rows]
    assert rows[0] == ["No", "Article, point", "Text of the draft", "Proposed text", "Justification"]
    assert rows[1][0] == "1"
    assert "Հոդված 2. Համայնքի բյուջեն" in rows[1][2]
    assert rows[1][3:] == ["1. Մինչև դեկտեմբերի 25-ը։", "Ժամկետը կարճ է։\n\nՀամաձայն չենք։"]


@ONLY_SQLITE
def test_comments_on_several_places_ask_for_the_place(
    web: Web, draft: Draft, officer: Person, said: list[int]
):
    desk = web.signed_in(officer)
    desk.open("/drafts/edraft:9200")
    desk.press("Open a position")
    desk.press(MAKE, comment=said[1:3])
    assert "The comments speak of several places: please choose one." in desk.text
    desk.press("Keep this point", status=400, justification="Երկու հոդված")
    assert "Please choose the place that this point is about." in desk.text
    version = draft.current()[0].id
    desk.press("Show the text of this place", place=f"{version}:art-1/2", justification="Իմ գրածը")
    assert desk.page.select_one("blockquote.current").get_text().startswith("2) լրացնել հետևյալ")
    assert desk.page.find("textarea", {"name": "justification"}).get_text(strip=True) == "Իմ գրածը"
    desk.press("Keep this point")
    (point,) = position_of(web, draft).points
    assert (point.anchor.path, point.justification) == ("art-1/2", "Իմ գրածը")
    assert len(point.comments) == 2


@ONLY_SQLITE
def test_a_point_can_be_made_without_a_comment_and_on_the_whole(web: Web, draft: Draft, officer: Person):
    desk = web.signed_in(officer)
    desk.open("/drafts/edraft:9200")
    desk.press("Open a position", title="Մեր դիրքորոշումը")
    assert desk.page.h1.get_text() == "Մեր դիրքորոշումը"
    desk.follow("Add a point without a comment")
    desk.press(
        "Keep this point", place=f"{draft.current()[0].id}:", justification="Ընդհանուր", stance="support"
    )
    assert "The draft as a whole Support" in desk.text


@ONLY_SQLITE
def test_two_officers_at_one_point_lose_nothing(web: Web, draft: Draft, officer: Person, said: list[int]):
    first, second = web.signed_in(officer), web.signed_in(officer)
    first.open("/drafts/edraft:9200")
    first.press("Open a position")
    first.press(MAKE, comment=said[:1])
    first.press("Keep this point")
    for desk in (first, second):
        desk.open("/positions")
        desk.follow("Նախագիծ համայնքների մասին")
        desk.follow("Change this point")
    first.press("Keep this point", proposed_text="Առաջինի տեքստը")
    second.press("Keep this point", status=409, proposed_text="Երկրորդի տեքստը")
    assert "Somebody saved this while you were writing." in second.text
    assert "What is kept now Proposed text Առաջինի տեքստը" in second.text
    assert second.page.find("textarea", {"name": "proposed_text"}).get_text(strip=True) == "Երկրորդի տեքստը"
    second.press("Keep this point")
    assert position_of(web, draft).points[0].proposed_text == "Երկրորդի տեքստը"


@ONLY_SQLITE
def test_a_comment_that_another_officer_took_is_not_taken_twice(
    web: Web, draft: Draft, officer: Person, said: list[int]
):
    desk = web.signed_in(officer)
    desk.open("/drafts/edraft:9200")
    desk.press("Open a position")
    desk.press(MAKE, comment=said[2:3])
    other = web.signed_in(officer)
    other.open("/drafts/edraft:9200")
    other.press("Mark as answered", reason="Ժամկետը բավարար է։")
    desk.press("Keep this point", status=409, justification="Այնուամենայնիվ")
    assert "The officers have decided on this comment already" in desk.text
    assert desk.page.find("textarea", {"name": "justification"}).get_text(strip=True) == "Այնուամենայնիվ"
    assert position_of(web, draft).points == []


@ONLY_SQLITE
def test_a_second_position_on_the_same_draft_is_the_first_one(web: Web, draft: Draft, officer: Person):
    desk = web.signed_in(officer)
    page = desk.open("/drafts/edraft:9200")
    token = page.find("input", {"name": "csrf_token"})["value"]
    desk.press("Open a position")
    first = desk.address
    desk.send("/drafts/edraft:9200/position", csrf_token=token)
    assert desk.address == first


@ONLY_SQLITE
def test_what_was_answered_stays_visible_with_its_reason(
    web: Web, draft: Draft, officer: Person, said: list[int]
):
    desk = web.signed_in(officer)
    desk.open("/drafts/edraft:9200")
    desk.press("Mark as answered", reason="Պատասխանված է նամակով։")
    desk.press("Open a position")
    assert "Answered: Պատասխանված է նամակով։" in desk.text

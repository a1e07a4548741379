"""Commenting: by the link of a mail without a password, and by who is signed in."""

import pytest
from factories import BILL, NOW, make_community, make_draft, make_person
from web import Reader, Web, filled

from legislation.model import Comment, Draft, Person
from legislation.storage import audit, drafts, positions
from legislation.vocabulary import Purpose, RoleName

ONLY_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
MINE, ASSOCIATION = "Keep for myself", "Keep for the association"


@pytest.fixture
def member(web: Web) -> Person:
    with web.writing() as session:
        return make_person(
            session, RoleName.COMMENTER, email="member@example.am", community=make_community(session)
        )


@pytest.fixture
def draft(web: Web) -> Draft:
    with web.writing() as session:
        return make_draft(session, "edraft:9200")


def by_mail(web: Web, person: Person, draft: Draft, language: str = "en") -> Reader:
    """The person, having opened the comment link of a mail."""
    reader = web.anyone(language)
    reader.open(f"/c/{web.link(person, Purpose.COMMENT, draft.id)}?lang={language}")
    return reader


def kept(web: Web, draft: Draft) -> list[Comment]:
    with web.database.read() as session:
        return positions.comments_on(session, draft.id)


def test_from_the_mail_to_a_kept_comment_are_three_taps(web: Web, member: Person, draft: Draft):
    reader = by_mail(web, member, draft)
    reader.follow("Comment on Article 2")
    assert reader.page.select_one("blockquote.current").get_text().startswith("Հոդված 2. Համայնքի բյուջեն")
    assert reader.page.find("textarea", {"name": "proposed_text"}).get_text(strip=True) == ""
    reader.press(ASSOCIATION, reasons="Ժամկետը կարճ է։\r\nԵրկարացնել։")
    assert "Your comment is kept. Read by: you and the association's officers" in reader.text
    (comment,) = kept(web, draft)
    assert (comment.anchor.path, comment.reasons) == ("art-2", "Ժամկետը կարճ է։\nԵրկարացնել։")
    assert (comment.visibility, comment.stance) == ("association", "support_if_amended")
    assert comment.community.key == "alaverdi"
    assert (
        reader.page.select_one(f"#c{comment.id}").find_previous("h3").get_text()
        == "Հոդված 2. Համայնքի բյուջեն"
    )
    with web.database.read() as session:
        assert [entry.verb for entry in audit.of(session, comment)] == ["commented"]


@ONLY_SQLITE
def test_the_pages_speak_the_language_of_the_person_in_the_link(web: Web, draft: Draft):
    with web.writing() as session:
        russian = make_person(session, RoleName.COMMENTER, language="ru")
    reader = web.anyone("en")
    reader.open(f"/c/{web.link(russian, Purpose.COMMENT, draft.id)}")
    assert reader.page.html["lang"] == "ru"


@ONLY_SQLITE
@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (BILL, ["art-1", "art-2", "art-3"]),
        ("1. Սահմանել կարգը։\n2. Որոշումն ուժի մեջ է մտնում հաջորդ օրը։", ["point-1", "point-2"]),
        ("ՀԻՄՆԱՎՈՐՈՒՄ\nՆախագիծը մշակվել է։", []),
    ],
)
def test_a_comment_is_asked_for_at_articles_else_points_else_the_whole(web: Web, member: Person, text, asked):
    with web.writing() as session:
        draft = make_draft(session, "edraft:1", texts={"about": text})
    reader = by_mail(web, member, draft)
    paths = [str(a["href"]).partition("path=")[2] for a in reader.page.select(".say a")]
    assert paths == asked
    reader.follow("Comment on the whole")
    reader.press(MINE, reasons="Ամբողջությամբ։")
    assert [comment.anchor.path for comment in kept(web, draft)] == [""]


@ONLY_SQLITE
def test_a_form_that_is_sent_twice_makes_one_comment(web: Web, member: Person, draft: Draft):
    reader = by_mail(web, member, draft)
    form = reader.follow("Comment on Article 1")
    address, nonce = reader.address, form.find("input", {"name": "nonce"})["value"]
    fields = {"nonce": nonce, "stance": "oppose", "reasons": "Դեմ ենք։", "visibility": "association"}
    reader.send(address, **fields)
    reader.send(address, **fields)
    assert len(kept(web, draft)) == 1
    reader.send(address, 409, **fields | {"reasons": "Դեմ ենք և ահա ինչու։"})
    assert "This form was sent before with other words" in reader.text
    reader.press(ASSOCIATION)
    assert [comment.reasons for comment in kept(web, draft)] == ["Դեմ ենք։", "Դեմ ենք և ահա ինչու։"]


@ONLY_SQLITE
def test_what_is_refused_stays_in_the_form(web: Web, member: Person, draft: Draft):
    reader = by_mail(web, member, draft)
    reader.follow("Comment on Article 1")
    reader.press(ASSOCIATION, status=400, stance="watch")
    assert (
        reader.page.select_one("[role=alert]").get_text()
        == "Please write a proposed wording or your reasons."
    )
    assert reader.page.select_one("input[checked]")["value"] == "watch"
    reader.press(ASSOCIATION, status=400, reasons="Երկար " * 10_000)
    assert reader.page.find("textarea", {"name": "reasons"}).get_text().count("Երկար") == 10_000
    assert kept(web, draft) == []


def test_a_comment_of_ones_own_can_be_changed_and_opened_to_the_officers(
    web: Web, member: Person, draft: Draft
):
    reader = by_mail(web, member, draft)
    reader.follow("Comment on Article 1")
    reader.press(MINE, reasons="Առաջին")
    assert "Read by: only you" in reader.text
    reader.follow("Change it")
    assert reader.page.find("textarea", {"name": "reasons"}).get_text(strip=True) == "Առաջին"
    reader.press(ASSOCIATION, reasons="Երկրորդ")
    (comment,) = kept(web, draft)
    assert (comment.reasons, comment.visibility, comment.revision) == ("Երկրորդ", "association", 2)
    reader.follow("Change it")
    assert [b.get_text(strip=True)[:4] for b in reader.page.select(".write button")] == ["Keep"]
    fields = filled(reader.page.select_one(".write")) | {"visibility": "me"}
    reader.send(reader.address, 400, **fields)
    assert "it can no longer be yours alone" in reader.text


def test_two_who_change_one_comment_lose_nothing(web: Web, member: Person, draft: Draft):
    phone, desk = by_mail(web, member, draft), by_mail(web, member, draft)
    phone.follow("Comment on Article 1")
    phone.press(ASSOCIATION, reasons="Սկիզբ")
    phone.follow("Change it")
    desk.open(desk.address)
    desk.follow("Change")
    desk.press(ASSOCIATION, reasons="Գրասենյակից")
    phone.press(ASSOCIATION, status=409, reasons="Հեռախոսից")
    assert "Somebody saved this while you were writing." in phone.text
    assert "What is kept now Reasons Գրասենյակից" in phone.text
    assert phone.page.find("textarea", {"name": "reasons"}).get_text(strip=True) == "Հեռախոսից"
    assert kept(web, draft)[0].reasons == "Գրասենյակից"
    phone.press(ASSOCIATION)
    assert kept(web, draft)[0].reasons == "Հեռախոսից"


@ONLY_SQLITE
def test_a_comment_that_was_decided_cannot_change_and_shows_its_fate(web: Web, member: Person, draft: Draft):
    reader = by_mail(web, member, draft)
    reader.follow("Comment on Article 1")
    reader.press(ASSOCIATION, reasons="Այլ օրենքի մասին")
    reader.follow("Change it")
    with web.writing() as session:
        officer = make_person(session, RoleName.OFFICER)
    desk = web.signed_in(officer)
    desk.open("/drafts/edraft:9200")
    desk.press("Mark as outside this draft", reason="Այլ նախագծի հարց է։")
    assert "Outside this draft: Այլ նախագծի հարց է։" in desk.text
    reader.press(ASSOCIATION, status=409, reasons="Կրկին")
    assert "The officers have decided on this comment already" in reader.text
    reader.open(reader.address.partition("/comments")[0])
    assert "Outside this draft: Այլ նախագծի հարց է։" in reader.text
    assert not [a for a in reader.page.select(".said a") if a.get_text() == "Change"]


@ONLY_SQLITE
def test_who_is_signed_in_comments_on_the_page_of_the_draft(web: Web, member: Person, draft: Draft):
    reader = web.signed_in(member)
    reader.open("/drafts/edraft:9200")
    reader.follow("Comment on Article 3")
    reader.press(MINE, proposed_text="1. Ուժի մեջ է մտնում հունվարի 1-ից։", reasons="")
    assert reader.address.startswith("/drafts/edraft:9200?kept=")
    (comment,) = kept(web, draft)
    assert (comment.anchor.path, comment.visibility) == ("art-3", "me")
    assert reader.page.select_one(".spoken").get_text(" ", strip=True) == "Your comments: Article 3"


@ONLY_SQLITE
def test_a_comment_on_an_earlier_version_is_shown_apart_with_its_words(
    web: Web, member: Person, draft: Draft
):
    reader = by_mail(web, member, draft)
    reader.follow("Comment on Article 2")
    reader.press(ASSOCIATION, reasons="Հին տեքստի մասին")
    with web.writing() as session:
        make_draft(session, "edraft:9200", texts={"about": BILL.replace("տարվա ավարտը", "դեկտեմբերի 20-ը")})
    reader.open(reader.address)
    apart = reader.page.select_one(".elsewhere")
    assert "Հին տեքստի մասին" in apart.get_text()
    assert "հաստատում է մինչև տարվա ավարտը" in apart.select_one("blockquote.current").get_text()
    assert not reader.page.select(".provisions .said")


@ONLY_SQLITE
def test_a_late_comment_is_taken_and_marked(web: Web, member: Person):
    with web.writing() as session:
        draft = make_draft(session, "edraft:1", closes=NOW)
    web.clock.advance(days=1)
    reader = by_mail(web, member, draft)
    reader.follow("Comment on the whole")
    reader.press(ASSOCIATION, reasons="Ուշացանք")
    assert "late" in reader.page.select_one(".said").get_text()


@ONLY_SQLITE
def test_a_reader_may_not_comment(web: Web, draft: Draft):
    with web.writing() as session:
        mere = make_person(session, RoleName.READER)
        version = drafts.named(session, draft.key).current()[0]
    reader = web.signed_in(mere)
    reader.open("/drafts/edraft:9200")
    assert not reader.page.select(".say")
    reader.open(f"/drafts/edraft:9200/comment?version={version.id}&path=art-1", status=403)
    assert "Your role lets you read, but not comment." in reader.text

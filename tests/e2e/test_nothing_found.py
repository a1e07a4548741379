"""A search that shows nothing says what to do next, and never an empty page of a list."""

import pytest
from factories import make_draft
from web import Web

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def drafts(web: Web) -> None:
    with web.writing() as session:
        for number in range(12):
            make_draft(session, f"edraft:{number}", texts={"about": "Ջրի կորուստը և վճարը պակասում են։"})


@pytest.mark.usefixtures("drafts")
def test_a_phrase_that_stands_nowhere_is_offered_with_its_words_in_any_order(web: Web):
    reader = web.anyone()
    reader.open("/?q=«վճար+ջրի»+source:edraft")
    assert not reader.page.select(".hit")
    reader.follow("Drafts with these words in any order: 12")
    assert reader.page.find(id="q")["value"] == "վճար ջրի source:edraft"
    reader.open("/?q=«վճար+տիեզերք»")
    assert "in any order" not in reader.text


@pytest.mark.usefixtures("drafts")
def test_a_page_behind_the_last_one_is_the_last_one(web: Web):
    reader = web.anyone()
    reader.open("/?q=ջուր&page=77")
    assert len(reader.page.select(".hit")) == 2
    assert "Page 2 of 2" in reader.text
    reader.open("/?q=տիեզերք&page=77")
    assert "No draft was found" in reader.text


@pytest.mark.usefixtures("drafts")
def test_who_typed_no_word_is_not_told_to_type_fewer(web: Web):
    reader = web.anyone()
    reader.open("/?q=deadline:<7d")
    assert "No draft was found" in reader.text
    assert "fewer words" not in reader.text
    reader.open("/?q=տիեզերք")
    assert "fewer words" in reader.text


@pytest.mark.usefixtures("drafts")
def test_who_finds_no_comment_is_told_who_would(web: Web):
    reader = web.anyone()
    reader.open("/?q=type:comment")
    assert "Nothing was found" in reader.text
    assert "Comments and positions are found by those who may read them." in reader.text
    reader.open("/?q=type:version")
    assert "Nothing was found" in reader.text
    assert "Comments and positions" not in reader.text


@pytest.mark.usefixtures("drafts")
def test_without_its_engine_the_site_leads_to_a_page_that_needs_none(web: Web):
    web.engine.down = True
    reader = web.anyone()
    reader.open("/", status=503)
    reader.follow("Positions")
    assert reader.address == "/positions"

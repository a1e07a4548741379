"""A misspelt word brings the nearest one that finds something, from titles and lexicon."""

from dataclasses import replace
from datetime import UTC, timedelta

import pytest
from factories import NOW, make_draft
from fakes import FakeEngine
from sqlalchemy.orm import Session

from config import lexicon
from legislation.documents import document
from legislation.query import PUBLIC, Viewer, parse
from search_api.spelling import Speller


@pytest.fixture
def engine(session: Session) -> FakeEngine:
    """Knows two drafts, one of which the public may not read."""
    bill = make_draft(session, "edraft:1", title="Աղբահանության վճարի մասին")
    hidden = make_draft(session, "edraft:2", title="Անտառապահության մասին", texts={"about": "Գաղտնի։"})
    secret = replace(document(session, hidden), readers=frozenset({"officers"}))
    return FakeEngine([document(session, bill), secret])


def meant(session: Session, engine: FakeEngine, typed: str, viewer: Viewer = PUBLIC) -> list[str]:
    speller = Speller(lexicon.load().topics)
    return [str(one) for one in speller.meant(session, engine, parse(typed, NOW, UTC), viewer, NOW)]


@pytest.mark.parametrize(
    ("typed", "corrected"),
    [
        ("աղբահանւթյան վճար", "աղբահանության վճար"),
        ("ախբահանության", "աղբահանության"),
        ("աղբահանության վճռար source:edraft", "աղբահանության վճար source:edraft"),
    ],
)
def test_the_nearest_word_that_finds_something_is_offered(session, engine, typed, corrected):
    assert corrected in meant(session, engine, typed)


@pytest.mark.parametrize(
    "typed", ["աղբահանության վճար", "", "ծծծծծծծծ", "«աղբահանւթյան»", "-աղբահանւթյան", "ւղբ"]
)
def test_right_words_quoted_words_and_words_like_no_other_bring_nothing(session, engine, typed):
    assert meant(session, engine, typed) == []


def test_nobody_is_offered_a_word_that_only_others_may_find(session, engine):
    typed = "անտառապահւթյան"
    assert meant(session, engine, typed) == []
    assert meant(session, engine, typed, Viewer(frozenset({"public", "officers"}))) == ["անտառապահության"]


def test_the_words_of_new_titles_are_known_ten_minutes_later(session, engine):
    speller = Speller(())
    query = parse("ջրամատակարարւմ", NOW, UTC)
    assert speller.meant(session, engine, query, PUBLIC, NOW) == []
    engine.put([document(session, make_draft(session, "edraft:3", title="Ջրամատակարարում"))])
    later = NOW + timedelta(minutes=10)
    assert [str(one) for one in speller.meant(session, engine, query, PUBLIC, later)] == ["ջրամատակարարում"]

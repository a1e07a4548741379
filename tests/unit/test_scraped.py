"""Putting the parts of one draft together, and cleaning what cannot be kept."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legislation.characters import keepable
from legislation.scraped import Page, ScrapedAttachment, ScrapedPart, merge, storable
from legislation.vocabulary import Deadline, Kind, Origin, Stage

ABOUT = ScrapedPart(
    key="edraft:1",
    url="https://www.e-draft.am/projects/1/about",
    part="about",
    origin=Origin.RECORDED,
    titles={"hy": "Վերնագիր"},
    text="Տեքստ",
    labels=(("Տեսակ", "Օրենք"),),
    links=("https://a", "https://b"),
    attachments=(ScrapedAttachment("https://f/1.pdf", "Ֆայլ"),),
    problems=("no date",),
)
REASONS = replace(
    ABOUT,
    part="justification",
    url="https://www.e-draft.am/projects/1/justification",
    origin=Origin.TRANSCRIBED,
    titles={"hy": "Այլ վերնագիր", "en": "Title"},
    kind=Kind.BILL,
    stage=Stage.DISCUSSION,
    stage_published="Քննարկում",
    closes=datetime(2026, 3, 17, tzinfo=UTC),
    deadline=Deadline.ASSUMED,
    published=date(2026, 3, 2),
    identifiers={"act_number": "1"},
    text="Հիմնավորում",
    links=("https://b", "https://c"),
    problems=("no date", "no body"),
)


def test_the_first_part_that_says_something_wins_field_by_field():
    draft = merge("edraft", [ABOUT, REASONS])
    assert (draft.source, draft.key, draft.url) == ("edraft", "edraft:1", ABOUT.url)
    assert draft.titles == {"hy": "Վերնագիր", "en": "Title"}
    assert (draft.kind, draft.stage, draft.stage_published) == ("bill", "discussion", "Քննարկում")
    assert (draft.closes, draft.deadline, draft.published) == (
        REASONS.closes,
        "assumed",
        date(2026, 3, 2),
    )
    assert draft.identifiers == {"act_number": "1"}


def test_lists_are_joined_and_nothing_in_them_is_said_twice():
    draft = merge("edraft", [ABOUT, REASONS], problems=("card: not had", "no body"))
    assert draft.links == ("https://a", "https://b", "https://c")
    assert draft.labels == (("Տեսակ", "Օրենք"),)
    assert [a.url for a in draft.attachments] == ["https://f/1.pdf"]
    assert draft.problems == ("no date", "no body", "card: not had")


def test_the_origin_of_a_draft_is_that_of_its_weakest_part():
    assert merge("edraft", [ABOUT, REASONS]).origin is Origin.TRANSCRIBED
    assert merge("edraft", [replace(ABOUT, origin=Origin.LIVE)]).origin is Origin.LIVE


def test_parts_without_a_text_of_their_own_are_no_texts():
    row = replace(ABOUT, part="row", text=None)
    assert [p.part for p in merge("edraft", [row, ABOUT]).parts] == ["about"]


def test_a_draft_needs_a_part():
    with pytest.raises(ValueError, match="at least one part"):
        merge("edraft", [])


def test_cleaning_reaches_every_text_and_leaves_bytes_numbers_and_closed_lists_alone():
    page = Page("https://x\x00", b"\x00\xff", fetched_at=datetime(2026, 3, 2, tzinfo=UTC))
    part = replace(ABOUT, text="ա\x00բ", titles={"h\x00y": "գ\ud800"}, kind=Kind.BILL, page=page)
    cleaned = storable(merge("edraft", [part], problems=("\x00",)))
    (kept,) = cleaned.parts
    assert (kept.text, kept.titles, cleaned.problems) == ("աբ", {"hy": "գ"}, ("no date", ""))
    assert (kept.page.content, kept.page.url, kept.page.fetched_at) == (
        b"\x00\xff",
        "https://x",
        page.fetched_at,
    )
    assert kept.kind is Kind.BILL
    assert kept.origin is Origin.RECORDED


def test_what_is_clean_stays_as_it_is():
    draft = merge("edraft", [ABOUT, REASONS])
    assert storable(draft) == draft


@given(st.text(st.characters(codec=None)))
def test_what_is_kept_can_be_written_anywhere(text):
    kept = keepable(text)
    assert kept.encode("utf-8").decode("utf-8") == kept
    assert not set(kept) & {"\x00", "\x0b", "\x0c", "\x1f", "\ufffe", "\uffff"}
    assert keepable(kept) == kept


def test_a_page_break_parts_words_and_an_invisible_mark_does_not():
    assert keepable("մի\x0cբառ\x1cայլ\x00ք") == "մի\nբառ\nայլք"
    assert keepable("տող\n\tտող\r\n\x7f\x85\u200b") == "տող\n\tտող\r\n\x7f\x85\u200b"

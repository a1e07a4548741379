"""The OECD's instruments. No raw answer is known: all here is made up after the fields that clients use."""

import json
from datetime import date

import pytest

from crawler.sources.oecd import pages
from legislation.errors import UnexpectedPage
from legislation.scraped import Page
from legislation.vocabulary import Kind, Stage

LIST = pages.instruments("en")
ROW = {
    "id": 9001,
    "key": "OECD/LEGAL/9001",
    "title": "Made-up Recommendation on\n Made-up Matters",
    "type": {"id": 4, "name": "Recommendation"},
    "status": {"id": 1, "name": "In force"},
    "adoptionDate": "2014-03-12",
    "inForceDate": "2014-03-12T00:00:00Z",
}
DETAIL = {
    "id": 9001,
    "key": "OECD/LEGAL/9001",
    "title": {"name": [{"lang": "en", "value": "Made-up title"}, {"lang": "fr", "value": "Titre inventé"}]},
    "statusSummary": {"adoptionDate": "2014-03-12", "lastAmendmentDate": "2024-05-03"},
    "blurb": {"text": [{"lang": "fr", "value": "<p>Non</p>"}, {"lang": "en", "value": "<p>About it.</p>"}]},
    "background": {"text": [{"lang": "en", "value": "<p>See OECD/LEGAL/9002 and OECD/LEGAL/9001.</p>"}]},
    "bodyText": {
        "ref": [
            {"lang": "fr", "uri": "/public/doc/9001/fr.htm"},
            {"lang": "en", "uri": "https://legalinstruments.oecd.org/public/doc/9001/en.htm"},
            {"lang": "de", "uri": "/public/doc/9001/de.htm"},
        ]
    },
}
TEXT = (
    "<html><body><p>THE COUNCIL,</p>"
    "<p>HAVING REGARD <span>to the\r\nmade-up Declaration [C(98)177] and to\r\nOECD/LEGAL/9002</span>;</p>"
    "<p>RECOGNISING that paragraphs are broken\r\ninto short lines, and that they are\r\njoined again;</p>"
    "</body></html>"
)


def page(value, url=LIST) -> Page:
    content = value if isinstance(value, bytes) else json.dumps(value).encode()
    return Page(url=url, content=content)


def only(value, url=LIST):
    (part,) = pages.read(page(value, url))
    return part


def test_a_row_tells_title_type_status_and_dates():
    part = only([ROW])
    assert (part.key, part.part) == ("oecd:OECD/LEGAL/9001", "row")
    assert part.url == "https://legalinstruments.oecd.org/en/instruments/OECD-LEGAL-9001"
    assert part.titles == {"en": "Made-up Recommendation on Made-up Matters"}
    assert (part.stage_published, part.stage) == ("In force", Stage.IN_FORCE)
    assert part.published == date(2014, 3, 12)
    assert part.identifiers == {"oecd_id": "9001", "adopted": "2014-03-12", "in_force": "2014-03-12"}
    assert part.labels == (("type", "Recommendation"),)
    assert (part.body, part.text, part.problems) == ("OECD", None, ())


def test_the_language_of_a_title_is_that_of_the_list():
    assert only([ROW | {"title": "Titre"}], pages.instruments("fr")).titles == {"fr": "Titre"}
    russian = only([ROW | {"title": "Рекомендация о регуляторной политике"}], "file:list.json")
    assert list(russian.titles) == ["ru"]


def test_an_instrument_tells_summary_texts_and_what_it_is_related_to():
    part = only(DETAIL, pages.detail("9001"))
    assert (part.key, part.part) == ("oecd:OECD/LEGAL/9001", "detail")
    assert part.titles == {"en": "Made-up title", "fr": "Titre inventé"}
    assert part.text == "About it.\nSee OECD/LEGAL/9002 and OECD/LEGAL/9001."
    assert part.identifiers["amended"] == "2024-05-03"
    assert part.links == ("https://legalinstruments.oecd.org/en/instruments/OECD-LEGAL-9002",)
    assert pages.text_addresses([part]) == [
        "https://legalinstruments.oecd.org/public/doc/9001/en.htm",
        "https://legalinstruments.oecd.org/public/doc/9001/fr.htm",
    ]


@pytest.mark.parametrize(
    ("status", "stage"),
    [
        ("In force", Stage.IN_FORCE),
        ("Abrogated", Stage.LAPSED),
        ("Not yet in force", Stage.ADOPTED),
        ("En vigueur", Stage.IN_FORCE),
        ("Something new", None),
    ],
)
def test_a_status_is_kept_word_for_word_and_understood_where_it_is_known(status, stage):
    part = only([ROW | {"status": {"id": 7, "name": status}}])
    assert (part.stage_published, part.stage) == (status, stage)


@pytest.mark.parametrize(
    ("kind", "known"), [("Decision", Kind.DECISION), ("Convention", Kind.TREATY), ("X", None)]
)
def test_a_type_is_a_kind_where_we_have_one(kind, known):
    assert only([ROW | {"type": {"name": kind}}]).kind is known


@pytest.mark.parametrize("name", [name for name in ROW if name != "key"])
def test_a_field_that_is_missing_or_odd_drops_no_row(name):
    for odd in (None, [], "odd", {"x": 1}, 1.5):
        assert only([ROW | {name: odd}]).key == "oecd:OECD/LEGAL/9001"


@pytest.mark.parametrize("value", ["12 March 2014", "2014-31-12", "12/03/2014", 20140312])
def test_a_date_that_is_not_iso_is_said_aloud(value):
    part = only([ROW | {"adoptionDate": value}])
    assert (part.published, part.problems) == (None, (f"not a date: adoptionDate “{value}”",))


def test_a_float_for_an_id_is_an_id():
    assert only([ROW | {"id": 9001.0}]).identifiers["oecd_id"] == "9001"


def test_unknown_fields_are_kept():
    assert ("lastPublishDate", "2024-05-06") in only([ROW | {"lastPublishDate": "2024-05-06"}]).labels


def test_a_row_without_a_key_does_not_hide_the_others():
    parts = pages.read(page([{"id": 1}, ROW]))
    assert [part.key for part in parts] == ["oecd:?", "oecd:OECD/LEGAL/9001"]


def test_a_text_is_joined_within_its_paragraphs():
    part = only(TEXT.encode(), "https://legalinstruments.oecd.org/public/doc/9001/en.htm")
    assert (part.key, part.part, part.language) == ("oecd:?", "text", "en")
    assert part.text.splitlines() == [
        "THE COUNCIL,",
        "HAVING REGARD to the made-up Declaration [C(98)177] and to OECD/LEGAL/9002;",
        "RECOGNISING that paragraphs are broken into short lines, and that they are joined again;",
    ]
    assert part.links == ("https://legalinstruments.oecd.org/en/instruments/OECD-LEGAL-9002",)


def test_a_text_of_a_word_processor_may_be_in_its_coding():
    french = TEXT.replace("THE COUNCIL", "<meta charset=windows-1252>L’Assemblée générale décide").encode(
        "cp1252"
    )
    assert "L’Assemblée générale décide" in only(french, "https://legalinstruments.oecd.org/a.htm").text


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        (page(b"<html><div id='app'></div></html>"), "a blank page where JSON was expected"),
        (
            page(b"<html><div id='app'></div></html>", "file:x.htm"),
            "a page without the text of an instrument",
        ),
        (page([]), "the list of instruments is empty"),
        (page([{"id": 1}]), "no row names its instrument"),
        (page({"error": "x"}), "neither a list of instruments nor one"),
        (page({"key": "C(98)177"}), "an instrument of another kind"),
        (page(b'[{"id": 1'), "broken JSON"),
        (page(b"plain", "file:x.txt"), "plain text where an HTML page"),
    ],
)
def test_what_is_something_else_is_refused_with_its_reason(told, reason):
    with pytest.raises(UnexpectedPage, match=reason):
        pages.read(told)


def test_what_another_project_made_of_an_instrument_is_no_answer_of_the_site():
    with pytest.raises(UnexpectedPage, match="neither a list"):
        pages.read(page({"_id": "x", "title": "Made up", "oecd_key": "OECD/LEGAL/9001"}))


def test_instruments_that_an_answer_mentions_are_found_whatever_its_fields():
    told = page(
        [
            {"x": "https://legalinstruments.oecd.org/en/instruments/OECD-LEGAL-9001"},
            {"y": ["OECD/LEGAL/9002"]},
        ]
    )
    assert pages.mentioned(told) == {"oecd:OECD/LEGAL/9001", "oecd:OECD/LEGAL/9002"}


def test_what_the_row_tells_the_row_alone_tells():
    row = only([ROW | {"place": "Paris"}])
    draft = pages.assemble([only(DETAIL | {"place": "PARIS", "more": "x"}), row])
    assert draft.titles == {"en": "Made-up Recommendation on Made-up Matters", "fr": "Titre inventé"}
    assert [pair for pair in draft.labels if pair[0] in ("place", "more")] == [
        ("place", "Paris"),
        ("more", "x"),
    ]
    assert pages.assemble([row]).problems == ()

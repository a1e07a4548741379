"""Taking in what a source says: what is new, what is a new text, what is no change, what is never lost."""

from dataclasses import replace
from datetime import date

import pytest
from factories import BILL, NOW, make_attachment
from sqlalchemy import select
from told import CLOSES, KEY, LATER, index_all, keep, news, part, told, waits_for_index

from legislation.model import Audit, Event, Version
from legislation.scraped import ScrapedPart, merge
from legislation.storage import drafts
from legislation.vocabulary import Deadline, Origin, Stage


def test_a_draft_that_was_never_seen_is_new_and_waits_for_all_programs(session):
    scraped = told(
        part(
            stage_published="Գտնվում է հանրային քննարկման փուլում",
            stage=Stage.DISCUSSION,
            closes=CLOSES,
            deadline=Deadline.PUBLISHED,
            published=date(2026, 3, 2),
            identifiers={"act_number": "Կ-12"},
            labels=(("Տեսակ", "Օրենք"),),
        ),
        problems=("justification: not had",),
    )
    recorded = keep(session, scraped)
    session.commit()
    assert recorded.outcome == "new"
    draft = drafts.by_key(session, KEY)
    assert (draft.source, draft.title(), draft.stage, draft.closes) == (
        "edraft",
        "Օրենքի նախագիծ",
        "discussion",
        CLOSES,
    )
    assert (draft.deadline, draft.published, draft.labels) == (
        "published",
        date(2026, 3, 2),
        [["Տեսակ", "Օրենք"]],
    )
    assert draft.problems == ["justification: not had"]
    assert (draft.first_seen, draft.last_seen, draft.indexed_at) == (NOW, NOW, None)
    assert {i.scheme: i.value for i in draft.identifiers} == {"act_number": "Կ-12"}
    (version,) = draft.current()
    assert (version.part, version.number, version.text, version.tagged_at) == ("about", 1, BILL, None)
    assert news(session) == [("seen", {})]
    (event,) = session.scalars(select(Event))
    assert (event.at, event.notified_at, event.quiet) == (NOW, None, None)


def test_a_version_says_which_bytes_it_came_from(session):
    scraped = part()
    page = replace(scraped.page, record="edraft-1.warc.gz:4711", sha256="ab" * 32)
    keep(session, told(replace(scraped, page=page)))
    version = session.scalars(select(Version)).one()
    assert (version.record, version.sha256, version.media_type, version.fetched_at, version.url) == (
        "edraft-1.warc.gz:4711",
        "ab" * 32,
        "text/html",
        NOW,
        "https://www.e-draft.am/projects/9105/about",
    )


def test_the_same_again_is_unchanged_and_leaves_the_queues_alone(session):
    keep(session, told())
    index_all(session)
    assert keep(session, told(), LATER).outcome == "unchanged"
    draft = drafts.by_key(session, KEY)
    assert (draft.first_seen, draft.last_seen) == (NOW, LATER)
    assert not waits_for_index(session)
    assert news(session) == [("seen", {})]


def test_another_text_is_a_new_version_and_an_event(session):
    keep(session, told())
    index_all(session)
    assert keep(session, told(part(BILL + "Նոր հոդված։")), LATER).outcome == "changed"
    first, second = session.scalars(select(Version).order_by(Version.id))
    assert [(v.number, v.current, v.tagged_at) for v in (first, second)] == [
        (1, False, None),
        (2, True, None),
    ]
    assert news(session)[1:] == [("new_version", {"part": "about"})]
    event = session.scalars(select(Event).order_by(Event.id.desc()).limit(1)).one()
    assert (event.version_id, event.at) == (second.id, LATER)
    assert waits_for_index(session)


def test_a_document_replaced_under_the_same_address_is_a_new_version(session):
    keep(session, told(part("Հին տեքստ", url="https://www.e-draft.am/f/1.docx")))
    keep(session, told(part("Նոր տեքստ", url="https://www.e-draft.am/f/1.docx")), LATER)
    assert [(v.text, v.current) for v in session.scalars(select(Version).order_by(Version.id))] == [
        ("Հին տեքստ", False),
        ("Նոր տեքստ", True),
    ]


def test_a_text_that_goes_and_comes_back_is_current_again_and_no_news(session):
    keep(session, told(part("Ա տարբերակ")))
    keep(session, told(part("Բ տարբերակ")), LATER)
    index_all(session)
    before = news(session)
    keep(session, told(part("Ա տարբերակ")), LATER)
    assert [(v.text, v.current) for v in session.scalars(select(Version).order_by(Version.id))] == [
        ("Ա տարբերակ", True),
        ("Բ տարբերակ", False),
    ]
    assert news(session) == before
    assert waits_for_index(session), "a search would go on finding the text that is gone"


@pytest.mark.parametrize(
    "again",
    [
        BILL.replace(" ", "\u00a0  "),
        BILL.replace("\n", "\n\n\t"),
        BILL.replace("ինքնակառավարման", "ինքնա\u00adկառավարման"),
        "\ufeff" + BILL + "\u200b\r\n",
        BILL.replace("մասին", "մա\x00սին"),
    ],
    ids=["blanks", "lines", "soft hyphens", "marks", "control characters"],
)
def test_layout_alone_makes_no_version(session, again):
    keep(session, told())
    assert keep(session, told(part(again)), LATER).outcome == "unchanged"
    assert session.scalars(select(Version.text)).all() == [BILL]


def test_a_blank_page_is_no_version_and_takes_no_text_away(session):
    keep(session, told())
    assert keep(session, told(part(" \n\u200b\t")), LATER).outcome == "unchanged"
    assert [(v.text, v.current) for v in session.scalars(select(Version))] == [(BILL, True)]


def whole_draft():
    """A draft of which everything is told."""
    return told(
        part(
            stage_published="Քննարկում",
            stage=Stage.DISCUSSION,
            closes=CLOSES,
            deadline=Deadline.PUBLISHED,
            opens=NOW,
            published=date(2026, 3, 2),
            body="Նախարարություն",
            kind="bill",
            identifiers={"act_number": "Կ-12"},
            labels=(("Տեսակ", "Օրենք"),),
            links=("https://www.e-draft.am/projects/1",),
            attachments=(make_attachment(),),
        ),
        part("Հիմնավորում", "justification"),
    )


def test_a_part_that_is_missing_this_time_takes_nothing_away(session):
    keep(session, whole_draft())
    row = ScrapedPart(key=KEY, url="https://www.e-draft.am/9105", part="row", origin=Origin.RECORDED)
    assert keep(session, merge("edraft", [row], problems=("about: not had",)), LATER).outcome == "changed"
    session.commit()
    draft = drafts.by_key(session, KEY)
    assert (draft.stage_published, draft.stage, draft.closes, draft.deadline) == (
        "Քննարկում",
        "discussion",
        CLOSES,
        "published",
    )
    assert (draft.opens, draft.published, draft.body, draft.kind) == (
        NOW,
        date(2026, 3, 2),
        "Նախարարություն",
        "bill",
    )
    assert (draft.title(), draft.labels, draft.links) == (
        "Օրենքի նախագիծ",
        [["Տեսակ", "Օրենք"]],
        ["https://www.e-draft.am/projects/1"],
    )
    assert {i.scheme: i.value for i in draft.identifiers} == {"act_number": "Կ-12"}
    assert [a.url for a in draft.attachments] == ["https://www.e-draft.am/files/1.pdf"]
    assert [v.part for v in draft.current()] == ["about", "justification"]
    assert draft.problems == ["about: not had"]
    assert news(session) == [("seen", {})]


def test_a_problem_that_is_over_is_no_longer_told(session):
    keep(session, told(problems=("justification: not had",)))
    keep(session, told(part(), part("Հիմնավորում", "justification")), LATER)
    assert drafts.by_key(session, KEY).problems == []
    assert news(session)[1:] == [("new_version", {"part": "justification"})]


def test_a_text_from_elsewhere_stands_in_only_while_the_part_itself_was_never_had(session):
    stand_in = part("Օրենքի տեքստը ըստ PDF-ի", stand_in=True)
    keep(session, told(stand_in))
    assert [v.text for v in drafts.by_key(session, KEY).current()] == ["Օրենքի տեքստը ըստ PDF-ի"]
    keep(session, told(part("Օրենքի տեքստը")), LATER)
    draft = drafts.by_key(session, KEY)
    assert [v.text for v in draft.current()] == ["Օրենքի տեքստը"]
    assert news(session) == [("seen", {})], "another rendering of the same act is no new text"
    keep(session, told(stand_in), LATER)
    assert [v.text for v in draft.current()] == ["Օրենքի տեքստը"]
    keep(session, told(part("Փոփոխված տեքստը")), LATER)
    assert news(session)[1:] == [("new_version", {"part": "about"})]


def test_the_origin_is_the_weakest_of_the_texts_that_are_current(session):
    keep(session, told(part("Հատված", origin=Origin.REBUILT), part("Հիմնավորում", "justification")))
    draft = drafts.by_key(session, KEY)
    assert draft.origin == "rebuilt"
    keep(session, told(part("Ամբողջ տեքստը", origin=Origin.LIVE)), LATER)
    assert draft.origin == "recorded"


def test_taking_in_is_no_act_of_a_person(session):
    keep(session, told())
    assert session.scalars(select(Audit)).all() == []

"""Documents of the Federal Register, and until when they take comments: recorded ones first."""

import json
from datetime import UTC, date, datetime

import pytest

from crawler import recorded
from crawler.sources.federal_register import pages
from crawler.sources.federal_register.deadline import closing, in_words
from legislation.errors import UnexpectedPage
from legislation.scraped import Page
from legislation.vocabulary import Deadline, Kind, Stage


def kept(name: str) -> Page:
    return next(row for row in recorded.rows("federal_register") if row.file.name == name).page()


def read(answer: object):
    return pages.read(Page(url="", content=json.dumps(answer).encode()))


def document(**more):
    told = {"document_number": "2099-00001", "title": "A made-up rule", "publication_date": "2026-09-01"}
    return told | {"type": "Proposed Rule", "action": "Proposed rule."} | more


def docket(ends, own=None, **more):
    one = {"id": "X-1", "comment_start_date": "2026-09-02", "comment_end_date": ends} | more
    return {"dockets": [{"documents": [one]}]} | (
        {"regulations_dot_gov_info": {"document_id": own}} if own else {}
    )


def test_a_reopened_period_does_not_keep_its_old_end():
    (part,) = pages.read(kept("2026-19895.json"))
    assert part.key == "federal_register:2026-19895"
    assert part.stage_published == "Reopening of comment period."
    assert part.closes == datetime(2026, 10, 30, 3, 59, 59, tzinfo=UTC)
    assert part.deadline is Deadline.CORRECTED
    assert dict(part.labels)["closing date uncertain"] == (
        "comments_close_on 2026-08-24; dates 2026-10-29; comment_end_date 2026-10-30"
    )
    assert part.opens == datetime(2026, 9, 29, 4, 0, tzinfo=UTC)
    assert (part.body, part.stage) == ("Homeland Security Department; Coast Guard", Stage.DISCUSSION)


def test_a_row_tells_its_period_as_words_and_field_agree():
    part = pages.read(kept("far_52.json"))[0]
    assert (part.key, part.kind, part.published) == (
        "federal_register:2026-19162",
        Kind.PROPOSAL,
        date(2026, 9, 18),
    )
    assert (part.closes, part.deadline) == (datetime(2026, 10, 20, 3, 59, 59, tzinfo=UTC), Deadline.PUBLISHED)
    assert part.identifiers["rin"] == "9000-AO88"
    assert "closing date uncertain" not in dict(part.labels)


def test_a_notice_that_asks_for_comments_without_a_day_has_no_invented_one():
    part = next(p for p in pages.read(kept("fmcsa.json")) if p.key.endswith("2026-20649"))
    assert part.stage_published == "Notice of provisional renewal of exemption; request for comments."
    assert (part.closes, part.deadline) == (None, Deadline.UNKNOWN)
    assert (part.stage, part.kind) == (Stage.DISCUSSION, None)


def test_rules_are_adopted_and_other_notices_are_on_no_way_to_law():
    found = {part.key[-5:]: part for part in pages.read(kept("fmcsa.json"))}
    assert (found["20325"].kind, found["20325"].stage) == (Kind.REGULATION, Stage.ADOPTED)
    assert (found["20734"].stage, found["20734"].closes, found["20734"].opens) == (None, None, None)


def test_rows_whose_fields_were_cut_down_are_read_all_the_same():
    rows = pages.read(kept("phmsa_open.json"))
    assert [row.key[-5:] for row in rows] == ["18915", "18917", "19276"]
    assert rows[2].closes == datetime(2026, 12, 22, 4, 59, 59, tzinfo=UTC)
    assert all(row.problems == () for row in rows)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("Comments must be received by 11:59 p.m. Eastern Time on October 19, 2026.", [(10, 19)]),
        ("Submit comments no later than November 2, 2026. Effective December 1, 2026.", [(11, 2)]),
        ("Comments due May 5, 2026; reply comments are due on or before June 5, 2026.", [(5, 5), (6, 5)]),
        (
            "The comment period for the proposed rule published by EPA on June 10, 2026, at 91 FR 35173,"
            " which was scheduled to close on August 10, 2026, is extended to September 10, 2026.",
            [(8, 10), (9, 10)],
        ),
        ("The comment period closed on August 24, 2026.", []),
        ("The notice published August 24, 2026, asks for comments.", []),
        ("The exemption is effective October 12, 2026 and expires October 12, 2027.", []),
        ("Comments are welcome by February 30, 2026.", []),
        ("", []),
    ],
)
def test_words_name_the_end_of_a_period_and_no_other_day(words, days):
    assert in_words({"dates": words}) == [date(2026, month, day) for month, day in days]


SAYS = "Comments must be received on or before {}, 2026."


@pytest.mark.parametrize(
    ("told", "day", "deadline"),
    [
        ({"comments_close_on": "2026-10-19"}, (10, 19), Deadline.PUBLISHED),
        ({"dates": SAYS.format("October 19")}, (10, 19), Deadline.PUBLISHED),
        (docket("2026-10-20"), (10, 20), Deadline.PUBLISHED),
        (docket("2026-10-20") | {"comments_close_on": "2026-10-19"}, (10, 19), Deadline.PUBLISHED),
        (docket("2026-10-19") | {"comments_close_on": "2026-10-19"}, (10, 19), Deadline.PUBLISHED),
        (docket("2026-11-20") | {"comments_close_on": "2026-10-19"}, (11, 20), Deadline.ASSUMED),
        (
            {
                "comments_close_on": "2026-10-19",
                "dates": SAYS.format("October 19") + " Comments on the form are due November 2, 2026.",
            },
            (10, 19),
            Deadline.PUBLISHED,
        ),
        (
            {"comments_close_on": "2026-08-10", "dates": SAYS.format("September 10"), "action": "Extension."},
            (9, 10),
            Deadline.CORRECTED,
        ),
        (
            {"comments_close_on": "2026-09-10", "dates": SAYS.format("September 10"), "action": "Extension."},
            (9, 10),
            Deadline.PUBLISHED,
        ),
        ({}, None, Deadline.UNKNOWN),
    ],
)
def test_of_three_places_that_tell_the_end_of_a_period_the_right_one_counts(told, day, deadline):
    found = closing(document(**told))
    assert (found.day, found.deadline) == (date(2026, *day) if day else None, deadline)


def test_the_docket_is_believed_about_this_document_only():
    told = docket("2026-12-01", own="X-2")
    told["dockets"][0]["documents"].append({"id": "X-2", "comment_end_date": "2026-10-20"})
    assert closing(document(**told)).day == date(2026, 10, 20)


def test_a_withdrawn_proposal_is_withdrawn():
    assert read(document(action="Proposed rule; withdrawal."))[0].stage is Stage.WITHDRAWN
    assert read(document(action="Advance notice."))[0].stage is Stage.PROPOSED


def test_a_document_has_the_text_that_its_row_repeats_only_once():
    told = document(abstract="What it does.", html_url=f"{pages.READABLE}2099/01/01/x")
    draft = pages.assemble([*read({"results": [told]}), *read(told)])
    assert [(part.part, part.text) for part in draft.parts] == [("document", "What it does.")]
    assert draft.url == f"{pages.READABLE}2099/01/01/x"


def test_what_changes_every_day_is_no_label():
    names = {name for name, _ in pages.read(kept("2026-19895.json"))[0].labels}
    assert not names & {"page_views", "checked_regulationsdotgov_at", "json_url"}


def test_a_missing_field_drops_no_document():
    (part,) = read({"document_number": "2099-00001", "agencies": None, "dockets": [None], "dates": 7})
    assert (part.key, part.problems) == ("federal_register:2099-00001", ("no title",))
    (nameless,) = read({"document_number": None, "title": "x"})
    assert nameless.key == "federal_register:?"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'{"count": 0, "results": []}', "is empty"),
        (b'{"count": 0}', "is empty"),
        (b'{"errors": {"id": "x"}}', "neither a document"),
        (b'{"results": [{"title": "x"}]}', "no row has a document number"),
        (b'[{"document_number": "1"}]', "neither a document"),
        (b'{"results": [{"document_number": "2026-1', "broken JSON"),
        (b"<html><title>Sign in</title></html>", "login"),
        (b"<html>Request blocked: captcha</html>", "captcha"),
        (b'{"document_number": "1", "title": "\xe9t\xe9"}', "broken encoding"),
    ],
)
def test_anything_else_is_refused_with_a_reason(content, reason):
    with pytest.raises(UnexpectedPage, match=reason):
        pages.read(Page(url="", content=content))


def test_a_page_has_one_address_whatever_days_and_fields_it_asks_for():
    assert pages.canonical(pages.document("2026-19895").removesuffix(".json")) == pages.document("2026-19895")
    one, other = pages.published(date(2026, 1, 1)), pages.published(date(2026, 2, 2))
    assert pages.canonical(one) == pages.canonical(other.replace("fields%5B%5D=title&", ""))
    assert pages.canonical(one) != pages.canonical(pages.open_for_comment(date(2026, 1, 1)))
    assert pages.canonical(f"{one}&page=2") != pages.canonical(one)

"""Taking the list of a search along, following it, and knowing before saving what it would send."""

import csv
import json
from datetime import timedelta
from io import StringIO

import pytest
from factories import NOW, make_comment, make_draft, make_person, make_tag
from lxml import etree
from web import Web

from legislation.vocabulary import Relevant, RoleName

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def test_the_list_is_taken_along_as_a_table_in_the_words_of_the_page(web: Web):
    with web.writing() as session:
        bill = make_draft(session, "edraft:9200", closes=NOW + timedelta(days=9))
        make_tag(session, bill.current()[0], "local_taxes_fees", "տեղական վճարների")
        make_draft(session, "edraft:9201", title="Անտառների մասին", texts={"about": "Անտառ։"})
    reader = web.anyone("hy")
    reader.open("/?q=տեղական+վճար")
    address = next(a["href"] for a in reader.page.select(".take a") if a.get_text() == "CSV")
    rows = list(csv.DictReader(StringIO(reader.fetch(address).decode("utf-8-sig"))))
    assert [row["Նույնացուցիչ"] for row in rows] == ["edraft:9200"]
    assert rows[0]["Թեմաներ"] == "Տեղական հարկեր, տուրքեր և վճարներ"
    assert rows[0]["Քննարկման ավարտը"] == "2026-03-11 12:00"
    assert "attachment" in reader.answer.headers["Content-Disposition"]


def test_the_json_table_has_the_values_of_the_interface(web: Web):
    with web.writing() as session:
        make_draft(session, "edraft:9200", closes=NOW)
    (row,) = json.loads(web.anyone().fetch("/search.json?q=տեղական"))
    assert (row["id"], row["source"], row["closes"]) == ("edraft:9200", "edraft", NOW.isoformat())


def test_a_search_is_a_feed_newest_first(web: Web):
    with web.writing() as session:
        make_draft(session, "edraft:1", published=(NOW - timedelta(days=3)).date())
        make_draft(session, "edraft:2", published=NOW.date())
    reader = web.anyone("hy")
    feed = etree.fromstring(reader.fetch("/search.atom?q=տեղական+վճար"))
    assert reader.answer.mimetype == "application/atom+xml"
    links = [link.get("href") for link in feed.findall("a:entry/a:link", ATOM)]
    assert [link.rpartition("/")[2] for link in links] == ["edraft:2", "edraft:1"]
    assert "e-draft" in feed.findtext("a:entry/a:summary", namespaces=ATOM)


def test_before_saving_one_sees_how_many_mails_it_would_have_been(web: Web):
    with web.writing() as session:
        for number, days in ((1, 2), (2, 2), (3, 9), (4, 40)):
            make_draft(session, f"edraft:{number}", now=NOW - timedelta(days=days, hours=number))
        make_draft(session, "edraft:5", quiet="first crawl")
        make_draft(session, "edraft:6", now=NOW - timedelta(days=31), texts={"about": "Անտառ։"})
        member = make_person(session, RoleName.COMMENTER)
    reader = web.signed_in(member)
    reader.open("/?q=տեղական+վճար")
    assert "In the last 30 days it would have found 3 drafts." in reader.text
    options = [option.get_text() for option in reader.page.select(".save option")]
    assert options == ["At once (3 mails)", "Once a day (2 mails)", "Once a week (2 mails)"]
    reader.open("/?q=անտառ")
    assert "In the last 30 days it would have found nothing new." in reader.text


def test_a_search_that_would_flood_is_said_to_be_too_broad(web: Web):
    with web.writing() as session:
        for number in range(31):
            make_draft(session, f"edraft:{number}", now=NOW - timedelta(hours=number))
        member = make_person(session, RoleName.COMMENTER)
    reader = web.signed_in(member)
    reader.open("/?q=տեղական")
    assert "That is much for a mail" in reader.text


def test_a_topic_alone_foretells_only_what_is_sure_enough_to_be_mailed(web: Web):
    with web.writing() as session:
        for number, relevant in ((1, Relevant.SURELY), (2, Relevant.PERHAPS), (3, Relevant.HARDLY)):
            draft = make_draft(session, f"edraft:{number}", now=NOW - timedelta(days=2))
            (version,) = draft.current()
            make_tag(session, version, "local_taxes_fees", "տեղական վճարների")
            version.relevance, version.relevant = 0.5, relevant
        member, officer = make_person(session, RoleName.COMMENTER), make_person(session, RoleName.OFFICER)
    for person, number in ((member, 1), (officer, 2)):
        reader = web.signed_in(person)
        reader.open("/?q=topic:local_taxes_fees")
        assert f"{number} draft" in reader.page.select_one(".save").get_text(" ", strip=True)


def test_a_table_of_comments_holds_their_words_for_who_may_read_them(web: Web):
    writer = web.somebody(RoleName.COMMENTER)
    with web.writing() as session:
        make_comment(session, writer, make_draft(session, "edraft:1"), "Այգի")
    address = "/search.json?q=type:comment"
    (row,) = json.loads(web.signed_in(writer).fetch(address))
    assert (row["id"].partition(":")[0], row["text"]) == ("comment", "Այգի")
    assert json.loads(web.anyone().fetch(address)) == []

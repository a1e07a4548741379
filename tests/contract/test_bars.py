"""How surely a draft must matter before people are told of it. On both databases."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from factories import NOW, add_drafts, make_community, make_person
from fake_tagger import judging
from posting import Office
from sqlalchemy import select

from legislation.bars import topics_alone
from legislation.corrections import correct
from legislation.model import Delivery, Person
from legislation.query import parse
from legislation.storage import drafts
from legislation.subscribe import subscribe
from legislation.vocabulary import Frequency, Relevant, RoleName
from nlp.relevance import Weighed
from nlp.tagging import tag_pending

YEREVAN = ZoneInfo("Asia/Yerevan")
LATER = NOW + timedelta(hours=1)
TOPIC = "topic:local_self_government"
LEVELS = {Relevant.SURELY: 0.9, Relevant.PERHAPS: 0.4, Relevant.HARDLY: 0.1}


@pytest.fixture
def office(database) -> Office:
    return Office(database)


@pytest.fixture
def officer(database) -> Person:
    with database.write() as session:
        return make_person(session, RoleName.OFFICER)


def tagged(office: Office, relevant: Relevant, key: str = "edraft:1", **facts) -> None:
    add_drafts(office.database, key, **facts)
    tag_pending(office.database, judging(LEVELS[relevant], relevant), NOW)


def say(office: Office, officer: Person, verdict: bool | None, topic: str | None = None, now=LATER) -> None:
    with office.database.write() as session:
        person = session.get_one(Person, officer.id)
        correct(session, person, drafts.named(session, "edraft:1").id, topic, verdict, now=now)


@pytest.mark.parametrize(
    ("role", "relevant", "told"),
    [
        (RoleName.HEAD, Relevant.SURELY, 1),
        (RoleName.HEAD, Relevant.PERHAPS, 0),
        (RoleName.HEAD, Relevant.HARDLY, 0),
        (RoleName.OFFICER, Relevant.SURELY, 1),
        (RoleName.OFFICER, Relevant.PERHAPS, 1),
        (RoleName.OFFICER, Relevant.HARDLY, 0),
    ],
)
def test_who_follows_a_topic_is_told_of_what_is_above_the_bar(office, role, relevant, told):
    office.reader("aram@example.am", TOPIC, role=role)
    tagged(office, relevant)
    assert office.notify(LATER) == told


@pytest.mark.parametrize("query", ["ինքնակառավարում", "draft:edraft:1", "law:ՀՕ-337", "source:edraft"])
def test_a_word_a_draft_a_law_and_a_source_are_told_of_whatever_the_machine_thinks(office, query):
    office.reader("aram@example.am", query)
    tagged(office, Relevant.HARDLY)
    assert office.notify(LATER) == 1


@pytest.mark.parametrize(
    ("typed", "topics"),
    [
        ("topic:water", {"water"}),
        ("topic:water,Waste-Management stage:discussion", {"water", "waste_management"}),
        ("topic:water -ջուր", {"water"}),
        ("topic:water source:edraft", {"water"}),
        ("topic:water ջուր", set()),
        ("topic:water OR law:ՀՕ-337", set()),
        ("-topic:water stage:discussion", set()),
        ("", set()),
    ],
)
def test_a_search_rests_on_topics_alone_when_it_names_nothing_of_its_own(typed, topics):
    assert topics_alone(parse(typed, NOW, YEREVAN)) == topics


def test_what_an_officer_finds_relevant_is_mailed_once_and_only_to_who_waited(office, officer):
    waited = office.reader("aram@example.am", TOPIC)
    office.reader("gor@example.am", "ինքնակառավարում", TOPIC)
    office.reader("mane@example.am", "topic:water")
    tagged(office, Relevant.PERHAPS)
    assert office.notify(LATER) == 1, "the one who searches for a word"
    say(office, officer, True)
    assert office.notify(LATER) == 1
    assert [one.person_id for one in office.deliveries()][-1] == waited
    for verdict in (False, True, None, True):
        say(office, officer, verdict, now=LATER + timedelta(minutes=1))
        assert office.notify(LATER + timedelta(minutes=2)) == 0
    office.deliver(LATER)
    assert len(office.received()) == 2


def test_a_topic_that_an_officer_adds_is_told_to_who_follows_that_topic(office, officer):
    office.reader("aram@example.am", TOPIC)
    mane = office.reader("mane@example.am", "topic:water")
    tagged(office, Relevant.PERHAPS)
    say(office, officer, True, "water")
    assert office.notify(LATER) == 1
    assert [one.person_id for one in office.deliveries()] == [mane]
    say(office, officer, True)
    assert office.notify(LATER) == 1
    say(office, officer, True, "local_self_government")
    assert office.notify(LATER) == 0


def test_what_an_officer_ruled_out_before_the_morning_is_not_in_the_mail(office, officer, database):
    office.reader("aram@example.am", TOPIC, frequency=Frequency.DAILY)
    office.reader("gor@example.am", "ինքնակառավարում", TOPIC, frequency=Frequency.DAILY)
    tagged(office, Relevant.SURELY)
    assert office.notify(LATER) == 2
    say(office, officer, False)
    office.deliver(NOW + timedelta(days=1))
    (mail,) = office.received()
    assert mail["To"] == "gor@example.am"
    assert "TOPIC" not in mail.get_body(["plain"]).get_content()
    with database.read() as session:
        assert [one.dropped for one in session.scalars(select(Delivery).order_by(Delivery.id))] == [
            "ruled out",
            None,
        ]


def test_what_was_ruled_out_is_told_to_no_follower_of_topics_later(office, officer):
    office.reader("aram@example.am", TOPIC)
    tagged(office, Relevant.SURELY)
    say(office, officer, False)
    assert office.notify(LATER) == 0
    tagged(office, Relevant.SURELY, texts={"about": "Համայնքը վճարում է։"})
    assert office.notify(LATER) == 0


def test_the_mail_says_how_surely_the_draft_matters_and_who_says_so(office, officer):
    office.reader("aram@example.am", TOPIC)
    tagged(office, Relevant.PERHAPS)
    office.notify(NOW)
    say(office, officer, True)
    office.notify(LATER)
    office.deliver(LATER)
    (mail,) = office.received()
    told = " ".join(mail.get_body(["plain"]).get_content().split())
    assert "Հաստատել է պատասխանատուն" in told
    assert "Վերաբերում է տեղական ինքնակառավարմանը՝ այդպես է գնահատել միության պատասխանատուն" in told
    assert "Ինչո՞ւ եք ստանում սա. հետևում եք դրա թեմային՝" in told


def test_the_mail_says_what_the_machine_saw(office):
    office.reader("aram@example.am", TOPIC, language="en")
    add_drafts(office.database, "edraft:1")
    seen = Weighed("duty_doer", 1.0, 2.0), Weighed("mention_only", 1.0, -1.0)
    tag_pending(office.database, judging(0.9, Relevant.SURELY, *seen), NOW)
    office.notify(LATER)
    office.deliver(LATER)
    (mail,) = office.received()
    told = " ".join(mail.get_body(["plain"]).get_content().split())
    assert "Touches local self-government: a community or its body has to act" in told
    assert "only mentioned" not in told


def test_the_mail_says_that_a_draft_names_the_reader_s_community(office, database):
    with database.write() as session:
        for key, name, email in (("goris", "Գորիս", "aram@example.am"), ("kapan", "Կապան", "gor@example.am")):
            community = make_community(session, key, names={"hy": name}, province=None)
            person = make_person(session, RoleName.HEAD, email=email, community=community)
            subscribe(session, person, TOPIC, frequency=Frequency.IMMEDIATE, now=NOW - timedelta(days=1))
    tagged(office, Relevant.SURELY, texts={"about": "Գորիս համայնքի ավագանին սահմանում է վճարը։"})
    office.notify(LATER)
    office.deliver(LATER)
    told = {mail["To"]: mail.get_body(["plain"]).get_content() for mail in office.received()}
    assert "Անվանվում է Ձեր համայնքը կամ մարզը։" in told["aram@example.am"]
    assert "Ձեր համայնքը" not in told["gor@example.am"]

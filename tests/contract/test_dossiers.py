"""Which drafts are one matter, and what happens when several crawlers tell of them at once."""

import threading

import pytest
from factories import NOW, make_draft, make_person, make_reference
from sqlalchemy import func, select
from told import KEY, LATER, keep, news, part, told

from legislation.linking import meant
from legislation.model import Comment, Dossier, Draft, Version
from legislation.positions.comments import comment
from legislation.positions.drafting import open_position
from legislation.scraped import ScrapedDraft
from legislation.storage import drafts
from legislation.vocabulary import RoleName


def test_identity_is_never_built_from_a_title(session):
    keep(session, told())
    assert keep(session, told(part(key="edraft:9106"))).outcome == "new"
    assert session.scalar(select(func.count()).select_from(Dossier)) == 2


@pytest.mark.parametrize(
    ("scheme", "value"), [("procedure", "2018/0172(COD)"), ("act_base", "172160"), ("bill_code", "Կ-12")]
)
def test_drafts_of_one_matter_share_a_dossier_whatever_source_they_are_from(session, scheme, value):
    keep(session, told(part(key="eu_cellar:52018PC0340", identifiers={scheme: value})))
    keep(session, told(part(key="eu_cellar:52018AR3652", identifiers={scheme: value})))
    keep(session, told(part(key="edraft:1", identifiers={scheme: "another"})))
    first, second, third = session.scalars(select(Draft).order_by(Draft.id))
    assert first.dossier_id == second.dossier_id != third.dossier_id


def test_a_number_that_names_only_a_document_joins_nothing(session):
    keep(session, told(part(key="edraft:1", identifiers={"act_number": "ՀՕ-1-Ն"})))
    keep(session, told(part(key="edraft:2", identifiers={"act_number": "ՀՕ-1-Ն"})))
    assert len(set(session.scalars(select(Draft.dossier_id)))) == 2


def comment_on(session, draft: Draft) -> Comment:
    member = make_person(session, RoleName.COMMENTER)
    return comment(
        session,
        member,
        draft,
        version_id=draft.current()[0].id,
        path="",
        stance="oppose",
        proposed_text="",
        reasons="Համայնքի բյուջեն չի բավականացնի։",
        nonce="n1",
        now=NOW,
    )


def test_a_draft_that_tells_its_matter_late_joins_the_dossier_with_its_comments(session):
    keep(session, told(part(key="eu_cellar:52018PC0340", identifiers={"procedure": "2018/0172(COD)"})))
    late = drafts.hold(session, keep(session, told(part(key="eu_cellar:52018AR3652"))).draft_id)
    said = comment_on(session, late)
    left = late.dossier_id
    keep(session, told(part(key="eu_cellar:52018AR3652", identifiers={"procedure": "2018/0172(COD)"})), LATER)
    session.commit()
    session.expire_all()
    first = drafts.by_key(session, "eu_cellar:52018PC0340")
    assert late.dossier_id == first.dossier_id == said.dossier_id != left
    assert session.get(Dossier, left) is None


def test_a_draft_with_a_position_of_its_own_stays_in_its_dossier(session):
    keep(session, told(part(key="eu_cellar:52018PC0340", identifiers={"procedure": "2018/0172(COD)"})))
    late = drafts.hold(session, keep(session, told(part(key="eu_cellar:52018AR3652"))).draft_id)
    left = late.dossier_id
    open_position(session, make_person(session, RoleName.OFFICER), late, "", now=NOW)
    keep(session, told(part(key="eu_cellar:52018AR3652", identifiers={"procedure": "2018/0172(COD)"})), LATER)
    assert late.dossier_id == left


def at_once(database, *scraped: ScrapedDraft) -> list[str]:
    """Record each in a thread of its own, all at one instant; the outcomes, sorted."""
    start, outcomes = threading.Barrier(len(scraped)), []

    def work(one: ScrapedDraft) -> None:
        start.wait()
        try:
            with database.write() as session:
                outcomes.append(keep(session, one, LATER).outcome)
        except Exception as error:
            outcomes.append(repr(error))

    threads = [threading.Thread(target=work, args=(one,)) for one in scraped]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


def test_writers_at_one_key_make_one_draft(database):
    assert at_once(database, *[told()] * 4) == ["new", "unchanged", "unchanged", "unchanged"]
    with database.read() as session:
        assert news(session) == [("seen", {})]
        assert session.scalars(select(Version.number)).all() == [1]
        assert session.scalar(select(func.count()).select_from(Dossier)) == 1


def test_writers_at_one_draft_lose_neither_text_nor_revision(database):
    with database.write() as session:
        revision = drafts.hold(session, keep(session, told()).draft_id).revision
    texts = [f"Տարբերակ {n}" for n in range(4)]
    assert at_once(database, *(told(part(text)) for text in texts)) == ["changed"] * 4
    with database.read() as session:
        draft = drafts.by_key(session, KEY)
        assert sorted(v.text for v in draft.versions[1:]) == texts
        assert [v.number for v in draft.versions] == [1, 2, 3, 4, 5]
        assert len(draft.current()) == 1
        assert draft.revision == revision + 4
        assert [kind for kind, _ in news(session)].count("new_version") == 4


def test_drafts_of_one_matter_that_come_at_once_share_a_dossier(database):
    pair = [told(part(key=f"eu_cellar:{n}", identifiers={"procedure": "2018/0172(COD)"})) for n in range(4)]
    assert at_once(database, *pair) == ["new"] * 4
    with database.read() as session:
        assert len(set(session.scalars(select(Draft.dossier_id)))) == 1


@pytest.mark.parametrize(
    ("number", "said", "is_meant"),
    [
        ("ՀՕ-154-Ն", "2013 թվականի դեկտեմբերի 12-ի ՀՕ-154-Ն օրենքի", True),
        ("ՀՕ-154-Ն", "ՀՕ-154-Ն օրենքի", True),
        ("ՀՕ-154-Ն", "2019 թվականի մայիսի 3-ի ՀՕ-154-Ն օրենքի", False),
        ("ՀՕ-155-Ն", "ՀՕ-155-Ն օրենքի", False),
        ("N 154-Ն", "N 154-Ն որոշման", False),
    ],
)
def test_an_act_that_a_text_names_by_number_is_the_draft_of_that_number_and_year(
    session, number, said, is_meant
):
    held = {"act_number": number.replace("155", "154"), "adopted": "2013-12-12"}
    act = make_draft(session, "arlis:94822", identifiers=held)
    draft = make_draft(session, "edraft:1", texts={"about": f"Փոփոխել {said}"})
    reference = make_reference(session, draft.versions[0], said, number=number)
    assert meant(session, [reference]) == ({reference.id: act} if is_meant else {})


def test_a_number_that_several_acts_have_means_none_without_a_year(session):
    for key, adopted in (("arlis:1", "2013-12-12"), ("arlis:2", "2019-05-03")):
        make_draft(session, key, identifiers={"act_number": "ՀՕ-9-Ն", "adopted": adopted})
    draft = make_draft(session, "edraft:1", texts={"about": "ՀՕ-9-Ն օրենքի և 2019 թ. ՀՕ-9-Ն օրենքի"})
    without = make_reference(session, draft.versions[0], "ՀՕ-9-Ն օրենքի", number="ՀՕ-9-Ն")
    told_year = make_reference(session, draft.versions[0], "2019 թ. ՀՕ-9-Ն օրենքի", number="ՀՕ-9-Ն")
    found = meant(session, [without, told_year])
    assert {key: one.key for key, one in found.items()} == {told_year.id: "arlis:2"}

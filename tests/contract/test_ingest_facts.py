"""What a source says beside the text: stage, deadline, files; and what it says in characters of no use."""

from datetime import timedelta

from factories import NOW, make_attachment
from sqlalchemy import select
from told import CLOSES, KEY, LATER, index_all, keep, news, part, told, waits_for_index

from legislation.model import Event
from legislation.storage import drafts
from legislation.vocabulary import AttachmentState, Deadline, Stage


def test_a_new_stage_is_an_event_that_says_from_where_to_where(session):
    keep(session, told(part(stage_published="Քննարկում", stage=Stage.DISCUSSION)))
    keep(session, told(part(stage_published="Կառավարություն", stage=Stage.GOVERNMENT)), LATER)
    assert news(session)[1:] == [("stage_changed", {"from": "Քննարկում", "to": "Կառավարություն"})]
    assert drafts.by_key(session, KEY).stage == "government"


def test_a_stage_in_words_that_we_do_not_know_forgets_the_one_that_we_knew(session):
    keep(session, told(part(stage_published="Քննարկում", stage=Stage.DISCUSSION)))
    keep(session, told(part(stage_published="Ինչ-որ նոր փուլ")), LATER)
    draft = drafts.by_key(session, KEY)
    assert (draft.stage_published, draft.stage) == ("Ինչ-որ նոր փուլ", None)


def test_understanding_the_same_words_better_is_no_news(session):
    keep(session, told(part(stage_published="Ինչ-որ նոր փուլ")))
    index_all(session)
    keep(session, told(part(stage_published="Ինչ-որ նոր փուլ", stage=Stage.GOVERNMENT)), LATER)
    assert drafts.by_key(session, KEY).stage == "government"
    assert news(session) == [("seen", {})]
    assert waits_for_index(session)


def test_a_stage_without_words_of_the_source_keeps_its_words_only_while_they_fit(session):
    keep(session, told(part(stage_published="Քննարկում", stage=Stage.DISCUSSION)))
    keep(session, told(part(stage=Stage.DISCUSSION)), LATER)
    draft = drafts.by_key(session, KEY)
    assert draft.stage_published == "Քննարկում"
    keep(session, told(part(stage=Stage.ADOPTED)), LATER)
    assert (draft.stage_published, draft.stage) == (None, "adopted")
    assert news(session)[1:] == [("stage_changed", {"from": "Քննարկում", "to": "adopted"})]


def test_a_deadline_that_moves_is_an_event_and_corrected(session):
    moved = CLOSES + timedelta(days=5)
    keep(session, told(part(closes=CLOSES, deadline=Deadline.PUBLISHED)))
    keep(session, told(part(closes=moved, deadline=Deadline.PUBLISHED)), LATER)
    draft = drafts.by_key(session, KEY)
    assert (draft.closes, draft.deadline) == (moved, "corrected")
    assert news(session)[1:] == [
        ("deadline_changed", {"from": CLOSES.isoformat(), "to": moved.isoformat()}),
    ]
    keep(session, told(part(closes=moved, deadline=Deadline.PUBLISHED)), LATER)
    assert draft.deadline == "corrected"


def test_a_deadline_that_we_only_assume_never_replaces_one_that_was_published(session):
    keep(session, told(part(closes=CLOSES, deadline=Deadline.PUBLISHED)))
    assumed = told(part(closes=CLOSES + timedelta(days=3), deadline=Deadline.ASSUMED))
    assert keep(session, assumed, LATER).outcome == "unchanged"
    draft = drafts.by_key(session, KEY)
    assert (draft.closes, draft.deadline) == (CLOSES, "published")
    assert news(session) == [("seen", {})]


def test_a_deadline_that_was_assumed_and_is_now_published_is_not_called_a_correction(session):
    keep(session, told(part(closes=CLOSES, deadline=Deadline.ASSUMED)))
    keep(session, told(part(closes=CLOSES, deadline=Deadline.PUBLISHED)), LATER)
    draft = drafts.by_key(session, KEY)
    assert draft.deadline == "published"
    assert news(session) == [("seen", {})]


def test_a_wrong_guess_at_a_deadline_is_replaced_and_told(session):
    keep(session, told(part(closes=CLOSES, deadline=Deadline.ASSUMED)))
    keep(session, told(part(closes=CLOSES - timedelta(days=1), deadline=Deadline.PUBLISHED)), LATER)
    assert drafts.by_key(session, KEY).deadline == "published"
    assert [kind for kind, _ in news(session)] == ["seen", "deadline_changed"]


def test_a_first_crawl_is_no_news_and_its_events_are_born_told(session):
    keep(session, told(), quiet="first crawl of edraft")
    keep(session, told(part("Նոր տեքստ")), LATER, quiet="backfill")
    assert [(e.kind, e.quiet, e.notified_at) for e in session.scalars(select(Event).order_by(Event.id))] == [
        ("seen", "first crawl of edraft", NOW),
        ("new_version", "backfill", LATER),
    ]


def test_facts_that_are_no_news_are_taken_over_and_indexed_again(session):
    keep(session, told())
    index_all(session)
    more = told(part(titles={"hy": "Օրենքի նախագիծ", "en": "Draft law"}, body="Նախարարություն"))
    assert keep(session, more, LATER).outcome == "changed"
    assert drafts.by_key(session, KEY).titles == {"hy": "Օրենքի նախագիծ", "en": "Draft law"}
    assert waits_for_index(session)
    assert news(session) == [("seen", {})]


def test_a_change_wakes_a_draft_that_had_failed_to_be_indexed(session):
    keep(session, told())
    draft = drafts.by_key(session, KEY)
    draft.attempts, draft.last_error = 5, "the engine choked on it"
    before = draft.revision
    keep(session, told(part("Նոր տեքստ")), LATER)
    assert (draft.attempts, draft.last_error, draft.revision) == (0, None, before + 1)


def test_an_attachment_that_cannot_be_read_is_kept_and_marked(session):
    file = make_attachment(sha256="ab" * 32, media_type="application/msword", problem="the file is broken")
    keep(session, told(part(attachments=(file, make_attachment("https://www.e-draft.am/files/2.pdf")))))
    broken, linked = drafts.by_key(session, KEY).attachments
    assert (broken.state, broken.problem, broken.text) == (
        AttachmentState.UNREADABLE,
        "the file is broken",
        None,
    )
    assert (linked.state, linked.problem) == (AttachmentState.LINKED, None)


def test_an_attachment_that_could_not_be_fetched_says_why_and_loses_nothing(session):
    url = "https://www.e-draft.am/files/2.pdf"
    read = make_attachment(sha256="ab" * 32, text="Հավելված 1")
    keep(session, told(part(attachments=(read, make_attachment(url, problem="404")))))
    keep(session, told(part(attachments=(make_attachment(problem="timeout"), make_attachment(url)))), LATER)
    kept, lost = drafts.by_key(session, KEY).attachments
    assert (kept.state, kept.text, kept.problem) == (AttachmentState.READ, "Հավելված 1", None)
    assert (lost.state, lost.problem) == (AttachmentState.LINKED, None)


def test_an_attachment_that_can_be_read_at_last_is_read(session):
    keep(session, told(part(attachments=(make_attachment(sha256="ab" * 32, problem="no reader"),))))
    index_all(session)
    keep(session, told(part(attachments=(make_attachment(sha256="ab" * 32, text="Հավելված"),))), LATER)
    (file,) = drafts.by_key(session, KEY).attachments
    assert (file.state, file.text, file.problem) == (AttachmentState.READ, "Հավելված", None)
    assert waits_for_index(session)


def test_an_attachment_with_another_text_under_the_same_address_is_news(session):
    keep(session, told(part(attachments=(make_attachment(sha256="ab" * 32, text="Հին հավելված"),))))
    keep(session, told(part(attachments=(make_attachment(sha256="cd" * 32, text="Հին  հավելված"),))), LATER)
    assert news(session) == [("seen", {})]
    keep(session, told(part(attachments=(make_attachment(sha256="ef" * 32, text="Նոր հավելված"),))), LATER)
    assert news(session)[1:] == [("new_version", {"attachment": "https://www.e-draft.am/files/1.pdf"})]


HOSTILE = "ա\x00բ\ud800գ\x0bդ\ufffeե\x1bզ"
CLEAN = "աբգ\nդեզ"


def test_texts_with_characters_that_no_database_holds_are_stored_without_them(database):
    nasty = part(
        HOSTILE,
        titles={"hy": HOSTILE},
        body=HOSTILE,
        stage_published=HOSTILE,
        identifiers={"act_number": HOSTILE},
        labels=((HOSTILE, HOSTILE),),
        links=(HOSTILE,),
        attachments=(make_attachment(title=HOSTILE, sha256="ab" * 32, text=HOSTILE),),
    )
    scraped = told(nasty, problems=(HOSTILE,))
    with database.write() as session:
        assert keep(session, scraped).outcome == "new"
    with database.read() as session:
        draft = drafts.by_key(session, KEY)
        assert (draft.titles, draft.body, draft.stage_published) == ({"hy": CLEAN}, CLEAN, CLEAN)
        assert (draft.labels, draft.links, draft.problems) == ([[CLEAN, CLEAN]], [CLEAN], [CLEAN])
        assert [i.value for i in draft.identifiers] == [CLEAN]
        assert [(a.title, a.text) for a in draft.attachments] == [(CLEAN, CLEAN)]
        assert draft.current()[0].text == CLEAN
    with database.write() as session:
        assert keep(session, scraped, LATER).outcome == "unchanged"

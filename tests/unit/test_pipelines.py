"""A draft is stored only when its bytes are safe, and one that cannot be stored does not stop the others."""

from fake_store import FakeStore

from crawler.archive import Unwritable
from crawler.expectations import Tally
from crawler.pipelines import StoreDraft
from legislation.scraped import ScrapedDraft
from legislation.vocabulary import Origin


class Log:
    """Archive and store in one, to see what came first."""

    def __init__(self, full=False):
        self.done, self.full = [], full

    def flush(self):
        if self.full:
            raise Unwritable("the archive cannot be written: no space left")
        self.done.append("flushed")

    def keep(self, draft):
        self.done.append("kept")
        return "new"


def draft(key="edraft:7", title="Նախագիծ"):
    return ScrapedDraft("edraft", key, "https://www.e-draft.am/projects/7", Origin.RECORDED, {"hy": title})


def test_the_bytes_are_safe_before_the_draft_is_stored():
    log = Log()
    StoreDraft(log, log, Tally()).process_item(draft())
    assert log.done == ["flushed", "kept"]


def test_a_draft_whose_bytes_are_not_safe_is_not_stored():
    log, tally = Log(full=True), Tally()
    StoreDraft(log, log, tally).process_item(draft())
    assert log.done == []
    assert tally.unread == ["edraft:7 could not be stored: the archive cannot be written: no space left"]


def test_new_changed_and_unchanged_are_counted_apart():
    tally = Tally()
    pipeline = StoreDraft(Log(), FakeStore(), tally)
    for one in (draft(), draft(), draft(title="Նախագիծ 2"), draft("edraft:8")):
        pipeline.process_item(one)
    assert (tally.new, tally.changed, tally.unchanged) == (2, 1, 1)


def test_drafts_that_cannot_be_stored_are_counted_in_a_row():
    tally, store = Tally(), FakeStore()
    pipeline = StoreDraft(Log(), store, tally)
    store.broken = True
    pipeline.process_item(draft("edraft:7"))
    pipeline.process_item(draft("edraft:8"))
    assert (tally.unstored, len(tally.unread), tally.stored) == (2, 2, 0)
    store.broken = False
    pipeline.process_item(draft("edraft:9"))
    assert (tally.unstored, len(tally.unread), tally.new) == (0, 2, 1)

"""A memory of crawls without a database; it passes the contract suite of ``crawler.store``."""

from collections.abc import Iterable
from dataclasses import replace

from crawler.store import Store
from legislation.ingest import Outcome
from legislation.scraped import ScrapedDraft


class FakeStore(Store):
    """Keeps drafts in a dict; ``broken`` makes it fail like a database that is gone."""

    def __init__(
        self, drafts: Iterable[ScrapedDraft] = (), due: Iterable[str] = (), unread: Iterable[str] = ()
    ):
        self.drafts = {draft.key: draft for draft in drafts}
        self.problems: list[str] = []
        self.broken = False
        self._due, self._unread = list(due), list(unread)

    def highest_number(self) -> int | None:
        tails = (key.partition(":")[2] for key in self.drafts)
        return max((int(tail) for tail in tails if tail.isdecimal()), default=None)

    def known(self, keys: Iterable[str]) -> set[str]:
        return set(keys) & set(self.drafts)

    def knows_any(self, beginning: str) -> bool:
        return any(key.startswith(beginning) for key in self.drafts)

    def identifiers(self, scheme: str) -> list[str]:
        return sorted({d.identifiers[scheme] for d in self.drafts.values() if scheme in d.identifiers})

    def identified(self, scheme: str) -> dict[str, str]:
        return {key: d.identifiers[scheme] for key, d in self.drafts.items() if scheme in d.identifiers}

    def due(self) -> list[str]:
        return self._due

    def unread(self) -> list[str]:
        return self._unread

    def keep(self, draft: ScrapedDraft) -> Outcome:
        if self.broken:
            raise OSError("the disk is full")
        before = self.drafts.get(draft.key)
        self.drafts[draft.key] = draft = _with_what_is_known(before, draft)
        if before is None:
            return "new"
        return "unchanged" if _told(before) == _told(draft) else "changed"

    def note(self, problem: str) -> None:
        self.problems.append(problem)


def _with_what_is_known(before: ScrapedDraft | None, draft: ScrapedDraft) -> ScrapedDraft:
    """The draft with the titles and parts that it does not tell this time."""
    if before is None:
        return draft
    parts = {part.part: part for part in (*before.parts, *draft.parts)}
    return replace(draft, titles=before.titles | draft.titles, parts=tuple(parts.values()))


def _told(draft: ScrapedDraft) -> object:
    return draft.titles, draft.stage_published, [(part.part, part.text) for part in draft.parts]

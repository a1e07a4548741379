"""A check of a source: little is asked, nothing is stored, and what was found is told field by field."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from config.sources import Source
from crawler import recorded
from crawler.expectations import Tally, is_told, judge, kind_of
from crawler.fetching import Enough, Unrecorded
from crawler.reading import as_json
from crawler.store import Store
from legislation.ingest import Outcome
from legislation.scraped import ScrapedDraft, ScrapedPart
from legislation.vocabulary import Deadline, RunState

LISTS = 5
"""So many pages may a spider ask for before it comes to its first draft."""
PAGES_OF_A_DRAFT = 8
LONGEST = 100
"""Letters of an example."""

_ABOUT_THE_PART = frozenset(("key", "url", "part", "origin", "problems", "page", "stand_in"))
FIELDS = tuple(one.name for one in fields(ScrapedPart) if one.name not in _ABOUT_THE_PART)
"""What a part may tell of a draft."""


@dataclass
class Look:
    """What a crawl may ask for, and the parts that it has seen: all, or for a check so many ``items``."""

    items: int | None = None
    parts: list[ScrapedPart] = field(default_factory=list)
    asked: int = 0
    drafts: int = 0
    among_drafts: bool = False

    def ask(self) -> None:
        """Count a page that is to be asked for; Unrecorded beyond the beginning of a list, or Enough."""
        if self.items is None:
            return
        if not self.among_drafts and self.asked >= LISTS:
            raise Unrecorded("not asked for: a check reads the beginning of a list only")
        if self.asked >= LISTS + PAGES_OF_A_DRAFT * self.items:
            raise Enough("a check asks for no more pages")
        self.asked += 1

    def saw(self, parts: Sequence[ScrapedPart]) -> None:
        """Keep what a page told."""
        if self.items is not None:
            self.parts += parts

    def came(self) -> None:
        """Count a draft. Raises Enough where it was the last one that is wanted."""
        self.drafts += 1
        if self.drafts == self.items:
            raise Enough("so many drafts were to be looked at")


class LookStore(Store):
    """The memory of a check: it knows all drafts but the first few that it is asked of, and keeps none."""

    def __init__(self, behind: Store, items: int) -> None:
        self.looked_at: list[str] = []
        self._behind, self._items = behind, items
        self._new: set[str] = set()

    def highest_number(self) -> int | None:
        return None

    def known(self, keys: Iterable[str]) -> set[str]:
        asked = list(keys)
        self._new.update([key for key in asked if key not in self._new][: self._items - len(self._new)])
        return set(asked) - self._new

    def knows_any(self, beginning: str) -> bool:
        return False

    def identifiers(self, scheme: str) -> list[str]:
        return self._behind.identifiers(scheme)[: self._items]

    def identified(self, scheme: str) -> dict[str, str]:
        return self._behind.identified(scheme)

    def due(self) -> list[str]:
        return []

    def unread(self) -> list[str]:
        return []

    def keep(self, draft: ScrapedDraft) -> Outcome:
        self.looked_at.append(draft.key)
        return "unchanged"

    def note(self, problem: str) -> None:
        """The next crawl has nothing to try again for it."""


def verdict(tally: Tally, looked_at: Sequence[str]) -> tuple[RunState, str | None]:
    """How a check ended: like a crawl, but one that came to no draft has shown nothing."""
    state, reason = judge(tally)
    if state is RunState.FAILED or looked_at:
        return state, reason
    return RunState.FAILED, "; ".join(filter(None, ("no draft was come to", reason)))


def tell(parts: Iterable[ScrapedPart], source: Source) -> dict[str, dict[str, Any]]:
    """What the parts tell, kind by kind: ``{"count", "found", "missing", "required", "new_labels"}``.

    ``found`` gives an example for each field; ``missing`` are the fields that no part tells and those
    that the configuration requires and one part does not tell, which are in ``required``, too.
    """
    kinds: defaultdict[str, list[ScrapedPart]] = defaultdict(list)
    for part in parts:
        kinds[kind_of(part)].append(part)
    known = known_labels(source)
    return {kind: _kind(found, source.requires.get(kind, ()), known) for kind, found in kinds.items()}


def known_labels(source: Source) -> set[str]:
    """The labels that somebody has looked at: those of the recorded pages, and of the configuration."""
    rows = recorded.rows(source.name)
    told = [label for path in {row.expected for row in rows} for label in recorded.labels(path)]
    return {*told, *source.labels}


def known_stages(source: Source) -> set[str]:
    """The stages as published that somebody has looked at: those of the recorded pages, and of our facts."""
    told = [stage for row in recorded.rows(source.name) for stage in recorded.stages(row.expected)]
    return {*told, *source.stages}


def problems_of(parts: Iterable[ScrapedPart]) -> list[str]:
    """What is wrong with parts, and the stages that are published and that we cannot place."""
    lines = []
    for part in parts:
        lines += [f"{part.key} {part.part}: {problem}" for problem in part.problems]
        if part.stage_published and not part.stage:
            lines.append(f"{part.key} {part.part}: the stage «{part.stage_published}» is none that we know")
    return list(dict.fromkeys(lines))


def _kind(parts: Sequence[ScrapedPart], requires: Sequence[str], known: Collection[str]) -> dict[str, Any]:
    found: dict[str, str] = {}
    for part in parts:
        for name, example in _examples(part).items():
            found.setdefault(name, example)
    required = [name for name in requires if not all(is_told(part, name) for part in parts)]
    told = {name.partition(".")[0] for name in found}
    labels = dict.fromkeys(label for part in parts for label, _ in part.labels if label not in known)
    return {
        "count": len(parts),
        "found": found,
        "missing": list(dict.fromkeys([*required, *(name for name in FIELDS if name not in told)])),
        "required": required,
        "new_labels": list(labels),
    }


def _examples(part: ScrapedPart) -> dict[str, str]:
    told = as_json(part)
    examples = {name: _example(told[name]) for name in FIELDS if name != "identifiers" and told[name]}
    if part.deadline is Deadline.UNKNOWN:
        del examples["deadline"]
    return examples | {f"identifiers.{scheme}": _short(value) for scheme, value in part.identifiers.items()}


def _example(value: Any) -> str:
    """A value in one short line; of several the first, and how many there are."""
    if isinstance(value, Mapping):
        value = list(value.items())
    if not isinstance(value, list):
        return _short(str(value))
    first = value[0]
    if isinstance(first, Mapping):
        first = first["url"]
    line = _short(first if isinstance(first, str) else ": ".join(first))
    return line if len(value) == 1 else f"{line} ({len(value)} in all)"


def _short(text: str) -> str:
    line = " ".join(text[: 4 * LONGEST].split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"

"""What a crawl counted, and what that says about it: an empty success is none."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from legislation.scraped import ScrapedPart
from legislation.vocabulary import Origin, RunState

TOLERATED = 0.05
"""So large a share of pages may lack a required field, or be damaged, before the whole is in doubt."""


@dataclass
class Tally:
    """What happened in a crawl so far.

    ``pages`` were read as what they should be. ``unread`` are problems of drafts of which nothing is
    stored, ``incomplete`` of drafts that are stored but lack a part by a failure, ``doubts`` of the crawl
    itself. ``unstored`` counts drafts in a row that the database did not take. ``stopped`` says why the
    crawl ended before its end. ``seen`` counts parts by their kind, ``lacking`` those that do not tell a
    field which they should, ``damaged`` has the damage of each part that came broken; ``listed`` are the
    keys that lists named.
    """

    pages: int = 0
    origins: set[Origin] = field(default_factory=set)
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    unread: list[str] = field(default_factory=list)
    incomplete: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    unstored: int = 0
    stopped: str | None = None
    seen: Counter[str] = field(default_factory=Counter)
    lacking: Counter[tuple[str, str]] = field(default_factory=Counter)
    damaged: list[str] = field(default_factory=list)
    listed: set[str] = field(default_factory=set)

    @property
    def stored(self) -> int:
        return self.new + self.changed + self.unchanged

    @property
    def problems(self) -> list[str]:
        return [*self.unread, *self.incomplete, *self.doubts]

    @property
    def evidence(self) -> Origin | None:
        """The weakest origin among the pages."""
        return Origin.weakest(list(self.origins))


def judge(tally: Tally) -> tuple[RunState, str | None]:
    """How a crawl ended, and the reason if it did not end well."""
    if tally.stopped:
        return RunState.FAILED, tally.stopped
    if not tally.pages:
        first = f": {tally.problems[0]}" if tally.problems else ""
        return RunState.FAILED, f"no page could be read{first}"
    if tally.unread and not tally.stored:
        return RunState.FAILED, f"none of {_drafts(len(tally.unread))} could be read: {tally.unread[0]}"
    state, words = _expected(tally)
    if tally.problems:
        words.insert(0, _doubts(tally))
        state = max(state, RunState.DOUBTFUL, key=_SEVERITY.index)
    return state, "; ".join(words) or None


_DAMAGE = re.compile(
    "ends (early|in the middle)|were (lost|left out)|not whole|no card|signs of a font|old Armenian"
)
"""The words by which readers tell that a page came broken, not only poor."""
_SEVERITY = (RunState.OK, RunState.DOUBTFUL, RunState.FAILED)
_ENOUGH = 3
"""So many pages without a field that they all should tell, and the site has changed."""


def look_over(tally: Tally, parts: Iterable[ScrapedPart], requires: Mapping[str, Sequence[str]]) -> None:
    """Count what parts do not tell although their kind always does, and what is wrong with them."""
    for part in parts:
        tally.seen[part.part] += 1
        tally.lacking.update(
            (part.part, name) for name in requires.get(part.part, ()) if not is_told(part, name)
        )
        if damage := next(filter(_DAMAGE.search, part.problems), None):
            tally.damaged.append(f"{part.key} {part.part}: {damage}")


def unstored_rows(tally: Tally, stored: Iterable[str]) -> list[str]:
    """What lists named and is neither stored nor known to have failed."""
    failed = {problem.partition(" ")[0] for problem in tally.problems}
    return sorted(tally.listed - set(stored) - failed)


def is_told(part: ScrapedPart, name: str) -> bool:
    """Whether a part tells a field: ``titles``, ``identifiers.celex`` …"""
    field_name, _dot, scheme = name.partition(".")
    value = getattr(part, field_name)
    return bool(value.get(scheme) if scheme else value)


def _expected(tally: Tally) -> tuple[RunState, list[str]]:
    """How well the parts are what parts of their kind are, and in which words they are not."""
    state, words = RunState.OK, []
    for (kind, name), count in sorted(tally.lacking.items()):
        total = tally.seen[kind]
        if count <= TOLERATED * total:
            continue
        everywhere = count == total >= _ENOUGH
        state = max(state, RunState.FAILED if everywhere else RunState.DOUBTFUL, key=_SEVERITY.index)
        words.append(f"«{name}» is missing on {count} of {total} pages of the kind {kind}")
    if len(tally.damaged) > TOLERATED * tally.seen.total():
        state = max(state, RunState.DOUBTFUL, key=_SEVERITY.index)
        words.append(f"{len(tally.damaged)} of {tally.seen.total()} parts are damaged: {tally.damaged[0]}")
    return state, words


def _doubts(tally: Tally) -> str:
    counted = []
    if tally.unread:
        total = _drafts(tally.stored + len(tally.unread))
        counted.append(f"{len(tally.unread)} of {total} could not be read")
    if tally.incomplete:
        lacks = "lacks" if len(tally.incomplete) == 1 else "lack"
        counted.append(f"{_drafts(len(tally.incomplete))} {lacks} a part")
    return "; ".join([*counted, tally.problems[0]])


def _drafts(number: int) -> str:
    return f"{number} draft{'' if number == 1 else 's'}"

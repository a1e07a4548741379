"""What a crawl counted, and what that says about it: an empty success is none."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from config.sources import Source
from legislation.scraped import ScrapedAttachment, ScrapedPart
from legislation.vocabulary import Origin, RunState

TOLERATED = 0.05
"""So large a share of pages may lack a required field, or be damaged, before the whole is in doubt."""
USUAL = 0.5
"""So large a share of pages tells what is usual, or the whole is in doubt."""


@dataclass
class Tally:
    """What happened in a crawl so far.

    ``pages`` were read as what they should be. ``unread`` are problems of drafts of which nothing is
    stored, ``incomplete`` of drafts that are stored but lack a part by a failure, ``doubts`` of the crawl
    itself. ``unstored`` counts drafts in a row that the database did not take. ``stopped`` says why the
    crawl ended before its end. ``seen`` counts parts by their kind, ``lacking`` those that do not tell a
    field which they should, ``unusual`` one which most tell; ``damaged`` has the damage of each part that
    came broken. ``listed`` are the keys that lists named, ``labels`` and ``stages`` the labels that parts
    have and the stages of theirs that we cannot place. Of ``files`` that were to be read ``unreadable`` are
    those without a text. ``breaches`` are expectations of the whole crawl that were not met, ``notes`` are
    worth knowing and no doubt.
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
    unusual: Counter[tuple[str, str]] = field(default_factory=Counter)
    damaged: list[str] = field(default_factory=list)
    listed: set[str] = field(default_factory=set)
    labels: set[str] = field(default_factory=set)
    stages: set[str] = field(default_factory=set)
    files: int = 0
    unreadable: list[str] = field(default_factory=list)
    breaches: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

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
    """How a crawl ended, and the reason if it did not end well; what is only worth knowing comes last."""
    if tally.stopped:
        return RunState.FAILED, tally.stopped
    if not tally.pages:
        first = f": {tally.problems[0]}" if tally.problems else ""
        return RunState.FAILED, f"no page could be read{first}"
    if tally.unread and not tally.stored:
        return RunState.FAILED, f"none of {_drafts(len(tally.unread))} could be read: {tally.unread[0]}"
    state, words = _expected(tally)
    words += tally.breaches
    if tally.problems:
        words.insert(0, _doubts(tally))
    if words:
        state = max(state, RunState.DOUBTFUL, key=_SEVERITY.index)
    return state, "; ".join([*words, *tally.notes]) or None


_DAMAGE = re.compile(
    "ends (early|in the middle)|were (lost|left out)|not whole|no card|signs of a font|old Armenian"
)
"""The words by which readers tell that a page came broken, not only poor."""
_NO_TITLE = re.compile(r"\bno (full )?title\b")
_SEVERITY = (RunState.OK, RunState.DOUBTFUL, RunState.FAILED)
_ENOUGH = 3
"""So many pages without a field that they all should tell, and the site has changed."""
_FEWEST_FILES = 5
_WORDS = {
    "titles": "title",
    "body": "issuing body",
    "stage_published": "stage",
    "published": "date of publication",
    "opens": "start of the discussion",
    "closes": "end of the discussion",
    "attachments": "files",
    "url": "address",
}
_FIELDS = 3
_NAMED = 3
"""So many missing fields and new labels are named in a reason; how many there are is said."""


def look_over(tally: Tally, parts: Iterable[ScrapedPart], facts: Source, group: str = "") -> None:
    """Count what parts do not tell although their kind does, and what is wrong with them.

    Parts of a ``group`` (one feed of many) are counted for themselves.
    """
    for part in parts:
        kind = kind_of(part)
        named = f"{kind} ({group})" if group else kind
        tally.seen[named] += 1
        for counter, fields in ((tally.lacking, facts.requires), (tally.unusual, facts.usual)):
            counter.update((named, name) for name in fields.get(kind, ()) if not is_told(part, name))
        if damage := next(filter(_DAMAGE.search, part.problems), None):
            tally.damaged.append(f"{part.key} {part.part}: {damage}")
        tally.labels.update(label for label, _ in part.labels)
        if part.stage_published and part.stage is None:
            tally.stages.add(part.stage_published)


def look_at_files(tally: Tally, key: str, files: Iterable[ScrapedAttachment]) -> None:
    """Count the files of a draft that were read, and those in which there was no text."""
    for file in files:
        if file.sha256 is None:
            continue
        tally.files += 1
        if not file.text:
            tally.unreadable.append(f"{key} {file.url}: {file.problem or 'no text in it'}")


def unstored_rows(tally: Tally, stored: Iterable[str]) -> list[str]:
    """What lists named and is neither stored nor known to have failed."""
    failed = {problem.partition(" ")[0] for problem in tally.problems}
    return sorted(tally.listed - set(stored) - failed)


def look_back(tally: Tally, facts: Source, known: Collection[str], came: int | None) -> None:
    """Note what a crawl of the living site should have brought, and what it met for the first time.

    ``known`` are the labels and stages that somebody has looked at; ``came`` is how many drafts came in this
    week before it, None where the source has not been read for a week yet.
    """
    tally.breaches += [
        f"{_items(tally.seen[kind])} of the kind {kind} in a run, at least {least} expected"
        for kind, least in facts.least.items()
        if tally.seen[kind] < least
    ]
    if came is not None and came + tally.new < facts.weekly:
        tally.breaches.append(f"{_items(came + tally.new)} in a week, at least {facts.weekly} expected")
    bad = len(tally.unreadable)
    if tally.files >= _FEWEST_FILES and bad > facts.unreadable * tally.files:
        tally.breaches.append(f"{bad} of {tally.files} files could not be read: {tally.unreadable[0]}")
    for what, found in (("label", tally.labels - set(known)), ("stage", tally.stages - set(known))):
        if found:
            lines = tally.breaches if f"{what}s" in facts.closed else tally.notes
            lines.append(_new(what, sorted(found)))


def kind_of(part: ScrapedPart) -> str:
    """The kind of a part, without the number of one of several (``summary-1651118``)."""
    return part.part.partition("-")[0]


def is_told(part: ScrapedPart, name: str) -> bool:
    """Whether a part tells a field: ``titles``, ``identifiers.celex``, ``labels.Status`` …

    A title for which something else stands in is not told.
    """
    field_name, _dot, scheme = name.partition(".")
    value = getattr(part, field_name)
    if field_name == "titles" and any(map(_NO_TITLE.search, part.problems)):
        return False
    if field_name == "labels" and scheme:
        value = dict(value)
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
        words.append(_missing(name, count, total, kind))
    for (kind, name), count in sorted(tally.unusual.items()):
        if count > USUAL * tally.seen[kind]:
            words.append(f"{_missing(name, count, tally.seen[kind], kind)}, though most should tell it")
    if len(words) > _FIELDS:
        words[_FIELDS:] = [f"{len(words) - _FIELDS} more fields are missing"]
    if len(tally.damaged) > TOLERATED * tally.seen.total():
        words.append(f"{len(tally.damaged)} of {tally.seen.total()} parts are damaged: {tally.damaged[0]}")
    return state, words


def _missing(name: str, count: int, total: int, kind: str) -> str:
    return f"«{_in_words(name)}» is missing on {count} of {total} pages of the kind {kind}"


def _in_words(name: str) -> str:
    """A field as people call it: ``identifiers.act_number`` is the act number."""
    plain = name.removeprefix("labels.")
    if plain != name:
        return plain
    return _WORDS.get(name, name.removeprefix("identifiers.").replace("_", " "))


def _new(what: str, found: Sequence[str]) -> str:
    named = ", ".join(f"«{one[:60]}»" for one in found[:_NAMED])
    more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
    return f"new {what}{'' if len(found) == 1 else 's'}: {named}{more}"


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


def _items(number: int) -> str:
    return f"{number} item{'' if number == 1 else 's'}"

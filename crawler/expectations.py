"""What a crawl counted, and what that says about it: an empty success is none."""

from dataclasses import dataclass, field

from legislation.vocabulary import Origin, RunState


@dataclass
class Tally:
    """What happened in a crawl so far.

    ``pages`` were read as what they should be. ``unread`` are problems of drafts of which nothing is
    stored, ``incomplete`` of drafts that are stored but lack a part by a failure, ``doubts`` of the crawl
    itself. ``unstored`` counts drafts in a row that the database did not take. ``stopped`` says why the
    crawl ended before its end.
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
    if tally.problems:
        return RunState.DOUBTFUL, _doubts(tally)
    return RunState.OK, None


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

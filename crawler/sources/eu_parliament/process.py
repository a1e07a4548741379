"""Procedures as the Open Data API tells them: events, documents, committees."""

from collections.abc import Iterator
from datetime import date

from crawler.fields import Record, day, identifier, records, texts, words
from crawler.sources.eu_cellar.documents import procedure
from crawler.sources.eu_parliament.addresses import PROCESS, SOURCE, UNKNOWN, document, process
from legislation.scraped import Page, ScrapedPart
from legislation.vocabulary import Kind, Stage

BODY = "European Parliament"

LANGUAGES = ("en", "fr")
"""The languages in which titles and files are taken."""

PROPOSALS = frozenset("APP AVC CNS COD NLE SYN".split())
"""Types of procedures that are about a proposal for a law; the Parliament is not alone in them."""

_PUBLISHED = frozenset(("PUBLICATION_OFFICIAL_JOURNAL", "SIGNATURE"))


def is_process(told: Record) -> bool:
    """Whether an object is a procedure, not a document."""
    return "process_id" in told or str(told.get("id")).startswith("eli/dl/proc/")


def read(page: Page, told: Record) -> ScrapedPart:
    """A procedure with its events, or a row of a list, which has none."""
    number, kind = _number(told), _tail(told.get("process_type"))
    built = f"{number.replace('-', '/', 1)}({kind})" if number and kind else ""
    reference = procedure(words(told.get("label")) or built)
    titles = titles_of(told.get("process_title"))
    events = _events(told)
    is_row = "process_title" not in told and "consists_of" not in told
    problems = [] if number else ["the procedure has no id"]
    problems += [] if titles or is_row else ["the procedure has no title"]
    last = events[-1] if events else None
    return ScrapedPart(
        key=f"{SOURCE}:{number}" if number else UNKNOWN,
        url=process(number) if number else "",
        part="row" if is_row else "procedure",
        origin=page.origin,
        titles=titles,
        kind=Kind.PROPOSAL if kind in PROPOSALS else None,
        body=BODY,
        stage_published=last[1] if last else None,
        stage=_stage(told, kind or ""),
        published=events[0][0] if events else None,
        identifiers={"procedure": reference} if reference else {},
        language="en",
        labels=(
            *((name, one) for name in ("id", "process_id") if (one := words(told.get(name)))),
            *(("process_type", one) for one in [kind] if one),
            *_committees(told),
            *(("activity", f"{when} {what}") for when, what in events),
            *(("scheduled", f"{when} {what}") for when, what in _dated(told.get("was_scheduled_in"))),
        ),
        links=tuple(document(name) for name in _documents(told)),
        problems=tuple(problems),
        page=page,
    )


def last_activity(part: ScrapedPart) -> str:
    """The day on which something last happened in a procedure, empty for never."""
    return max((value[:10] for label, value in part.labels if label == "activity"), default="")


def titles_of(value: object) -> dict[str, str]:
    """The titles in the languages that we take; where there is none of these, the first."""
    told = {k: text for k, v in value.items() if (text := words(v))} if isinstance(value, dict) else {}
    return {one: told[one] for one in LANGUAGES if one in told} or dict(list(told.items())[:1])


def _number(told: Record) -> str | None:
    number = identifier(told.get("process_id")) or _tail(told.get("id"))
    return number if number and PROCESS.fullmatch(number) else None


def _tail(value: object) -> str | None:
    """The last piece of a relative id: ``def/ep-procedure-types/COD`` is COD."""
    text = words(value)
    return text.rpartition("/")[2] if text else None


def _events(told: Record) -> list[tuple[date, str]]:
    """What happened, in the order of the days; a bare id among the events tells nothing."""
    return sorted(_dated(told.get("consists_of")), key=lambda event: event[0])


def _dated(value: object) -> Iterator[tuple[date, str]]:
    """Day and type of each activity; of one day decisions are last, for they are what it led to."""
    found = sorted(records(value), key=lambda one: (one.get("type") == "Decision", str(one.get("id"))))
    for one in found:
        if when := day(one.get("activity_date")):
            yield when, _tail(one.get("had_activity_type")) or words(one.get("type")) or "?"


def _stage(told: Record, kind: str) -> Stage | None:
    """Ours, from what happened: ``current_stage`` is the same for every procedure, closed ones too."""
    events = records(told.get("consists_of"))
    if not events:
        return None
    if any(_tail(one.get("had_activity_type")) in _PUBLISHED for one in events):
        return Stage.ADOPTED
    votes = [one for one in events if "-DEC-DCPL-" in str(one.get("activity_id") or one.get("id"))]
    if not votes and not any(name.startswith("TA-") for name in _documents(told)):
        return Stage.PROPOSED
    if kind not in PROPOSALS:
        return Stage.ADOPTED
    later = any(str(one.get("occured_at_stage")).endswith(("RDG2", "RDG3")) for one in votes)
    return Stage.SECOND_READING if later else Stage.FIRST_READING


def _committees(told: Record) -> list[tuple[str, str]]:
    """The committees with their roles; of persons nothing is kept."""
    found = []
    for one in records(told.get("had_participation")):
        role = _tail(one.get("participation_role")) or ""
        names = filter(None, map(_tail, texts(one.get("had_participant_organization"))))
        found += [(role, name) for name in names if role.startswith("COMMITTEE")]
    return sorted(dict.fromkeys(found))


def _documents(told: Record) -> list[str]:
    """The ids of the reports and adopted texts of the procedure."""
    names = sorted({name for one in texts(told.get("created_a_realization_of")) if (name := _tail(one))})
    return [name for name in names if name.startswith(("A-", "TA-"))]

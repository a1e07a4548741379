"""What a page says, before anything is stored: the hand-over from a source's reader to ``ingest``.

A *page* is bytes with an address. A *part* is what one page tells about one draft; a draft often
spans several pages. A *scraped draft* is the parts put together, with its problems named.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date, datetime
from typing import Any, TypeVar

from legislation.characters import keepable
from legislation.vocabulary import Deadline, Kind, Method, Origin, Stage


@dataclass(frozen=True)
class Page:
    """The bytes that one address gave.

    ``fetched_at`` is UTC. ``record`` is where the bytes lie in the archive (``FILE.warc.gz:OFFSET``),
    None for a page that was read from a plain file.
    """

    url: str
    content: bytes
    media_type: str = "text/html"
    origin: Origin = Origin.RECORDED
    status: int = 200
    charset: str | None = None
    fetched_at: datetime | None = None
    sha256: str = ""
    record: str | None = None


@dataclass(frozen=True)
class ScrapedAttachment:
    """A file that a page links to. ``text`` is set once it was read, ``problem`` if it could not be.

    ``method`` tells text that was written from text that was recognised in pictures.
    """

    url: str
    title: str = ""
    media_type: str | None = None
    sha256: str | None = None
    record: str | None = None
    text: str | None = None
    problem: str | None = None
    method: Method | None = None
    language: str | None = None


@dataclass(frozen=True)
class ScrapedPart:
    """What one page (or one row of a list page) tells about one draft; None where it does not say.

    ``part`` names the kind of page (``about``, ``justification``, ``act``, ``row`` …). ``titles`` maps
    a language to a title. ``opens`` and ``closes`` are moments in UTC: a closing date without a time is
    the end of that day in the source's zone. ``identifiers`` maps a scheme (``act_number``, ``celex``,
    ``procedure`` …) to a value. ``labels`` keeps every label and value pair of the page that has no
    field here. ``links`` are addresses or acts that the page points to. ``text`` is None for a page
    without a text of its own, and keeps one paragraph a line. A ``stand_in`` is a text from elsewhere (a
    PDF for a page that was not had) that counts only while the part itself was never had.
    """

    key: str
    url: str
    part: str
    origin: Origin
    titles: dict[str, str] = field(default_factory=dict)
    kind: Kind | None = None
    body: str | None = None
    stage_published: str | None = None
    stage: Stage | None = None
    published: date | None = None
    opens: datetime | None = None
    closes: datetime | None = None
    deadline: Deadline = Deadline.UNKNOWN
    identifiers: dict[str, str] = field(default_factory=dict)
    language: str | None = None
    text: str | None = None
    attachments: tuple[ScrapedAttachment, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    links: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    page: Page | None = None
    stand_in: bool = False


@dataclass(frozen=True)
class ScrapedDraft:
    """One draft of one source, put together from its parts by ``pages.assemble``.

    The fields mean what they mean in ``ScrapedPart``. ``parts`` holds those parts that bring a text.
    ``origin`` is the weakest origin among the parts. A part that could not be had is a line in
    ``problems``; it never drops the draft.
    """

    source: str
    key: str
    url: str
    origin: Origin
    titles: dict[str, str]
    kind: Kind | None = None
    body: str | None = None
    stage_published: str | None = None
    stage: Stage | None = None
    published: date | None = None
    opens: datetime | None = None
    closes: datetime | None = None
    deadline: Deadline = Deadline.UNKNOWN
    identifiers: dict[str, str] = field(default_factory=dict)
    language: str | None = None
    parts: tuple[ScrapedPart, ...] = ()
    attachments: tuple[ScrapedAttachment, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    links: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


def merge(
    source: str,
    parts: Sequence[ScrapedPart],
    *,
    url: str | None = None,
    problems: tuple[str, ...] = (),
) -> ScrapedDraft:
    """Put the parts of one draft together: the first part that says something wins, field by field.

    ``parts`` are in order of trust and all of one key. Raises ValueError for no parts.
    """
    if not parts:
        raise ValueError("a draft needs at least one part")
    first = parts[0]
    return ScrapedDraft(
        source=source,
        key=first.key,
        url=url or first.url,
        origin=Origin.weakest([p.origin for p in parts]) or first.origin,
        titles=_merged(p.titles for p in parts),
        kind=_first(p.kind for p in parts),
        body=_first(p.body for p in parts),
        stage_published=_first(p.stage_published for p in parts),
        stage=_first(p.stage for p in parts),
        published=_first(p.published for p in parts),
        opens=_first(p.opens for p in parts),
        closes=_first(p.closes for p in parts),
        deadline=next((p.deadline for p in parts if p.deadline is not Deadline.UNKNOWN), Deadline.UNKNOWN),
        identifiers=_merged(p.identifiers for p in parts),
        language=_first(p.language for p in parts),
        parts=tuple(p for p in parts if p.text is not None),
        attachments=_unique(a for p in parts for a in p.attachments),
        labels=_unique(pair for p in parts for pair in p.labels),
        links=_unique(link for p in parts for link in p.links),
        problems=_unique([*(line for p in parts for line in p.problems), *problems]),
    )


def storable(draft: ScrapedDraft) -> ScrapedDraft:
    """The draft without the characters that cannot be kept, in whichever of its texts they stand."""
    cleaned: ScrapedDraft = _cleaned(draft)
    return cleaned


def _cleaned(value: Any) -> Any:
    if type(value) is str:
        return keepable(value)
    if isinstance(value, tuple):
        return tuple(_cleaned(one) for one in value)
    if isinstance(value, dict):
        return {_cleaned(key): _cleaned(one) for key, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _cleaned(getattr(value, f.name)) for f in fields(value)})
    return value


_T = TypeVar("_T")


def _first(values: Iterable[_T | None]) -> _T | None:
    return next((value for value in values if value is not None), None)


def _merged(maps: Iterable[dict[str, str]]) -> dict[str, str]:
    result: dict[str, str] = {}
    for one in maps:
        for key, value in one.items():
            result.setdefault(key, value)
    return result


def _unique(items: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(items))

"""People and drafts for tests, made as the programs make them: by the verbs, into a real database."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from legislation import ingest, structure
from legislation.model import (
    Comment,
    Community,
    Draft,
    Person,
    Position,
    Provision,
    Reference,
    Tag,
    Version,
)
from legislation.positions import comments, drafting
from legislation.scraped import Page, ScrapedAttachment, ScrapedDraft, ScrapedPart
from legislation.storage import drafts, people
from legislation.storage.database import Database
from legislation.vocabulary import (
    Deadline,
    Kind,
    Origin,
    ReferenceKind,
    RoleName,
    Stage,
    Stance,
    TagOrigin,
    Visibility,
)

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
"""Noon of a Monday in Yerevan."""

BILL = """ՀԱՅԱՍՏԱՆԻ ՀԱՆՐԱՊԵՏՈՒԹՅԱՆ
ՕՐԵՆՔԸ
«Տեղական ինքնակառավարման մասին» օրենքում փոփոխություններ և լրացումներ կատարելու մասին
Հոդված 1. «Տեղական ինքնակառավարման մասին» օրենքի (այսուհետ՝ Օրենք) 12-րդ հոդվածի 1-ին մասում.
1) 3-րդ կետում «տասնհինգ» բառը փոխարինել «երեսուն» բառով.
2) լրացնել հետևյալ բովանդակությամբ նոր 8-րդ կետ.
«8) սահմանում է տեղական վճարների դրույքաչափերը.»։
Հոդված 2. Համայնքի բյուջեն
1. Համայնքի ավագանին բյուջեն հաստատում է մինչև տարվա ավարտը։
2. Տեղական վճարների դրույքաչափերը ներկայացնում է համայնքի ղեկավարը։
Հոդված 3. Եզրափակիչ մաս
1. Սույն օրենքն ուժի մեջ է մտնում պաշտոնական հրապարակմանը հաջորդող տասներորդ օրը։
"""
"""A bill of three articles, written for tests."""

_numbers = count(1)


def make_community(session: Session, key: str = "alaverdi", **facts: Any) -> Community:
    community = Community(
        key=key,
        **{"names": {"hy": "Ալավերդի", "en": "Alaverdi", "ru": "Алаверди"}, "chamber": "urban"} | facts,
    )
    session.add(community)
    session.flush()
    return community


def make_person(
    session: Session,
    *roles: RoleName,
    email: str | None = None,
    name: str = "Արամ Հակոբյան",
    language: str = "hy",
    community: Community | None = None,
    now: datetime = NOW,
) -> Person:
    """A person with these roles (RoleName.COMMENTER, RoleName.OFFICER …)."""
    email = email or f"person{next(_numbers)}@example.am"
    return people.add(session, email, name, language, roles=roles, community=community, now=now)


def scraped_part(
    text: str = BILL, part: str = "about", *, key: str, language: str = "hy", **facts: Any
) -> ScrapedPart:
    """One page of a draft."""
    url = f"https://www.e-draft.am/projects/{key.partition(':')[2]}/{part}"
    page = Page(url=url, content=text.encode(), sha256="5e" * 32, fetched_at=NOW)
    return ScrapedPart(
        key=key,
        url=url,
        part=part,
        text=text,
        language=language,
        **{"origin": Origin.RECORDED, "page": page} | facts,
    )


def scraped_draft(
    key: str,
    title: str = "«Տեղական ինքնակառավարման մասին» օրենքում փոփոխություններ կատարելու մասին օրենքի նախագիծ",
    texts: dict[str, str] | None = None,
    closes: datetime | None = None,
    **facts: Any,
) -> ScrapedDraft:
    """What a source tells of a draft: one text for each part, by default one bill."""
    language, origin = facts.get("language", "hy"), facts.get("origin", Origin.RECORDED)
    told = {
        "source": key.partition(":")[0],
        "url": f"https://www.e-draft.am/projects/{key.partition(':')[2]}",
        "origin": origin,
        "language": language,
        "titles": {language: title},
        "kind": Kind.BILL,
        "stage": Stage.DISCUSSION,
        "stage_published": "Գտնվում է հանրային քննարկման փուլում",
        "published": date(2026, 2, 27),
        "deadline": Deadline.PUBLISHED if closes else Deadline.UNKNOWN,
        "parts": tuple(
            scraped_part(text, part, key=key, language=language, origin=origin)
            for part, text in (texts or {"about": BILL}).items()
        ),
    }
    return ScrapedDraft(key=key, closes=closes, **told | facts)


def make_draft(
    session: Session,
    key: str | None = None,
    *,
    now: datetime = NOW,
    quiet: str | None = None,
    tagged: bool = True,
    **facts: Any,
) -> Draft:
    """A draft of ``scraped_draft``'s ``facts``, its provisions found; the same key again: a new version."""
    scraped = scraped_draft(key or f"edraft:{next(_numbers)}", **facts)
    draft = drafts.hold(session, ingest.record(session, scraped, now=now, quiet=quiet).draft_id)
    if tagged:
        for version in draft.versions:
            if version.tagged_at is None:
                tag_version(session, version, now=now)
    session.flush()
    return draft


def add_drafts(database: Database, *keys: str, **facts: Any) -> None:
    """Drafts as a crawl leaves them: stored, and not yet tagged."""
    with database.write() as session:
        for key in keys:
            make_draft(session, key, tagged=False, **facts)


def tag_version(session: Session, version: Version, *, now: datetime = NOW) -> None:
    """Find the provisions of a version, and stamp it as tagged."""
    for piece in structure.pieces(version.text):
        fields = ("path", "kind", "number", "heading", "start", "end")
        session.add(Provision(version_id=version.id, **{name: getattr(piece, name) for name in fields}))
    version.tagged_at = now
    session.flush()


def make_tag(
    session: Session,
    version: Version,
    topic: str,
    *words: str,
    score: float = 0.9,
    origin: TagOrigin = TagOrigin.RULE,
    now: datetime = NOW,
) -> Tag:
    """A topic whose evidence is every place where one of the words stands."""
    spans = [(start, start + len(word)) for word in words for start in _places(version.text, word)]
    evidence = [
        {"start": a, "end": b, "text": version.text[a:b], "term": version.text[a:b], "provision": ""}
        for a, b in sorted(spans)
    ]
    tag = Tag(
        version_id=version.id,
        topic=topic,
        score=score,
        origin=origin,
        reason="terms",
        evidence=evidence,
        created_at=now,
    )
    session.add(tag)
    session.flush()
    return tag


def make_reference(session: Session, version: Version, text: str, **facts: Any) -> Reference:
    """An act that the version names, at the first place where ``text`` stands."""
    start = version.text.index(text)
    reference = Reference(
        version_id=version.id,
        start=start,
        end=start + len(text),
        text=text,
        **{"kind": ReferenceKind.AMENDS, "law": None, "number": None, "title": None} | facts,
    )
    session.add(reference)
    session.flush()
    return reference


def make_comment(
    session: Session,
    person: Person,
    draft: Draft,
    reasons: str = "Ժամկետը կարճ է։",
    *,
    path: str = "art-1",
    visibility: Visibility = Visibility.ASSOCIATION,
    now: datetime = NOW,
    **fields: str,
) -> Comment:
    """What a person says about a place in the first text of a draft."""
    draft = session.merge(draft)
    return comments.comment(
        session,
        session.merge(person),
        draft,
        version_id=draft.current()[0].id,
        path=path,
        reasons=reasons,
        visibility=visibility,
        nonce=f"nonce {next(_numbers)}",
        now=now,
        **{"stance": Stance.OPPOSE, "proposed_text": ""} | fields,
    )


def make_position(
    session: Session,
    officer: Person,
    draft: Draft,
    said: Sequence[Comment] = (),
    *,
    title: str = "Միության դիրքորոշումը",
    justification: str = "Ժամկետը չի բավականացնում։",
    now: datetime = NOW,
) -> Position:
    """A position with one point on the first article, made from these comments."""
    officer, draft = session.merge(officer), session.merge(draft)
    position = drafting.open_position(session, officer, draft, title, now=now)
    session.flush()
    drafting.add_point(
        session,
        officer,
        position.id,
        version_id=draft.current()[0].id,
        path="art-1",
        proposed_text="",
        justification=justification,
        stance=Stance.OPPOSE,
        comment_ids=[comment.id for comment in said],
        now=now,
    )
    return position


def make_attachment(url: str = "https://www.e-draft.am/files/1.pdf", **facts: Any) -> ScrapedAttachment:
    return ScrapedAttachment(url=url, **{"title": "Հավելված"} | facts)


def _places(text: str, word: str) -> list[int]:
    found, at = [], text.find(word)
    while at >= 0:
        found.append(at)
        at = text.find(word, at + 1)
    return found

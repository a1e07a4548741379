"""Mails for tests, made of people, drafts and reasons that stand in no database."""

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from zoneinfo import ZoneInfo

from alerts.digest import Material, compose
from alerts.message import Sender
from legislation.model import Delivery, Draft, Event, Mail, Person
from legislation.vocabulary import Deadline, EventKind, Origin, Stage

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
SENDER = Sender(
    address="Orakarg <orakarg@example.am>",
    base_url="https://orakarg.example.am",
    association="Հայաստանի համայնքների միություն",
    zone=ZoneInfo("Asia/Yerevan"),
    sources={"edraft": {"hy": "Իրավական ակտերի նախագծեր", "en": "Draft legal acts", "ru": "Проекты актов"}},
    topics={"water": {"hy": "Ջուր", "en": "Water", "ru": "Вода"}},
)


def a_person(language: str = "hy", **facts) -> Person:
    return Person(id=7, **{"email": "aram@example.am", "name": "Արամ Հակոբյան", "language": language} | facts)


def a_draft(number: int = 1, **facts) -> Draft:
    told = {
        "source": "edraft",
        "key": f"edraft:{number}",
        "url": f"https://www.e-draft.am/projects/{number}",
        "titles": {"hy": "Ջրի մասին օրենքի նախագիծ", "en": "Draft law on water"},
        "language": "hy",
        "stage_published": "Հանրային քննարկում",
        "stage": Stage.DISCUSSION,
        "closes": datetime(2026, 3, 17, 19, 59, tzinfo=UTC),
        "deadline": Deadline.PUBLISHED,
        "origin": Origin.LIVE,
    }
    return Draft(id=number, **(told | facts))


def a_reason(number: int = 1, name: str = "Ջրային հարցեր", **facts) -> dict:
    passage = {
        "part": "about",
        "path": "art-2",
        "heading": "Ջրի վճարը",
        "text": "ջրի վճարը որոշում է ավագանին",
    }
    shown = [passage | {"marks": [[0, 3], [4, 9]]}]
    return {"subscription_id": number, "name": name, "query": "ջուր", "passages": shown} | facts


def a_delivery(draft: Draft, *reasons: dict, kind: EventKind = EventKind.SEEN) -> Delivery:
    event = Event(draft_id=draft.id, draft=draft, kind=kind)
    return Delivery(event=event, reasons=list(reasons) or [a_reason()])


def mail(*deliveries: Delivery, person: Person | None = None, sender: Sender = SENDER, **material) -> Mail:
    told = deliveries or (a_delivery(a_draft()),)
    ids = [delivery.event.draft_id for delivery in told]
    facts = {
        "unsubscribe": "UNSUB.x",
        "comment": {i: f"COMMENT{i}.x" for i in ids},
        "topics": dict.fromkeys(ids, ()),
    }
    return compose(person or a_person(), told, Material(**(facts | material)), sender, NOW)


def parsed(made: Mail) -> EmailMessage:
    return message_from_bytes(made.content, policy=policy.default)


def forms(made: Mail) -> tuple[str, str]:
    """The mail as text, and as HTML."""
    message = parsed(made)
    plain, html = message.get_body(["plain"]), message.get_body(["html"])
    return plain.get_content(), html.get_content()

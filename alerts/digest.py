"""What a mail says: pure functions from deliveries to a finished message in the recipient's language."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.header import Header
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import format_datetime, formataddr, parseaddr
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from babel.dates import format_datetime as format_moment
from babel.support import Translations
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from legislation.errors import SetupError
from legislation.model import Delivery, Draft, Mail, Person
from legislation.places import place_name
from legislation.vocabulary import INTERFACE_LANGUAGES

HERE = Path(__file__).parent
SUBJECT = 120
"""Characters of a draft's title in a subject line, at most; the name of a search gets half of it."""
MOST = 50
"""Drafts in one mail, at most; how many more there are is said."""


@dataclass(frozen=True)
class Sender:
    """Who writes, and where the links lead. ``sources`` and ``topics`` give titles by key and language."""

    address: str
    base_url: str
    association: str
    zone: ZoneInfo
    sources: Mapping[str, Mapping[str, str]]
    topics: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Material:
    """What a mail needs beside its deliveries: signed tokens, and topics (None: untagged) by draft id.

    Who may not comment gets no token for it.
    """

    unsubscribe: str
    comment: Mapping[int, str]
    topics: Mapping[int, Sequence[str] | None]


@dataclass(frozen=True)
class Item:
    """One draft in a mail, with everything that happened to it and every search that asked for it.

    ``topics`` is None while the draft could not be tagged, ``original`` where its address is no web address.
    """

    draft: Draft
    title: str
    topics: Sequence[str] | None
    kinds: tuple[str, ...]
    reasons: tuple[dict[str, Any], ...]
    url: str
    comment_url: str | None
    original: str | None


def compose(
    person: Person, deliveries: Sequence[Delivery], material: Material, sender: Sender, now: datetime
) -> Mail:
    """The mail for a person's deliveries, as a row that is ready to be kept and sent."""
    language = person.language if person.language in INTERFACE_LANGUAGES else INTERFACE_LANGUAGES[0]
    items = _items(deliveries, material, sender, language, now)
    subject = _subject(items, language)
    unsubscribe = f"{sender.base_url}/u/{material.unsubscribe}"
    words = {
        "person": person,
        "items": items[:MOST],
        "more": len(items[MOST:]),
        "language": language,
        "sender": sender,
        "unsubscribe": unsubscribe,
        "subject": subject,
    }
    message = _message(person, sender, subject, unsubscribe, now)
    message["Content-Language"] = language
    for form, subtype in (("digest.txt", "plain"), ("digest.html", "html")):
        text = _environment(language, html=subtype == "html").get_template(form).render(words)
        message.attach(MIMEText(text, subtype, "utf-8"))
    return Mail(
        person_id=person.id,
        message_id=message["Message-ID"],
        recipient=person.email,
        subject=subject,
        content=message.as_bytes(policy=compat32.clone(linesep="\r\n")),
        created_at=now,
        queued_at=now,
    )


def _message(person: Person, sender: Sender, subject: str, unsubscribe: str, now: datetime) -> MIMEMultipart:
    """A message that is all head.

    It is a ``MIMEMultipart``, since ``EmailMessage`` loses blanks where it folds a long subject that is
    not ASCII, and spoils long addresses.
    """
    message = MIMEMultipart("alternative")
    message["From"] = formataddr(parseaddr(sender.address))
    message["To"] = _line(person.email)
    message["Subject"] = Header(subject, "utf-8")  # type: ignore[assignment]  # typeshed knows str only
    message["Date"] = format_datetime(now.astimezone(sender.zone))
    message["Message-ID"] = f"<{uuid.uuid4().hex}@{_domain(sender.address)}>"
    message["List-Unsubscribe"] = f"<{unsubscribe}>"
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message["Auto-Submitted"] = "auto-generated"
    return message


def _items(
    deliveries: Sequence[Delivery], material: Material, sender: Sender, language: str, now: datetime
) -> list[Item]:
    """One item a draft, those with the nearest deadline to come first, then the newest."""
    by_draft: dict[int, list[Delivery]] = {}
    for delivery in deliveries:
        by_draft.setdefault(delivery.event.draft_id, []).append(delivery)
    items = []
    for draft_id, group in by_draft.items():
        draft = group[0].event.draft
        reasons = {reason["subscription_id"]: reason for one in group for reason in one.reasons}
        token = material.comment.get(draft_id)
        items.append(
            Item(
                draft=draft,
                title=_line(draft.title(language)),
                topics=material.topics[draft_id],
                kinds=tuple(dict.fromkeys(one.event.kind for one in group)),
                reasons=tuple(reasons.values()),
                url=f"{sender.base_url}/drafts/{quote(draft.key, safe=':')}",
                comment_url=f"{sender.base_url}/c/{token}" if token else None,
                original=draft.url if draft.url.startswith(("https://", "http://")) else None,
            )
        )
    never = datetime.max.replace(tzinfo=UTC)

    def deadline(draft: Draft) -> datetime:
        return draft.closes if draft.closes and draft.closes >= now else never

    return sorted(items, key=lambda item: (deadline(item.draft), -item.draft.id))


def _subject(items: Sequence[Item], language: str) -> str:
    """The search that asked, and the draft, or how many there are."""
    gettext, ngettext = _translations(language).gettext, _translations(language).ngettext
    names = list(dict.fromkeys(_line(reason["name"]) for item in items for reason in item.reasons))
    searches = ", ".join(f"«{_short(name, SUBJECT // 2)}»" for name in names[:2])
    searches += "…" if len(names) > 2 else ""
    if len(items) == 1:
        title = _short(items[0].title, SUBJECT)
        return gettext("%(searches)s: %(title)s") % {"searches": searches, "title": title}
    count = ngettext("%(searches)s: %(n)d draft", "%(searches)s: %(n)d drafts", len(items))
    return count % {"searches": searches, "n": len(items)}


def _line(text: str) -> str:
    """The text on one line, as a header needs it."""
    return " ".join(text.split())


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _marked(passage: Mapping[str, Any]) -> Markup:
    """The passage as HTML, with what was found in bold."""
    text, at, pieces = passage["text"], 0, []
    for start, end in passage["marks"]:
        pieces += [escape(text[at:start]), Markup("<b>"), escape(text[start:end]), Markup("</b>")]
        at = end
    return Markup("").join([*pieces, escape(text[at:])])


def _domain(address: str) -> str:
    return parseaddr(address)[1].rpartition("@")[2] or "localhost"


@cache
def _translations(language: str) -> Translations:
    found = Translations.load(HERE / "translations", [language])
    if language != "en" and not isinstance(found, Translations):
        raise SetupError("the translations of the mails are not compiled; “make setup” does it")
    return found if isinstance(found, Translations) else Translations()


@cache
def _environment(language: str, *, html: bool) -> Environment:
    """Both forms of a mail share templates, so it is the form that decides whether all is escaped."""
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=html,  # noqa: S701 - plain text has nothing to escape
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_translations(_translations(language), newstyle=True)  # type: ignore[attr-defined]  # added by the extension
    environment.filters["moment"] = lambda moment, zone: format_moment(
        moment, "d MMMM y, HH:mm", tzinfo=zone, locale=language
    )
    environment.filters["marked"] = _marked
    environment.filters["place"] = lambda passage: place_name(passage["path"], passage["heading"], language)
    environment.filters["one_line"] = _line
    return environment

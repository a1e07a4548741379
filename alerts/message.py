"""A mail as a message: its head, its two forms in the recipient's language, and the row that is kept."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.header import Header
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import format_datetime, formataddr, parseaddr
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_datetime as format_moment
from babel.support import Translations
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from config.lexicon import Law
from legislation.errors import SetupError
from legislation.model import Mail, Person
from legislation.places import place_name
from legislation.vocabulary import INTERFACE_LANGUAGES

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Sender:
    """Who writes, and where the links lead. ``sources`` and ``topics`` give titles by key and language.

    ``laws`` are the acts about communities by key.
    ``quiet`` gives, for each source that is followed, the days that it may go without anything new.
    """

    address: str
    base_url: str
    association: str
    zone: ZoneInfo
    sources: Mapping[str, Mapping[str, str]]
    topics: Mapping[str, Mapping[str, str]]
    laws: Mapping[str, Law] = field(default_factory=dict)
    quiet: Mapping[str, int] = field(default_factory=dict)


def language_of(person: Person) -> str:
    """The language in which we write to a person."""
    return person.language if person.language in INTERFACE_LANGUAGES else INTERFACE_LANGUAGES[0]


def mail_of(
    person: Person,
    template: str,
    subject: str,
    words: Mapping[str, Any],
    sender: Sender,
    now: datetime,
    unsubscribe: str | None = None,
) -> Mail:
    """A mail of ``TEMPLATE.txt`` and ``TEMPLATE.html``, as a row that is ready to be kept and sent."""
    language = language_of(person)
    message = _head(person, sender, subject, unsubscribe, now)
    message["Content-Language"] = language
    for form, subtype in ((f"{template}.txt", "plain"), (f"{template}.html", "html")):
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


def _head(
    person: Person, sender: Sender, subject: str, unsubscribe: str | None, now: datetime
) -> MIMEMultipart:
    """A message that is all head.

    It is a ``MIMEMultipart``, since ``EmailMessage`` loses blanks where it folds a long subject that is
    not ASCII, and spoils long addresses.
    """
    message = MIMEMultipart("alternative")
    message["From"] = formataddr(parseaddr(sender.address))
    message["To"] = one_line(person.email)
    message["Subject"] = Header(subject, "utf-8")  # type: ignore[assignment]  # typeshed knows str only
    message["Date"] = format_datetime(now.astimezone(sender.zone))
    message["Message-ID"] = f"<{uuid.uuid4().hex}@{_domain(sender.address)}>"
    if unsubscribe:
        message["List-Unsubscribe"] = f"<{unsubscribe}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message["Auto-Submitted"] = "auto-generated"
    return message


def one_line(text: str) -> str:
    """The text on one line, as a header needs it."""
    return " ".join(text.split())


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
def translations(language: str) -> Translations:
    """The compiled catalogue of a language; SetupError if it was not compiled."""
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
    environment.install_gettext_translations(translations(language), newstyle=True)  # type: ignore[attr-defined]  # added by the extension
    environment.filters["moment"] = lambda moment, zone: format_moment(
        moment, "d MMMM y, HH:mm", tzinfo=zone, locale=language
    )
    environment.filters["marked"] = _marked
    environment.filters["place"] = lambda passage: place_name(passage["path"], passage["heading"], language)
    environment.filters["one_line"] = one_line
    return environment

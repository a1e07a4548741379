"""The digest: pure functions from deliveries to a finished mail in the recipient's language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from alerts.message import Sender, language_of, mail_of, one_line, translations
from legislation.freshness import Freshness
from legislation.model import Delivery, Draft, Mail, Person
from legislation.places import element_id

SUBJECT = 120
"""Characters of a draft's title in a subject line, at most; the name of a search gets half of it."""
MOST = 50
"""Drafts in one mail, at most; how many more there are is said."""


@dataclass(frozen=True)
class Material:
    """What a mail needs beside its deliveries: signed tokens, and topics (None: untagged) by draft id.

    Who may not comment gets no token for it. ``sources`` is how fresh what we know of each is;
    ``why`` says in a line how surely a draft matters, where that could be judged.
    """

    unsubscribe: str
    comment: Mapping[int, str]
    topics: Mapping[int, Sequence[str] | None]
    sources: Sequence[Freshness] = ()
    why: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Item:
    """One draft in a mail, with everything that happened to it and every search that asked for it.

    ``yours``: it names the reader's own community, or its marz. ``topics`` is None while the draft could
    not be tagged, ``original`` where its address is no web address.
    """

    draft: Draft
    title: str
    topics: Sequence[str] | None
    why: str
    yours: bool
    kinds: tuple[str, ...]
    reasons: tuple[dict[str, Any], ...]
    url: str
    comment_url: str | None
    original: str | None


def compose(
    person: Person, deliveries: Sequence[Delivery], material: Material, sender: Sender, now: datetime
) -> Mail:
    """The mail for a person's deliveries, as a row that is ready to be kept and sent."""
    language = language_of(person)
    items = _items(deliveries, material, sender, language, now)
    subject = _subject(items, language)
    unsubscribe = f"{sender.base_url}/u/{material.unsubscribe}"
    words = {
        "person": person,
        "items": items[:MOST],
        "more": len(items[MOST:]),
        "language": language,
        "sender": sender,
        "checked": max((one.checked_at for one in material.sources if one.checked_at), default=None),
        "sources": material.sources,
        "unsubscribe": unsubscribe,
        "subject": subject,
    }
    return mail_of(person, "digest", subject, words, sender, now, unsubscribe)


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
        token = material.comment.get(draft_id)
        url = f"{sender.base_url}/drafts/{quote(draft.key, safe=':')}"
        comment_url = f"{sender.base_url}/c/{token}" if token else None
        reasons = {
            reason["subscription_id"]: _linked(reason, draft, comment_url or url)
            for one in group
            for reason in one.reasons
        }
        items.append(
            Item(
                draft=draft,
                title=one_line(draft.title(language)),
                topics=material.topics[draft_id],
                why=material.why.get(draft_id, ""),
                yours=any(reason.get("yours") for reason in reasons.values()),
                kinds=tuple(dict.fromkeys(one.event.kind for one in group)),
                reasons=tuple(reasons.values()),
                url=url,
                comment_url=comment_url,
                original=draft.url if draft.url.startswith(("https://", "http://")) else None,
            )
        )
    never = datetime.max.replace(tzinfo=UTC)

    def deadline(draft: Draft) -> datetime:
        return draft.closes if draft.closes and draft.closes >= now else never

    return sorted(items, key=lambda item: (deadline(item.draft), -item.draft.id))


def _linked(reason: Mapping[str, Any], draft: Draft, url: str) -> dict[str, Any]:
    """The reason, each of its passages with the address of its place on the page ``url``."""
    versions = {version.part: version.id for version in draft.current()}
    passages = [
        {
            **one,
            "url": f"{url}#{element_id(versions[one['part']], one['path'])}"
            if one["part"] in versions
            else url,
        }
        for one in reason["passages"]
    ]
    return {"topics": [], **reason, "passages": passages}


def _subject(items: Sequence[Item], language: str) -> str:
    """The search that asked, and the draft, or how many there are."""
    gettext, ngettext = translations(language).gettext, translations(language).ngettext
    names = list(dict.fromkeys(one_line(reason["name"]) for item in items for reason in item.reasons))
    searches = ", ".join(f"«{_short(name, SUBJECT // 2)}»" for name in names[:2])
    searches += "…" if len(names) > 2 else ""
    if len(items) == 1:
        title = _short(items[0].title, SUBJECT)
        return gettext("%(searches)s: %(title)s") % {"searches": searches, "title": title}
    count = ngettext("%(searches)s: %(n)d draft", "%(searches)s: %(n)d drafts", len(items))
    return count % {"searches": searches, "n": len(items)}


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"

"""The people of the demonstration: an officer, a member and a board member, with what they follow."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy.orm import Session

from legislation.errors import OrakargError
from legislation.storage import drafts, people
from legislation.subscribe import subscribe
from legislation.vocabulary import Frequency, RoleName

DOMAIN = "@demo.orakarg.example"
COMMUNITY = "ashtarak"
"""The community of the member."""


@dataclass(frozen=True)
class _Somebody:
    email: str
    name: str
    language: str
    roles: tuple[RoleName, ...]
    searches: tuple[tuple[str, str], ...]
    community: bool = False


PEOPLE = (
    _Somebody(
        "officer" + DOMAIN,
        "Անի Պետրոսյան",
        "hy",
        (RoleName.OFFICER,),
        (("Թեմա՝ տեղական ինքնակառավարում", "topic:local_self_government"),),
    ),
    _Somebody(
        "member" + DOMAIN,
        "Արամ Հակոբյան",
        "hy",
        (RoleName.COMMENTER, RoleName.HEAD),
        (("", "տեղական ինքնակառավարում"),),
        community=True,
    ),
    _Somebody(
        "board" + DOMAIN,
        "Maria Sargsyan",
        "en",
        (RoleName.BOARD,),
        (("Law on Local Self-Government", "«Տեղական ինքնակառավարման մասին» օրենք"),),
    ),
)


class NotADemonstration(OrakargError):
    """The database holds something that the demonstration did not make."""


def days(now: datetime) -> list[datetime]:
    """The clocks of the two days: nine in the morning two days ago, and one day ago, in ``now``'s zone."""
    return [datetime.combine(now.date() - timedelta(days=n), time(9), now.tzinfo) for n in (2, 1)]


def sum_up(rounds: Sequence[dict[str, Any]], last: dict[str, Any]) -> dict[str, Any]:
    """The answer over several rounds: counts added up, states from ``last`` (by source)."""
    sources = {
        name: ending | {key: _sum(rounds, name, key) for key in ("pages", "new", "changed")}
        for name, ending in last.items()
    }
    counts = (key for key in rounds[0] if key != "sources")
    return {"sources": sources} | {key: sum(one[key] for one in rounds) for key in counts}


def _sum(rounds: Sequence[dict[str, Any]], name: str, key: str) -> int:
    return sum(one["sources"][name][key] for one in rounds if name in one["sources"])


def set_up(session: Session, now: datetime) -> None:
    """Make the people and their saved searches, if they are not there yet; communities are."""
    if people.by_email(session, PEOPLE[0].email):
        return
    community = people.community(session, COMMUNITY)
    for one in PEOPLE:
        person = people.add(
            session,
            one.email,
            one.name,
            one.language,
            roles=one.roles,
            community=community if one.community else None,
            now=now,
        )
        for name, search in one.searches:
            subscribe(session, person, search, name=name, frequency=Frequency.IMMEDIATE, now=now)


def refuse_foreign(session: Session, keys: Collection[str]) -> None:
    """Raises NotADemonstration if there is a person or a draft that the demonstration did not make.

    ``keys`` are the drafts that it makes.
    """
    strangers = [p.email for p in people.everyone(session) if not p.email.endswith(DOMAIN)]
    others = drafts.keys_beside(session, keys)
    if strangers or others:
        found = ", ".join([*strangers, *others][:3])
        raise NotADemonstration(
            f"this database is not a demonstration: it holds {found}. "
            "Set ORAKARG_DATA (and ORAKARG_DATABASE) to an empty place to look at the demonstration."
        )

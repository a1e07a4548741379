"""Who takes part, as the operator says it at the command line; each act leaves its line in the trail."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from difflib import get_close_matches
from typing import Protocol

from sqlalchemy.orm import Session

from legislation.errors import Conflict, Invalid, NotFound
from legislation.model import Community, Person, Role
from legislation.storage import audit, people
from legislation.storage.database import take_turns
from legislation.vocabulary import RoleName

_TURNSTILE = 734515
_ADDRESS = re.compile(r"[!#$%&'*+/=?^_`{|}~\w.-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", re.ASCII)
_LONGEST_ADDRESS = 254


class Listed(Protocol):
    """A community as a list tells it."""

    @property
    def key(self) -> str: ...
    @property
    def names(self) -> Mapping[str, str]: ...
    @property
    def chamber(self) -> str: ...
    @property
    def marz(self) -> str | None: ...


def address_of(typed: str) -> str:
    """The address as we keep it; raises Invalid for what is none, or none that mail servers take."""
    address = typed.strip().lower()
    if len(address) > _LONGEST_ADDRESS or not _ADDRESS.fullmatch(address):
        raise Invalid("bad_email", "email")
    return address


def bring_communities(session: Session, listed: Iterable[Listed], *, now: datetime) -> dict[str, int]:
    """Make the database know these communities: ``{"new", "changed", "unchanged"}``.

    One that is known by its key takes the names of the list; those that the list lacks stay.
    """
    take_turns(session, _TURNSTILE)
    done = dict.fromkeys(("new", "changed", "unchanged"), 0)
    for one in listed:
        told = {"names": dict(one.names), "chamber": one.chamber, "province": one.marz}
        known = people.community(session, one.key)
        before = {name: getattr(known, name) for name in told} if known else None
        if before == told:
            done["unchanged"] += 1
            continue
        if known is None:
            known = Community(key=one.key)
            session.add(known)
        for name, value in told.items():
            setattr(known, name, value)
        done["changed" if before else "new"] += 1
        audit.note(
            session,
            None,
            "changed_community" if before else "added_community",
            known,
            before=before,
            after=told,
            now=now,
        )
    return done


def add(
    session: Session,
    email: str,
    name: str,
    language: str,
    *,
    roles: Collection[RoleName],
    community: str | None = None,
    now: datetime,
) -> Person:
    """A new person, for a member with the key or a name of the community.

    Raises Invalid (no address, no name), NotFound (no such community), Conflict (the address is taken).
    """
    take_turns(session, _TURNSTILE)
    email = address_of(email)
    if not name.strip():
        raise Invalid("name_needed", "name")
    place = find_community(session, community) if community else None
    _need_place(roles, [place] if place else [])
    taken = people.by_email(session, email)
    if taken:
        closed = ", disabled" if taken.disabled_at else ""
        raise Conflict(f"there is a person with the address {email} already: {taken.name}{closed}")
    ordered = tuple(role for role in RoleName if role in roles)
    person = people.add(session, email, name.strip(), language, roles=ordered, community=place, now=now)
    after = {"roles": list(ordered), "community": place.key if place else None}
    audit.note(session, None, "added_person", person, after=after, now=now)
    return person


def disable(session: Session, email: str, *, now: datetime) -> Person:
    """Close a person's account: no link, no session, no mail from now on; what was written stays."""
    person = _held(session, email)
    if person.disabled_at is None:
        person.disabled_at = now
        audit.note(session, None, "disabled_person", person, now=now)
    return person


def give_roles(session: Session, email: str, roles: Collection[RoleName], *, now: datetime) -> Person:
    """Let a person hold these roles and no others; a role that is held already goes on."""
    person = _held(session, email)
    if person.disabled_at is not None:
        raise Conflict(f"the account of {person.email} is closed")
    _need_place(roles, person.communities())
    before = roles_of(person)
    after = [role for role in RoleName if role in roles]
    for role in person.roles:
        if role.ended_at is None and role.name not in after:
            role.ended_at = now
    person.roles += [Role(name=name, started_at=now) for name in after if name not in before]
    if before != after:
        told = {"roles": list(before)}, {"roles": list(after)}
        audit.note(session, None, "changed_roles", person, before=told[0], after=told[1], now=now)
    return person


def roles_of(person: Person) -> list[str]:
    """The roles that a person holds today, in the order of ``RoleName``."""
    held = {role.name for role in person.roles if role.ended_at is None}
    return [role for role in RoleName if role in held]


def find_community(session: Session, typed: str) -> Community:
    """The community with this key or name; NotFound tells those that are called nearly so."""
    known: dict[str, Community] = {}
    for one in people.communities(session):
        known |= {name.casefold(): one for name in (one.key, *one.names.values())}
    found = known.get(typed.strip().casefold())
    if found:
        return found
    if not known:
        raise NotFound(f"there is no community {typed}: none is known yet, “orakarg communities” brings them")
    near = get_close_matches(typed.strip().casefold(), known, n=3, cutoff=0.5)
    told = ", ".join(dict.fromkeys(f"{known[name].key} ({known[name].names['hy']})" for name in near))
    raise NotFound(
        f"there is no community {typed}; " + (f"near it: {told}" if told else "no name is near it")
    )


def _held(session: Session, email: str) -> Person:
    person = people.by_email(session, email)
    if person is None:
        raise NotFound(f"there is no person with the address {email}")
    people.hold(session, person)
    return person


def _need_place(roles: Collection[RoleName], places: Sequence[Community]) -> None:
    """Who speaks for a community belongs to one."""
    if RoleName.HEAD in roles and not places:
        raise Invalid("community_needed", "community")

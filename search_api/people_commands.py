"""``orakarg person``, ``communities``, ``sign-in`` and ``retry``: what an operator does for people."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import click
from sqlalchemy.orm import Session

from config import communities as listed
from config import settings
from config.settings import Settings
from config.terminal import answer, json_option
from legislation import links
from legislation import people as verbs
from legislation.errors import Invalid, NotFound
from legislation.model import Person
from legislation.storage import audit, people, queues
from legislation.storage.database import opened
from legislation.vocabulary import INTERFACE_LANGUAGES, Purpose, RoleName

_ROLES = click.Choice([role.value for role in RoleName])
_SAID = {
    "bad_email": "this is no e-mail address, or one that not every mail server takes",
    "name_needed": "a person needs a name",
    "community_needed": "a head of community belongs to one: --community KEY",
}


@click.group()
def person() -> None:
    """Look after the people who sign in, comment and get mail."""


@person.command("add")
@click.argument("email")
@click.option("--name", required=True, help="How the person is called in pages and mails.")
@click.option("--role", "roles", type=_ROLES, multiple=True, required=True, help="May be given again.")
@click.option("--community", help="A member's community, by its key or a name.")
@click.option("--language", type=click.Choice(INTERFACE_LANGUAGES), default="hy", show_default=True)
@json_option
def person_add(
    email: str, name: str, roles: tuple[str, ...], community: str | None, language: str, as_json: bool
) -> None:
    """Add a person, who can then ask for a sign-in link on the page.

    The answer is {"email", "name", "language", "roles", "communities", "disabled"}.
    """
    held = [RoleName(role) for role in roles]
    _act(
        lambda session, now: verbs.add(
            session, email, name, language, roles=held, community=community, now=now
        ),
        as_json,
    )


@person.command("disable")
@click.argument("email")
@json_option
def person_disable(email: str, as_json: bool) -> None:
    """Close a person's account; what the person wrote stays.

    The answer is that of “person add”.
    """
    _act(lambda session, now: verbs.disable(session, email, now=now), as_json)


@person.command("role")
@click.argument("email")
@click.argument("roles", type=_ROLES, nargs=-1, required=True)
@json_option
def person_role(email: str, roles: tuple[str, ...], as_json: bool) -> None:
    """Let a person hold these roles, and no others.

    The answer is that of “person add”.
    """
    held = [RoleName(role) for role in roles]
    _act(lambda session, now: verbs.give_roles(session, email, held, now=now), as_json)


@person.command("list")
@json_option
def person_list(as_json: bool) -> None:
    """List everybody.

    The answer is {EMAIL: {"name", "language", "roles", "communities", "disabled"}}.
    """
    with opened(settings.load().database) as database, database.read() as session:
        told = [_told(one) for one in people.everyone(session)]
    rows = {one.pop("email"): one if as_json else _in_lines(one) for one in told}
    answer(rows if as_json else {"people": rows}, as_json)


@click.command()
@json_option
def communities(as_json: bool) -> None:
    """Make the database know the communities of config/communities.toml.

    Names change with the list; nothing is removed. Drafts that were indexed before are found by a new
    community only after “orakarg index --rebuild”. The answer is {"new", "changed", "unchanged"}.
    """
    answer(bring_communities(settings.load(), datetime.now(UTC)), as_json)


def bring_communities(home: Settings, now: datetime) -> dict[str, int]:
    """The same, as often as one likes; ``{"new", "changed", "unchanged"}``."""
    with opened(home.database) as database, database.write() as session:
        return verbs.bring_communities(session, listed.load(), now=now)


@click.command()
@click.argument("queue", type=click.Choice(queues.NAMES))
@click.option("--dry-run", is_flag=True, help="Only tell what went wrong.")
@json_option
def retry(queue: str, dry_run: bool, as_json: bool) -> None:
    """Let the rows of a queue that have failed five times be tried again.

    The queues are those of “orakarg status”. The answer is {"retried", "errors": {WORDS: {"rows"}}}.
    """
    with opened(settings.load().database) as database, database.write() as session:
        errors = {words: {"rows": rows} for words, rows in queues.errors(session, queue).items()}
        retried = 0 if dry_run else queues.retry(session, queue)
    answer({"retried": retried, "errors": errors}, as_json)


@click.command("sign-in")
@click.argument("email")
def sign_in(email: str) -> None:
    """Print a link with which a person signs in, once."""
    click.echo(sign_in_link(settings.load(), email))


def sign_in_link(home: Settings, email: str) -> str:
    """A fresh single-use link; raises NotFound for an address that nobody has."""
    now = datetime.now(UTC)
    with opened(home.database) as database, database.write() as session:
        person = people.by_email(session, email)
        if person is None:
            raise NotFound(f"there is no person with the address {email}")
        token = links.give(session, home.key, person, Purpose.SIGN_IN, None, now=now)
        audit.note(session, None, "gave_sign_in_link", person, now=now)
    return f"{home.base_url}/sign-in/{token}"


def _act(act: Callable[[Session, datetime], Person], as_json: bool) -> None:
    """Do it in one transaction, and answer with the person as it then is."""
    try:
        with opened(settings.load().database) as database, database.write() as session:
            told = _told(act(session, datetime.now(UTC)))
    except Invalid as error:
        raise click.UsageError(_SAID[str(error)]) from error
    answer(told if as_json else _in_lines(told), as_json)


def _in_lines(told: dict[str, Any]) -> dict[str, Any]:
    """The same for people: lists as words in a row."""
    return {key: ", ".join(value) if isinstance(value, list) else value for key, value in told.items()}


def _told(person: Person) -> dict[str, Any]:
    return {
        "email": person.email,
        "name": person.name,
        "language": person.language,
        "roles": verbs.roles_of(person),
        "communities": [one.key for one in person.communities()],
        "disabled": person.disabled_at,
    }


COMMANDS = (person, communities, retry, sign_in)

"""Who looks at a page: the person of the session's cookie, or nobody."""

from dataclasses import dataclass
from typing import cast

from flask import Flask, abort, g
from flask import session as cookie
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from sqlalchemy.orm import Session

from legislation import rights
from legislation.documents import viewer
from legislation.model import Person
from legislation.query import PUBLIC, Viewer
from legislation.storage import people
from search_api.site import site


@dataclass(frozen=True)
class SignedIn(UserMixin):  # type: ignore[misc]  # Flask-Login has no types
    """What a page needs to know of the person; rights are decided anew by every verb."""

    id: int
    name: str
    language: str
    officer: bool
    may_comment: bool
    viewer: Viewer


def set_up(app: Flask) -> None:
    manager = LoginManager(app, add_context_processor=False)
    manager.user_loader(_load)
    app.context_processor(lambda: {"me": me()})


def me() -> SignedIn | None:
    """The person who is signed in."""
    if g.get("nobody") or not current_user.is_authenticated:
        return None
    return cast(SignedIn, current_user)


def forget_person() -> None:
    """Answer this request as to nobody: the database, which knows the person, may be what failed."""
    g.nobody = True


def viewer_here() -> Viewer:
    person = me()
    return person.viewer if person else PUBLIC


def person_in(session: Session) -> Person:
    """The signed-in person, to act in this transaction; anybody else is asked to sign in (401)."""
    person = person_or_none(session)
    return person if person else abort(401)


def person_or_none(session: Session) -> Person | None:
    signed_in = me()
    return people.by_id(session, signed_in.id) if signed_in else None


def sign_in(person_id: int) -> None:
    """Begin a session of the person's own; whatever the cookie held before is gone."""
    cookie.clear()
    cookie.permanent = True
    login_user(_load(str(person_id)) or abort(403))


def sign_out() -> None:
    logout_user()
    cookie.clear()


def _load(person_id: str) -> SignedIn | None:
    with site().database.read() as session:
        person = people.by_id(session, int(person_id))
        return _known(person) if person else None


def _known(person: Person) -> SignedIn:
    return SignedIn(
        id=person.id,
        name=person.name,
        language=person.language,
        officer=rights.is_officer(person),
        may_comment=rights.may_comment(person),
        viewer=viewer(person),
    )

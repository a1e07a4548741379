"""The web application for tests, and readers who use it as a browser without scripts would."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urljoin

from apiflask import APIFlask
from bs4 import BeautifulSoup, Tag
from factories import NOW, make_person
from fakes import FakeEngine
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from config import settings
from legislation import links
from legislation.model import Person
from legislation.storage import people
from legislation.storage.database import Database
from legislation.vocabulary import Purpose, RoleName
from search_api.app import create_app
from search_api.indexing import index_pending


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    time: datetime = NOW

    def __call__(self) -> datetime:
        return self.time

    def advance(self, **span: float) -> None:
        self.time += timedelta(**span)


class Reader:
    """Somebody with a browser; ``page`` is what the browser shows, ``answer`` how it came."""

    def __init__(self, client: FlaskClient, language: str) -> None:
        self._client = client
        self._headers = {"Accept-Language": language}
        self.answer: TestResponse
        self.page = BeautifulSoup()
        self.address = "/"

    def open(self, address: str, status: int = 200) -> BeautifulSoup:
        return self._show(self._client.get(address, headers=self._headers), address, status)

    def fetch(self, address: str) -> bytes:
        """The bytes of a file."""
        self.answer = self._client.get(address, headers=self._headers)
        assert self.answer.status_code == 200, address
        return self.answer.get_data()

    def send(self, address: str, status: int = 200, **fields: Any) -> BeautifulSoup:
        """Post a form that no page of ours has shown; CSRF token and all are the caller's."""
        return self._show(self._client.post(address, data=fields, headers=self._headers), address, status)

    def press(self, button: str, status: int = 200, within: str = "main", **fields: Any) -> BeautifulSoup:
        """Press the first button with these words, the form's other fields filled in."""
        form, pressed = self._button(button, within)
        sent = filled(form) | fields
        if pressed.get("name"):
            sent[str(pressed["name"])] = pressed.get("value", "")
        address = urljoin(self.address, str(pressed.get("formaction") or form.get("action") or ""))
        if str(form.get("method", "get")).lower() == "post":
            return self.send(address, status, **sent)
        answer = self._client.get(address, query_string=sent, headers=self._headers)
        return self._show(answer, answer.request.full_path, status)

    def follow(self, words: str, status: int = 200) -> BeautifulSoup:
        """Follow the first link with these words."""
        link = next(a for a in self.page.select("main a[href]") if words in a.get_text())
        return self.open(urljoin(self.address, str(link["href"])), status)

    @property
    def text(self) -> str:
        """What the main part of the page says, with single blanks."""
        return " ".join((self.page.main or self.page).get_text(" ").split())

    def _button(self, words: str, within: str) -> tuple[Tag, Tag]:
        for button in self.page.select(f"{within} button"):
            form = button.find_parent("form")
            if words in button.get_text() and form is not None:
                return form, button
        raise AssertionError(f"there is no button “{words}” on {self.address}: {self.text}")

    def _show(self, answer: TestResponse, address: str, status: int) -> BeautifulSoup:
        if answer.status_code == 303:
            return self.open(answer.location, status)
        page = BeautifulSoup(answer.get_data(), "lxml")
        told = (page.main or page).get_text(" ", strip=True)
        assert answer.status_code == status, f"{address}: {answer.status_code} {told}"
        self.answer, self.address = answer, address
        self.page = page
        return self.page


def filled(form: Tag) -> dict[str, Any]:
    """What a form sends when nothing is touched."""
    sent: dict[str, Any] = {}
    for one in form.select("input[name], textarea[name], select[name]"):
        name = str(one["name"])
        if one.name == "textarea":
            sent[name] = one.get_text().removeprefix("\n")
        elif one.name == "select":
            chosen = one.select_one("option[selected]") or one.select_one("option")
            sent[name] = chosen["value"] if chosen else ""
        elif one.get("type") not in ("checkbox", "radio"):
            sent.setdefault(name, []).append(one.get("value", ""))
        elif one.has_attr("checked"):
            sent.setdefault(name, []).append(one.get("value", "on"))
    return sent


@dataclass
class Web:
    """A whole application over a database of its own and an engine in memory."""

    app: APIFlask
    database: Database
    engine: FakeEngine
    clock: Clock
    key: str

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Change the database, then bring the index up to date."""
        with self.database.write() as session:
            yield session
        if not self.engine.down:
            index_pending(self.database, self.engine, self.clock())

    def somebody(self, *roles: RoleName) -> Person:
        """A new person with these roles, who reads English."""
        with self.writing() as session:
            return make_person(session, *roles, language="en")

    def anyone(self, language: str = "en") -> Reader:
        """Somebody who is not signed in."""
        return Reader(self.app.test_client(), language)

    def signed_in(self, person: Person, language: str = "en") -> Reader:
        reader = self.anyone(language)
        reader.open(f"/sign-in/{self.link(person, Purpose.SIGN_IN)}?lang={language}")
        reader.press({"hy": "Մուտք", "en": "Sign in", "ru": "Войти"}[language])
        return reader

    def link(self, person: Person, purpose: Purpose, object_id: int | None = None) -> str:
        """A fresh token for a person."""
        with self.database.write() as session:
            same = people.by_email(session, person.email)
            assert same is not None
            return links.give(session, self.key, same, purpose, object_id, now=self.clock())


def make_web(database: Database, data: str, **environ: str) -> Web:
    """The application as ``orakarg serve`` makes it, but for clock, database and engine."""
    chosen = settings.load({"ORAKARG_DATA": data, **environ})
    engine, clock = FakeEngine(), Clock()
    app = create_app(chosen, clock, database=database, engine=engine)
    return Web(app, database, engine, clock, chosen.key)

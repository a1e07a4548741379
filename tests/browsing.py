"""People at a real browser, and the application on the server that people use."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any

import waitress
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page
from waitress.wasyncore import close_all
from web import Web

from legislation.model import Person
from legislation.vocabulary import Purpose

WIDE, NARROW, SMALLEST = (1280, 900), (375, 740), (320, 640)


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """The address at which the application answers while the block lasts."""
    channels: dict[int, Any] = {}
    server = waitress.create_server(app, host="127.0.0.1", port=0, threads=4, ident=None, map=channels)
    thread = Thread(target=server.run)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        server.trigger.pull_trigger(lambda: close_all(channels))
        thread.join()
        server.task_dispatcher.shutdown()


class Visits:
    """Fresh people at one browser; what it complains of is in ``complaints``."""

    def __init__(self, browser: Browser, address: str) -> None:
        self._browser, self._address = browser, address
        self._contexts: list[BrowserContext] = []
        self.complaints: list[str] = []

    def start(self, screen: tuple[int, int] = WIDE, **more: Any) -> BrowserContext:
        """Somebody who reads Armenian and was never here."""
        context = self._browser.new_context(
            base_url=self._address,
            viewport={"width": screen[0], "height": screen[1]},
            locale="hy",
            accept_downloads=True,
            **more,
        )
        context.set_default_timeout(15_000)
        # an exception in these would end the connection to the browser
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        context.on(
            "console",
            lambda message: self.complaints.append(message.text) if message.type == "error" else None,
        )
        self._contexts.append(context)
        return context

    def end(self) -> None:
        for context in self._contexts:
            context.close()


def sign_in(page: Page, web: Web, person: Person) -> None:
    page.goto(f"/sign-in/{web.link(person, Purpose.SIGN_IN)}")
    page.get_by_role("main").get_by_role("button", name="Մուտք").click()

"""A real mail server on the loopback for tests, which can be told to misbehave."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class MailServer:
    """Keeps every envelope that it accepted; ``at_…`` says what it answers to an address instead."""

    def __init__(self) -> None:
        self.envelopes: list[Envelope] = []
        self.sessions: list[Session] = []
        self.at_mail: dict[str, str] = {}
        self.at_recipient: dict[str, str] = {}
        self.at_data: dict[str, str] = {}
        self.after_data: Callable[[], None] = lambda: None
        self.stop: Callable[[], None] = lambda: None
        self.port = 0

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's own name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.at_mail:
            return self.at_mail[address]
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's own name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.at_recipient:
            return self.at_recipient[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - as above
        answer = self.at_data.get(envelope.rcpt_tos[0])
        if answer:
            return answer
        self.envelopes.append(envelope)
        if session not in self.sessions:
            self.sessions.append(session)
        self.after_data()
        return "250 OK"


@contextmanager
def running_mail_server() -> Iterator[MailServer]:
    """A server on a free port while the block lasts."""
    server = MailServer()
    with socket.create_server(("127.0.0.1", 0)) as free:
        server.port = free.getsockname()[1]
    controller = Controller(server, hostname="127.0.0.1", port=server.port)
    controller.start()
    server.stop = cache(lambda: controller.stop(no_assert=True))
    try:
        yield server
    finally:
        server.stop()

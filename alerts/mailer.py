"""Handing a finished message to the world: an SMTP server, or a folder of ``.eml`` files."""

import os
import smtplib
import ssl
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from legislation.errors import SetupError

PATIENCE = 30.0
"""Seconds to wait for a mail server."""


class MailRefused(Exception):
    """This message, or its recipient, was not accepted; others may be."""


class MailerDown(Exception):
    """No message can go out now; none was lost."""


class Mailer(Protocol):
    """Sends finished messages; returns only when the other side has taken responsibility."""

    def send(self, message_id: str, sender: str, recipient: str, content: bytes) -> None:
        """Send one message; raises MailRefused or MailerDown. ``sender``, ``recipient``: bare addresses."""

    def close(self) -> None: ...


def open_mailer(url: str) -> Mailer:
    """The mailer at an address; nothing is opened before the first message.

    ``folder:PATH``, ``smtp://[USER:PASSWORD@]HOST[:PORT]`` (TLS when offered, and always before a password
    is told) or ``smtps://…``. Raises SetupError for anything else.
    """
    kind, _, place = url.partition(":")
    if kind == "folder" and place:
        return FolderMailer(Path(place))
    try:
        if kind in {"smtp", "smtps"}:
            return SmtpMailer(url)
    except ValueError as error:
        raise SetupError(f"the address of the mail server cannot be used: {error}") from error
    raise SetupError(f"not a mailer: “{kind}:” (there are folder:, smtp: and smtps:)")


class FolderMailer:
    """One file a message, named by its Message-ID; the same message again is the same file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, message_id: str, sender: str, recipient: str, content: bytes) -> None:
        target = self.folder / f"{message_id.strip('<>')}.eml"
        unfinished = target.with_name(f".{target.name}.part")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with unfinished.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(target)
            _keep_names(self.folder)
        except OSError as error:
            raise MailerDown(f"the mail folder cannot be written: {error}") from error

    def close(self) -> None:
        pass


def _keep_names(folder: Path) -> None:
    """Have the names in a folder outlive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


_TOO_LARGE, _CLOSING = 552, 421


class SmtpMailer:
    """One connection for a run of messages, opened at the first; ValueError for an address without a host."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        if not parts.hostname:
            raise ValueError("it names no host")
        self._host, self._implicit_tls = parts.hostname, parts.scheme == "smtps"
        self._port = parts.port or (465 if self._implicit_tls else 25)
        self._user, self._password = unquote(parts.username or ""), unquote(parts.password or "")
        self._connection: smtplib.SMTP | None = None

    def send(self, message_id: str, sender: str, recipient: str, content: bytes) -> None:
        if not recipient.isascii() or any(letter.isspace() for letter in recipient):
            raise MailRefused(f"not an address: {recipient!a}")
        connection = self._connected()
        try:
            connection.sendmail(sender, [recipient], content)
        except (smtplib.SMTPException, OSError, ValueError) as error:
            self.close()
            raise _meaning(error) from error

    def close(self) -> None:
        if self._connection is None:
            return
        try:
            self._connection.quit()
        except (smtplib.SMTPException, OSError):
            self._connection.close()
        self._connection = None

    def _connected(self) -> smtplib.SMTP:
        if self._connection is None:
            try:
                self._connection = self._connect()
            except (smtplib.SMTPException, OSError) as error:
                raise MailerDown(f"the mail server cannot be reached: {error}") from error
        return self._connection

    def _connect(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if self._implicit_tls:
            connection: smtplib.SMTP = smtplib.SMTP_SSL(
                self._host, self._port, timeout=PATIENCE, context=context
            )
        else:
            connection = smtplib.SMTP(self._host, self._port, timeout=PATIENCE)
        try:
            self._greet(connection, context)
        except (smtplib.SMTPException, OSError):
            connection.close()
            raise
        return connection

    def _greet(self, connection: smtplib.SMTP, context: ssl.SSLContext) -> None:
        connection.ehlo()
        hidden = self._implicit_tls
        if not hidden and connection.has_extn("starttls"):
            connection.starttls(context=context)
            hidden = True
        if self._user and not hidden:
            raise smtplib.SMTPNotSupportedError("it offers no TLS, and the password is not told in the clear")
        if self._user:
            connection.login(self._user, self._password)


def _meaning(error: Exception) -> MailRefused | MailerDown:
    """Whether a failure is about one message, or about all."""
    refused = isinstance(error, ValueError | smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError)
    if isinstance(error, smtplib.SMTPSenderRefused) and error.smtp_code == _TOO_LARGE:
        refused = True
    answers: list[int] = [getattr(error, "smtp_code", 0)]
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        answers = [code for code, _ in error.recipients.values()]
    return MailRefused(str(error)) if refused and _CLOSING not in answers else MailerDown(str(error))

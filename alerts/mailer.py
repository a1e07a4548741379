"""Handing a finished message to the world: an SMTP server, or a folder of ``.eml`` files."""

import os
import smtplib
import ssl
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

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
    """The mailer for ``folder:PATH``, ``smtp://[USER:PASSWORD@]HOST[:PORT]`` (TLS when offered) or
    ``smtps://…``; nothing is opened before the first message."""
    parts = urlsplit(url)
    if parts.scheme == "folder":
        return FolderMailer(Path(url.removeprefix("folder:")))
    if parts.scheme in {"smtp", "smtps"} and parts.hostname:
        return SmtpMailer(url)
    raise ValueError(f"not a mailer: {parts.scheme}: (folder:, smtp: and smtps: are known)")


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
        except OSError as error:
            raise MailerDown(f"the mail folder cannot be written: {error}") from error

    def close(self) -> None:
        pass


class SmtpMailer:
    """One connection for a run of messages, opened at the first."""

    def __init__(self, url: str) -> None:
        self._parts = urlsplit(url)
        self._connection: smtplib.SMTP | None = None

    def send(self, message_id: str, sender: str, recipient: str, content: bytes) -> None:
        connection = self._connected()
        try:
            connection.sendmail(sender, [recipient], content)
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError, smtplib.SMTPSenderRefused) as error:
            self.close()
            raise MailRefused(str(error)) from error
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            raise MailerDown(str(error)) from error

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
        host, port = self._parts.hostname or "", self._parts.port
        context = ssl.create_default_context()
        connection: smtplib.SMTP
        if self._parts.scheme == "smtps":
            connection = smtplib.SMTP_SSL(host, port or 465, timeout=PATIENCE, context=context)
        else:
            connection = smtplib.SMTP(host, port or 25, timeout=PATIENCE)
            connection.ehlo()
            if connection.has_extn("starttls"):
                connection.starttls(context=context)
        if self._parts.username:
            connection.login(unquote(self._parts.username), unquote(self._parts.password or ""))
        return connection

"""Settings of one installation, read once at a program's entry and passed on.

Every value comes from an environment variable; the defaults need no server. The key that signs links
and sessions is made at the first run and kept in the data folder, readable by its owner alone.
"""

import os
import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from email.utils import parseaddr
from pathlib import Path
from zoneinfo import ZoneInfo

from config.engines import Access

VERSION = "0.1.0"
SHORTEST_KEY = 32
_SHIPPED_MODELS = Path(__file__).parents[1] / "nlp" / "models"
MOST = 1_000
"""The largest number that any of the settings makes sense with."""


class BadSetting(ValueError):
    """A setting that cannot be used; the message names the variable."""


@dataclass(frozen=True)
class Settings:
    """All settings; see ``.env.example`` for what each is good for."""

    data: Path
    database: str = field(repr=False)  # may hold a password, as do the next two
    engine: str = field(repr=False)
    mailer: str = field(repr=False)
    mail_from: str
    base_url: str
    contact: str
    key: str = field(repr=False)
    zone: ZoneInfo
    association: str
    secure_cookies: bool
    access: Access

    @property
    def locks(self) -> Path:
        return self.data / "locks"

    @property
    def archive(self) -> Path:
        return self.data / "archive"

    @property
    def imports(self) -> Path:
        return self.data / "imports"

    @property
    def models(self) -> tuple[Path, ...]:
        """The folders with models of relevance: our own first, then those that we are shipped with."""
        return (self.data / "models", _SHIPPED_MODELS)

    @property
    def quality(self) -> tuple[Path, ...]:
        """Where the figures of ``orakarg evaluate`` are: those that we are shipped with, and our own."""
        return (_SHIPPED_MODELS / "quality.json", self.data / "quality")

    @property
    def user_agent(self) -> str:
        return f"Orakarg/{VERSION} (+{self.contact})"


def load(environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings of this process; makes the data folder and the key if they are not there yet.

    An empty variable is one that is not set. Raises BadSetting, which names the variable.
    """

    def given(name: str, default: str) -> str:
        return environ.get(name, "").strip() or default

    data = _folder(Path(given("ORAKARG_DATA", "var")).absolute())
    base_url = given("ORAKARG_BASE_URL", "http://127.0.0.1:8000").rstrip("/")
    if not base_url.startswith(("http://", "https://")):
        raise BadSetting("ORAKARG_BASE_URL must begin with http:// or https://")
    return Settings(
        data=data,
        database=given("ORAKARG_DATABASE", f"sqlite:///{data / 'orakarg.sqlite'}"),
        engine=given("ORAKARG_ENGINE", f"embedded:{data / 'index'}"),
        mailer=given("ORAKARG_MAILER", f"folder:{data / 'mail'}"),
        mail_from=_address(given("ORAKARG_MAIL_FROM", "Orakarg <orakarg@localhost>")),
        base_url=base_url,
        contact=given("ORAKARG_CONTACT", ""),
        key=_key(given("ORAKARG_KEY", ""), data / "key"),
        zone=_zone(given("ORAKARG_ZONE", "Asia/Yerevan")),
        association=given("ORAKARG_ASSOCIATION", "Communities Association of Armenia"),
        secure_cookies=base_url.startswith("https://"),
        access=_access(given),
    )


def _access(given: Callable[[str, str], str]) -> Access:
    """How a search engine that is a server of its own is reached."""

    def number(name: str, default: float, least: float) -> float:
        value = given(name, str(default))
        with suppress(ValueError):
            if least <= float(value) <= MOST:
                return float(value)
        raise BadSetting(f"{name} must be a number from {least} to {MOST}")

    ca = given("ORAKARG_ENGINE_CA", "")
    if ca and not Path(ca).is_file():
        raise BadSetting(f"ORAKARG_ENGINE_CA: there is no file {ca}")
    return Access(
        api_key=given("ORAKARG_ENGINE_KEY", ""),
        ca=Path(ca) if ca else None,
        shards=int(number("ORAKARG_ENGINE_SHARDS", 1, 1)),
        replicas=int(number("ORAKARG_ENGINE_REPLICAS", 0, 0)),
        patience=number("ORAKARG_ENGINE_PATIENCE", 1.7, 0.1),
    )


def _folder(path: Path) -> Path:
    """The data folder; one that we make is its owner's alone, since mails and comments lie in it."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise BadSetting(f"ORAKARG_DATA cannot be used: {error}") from error
    return path


def _address(written: str) -> str:
    address = parseaddr(written)[1]
    if "@" not in address or not address.isascii():
        raise BadSetting("ORAKARG_MAIL_FROM must be an address such as Orakarg <orakarg@example.org>")
    return written


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise BadSetting(f"ORAKARG_ZONE: there is no time zone {name}") from error


def _key(given: str, path: Path) -> str:
    """The key that was given, else the one in ``path``.

    Two first runs at once agree on one, since only one can link the file.
    """
    if given:
        return _checked(given, "ORAKARG_KEY is")
    if not path.exists():
        fresh = path.with_name(f".key-{os.getpid()}-{secrets.token_hex(4)}")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "w") as file:
                file.write(secrets.token_urlsafe(48))
                file.flush()
                os.fsync(file.fileno())
            with suppress(FileExistsError):
                os.link(fresh, path)
        finally:
            fresh.unlink()
    return _checked(path.read_text().strip(), f"the key in {path} is", ": delete the file to have one made")


def _checked(key: str, whose: str, advice: str = "") -> str:
    if len(key) < SHORTEST_KEY:
        raise BadSetting(f"{whose} too short: {SHORTEST_KEY} characters are needed{advice}")
    return key

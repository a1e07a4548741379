"""Settings of one installation, read once at a program's entry and passed on.

Every value comes from an environment variable; the defaults need no server. The key that signs links
and sessions is made at the first run and kept in the data folder, readable by its owner alone.
"""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

VERSION = "0.1.0"


class BadSetting(ValueError):
    """A setting that cannot be used; the message names the variable."""


@dataclass(frozen=True)
class Settings:
    """All settings; see ``.env.example`` for what each is good for."""

    data: Path
    database: str
    engine: str
    mailer: str
    mail_from: str
    base_url: str
    contact: str
    key: str
    zone: ZoneInfo
    association: str
    secure_cookies: bool

    @property
    def locks(self) -> Path:
        return self.data / "locks"

    @property
    def archive(self) -> Path:
        return self.data / "archive"

    @property
    def user_agent(self) -> str:
        return f"Orakarg/{VERSION} (+{self.contact})"


def load(environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings of this process; makes the data folder and the key if they are not there yet."""
    data = Path(environ.get("ORAKARG_DATA", "var")).absolute()
    data.mkdir(parents=True, exist_ok=True)
    base_url = environ.get("ORAKARG_BASE_URL", "http://127.0.0.1:8000").rstrip("/")
    if not base_url.startswith(("http://", "https://")):
        raise BadSetting("ORAKARG_BASE_URL must begin with http:// or https://")
    return Settings(
        data=data,
        database=environ.get("ORAKARG_DATABASE", f"sqlite:///{data / 'orakarg.sqlite'}"),
        engine=environ.get("ORAKARG_ENGINE", f"embedded:{data / 'index'}"),
        mailer=environ.get("ORAKARG_MAILER", f"folder:{data / 'mail'}"),
        mail_from=environ.get("ORAKARG_MAIL_FROM", "Orakarg <orakarg@localhost>"),
        base_url=base_url,
        contact=environ.get("ORAKARG_CONTACT", "").strip(),
        key=environ.get("ORAKARG_KEY") or _kept_key(data / "key"),
        zone=ZoneInfo(environ.get("ORAKARG_ZONE", "Asia/Yerevan")),
        association=environ.get("ORAKARG_ASSOCIATION", "Communities Association of Armenia"),
        secure_cookies=base_url.startswith("https://"),
    )


def _kept_key(path: Path) -> str:
    """The key in ``path``; two first runs at once agree on one, since only one can link the file."""
    if not path.exists():
        fresh = path.with_name(f".key-{os.getpid()}-{secrets.token_hex(4)}")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    key = path.read_text().strip()
    if len(key) < 32:
        raise BadSetting(f"the key in {path} is too short: delete the file to have a new one made")
    return key

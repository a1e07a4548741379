"""How an Elasticsearch server is asked, and one that asks back who we are."""

import base64
import json
import os
import shutil
import ssl
import subprocess
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PATIENCE_SECONDS = 120


@dataclass(frozen=True)
class Way:
    """How a server is asked: the authorization it wants, and the certificate it shows, if any."""

    url: str
    authorization: str = ""
    certificate: Path | None = None

    def ask(self, method: str, path: str, body: object = None) -> Any:
        """What the server itself answers."""
        headers = {"Content-Type": "application/json", "Authorization": self.authorization}
        asked = urllib.request.Request(
            f"{self.url}{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={name: value for name, value in headers.items() if value},
        )
        context = ssl.create_default_context(cafile=self.certificate) if self.certificate else None
        with urllib.request.urlopen(asked, timeout=PATIENCE_SECONDS, context=context) as answer:
            return json.load(answer)


@dataclass(frozen=True)
class Secure:
    """Has a server ask for an account and speak TLS; ``roles`` are those of the account, by name.

    ``folder`` holds ``certificate.pem`` and ``key.pem`` for localhost.
    """

    folder: Path
    account: str
    password: str
    roles: Mapping[str, object]

    def way(self, port: int) -> Way:
        account = base64.b64encode(f"{self.account}:{self.password}".encode()).decode()
        return Way(f"https://localhost:{port}", f"Basic {account}", self.folder / "certificate.pem")

    def configure(self, home: Path, config: Path, java: Path) -> None:
        for name in ("certificate.pem", "key.pem"):
            shutil.copy(self.folder / name, config)
        roles = (f"{name}: {json.dumps(rights)}\n" for name, rights in self.roles.items())
        (config / "roles.yml").write_text("".join(roles))
        settings = (config / "elasticsearch.yml").read_text()
        (config / "elasticsearch.yml").write_text(
            settings.replace("security.enabled: false", "security.enabled: true")
            + "xpack.security.http.ssl.enabled: true\n"
            + "xpack.security.http.ssl.certificate: certificate.pem\n"
            + "xpack.security.http.ssl.key: key.pem\n"
        )
        command = [home / "bin/elasticsearch-users", "useradd", self.account, "-p", self.password]
        own = {"ES_PATH_CONF": str(config), "ES_JAVA_HOME": str(java)}
        subprocess.run(
            [*command, "-r", ",".join(self.roles)], env={**os.environ, **own}, check=True, capture_output=True
        )

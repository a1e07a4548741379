"""The command line of a data folder of its own, as a person uses it."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

ORAKARG = Path(sys.executable).with_name("orakarg")


@dataclass(frozen=True)
class Place:
    """A data folder and the command line that works in it."""

    data: Path

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {k: v for k, v in os.environ.items() if not k.startswith("ORAKARG_")}
        environment["ORAKARG_DATA"] = str(self.data)
        return subprocess.run(
            [ORAKARG, *arguments], capture_output=True, text=True, timeout=300, env=environment, check=False
        )

    def json(self, *arguments: str) -> Any:
        done = self.run(*arguments, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def mails(self) -> list[EmailMessage]:
        files = sorted((self.data / "mail").glob("*.eml"))
        return [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]

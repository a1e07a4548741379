"""Programs of the system that read what no library of ours does: old Word files, and pictures of pages.

Each is optional. They work on files of strangers, so they are started with limits on time and memory, without
the environment of ours, and in a folder that is gone afterwards.
"""

import os
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path

from crawler.word import UnreadableFile

NO_WORD_READER = (
    "an old Word file (DOC): none of catdoc, antiword and LibreOffice is there to read it"
    " (Debian: apt-get install catdoc)"
)
OCR_LANGUAGES = ("hye", "rus", "eng")
SECONDS = 40
_MOST_MEMORY = 4 << 30
_MOST_OCR_MEMORY = 120 << 20
"""Bytes that Tesseract may allocate: a page of 6,000 letters takes 90 MB, noise would take all there is."""
_MOST_WRITTEN = 200 << 20

_LIBREOFFICE_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop>
<prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>
<prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop>
<prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>
<prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop></item>
</oor:items>
"""
"""No macros, and nothing fetched from anywhere: a document may name pictures on the net."""


def doc_text(content: bytes) -> str:
    """The text of an old Word file, one paragraph a line, by the first program that can read it.

    Raises UnreadableFile.
    """
    programs = {name: path for name in _WORD_READERS if (path := shutil.which(name))}
    if not programs:
        raise UnreadableFile(NO_WORD_READER)
    if len(programs) > 1:  # it takes more memory than a whole crawl
        programs.pop("soffice", None)
    with tempfile.TemporaryDirectory(prefix="orakarg-doc-") as name:
        folder = Path(name)
        file = folder / "file.doc"
        file.write_bytes(content)
        for program, path in programs.items():
            text = _WORD_READERS[program](path, file)
            if text.strip():
                return text
    raise UnreadableFile(f"the old Word file is broken: {', '.join(programs)} could not read it")


def can_recognise() -> bool:
    """Whether text can be recognised in pictures here."""
    return bool(_ocr_languages())


def recognised(picture: bytes) -> str | None:
    """The text that Tesseract sees in a picture (PGM), empty where there is none; None if it gave up."""
    command = [shutil.which("tesseract") or "tesseract", "stdin", "stdout", "-l", "+".join(_ocr_languages())]
    return _told(command, {"OMP_THREAD_LIMIT": "1"}, stdin=picture, heap=_MOST_OCR_MEMORY)


@cache
def _ocr_languages() -> tuple[str, ...]:
    """The languages that Tesseract knows here, of those that we need; none without it."""
    path = shutil.which("tesseract")
    known = _output([path, "--list-langs"]).split() if path else []
    return tuple(language for language in OCR_LANGUAGES if language in known)


def _catdoc(path: str, file: Path) -> str:
    return _output([path, "-d", "utf-8", "-w", str(file)])


def _antiword(path: str, file: Path) -> str:
    return _output([path, "-m", "UTF-8.txt", "-w", "0", str(file)])


def _soffice(path: str, file: Path) -> str:
    settings = file.parent / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_LIBREOFFICE_SETTINGS)
    profile = f"-env:UserInstallation={settings.parents[1].as_uri()}"
    command = [path, profile, "--headless", "--norestore", "--convert-to", "txt:Text (encoded):UTF8"]
    _output([*command, "--outdir", str(file.parent), str(file)], HOME=str(file.parent))
    made = file.with_suffix(".txt")
    return made.read_text("utf-8-sig", "replace") if made.is_file() else ""


_WORD_READERS = {"catdoc": _catdoc, "antiword": _antiword, "soffice": _soffice}


def _output(command: list[str], **environment: str) -> str:
    """What a program writes; empty if it fails."""
    return _told(command, environment) or ""


def _told(
    command: list[str], more: Mapping[str, str], *, stdin: bytes = b"", heap: int | None = None
) -> str | None:
    """What a program writes; None if it fails, takes too long, or more memory than ``heap``."""
    bare = {"PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8", "HOME": "/", **more}
    try:
        done = subprocess.run(  # noqa: S603 - programs of the system, and only names of our own making
            command,
            input=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=bare,
            timeout=SECONDS,
            preexec_fn=partial(_limit, heap),
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def _limit(heap: int | None) -> None:
    """In the new process: it may have as much memory as the reader of files is allowed to give."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    room = _MOST_MEMORY if hard == resource.RLIM_INFINITY else hard
    resource.setrlimit(resource.RLIMIT_AS, (room, room))
    if heap:
        resource.setrlimit(resource.RLIMIT_DATA, (heap, heap))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_MOST_WRITTEN, _MOST_WRITTEN))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

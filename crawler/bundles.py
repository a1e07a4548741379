"""What is in a ZIP archive: its files and their names, whoever packed it."""

import zipfile
from pathlib import PurePosixPath

_UTF8_NAME = 0x800
_TYPES = {".html": "text/html", ".htm": "text/html", ".xhtml": "text/html", ".txt": "text/plain"}


def is_office(archive: zipfile.ZipFile) -> bool:
    """Whether it is the wrapping of an office file (XLSX, PPTX, ODT …), and no archive of files."""
    return not {"[Content_Types].xml", "mimetype"}.isdisjoint(archive.namelist())


def files(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Its files in order, without what programs leave beside them."""
    return [
        entry
        for entry in archive.infolist()
        if not entry.is_dir()
        and not entry.filename.startswith("__MACOSX/")
        and not PurePosixPath(entry.filename).name.startswith((".", "Thumbs.db", "desktop.ini"))
    ]


def name(entry: zipfile.ZipInfo) -> str:
    """The name of a file, in one line; old packers on Windows write it in the coding of DOS."""
    if entry.flag_bits & _UTF8_NAME or entry.filename.isascii():
        return " ".join(entry.filename.split())
    written = entry.filename.encode("cp437", "replace")
    try:
        return written.decode("utf-8")
    except UnicodeDecodeError:
        return written.decode("cp866")


def media_type(name: str) -> str:
    """The type that a name tells; empty where the bytes must."""
    return _TYPES.get(PurePosixPath(name).suffix.lower(), "")

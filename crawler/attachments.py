"""The text of a file that a page links to; what cannot be read is said so, and never an exception.

Files are opened as hostile: in a crawl this runs in a process of its own (``crawler.extraction``).
"""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby

from striprtf.striprtf import rtf_to_text

from crawler import blocks, bundles, decoding, doubts, pdf, programs, scans, scripts, word
from crawler.word import UnreadableFile
from legislation.errors import UnexpectedPage
from legislation.scraped import Page
from legislation.text import language_of
from legislation.vocabulary import Method

MOST_BYTES = 50_000_000
MOST_UNPACKED = 100_000_000
MOST_PAGES = 1_000
MOST_LETTERS = 5_000_000
MOST_FILES = 200
MOST_NESTED = 2
SHORT = 3_000
"""A page of fewer letters that looks like a login page is one, and no draft that speaks of logins."""

TOO_MUCH_MEMORY = "the file needs more memory to be read than a file may have"

_PASSWORD = "the file is locked by a password"  # noqa: S105 - words, not a password
_PRIVATE_USE = re.compile("[\ue000-\uf8ff]")
_MARKUP = re.compile(r"\s*(?:<\?xml\b|<!--|<(?:!doctype html|html|head|body|p|div|table)\b)", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_REFUSALS = (UnreadableFile, pdf.UnreadablePdf, UnexpectedPage)


@dataclass(frozen=True)
class Extracted:
    """The text of a file, one paragraph a line, and the ``problem`` for which there is none, or not all.

    ``method`` tells text that was written from text that was recognised in pictures (OCR).
    """

    text: str | None
    problem: str | None = None
    method: Method = Method.TEXT
    language: str | None = None

    @property
    def is_scan(self) -> bool:
        """Whether OCR would find text, or more of it."""
        return self.method is Method.TEXT and pdf.NEEDS_OCR in (self.problem or "")


def text_of(content: bytes, media_type: str | None = None, *, ocr: bool = False) -> Extracted:
    """The text of a PDF, DOCX, DOC, RTF, HTML or plain text file, or of a ZIP of these.

    What kind of file it is the bytes tell; ``media_type`` is believed only where they do not. With ``ocr``
    pages that are pictures are read by Tesseract, which takes seconds a page.
    """
    if not content:
        return Extracted(None, "the file is empty")
    if len(content) > MOST_BYTES:
        return Extracted(None, f"the file is larger than {MOST_BYTES // 1_000_000} MB")
    try:
        found = _read(content, media_type or "", _Way(ocr, MOST_UNPACKED))
        return _checked(found)
    except _REFUSALS as error:
        return Extracted(None, str(error))
    except Exception as error:  # a broken file can break its reader in any way, and must not break the run
        return Extracted(None, _breakage(error))


@dataclass
class _Way:
    """How a file is read: ``left`` bytes may still be unpacked, ``depth`` archives are around it."""

    ocr: bool
    left: int
    depth: int = 0

    def unpack(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
        """The bytes of an entry. Raises UnreadableFile for one that is locked or too much."""
        if entry.flag_bits & 1:
            raise UnreadableFile(_PASSWORD)
        self.left -= entry.file_size
        if self.left < 0:
            raise UnreadableFile("the file unpacks to too much")
        return archive.read(entry)


@dataclass(frozen=True)
class _Found:
    """What was in a file."""

    lines: list[str]
    problems: tuple[str, ...] = ()
    method: Method = Method.TEXT


def _breakage(error: Exception) -> str:
    if isinstance(error, MemoryError) or "memory" in str(error).lower():
        return TOO_MUCH_MEMORY
    return f"the file is broken ({type(error).__name__})"


def _read(content: bytes, media_type: str, way: _Way) -> _Found:
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n\0")
    for magic, reader in _READERS:
        if start.startswith(magic):
            return reader(content, way)
    kind = decoding.file_kind(content)
    if kind:
        raise UnreadableFile(f"{kind}: such files are not read")
    return _text(content, media_type)


def _checked(found: _Found) -> Extracted:
    """The text as it is kept: Unicode, without control characters, each word in one script."""
    cleaned = decoding.clean("\n".join(found.lines))
    text, mended = decoding.mended(cleaned.text)
    problems = [*found.problems, *cleaned.problems, *mended]
    if not text.strip():
        return Extracted(None, "; ".join(problems) or "the file has no text")
    if len(text) > MOST_LETTERS:
        return Extracted(None, f"the text is longer than {MOST_LETTERS} characters")
    if decoding.is_armscii(text):
        return Extracted(None, "the text is in an old Armenian coding (ARMSCII-8), not in Unicode")
    if len(_PRIVATE_USE.findall(text)) * 10 > len(text):
        return Extracted(None, "the text is in the signs of a font of its own, not in letters")
    text, mixed = scripts.repaired(text)
    if mixed:
        problems.append(
            f"{len(mixed)} words had letters of two scripts (“{mixed[0]}”), and were put into one"
        )
    return Extracted(text, "; ".join(problems) or None, found.method, language_of(text))


def _pdf(content: bytes, way: _Way) -> _Found:
    sheets = pdf.read(content, MOST_PAGES)
    if way.ocr and sheets.scans and programs.can_recognise():
        return _recognised(content, sheets)
    lines = pdf.paragraphs([line for page in sheets.lines for line in page])
    if not lines:
        raise UnreadableFile(sheets.problem or "the PDF has no text")
    return _Found(lines, (sheets.problem,) if sheets.problem else ())


def _recognised(content: bytes, sheets: pdf.Sheets) -> _Found:
    """A PDF whose scanned pages are read by OCR, each in its place."""
    seen = scans.read(content, sheets.scans)
    if not any(seen.values()) and not any(sheets.lines):
        raise UnreadableFile("no letters could be recognised in the pictures of the PDF")
    lines: list[str] = []
    for is_seen, numbers in groupby(range(len(sheets.lines)), key=seen.__contains__):
        if is_seen:
            lines += [line for number in numbers for line in seen[number]]
        else:
            lines += pdf.paragraphs([line for number in numbers for line in sheets.lines[number]])
    problems = [f"{len(seen)} of {len(sheets.lines)} pages were recognised in pictures (OCR)"]
    if len(seen) < len(sheets.scans):
        problems.append(
            f"{len(sheets.scans) - len(seen)} more are scans, too many or too hard to be recognised"
        )
    return _Found(lines, tuple(problems), Method.OCR)


def _zip(content: bytes, way: _Way) -> _Found:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        part = word.main_part(archive)
        if part:
            return _Found(word.lines(way.unpack(archive, archive.getinfo(part))))
        if bundles.is_office(archive):
            raise UnreadableFile("an office file other than DOCX: such files are not read")
        if way.depth == MOST_NESTED:
            raise UnreadableFile("an archive in an archive in an archive: it is not opened")
        way.depth += 1
        try:
            return _bundle(archive, way)
        finally:
            way.depth -= 1


def _bundle(archive: zipfile.ZipFile, way: _Way) -> _Found:
    """The texts of the files of an archive, each under its name where there are several."""
    found: dict[str, _Found] = {}
    problems: list[str] = []
    entries = bundles.files(archive)
    for entry in entries[:MOST_FILES]:
        name = bundles.name(entry)
        try:
            found[name] = _read(way.unpack(archive, entry), bundles.media_type(name), way)
        except MemoryError:
            raise
        except _REFUSALS as error:
            problems.append(f"{name}: {error}")
        except Exception as error:  # the other files may be fine
            problems.append(f"{name}: {_breakage(error)}")
        else:
            problems += [f"{name}: {problem}" for problem in found[name].problems]
    if len(entries) > MOST_FILES:
        problems.append(f"{len(entries) - MOST_FILES} more files were not opened")
    if not found:
        raise UnreadableFile("; ".join(problems) or "the archive has no files")
    titled = len(found) > 1
    lines = [line for name, one in found.items() for line in ([name] if titled else []) + one.lines]
    is_ocr = any(one.method is Method.OCR for one in found.values())
    return _Found(lines, tuple(problems), Method.OCR if is_ocr else Method.TEXT)


def _ole(content: bytes, way: _Way) -> _Found:
    """An old Word file, or whatever else is kept in the same wrapping."""
    if _named("EncryptedPackage", content):
        raise UnreadableFile(_PASSWORD)
    if not _named("WordDocument", content):
        raise UnreadableFile("an old office file other than DOC: such files are not read")
    return _Found(_plain_lines(programs.doc_text(content)))


def _named(stream: str, content: bytes) -> bool:
    return stream.encode("utf-16-le") in content


def _rtf(content: bytes, way: _Way) -> _Found:
    read: Callable[..., str] = rtf_to_text
    text = read(content.decode("latin-1"), errors="replace")
    paired = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _Found(_plain_lines(paired.replace("|", " ")))


def _text(content: bytes, media_type: str) -> _Found:
    """A page or plain text; an answer in the place of the file is refused."""
    charset = _CHARSET.search(media_type)
    page = Page(url="", content=content, charset=charset[1] if charset else None)
    text, problems = decoding.decode_declared(page)
    if "html" not in media_type and not _MARKUP.match(text):
        return _Found(_plain_lines(text), problems)
    lines = blocks.lines(blocks.soup(text))
    if sum(map(len, lines)) < SHORT and (sign := doubts.sign(text)):
        raise UnexpectedPage(f"{sign} where a file was expected")
    return _Found(lines, problems)


def _plain_lines(text: str) -> list[str]:
    return [line for raw in text.splitlines() if (line := " ".join(raw.split()))]


_READERS: tuple[tuple[bytes, Callable[[bytes, _Way], _Found]], ...] = (
    (b"%PDF-", _pdf),
    (b"PK\x03\x04", _zip),
    (b"PK\x05\x06", _zip),
    (b"\xd0\xcf\x11\xe0", _ole),
    (b"{\\rtf", _rtf),
)

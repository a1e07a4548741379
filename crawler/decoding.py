"""From the bytes of a page to its characters; bytes that are no honest text are refused with a reason."""

import codecs
import json
import re
from typing import Any, NamedTuple

from crawler import doubts
from legislation.errors import UnexpectedPage
from legislation.scraped import Page


class Decoded(NamedTuple):
    """The characters of a page, and what had to be done to have them."""

    text: str
    problems: tuple[str, ...]


MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office file"),
    (b"\xd0\xcf\x11\xe0", "an old office file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "a compressed file"),
    (b"{\\rtf", "a rich text file"),
)
"""How files begin that are no pages, and what they are."""

MOST_BYTES = 16_000_000
"""No page is larger; files that are read by the process for them may be."""
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_HEAD = 2000
_DECLARED = re.compile(rb"(?:<\?xml[^>]*encoding|<meta[^>]*charset)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_CHARSETS = ("cp125", "iso8859", "koi8", "mac-cyrillic")
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff]")
_ARMENIAN = re.compile("[\u0531-\u0587]")
_ARMSCII = re.compile("[\u00a2-\u00a6\u00a8\u00aa\u00ac-\u00af\u00b2-\u00ba\u00bc-\u00fe]")
"""Where the letters of ARMSCII-8 lie, without the marks («, », §, ° …) that any text may have."""

_OTHER_LETTERS = re.compile("[A-Za-z\u0400-\u04ff]")
_MOST_STRAYS = 0.01

ARMSCII_8 = str.maketrans(
    {chr(0xA2 + i): sign for i, sign in enumerate("և։)(»«—.՝,-֊…՜՛՞")}
    | {chr(0xB2 + 2 * i): chr(0x531 + i) for i in range(38)}
    | {chr(0xB3 + 2 * i): chr(0x561 + i) for i in range(38)}
    | {"\xfe": "՚"}
)
"""The Armenian standard before Unicode: what its bytes stand for that Latin-1 takes for other characters."""

CONVERTED = "the text was in ARMSCII-8, a coding before Unicode, and was converted"

_STRETCH = re.compile(r"[^<>\n]+")
_WORD = re.compile("[Ա-Ֆա-և]{2,}")
_TORN = re.compile("[ա-և][Ա-Ֆ]")
_VOWELS = re.compile("[ԱԵԷԸԻՈՕՒաեէըիոօւ]")
_UNUSED = re.compile("[\x80-\xa1]")
"""Bytes without a letter in ARMSCII-8, of which broken UTF-8 is full."""

_CP1252 = "".join(bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0))
_TAIL, _HIGH = f"[\x80-\xbf{re.escape(_CP1252)}]", f"[\x80-\xff{re.escape(_CP1252)}]"
_LEAD = re.compile("[\xc2-\xef]")
_TWICE = re.compile(f"(?<!{_HIGH})(?:[\xc2-\xdf]{_TAIL}|[\xe0-\xef]{_TAIL}{{2}})+(?!{_HIGH})")
"""Words of UTF-8 as they look after their bytes were taken for Latin-1 or Windows-1252."""

_NOT_ASCII = re.compile("[^\x00-\x7f]+")
_FEWEST_TWICE = 6
"""So many letters, or it may be chance."""

_FEWEST_LETTERS = 16
_MOST_TORN = 0.1
_VOWEL_SHARE = (0.35, 0.65)


def decode(page: Page) -> Decoded:
    """The text of a page that should be UTF-8. Raises UnexpectedPage for what is something else."""
    _refuse_no_text(page)
    text, problems = _utf8(page.content, page.charset)
    armenian = mended(text)
    cleaned = clean(armenian.text)
    return Decoded(cleaned.text, problems + armenian.problems + cleaned.problems)


def decode_declared(page: Page) -> Decoded:
    """The text of a page in the coding that it, or its header, declares; without a word UTF-8.

    Where UTF-8 fits, it is UTF-8 whatever is declared; a few bytes that do not fit are lost, and counted.
    Raises UnexpectedPage for what fits no coding.
    """
    _refuse_no_text(page)
    if page.content.startswith(_UTF16):
        return clean(page.content.decode("utf-16", "replace"))
    try:
        return decode(page)
    except UnexpectedPage as error:
        named = (declared(page.content), page.charset)
        charset = next((known for name in named if name and (known := _known_charset(name))), "utf-8")
        try:
            return clean(page.content.decode(charset, "replace"))
        except UnexpectedPage:
            raise error from None


def declared(content: bytes) -> str | None:
    """The coding that an XML declaration or a meta element names."""
    found = _DECLARED.search(content[:_HEAD])
    return found[1].decode("ascii", "replace") if found else None


def _known_charset(name: str) -> str | None:
    """The codec of a coding that texts are in; what browsers call Latin-1 is Windows-1252."""
    try:
        found = codecs.lookup(name.strip()).name
    except (LookupError, ValueError):
        return None
    if found in ("iso8859-1", "ascii"):
        return "cp1252"
    return found if found.startswith(_CHARSETS) else None


def _refuse_no_text(page: Page) -> None:
    """UnexpectedPage for an answer that says that it failed, is empty, or a file of another kind."""
    if not 200 <= page.status < 300:
        raise UnexpectedPage(f"the site answered with status {page.status}")
    if not page.content.strip():
        raise UnexpectedPage("the page is empty")
    kind = file_kind(page.content)
    if kind:
        raise UnexpectedPage(f"wrong content type: {kind} where a page was expected")
    if len(page.content) > MOST_BYTES:
        raise UnexpectedPage(f"the page is larger than {MOST_BYTES // 1_000_000} MB")


def decode_json(page: Page) -> Any:
    """The value of a page that should be JSON. Raises UnexpectedPage for what is something else."""
    text = decode(page).text
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        found = doubts.guess(text)
        reason = _broken(error) if found == "JSON" else f"{found} where JSON was expected"
        raise UnexpectedPage(reason) from error


def _broken(error: Exception) -> str:
    """What is wrong with JSON: mostly it ends before its end."""
    if not isinstance(error, json.JSONDecodeError):
        return "broken JSON"
    ends = error.msg.startswith("Unterminated") or not error.doc[error.pos :].strip()
    return "broken JSON: it ends early" if ends else f"broken JSON: {error.msg} at letter {error.pos}"


def file_kind(content: bytes) -> str | None:
    """What sort of file the bytes are by how they begin; None for text."""
    return next((kind for start, kind in MAGIC if content.startswith(start)), None)


def clean(text: str) -> Decoded:
    """The text without control characters (U+0000 …); full of them, it is no text: UnexpectedPage."""
    strays = len(_CONTROL.findall(text)) + text.count("\ufffd")
    if strays > 1 and strays > _MOST_STRAYS * len(text):
        raise UnexpectedPage("broken encoding: too many characters that no text has")
    if is_coded_twice(text):
        raise UnexpectedPage("broken encoding: UTF-8 was taken for another coding and coded once more")
    problems = []
    if "\ufffd" in text:
        problems.append(f"{text.count(chr(0xFFFD))} characters were lost before we got the page (U+FFFD)")
    kept = _CONTROL.sub("", text) if strays else text
    if len(kept) < len(text):
        problems.append(f"{len(text) - len(kept)} control characters (such as U+0000) were left out")
    return Decoded(kept, tuple(problems))


def is_coded_twice(text: str) -> bool:
    """Whether a third of what is not ASCII in a text is UTF-8 that was taken for Latin-1 (Õ¿ for տ)."""
    twice = sum(map(len, _TWICE.findall(text))) if _LEAD.search(text) else 0
    return twice >= _FEWEST_TWICE and twice * 3 > sum(map(len, _NOT_ASCII.findall(text)))


def is_armscii(text: str) -> bool:
    """Whether a text is Armenian in a coding older than Unicode, read as Latin-1."""
    if _ARMENIAN.search(text):
        return False
    high = len(_ARMSCII.findall(text))
    return high > 3 and high * 3 > high + len(_OTHER_LETTERS.findall(text))


def from_armscii(text: str) -> str | None:
    """The Armenian of a text in ARMSCII-8 that was read as Latin-1; None where that gives no Armenian words.

    Fonts of the 1990s look alike and have their letters in other places: such a text is not guessed at.
    """
    converted = text.translate(ARMSCII_8)
    words = _WORD.findall(converted)
    letters = sum(map(len, words))
    if letters < _FEWEST_LETTERS or len(_UNUSED.findall(converted)) * 10 > letters:
        return None
    torn = sum(bool(_TORN.search(word)) for word in words)
    vowels = len(_VOWELS.findall("".join(words)))
    least, most = _VOWEL_SHARE
    return converted if torn <= _MOST_TORN * len(words) and least < vowels / letters < most else None


def mended(text: str) -> Decoded:
    """The text with what is surely ARMSCII-8 converted, be it all of it or stretches between the tags."""
    if not _ARMSCII.search(text):
        return Decoded(text, ())
    stretches = [stretch for stretch in _STRETCH.findall(text) if is_armscii(stretch)]
    if not stretches or from_armscii("\n".join(stretches)) is None:
        return Decoded(text, ())
    if not _ARMENIAN.search(text):
        return Decoded(text.translate(ARMSCII_8), (CONVERTED,))

    def mend(found: re.Match[str]) -> str:
        return found[0].translate(ARMSCII_8) if is_armscii(found[0]) else found[0]

    return Decoded(_STRETCH.sub(mend, text), (CONVERTED,))


def refuse_armscii(lines: list[str]) -> tuple[str, ...]:
    """A problem if some lines look like ARMSCII-8; UnexpectedPage if a third of them do.

    What is surely in it was converted when the page was decoded; these lines are in a font of their own.
    """
    old = sum(map(is_armscii, lines))
    if old * 3 >= max(len(lines), 1):
        raise UnexpectedPage("broken encoding: an old Armenian coding (ARMSCII-8), not Unicode")
    return (f"{old} lines are in an old Armenian coding (ARMSCII-8)",) if old else ()


def _utf8(content: bytes, charset: str | None) -> tuple[str, tuple[str, ...]]:
    if content.startswith(_UTF16):
        raise UnexpectedPage("broken encoding: UTF-16 where UTF-8 was expected")
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        if error.end == len(content) and len(content) - error.start < 4 and error.start:
            return content[: error.start].decode("utf-8-sig"), ("the page ends in the middle of a letter",)
        old = content.decode("latin-1")
        if mended(old).problems:
            return old, ()
        said = f"the page says {charset}, " if charset and charset.lower() not in ("utf-8", "utf8") else ""
        raise UnexpectedPage(
            f"broken encoding: {said}byte {error.start} is not UTF-8{_guess(content)}"
        ) from error


def _guess(content: bytes) -> str:
    """A hint for the person who looks at it; nothing is decoded by it."""
    if b"windows-1251" in content[:2000].lower() or _looks_cyrillic(content):
        return " (it looks like windows-1251)"
    if not _ARMENIAN.search(content.decode("utf-8", "ignore")) and is_armscii(content.decode("latin-1")):
        return " (it looks like ARMSCII-8)"
    return ""


def _looks_cyrillic(content: bytes) -> bool:
    high = [byte for byte in content[:20000] if byte >= 0x80]
    lower = sum(0xE0 <= byte <= 0xFF for byte in high)
    return bool(high) and lower > 0.7 * len(high)

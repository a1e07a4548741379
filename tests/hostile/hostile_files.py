"""Files that mean harm, or were harmed, each with what is to be said of it."""

import io
import random
import struct
import zipfile
from collections.abc import Callable
from typing import NamedTuple

from making_files import docx_of, locked_pdf, pdf_of, picture_pdf, stream, text_pdf, zeros_in, zip_of

from crawler import recorded

PARAGRAPH = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
MEMORY = "the file needs more memory to be read than a file may have"
DIED = r"the reader of files died of it \(SIG\w+\)"
SCAN = r"needs OCR: the PDF has no letters, only pictures \(a scan\)"
NO_LETTERS = "no letters could be recognised in the pictures of the PDF|" + SCAN
DTD = r"the file brings entities of its own \(a DTD\), which no Word file does"


class Hostile(NamedTuple):
    """``problem`` is a pattern for what is said; ``text`` is what is read all the same."""

    make: Callable[[], bytes]
    problem: str | None = None
    text: str | None = None
    media_type: str | None = None


def act() -> bytes:
    """The PDF of a real act."""
    return next(row for row in recorded.rows("arlis") if row.file.name == "138920.pdf").content


def page_tree(kids: bytes, page: bytes = b"", contents: bytes = b"") -> bytes:
    facts = b"<</Type/Page/Parent 2 0 R%b/Contents 4 0 R>>" % (page or b"/MediaBox[0 0 595 842]")
    return pdf_of(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[%b]>>" % kids,
            facts,
            stream(contents),
        ]
    )


def laughs() -> str:
    """Entities that would multiply to ten thousand million."""
    lines = ['<!ENTITY a "ha">']
    lines += [f'<!ENTITY {new} "{f"&{old};" * 100}">' for old, new in zip("abcde", "bcdef", strict=True)]
    return f"<!DOCTYPE w [{''.join(lines)}]>"


def remote_docx() -> bytes:
    """A DOCX whose template and picture lie on the net, at an address that nobody may ask."""
    parts = zipfile.ZipFile(io.BytesIO(docx_of(PARAGRAPH.format("Հոդված 1. Տուրքեր"))))
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"'
        ' Target="http://127.0.0.1:9/template.dotm" TargetMode="External"/></Relationships>'
    )
    told = {name: parts.read(name) for name in parts.namelist()}
    return zip_of({**told, "word/_rels/document.xml.rels": relation.encode()})


def lying_zip() -> bytes:
    """An archive whose table says that the file in it has ten bytes; it has ten million."""
    honest = zip_of({"a.txt": bytes(10_000_000)})
    size = struct.pack("<I", 10_000_000)
    return honest.replace(size, struct.pack("<I", 10))


def locked_zip() -> bytes:
    content = bytearray(zip_of({"a.txt": b"secret"}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def nested(depth: int) -> bytes:
    content = b"inner"
    for level in range(depth):
        content = zip_of({f"{level}.zip" if level else "a.txt": content})
    return content


def ole(stream_name: str) -> bytes:
    """The beginning of an old office file, with a stream of this name, and nothing behind it."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6)
    return head + bytes(478) + stream_name.encode("utf-16-le") + random.Random(1).randbytes(20_000)


FILES: dict[str, Hostile] = {
    "nothing": Hostile(lambda: b"", "the file is empty"),
    "only blanks": Hostile(lambda: b" \n" * 500, "the page is empty"),
    "larger than any file": Hostile(lambda: bytes(50_000_001), "the file is larger than 50 MB"),
    "noise": Hostile(lambda: random.Random(1).randbytes(100_000), "broken encoding: .*"),
    "a program": Hostile(lambda: b"MZ\x90\x00" + random.Random(2).randbytes(9000), "broken encoding: .*"),
    "an image": Hostile(lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), "an image: such files are not read"),
    "a compressed file": Hostile(
        lambda: b"\x1f\x8b\x08" + bytes(99), "a compressed file: such files are not read"
    ),
    "PDF: only the head": Hostile(lambda: b"%PDF-1.7\n", "the PDF is broken"),
    "PDF: cut off": Hostile(lambda: act()[:30_000], "the PDF is broken"),
    "PDF: noise inside": Hostile(
        lambda: act()[:5000] + random.Random(3).randbytes(90_000), "the PDF is broken"
    ),
    "PDF: locked": Hostile(locked_pdf, "the PDF is locked by a password"),
    "PDF: 10,000 pages": Hostile(lambda: text_pdf(10_000), "the PDF has 10000 pages, more than 1000"),
    "PDF: a page that unpacks to 400 MB": Hostile(
        lambda: page_tree(b"3 0 R", contents=bytes(400_000_000)), DIED
    ),
    "PDF: a tree of pages that holds itself": Hostile(lambda: page_tree(b"2 0 R"), "the PDF .*"),
    "PDF: a page as large as a country": Hostile(
        lambda: page_tree(b"3 0 R", b"/MediaBox[0 0 1e9 1e9]"), "the PDF has no text"
    ),
    "PDF: a table that goes on with itself": Hostile(
        lambda: text_pdf(trailer=b"/Prev 9").replace(b"/Prev 9", b"/Prev 0"), None, "Article 1. Local taxes"
    ),
    "PDF: 100,000 brackets": Hostile(
        lambda: page_tree(b"3 0 R", b"/MediaBox[0 0 9 9]/X" + b"[" * 100_000), "the PDF .*|" + DIED
    ),
    "DOCX: an entity from a file of ours": Hostile(
        lambda: docx_of(PARAGRAPH.format("&x;"), '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        DTD,
    ),
    "DOCX: an entity from the net": Hostile(
        lambda: docx_of(PARAGRAPH.format("&x;"), '<!DOCTYPE w [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]>'),
        DTD,
    ),
    "DOCX: entities that multiply": Hostile(
        lambda: docx_of(PARAGRAPH.format("&f;"), laughs()),
        r"the file is broken \(XMLSyntaxError\)|" + DTD,
    ),
    "DOCX: a template on the net": Hostile(remote_docx, None, "Հոդված 1. Տուրքեր"),
    "DOCX: cut off": Hostile(
        lambda: docx_of(PARAGRAPH.format("x") * 900)[:-400], r"the file is broken \(BadZipFile\)"
    ),
    "DOCX: 90 MB of zeros": Hostile(lambda: zeros_in("word/document.xml", 90), MEMORY),
    "DOCX: 120 MB of zeros": Hostile(
        lambda: zeros_in("word/document.xml", 120), "the file unpacks to too much"
    ),
    "DOCX: 100,000 wrappings": Hostile(
        lambda: docx_of("<w:sdt>" * 100_000 + "</w:sdt>" * 100_000), r"the file is broken \(\w+\)"
    ),
    "ZIP: a bomb": Hostile(lambda: zeros_in("a.txt", 200), "a.txt: the file unpacks to too much"),
    "ZIP: nested too deep": Hostile(
        lambda: nested(3), ".*an archive in an archive in an archive: it is not opened"
    ),
    "ZIP: nested once": Hostile(lambda: nested(2), None, "inner"),
    "ZIP: a bomb in an archive": Hostile(
        lambda: zip_of({"b.zip": zeros_in("a.txt", 150)}), "b.zip: a.txt: the file unpacks to too much"
    ),
    "ZIP: a table that lies": Hostile(lying_zip, "a.txt: .*"),
    "ZIP: locked": Hostile(locked_zip, "a.txt: the file is locked by a password"),
    "ZIP: 5,000 files": Hostile(
        lambda: zip_of({f"{n}.txt": b"a" for n in range(5000)}),
        "4800 more files were not opened",
        "0.txt\na\n1.txt",
    ),
    "ZIP: a name that climbs out": Hostile(lambda: zip_of({"../../etc/cron.d/x": b"words"}), None, "words"),
    "ZIP: one good file among bad ones": Hostile(
        lambda: zip_of({"a.pdf": b"%PDF-1.7", "b.txt": "Հոդված 1".encode(), "c.png": b"\x89PNG"}),
        "a.pdf: the PDF is broken; c.png: an image: such files are not read",
        "Հոդված 1",
    ),
    "RTF: a million groups": Hostile(lambda: b"{\\rtf1 " + b"{" * 1_000_000, "the file has no text"),
    "RTF: letters that do not exist": Hostile(
        lambda: b"{\\rtf1 \\u99999999 x}", r"the file is broken \(\w+\)"
    ),
    "RTF: halves of letters": Hostile(
        lambda: b"{\\rtf1 \\uc0\\u55357 " + b"word " * 99 + b"\\u55357}", ".*U.FFFD.*", "word word"
    ),
    "DOC: nothing behind its head": Hostile(
        lambda: ole("WordDocument"), "(the old Word file is broken|an old Word file).*"
    ),
    "an old office file that is no DOC": Hostile(
        lambda: ole("Workbook"), "an old office file other than DOC: such files are not read"
    ),
    "an office file under a password": Hostile(
        lambda: ole("EncryptedPackage"), "the file is locked by a password"
    ),
    "HTML: 50 MB": Hostile(
        lambda: b"<p>" + b"<b>word</b> " * 4_000_000, "the page is larger than 16 MB", None, "text/html"
    ),
    "HTML: a million tags": Hostile(
        lambda: b"<p>" * 1_000_000, "the page has more than 200000 tags", None, "text/html"
    ),
    "HTML: a line of 1 MB": Hostile(lambda: b"<p>" + b"word " * 200_000, None, "word word", "text/html"),
    "HTML: 190,000 elements in each other": Hostile(lambda: b"<b>" * 190_000 + b"x", None, "x", "text/html"),
    "HTML: a login page instead of the file": Hostile(
        lambda: b"<html><title>Login</title><form><input type='password'></form>Please sign in</html>",
        "a login page where a file was expected",
        None,
        "application/pdf",
    ),
    "HTML: a captcha instead of the file": Hostile(
        lambda: b"<!doctype html><title>Just a moment...</title>Checking your browser</html>",
        "a captcha or a challenge where a file was expected",
    ),
    "text: UTF-16": Hostile(lambda: "\ufeffՀոդված 1".encode("utf-16-le"), None, "Հոդված 1"),
    "text: Cyrillic of Windows": Hostile(
        lambda: "Проект закона".encode("cp1251"), "broken encoding: .*windows-1251.*"
    ),
    "text: U+0000": Hostile(
        lambda: "Հոդված\0 1. Տեղական ինքնակառավարման մարմինները".encode(),
        r"1 control characters \(such as U\+0000\) were left out",
        "Հոդված 1. Տեղական",
    ),
    "text: nothing but U+0000": Hostile(lambda: bytes(1000), "(the page is empty|broken encoding: .*)"),
    "text: letters turned around": Hostile(
        lambda: "Հոդված 1. \u202e.sekat\u202c \u2066x\u2069".encode(), None, "Հոդված 1."
    ),
    "text: signs of a font": Hostile(
        lambda: "\uf0b7\uf0a7 \ue001".encode(),
        "the text is in the signs of a font of its own, not in letters",
    ),
    "text: more than anybody reads": Hostile(
        lambda: b"a line\n" * 800_000, "the text is longer than 5000000 characters"
    ),
    "text: opening tags without end": Hostile(lambda: b"<input " * 300_000, ".*", None, "text/html"),
    "a picture of 400 million dots": Hostile(
        lambda: picture_pdf([(20_000, 20_000, bytes(400_000_000))]),
        NO_LETTERS,
    ),
    "two scans of nothing but noise": Hostile(
        lambda: picture_pdf([(4400, 4400, random.Random(n).randbytes(4400 * 4400)) for n in range(2)]),
        NO_LETTERS,
    ),
}

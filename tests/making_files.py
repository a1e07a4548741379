"""Files for tests, made byte by byte: office files, archives, PDFs with text, with pictures, locked."""

import io
import zipfile
import zlib
from collections.abc import Iterable, Mapping

import pypdfium2

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx_bytes(document) -> bytes:
    """A document of python-docx as a file."""
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def zip_of(files: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


def docx_of(body: str, head: str = "") -> bytes:
    """The least DOCX with this inside of its body; ``head`` goes before the root of its XML."""
    document = f'<?xml version="1.0"?>{head}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    return zip_of({"[Content_Types].xml": b"<Types/>", "word/document.xml": document.encode()})


def zeros_in(name: str, megabytes: int) -> bytes:
    """An archive that holds so many zeros."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(name, "w") as entry:
        for _ in range(megabytes):
            entry.write(bytes(1_000_000))
    return file.getvalue()


def pdf_of(objects: Iterable[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    file, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    start = len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    file += b"".join(b"%010d 00000 n \n" % place for place in places)
    file += b"trailer\n<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(places) + 1,
        trailer,
        start,
    )
    return bytes(file)


def stream(data: bytes, facts: bytes = b"") -> bytes:
    """A compressed stream object."""
    packed = zlib.compress(data, 9)
    return b"<<%b/Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (facts, len(packed), packed)


def text_pdf(pages: int = 1, words: str = "Article 1. Local taxes", *, trailer: bytes = b"") -> bytes:
    """A PDF whose pages all say the same."""
    first = 5
    kids = b" ".join(b"%d 0 R" % number for number in range(first, first + pages))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 3 0 R>>>>>>"
    return pdf_of(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count %d/Kids[%b]>>" % (pages, kids),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            stream(b"BT /F 12 Tf 72 720 Td (%b) Tj ET" % words.encode("latin-1")),
            *[page] * pages,
        ],
        trailer,
    )


def locked_pdf() -> bytes:
    """A PDF that wants a password."""
    keys = b"/O<%b>/U<%b>" % (b"41" * 32, b"42" * 32)
    return text_pdf(trailer=b"/Encrypt<</Filter/Standard/V 1/R 2%b/P -4>>/ID[<00><00>]" % keys)


def scan_of(pdf: bytes, numbers: Iterable[int] = (0,), dots_per_inch: int = 200) -> bytes:
    """A PDF of pictures of these pages of another one."""
    return picture_pdf(pictures_of(pdf, numbers, dots_per_inch))


def pictures_of(pdf: bytes, numbers: Iterable[int], dots_per_inch: int = 200) -> list[tuple[int, int, bytes]]:
    """Pages of a PDF in shades of grey: width, height, dots."""
    pictures = []
    document = pypdfium2.PdfDocument(pdf)
    for number in numbers:
        bitmap = document[number].render(scale=dots_per_inch / 72, grayscale=True)
        dots = bytes(bitmap.buffer)
        rows = (dots[row * bitmap.stride :][: bitmap.width] for row in range(bitmap.height))
        pictures.append((bitmap.width, bitmap.height, b"".join(rows)))
    document.close()
    return pictures


def picture_pdf(pictures: Iterable[tuple[int, int, bytes]]) -> bytes:
    """A PDF with one picture in shades of grey on each page."""
    pages, kids = [], []
    for width, height, dots in pictures:
        number = 3 + len(pages)
        kids.append(b"%d 0 R" % number)
        facts = b"/Type/XObject/Subtype/Image/ColorSpace/DeviceGray/BitsPerComponent 8/Width %d/Height %d"
        pages += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
            b"/Resources<</XObject<</I %d 0 R>>>>>>" % (number + 1, number + 2),
            stream(b"595 0 0 842 0 0 cm /I Do"),
            stream(dots, facts % (width, height)),
        ]
    tree = b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(kids), b" ".join(kids))
    return pdf_of([b"<</Type/Catalog/Pages 2 0 R>>", tree, *pages])

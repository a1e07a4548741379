"""How fast do PDFs and pages become text? ``python -m benchmarks.extraction [--rounds N] [--json]``.

PDFs: our reader of files, in the process of its own that a crawl gives it (what it takes to ask it, to mend
what it found and to start it anew after 50 files counts), against one ``pdftotext`` a file. The files are the
acts of arlis.am that the project carries, and longer ones that LibreOffice makes here of the Armenian texts
in ``benchmarks/texts``, 20 to 26 pages each. HTML: decoding and ``crawler.blocks`` against the bare
``lxml.html`` (parse, ``text_content``), on the pages that the project carries and on large ones of arlis.am
made of their lines. Both sides take the same files in turns; the best of the rounds counts, by the clock and,
as the machine may have other work, by the processor time of all processes of a side.
"""

import argparse
import gc
import json
import math
import random
import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any

import lxml.html
import pypdfium2  # type: ignore[import-untyped] # it brings no types

from benchmarks.crawl import ACT
from benchmarks.search_corpus import ROOT
from config import sources
from crawler import blocks, decoding, recorded
from crawler.extraction import Extractor
from legislation.scraped import Page

LETTERS = 52_000
"""Letters of a made PDF."""
BATCH = 50
"""About so many files each side takes in one round: as many as one process of our reader serves."""
LARGE = (80, 500)
"""Kilobytes of the pages that are made."""

Read = Callable[[Iterable[bytes]], Iterator[str]]


def carried(kind: str) -> list[bytes]:
    """The recorded files of all sources whose media type ends so."""
    rows = (row for source in sources.load() for row in recorded.rows(source))
    return [row.content for row in rows if row.media_type.endswith(kind)]


def long_pdfs() -> Iterator[bytes]:
    """PDFs of 20 to 26 pages, made by LibreOffice in a folder that is gone afterwards."""
    for path in sorted((ROOT / "benchmarks" / "texts").glob("*.txt")):
        text = path.read_text("utf-8")
        for begin in range(0, len(text) - LETTERS // 2, LETTERS):
            content = printed(text[begin : begin + LETTERS])
            pages = len(pypdfium2.PdfDocument(content))
            if 20 <= pages <= 26:
                yield content


def printed(text: str) -> bytes:
    """A text as a PDF, a paragraph a line."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        body = "".join(f"<p>{escape(line)}</p>\n" for line in text.splitlines())
        style = "<style>p {font: 11pt 'DejaVu Serif'; text-align: justify}</style>"
        page = folder / "text.html"
        page.write_text(
            f"<html><head><meta charset='utf-8'>{style}</head><body>{body}</body></html>", "utf-8"
        )
        command = [program("soffice"), f"-env:UserInstallation={folder.as_uri()}/profile", "--headless"]
        kind = ["--infilter=HTML (StarWriter)", "--convert-to", "pdf:writer_pdf_Export"]
        subprocess.run(  # noqa: S603 - our own text
            [*command, *kind, "--outdir", name, str(page)], check=True, capture_output=True
        )
        return page.with_suffix(".pdf").read_bytes()


def program(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        raise SystemExit(f"{name} is not installed here")
    return path


def by_us(files: Iterable[bytes]) -> Iterator[str]:
    """PDFs as a crawl reads them."""
    with Extractor() as extractor:
        for content in files:
            yield extractor.text_of(content, "application/pdf").text or ""


def by_pdftotext(files: Iterable[bytes]) -> Iterator[str]:
    command = [program("pdftotext"), "-enc", "UTF-8", "-", "-"]
    for content in files:
        done = subprocess.run(command, input=content, capture_output=True, check=True)  # noqa: S603 - the peer
        yield done.stdout.decode()


def by_blocks(files: Iterable[bytes]) -> Iterator[str]:
    for content in files:
        yield "\n".join(blocks.lines(blocks.soup(decoding.decode(Page("", content)).text)))
        gc.collect()


def by_lxml(files: Iterable[bytes]) -> Iterator[str]:
    for content in files:
        tree: Any = lxml.html.document_fromstring(content, parser=lxml.html.HTMLParser(encoding="utf-8"))
        yield str(tree.text_content())


def compare(files: Sequence[bytes], ours: Read, peer: Read, rounds: int) -> dict[str, Any]:
    """MB a second of both sides by the clock, their ratio by both times, and how many letters each finds."""
    best: dict[Read, list[float]] = {read: [math.inf, math.inf] for read in (ours, peer)}
    for _ in range(rounds):
        for read in (ours, peer):
            best[read] = list(map(min, best[read], taken(read, files)))
    size = sum(map(len, files)) / 1e6
    (clock, processor), (peer_clock, peer_processor) = best[ours], best[peer]
    return {
        "files": len(files),
        "MB": size,
        "ours": size / clock,
        "peer": size / peer_clock,
        "ratio": peer_clock / clock,
        "processor_ratio": peer_processor / processor,
        "ours_letters": letters(ours, files),
        "peer_letters": letters(peer, files),
    }


def taken(read: Read, files: Sequence[bytes]) -> tuple[float, float]:
    """Seconds by the clock and of the processor, of all processes, for one reading of the files."""
    repeats = max(BATCH // len(files), 1)
    begin, before = time.perf_counter(), processor_time()
    if not all(read([*files] * repeats)):
        raise RuntimeError("a file gave no text")
    clock, after = time.perf_counter() - begin, processor_time()
    return clock / repeats, (after - before) / repeats


def processor_time() -> float:
    """Seconds of this process and of those that it has started and outlived."""
    used = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def letters(read: Read, files: Sequence[bytes]) -> int:
    return sum(len("".join(text.split())) for text in read(files))


def measure(rounds: int) -> dict[str, dict[str, Any]]:
    """By what is read: MB of files a second."""
    gc.freeze()
    gc.disable()  # as the reader does, which tidies up after each page
    chance = random.Random(1)
    large = [ACT.vary(kilobytes, chance) for kilobytes in LARGE]
    return {
        "PDF, recorded acts": compare(carried("/pdf"), by_us, by_pdftotext, rounds),
        "PDF, 20 to 26 pages": compare(list(long_pdfs()), by_us, by_pdftotext, rounds),
        "HTML, recorded pages": compare(carried("/html"), by_blocks, by_lxml, rounds),
        "HTML, acts of 80 and 500 KB": compare(large, by_blocks, by_lxml, rounds),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description="How fast do PDFs and pages become text?")
    parser.add_argument("--rounds", type=int, default=5, help="the best of so many counts")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    figures = measure(options.rounds)
    if options.json:
        print(json.dumps(figures))
        return
    for name, told in figures.items():
        peer = "pdftotext" if name.startswith("PDF") else "lxml"
        print(
            f"{name} ({told['files']} files, {told['MB']:.2f} MB): {told['ours']:.2f} MB/s,"
            f" {peer} {told['peer']:.2f} MB/s, ratio {told['ratio']:.2f}"
            f" (of processor time {told['processor_ratio']:.2f});"
            f" letters found {told['ours_letters']} and {told['peer_letters']}"
        )


if __name__ == "__main__":
    main()

"""The reader of files in its own process: same answers as at home, and control whatever it dies of."""

import os
import select
import signal
import subprocess
import sys
import tempfile
import threading
from subprocess import PIPE

import docx
import pytest
from making_files import docx_bytes, picture_pdf, pictures_of, scan_of, text_pdf, zeros_in, zip_of

from crawler import recorded
from crawler.attachments import TOO_MUCH_MEMORY, Extracted, text_of
from crawler.child import Limits
from crawler.extraction import Extractor
from crawler.reading import SOURCES
from legislation.errors import UnexpectedPage
from legislation.scraped import Page
from legislation.vocabulary import Method

GOOD = "Հոդված 1. Տեղական տուրքեր".encode()
ENDLESS = b"{\\rtf1 " + b"\\par x" * 6_000_000 + b"}"
"""A file that takes its reader many seconds."""
ENDLESS_READ = "the text is longer than 5000000 characters"
"""What is said of it where a process that died too early was replaced in time."""


@pytest.fixture(scope="module")
def extractor():
    with Extractor() as extractor:
        yield extractor


@pytest.fixture
def traces(tmp_path, monkeypatch):
    """The folder for all that an extractor leaves behind, which is nothing."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def read_here(source, page):
    return SOURCES[source].read(page)


def told(read, source, page):
    """The parts of a page, or why there are none."""
    try:
        return read(source, page)
    except UnexpectedPage as error:
        return str(error)


def reads_on(extractor: Extractor) -> bool:
    return extractor.text_of(GOOD) == Extracted(GOOD.decode(), language="hy")


def answering(program: str) -> Extractor:
    """An extractor whose process is a program of the test's own; it is greeted as it must be."""
    greeting = "import json, os, struct, sys, time\n"
    greeting += "say = lambda body: os.write(1, struct.pack('!Q', len(body)) + body)\n"
    greeting += "take = sys.stdin.buffer.read\n"
    greeting += "hear = lambda: [take(*struct.unpack('!Q', take(8))) for _ in '12']\n"
    return Extractor(Limits(seconds=5), (sys.executable, "-c", greeting + program))


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (GOOD, "text/plain"),
        (b"<p>\xd4\xb1", "text/html"),
        ("Закон".encode("cp1251"), "text/plain; charset=windows-1251"),
        (text_pdf(3), None),
        (docx_bytes(docx.Document()), None),
        (zip_of({"a.txt": GOOD, "b.pdf": text_pdf()}), None),
        (b"PK\x03\x04 cut", None),
        (b"", None),
    ],
)
def test_a_file_reads_alike_in_the_process_and_at_home(extractor, content, media_type):
    assert extractor.text_of(content, media_type) == text_of(content, media_type)


@pytest.mark.parametrize("source", ["edraft", "arlis", "eu_cellar"])
def test_a_page_reads_alike_in_the_process_and_at_home(extractor, source):
    for row in recorded.rows(source):
        page = Page(row.url, row.content, row.media_type, row.origin, row.status)
        assert told(extractor.parts, source, page) == told(read_here, source, page)


def test_a_page_that_breaks_our_own_reader_is_an_unexpected_page(extractor):
    with pytest.raises(UnexpectedPage, match="the reader broke: KeyError: 'nobody'"):
        extractor.parts("nobody", Page("https://example.am/", b"x"))
    assert reads_on(extractor)


def test_a_process_serves_so_many_files_and_makes_way_for_a_fresh_one(traces):
    with Extractor(Limits(files=2)) as extractor:
        served = []
        for _ in range(5):
            assert reads_on(extractor)
            served.append(extractor.process_id)
    assert [process is None for process in served] == [False, True, False, True, False]
    assert len({served[0], served[2], served[4]}) == 3
    assert list(traces.iterdir()) == []


def test_pages_of_text_wear_a_process_less_than_files(traces):
    page = Page("https://www.e-draft.am/projects/1/about", b"<html>")
    with Extractor(Limits(files=1, pages=3)) as extractor:
        served = []
        for _ in range(4):
            with pytest.raises(UnexpectedPage):
                extractor.parts("edraft", page)
            served.append(extractor.process_id)
    assert served[0] == served[1] != served[3]
    assert served[2] is None


def test_a_file_that_takes_too_long_is_unreadable_and_the_next_is_read(traces):
    with Extractor(Limits(seconds=0.5)) as extractor:
        assert reads_on(extractor)
        assert extractor.text_of(ENDLESS).problem == "reading the file took longer than 0.5 seconds"
        assert extractor.process_id is None
        assert reads_on(extractor)
    assert list(traces.iterdir()) == []


def test_a_file_that_takes_too_much_of_the_processor_is_unreadable_and_the_next_is_read():
    with Extractor(Limits(cpu=1)) as extractor:
        assert reads_on(extractor)
        problem = extractor.text_of(ENDLESS).problem
        assert problem == "reading the file took more than 1 seconds of processor time"
        assert reads_on(extractor)


def test_the_time_of_one_file_does_not_count_for_the_next():
    slow = ENDLESS[: len(ENDLESS) // 30]
    with Extractor(Limits(cpu=3)) as extractor:
        assert [extractor.text_of(slow).problem for _ in range(12)] == [None] * 12


def test_a_file_that_needs_too_much_memory_is_unreadable_and_the_next_is_read(extractor):
    assert extractor.text_of(zeros_in("word/document.xml", 90)) == Extracted(None, TOO_MUCH_MEMORY)
    assert reads_on(extractor)


def test_a_process_that_says_that_it_has_grown_too_large_gets_no_other_file():
    answer = {"text": GOOD.decode(), "problem": None, "method": "text", "language": "hy", "worn": True}
    with answering(f"say(b'{{}}'); hear(); say(json.dumps({answer}).encode()); hear()") as extractor:
        for _ in range(2):
            assert reads_on(extractor)
            assert extractor.process_id is None


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSEGV, signal.SIGTERM])
def test_a_process_that_died_between_files_is_replaced(extractor, how):
    assert reads_on(extractor)
    before = extractor.process_id
    os.kill(before, how)
    os.waitid(os.P_PID, before, os.WEXITED | os.WNOWAIT)
    assert reads_on(extractor)
    assert extractor.process_id != before


@pytest.mark.parametrize("after", [0.0, 0.001, 0.01, 0.05, 0.2, 0.5])
def test_a_process_killed_while_it_reads_leaves_a_file_that_could_not_be_read(extractor, after):
    assert reads_on(extractor)
    killer = threading.Timer(after, os.kill, (extractor.process_id, signal.SIGKILL))
    killer.start()
    problem = extractor.text_of(ENDLESS).problem
    killer.join()
    assert problem == "the reader of files died of it (SIGKILL)" or (after < 0.05 and problem == ENDLESS_READ)
    assert reads_on(extractor)


@pytest.mark.parametrize(
    ("program", "problem"),
    [
        ("sys.exit(3)", "the reader of files failed (3): no word"),
        ("sys.exit('no library')", "the reader of files failed (1): no library"),
        ("say(b'{}'); hear(); say(b'not JSON')", "the reader of files gave no answer that makes sense"),
        ("say(b'{}'); hear(); say(b'[1]')", "the reader of files gave no answer that makes sense"),
        ("say(b'{}'); hear(); say(b'[' * 200000)", "the reader of files gave no answer that makes sense"),
        ("say(b'{}'); hear(); say(b'{}')", "the reader of files gave no answer that makes sense"),
        ("say(b'{}'); hear(); say(b'{\"text\": 5}')", "the reader of files gave no answer that makes sense"),
        ("say(b'{}'); hear(); say(b'{}'); say(b'{}')", None),
        ("say(b'{}'); say(b'{}'); hear()", None),
        (
            "say(b'{}'); hear(); os.write(1, b'\\xff' * 8)",
            "the reader of files has too much to say about the file",
        ),
        ("say(b'{}'); hear(); os.close(1); time.sleep(60)", "the reader of files says nothing any more"),
        ("say(b'{}'); time.sleep(60)", "reading the file took longer than 5 seconds"),
        (
            "say(b'{}'); os.write(1, struct.pack('!Q', 99999))\nwhile os.write(1, b' '): time.sleep(0.01)",
            None,
        ),
    ],
)
def test_whatever_the_process_answers_the_file_has_a_problem(traces, program, problem):
    with answering(program) as extractor:
        extracted = extractor.text_of(bytes(3_000_000))
        assert extracted.text is None
        assert extracted.problem == problem or (problem is None and extracted.problem)
        assert extractor.process_id is None
    assert list(traces.iterdir()) == []


def test_the_process_knows_nothing_of_our_environment(monkeypatch):
    monkeypatch.setenv("ORAKARG_SECRET", "a secret")
    program = "say(b'{}'); hear(); say(json.dumps({'unexpected': ' '.join(os.environ)}).encode())"
    with answering(program) as extractor:
        known = extractor.text_of(GOOD).problem.split()
    assert "PATH" in known
    assert not [name for name in known if name.startswith("ORAKARG")]


def test_the_process_ends_with_the_one_that_asked_it():
    program = "import os; from crawler.extraction import Extractor; e = Extractor(); e.text_of(b'x');"
    program += "os.write(1, str(e.process_id).encode()); input(); os.kill(os.getpid(), 9)"
    with subprocess.Popen([sys.executable, "-c", program], stdin=PIPE, stdout=PIPE) as asking:
        orphan = os.pidfd_open(int(os.read(asking.stdout.fileno(), 20)))
        asking.communicate(b"\n")
    assert select.select([orphan], [], [], 60)[0], "it lives on"
    os.close(orphan)


def test_a_scan_is_read_by_ocr_and_says_so(extractor, tesseract):
    act = next(row for row in recorded.rows("arlis") if row.file.name == "138920.pdf")
    found = extractor.text_of(scan_of(act.content, [1]))
    assert (found.method, found.language) == (Method.OCR, "hy")
    assert found.problem == "1 of 1 pages were recognised in pictures (OCR)"
    words = text_of(act.content).text.split()
    seen = [word for word in found.text.split() if word in words]
    assert len(seen) > 0.8 * len(found.text.split()) > 100


def test_a_page_for_which_tesseract_lacks_memory_is_said_to_be_left_out(extractor, tesseract):
    act = next(row for row in recorded.rows("arlis") if row.file.name == "138920.pdf")
    ((width, height, dots),) = pictures_of(act.content, [1], dots_per_inch=150)
    rows = [dots[row * width :][:width] * 2 for row in range(height)]
    tiny = (2 * width, 2 * height, b"".join(rows * 2))
    found = extractor.text_of(picture_pdf([*pictures_of(act.content, [1]), tiny]))
    assert found.text
    assert found.problem == (
        "1 of 2 pages were recognised in pictures (OCR);"
        " 1 more are scans, too many or too hard to be recognised"
    )


def test_a_scan_without_ocr_needs_it(monkeypatch, extractor):
    monkeypatch.setenv("PATH", "/nowhere")
    act = next(row for row in recorded.rows("arlis") if row.file.name == "138920.pdf")
    extracted = extractor.text_of(scan_of(act.content, [0], dots_per_inch=30))
    assert extracted == Extracted(None, "needs OCR: the PDF has no letters, only pictures (a scan)")
    assert extracted.is_scan

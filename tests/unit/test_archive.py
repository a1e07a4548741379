"""Every answer is found again by its place, and a torn or damaged record is never taken for whole."""

import gzip
from datetime import UTC, datetime
from io import BytesIO

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler import warc
from crawler.archive import Archive, Unwritable
from legislation.archive import Answer, LostRecord, read, read_record
from legislation.vocabulary import Origin

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
FETCHED = datetime(2026, 11, 2, 9, 0, 7, 250_000, tzinfo=UTC)
TEXT = "ՆԱԽԱԳԻԾ տեղական ինքնակառավարման մասին"
BODY = TEXT.encode()


def answer(number=1, body=BODY, headers=(("Content-Type", "text/html; charset=UTF-8"),), **more):
    return Answer(f"https://www.e-draft.am/projects/{number}", 200, headers, body, FETCHED, **more)


def kept(root, *answers):
    archive = Archive(root, "edraft", NOW)
    places = [archive.write(one) for one in answers]
    archive.flush()
    archive.close()
    return places


def the_file(root):
    (path,) = root.rglob("*.warc.gz")
    return path


def test_a_version_finds_its_bytes_by_their_place(tmp_path):
    places = kept(tmp_path, answer(1, b"first"), answer(2), answer(3, b""))
    page = read_record(tmp_path, places[1])
    assert places[1].startswith("edraft/edraft-20261102T090000Z-1.warc.gz:")
    assert page.content.decode() == TEXT
    assert (page.url, page.status) == ("https://www.e-draft.am/projects/2", 200)
    assert (page.media_type, page.charset) == ("text/html", "UTF-8")
    assert (page.fetched_at, page.origin, page.record) == (FETCHED, Origin.LIVE, places[1])
    assert read_record(tmp_path, places[2]).content == b""


def test_what_is_flushed_can_be_read_while_the_crawl_goes_on(tmp_path):
    archive = Archive(tmp_path, "edraft", NOW)
    place = archive.write(answer())
    archive.flush()
    assert read_record(tmp_path, place).content.decode() == TEXT
    archive.close()


@pytest.mark.parametrize("origin", list(Origin))
def test_the_origin_travels_with_the_bytes(tmp_path, origin):
    (place,) = kept(tmp_path, answer(origin=origin))
    assert read_record(tmp_path, place).origin is origin


def test_a_compressed_answer_is_kept_as_it_came_and_read_as_what_it_says(tmp_path):
    headers = (("Content-Type", "text/html"), ("Content-Encoding", "gzip"))
    (place,) = kept(tmp_path, answer(body=gzip.compress(TEXT.encode()), headers=headers))
    assert read_record(tmp_path, place).content.decode() == TEXT


def test_a_large_answer_comes_back_whole(tmp_path):
    body = b"".join(b"%07d " % number for number in range(100_000))
    (place,) = kept(tmp_path, answer(body=body))
    assert read_record(tmp_path, place).content == body


def test_others_can_read_the_file_and_its_digests_are_right(tmp_path):
    kept(tmp_path, answer(origin=Origin.REBUILT, asked=(("Accept", "text/html"),)))
    with the_file(tmp_path).open("rb") as file:
        records = ArchiveIterator(file, check_digests="raise")
        seen = [(record.rec_type, record.content_stream().read()) for record in records]
    assert [kind for kind, _ in seen] == ["warcinfo", "response", "request"]
    assert seen[1][1].decode() == TEXT


def test_a_torn_end_spoils_nothing_before_it(tmp_path):
    places = kept(tmp_path, answer(1), answer(2))
    path = the_file(tmp_path)
    whole, last = path.read_bytes(), int(places[1].rpartition(":")[2])
    for end in range(last, len(whole)):
        path.write_bytes(whole[:end])
        urls = [entry.url for entry in warc.entries(path)]
        assert urls[0].endswith("/1")
        assert urls[1:] in ([], ["https://www.e-draft.am/projects/2"])
        assert read_record(tmp_path, places[0]).content.decode() == TEXT


def test_a_torn_answer_is_lost_and_never_half(tmp_path):
    (place,) = kept(tmp_path, answer())
    path, offset = the_file(tmp_path), int(place.rpartition(":")[2])
    whole = path.read_bytes()
    for end in range(offset, offset + 200):
        path.write_bytes(whole[:end])
        with pytest.raises(LostRecord):
            read_record(tmp_path, place)


def test_a_damaged_answer_is_lost(tmp_path):
    (place,) = kept(tmp_path, answer(body=b"spoken"))
    path, offset = the_file(tmp_path), int(place.rpartition(":")[2])
    plain = gzip.decompress(path.read_bytes()[offset:])
    path.write_bytes(path.read_bytes()[:offset] + gzip.compress(plain.replace(b"spoken", b"broken")))
    with pytest.raises(LostRecord, match="damaged"):
        read_record(tmp_path, place)


@pytest.mark.parametrize("place", ["edraft/none.warc.gz:0", "{file}:0", "{file}:3", "{file}:9999999"])
def test_a_place_without_an_answer_says_so(tmp_path, place):
    kept(tmp_path, answer())
    with pytest.raises(LostRecord):
        read_record(tmp_path, place.format(file=the_file(tmp_path).relative_to(tmp_path)))


def test_two_crawls_of_one_moment_have_files_of_their_own(tmp_path):
    (first,) = kept(tmp_path, answer(1))
    (second,) = kept(tmp_path, answer(2))
    assert read_record(tmp_path, first).url.endswith("/1")
    assert read_record(tmp_path, second).url.endswith("/2")


def test_a_second_folder_gets_the_same_file(tmp_path):
    archive = Archive(tmp_path / "archive", "edraft", NOW, copy=tmp_path / "taken" / "along")
    archive.write(answer())
    archive.flush()
    archive.close()
    assert the_file(tmp_path / "taken").read_bytes() == the_file(tmp_path / "archive").read_bytes()


def test_crawls_of_several_sources_share_a_second_folder(tmp_path):
    for source in ("edraft", "arlis"):
        archive = Archive(tmp_path / "archive", source, NOW, copy=tmp_path / "taken")
        archive.write(answer())
        archive.close()
    assert len(list((tmp_path / "taken").iterdir())) == 2


def test_a_crawl_without_an_answer_leaves_no_file(tmp_path):
    kept(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_an_archive_that_cannot_be_written_says_so(tmp_path):
    (tmp_path / "edraft").write_text("in the way")
    with pytest.raises(Unwritable, match="the archive cannot be written"):
        Archive(tmp_path, "edraft", NOW).write(answer())


def test_entries_know_what_was_asked(tmp_path):
    kept(tmp_path, answer(1, asked=(("Accept", "application/xml"),)), answer(2, asked=()))
    first, second = warc.entries(the_file(tmp_path))
    assert (first.accept, second.accept) == ("application/xml", "")
    assert (first.status, first.media_type, first.fetched_at) == (200, "text/html", FETCHED)


@pytest.mark.parametrize("gzipped", [False, True])
def test_files_of_other_programs_are_read(tmp_path, gzipped):
    path = tmp_path / "other.warc"
    path.write_bytes(foreign(gzipped))
    entry, alone = warc.entries(path)
    assert (entry.url, entry.accept) == ("https://example.org/a", "text/plain")
    assert alone.accept is None
    found = read(path, alone.offset)
    assert (found.body, found.status, found.origin) == (b"second", 404, Origin.LIVE)


def foreign(gzipped):
    """A file as another program writes it: request first, dates to the second, an answer without request."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=gzipped)
    date = {"WARC-Date": "2020-01-01T00:00:00Z"}
    first = make(writer, "https://example.org/a", "200 OK", b"first", date)
    asked = StatusAndHeaders("GET /a HTTP/1.1", [("Accept", "text/plain")], is_http_request=True)
    answers = {**date, "WARC-Concurrent-To": first.rec_headers.get_header("WARC-Record-ID")}
    writer.write_record(
        writer.create_warc_record(
            "https://example.org/a", "request", http_headers=asked, warc_headers_dict=answers
        )
    )
    writer.write_record(first)
    writer.write_record(make(writer, "https://example.org/b", "404 Not Found", b"second", date))
    return out.getvalue()


def make(writer, url, status, body, date):
    headers = StatusAndHeaders(status, [("Content-Type", "text/plain")], "HTTP/1.1")
    return writer.create_warc_record(
        url, "response", BytesIO(body), len(body), http_headers=headers, warc_headers_dict=date
    )

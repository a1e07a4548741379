"""From any text one click to the bytes that it was read from, and nothing foreign is ever shown as ours."""

import hashlib
from dataclasses import replace
from datetime import timedelta

from factories import NOW, make_draft, scraped_part

from crawler.archive import Archive
from legislation.archive import Answer
from legislation.vocabulary import Origin, RoleName

URL = "https://www.e-draft.am/projects/7/about"
BODY = "<html><script>alert(1)</script><p>ՆԱԽԱԳԻԾ</p></html>".encode()
HTML = (("Content-Type", "text/html; charset=utf-8"),)


def kept(web, part="about", body=BODY, key="edraft:7", **page):
    """A draft of one text whose bytes are in the archive; the id of its version, and its draft's key."""
    archive = Archive(web.app.extensions["orakarg"].archive, "edraft", NOW)
    at = NOW - timedelta(hours=1)
    place = archive.write(Answer(URL, 200, HTML, body, at, Origin.RECORDED))
    archive.flush()
    archive.close()
    one = scraped_part(key=key, part=part)
    facts = {"content": body, "sha256": hashlib.sha256(body).hexdigest(), "fetched_at": at, "record": place}
    one = replace(one, url=URL, page=replace(one.page, **facts | page))
    with web.writing() as session:
        return make_draft(session, key, parts=(one,)).versions[0].id


def test_one_click_leads_from_a_text_to_its_bytes(web):
    kept(web)
    reader = web.anyone()
    reader.open("/drafts/edraft:7")
    reader.follow("The bytes that this was read from")
    assert URL in reader.text
    assert hashlib.sha256(BODY).hexdigest() in reader.text
    assert "the archive holds these very bytes" in reader.text
    assert f"{len(BODY)} bytes" in reader.text
    assert "text/html" in reader.text
    assert "2 March 2026" in reader.text
    assert "recorded" in reader.text.lower()


def test_the_bytes_come_as_a_file_and_never_as_a_page(web):
    version = kept(web)
    reader = web.anyone()
    assert reader.fetch(f"/versions/{version}/bytes/file") == BODY
    headers = reader.answer.headers
    assert headers["Content-Disposition"] == "attachment; filename=edraft-7-about-1.html"
    assert headers["Content-Type"] == "application/octet-stream"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_what_people_proposed_goes_to_officers_only(web):
    version = kept(web, part="digest")
    for reader in (web.anyone(), web.signed_in(web.somebody(RoleName.COMMENTER))):
        page = reader.open(f"/versions/{version}/bytes")
        assert "only the association's policy officers" in reader.text
        assert page.select("a[download]") == []
        reader.open(f"/versions/{version}/bytes/file", 403)
        assert BODY not in reader.answer.get_data()
    officer = web.signed_in(web.somebody(RoleName.OFFICER))
    officer.open(f"/versions/{version}/bytes")
    assert "only the association's policy officers" not in officer.text
    assert officer.fetch(f"/versions/{version}/bytes/file") == BODY
    assert officer.answer.headers["Cache-Control"] == "no-store"


def test_bytes_that_are_not_those_are_said_so_and_not_given(web):
    version = kept(web, sha256="5e" * 32)
    reader = web.anyone()
    reader.open(f"/versions/{version}/bytes")
    assert "the archive holds other bytes" in reader.text
    assert reader.page.select("a[download]") == []
    reader.open(f"/versions/{version}/bytes/file", 404)


def test_bytes_that_are_gone_are_said_so(web):
    version = kept(web)
    for path in web.app.extensions["orakarg"].archive.rglob("*.gz"):
        path.unlink()
    reader = web.anyone()
    reader.open(f"/versions/{version}/bytes")
    assert "the archive does not hold these bytes" in reader.text
    reader.open(f"/versions/{version}/bytes/file", 404)


def test_a_text_without_bytes_says_so(web):
    version = kept(web, record=None)
    reader = web.anyone()
    reader.open(f"/versions/{version}/bytes")
    assert "No bytes were kept for this text" in reader.text
    reader.open(f"/versions/{version}/bytes/file", 404)


def test_there_are_no_bytes_of_a_version_that_is_not_there(web):
    for number in (1, 2**31 - 1, 2**40):
        web.anyone().open(f"/versions/{number}/bytes", 404)
        web.anyone().open(f"/versions/{number}/bytes/file", 404)


def test_the_name_of_the_file_holds_nothing_strange(web):
    version = kept(web, key='edraft:"ՀՕ/../7\n', media_type="x/unknown")
    reader = web.anyone()
    reader.fetch(f"/versions/{version}/bytes/file")
    assert reader.answer.headers["Content-Disposition"] == "attachment; filename=edraft-7-about-1.bin"


def test_it_is_told_in_armenian_and_russian(web):
    version = kept(web)
    told = {"hy": "արխիվում պահվում են հենց այս բայթերը", "ru": "хранятся именно эти байты"}
    for language, words in told.items():
        reader = web.anyone(language)
        reader.open(f"/versions/{version}/bytes")
        assert words in reader.text

"""What a replay gives for an address, and that it never guesses about what was not recorded."""

from datetime import UTC, datetime

import pytest

from config import sources
from crawler.archive import Archive
from crawler.recorded import RecordedRow
from crawler.replay import DemoDay, WarcFiles, open_recordings
from crawler.sources.edraft import pages as edraft
from crawler.sources.eu_cellar import pages as eu_cellar
from crawler.warc import entries
from legislation.archive import Answer
from legislation.errors import SetupError
from legislation.vocabulary import Origin

MONDAY, TUESDAY = (datetime(2026, 11, day, 9, 0, tzinfo=UTC) for day in (2, 3))
ABOUT = "https://www.e-draft.am/projects/7/about"
CELEX = "https://publications.europa.eu/resource/celex/52025PC0006"


def answer(url=ABOUT, body=b"text", when=MONDAY, status=200, headers=(), **more):
    return Answer(url, status, (("Content-Type", "text/html"), *headers), body, when, **more)


def records(folder, *answers):
    archive = Archive(folder, "any", MONDAY)
    for one in answers:
        archive.write(one)
    archive.close()
    return folder


def replay(tmp_path, *answers, pages=edraft):
    return open_recordings(
        str(records(tmp_path, *answers)), sources.load()[pages.SOURCE], pages.canonical, MONDAY
    )


def test_a_recorded_address_is_answered(tmp_path):
    found = replay(tmp_path, answer(body="ՆԱԽԱԳԻԾ".encode())).find(ABOUT, None)
    assert (found.body.decode(), found.status, found.fetched_at) == ("ՆԱԽԱԳԻԾ", 200, MONDAY)


def test_an_address_that_is_not_recorded_is_no_404(tmp_path):
    assert replay(tmp_path, answer()).find("https://www.e-draft.am/projects/8/about", None) is None


def test_a_recorded_404_is_one(tmp_path):
    assert replay(tmp_path, answer(status=404)).find(ABOUT, None).status == 404


def test_another_spelling_of_the_address_is_the_same_page(tmp_path):
    found = replay(tmp_path, answer("https://e-draft.am/ru/projects/7/about")).find(ABOUT, None)
    assert found.url == "https://e-draft.am/ru/projects/7/about"


def test_the_very_address_goes_before_a_newer_record_of_another_spelling(tmp_path):
    other = answer("https://e-draft.am/en/projects/7/about", b"other", TUESDAY)
    assert replay(tmp_path, answer(), other).find(ABOUT, None).body == b"text"


def test_of_several_records_the_newest_is_given(tmp_path):
    newer, older = answer(body=b"newer", when=TUESDAY), answer(body=b"older")
    assert replay(tmp_path, newer, older).find(ABOUT, None).body == b"newer"


def test_of_two_records_of_one_moment_the_later_one_is_given(tmp_path):
    assert replay(tmp_path, answer(body=b"1"), answer(body=b"2")).find(ABOUT, None).body == b"2"


def test_what_was_live_is_recorded_now_and_what_was_rebuilt_stays_so(tmp_path):
    other = "https://www.e-draft.am/projects/8/about"
    recordings = replay(tmp_path, answer(), answer(other, origin=Origin.REBUILT))
    assert recordings.find(ABOUT, None).origin is Origin.RECORDED
    assert recordings.find(other, None).origin is Origin.REBUILT


def test_a_redirect_is_replayed_as_one(tmp_path):
    recordings = replay(tmp_path, answer(status=301, headers=(("Location", "/projects/7/about"),)))
    found = recordings.find(ABOUT, None)
    assert (found.status, dict(found.headers)["Location"]) == (301, "/projects/7/about")


def test_one_address_has_a_text_and_a_notice(tmp_path):
    text = answer(CELEX, b"text", asked=(("Accept", eu_cellar.DOCUMENT_ACCEPT),))
    notice = answer(CELEX, b"notice", TUESDAY, asked=(("Accept", eu_cellar.NOTICE_ACCEPT),))
    recordings = replay(tmp_path, text, notice, pages=eu_cellar)
    assert recordings.find(CELEX, eu_cellar.DOCUMENT_ACCEPT).body == b"text"
    assert recordings.find(CELEX, eu_cellar.NOTICE_ACCEPT).body == b"notice"


def test_an_answer_to_another_accept_header_is_not_given(tmp_path):
    notice = answer(CELEX, b"notice", asked=(("Accept", eu_cellar.NOTICE_ACCEPT),))
    assert replay(tmp_path, notice, pages=eu_cellar).find(CELEX, eu_cellar.DOCUMENT_ACCEPT) is None


@pytest.mark.parametrize("accept", ["", "text/html, */*;q=0.8"])
def test_where_anything_was_asked_for_the_type_of_the_answer_decides(tmp_path, accept):
    page = answer(CELEX, asked=(("Accept", accept),) if accept else ())
    recordings = replay(tmp_path, page, pages=eu_cellar)
    assert recordings.find(CELEX, "text/html").body == b"text"
    assert recordings.find(CELEX, eu_cellar.NOTICE_ACCEPT) is None


def test_all_addresses_are_told(tmp_path):
    recordings = replay(tmp_path, answer(), answer("https://www.e-draft.am/projects/9", status=404))
    assert sorted(recordings.urls()) == [
        "https://www.e-draft.am/projects/7/about",
        "https://www.e-draft.am/projects/9",
    ]


def test_a_folder_is_looked_through_to_its_depth(tmp_path):
    records(tmp_path / "deep" / "deeper", answer())
    assert open_recordings(str(tmp_path), sources.load()["edraft"], edraft.canonical, MONDAY).find(
        ABOUT, None
    )


@pytest.mark.parametrize("where", ["{tmp}", "{tmp}/none", "demo:3", "demo:", "demo"])
def test_records_that_are_not_there_are_said_to_be_missing(tmp_path, where):
    with pytest.raises(SetupError):
        open_recordings(where.format(tmp=tmp_path), sources.load()["edraft"], edraft.canonical, MONDAY)


def row(tmp_path, day, body, accept=None, url=ABOUT):
    file = tmp_path / f"{day}{len(list(tmp_path.iterdir()))}.html"
    file.write_bytes(body)
    return RecordedRow(file, url, accept, 200, "text/html", Origin.TRANSCRIBED, "", day, "", "", file)


@pytest.mark.parametrize(("day", "body"), [(1, b"draft"), (2, b"adopted")])
def test_a_day_of_the_demo_gives_the_latest_page_up_to_it(tmp_path, day, body):
    rows = [row(tmp_path, 2, b"adopted"), row(tmp_path, 1, b"draft")]
    found = DemoDay(rows, day, edraft.canonical, TUESDAY).find(ABOUT, None)
    assert (found.body, found.origin, found.fetched_at) == (body, Origin.TRANSCRIBED, TUESDAY)
    assert dict(found.headers) == {"Content-Type": "text/html"}


def test_what_comes_on_a_later_day_of_the_demo_is_not_there_yet(tmp_path):
    day = DemoDay([row(tmp_path, 2, b"adopted")], 1, edraft.canonical, MONDAY)
    assert day.find(ABOUT, None) is None
    assert list(day.urls()) == []


def test_a_day_of_the_demo_knows_the_accept_header(tmp_path):
    rows = [row(tmp_path, 1, b"notice", eu_cellar.NOTICE_ACCEPT, CELEX)]
    day = DemoDay(rows, 1, eu_cellar.canonical, MONDAY)
    assert day.find(CELEX, eu_cellar.NOTICE_ACCEPT).body == b"notice"
    assert day.find(CELEX, eu_cellar.DOCUMENT_ACCEPT) is None


def test_a_lost_record_is_told_and_not_taken_for_unrecorded(tmp_path):
    records(tmp_path, answer())
    (path,) = tmp_path.rglob("*.warc.gz")
    recordings = WarcFiles(entries(path), edraft.canonical)
    path.unlink()
    with pytest.raises(Exception, match="no answer can be read"):
        recordings.find(ABOUT, None)

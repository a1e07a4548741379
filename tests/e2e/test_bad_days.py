"""Breaking a page in eight ways turns exactly that source red, on the sources page and in the officers' mail.

The whole way: a child process reads the answers, its run is kept, the page and the mail tell it. What every
other source makes of the eight ways is in ``test_breaking_pages``.
"""

import re

import pytest
from bad_days import Home, write_records
from breaking import NOW, WAYS, BadDay, Breakage
from broken_sources import breakages
from command import Place

from config import sources
from crawler import recorded

BROKEN = ("arlis", "eu_have_your_say")
FIRST = {(one.source, one.way): one for one in reversed(breakages())}
KNOWN = sources.load()
SAID = {
    "a login page": "Failed: a login page came instead",
    "a captcha": "Failed: a captcha came instead",
    "an empty list": "Failed: an empty page came",
    "another kind of document": "Failed: something else came than what was asked for",
    "a wrong charset": "Failed: the letters of the page are broken",
    "cut off": "Failed: the answer is broken, or it ends early",
    "a label renamed": "its pages no longer say something|no row has an id",
    "a field gone": "its pages no longer say something|no row has an id",
}
"""What the sources page says to a reader of English."""


def title(source: str) -> str:
    return KNOWN[source].titles["en"]


@pytest.fixture(scope="module")
def well(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """All sources of which there are pages have been read, and nothing was wrong with any."""
    records = tmp_path_factory.mktemp("records")
    for source in recorded.sources():
        write_records(records, BadDay(source, lambda kept: None))
    home = Home(tmp_path_factory.mktemp("well") / "data")
    home.begin()
    told = home.crawl(recorded.sources(), records)
    assert {(one["state"], one["reason"]) for one in told.values()} == {("ok", None)}
    assert told.keys() == set(recorded.sources())
    assert home.mails() == []
    return home


@pytest.fixture(scope="module")
def before(well: Home) -> dict[str, tuple[str, str]]:
    """What the sources page shows then."""
    return well.shown()


def test_all_sources_are_green_to_begin_with(before):
    colours = {name: colour for name, (colour, _) in before.items()}
    followed = {title(name) for name in recorded.sources() if KNOWN[name].on}
    assert {name for name, colour in colours.items() if colour == "ok"} == followed
    assert {colours[name] for name in colours.keys() - followed} == {"off", "never"}


@pytest.mark.parametrize("broken", [FIRST[source, way] for source in BROKEN for way in WAYS], ids=str)
def test_exactly_the_source_that_breaks_is_red_on_page_and_in_mail(broken: Breakage, well, before, tmp_path):
    home = well.copy(tmp_path / "data")
    write_records(tmp_path / "records", BadDay(broken.source, broken.change))
    told = home.crawl([broken.source], tmp_path / "records")[broken.source]
    assert told["state"] in ("failed", "doubtful")

    after = home.shown()
    assert {name for name in after if after[name] != before[name]} == {title(broken.source)}
    colour, words = after[title(broken.source)]
    assert colour == told["state"]
    assert re.search(SAID[broken.way], words)

    (mail,) = home.mails()
    assert (mail["To"], mail["Subject"]) == (
        "officer@example.am",
        f"Sources in trouble: {title(broken.source)}",
    )
    text = " ".join(mail.get_body(("plain",)).get_content().split())
    assert " ".join(told["reason"].split()) in text
    assert len(home.mails()) == 1


def test_a_round_over_all_sources_is_told_in_status_and_is_told_when_it_is_well_again(well, tmp_path):
    home = well.copy(tmp_path / "data")
    broken = FIRST["edraft", "a captcha"]
    for source in recorded.sources():
        change = broken.change if source == broken.source else lambda kept: None
        write_records(tmp_path / "bad", BadDay(source, change))
        write_records(tmp_path / "good", BadDay(source, lambda kept: None))
    place = Place(home.data)
    place.run("round", "--replay", str(tmp_path / "bad"), "--now", NOW.isoformat())
    states = {name: one["state"] for name, one in place.json("status")["sources"].items()}
    assert {name for name in recorded.sources() if states[name] != "ok"} == {"edraft"}
    place.run("crawl", "--source", "edraft", "--replay", str(tmp_path / "good"), "--now", NOW.isoformat())
    assert sorted(mail["Subject"] for mail in home.mails()) == [
        f"Sources in trouble: {title('edraft')}",
        f"Sources well again: {title('edraft')}",
    ]

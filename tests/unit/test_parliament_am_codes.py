"""The grammar of document codes: who, number and index in the package, dates, committees, reading."""

import pytest

from crawler.sources.parliament_am import codes
from legislation.vocabulary import Stage


def only(text: str) -> codes.BillCode:
    (found,) = codes.find(text)
    return found


@pytest.mark.parametrize(
    ("text", "matter", "name"),
    [
        ("Կ-0321-15.07.2003-ՖՎ,ՊԻ-010/0", "Կ-0321-15.07.2003", "Կ-0321-15.07.2003"),
        ("Պ-488-27.01.2005-ՊԻ-010/0", "Պ-488-27.01.2005", "Պ-488-27.01.2005"),
        ("Կ-2068-07.12.2017,19.12.2017-ՊԻՄԻ-017/1", "Կ-2068-07.12.2017", "Կ-2068-07.12.2017"),
        ("Կ -195 -19.06.2019- ՊԱ -011/0 ", "Կ-195-19.06.2019", "Կ-195-19.06.2019"),
        ("Կ-195³-19.06.2019-ՊԱ-011/0", "Կ-195-19.06.2019", "Կ-195-3-19.06.2019"),
        ("Կ-195¹²-19.06.2019-ՊԱ-011/0", "Կ-195-19.06.2019", "Կ-195-12-19.06.2019"),
        ("Կ-195-1-19.06.2019-ՊԱ-011/0", "Կ-195-19.06.2019", "Կ-195-1-19.06.2019"),
        ("Կ–589–22․05․2023–ՊԻ‑011/2ամբ․", "Կ-589-22.05.2023", "Կ-589-22.05.2023"),
        ("Խ-12-01.02.2022-ԱռՀ,ԱՍ-011/0", "Խ-12-01.02.2022", "Խ-12-01.02.2022"),
    ],
)
def test_a_code_names_its_matter_and_its_bill(text, matter, name):
    code = only(f"(փաստաթղթային կոդ՝ {text})")
    assert (code.matter, code.name) == (matter, name)


def test_a_code_is_read_into_its_pieces():
    code = only("Կ-105-31.07.2017 , 04.12.2017-ՊԻ, ԱռՀ-011/2ամբ.")
    assert (code.initiator, code.number, code.member) == ("Կ", "105", None)
    assert code.dates == ("31.07.2017", "04.12.2017")
    assert code.committees == ("ՊԻ", "ԱռՀ")
    assert (code.kind, code.reading, code.stage) == ("011", "2ամբ.", Stage.ADOPTED)
    assert code.whole == "Կ-105-31.07.2017,04.12.2017-ՊԻ,ԱռՀ-011/2ամբ."
    assert code.registered is not None
    assert code.registered.isoformat() == "2017-07-31"


@pytest.mark.parametrize(
    ("reading", "stage"),
    [
        ("0", Stage.PROPOSED),
        ("1", Stage.FIRST_READING),
        ("2", Stage.SECOND_READING),
        ("2ամբ", Stage.ADOPTED),
        ("2 ամբ.", Stage.ADOPTED),
        ("1ամբ.", Stage.ADOPTED),
        ("3", None),
    ],
)
def test_the_last_piece_of_a_code_is_the_reading(reading, stage):
    assert only(f"Կ-105-31.07.2017-ՊԻ-011/{reading}").stage is stage


@pytest.mark.parametrize(
    ("number", "uncertain"),
    [("195", False), ("195¹", False), ("195-1", False), ("1951", True), ("0321", True)],
)
def test_a_number_that_may_have_swallowed_its_index_is_uncertain(number, uncertain):
    assert only(f"Կ-{number}-19.06.2019-ՊԱ-011/0").is_uncertain is uncertain


def test_a_day_that_does_not_exist_is_no_day():
    code = only("Կ-105-31.02.2017-ՊԻ-011/1")
    assert (code.registered, code.matter) == (None, "Կ-105-31.02.2017")


@pytest.mark.parametrize(
    "text", ["ՀՕ-160-Ն", "N 1134-Ն", "Կ-105", "ՀԿ-105-31.07.2017-ՊԻ-011/1", "K-105-31.07.2017-PI-011/1", ""]
)
def test_what_is_no_code_is_not_taken_for_one(text):
    assert codes.find(text) == []


def test_all_codes_of_a_text_are_found_in_their_order():
    text = (
        "«Ա» (Պ -527-25.03.2020-ՊԻ-011/0),««Բ» (Պ -5271 -25.03.2020-ՊԻ-011/0)եւ (Պ-5272-25.03.2020-ՊԻ-011/0)"
    )
    assert [code.number for code in codes.find(text)] == ["527", "5271", "5272"]
    assert text[codes.find(text)[1].start :].startswith("Պ -5271")

"""The list of communities that we ship, and what is said of a wrong one."""

from collections import Counter

import pytest

from config import communities

GORIS = 'goris = { hy = "Գորիս", en = "Goris", ru = "Горис", marz = "Սյունիք", chamber = "urban" }\n'


def listed(folder, text):
    path = folder / "communities.toml"
    path.write_text(text, encoding="utf-8")
    return communities.load(path)


def test_the_list_that_we_ship_is_whole():
    ours = communities.load()
    marzes = Counter(one.marz for one in ours)
    assert (len(ours), len(marzes)) == (69, 11)
    assert [one.key for one in ours if one.marz is None] == ["yerevan"]
    assert marzes["Գեղարքունիք"] == marzes["Վայոց ձոր"] == 5


def test_each_name_is_written_in_its_own_letters():
    for one in communities.load():
        for language, letters in (("hy", "ԱՖև"), ("en", "Az"), ("ru", "Ая")):
            first, last = letters[0], letters[-1]
            assert all(first <= letter <= last or letter == " " for letter in one.names[language]), one.names


def test_an_entry_is_read(tmp_path):
    (goris,) = listed(tmp_path, GORIS)
    assert (goris.key, goris.names["ru"], goris.chamber, goris.marz) == ("goris", "Горис", "urban", "Սյունիք")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (GORIS.replace('ru = "Горис", ', ""), "goris has no name in ru"),
        (GORIS.replace("urban", "town"), "goris: chamber must be urban or rural"),
        (GORIS.replace("marz", "province"), "goris: there is nothing called province"),
        (GORIS.replace("goris", '"Goris 1"'), "community Goris 1: a key is made of"),
        (GORIS + GORIS.replace("goris", "kapan"), "goris and kapan are both called Գորիս"),
    ],
)
def test_what_is_wrong_is_named(tmp_path, text, told):
    with pytest.raises(ValueError, match=told):
        listed(tmp_path, text)

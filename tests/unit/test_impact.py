"""Which communities a text names, and which kinds of them it speaks of."""

import pytest

from config import communities
from legislation.impact import Impact, Place, Sort, impact

PLACES = {
    1: Place(("Գորիս", "Goris", "Горис"), ("Սյունիք", "Syunik", "Сюник")),
    2: Place(("Կապան", "Kapan", "Капан"), ("Սյունիք", "Syunik", "Сюник")),
    3: Place(("Արարատ", "Ararat", "Арарат"), ("Արարատ", "Ararat", "Арарат")),
    4: Place(("Վայոց ձոր",)),
    5: Place(("Բերդ",), ("Տավուշ",)),
    6: Place(("Լոռի Բերդ",), ("Լոռի",)),
}


def hit(text: str, language: str = "hy") -> Impact:
    return impact([(text, language)], PLACES)


@pytest.mark.parametrize(
    ("text", "language", "named"),
    [
        ("Հատկացնել Գորիս և Կապան համայնքներին։", "hy", (1, 2)),
        ("Գորիս, Կապան, Մեղրի քաղաքներում", "hy", (1, 2)),
        ("Գորիսի համայնքապետարանը", "hy", (1,)),
        ("համայնքներ՝ Գորիս, Կապան։", "hy", (1, 2)),
        ("the towns of Goris and Kapan", "en", (1, 2)),
        ("общины Горис и Капан", "ru", (1, 2)),
        ("Արարատ լեռը և մի համայնք", "hy", ()),
        ("Գորիս գնացին։ Համայնքը վճարում է։", "hy", ()),
        ("Արարատ Սարգսյանը նշանակվել է։", "hy", ()),
        ("գորիս համայնքում", "hy", ()),
        ("ԳՈՐԻՍ ԵՎ ԿԱՊԱՆ ՀԱՄԱՅՆՔՆԵՐՈՒՄ", "hy", (1, 2)),
        ("ԱՐԱՐԱՏԻ ՍԱՐՔԵՐԻ ՄԱՍԻՆ ՀԱՄԱՅՆՔԻ ՈՐՈՇՈՒՄԸ", "hy", ()),
        ("Արարատ Սարգսյան, համայնքի ղեկավար", "hy", ()),
        ("Լոռի Բերդ համայնքի ավագանի", "hy", (6,)),
        ("Լոռի Բերդ և Բերդ համայնքներ", "hy", (6, 5)),
        ("Կատարված է Գորիս քաղաքում 1992 թվականի հունվարի 9-ին", "hy", ()),
        ("", "hy", ()),
    ],
)
def test_a_name_counts_beside_a_word_that_says_that_a_community_is_meant(text, language, named):
    assert hit(text, language).named == named


def test_a_marz_hits_its_communities_once():
    assert hit("Սյունիքի մարզում, Գորիս համայնքում") == Impact(named=(1,), in_marz=(2,))
    assert hit("Սյունիքի բնությունը") == Impact()
    assert hit("Արարատի մարզպետ").named == ()
    assert hit("Արարատի մարզպետ").in_marz == (3,)


def test_the_communities_that_we_ship_are_found_by_their_names_in_three_languages():
    ours = communities.load()
    places = {one.key: Place(tuple(one.names.values()), (one.marz,) if one.marz else ()) for one in ours}
    for one in ours:
        for language, what in (("hy", "{} համայնքի ավագանին"), ("en", "the town of {}"), ("ru", "община {}")):
            text = what.format(one.names[language])
            assert impact([(text, language)], places).named == (one.key,), text


@pytest.mark.parametrize(
    "text",
    ["Սյունիքի մարզի Մեղրի համայնքի ավագանի", "ՍՅՈՒՆԻՔԻ ՄԱՐԶԻ ՄԵՂՐԻ ՀԱՄԱՅՆՔՈՒՄ", "Սյունիքի մարզ, ք. Մեղրի"],
)
def test_a_marz_in_an_address_hits_nobody(text):
    assert hit(text) == Impact()
    assert hit("Սյունիքի մարզի համայնքներ").in_marz == hit("ՍՅՈՒՆԻՔԻ ՄԱՐԶԻ ՀԱՄԱՅՆՔՆԵՐ").in_marz == (1, 2)


@pytest.mark.parametrize(
    ("text", "sorts"),
    [
        ("սահմանամերձ համայնքների աջակցություն", (Sort.BORDER,)),
        ("գյուղական և քաղաքային համայնքներ", (Sort.RURAL, Sort.URBAN)),
        ("բարձրլեռնային բնակավայրերում", (Sort.MOUNTAIN,)),
        ("գյուղական մշակույթ", ()),
    ],
)
def test_kinds_of_communities_are_read(text, sorts):
    assert hit(text).sorts == sorts


def test_several_texts_count_together():
    found = impact([("Գորիս համայնք", "hy"), ("Kapan town", "en")], PLACES)
    assert found.named == (1, 2)

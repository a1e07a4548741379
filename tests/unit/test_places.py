from legislation.places import place_name


def test_a_letter_is_named_as_such():
    assert place_name("art-3/p-1/2/ա") == "Հոդված 3, մաս 1, կետ 2, ենթակետ ա"
    assert place_name("sec-2", language="ru") == "Раздел 2"

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legislation.armenian import OWN_NOUNS, RULES, by_rule, kin, known, lemma, other_keys


@given(st.text(alphabet="աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև", max_size=30))
def test_every_word_has_a_lemma(word):
    assert lemma(word) or not word
    assert all(other_keys(word)) or not word


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("օրենքների", "օրենք"),
        ("մասին", "մասին"),
        ("մասի", "մաս"),
        ("մասում", "մաս"),
        ("վճարում", "վճարել"),
        ("վճարման", "վճարում"),
        ("չվճարված", "վճարել"),
        ("հարակից", "հարակից"),
        ("է", "եմ"),
        ("ն", "ն"),
    ],
)
def test_words_of_law(word, expected):
    assert lemma(word) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("դրույքաչափերից", "դրույքաչափ"),
        ("ինքնակառավարման", "ինքնակառավարում"),
        ("ջրահեռացմամբ", "ջրահեռացում"),
        ("տեղաբաշխում", "տեղաբաշխում"),
        ("բնակավայրում", "բնակավայր"),
        ("աջակցությանը", "աջակցություն"),
        ("համաձայնագրի", "համաձայնագիր"),
        ("էներգետիկայի", "էներգետիկա"),
        ("գերեզմանատան", "գերեզմանատուն"),
        ("համայնքային", "համայնքային"),
        ("տեղական", "տեղական"),
        ("հաշվառվելու", "հաշվառել"),
        ("կոյուղու", "կոյուղի"),
        ("քաղաքացուն", "քաղաքացի"),
        ("բնագծերը", "բնագիծ"),
        ("դատավճռով", "դատավճիռ"),
        ("կեղտաջրերի", "կեղտաջուր"),
        ("ընդգրկված", "ընդգրկել"),
        ("վատթարացել", "վատթարանալ"),
        ("ժամանակահատվածի", "ժամանակահատված"),
        ("կտրամադրվի", "տրամադրել"),
        ("չտրամադրվի", "տրամադրել"),
        ("չընդգրկված", "ընդգրկել"),
        ("գործատուն", "գործատու"),
        ("պարապուրդը", "պարապուրդ"),
        ("ներգրավել", "ներգրավել"),
        ("մուտքագրում", "մուտքագրում"),
    ],
)
def test_rules_read_words_that_the_dictionary_lacks(word, expected):
    assert by_rule(word) == expected


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        ("դադարեցնել դադարեցնելու դադարեցնում դադարեցրած դադարեցված դադարեցվի", "դադարեցնել"),
        ("ներկայացնել ներկայացվելու ներկայացրեց ներկայացվում", "ներկայացնել"),
        ("ստանալ ստացված ստացվող ստացվելու", "ստանալ"),
        ("կորցնելով չկորցնել կորցնող", "կորցնել"),
    ],
)
def test_what_is_caused_is_no_form_of_what_happens(forms, expected):
    assert {lemma(form) for form in forms.split()} == {expected}


def test_the_dictionary_knows_every_spelling_of_ev():
    assert known("տերևների") == "տերև"
    assert known("ևրոպական") == "ևրոպական"
    assert known("ինքնակառավարման") is None


def test_no_rule_hides_another():
    endings = [ending for ending, _ in RULES]
    for place, ending in enumerate(endings):
        assert not any(ending.endswith(earlier) for earlier in endings[:place]), ending


def test_every_noun_of_ours_is_its_own_lemma():
    assert {noun: lemma(noun) for noun in OWN_NOUNS} == {noun: noun for noun in OWN_NOUNS}


def test_a_base_form_that_is_also_a_verb_is_sought_as_both():
    assert other_keys("կառավարում") == {"կառավարում", "կառավարել"}
    assert other_keys("կառավարման") == {"կառավարել"}
    assert other_keys("աշխատող") == {"աշխատող", "աշխատել"}
    assert other_keys("համայնքի") == {"համայնք"}


@pytest.mark.parametrize(
    ("base", "relative"),
    [("լուծում", "լուծել"), ("լուծել", "լուծում"), ("դադարեցում", "դադարեցնել"), ("ստացում", "ստանալ")],
)
def test_a_verb_and_the_noun_of_its_action_are_kin(base, relative):
    assert relative in kin(base)
    assert kin("համայնք") == frozenset()

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config import lexicon
from legislation.text import tokens
from legislation.vocabulary import ReferenceKind
from nlp.acts import Acts
from nlp.references import MOST_REFERENCES, find_references

ACTS = Acts(lexicon.load().laws)
AMENDS, CITES = ReferenceKind.AMENDS, ReferenceKind.CITES

PACKAGE = (
    "«ՏԵՂԱԿԱՆ ԻՆՔՆԱԿԱՌԱՎԱՐՄԱՆ ՄԱՍԻՆ» ՕՐԵՆՔՈՒՄ ՓՈՓՈԽՈՒԹՅՈՒՆ ԿԱՏԱՐԵԼՈՒ ՄԱՍԻՆ», «ՀԱՄԱՅՆՔԱՅԻՆ ԾԱՌԱՅՈՒԹՅԱՆ ՄԱՍԻՆ» "
    "ՕՐԵՆՔՈՒՄ ՓՈՓՈԽՈՒԹՅՈՒՆՆԵՐ ԿԱՏԱՐԵԼՈՒ ՄԱՍԻՆ», «ԵՐԵՎԱՆ ՔԱՂԱՔՈՒՄ ՏԵՂԱԿԱՆ ԻՆՔՆԱԿԱՌԱՎԱՐՄԱՆ ՄԱՍԻՆ» ՕՐԵՆՔՈՒՄ "
    "ՓՈՓՈԽՈՒԹՅՈՒՆՆԵՐ ԿԱՏԱՐԵԼՈՒ ՄԱՍԻՆ», «ՀԱՅԱՍՏԱՆԻ ՀԱՆՐԱՊԵՏՈՒԹՅԱՆ ՀՈՂԱՅԻՆ ՕՐԵՆՍԳՐՔՈՒՄ» ՓՈՓՈԽՈՒԹՅՈՒՆ ԿԱՏԱՐԵԼՈՒ "
    "ՄԱՍԻՆ», «ՍԵՅՍՄԻԿ ՊԱՇՏՊԱՆՈՒԹՅԱՆ ՄԱՍԻՆ» ՓՈՓՈԽՈՒԹՅՈՒՆ ԿԱՏԱՐԵԼՈՒ ՄԱՍԻՆ»"
)


def found(text, language=None):
    return find_references(text, tokens(text, language), ACTS, language)


def brief(text, language=None):
    return [
        (one.kind, one.law or one.number or one.title, one.article, one.part) for one in found(text, language)
    ]


@settings(deadline=None)
@given(
    st.one_of(
        st.text(),
        st.lists(
            st.sampled_from(
                "« » Ա մասին օրենքի օրենսգրքում 12-րդ հոդվածի , և ՀՕ-5-Ն N (այսուհետ՝ Օրենք)".split()
            )
        ).map(" ".join),
    )
)
def test_any_text_gives_references_that_stand_where_they_say(text):
    for one in found(text):
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.text
        assert one.law or one.number or one.title


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("«Տեղական ինքնակառավարման մասին» օրենքի 12-րդ հոդված", (CITES, "ՀՕ-337", "12", None)),
        ("«Տեղական ինքնակառավարման մասին» օրենքի 12-րդ հոդվածի 3-րդ մասի", (CITES, "ՀՕ-337", "12", "3")),
        ("«Տեղական ինքնակառավարման մասին» ՀՀ օրենքի 12․1-րդ հոդվածով", (CITES, "ՀՕ-337", "12.1", None)),
        ("ՀՕ-337-Ն օրենքի 12-րդ հոդվածը", (CITES, "ՀՕ-337", "12", None)),
        ("ՀO – 337 oրենքի համաձայն", (CITES, "ՀՕ-337", None, None)),
        ("«Ձկնորսության մասին» օրենքով", (CITES, "Ձկնորսության մասին", None, None)),
        ("տեղական ինքնակառավարման մասին օրենքի 12-րդ հոդվածով", (CITES, "ՀՕ-337", "12", None)),
        ("ՀՀ Սահմանադրության 104-րդ հոդվածով", (CITES, "ՀՀ Սահմանադրություն", "104", None)),
        (
            "Հայաստանի Հանրապետության անտառային օրենսգրքի 5-րդ հոդվածի",
            (CITES, "Հայաստանի Հանրապետության անտառային օրենսգրքի", "5", None),
        ),
        ("Հանրապետության նախագահի ՆՀ-174-Ն հրամանագրով", (CITES, "ՆՀ-174-Ն", None, None)),
        ("ՀՀ հարկային օրենսգրքի 5-րդ հոդվածի", (CITES, "ՀՕ-165-Ն", "5", None)),
        (
            "Տեղական ինքնակառավարման եվրոպական խարտիայի",
            (CITES, "european-charter-of-local-self-government", None, None),
        ),
        ("Article 12 of the Law of the RA on Local Self-Government", (CITES, "ՀՕ-337", "12", None)),
        (
            "статьей 12 Закона РА «О местном самоуправлении»",
            (CITES, "ՀՕ-337", "12", None),
        ),
    ],
)
def test_a_cited_act_is_found_with_its_article(text, expected):
    assert brief(text) == [expected]


def test_the_charter_is_known_in_french():
    assert brief("la Charte européenne de l’autonomie locale", "fr") == [
        (CITES, "european-charter-of-local-self-government", None, None)
    ]


def test_a_package_amends_every_act_of_its_title():
    assert brief(PACKAGE) == [
        (AMENDS, law, None, None)
        for law in (
            "ՀՕ-337",
            "municipal-service",
            "local-self-government-in-city-of-yerevan",
            "land-code",
            "seismic-protection",
        )
    ]


def test_acts_in_a_list_share_its_last_word():
    titles = "«Ձկնորսության մասին», «Գովազդի մասին» և «Քաղաքաշինության մասին»"
    text = f"{titles} օրենքներում լրացումներ կատարելու մասին"
    assert brief(text) == [
        (AMENDS, "Ձկնորսության մասին", None, None),
        (AMENDS, "advertising", None, None),
        (AMENDS, "ՀՕ-217", None, None),
    ]


def test_decisions_that_lose_their_force_are_amended():
    text = (
        "Երևան քաղաքի ավագանու 2011 թվականի մայիսի 6-ի N 224-Ն և 2013 թվականի դեկտեմբերի 10-ի N 90-Ն "
        "որոշումներն ուժը կորցրած ճանաչելու մասին"
    )
    assert brief(text) == [(AMENDS, "N 224-Ն", None, None), (AMENDS, "N 90-Ն", None, None)]


def test_an_act_that_gives_grounds_is_not_amended_by_what_follows():
    text = "«Գովազդի մասին» օրենքի 5-րդ հոդվածի համաձայն ճանաչել որոշումն ուժը կորցրած"
    assert brief(text) == [(CITES, "advertising", "5", None)]


def test_an_act_that_a_decision_stands_on_is_not_amended_by_its_points():
    text = (
        "Հիմք ընդունելով «Գովազդի մասին» օրենքի 5-րդ հոդվածը՝ կառավարությունը որոշում է. "
        "1. Կարգի 2-րդ կետն ուժը կորցրած ճանաչել։"
    )
    assert brief(text) == [(CITES, "advertising", "5", None)]


def test_an_article_is_repealed_by_words_before_or_after_it():
    expected = [(AMENDS, "advertising", "5", None)]
    assert brief("«Գովազդի մասին» օրենքի 5-րդ հոդվածն ուժը կորցրած ճանաչել") == expected
    assert brief("Ուժը կորցրած ճանաչել «Գովազդի մասին» օրենքի 5-րդ հոդվածը") == expected


def test_an_act_amended_by_another_act_is_only_cited():
    text = (
        "փոփոխվել է «Տեղական տուրքերի և վճարների մասին» օրենքում փոփոխություն կատարելու մասին» "
        "Հայաստանի Հանրապետության 2016 թվականի դեկտեմբերի 16-ի ՀՕ-234-Ն օրենքով"
    )
    assert brief(text) == [(CITES, "ՀՕ-185", None, None), (CITES, "ՀՕ-234-Ն", None, None)]


def test_the_short_name_that_a_text_gives_an_act_stands_for_it():
    text = (
        "Հոդված 1. «Պետական նպաստների մասին» 2013 թվականի դեկտեմբերի 12-ի ՀՕ-154-Ն օրենքի (այսուհետ՝ Օրենք) "
        "5-րդ հոդվածի 1-ին մասում «ա» բառը փոխարինել «բ» բառով:\n"
        "Հոդված 2. Օրենքի 19-րդ և 21-րդ հոդվածներն ուժը կորցրած ճանաչել:\n"
        "Հոդված 3. Սույն օրենքի 2-րդ հոդվածը գործում է Օրենքի 7-րդ հոդվածի դեպքում:"
    )
    assert brief(text) == [
        (AMENDS, "ՀՕ-154-Ն", "5", "1"),
        (AMENDS, "ՀՕ-154-Ն", "19", None),
        (AMENDS, "ՀՕ-154-Ն", "21", None),
        (CITES, "ՀՕ-154-Ն", "7", None),
    ]


def test_the_heading_of_the_next_article_is_not_an_article_of_the_act():
    text = "«ԳՈՎԱԶԴԻ ՄԱՍԻՆ» ՕՐԵՆՔՈՒՄ ՓՈՓՈԽՈՒԹՅՈՒՆ ԿԱՏԱՐԵԼՈՒ ՄԱՍԻՆ\nՀոդված 1. Օրենքի"
    assert brief(text) == [(AMENDS, "advertising", None, None)]


def test_a_number_that_was_not_verified_is_not_shown():
    (one,) = found("«Հանրային ծառայության մասին» օրենքի 5-րդ հոդված")
    assert (one.law, one.number, one.title) == ("public-service", None, "Հանրային ծառայության մասին")


def test_a_reference_is_given_once_where_it_stands_first():
    text = "«Գովազդի մասին» օրենքով: " * 10
    assert [(one.start, one.end) for one in found(text)] == [(0, len("«Գովազդի մասին» օրենքով"))]


def test_a_text_full_of_references_gives_a_bounded_number():
    text = " ".join(f"«Բան {number} մասին» օրենքով:" for number in range(MOST_REFERENCES + 50))
    assert len(found(text)) == MOST_REFERENCES


def test_quotations_and_words_alone_are_no_acts():
    assert found("«Թվային Հայաստան» ՀԿ, «կամ կեղծ» բառերով, տեղական ինքնակառավարման մասին, օրենքը") == []


@pytest.mark.parametrize(
    "part", ["«", "«ա բ» ", "ՀՕ-1-Ն ", "1-ին, ", "«ա բ» օրենք 1 ", "Օրենքի 5-րդ հոդված "]
)
def test_a_huge_line_of_one_kind_is_read(part):
    assert len(found(part * (200_000 // len(part)))) <= MOST_REFERENCES


def test_lists_and_ranges_of_articles_parts_and_points_are_counted_out():
    text = "«Գովազդի մասին» օրենքի 12-րդ, 14-րդ և 16-18-րդ հոդվածները, 20-րդ հոդվածի 1-ին մասի 2-4-րդ կետերը"
    assert [(one.article, one.part, one.point) for one in found(text)] == [
        ("12", None, None),
        ("14", None, None),
        ("16", None, None),
        ("17", None, None),
        ("18", None, None),
        ("20", "1", "2"),
        ("20", "1", "3"),
        ("20", "1", "4"),
    ]


def test_places_in_quotation_marks_or_of_the_text_itself_are_not_the_acts():
    text = (
        "«Գովազդի մասին» օրենքի 5-րդ հոդվածում «12-րդ հոդվածի» բառերը փոխարինել, սույն օրենքի 7-րդ հոդվածով"
    )
    assert brief(text) == [(AMENDS, "advertising", "5", None)]


def test_points_of_an_annex_are_not_points_of_the_decision():
    text = "N 284-Ն որոշման 3-րդ կետում և N 495-Ն որոշման հավելվածի 4-րդ կետում"
    assert [(one.number, one.point) for one in found(text)] == [("N 284-Ն", "3"), ("N 495-Ն", None)]


def test_the_head_of_an_annex_is_no_citation_of_its_own_decision():
    assert found("Հավելված N 2\nՀՀ կառավարության 2015 թվականի\nդեկտեմբերի 29-ի N 1566-Ն որոշման") == []


def test_the_same_law_is_the_one_named_last():
    text = "«Գովազդի մասին» օրենքի 5-րդ հոդվածով, ինչպես նաև նույն օրենքի 7-րդ հոդվածով"
    assert brief(text) == [(CITES, "advertising", "5", None), (CITES, "advertising", "7", None)]


def test_another_number_means_another_act_of_the_same_title():
    text = "«Պետական նպաստների մասին» 2005 թվականի հոկտեմբերի 24-ի ՀՕ-205-Ն օրենքը"
    assert brief(text) == [(CITES, "ՀՕ-205-Ն", None, None)]


def test_acts_in_the_title_of_another_are_cited():
    text = (
        "Ուժը կորցրած ճանաչել կառավարության 2015 թվականի սեպտեմբերի 10-ի «Կարգը հաստատելու և կառավարության "
        "N 1369-Ն որոշումն ուժը կորցրած ճանաչելու մասին» N 1035-Ն որոշումը"
    )
    assert brief(text) == [(AMENDS, "N 1035-Ն", None, None), (CITES, "N 1369-Ն", None, None)]


def test_the_text_s_own_title_is_no_citation():
    text = "«Գովազդի մասին» օրենքը և «Քաղաքաշինության մասին» օրենքը"
    words = tokens(text)
    assert [one.law for one in find_references(text, words, ACTS, None, "ԳՈՎԱԶԴԻ ՄԱՍԻՆ")] == ["ՀՕ-217"]
    assert found("«Գովազդի մասին» օրենքի նախագիծը") == []


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "Articles 5(1) and 7 of Directive 2004/38/EC are deleted",
            "en",
            [(AMENDS, "2004/38/EC", "5", "1"), (AMENDS, "2004/38/EC", "7", None)],
        ),
        (
            "amending Regulations (EU) 2016/679 and (EU) No 910/2014",
            "en",
            [(AMENDS, "(EU) 2016/679", None, None), (AMENDS, "(EU) 910/2014", None, None)],
        ),
        ("Government Decision N 1134-N of 2 September 2016", "en", [(CITES, "N 1134-Ն", None, None)]),
        ("This Act may be cited as the Housing Act 1998", "en", []),
        (
            "внести в статью 5 и часть 2 статьи 7 Закона Республики Армения «О рекламе» изменения",
            "ru",
            [(AMENDS, "О рекламе", "5", None), (AMENDS, "О рекламе", "7", "2")],
        ),
        ("в соответствии с Законом РА № ЗР-337", "ru", [(CITES, "ՀՕ-337", None, None)]),
        ("о проекте закона «О рекламе»", "ru", []),
        (
            "l’article 2, alinéa 3, de la loi modifiée du 13 décembre 1988 est abrogé",
            "fr",
            [(AMENDS, "loi du 13 décembre 1988", "2", "3")],
        ),
        (
            "Vu le code du travail et notamment ses articles 3 à 5",
            "fr",
            [
                (CITES, "code du travail", "3", None),
                (CITES, "code du travail", "4", None),
                (CITES, "code du travail", "5", None),
            ],
        ),
    ],
)
def test_acts_are_found_in_the_other_languages(text, language, expected):
    assert brief(text, language) == expected

import pytest

from config import lexicon
from legislation.amendments import changes
from legislation.structure import pieces
from legislation.text import tokens
from legislation.vocabulary import Operation
from nlp.acts import Acts
from nlp.references import every_reference

ACTS = Acts(lexicon.load().laws)


def read(text, language="hy"):
    references = list(every_reference(text, tokens(text, language), ACTS, language))
    return changes(text, pieces(text), references, language)


def brief(text, language="hy"):
    return [
        (
            one.operation,
            one.law or one.number or one.title,
            one.article,
            one.part,
            one.point,
            one.old,
            one.new,
        )
        for one in read(text, language)
    ]


LAW = """ՕՐԵՆՔԸ
«ԳՈՎԱԶԴԻ ՄԱՍԻՆ» ՕՐԵՆՔՈՒՄ ՓՈՓՈԽՈՒԹՅՈՒՆՆԵՐ ԿԱՏԱՐԵԼՈՒ ՄԱՍԻՆ
Հոդված 1. «Գովազդի մասին» օրենքի (այսուհետ՝ Օրենք) 12-րդ հոդվածի 3-րդ մասում «համայնք» բառը
փոխարինել «բնակավայր» բառով:
Հոդված 2. Օրենքի 14-րդ հոդվածում՝
1) 1-ին մասը «վճար» բառից հետո լրացնել «և տուրք» բառերով.
2) լրացնել հետևյալ բովանդակությամբ 4.1-ին մասով.
«4.1. Սույն օրենքի 5-րդ հոդվածում «Ա» բառը փոխարինել «Բ» բառով:».
3) 6-րդ և 7-րդ մասերն ուժը կորցրած ճանաչել.
4) 8-րդ մասը շարադրել հետևյալ խմբագրությամբ.
«8. Նոր մաս:».
5) 9-րդ մասից հանել «ավագանի» բառը:
Հոդված 3. Օրենքի 15-րդ հոդվածն ուժը կորցրած ճանաչել:
Հոդված 4. Օրենքի 3-րդ գլուխն ուժը կորցրած ճանաչել:
Հոդված 5. Օրենքի 16-րդ հոդվածի 2-րդ մասը համարել 3-րդ մաս:
Հոդված 6. Սույն օրենքն ուժի մեջ է մտնում պաշտոնական հրապարակման օրվանից:"""


def test_an_armenian_law_tells_act_place_operation_and_words():
    assert brief(LAW) == [
        (Operation.REPLACE_WORDS, "advertising", "12", "3", None, "համայնք", "բնակավայր"),
        (Operation.INSERT_AFTER, "advertising", "14", "1", None, "վճար", "և տուրք"),
        (
            Operation.ADD,
            "advertising",
            "14",
            "4.1",
            None,
            None,
            "4.1. Սույն օրենքի 5-րդ հոդվածում «Ա» բառը փոխարինել «Բ» բառով:",
        ),
        (Operation.REPEAL, "advertising", "14", "6", None, None, None),
        (Operation.REPEAL, "advertising", "14", "7", None, None, None),
        (Operation.REPLACE, "advertising", "14", "8", None, None, "8. Նոր մաս:"),
        (Operation.REMOVE_WORDS, "advertising", "14", "9", None, "ավագանի", None),
        (Operation.REPEAL, "advertising", "15", None, None, None, None),
        (Operation.REPEAL, "advertising", None, None, None, None, None),
        (Operation.RENUMBER, "advertising", "16", "2", None, None, "3-րդ մաս"),
    ]
    assert [one.chapter for one in read(LAW) if one.chapter] == ["3"]


def test_a_change_says_where_it_is_ordered():
    first = read(LAW)[0]
    assert first.provision == "art-1"
    assert LAW[first.start : first.end].startswith("«Գովազդի մասին» օրենքի")
    assert LAW[first.start : first.end].endswith("«բնակավայր»")
    assert read(LAW)[1].provision == "art-2/1"


def test_two_words_may_be_replaced_with_one_verb():
    act = "«Գովազդի մասին» օրենքի 2-րդ հոդվածում "
    text = f"{act}«ա բ» բառերը փոխարինել «գ դ» բառերով, իսկ «ե զ» բառերը՝ «է ը» բառերով:"
    assert [(one.old, one.new) for one in read(text)] == [("ա բ", "գ դ"), ("ե զ", "է ը")]


def test_listed_words_are_replaced_each_or_respectively():
    act = "«Գովազդի մասին» օրենքի 2-րդ հոդվածում «առաջին», «երկրորդ» բառերը "
    assert [(one.old, one.new) for one in read(act + "փոխարինել «նոր» բառով:")] == [
        ("առաջին", "նոր"),
        ("երկրորդ", "նոր"),
    ]
    both = read(act + "փոխարինել համապատասխանաբար «երրորդ» և «չորրորդ» բառերով:")
    assert [(one.old, one.new) for one in both] == [("առաջին", "երրորդ"), ("երկրորդ", "չորրորդ")]


def test_decisions_are_changed_in_their_annexes():
    text = """Կառավարությունը որոշում է.
1. Կառավարության 2014 թվականի ապրիլի 17-ի N 534-Ն որոշման՝
1) N 2 հավելվածի 4-րդ կետում «մեկ ամիս» բառերը փոխարինել «երեք ամիս» բառերով.
2) N 14 հավելվածի 2-րդ կետը, N 15 հավելվածի 3-րդ կետն ուժը կորցրած ճանաչել:
2. Ուժը կորցրած ճանաչել՝
1) Կառավարության 2006 թվականի սեպտեմբերի 22-ի N 1369-Ն որոշումը.
2) Կառավարության 2007 թվականի ապրիլի 12-ի N 453-Ն որոշումը:"""
    assert [(one.operation, one.number, one.annex, one.point) for one in read(text)] == [
        (Operation.REPLACE_WORDS, "N 534-Ն", "2", "4"),
        (Operation.REPEAL, "N 534-Ն", "14", "2"),
        (Operation.REPEAL, "N 534-Ն", "15", "3"),
        (Operation.REPEAL, "N 1369-Ն", None, None),
        (Operation.REPEAL, "N 453-Ն", None, None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Սույն օրենքն ուժի մեջ է մտնում հրապարակման օրվանից:",
        "«Գովազդի մասին» օրենքի 5-րդ հոդվածի համաձայն քաղաքացին պետք է լրացնի հայտը:",
        "«ԳՈՎԱԶԴԻ ՄԱՍԻՆ» ՕՐԵՆՔՆ ՈՒԺԸ ԿՈՐՑՐԱԾ ՃԱՆԱՉԵԼՈՒ ՄԱՍԻՆ",
        "",
    ],
)
def test_what_orders_nothing_changes_nothing(text):
    assert read(text) == ()


def test_a_russian_text_is_read_too():
    text = """Статья 1. В статье 5 Закона Республики Армения «О рекламе»:
1) в части 2 слова «орган управления» заменить словами «орган самоуправления»;
2) часть 3 изложить в следующей редакции:
«3. Новая часть.»;
3) дополнить частью 4 следующего содержания:
«4. Ещё часть.».
Статья 2. Статью 7 признать утратившей силу.
Статья 3. В статье 8 после слов «за счет» дополнить словами «бюджета»."""
    assert brief(text, "ru") == [
        (Operation.REPLACE_WORDS, "О рекламе", "5", "2", None, "орган управления", "орган самоуправления"),
        (Operation.REPLACE, "О рекламе", "5", "3", None, None, "3. Новая часть."),
        (Operation.ADD, "О рекламе", "5", "4", None, None, "4. Ещё часть."),
        (Operation.REPEAL, "О рекламе", "7", None, None, None, None),
        (Operation.INSERT_AFTER, "О рекламе", "8", None, None, "за счет", "бюджета"),
    ]


def test_an_act_of_the_european_union_is_read_too():
    text = """Article 1
Regulation (EU) 2016/679 is amended as follows:
(1) in Article 5(2), the words ‘local authority’ are replaced by ‘regional authority’;
(2) Article 6 is replaced by the following:
‘Article 6
Scope’;
(3) in Article 7, the following paragraph 4 is added:
‘4. New.’;
(4) Article 9 is deleted.
Article 2
This Regulation shall enter into force."""
    act = "(EU) 2016/679"
    assert brief(text, "en") == [
        (Operation.REPLACE_WORDS, act, "5", "2", None, "local authority", "regional authority"),
        (Operation.REPLACE, act, "6", None, None, None, "Article 6\nScope"),
        (Operation.ADD, act, "7", "4", None, None, "4. New."),
        (Operation.REPEAL, act, "9", None, None, None, None),
    ]


def test_a_bill_strikes_and_inserts():
    act = "Section 455 of the Higher Education Act of 1965 (20 U.S.C. 1087e) is amended"
    assert brief(f"{act} by striking “five” and inserting “20 or 30”.", "en") == [
        (Operation.REPLACE_WORDS, "Higher Education Act of 1965", "455", None, None, "five", "20 or 30")
    ]


def test_other_languages_have_no_changes_yet():
    assert read("L’article 2 de la loi du 13 décembre 1988 est abrogé", "fr") == ()

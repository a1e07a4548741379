import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legislation.structure import pieces

LINES = [
    "Հոդված 1.",
    "Հոդված 2. Վերնագիր",
    "Հոդված",
    "1.",
    "1. Մաս",
    "2. Մաս «բառ»",
    "1) կետ",
    "«2) կետ",
    "Գ Լ ՈՒ Խ 1",
    "ԳԼՈՒԽ 2. ՎԵՐՆԱԳԻՐ",
    "Հավելված N 1",
    "ՕՐԵՆՔԸ",
    "I. ԸՆԴՀԱՆՈՒՐ",
    "սովորական տող:»:",
    "Article 5",
    "Статья 3.1. Заголовок",
    "",
]
laws = st.one_of(st.text(), st.lists(st.sampled_from(LINES)).map("\n".join))


def outline(text):
    return [(piece.path, piece.kind, piece.heading) for piece in pieces(text)]


def paths(text):
    return [piece.path for piece in pieces(text)]


@settings(deadline=None)
@given(laws)
def test_any_text_has_pieces_with_unique_paths_that_nest(text):
    found = pieces(text)
    assert len({piece.path for piece in found}) == len(found)
    around = []
    for piece in found:
        assert 0 <= piece.start < piece.end <= len(text)
        while around and around[-1].end <= piece.start:
            around.pop()
        assert not around or piece.end <= around[-1].end
        around.append(piece)


def test_an_armenian_law_has_chapters_articles_parts_and_points():
    law = """ՀԱՅԱՍՏԱՆԻ ՀԱՆՐԱՊԵՏՈՒԹՅԱՆ
Օ Ր Ե Ն Ք Ը
Գ Լ ՈՒ Խ  1
ԸՆԴՀԱՆՈՒՐ ԴՐՈՒՅԹՆԵՐ
Հոդված 1. Օրենքի կարգավորման առարկան
Սույն օրենքը կարգավորում է համայնքի բյուջեն:
ԳԼՈՒԽ 2. ՎՃԱՐՆԵՐ
Հ ո դ վ ա ծ 2.
Տեղական վճարները
1. Ավագանին սահմանում է՝
1) վճարները.
2) տուրքերը:
2. Վճարները գանձվում են:
Հոդված 2․1. Արտոնությունները
12-րդ հոդվածի համաձայն արտոնություն չկա:"""
    assert outline(law) == [
        ("ch-1", "chapter", "ԸՆԴՀԱՆՈՒՐ ԴՐՈՒՅԹՆԵՐ"),
        ("art-1", "article", "Օրենքի կարգավորման առարկան"),
        ("ch-2", "chapter", "ՎՃԱՐՆԵՐ"),
        ("art-2", "article", "Տեղական վճարները"),
        ("art-2/p-1", "part", ""),
        ("art-2/p-1/1", "point", ""),
        ("art-2/p-1/2", "point", ""),
        ("art-2/p-2", "part", ""),
        ("art-2.1", "article", "Արտոնությունները"),
    ]
    second = next(piece for piece in pieces(law) if piece.path == "art-2/p-1")
    assert law[second.start : second.end].startswith("1. Ավագանին")
    assert law[second.start : second.end].rstrip().endswith("2) տուրքերը:")


def test_a_decision_has_points_and_its_annex_points_of_its_own():
    decision = """Ո Ր Ո Շ ՈՒ Մ
որոշում է.
1. Հաստատել կարգը՝ համաձայն հավելվածի:
2. Սահմանել՝
1) վճարը.
Հավելված
ՀՀ կառավարության որոշման
I. ԸՆԴՀԱՆՈՒՐ ԴՐՈՒՅԹՆԵՐ
1. Սույն կարգով կարգավորվում են հարաբերությունները:
Հավելված N 2
1. Ցանկ"""
    assert paths(decision) == [
        "point-1",
        "point-2",
        "point-2/1",
        "annex",
        "annex/ch-I",
        "annex/point-1",
        "annex-2",
        "annex-2/point-1",
    ]


def test_what_an_amendment_quotes_is_not_a_piece_of_the_amending_act():
    law = """Հոդված 1. Օրենքը լրացնել հետևյալ բովանդակությամբ գլխով.
«ԳԼՈՒԽ 7.1
ԽՆԱՄՔԻ ՆՊԱՍՏ
Հոդված 28.2. Նպաստը
1. Նպաստը նշանակվում է:
2. Նպաստը վճարվում է:»:
Հոդված 2. Սույն օրենքն ուժի մեջ է մտնում հրապարակման օրվանից:
1. Մաս"""
    assert paths(law) == ["art-1", "art-2", "art-2/p-1"]


def test_a_quotation_that_never_ends_does_not_swallow_the_next_article():
    assert paths("Հոդված 1. «Ա մասին օրենքում\nՀոդված 2. Բ\n1. Գ") == ["art-1", "art-2", "art-2/p-1"]


def test_each_act_of_a_package_has_paths_of_its_own():
    act = "ՀԱՅԱՍՏԱՆԻ ՀԱՆՐԱՊԵՏՈՒԹՅԱՆ\nՕՐԵՆՔԸ\nՀոդված 1. Ա\n1. Բ\nՀոդված 2. Գ\n"
    assert paths(act) == ["art-1", "art-1/p-1", "art-2"]
    assert paths(act + act) == [*paths(act), "2/art-1", "2/art-1/p-1", "2/art-2"]


def test_a_number_that_comes_again_gets_a_suffix():
    assert paths("Հոդված 1. Ա\nՀոդված 1. Բ\n1. Գ") == ["art-1", "art-1~2", "art-1~2/p-1"]


def test_the_word_and_its_number_may_stand_on_two_lines():
    assert outline("Հոդված\n5.\nՎերնագիր\n1. Մաս\nԳԼՈՒԽ\n1\nԸՆԴՀԱՆՈՒՐ") == [
        ("art-5", "article", "Վերնագիր"),
        ("art-5/p-1", "part", ""),
        ("ch-1", "chapter", "ԸՆԴՀԱՆՈՒՐ"),
    ]


def test_a_raised_number_is_a_number_after_a_dot():
    assert paths("Հոդված 12¹. Ա") == paths("Հոդված 12․1. Ա") == ["art-12.1"]


def test_the_body_of_an_article_is_not_its_heading():
    assert outline("Հոդված 1. Օրենքի 5-րդ հոդվածը ճանաչել ուժը կորցրած:") == [("art-1", "article", "")]
    assert outline("Հոդված 1.\n«Ա մասին» օրենքի 2-րդ հոդվածում՝") == [("art-1", "article", "")]


@pytest.mark.parametrize(
    "line",
    [
        "Հոդված 12-ի համաձայն",
        "12-րդ հոդվածի համաձայն",
        "«Հոդված 12. Ա",
        "Article 12 of the Law says",
        "2018. թվական",
        "31.12.2018",
        "1.5 տոկոս",
    ],
)
def test_a_reference_or_a_number_is_no_heading(line):
    assert paths(f"Հոդված 1. Ա\n{line}") == ["art-1"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "CHAPTER I\nGeneral\nArticle 5 – Scope\n1. Text\n(1) Item\nArticle 6\nSubject matter\nANNEX II",
            [
                ("ch-I", "chapter", "General"),
                ("art-5", "article", "Scope"),
                ("art-5/p-1", "part", ""),
                ("art-5/p-1/1", "point", ""),
                ("art-6", "article", "Subject matter"),
                ("annex-II", "annex", ""),
            ],
        ),
        (
            "Глава 2. Общие положения\nСтатья 12. Полномочия\n1. Органы\n1) бюджет",
            [
                ("ch-2", "chapter", "Общие положения"),
                ("art-12", "article", "Полномочия"),
                ("art-12/p-1", "part", ""),
                ("art-12/p-1/1", "point", ""),
            ],
        ),
        (
            "Article 1er. Objet\nArticle 2. Champ",
            [("art-1", "article", "Objet"), ("art-2", "article", "Champ")],
        ),
    ],
)
def test_english_russian_and_french_texts_are_read_too(text, expected):
    assert outline(text) == expected


def test_a_text_without_numbers_has_no_pieces():
    assert pieces("") == pieces("Համայնքի ավագանու որոշում") == []


def test_a_huge_line_is_read_at_once():
    assert pieces("Հոդված " * 100_000 + "«" * 100_000) == []


def test_sections_hold_chapters_and_letters_are_the_smallest_pieces():
    law = """ԲԱԺԻՆ 1
ԸՆԴՀԱՆՈՒՐ ՄԱՍ
ԳԼՈՒԽ 1. ՀԻՄՈՒՆՔՆԵՐ
Հոդված 1. Առարկան
1. Համայնքը՝
1) սահմանում է.
ա. տուրքերը,
բ. վճարները.
2) գանձում է:
ԲԱԺԻՆ 2
ԳԼՈՒԽ 2. ԱՅԼ
Հոդված 2. Այլ"""
    assert [(piece.path, piece.kind) for piece in pieces(law)] == [
        ("sec-1", "section"),
        ("ch-1", "chapter"),
        ("art-1", "article"),
        ("art-1/p-1", "part"),
        ("art-1/p-1/1", "point"),
        ("art-1/p-1/1/ա", "subpoint"),
        ("art-1/p-1/1/բ", "subpoint"),
        ("art-1/p-1/2", "point"),
        ("sec-2", "section"),
        ("ch-2", "chapter"),
        ("art-2", "article"),
    ]
    first = pieces(law)[0]
    assert law[first.start : first.end].rstrip().endswith("2) գանձում է:")


def test_letters_out_of_order_are_no_pieces():
    assert paths("Հոդված 1. Ա\n1) կետ\nդ. Հարությունյան\nա) մեկ\nբ) երկու") == [
        "art-1",
        "art-1/1",
        "art-1/1/ա",
        "art-1/1/բ",
    ]


def test_new_wording_whose_article_would_be_the_next_is_not_the_act_s_own():
    law = """Հոդված 1. Օրենքը լրացնել հետևյալ բովանդակությամբ հոդվածով.
«
Հոդված 2.
Նոր հոդված
1. Նոր մաս:»:
Հոդված 2. Սույն օրենքն ուժի մեջ է մտնում հրապարակման օրվանից:"""
    assert paths(law) == ["art-1", "art-2"]
    assert law[pieces(law)[1].start :].startswith("Հոդված 2. Սույն")


def test_new_wording_of_the_european_union_is_not_the_act_s_own():
    act = """Article 1
Regulation (EU) 2016/679 is amended as follows:
(1) Article 2 is replaced by the following:
‘Article 2
Scope
1. This Regulation applies.’;
(2) Article 9 is deleted.
Article 2
This Regulation shall enter into force."""
    assert paths(act) == ["art-1", "art-1/1", "art-1/2", "art-2"]


def test_what_follows_the_signature_is_no_part_of_the_last_article():
    act = "Article 1\nText\nArticle 2\nText\nDone at Brussels,\nFor the Council\n(1) OJ L 1.\nANNEX\n1. Items"
    assert paths(act) == ["art-1", "art-2", "annex", "annex/point-1"]
    assert paths("Article 2\nText\nFait à Luxembourg\n1) note") == ["art-2"]


def test_words_that_only_name_a_chapter_are_no_heading():
    assert paths("Article 1\nChapter IV applies to credit institutions.\nԳլուխ 2 համարվող մասը") == ["art-1"]


def test_numbers_and_headings_may_stand_on_lines_of_their_own_as_akoma_ntoso_has_them():
    head = "CHAPTER I\nSUBJECT MATTER\nArticle 1\nScope\n"
    act = f"{head}1.\nThis Directive applies.\n(a)\nfirst\n(b)\nsecond\n2.\nIt ends."
    assert paths(act) == ["ch-I", "art-1", "art-1/p-1", "art-1/p-1/a", "art-1/p-1/b", "art-1/p-2"]


def test_equal_numbers_in_two_annexes_do_not_clash_and_paths_stay_when_words_are_added():
    annexes = "Հավելված N 1\n1. Մեկ\n2. Երկու\nՀավելված N 2\n1. Մեկ\n1) ա"
    assert paths(annexes) == [
        "annex-1",
        "annex-1/point-1",
        "annex-1/point-2",
        "annex-2",
        "annex-2/point-1",
        "annex-2/point-1/1",
    ]
    longer = annexes.replace("Երկու", "Երկու\nև ևս մի պարբերություն:")
    assert paths(f"ՈՐՈՇՈՒՄ\nՀամաձայն օրենքի՝\n{longer}") == paths(annexes)

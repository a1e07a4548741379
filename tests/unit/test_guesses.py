"""What a text is called, by how it begins."""

from factories import BILL

from crawler.guesses import title_of


def test_an_armenian_act_is_called_by_what_it_is_about():
    assert title_of(BILL, "x").startswith("«Տեղական ինքնակառավարման մասին» օրենքում փոփոխություններ")


def test_else_the_first_line_of_some_words_is_taken():
    text = "CG(40)12\n\nCongress\nRecommendation 351 (2014) on local democracy in Armenia\nArticle 1"
    assert title_of(text, "x") == "Recommendation 351 (2014) on local democracy in Armenia"


def test_a_text_without_words_is_called_like_its_file():
    assert title_of("1 2 3 4 5 6 7 8\n--------------\n", "հավելված") == "հավելված"
    assert title_of("", "հավելված") == "հավելված"
    assert title_of("ա" * 5000, "հավելված") == "հավելված"

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config import lexicon
from legislation.vocabulary import ReferenceKind, TagOrigin
from nlp.tagger import MOST_EVIDENCE, PAGE, TITLE, Tagger

TAGGER = Tagger(*lexicon.load())


def read(text, title="", language="hy"):
    return TAGGER.read(text, language, title)


def tags(text, title="", language="hy"):
    return {tag.topic: tag for tag in read(text, title, language).tags}


def said(text, title="", language="hy"):
    return {topic: (tag.score, tag.reason) for topic, tag in tags(text, title, language).items()}


WORDS = (
    "համայնքի ավագանին տեղական վճար աղբահանություն Հոդված 1. «Գովազդի մասին» օրենքում փոփոխություն կատարելու"
)


@settings(deadline=None, max_examples=200)
@given(
    st.lists(st.sampled_from([*WORDS.split(), "\n", "։"])).map(" ".join),
    st.lists(st.sampled_from(WORDS.split())).map(" ".join),
)
def test_every_tag_shows_passages_that_stand_where_they_say(text, title):
    reading = read(text, title)
    paths = {"", *(piece.path for piece in reading.pieces)}
    for tag in reading.tags:
        assert 0 < tag.score <= 1
        assert tag.origin == TagOrigin.RULE
        assert 1 <= len(tag.evidence) <= MOST_EVIDENCE
        for evidence in tag.evidence:
            place = title if evidence.provision == TITLE else text
            assert place[evidence.start : evidence.end] == evidence.text != ""
            assert evidence.provision in paths | {TITLE}


def test_a_title_that_amends_an_act_is_the_strongest_sign():
    title = "«ՏԵՂԱԿԱՆ ԻՆՔՆԱԿԱՌԱՎԱՐՄԱՆ ՄԱՍԻՆ» ՕՐԵՆՔՈՒՄ ՓՈՓՈԽՈՒԹՅՈՒՆ ԿԱՏԱՐԵԼՈՒ ՄԱՍԻՆ"
    assert said("Հոդված 1.", title) == {"local_self_government": (0.95, "amends ՀՕ-337")}
    first = tags("Հոդված 1.", title)["local_self_government"].evidence[0]
    assert (first.text, first.term, first.provision) == (
        title[: title.index(" ՓՈՓՈԽ")],
        "amends ՀՕ-337",
        TITLE,
    )


def test_a_text_that_amends_acts_is_tagged_by_their_topics_with_the_article():
    text = (
        "Հոդված 1. Ընդհանուր\nՀոդված 2. «Գովազդի մասին» օրենքի 5-րդ հոդվածում «ա» բառը փոխարինել «բ» բառով:\n"
        "Հոդված 3. «Քաղաքաշինության մասին» օրենքի 7-րդ հոդվածը շարադրել նոր խմբագրությամբ:"
    )
    tag = tags(text)["urban_development"]
    assert (tag.score, tag.reason) == (0.85, "amends advertising, ՀՕ-217")
    assert [evidence.provision for evidence in tag.evidence] == ["art-2", "art-3"]


def test_an_act_that_is_only_cited_gives_no_tag():
    assert tags("Համաձայն «Գովազդի մասին» օրենքի 5-րդ հոդվածի՝ սահմանել օրակարգը:") == {}


def test_a_term_in_the_title_gives_a_tag():
    assert said("", "Տեղական վճարների դրույքաչափերը սահմանելու մասին") == {
        "local_taxes_fees": (0.75, "term in title")
    }


def test_two_terms_on_one_page_give_a_tag_and_one_does_not():
    assert tags("Համայնքի ավագանին՝ նիստ:") == {}
    near = "Համայնքի ավագանին և համայնքի ղեկավարը:"
    assert said(near)["local_self_government"] == (0.5, "terms")
    far = "Համայնքի ավագանին։ " + "բառ " * PAGE + "համայնքի ղեկավարը"
    assert tags(far) == {}


def test_what_communities_have_to_do_gives_a_tag_and_a_mention_does_not():
    text = "Տեղական ինքնակառավարման մարմինները պարտավոր են հրապարակել ցանկը:"
    assert said(text) == {"local_self_government": (0.72, "duty")}
    passage = tags(text)["local_self_government"].evidence[0]
    assert (passage.text, passage.term) == ("Տեղական ինքնակառավարման մարմինները", "duty")
    assert said("Տուգանքը վճարվում է համայնքի բյուջե:")["municipal_finance"] == (0.72, "duty")
    assert tags("Նիստին կարող են հրավիրվել տեղական ինքնակառավարման մարմինների ներկայացուցիչներ:") == {}


def test_one_phrase_suffices_for_a_text_shorter_than_a_page():
    text = "Կոմիտեն հաստատում է շինարարության թույլտվության ձևը:"
    assert said(text) == {"urban_development": (0.5, "one term")}
    assert tags(text + " բառ" * PAGE) == {}
    assert tags("Կոմիտեն հաստատում է աղբահանության ձևը:") == {}  # a single word does not


def test_one_term_that_keeps_coming_gives_a_tag():
    assert said("Աղբահանությունը, աղբահանության կարգը և աղբահանությանը նպաստելը") == {
        "waste_management": (0.5, "terms")
    }


@pytest.mark.parametrize("word", ["համայնքի", "մարզում", "թույլտվությունը", "աղբավայրի", "մանդատ"])
def test_common_or_unattested_words_alone_give_no_tag(word):
    assert tags(f"{word} " * 20, word) == {}


def test_each_term_is_shown_before_any_comes_again():
    text = "Համայնքի ավագանին, համայնքի ավագանու, համայնքի ավագանուն և համայնքի ղեկավարը:"
    evidence = tags(text)["local_self_government"].evidence
    assert [one.term for one in evidence[:2]] == ["համայնքի ավագանի", "համայնքի ղեկավար"]


def test_evidence_names_the_innermost_provision():
    text = "Հոդված 1. Ա\nՀոդված 2. Բ\n1. Համայնքի ավագանին և համայնքի ղեկավարը հավասար են:"
    evidence = tags(text)["local_self_government"].evidence
    assert {one.provision for one in evidence} == {"art-2/p-1"}


def test_english_russian_and_french_texts_are_tagged_too():
    assert "waste_management" in tags("Household waste and municipal solid waste are collected.", "", "en")
    assert "local_taxes_fees" in tags("Местный налог и местная пошлина", "", "ru")
    assert "local_taxes_fees" in tags("L’impôt local et la taxe foncière", "", "fr")
    assert "local_taxes_fees" not in tags("L’impôt local et la taxe foncière", "", "en")


def test_a_decision_of_the_council_of_the_union_is_not_one_of_a_community_council():
    assert tags("", "Proposal for a COUNCIL DECISION on the position to be taken", "en") == {}


def test_the_language_is_found_out_where_nobody_declared_it():
    assert read("Համայնքի ավագանին", "", None).language == "hy"
    assert read("", "О местном самоуправлении", None).language == "ru"
    assert read("", "", None).language is None


def test_references_of_the_title_stand_beside_those_of_the_text():
    title = "«Գովազդի մասին» և «Քաղաքաշինության մասին» օրենքներում փոփոխություններ կատարելու մասին"
    text = "Հոդված 1. «Գովազդի մասին» օրենքի 5-րդ հոդվածն ուժը կորցրած ճանաչել:"
    found = [
        (one.kind, one.law, one.article, one.start, one.end > one.start)
        for one in read(text, title).references
    ]
    assert found == [
        (ReferenceKind.AMENDS, "ՀՕ-217", None, 0, False),
        (ReferenceKind.AMENDS, "advertising", "5", 10, True),
    ]


def test_a_large_text_is_read():
    text = "Հոդված 1. Համայնքի ավագանին սահմանում է տեղական վճարների դրույքաչափերը:\n" * 5_000
    tag = tags(text)["local_taxes_fees"]
    assert len(tag.evidence) == MOST_EVIDENCE

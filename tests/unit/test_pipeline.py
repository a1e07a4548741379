import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config import lexicon
from legislation.text import BARRIER
from nlp import pipeline

NLP = pipeline.build(*lexicon.load())
TEXT = "Համայնքի ավագանին՝ «Գովազդի մասին» օրենքի 5-րդ հոդվածով։  Տեղական վճարներ"


@settings(deadline=None, max_examples=300)
@given(st.text().filter(lambda text: text.isprintable() or "\n" in text), st.sampled_from([None, "fr"]))
def test_the_document_is_the_text_itself(text, language):
    assert pipeline.read(NLP, text, language).text == text


def test_words_of_the_document_are_the_words_of_search():
    doc = pipeline.read(NLP, TEXT, "hy")
    ours = [token for token in pipeline.words_of(doc) if token.key != BARRIER]
    by_place = {token.idx: token for token in doc}
    assert [by_place[token.start].lemma_ for token in ours] == [token.key for token in ours]
    assert [by_place[token.start].text for token in ours] == [TEXT[token.start : token.end] for token in ours]


def test_terms_are_marked_with_topic_and_name():
    doc = pipeline.read(NLP, TEXT, "hy")
    marked = {(span.text, span.label_, span.id_) for span in doc.spans[pipeline.TERMS]}
    assert ("Համայնքի ավագանին", "local_self_government", "համայնքի ավագանի") in marked
    assert ("Տեղական վճարներ", "local_taxes_fees", "տեղական վճար") in marked


def test_references_are_marked_with_their_kind():
    doc = pipeline.read(NLP, TEXT, "hy")
    (span,) = doc.spans[pipeline.REFERENCES]
    assert (span.text, span.label_) == ("«Գովազդի մասին» օրենքի 5-րդ հոդվածով", "cites")
    assert [one.law for one in pipeline.references_of(doc)] == ["advertising"]


def test_latin_letters_are_read_in_the_language_of_the_text():
    def topics(language):
        doc = pipeline.read(NLP, "les déchets municipaux", language)
        return {span.label_ for span in doc.spans[pipeline.TERMS]}

    assert topics("fr") == {"waste_management"}
    assert topics("en") == set()


@pytest.mark.parametrize("text", ["", " ", "  \n", "։", "«»"])
def test_a_text_without_words_has_no_spans(text):
    doc = pipeline.read(NLP, text)
    assert (doc.text, len(doc.spans[pipeline.TERMS])) == (text, 0)

import pytest

from config import lexicon

TOPIC = """
[waste]
hy = "Թափոններ"
en = "Waste"
ru = "Отходы"
fr = "Déchets"
terms = [{ hy = ["աղբավայր"], en = ["dump site"], attested = "own" }]
"""


def in_folder(folder, topics=TOPIC, laws=""):
    (folder / "topics.toml").write_text(topics, encoding="utf-8")
    (folder / "laws.toml").write_text(laws, encoding="utf-8")
    return lexicon.load(folder)


def test_the_lists_that_we_ship_are_whole():
    topics, laws = lexicon.load()
    assert len(topics) == 24
    assert len({law.key for law in laws}) == len(laws)
    assert sum(len(topic.terms) for topic in topics) > 300
    assert all(any(term.decides("hy") for term in topic.terms) for topic in topics)


def test_common_words_and_unseen_terms_do_not_decide():
    terms = {term.name: term for topic in lexicon.load().topics for term in topic.terms}
    assert terms["տեղական ինքնակառավարում"].decides("hy")
    assert not any(terms[name].decides("hy") for name in ("համայնք", "մարզ", "թույլտվություն", "աղբավայր"))


def test_a_term_seen_in_another_language_only_decides_there():
    terms = {term.name: term for topic in lexicon.load().topics for term in topic.terms}
    household_waste = terms["կենցաղային թափոն"]
    assert household_waste.decides("ru")
    assert not household_waste.decides("hy")
    assert not terms["աղբավայր"].decides("en")


def test_a_number_that_nobody_saw_is_no_key():
    assert [law.key for law in lexicon.load().laws if law.key == law.number and not law.verified] == []


def test_a_topic_without_a_label_is_named(tmp_path):
    with pytest.raises(ValueError, match=r"waste has no label in ru"):
        in_folder(tmp_path, TOPIC.replace('ru = "Отходы"', ""))


def test_a_term_without_an_armenian_form_is_named(tmp_path):
    with pytest.raises(ValueError, match=r"waste has no Armenian form"):
        in_folder(tmp_path, TOPIC.replace('hy = ["աղբավայր"], ', ""))


def test_a_doubtful_mark_is_named(tmp_path):
    with pytest.raises(ValueError, match=r"աղբավայր: attested must be"):
        in_folder(tmp_path, TOPIC.replace('"own"', '"maybe"'))


def test_a_law_of_an_unknown_topic_is_named(tmp_path):
    with pytest.raises(ValueError, match=r"law ՀՕ-1 names the topic health"):
        in_folder(tmp_path, laws='["ՀՕ-1"]\nhy = ["Ա մասին"]\ntopic = "health"\n')
